"""Every rule is seen failing once, with the exact line a person sees."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest

from scripts.publish.build import build
from tests.broken import BROKEN
from validation.model.package import CannotRun
from validation.problem import as_text
from validation.run import validate

LINES = Path(__file__).parent / "broken"


@pytest.fixture(scope="module")
def rewrite(request):
    return request.config.getoption("--rewrite")


@pytest.mark.parametrize("name", BROKEN)
def test_the_lines_a_person_sees(name, package, rewrite):
    built, edits = BROKEN[name]
    for edit in edits:
        edit(package)
    if built:
        with contextlib.suppress(CannotRun):
            build(package)
    before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
    found = as_text(validate(package))
    assert before == {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}, "the check wrote something"
    if rewrite:
        (LINES / f"{name}.txt").write_text(found, encoding="utf-8")
    assert found == (LINES / f"{name}.txt").read_text(encoding="utf-8")


def test_every_rule_is_seen_failing():
    """Rules are found in the code by their names, so that a new one without a failing example fails here."""
    seen = {
        match for path in LINES.glob("*.txt") for match in re.findall(r"\[([a-z0-9_.]+)\]$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert _known_rules() - seen == set()


def _known_rules() -> set[str]:
    from validation.checks.grounding.cells import READERS
    from validation.checks.sense.suites import suites
    from validation.model.package import read_package

    known = {f"sense.{view}.{rule.name}" for view, rules in suites(read_package(Path())).items() for rule in rules}
    known |= {f"grounding.{kind}" for kind in READERS}
    code = {path: path.read_text(encoding="utf-8") for path in Path("validation").rglob("*.py")}
    hygiene, descriptor = code[Path("validation/hygiene.py")], code[Path("validation/description.py")]
    known |= {f"hygiene.{rule}" for rule in re.findall(r'_problem\(path, [^"]*?"([a-z_]+)"', hygiene)}
    known |= {f"hygiene.{rule}" for rule in re.findall(r'found\.append\(\("([a-z_]+)"', hygiene)}
    said = re.compile(r'_problem\((?:[^()]|\([^()]*\))*?, "([a-z_]+)", f?"[a-z]')
    known |= {f"descriptor.{rule}" for rule in said.findall(descriptor)}
    for text in code.values():
        known |= set(re.findall(r'"((?:grounding|relations|description|structure|coverage|skipped)\.[a-z_]+)"', text))
    return known | {"stale", "skipped"}
