"""A new item while it is read: the words it rests on, its cells as the project's own readers read them, and the rows it comes to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from scripts.curate.passage import WORD
from scripts.curate.rows import next_ids
from validation.checks.grounding.cells import READERS
from validation.checks.grounding.numbers import kinds_of
from validation.checks.grounding.phrases import LONGEST
from validation.checks.grounding.readings import GROUNDED, Reading, Refusal
from validation.model.grounds import ground_of
from validation.model.items import CLAIMS, Item
from validation.model.lexicon import Lexicon
from validation.model.package import Package
from validation.model.texts import Passage
from validation.parsing import clauses
from validation.parsing.dates import read_dates, read_times
from validation.parsing.quantities import Quantity, read_quantities

SENTENCE_END = re.compile(r"[.!?։](?=\s|$)|\n")
NEAR = 20  # words, a comma counting for six; an actor further from a word of saying is not taken for its speaker
RIGHT_BEHIND = 2  # words
POSSESSIVE = re.compile(r"['’]s?\b")  # "Armenia's spokesperson said": it is not Armenia who said so
OF = re.compile(r"\s+(?:of\s+(?:the\s+)?)?")  # between the name of a body and that of its state
OWNED = ("state_body", "de_facto_authority", "armed_force")
OWN_WORDS = ("event_id", "about_event_id", "addressee_id", "about_actor_id", "population_side", "claimed_on", "stated_on", "as_of")


@dataclass
class Draft:
    """An item in the making. `row` is its row, `chain` the steps, `passages` its words, the first of which it is read from.

    `told` are the cells that a person gave, "" for one to be left blank.
    """

    package: Package
    lexicon: Lexicon
    table: str
    source: dict
    passages: list[Passage]
    row: dict[str, str] = field(init=False)
    chain: list[dict[str, str]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begins the row with the next id and the source."""
        self.row = dict.fromkeys((f["name"] for f in self.package[self.table].fields), "")
        self.row |= {self.package[self.table].key[0]: next(next_ids(self.package, self.table)), "source_id": self.source["source_id"]}

    @property
    def id(self) -> str:
        return self.row[self.package[self.table].key[0]]

    @property
    def language(self) -> str:
        return self.passages[0].language

    @property
    def counted(self) -> str:
        """The column of what the number of the row counts."""
        return "harm" if self.table == "casualty_claims" else "measure"

    def item(self, **cells: str) -> Item:
        """The item as the readers want it, with some cells put in."""
        held = tuple(sorted(self.passages, key=lambda p: (len(p.text), p.passage_id)))
        return Item(self.table, self.package[self.table].path, self.row | cells, self.id, held, held, True, tuple(self.chain),
                    self.source["publisher_id"], self.source["published_on"], self.language, {})  # fmt: skip

    def read(self, column: str, value: str, **cells: str) -> Reading | Refusal:
        """What the reader of the column makes of a value."""
        return self._read(self.item(**{column: value, **cells}), column)

    def _read(self, item: Item, column: str) -> Reading | Refusal:
        field_ = self.package[self.table].field(column)
        return READERS[ground_of(field_).by](item.seen_by(column), field_, item.row[column], self.lexicon)

    def reads(self, column: str, value: str, **cells: str) -> bool:
        return not isinstance(self.read(column, value, **cells), Refusal)

    # What the words give

    def quantities(self) -> list[tuple[Passage, Quantity]]:
        """The quantities of the passages that may be coded in the row."""
        kinds = kinds_of(self.item(), self.lexicon)
        found = ((p, q) for p in self.passages for q in read_quantities(p.text, p.language, self.lexicon.cues, p.written_on))
        return [(p, q) for p, q in found if q.kind in kinds and q.bound and (q.bound != "vague" or q.quantifier)]

    def take_quantity(self, passage: Passage, quantity: Quantity) -> None:
        """Writes the quantity into the row."""
        self.row["value_wording"] = passage.text[quantity.start : quantity.end]
        self.row["value"] = "" if quantity.value is None else str(quantity.value)
        self.row["value_high"] = "" if quantity.high is None else str(quantity.high)
        self.row["bound"] = quantity.bound

    def codes(self, column: str, near: tuple[Passage, tuple[int, int]] | None) -> Iterator[tuple[str, str]]:
        """Code and its words in the passages, which the reader of the column takes; the nearest to the given words first.

        Where the row has a code already, words for this one alone.
        """
        found = []
        for passage in self.passages:
            for cue in self.lexicon.cues.find(column, passage.language, passage.text):
                words = passage.text[cue.start : cue.end]
                code = next(iter(self.lexicon.cues.codes(column, passage.language, cue.phrase)))
                here = near is not None and near[0] is passage
                far = clauses.distance(passage.text, (cue.start, cue.end), near[1], passage.language) if here else 1000
                found.append((far, code, words))
        for _, code, words in sorted(found, key=lambda each: each[0]):
            if self.row[column] in ("", code) and self.reads(column, code, **{f"{column}_wording": words}):
                yield code, words

    def anchor(self) -> tuple[Passage, tuple[int, int]] | None:
        """Where the number of the row, or the words of its act, stand."""
        return self.place_of(self.row.get("value_wording") or self.row.get("act_wording", ""))

    def place_of(self, wording: str) -> tuple[Passage, tuple[int, int]] | None:
        """The first passage that holds these words, and where they stand in it."""
        return next(((p, (at, at + len(wording))) for p in self.passages if wording and (at := p.text.find(wording)) >= 0), None)

    def side(self) -> str:
        """The side whose name or adjective stands right before the people who are counted; unknown where none does."""
        if not (place := self.anchor()):
            return "unknown"
        passage, number = place
        for match in self.lexicon.names(passage.text):
            sides = {self.lexicon.side(e) for e in self.lexicon.entities(match, adjectives=True)} - {""}
            right_after = match.start >= number[1] and clauses.distance(passage.text, number, (match.start, match.end), self.language) <= 1
            if right_after and len(sides) == 1 and self.reads("population_side", side := next(iter(sides))):
                return side
        return "unknown"

    def events(self, column: str) -> list[str]:
        """The events that the passages name and the reader takes."""
        named = [events for p in self.passages for _, events in self.lexicon.events(p.text)]
        return list(dict.fromkeys(e for events in named if len(events) == 1 for e in events if self.reads(column, e)))

    def days(self, column: str, precision: str = "") -> list[tuple[str, str]]:
        """The days, each with its precision, that the reader of the column takes from the passages."""
        dates = (date for p in self.passages for date in read_dates(p.text, p.language, p.written_on))
        found = dict.fromkeys((date.first.isoformat(), date.precision) for date in dates)
        return [(day, exact) for day, exact in found if self.reads(column, day, **({precision: exact} if precision else {}))]

    def hours(self) -> list[str]:
        """The clock times of the passages that the reader takes."""
        found = [clock.time for p in self.passages for clock in read_times(p.text, p.language)]
        return [time for time in dict.fromkeys(found) if self.reads("as_of_time", time)]

    def speakers(self) -> dict[str, str]:
        """Actor > the words that name him beside a word of saying, the origin first; media come after those they relay."""
        actors = self.package["actors"].by_id
        found: dict[str, tuple[int, str]] = {}
        for passage in self.passages:
            for name, named in self._names(passage):
                if POSSESSIVE.match(passage.text, name[1]):
                    continue
                far, words = self.saying(passage, name)
                for actor in named:
                    if far <= NEAR and (actor not in found or far < found[actor][0]):
                        found[actor] = far, words
        order = sorted(found, key=lambda a: (actors[a]["actor_type"] == "media_outlet", found[a][0]))
        return {actor: found[actor][1] for actor in order if actor != self.source["publisher_id"]}

    def saying(self, passage: Passage, name: tuple[int, int]) -> tuple[int, str]:
        """How far the nearest word of saying stands from a name, and the words from the one to the other."""
        text, language = passage.text, passage.language
        cues = [m for kind in ("attribution_role", "act") for m in self.lexicon.cues.find(kind, language, text)]
        # A label or an estimate may be an adjective, so that nobody near it need have spoken.
        spoken = [m for m in cues if not self.lexicon.cues.codes("act", language, m.phrase) & {"describe", "estimate"}]
        verbs = [(m.start, m.end) for m in spoken] + clauses.spans_of(text, language, "words", "say")
        verbs = [verb for verb in verbs if self._nearest(passage, verb) == name]
        far, verb = min(((clauses.distance(text, v, name, language), v) for v in verbs), default=(1000, name))
        start, end = min(verb[0], name[0]), max(verb[1], name[1])
        return far, text[start:end] if len(text[start:end].split()) <= LONGEST and far < clauses.STOP else text[slice(*name)]

    def _nearest(self, passage: Passage, verb: tuple[int, int]) -> tuple[int, int]:
        """The name of an actor that stands nearest before a word of saying, or right behind it ("according to Armenia")."""
        names = [name for name, _ in self._names(passage) if not POSSESSIVE.match(passage.text, name[1])]
        far = {name: clauses.distance(passage.text, name, verb, passage.language) for name in names}
        far = {name: words for name, words in far.items() if name[0] < verb[0] or words <= RIGHT_BEHIND}
        return min(far, key=far.get, default=verb)

    def _names(self, passage: Passage) -> Iterator[tuple[tuple[int, int], set[str]]]:
        """Where names of actors stand, and for whom; the body of one state is not named where the name of another follows."""
        actors, matches = self.package["actors"].by_id, self.lexicon.names(passage.text)
        for match, after in zip_longest(matches, matches[1:]):
            named = self.lexicon.entities(match) & actors.keys()
            if after and OF.fullmatch(passage.text, match.end, after.start):
                sides = {self.lexicon.side(owner) for owner in self.lexicon.entities(after)} - {""}
                named = {a for a in named if not sides or self.lexicon.side(a) in sides or actors[a]["actor_type"] not in OWNED}
            if named:
                yield (match.start, match.end), named

    def named(self, actor: str) -> str:
        """The words for a step of this actor: his name with the word of saying beside it; blank where no passage names him."""
        found = (self.saying(p, name) for p in self.passages for name, named in self._names(p) if actor in named)
        return min(found, default=(0, ""))[1]

    # The few words of a source that is not shipped

    def few_words(self) -> list[dict[str, str]]:
        """The rows of data/wordings.csv: for each cell without a wording of its own the least words that still read as it."""
        found: list[tuple[str, Passage, str]] = []
        for column in OWN_WORDS:
            reading = self.read(column, self.row[column]) if self.row.get(column) else None
            if isinstance(reading, Reading) and reading.status == GROUNDED and reading.end:
                passage = next(p for p in self.passages if p.passage_id == reading.passage_id)
                span = (reading.start - passage.start, reading.end - passage.start)
                columns = [column, "as_of_time"] if column == "as_of" else [column]
                found.append((column, passage, self._least(passage, [span], columns)))
        if self.table in CLAIMS and (place := self.anchor()):
            passage, number = place
            columns = ["value", "value_high", "bound", "value_wording", self.counted, "population"]
            beside = [self.row[f"{column}_wording"] for column in ("population", self.counted)]
            spans = [(at, at + len(words)) for words in beside if (at := passage.text.find(words)) >= 0]
            tried = (self._least(passage, [number, *some], columns) for some in (spans, spans[:1], spans[1:], []))
            found.append(("value", passage, next(filter(None, tried), "")))
        if self.table == "statements" and (place := self.anchor()):
            first = self.passages[0]  # the words that say it; where the act stands elsewhere, all of them are of what was said
            found.append(("content", first, self._said(first, place[1] if place[0] is first else (0, 0))))
        return [{"item_id": self.id, "column": c, "wording": words, "passage_id": p.passage_id} for c, p, words in found if words]

    def _said(self, passage: Passage, act: tuple[int, int]) -> str:
        """The words that follow those of the act in its sentence, or go before them where none follow, eight at most."""
        text = passage.text
        start = max((m.end() for m in SENTENCE_END.finditer(text, 0, act[0])), default=0)
        end = next((m.start() for m in SENTENCE_END.finditer(text, act[1])), len(text))
        behind = [m.span() for m in WORD.finditer(text, act[1], end)][:LONGEST]
        words = behind or [m.span() for m in WORD.finditer(text, start, act[0])][-LONGEST:]
        while words and len(text[words[0][0] : words[-1][1]].split()) > LONGEST:  # a dash stands for a word
            words.pop()
        return text[words[0][0] : words[-1][1]] if words else ""

    def _least(self, passage: Passage, spans: list[tuple[int, int]], columns: list[str]) -> str:
        """The shortest stretch of at most eight words around the spans that the readers of the columns take for words of the first."""
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        words = [m.span() for m in WORD.finditer(passage.text)]
        stretches = [
            (min(a, start), max(b, end)) for i, (a, _) in enumerate(words) for _, b in words[i : i + LONGEST] if a <= start and end <= b
        ]
        for a, b in sorted(set(stretches), key=lambda each: each[1] - each[0]):
            wording = passage.text[a:b]
            if len(wording.split()) <= LONGEST and "\n" not in wording and self._reads_in(passage, wording, columns):
                return wording
        return ""

    def _reads_in(self, passage: Passage, wording: str, columns: list[str]) -> bool:
        phrase = passage._replace(start=0, end=len(wording), text=wording, phrase=True)
        away = tuple(p._replace(text="") for p in self.passages)
        item = self.item()._replace(passages=away, at_hand=(), all_at_hand=False, phrases={columns[0]: (phrase,)})
        return not any(isinstance(self._read(item, c), Refusal) for c in columns if self.row[c] and self.reads(c, self.row[c]))
