"""The one voice: every finding of every check is a Problem."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Self

from validation.lines import printable, shortened
from validation.rules import rules

LONGEST_MESSAGE = 3000  # characters
NAMED = 100  # problems of one rule in one file that are named; the others are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding: where it stands, what stands there, why it is wrong and what to do.

    `line` counts from 1 and is 0 where the finding is about the whole file; `row_id`, `column` and `value` are empty where
    the finding is about no single cell. `message` is what is said of the cell, the row or the file: a sentence without its subject
    and its full stop, such as "is blank, though the column must be filled". `rule` is the name of the one rule that was broken, such
    as `grounding.number`; what to do, `fix`, stands in the rule book. Where `more` is not 0, this stands for so many that are not named.

    Raises ValueError where the rule is not in the rule book.
    """

    file: str
    line: int = 0
    row_id: str = ""
    column: str = ""
    value: str = ""
    rule: str
    message: str
    more: int = 0

    def __post_init__(self) -> None:
        if self.rule not in rules():
            raise ValueError(f"{self.rule!r} is not in the rule book, validation/rules.toml")

    @classmethod
    def of(cls, file: str, row: dict, column: str, rule: str, message: str) -> Self:
        """The finding about a cell of a row as it was read; about the whole row where the column is ""."""
        return cls(file=file, line=row["_line"], row_id=row["_id"], column=column, value=row.get(column, ""), rule=rule, message=message)

    @property
    def family(self) -> str:
        return self.rule.partition(".")[0]

    @property
    def cell(self) -> tuple[str, int, str]:
        return self.file, self.line, self.column

    @property
    def fix(self) -> str:
        """What to do, in one sentence."""
        return rules()[self.rule].fix

    @property
    def subject(self) -> str:
        """What the message is about: the cell with its value, or the row; "" where it is the file."""
        cell = printable(shortened(".".join(filter(None, (self.row_id, self.column)))))
        return f"{cell}={shortened(self.value)!r}" if self.column else cell

    @property
    def sentence(self) -> str:
        """The whole sentence: what is wrong with which cell, row or file."""
        return f"{self.subject or printable(shortened(self.file))} {printable(shortened(self.message, LONGEST_MESSAGE))}."

    def __str__(self) -> str:
        file = printable(shortened(self.file))
        place = f"{file}:{self.line}:" if self.line else f"{file}:"
        said = " ".join(filter(None, (self.subject, printable(shortened(self.message, LONGEST_MESSAGE)))))
        return f"{place} {said}. {self.fix} [{self.rule}]"


# What is most likely the fault itself, before what only follows from it: rules and their families, the first first.
LIKELIEST = (
    # What is wrong with a whole source.
    ("grounding.source_text", "sense.sources.text_status", "grounding.language", "grounding.publisher", "grounding.day_of_print",
     "sense.sources.early"),
    ("hygiene", "descriptor", "structure", "sense.retired_ids.leap", "sense.retired_ids.in_use"),
    ("sense.retired_ids", "grounding.cue", "grounding.idle_cue", "sense.cues", "sense.vocabularies", "sense.places.listed",
     "sense.places.called", "sense.actors.called", "sense.sources.site", "structure.unique"),
    ("structure.foreign_key", "grounding.kept", "grounding.origin"),
    ("grounding.idle_phrase", "grounding.phrase", "grounding.source", "grounding.hash", "grounding.quote", "grounding.member",
     "grounding.declared", "grounding.spelling", "sense.actors", "sense.places", "sense.names", "sense.attributions.item",
     "sense.inferences.cell"),
    ("grounding", "coverage", "sense", "agreement"),
    ("grounding.idle_passage", "grounding.wrong_passage", "grounding.idle_inference", "sense.places.far",
     "sense.event_actors.twice"),
    ("sense.relations", "sense.explanations"),
    ("relations.idle",),
    ("relations", "sense.attributions.spelling", "sense.relations.once", "sense.actors.orphan", "sense.actors.unnamed",
     "sense.places.orphan", "sense.passages.orphan", "sense.claims.apart", "sense.statements.apart"),
)  # fmt: skip
TIERS = {rule: tier for tier, names in enumerate(LIKELIEST) for rule in names}
# Tables in the order in which a fault of one shows in the others: words and events before the items, and these before what belongs to them.
ORDER = ("wordings", "passages", "events", "casualty_claims", "figures", "statements", "event_actors")
GONE_WITH = ("passages", "sense.retired_ids.gap")  # a passage goes with the item that it carried
# Within a row: the words before what is read from them, a day before how exactly it is given, and what the words say before all else.
OF_WORDS = ("grounding.words", "grounding.quantity", "grounding.kept", "grounding.idle_phrase", "grounding.hash")
READ_WITH = ("grounding.bound", "grounding.precision", "grounding.prose")
FOLLOWS = ("sense.actors.country",)  # from the side


def arrange(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, what is likeliest the fault itself first, then by table and line; in a row the words first."""
    return sorted(set(problems), key=_place)


def _place(problem: Problem) -> tuple:
    rule, table = problem.rule, problem.file.rpartition("/")[2].removesuffix(".csv")
    tier = next((TIERS[name] for name in (rule, rule.rpartition(".")[0], problem.family) if name in TIERS), len(LIKELIEST))
    if rule == "grounding.spelling" and problem.column in ("entity_id", "usage"):
        tier = TIERS["relations.idle"]  # whom a page speaks of follows from what is coded of it
    if rule == "grounding.idle_inference" and table != "inferences":
        tier = TIERS["grounding.declared"]  # a blank cell is at fault itself
    return tier, _at(table, rule), problem.file, problem.line, _in_row(problem), problem.column, rule, problem.message, problem.row_id


def _at(table: str, rule: str) -> int:
    """Where a table stands in ORDER; the words of a chain stand with the events, and all other tables come last."""
    if (table, rule) == ("attributions", "grounding.kept"):
        return ORDER.index("events")
    return ORDER.index(table) if table in ORDER and (table, rule) != GONE_WITH else len(ORDER)


def _in_row(problem: Problem) -> int:
    if problem.rule in OF_WORDS or problem.column.endswith("wording"):
        return 0
    return 2 if problem.rule in READ_WITH else 1 if problem.family == "grounding" else 4 if problem.rule in FOLLOWS else 3


def few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first hundred problems of each rule in each file, as they come, then for each one how many more there are."""
    named: Counter[tuple[str, str]] = Counter()
    more: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = problem.file, problem.rule
        if problem.more or named[key] == NAMED:
            more[key] += problem.more or 1
        else:
            named[key] += 1
            yield problem
    for (file, rule), count in more.items():
        message = f"has {count:,} more places that break this rule; the first {named[file, rule]} are named"
        yield Problem(file=file, rule=rule, message=message, more=count)


def as_text(problems: list[Problem]) -> str:
    """A line a problem, as a person reads it."""
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: list[Problem]) -> str:
    """A list of objects with file, line, row_id, column, value, rule, message and fix, both whole sentences."""
    told = [asdict(problem) | {"message": problem.sentence, "fix": problem.fix} for problem in problems]
    shown = [{key: cell for key, cell in one.items() if key != "more"} for one in told]
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: list[Problem]) -> str:
    """Workflow commands that a CI on GitHub shows as annotations beside the line."""
    return "".join(
        f"::error file={_property(printable(p.file))},line={p.line or 1},title={_property(p.rule)}::{_data(str(p))}\n" for p in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
