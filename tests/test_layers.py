"""Imports run one way: scripts > validation.checks > validation.model > validation.parsing; checks do not import each other; no circles."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.conftest import ROOT

# From the ground up; a module may import those of its own layer and of the layers below. The longest name that fits a module counts.
LAYERS = (
    ("validation.rules", "validation.lines", "validation.parsing"),
    ("validation.problem", "validation.model"),
    ("validation.checks",),
    ("validation",),
    ("scripts",),
)
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("scripts", "validation")
    for path in (ROOT / folder).rglob("*.py")
}


def imports(name: str, at_once: bool = False) -> set[str]:
    """The modules of this repository that a module imports; `at_once` leaves out those that it imports when a function is called."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    found = set()
    for node in tree.body if at_once else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {part if part in MODULES else node.module for part in parts}
    return found & MODULES.keys() - {name}


def layer(name: str) -> int:
    fits = [(len(start), i) for i, starts in enumerate(LAYERS) for start in starts if name == start or name.startswith(f"{start}.")]
    return max(fits)[1]


def check_of(name: str) -> str:
    """Which check a module belongs to, "" where it is none."""
    return name.removeprefix("validation.checks.").partition(".")[0] if name.startswith("validation.checks.") else ""


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_lies_below(name):
    above = [other for other in imports(name) if layer(other) > layer(name)]
    beside = [other for other in imports(name) if check_of(name) and check_of(other) not in ("", check_of(name))]
    assert (above, beside) == ([], [])


def test_there_are_no_circles():
    try:
        TopologicalSorter({name: imports(name, at_once=True) for name in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(" > ".join(error.args[1]))
