"""Tables, types, keys, foreign keys and codes, as datapackage.json gives them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from validation.checks import structure
from validation.checks.structure import LINE, Finding
from validation.model.descriptor import is_derived
from validation.model.package import DESCRIPTOR, Package, stays_inside
from validation.problem import Problem

# Rules after which the cells of a table mean nothing to the later checks.
UNREADABLE = {"structure.missing_table", "structure.no_header", "structure.blank_row", "structure.extra_cell", "structure.missing_cell",
              "structure.type", "structure.primary_key"}  # fmt: skip
TYPES = {"integer": "a whole number", "number": "a number", "date": "a date", "boolean": "true or false", "string": "text"}
BUILD = "run `nox -s build`"


def check_files(root: Path, descriptor: dict) -> tuple[list[Problem], set[str]]:
    """Every structural problem of the files, and the names of the tables that the later checks must leave out.

    A table whose bytes cannot be read as UTF-8 or as CSV is left out without a word here: the check of the bytes says so.
    """
    problems: dict[str, list[Problem]] = {}
    tables: dict[str, pl.LazyFrame] = {}
    failed: set[str] = set()
    for resource in descriptor["resources"]:
        found, table = _read(root, resource)
        problems[resource["name"]] = found
        if table is None:
            failed.add(resource["name"])
        else:
            tables[resource["name"]] = table
    return _judge(descriptor, tables, problems, failed)


def check_tables(package: Package) -> tuple[list[Problem], set[str]]:
    """The same of the tables as they stand in memory, changed or not; a table that could not be read is left out."""
    tables = {name: pl.LazyFrame({c: table.frame[c].tolist() for c in table.frame.columns}, schema=_texts(table.frame.columns))
              for name, table in package.tables.items()}  # fmt: skip
    return _judge(package.descriptor, tables, {}, {r["name"] for r in package.descriptor["resources"]} - tables.keys())


def _texts(columns) -> dict[str, pl.DataType]:
    return {column: pl.Int64 if column == LINE else pl.String for column in columns}


def _judge(descriptor: dict, tables: dict, problems: dict[str, list[Problem]], failed: set[str]) -> tuple[list[Problem], set[str]]:
    """The problems of each table that was read, told of the derived ones only where no curated one has any."""
    curated: list[Problem] = []
    derived: list[Problem] = []
    for resource in descriptor["resources"]:
        name, found = resource["name"], list(problems.get(resource["name"], ()))
        if name in tables:
            found += _check(resource, tables)
        if any(problem.rule in UNREADABLE for problem in found):
            failed = failed | {name}
        # What is wrong in a derived table follows from a curated one that is wrong; it is told when none is.
        (derived if is_derived(resource["path"]) else curated).extend(found)
    return (curated or derived), failed


def _check(resource: dict, tables: dict[str, pl.LazyFrame]) -> Iterator[Problem]:
    table, schema = tables[resource["name"]], resource["schema"]
    if not resource.get("mayBeEmpty") and table.select(pl.len()).collect(engine="streaming").item() == 0:
        yield Problem(file=resource["path"], rule="structure.empty", message="has a header and no rows. Put the rows back")
    for finding in structure.check(schema, table):
        yield _problem(resource, finding)
    key = schema.get("primaryKey", [])
    for reference in schema.get("foreignKeys", []):
        target = tables.get(reference["reference"]["resource"] or resource["name"])
        if target is not None and set(reference["reference"]["fields"]) <= set(target.collect_schema()):
            for finding in structure.check_reference(reference, table, target, key):
                yield _problem(resource, finding, reference["reference"])


def _read(root: Path, resource: dict) -> tuple[list[Problem], pl.LazyFrame | None]:
    """What keeps a file from being the table that is described, and the table where it can be read at all."""
    path, names = resource["path"], [field["name"] for field in resource["schema"]["fields"]]
    if not stays_inside(root, path) or not (root / path).is_file():
        message = f"is described in {DESCRIPTOR} and is not there. Put it back, or {BUILD} if it is a derived table"
        return ([Problem(file=path, rule="structure.missing_table", message=message)] if not (root / path).exists() else []), None
    data = (root / path).read_bytes().removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        return [Problem(file=path, rule="structure.no_header", message="has no header and no rows. Put the table back")], None
    if data.startswith(",".join(names).encode() + b"\n") and (table := _fast(data, names)) is not None:
        return [], table
    try:
        return _slow(path, data.decode("utf-8"), names)
    except (UnicodeDecodeError, csv.Error):
        return [], None


def _fast(data: bytes, names: list[str]) -> pl.LazyFrame | None:
    """The table by Polars, or None where a row has too few or too many cells or a cell a line break: Polars keeps silent on these."""
    try:
        lines = pl.scan_csv(data, has_header=False, new_columns=["line"], separator="\x1f", quote_char=None, infer_schema=False)
        commas = pl.col("line").str.replace_all(r'"(?:[^"]|"")*"', "").str.count_matches(",", literal=True)
        if lines.select((commas != len(names) - 1).fill_null(True).any()).collect(engine="streaming").item() is not False:
            return None
        frame = pl.read_csv(data, infer_schema=False, empty_string_is_null=False, row_index_name=LINE, row_index_offset=2)
    except pl.exceptions.PolarsError:
        return None
    is_whole = frame.columns == [LINE, *names] and len(frame) + 1 == data.count(b"\n")
    return frame.with_columns(pl.col(LINE).cast(pl.Int64)).lazy() if is_whole else None


def _slow(path: str, text: str, names: list[str]) -> tuple[list[Problem], pl.LazyFrame | None]:
    """The table row by row, with what is wrong in its header and in the length of its rows."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    if problems := list(_labels(path, header, names)):
        return problems, None
    rows, before = [], reader.line_num
    for row in reader:
        line, before = before + 1, reader.line_num
        row_id = row[0] if row else ""
        if len(row) == len(names):
            rows.append((line, *row))
        elif not any(row):
            problems.append(Problem(file=path, line=line, rule="structure.blank_row", message="has a blank line here. Delete it"))
        elif len(row) > len(names):
            message = "has a cell beyond the last column. Put a cell that holds a comma in quotation marks"
            problems.append(Problem(file=path, line=line, row_id=row_id, rule="structure.extra_cell", message=message))
        else:
            message = "is missing from the row. Every row has a cell for every column"
            problems.append(
                Problem(file=path, line=line, row_id=row_id, column=names[len(row)], rule="structure.missing_cell", message=message)
            )
    return problems, pl.LazyFrame(rows, schema=_texts([LINE, *names]), orient="row")


def _labels(path: str, header: list[str], names: list[str]) -> Iterator[Problem]:
    """What is wrong with a header, by name."""
    if header == names:
        return
    missing = [("structure.missing_label", name, f"is missing, though {DESCRIPTOR} describes it") for name in names if name not in header]
    extra = [("structure.extra_label", name, f"is not described in {DESCRIPTOR}") for name in header if name not in names]
    first = next(filter(None, header), "")
    order = [("structure.incorrect_label", first, f"and those after it are not the columns of {DESCRIPTOR} in its order")]
    for rule, column, why in missing + extra or order:
        yield Problem(file=path, line=1, rule=rule, message=f"has a header in which column {column!r} {why}")


def _problem(resource: dict, finding: Finding, target: dict | None = None) -> Problem:
    if finding.more:
        message = f"has {finding.more:,} more cells in {finding.column!r} that break this rule; the first {structure.SHOWN} are named"
        return Problem(file=resource["path"], rule=finding.rule, message=message)
    value = finding.row_id if finding.rule == "structure.primary_key" else finding.value
    return Problem(file=resource["path"], line=finding.line, row_id=finding.row_id, column=finding.column, value=value,
                   rule=finding.rule, message=_say(resource, finding, target))  # fmt: skip


def _say(resource: dict, finding: Finding, target: dict | None) -> str:
    """Why, and what to do."""
    field = next(f for f in resource["schema"]["fields"] if f["name"] == finding.column)
    constraints = field.get("constraints", {})
    match finding.rule:
        case "structure.required":
            return "is blank. This column must be filled"
        case "structure.type":
            return f"is not {TYPES[field['type']]}, such as {field.get('example')!r}"
        case "structure.code":
            return f"is not a code of the vocabulary {field.get('vocabulary', '')!r}, which has {', '.join(map(str, constraints['enum']))}"
        case "structure.pattern":
            return f"does not have the form {constraints['pattern']}, as {field.get('example')!r} has"
        case "structure.range":
            return f"is not from {constraints.get('minimum', 'any number')} to {constraints.get('maximum', 'any number')}"
        case "structure.unique":
            return "stands in an earlier row too. The values of this column are unique"
        case "structure.primary_key":
            return "is the key of an earlier row too. Keys are unique"
    table = target["resource"] or resource["name"]
    return f"is not in {table}.{target['fields'][0]}. Add the row, or name another id"
