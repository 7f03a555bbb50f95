"""How a column is grounded in words: the kinds of reading, and the `grounding` of a field, parsed once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reading: what must be so, in the words of the codebook, and the rule that a cell breaks where it is not.

    `takes` says what stretch of the words a reading accounts for (number, date or time), if any; `evident` is false where a
    reading does not show that its passage is needed.
    """

    says: str
    rule: str
    takes: str = ""
    evident: bool = True


KINDS = {
    "bound": Kind("read from", "grounding.bound"),
    "cues": Kind("a cue of the code stands in", "grounding.cues"),
    "date": Kind("words for the day stand in a passage", "grounding.date", takes="date"),
    "date_end": Kind("words for the day stand in a passage", "grounding.date_end", takes="date"),
    "event": Kind("words for the event stand in a passage", "grounding.event"),
    "member": Kind("a name or adjective stands in a passage", "grounding.member"),
    "name": Kind("a name stands in a passage", "grounding.name"),
    "name_in": Kind("a name stands in", "grounding.name_in"),
    "number": Kind("read from", "grounding.number", takes="number"),
    "number_high": Kind("the upper number of a range, read from", "grounding.number", takes="number"),
    "origin": Kind("step 1 of the chain", "grounding.origin"),
    "part": Kind("a name stands in a passage, next to the words of the part", "grounding.part"),
    "precision": Kind("the words that give", "grounding.precision", takes="date"),
    "prose": Kind("names no actor, number or day that the passages do not", "grounding.prose", evident=False),
    "quantity": Kind("stands in a passage with every word that bounds it", "grounding.quantity", takes="number"),
    "said_on": Kind("words for the day, or the outlet's own date", "grounding.said_on", takes="date"),
    "side": Kind("a name or adjective of that side stands in a passage", "grounding.side"),
    "source": Kind("all its passages stand in this source", "grounding.source", evident=False),
    "time": Kind("words for the hour stand in a passage", "grounding.time", takes="time"),
    "words": Kind("stands in a passage letter for letter", "grounding.words"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """The `grounding` of a field: the kind of reading, and the column of words or the date that it is read with ("" for none)."""

    by: str
    column: str = ""

    @property
    def kind(self) -> Kind:
        return KINDS[self.by]

    @property
    def says(self) -> str:
        """What grounds the cell, for the codebook; the name of the column follows where there is one."""
        together = self.column and self.by in ("date", "said_on")
        return f"{self.kind.says}, read together with" if together else self.kind.says


def ground_of(field: dict) -> Ground | None:
    """How a field is grounded, None where it is not.

    In the descriptor it is `{"by": "cues", "in": "type_wording"}`: `in` names the column of words that the cell is read in, `with`
    the column that it is read together with. Raises ValueError where it is anything else.
    """
    if (written := field.get("grounding")) is None:
        return None
    sound = isinstance(written, dict) and written.keys() <= {"by", "in", "with"} and all(isinstance(v, str) for v in written.values())
    if not sound or written.get("by") not in KINDS:
        raise ValueError(f"{written!r} is not a way of grounding; `by` is one of {', '.join(KINDS)}")
    return Ground(written["by"], written.get("in") or written.get("with") or "")
