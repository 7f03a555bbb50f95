"""The one voice: every finding of every check is a Problem."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from validation.rules import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding: where it stands, what stands there, why it is wrong and what to do.

    `line` counts from 1 and is 0 where the finding is about the whole file; `row_id`, `column` and `value` are empty where
    the finding is about no single cell. `rule` is the name of the one rule that was broken, such as `grounding.number`.

    Raises ValueError where the rule is not in the rule book.
    """

    file: str
    line: int = 0
    row_id: str = ""
    column: str = ""
    value: str = ""
    rule: str
    message: str

    def __post_init__(self) -> None:
        if self.rule not in rules():
            raise ValueError(f"{self.rule!r} is not in the rule book, validation/rules.toml")

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:" if self.line else f"{self.file}:"
        cell = ".".join(part for part in (self.row_id, self.column) if part)
        if cell and self.column:
            cell = f"{cell}={self.value!r}"
        return " ".join(part for part in (place, cell, self.message, f"[{self.rule}]") if part)


def arrange(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, a changed source text first, then by file, line, column and rule."""
    return sorted(
        set(problems),
        key=lambda p: (p.rule != "grounding.source_text", p.file, p.line, p.column, p.rule, p.message),
    )


def as_text(problems: list[Problem]) -> str:
    """A line a problem, as a person reads it."""
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: list[Problem]) -> str:
    """A list of objects with file, line, row_id, column, value, rule and message."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def as_github(problems: list[Problem]) -> str:
    """Workflow commands that a CI on GitHub shows as annotations beside the line."""
    return "".join(f"::error file={_property(p.file)},line={p.line or 1},title={_property(p.rule)}::{_data(str(p))}\n" for p in problems)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
