"""Cells that attack whoever reads them: markup, scripts as addresses, and characters that turn the direction of text."""

from __future__ import annotations

from pathlib import Path

from tests.edits import put
from validation.model.outputs import tables
from validation.model.package import read_descriptor, read_package
from validation.run import judge_words

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; alert(1); //</script><script>alert(2)</script>",
    "javascript:alert(1)",
    "\u202elive\u202c 72",
    "{{ 7 * 7 }} {% raw %}",
    "</style></title></textarea><svg onload=alert(1)>",
)
CELLS = (
    ("sources", "S001", "title", 0), ("sources", "S001", "url", 3), ("sources", "S001", "note", 2), ("sources", "S001", "rights", 6),
    ("actors", "rt", "name", 1), ("actors", "rt", "note", 4), ("actors", "peoples-dispatch", "name", 0),
    ("casualty_claims", "C0005", "value_wording", 4), ("casualty_claims", "C0003", "value_wording", 0),
    ("casualty_claims", "C0005", "note", 1),
    ("statements", "T0002", "content", 2), ("statements", "T0003", "content", 5), ("statements", "T0001", "note", 6),
    ("events", "E001", "title", 1), ("events", "E001", "description", 4), ("attributions", "C0005 1", "wording", 0),
    ("places", "armenia", "name", 6),
)  # fmt: skip


def spoil(root: Path) -> None:
    """Puts the cells into a package, and into what is derived from it."""
    for table, key, column, which in CELLS:
        put(table, key, **{column: HOSTILE[which]})(root)
    package = read_package(root, read_descriptor(root))
    assert len(package.tables) == len(package.descriptor["resources"])
    for path, text in tables(package, judge_words(package).evidence).items():  # the build itself refuses such cells
        (root / path).write_text(text, encoding="utf-8")
