"""What a hostile or a badly broken table costs: one line, or a hundred of each rule and a count."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from validation.model.canonical import to_text
from validation.problem import NAMED, Problem, few
from validation.run import validate

TABLE = "data/statements.csv"


def lines(root: Path) -> list[str]:
    return [str(p) for p in validate(root, leave_out=("sense",)) if p.file == TABLE]


def spoil(root: Path, change) -> None:
    """Changes the lines of the table."""
    path = root / TABLE
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").split("\n"))), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: [*rows[:3], rows[3] + "a " * 300_000, *rows[4:]], ":4: has a cell of more than 131,072 characters"),
        (
            lambda rows: [rows[0] + "".join(f",c{i}" for i in range(2000)), *rows[1:]],
            ":1: has a header in which column 'c0' and 1,999 more",
        ),
        (lambda rows: [*rows[:3], rows[3].replace(",", ',"', 1), *rows[4:]], ":4: has text after a closing quotation mark"),
        (lambda rows: [*rows[:-2], rows[-2] + '"never closed', ""], "has a quotation mark that is not closed"),
    ],
    ids=["long cell", "wide header", "quote in a row", "quote at the end"],
)
def test_a_hostile_table_is_one_line(change, said, package):
    spoil(package, change)
    (line,) = lines(package)
    assert said in line


def test_a_fault_in_every_row_is_a_hundred_lines_and_a_count(package):
    """Three faults in each of 400 new rows: of the bytes, of the structure and of the words."""
    path = package / TABLE
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    column = header.index
    for number in range(400):
        row = list(rows[0])
        row[column("statement_id")], row[column("note")], row[column("act")] = f"T{9000 + number}", "Two  spaces", "shout"
        rows.append(row)
    path.write_text(to_text([header, *rows]), encoding="utf-8")
    found = [p for p in validate(package, leave_out=("sense",)) if p.file == TABLE]
    for rule in ("hygiene.spaces", "structure.code", "grounding.no_passage"):
        told = [p for p in found if p.rule == rule]
        assert len([p for p in told if p.line]) == NAMED, rule
        (rest,) = (p for p in told if not p.line)
        assert rest.more == 300 and "has 300 more places that break this rule; the first 100 are named" in str(rest)


def test_counts_of_several_parts_come_together():
    one = Problem(file="a.csv", rule="hygiene.spaces", message="", line=1)
    rest = Problem(file="a.csv", rule="hygiene.spaces", message="", more=900)
    *named, more = few([*[one] * 150, rest, Problem(file="b.csv", rule="hygiene.spaces", message="")])
    assert len(named) == NAMED + 1 and more.more == 950 and more.file == "a.csv"
