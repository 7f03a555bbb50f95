"""The rule book, read from rules.toml: every rule that a check or a command can name."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, what must hold, what to do where it does not, and an edit that breaks it."""

    name: str
    says: str
    fix: str
    example: str = ""


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its name, in the order of the book."""
    try:
        return {name: Rule(name, **entry) for name, entry in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}
    except (ValueError, TypeError) as error:
        raise ValueError(f"validation/{FILE.name} cannot be read: {error}") from None


def explain(rule: Rule) -> str:
    """What `python -m validation --explain` prints of a rule."""
    example = f"\n\nAn edit that breaks it:\n  {rule.example}" if rule.example else ""
    return f"{rule.name}\n\n{rule.says}\n\nTo fix it: {rule.fix}{example}\n"
