"""The engine of the structure and frictionless, the referee, find the same cells: on broken packages, the real one, and drawn cells."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import frictionless
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edits import make
from tests.test_rules import FILES, rule_of
from validation.checks.shape import check, schema
from validation.checks.shape.check import check_files, check_tables
from validation.model.dictionary import targets
from validation.model.package import NotCsv, read_descriptor, read_package

RULES = {"type-error": "type", "unique-error": "unique", "primary-key": "primary_key", "foreign-key": "foreign_key",
         "enum": "code", "required": "required", "pattern": "pattern", "minimum": "range", "maximum": "range"}  # fmt: skip
BLAMED = {"structure.foreign_key-gone", "structure.primary_key-order"}  # ours names the row at fault, not the rows that follow from it
CELLS = [name for name in FILES if rule_of(name).removeprefix("structure.") in RULES.values() and name not in BLAMED]


def referee(root: Path, tables: Iterable[str] = ()) -> set[tuple[str, int, str, str]]:
    """Table, line, column and rule of every cell that frictionless finds fault with: in these tables and what they point at, or in all."""
    found = set()
    descriptor = read_descriptor(root)
    if needed := set(tables):
        points = {r["name"]: {table for table, _ in targets(r).values()} for r in descriptor["resources"]}
        while more := set().union(*(points[table] for table in needed)) - needed:
            needed |= more
        descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] in needed]
    for field in (field for resource in descriptor["resources"] for field in resource["schema"]["fields"]):
        if "pattern" in field:  # beside the constraints, see validation.model.descriptor.pattern
            field["constraints"]["pattern"] = field["pattern"]
    for task in frictionless.Package.from_descriptor(descriptor, basepath=str(root)).validate(limit_errors=1_000_000).tasks:
        for error in task.errors:
            kind = error.note.split('"')[1] if error.type == "constraint-error" else error.type
            if kind in RULES:
                column = getattr(error, "field_name", "") or (getattr(error, "field_names", None) or [""])[0]
                found.add((task.name, error.row_number, column, RULES[kind]))
    return found


def ours(root: Path) -> set[tuple[str, int, str, str]]:
    problems, _ = check_files(root, read_descriptor(root))
    return {(Path(p.file).stem, p.line, p.column, p.rule.removeprefix("structure.")) for p in problems}


def without_keys(found: set) -> set:
    """Frictionless names no column of a repeated key, and the cells of a repeated key again as those of a unique column."""
    return {(table, line, "" if rule == "primary_key" else column, rule) for table, line, column, rule in found}


@pytest.mark.parametrize("name", CELLS)
def test_a_broken_package(name, package):
    edits = [line[2:] for line in FILES[name].read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    make(edits, package)
    edited = [r["name"] for r in read_descriptor(package)["resources"] if any(r["name"] in edit for edit in edits)]
    assert without_keys(ours(package)) == without_keys(referee(package, edited)) != set()


def test_a_sound_package(dataset):
    assert ours(dataset) == referee(dataset) == set()
    assert check_tables(read_package(dataset)) == ([], set())


# Cells on which engines are known to differ. Digits and spaces that a spreadsheet would not read are told by the check of the bytes
# before; here the engine is the stricter one.
STRICTER = {
    "nan",
    "+5",
    "1e3",
    "05",
    "inf",
    "infinity",
    " 5",
    "5 ",
    "1_000",
    "٣",
    "12345678901234567890",
    "2023-9-20",
    "C٣٣٣٣",
    " 2023-09-20",
}
TRAPS = st.sampled_from(sorted(STRICTER)) | st.sampled_from(
    ["", "5", "05", "+5", "-5", "5.4", "1e3", "0x10", "2023-09-20", "2023-02-30", "23-09-20", "+2023-09-20", "2023/09/20",
     "2023-09-20T00:00", "C0001", "c0001", "xC0001", "C0001x", "NULL", "null", "None", "true", "a,b", 'a"b', "ж", "1000001"]
)  # fmt: skip
FIELDS = [
    {"name": "key", "type": "string", "constraints": {"required": True}},
    {"name": "integer", "type": "integer", "constraints": {"required": False, "minimum": 0, "maximum": 1000000}},
    {"name": "number", "type": "number", "constraints": {"required": False, "minimum": -1}},
    {"name": "date", "type": "date", "constraints": {"required": True}},
    {"name": "code", "type": "string", "constraints": {"required": False, "enum": ["true", "a,b"]}},
    {"name": "id", "type": "string", "constraints": {"required": False, "pattern": r"C\d{4}"}},
]
SCHEMA = {"fields": FIELDS, "primaryKey": ["key"]}


@settings(max_examples=60)
@given(st.lists(st.tuples(*[TRAPS] * 5), min_size=1, max_size=6))
def test_drawn_cells(rows):
    names = [field["name"] for field in FIELDS]
    rows = [(f"row {number}", *cells) for number, cells in enumerate(rows)]
    table = pl.LazyFrame([(number, *row) for number, row in enumerate(rows, 2)], schema=[schema.LINE, *names], orient="row")
    found = {(finding.line, finding.column, finding.rule.removeprefix("structure.")) for finding in schema.check(SCHEMA, table)}
    descriptor = {"name": "p", "resources": [{"name": "t", "schema": SCHEMA, "data": [names, *map(list, rows)]}]}
    report = frictionless.Package(json.loads(json.dumps(descriptor))).validate()
    theirs = set()
    for error in report.flatten(["rowNumber", "fieldName", "type", "note"]):
        kind = error[3].split('"')[1] if error[2] == "constraint-error" else error[2]
        theirs.add((error[0], error[1], RULES[kind]))
    stricter = {(line, column, rule) for line, column, rule in found - theirs if rows[line - 2][names.index(column)] in STRICTER}
    assert found - stricter == theirs - {(line, column, "range") for line, column, _ in stricter}


WRITTEN = st.sampled_from(["", "a", "1", "é", " ", '""', '"x,y"', '"q""r"', '"a\nb"', '"\n"', 'x"y', '"a"b', '"', ","])


@settings(max_examples=300)
@given(st.lists(st.tuples(st.lists(WRITTEN, min_size=1, max_size=4), st.sampled_from(["\n", "\n", "\n", "\n\n", ""])), max_size=4))
def test_a_table_read_by_columns_is_the_table_read_by_rows(rows):
    names = [field["name"] for field in FIELDS[:3]]
    data = (",".join(names) + "\n" + "".join(",".join(cells) + end for cells, end in rows)).encode()
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": FIELDS[:3], "primaryKey": ["key"]}}
    if (fast := check._fast(data, names, check._free(resource))) is not None:
        with suppress(NotCsv):  # the check of the bytes says so
            problems, slow = check._slow(resource, data, names)
            assert (problems, slow.collect().rows()) == ([], fast.collect().rows())


def test_a_fault_in_every_row_ends_with_a_count():
    table = pl.LazyFrame({schema.LINE: range(2, 1002), "key": map(str, range(1000)), "integer": ["many"] * 1000, "number": [""] * 1000,
                          "date": ["2023-09-20"] * 1000, "code": [""] * 1000, "id": [""] * 1000})  # fmt: skip
    found = schema.check(SCHEMA, table)
    assert [finding.line for finding in found] == [*range(2, 2 + schema.NAMED), 0] and found[-1].more == 900


@pytest.mark.parametrize("pattern", [r"(([A-Za-z ;,.]+)+)+!", r"(a+)+$"])
def test_a_pattern_that_backtracks_without_end_is_matched_in_linear_time(pattern):
    field = {"name": "id", "type": "string", "constraints": {"pattern": pattern}}
    table = pl.LazyFrame({schema.LINE: [2], "id": ["a" * 50_000 + "?"]})
    assert [finding.rule for finding in schema.check({"fields": [field]}, table)] == ["structure.pattern"]
