"""The kinds of mistakes by scope, as kinds.toml has them."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from scripts.prove.mistakes import cells, rows

# Scope > the share of its mistakes that the checks should report.
SCOPES = {"shipped core": 0.99, "shipped plausible": 0.85, "cited core": 0.95, "cited plausible": 0.85, "shared": 0.75, "adversarial": 0.75,
          "second coding": 1.0}  # fmt: skip


def kinds() -> dict[str, list[tuple[str, list[str], Callable]]]:
    """Scope > its kinds: name, columns or tables, and the function that changes one of them."""
    scopes = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    columns = scopes.pop("columns")

    def listed(words: str) -> list[str]:
        return [name for word in words.split() for name in (listed(columns[word]) if word in columns else [word])]

    return {scope: [(kind, listed(words), _change(how)) for kind, (words, how) in told.items()] for scope, told in scopes.items()}


def _change(how: str) -> Callable:
    """The function of a change: `off_by_one`, `shifted -1 1` with its arguments, or `declared another_code`, which takes another one."""
    name, *arguments = how.split()
    if name == "declared":
        return rows.declared(_change(" ".join(arguments)))
    function = getattr(cells, name, None) or getattr(rows, name)
    return function(*(int(word) if word.lstrip("-").isdigit() else word for word in arguments)) if arguments else function
