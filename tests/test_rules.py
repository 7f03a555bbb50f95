"""Every rule of the book is seen failing, in the exact lines that a person then reads.

A file of tests/broken/ is named after a rule, with a word more where several show one: the edits, each after `# `, and under them the
lines. `pytest tests/test_rules.py --rewrite` writes the lines, to be read and committed. `data/vocabularies.csv:N` stands for any line of
that table: the small package has the codes of data/, and a new code there changes no test.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from scripts.cli import main
from tests.edits import make, state
from validation.checks.sense import VIEWS
from validation.problem import as_text
from validation.rules import rules
from validation.run import validate

FILES = {path.stem: path for path in sorted((Path(__file__).parent / "broken").glob("*.txt"))}
# The rules that views beside their own judge too.
BESIDE = {"sense.attributions.spelling": {"statements"}}
OF_CODES = re.compile(r"(?<=data/vocabularies\.csv:)\d+")
# Family > the families that its rules are judged without, as they are slow or say nothing of them.
LEFT_OUT = {"structure": ("sense", "stale"), "agreement": ("sense", "stale"), "skipped": ("stale",), "stale": ("structure", "sense")}


def rule_of(name: str) -> str:
    return name.partition("-")[0]


@pytest.mark.parametrize("name", FILES)
def test_the_lines_a_person_reads(name, package, request, capsys, monkeypatch):
    written = FILES[name].read_text(encoding="utf-8").splitlines()
    edits = [line.removeprefix("# ") for line in written if line.startswith("# ")]
    command = edits.pop() if edits[-1].startswith("run ") else ""
    before = make(edits, package)
    if command:
        monkeypatch.chdir(package)
        request.getfixturevalue("quick")
        main(shlex.split(command)[1:])
        found = [line for line in "".join(capsys.readouterr()).splitlines() if f"[{rule_of(name)}]" in line]
    else:
        found = as_text(validate(package, leave_out=_left_out(rule_of(name)))).splitlines()
    assert state(package) == before, "the check wrote something"
    lines = [f"# {edit}" for edit in [*edits, command] if edit] + [OF_CODES.sub("N", line) for line in found]
    if request.config.getoption("--rewrite"):
        FILES[name].write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert any(line.endswith(f"[{rule_of(name)}]") or command for line in found)
    assert lines == FILES[name].read_text(encoding="utf-8").splitlines()


def _left_out(rule: str) -> tuple[str, ...]:
    family, _, rest = rule.partition(".")
    if family == "sense":
        own = {rest.partition(".")[0]} | BESIDE.get(rule, set())
        return ("structure", "stale", *(f"sense.{view}" for view in VIEWS if view not in own))
    return LEFT_OUT.get(family, ("structure", "sense", "stale"))


def test_every_rule_is_seen_failing_and_every_one_seen_is_in_the_book():
    assert {rule_of(name) for name in FILES} == set(rules())


def test_the_example_of_a_rule_is_the_edit_that_is_tested():
    lines = {name: FILES[name].read_text(encoding="utf-8").splitlines() for name in rules()}
    edits = {name: "; ".join(line[2:] for line in found if line.startswith("# ")) for name, found in lines.items()}
    assert {name: rule.example for name, rule in rules().items()} == edits
