"""Types, keys, foreign keys, codes and counts, as datapackage.json gives them and frictionless finds them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from validation.model.descriptor import is_derived
from validation.model.package import DESCRIPTOR, Package, read_rows
from validation.problem import Problem

# Kinds of error after which the cells of a table mean nothing to the later stages.
UNREADABLE = {
    "scheme-error", "format-error", "encoding-error", "source-error", "extra-cell", "missing-cell",
    "blank-row", "type-error", "primary-key",
}  # fmt: skip
# What frictionless calls an error > the rule; errors of a header are told by name, see _labels.
RULES = {
    "scheme-error": "structure.missing_table",
    "source-error": "structure.no_header",
    "blank-row": "structure.blank_row",
    "extra-cell": "structure.extra_cell",
    "missing-cell": "structure.missing_cell",
    "type-error": "structure.type",
    "unique-error": "structure.unique",
    "primary-key": "structure.primary_key",
    "foreign-key": "structure.foreign_key",
    "hash-count": "structure.count",
    "byte-count": "structure.count",
    "row-count": "structure.count",
}
CONSTRAINTS = {
    "enum": "structure.code",
    "required": "structure.required",
    "pattern": "structure.pattern",
    "minimum": "structure.range",
    "maximum": "structure.range",
}
TYPES = {"integer": "a whole number", "number": "a number", "date": "a date", "string": "text"}


def check_files(root: Path, descriptor: dict) -> tuple[list[Problem], set[str]]:
    """Every structural problem of the files, and the names of the tables that the later checks must leave out."""
    return _check(str(root / DESCRIPTOR), root, descriptor)


def check_tables(package: Package) -> tuple[list[Problem], set[str]]:
    """The same of the tables as they stand in memory, changed or not; a table that could not be read is left out."""
    resources = []
    for resource in package.descriptor["resources"]:
        if table := package.tables.get(resource["name"]):
            names = [field["name"] for field in table.fields]
            data = [names, *table.frame[names].values.tolist()]
            resources.append({"name": resource["name"], "schema": resource["schema"], "data": data})
    problems, failed = _check({"name": "package", "resources": resources}, package.root, package.descriptor)
    return problems, failed | {r["name"] for r in package.descriptor["resources"]} - package.tables.keys()


def _check(source: str | dict, root: Path, descriptor: dict) -> tuple[list[Problem], set[str]]:
    import frictionless

    try:
        report = frictionless.Package(source).validate(limit_errors=1_000_000)
    except frictionless.FrictionlessException as error:
        reasons = [e.note for e in error.reasons] or [error.error.note]
        return [_described(note) for note in reasons], set()
    resources = {r["name"]: r for r in descriptor["resources"]}
    labels = {name: list(_labels(r, root)) if isinstance(source, str) else [] for name, r in resources.items()}
    failed = {t.name for t in report.tasks if labels[t.name] or any(e.type in UNREADABLE for e in t.errors)}
    empty = {t.name for t in report.tasks if not t.stats.get("rows") and not resources[t.name].get("mayBeEmpty")}
    columns = {name: {f["name"] for f in r["schema"]["fields"]} for name, r in resources.items() if name not in failed | empty}
    problems = [_described(e.note) for e in report.errors]
    derived: list[Problem] = []
    for task in report.tasks:
        resource = resources[task.name]
        errors = [e for e in task.errors if not _borrowed(e, root / resource["path"])]
        found = labels[task.name] or [_problem(resource, e) for e in _telling(resource, errors, columns)]
        if task.name in empty - failed:
            found = [Problem(file=resource["path"], rule="structure.empty", message="has a header and no rows")]
        (derived if is_derived(resource["path"]) else problems).extend(found)
    # What is wrong in a derived table follows from a curated one that is wrong; it is told when none is.
    return (problems or derived), failed


def _described(note: str) -> Problem:
    return Problem(file=DESCRIPTOR, rule="structure.descriptor", message=f"is not a valid Data Package: {note}")


def _borrowed(error, path: Path) -> bool:
    """Whether an error about a file is that of a table this one points at: frictionless gives it to both."""
    if error.type not in ("scheme-error", "encoding-error", "source-error", "format-error") or not path.is_file():
        return False
    try:
        return bool(read_rows(path.read_bytes()))
    except (UnicodeDecodeError, csv.Error):
        return False


def _labels(resource: dict, root: Path) -> Iterator[Problem]:
    """What is wrong with a header, by name: frictionless counts columns from the left and blames the last."""
    names = [f["name"] for f in resource["schema"]["fields"]]
    try:
        header = next(iter(read_rows((root / resource["path"]).read_bytes().removeprefix(b"\xef\xbb\xbf"))), names)
    except (OSError, UnicodeDecodeError, csv.Error):
        return
    if header == names:
        return
    missing = [("structure.missing_label", name, f"is missing, though {DESCRIPTOR} describes it") for name in names if name not in header]
    extra = [("structure.extra_label", name, f"is not described in {DESCRIPTOR}") for name in header if name not in names]
    order = [
        (
            "structure.incorrect_label",
            next(filter(None, header), ""),
            f"and those after it are not the columns of {DESCRIPTOR} in its order",
        )
    ]
    for rule, column, why in missing + extra or order:
        yield Problem(file=resource["path"], line=1, rule=rule, message=f"has a header in which column {column!r} {why}")


def _telling(resource: dict, errors: list, fields: dict[str, set[str]]) -> list:
    """The errors of one table without those that only follow from another, in the table or in the descriptor."""
    kinds = {e.type for e in errors}
    blank = {e.row_number for e in errors if e.type == "blank-row"}
    short = {(e.row_number, e.field_name) for e in errors if e.type == "missing-cell"}
    return [
        e
        for e in errors
        if not (e.type in ("byte-count", "row-count") and "hash-count" in kinds)
        and e.type not in ("encoding-error", "format-error")  # the bytes say so
        and not (e.type == "primary-key" and e.row_number in blank)
        and not (e.type == "constraint-error" and (e.row_number, e.field_name) in short)
        and not (e.type == "foreign-key" and not _points_somewhere(resource, e, fields))
    ]


def _points_somewhere(resource: dict, error, fields: dict[str, set[str]]) -> bool:
    """Whether a foreign key points at a column that is described, of a table that can be used; its own problem says so where not."""
    target = next(k["reference"] for k in resource["schema"]["foreignKeys"] if k["fields"] == error.field_names)
    return set(target["fields"]) <= fields.get(target["resource"] or resource["name"], set())


def _problem(resource: dict, error) -> Problem:
    column = getattr(error, "field_name", "") or getattr(error, "label", "") or ""
    line = getattr(error, "row_number", None) or (1 if column else 0)
    value = str(getattr(error, "cell", "") or "")
    names = [f["name"] for f in resource["schema"]["fields"]]
    cells = getattr(error, "cells", None) or []
    key = resource["schema"].get("primaryKey", [])
    row_id = " ".join(str(cells[names.index(k)]) for k in key if names.index(k) < len(cells))
    if error.type == "foreign-key":
        column = error.field_names[0]
        value = str(error.field_cells[0]) if error.field_cells else value
    elif error.type == "primary-key":
        column, value = (key[0], row_id)
    rule = CONSTRAINTS[error.note.split('"')[1]] if error.type == "constraint-error" else RULES[error.type]
    return Problem(
        file=resource["path"], line=line, row_id=row_id, column=column, value=value, rule=rule, message=_say(error, resource, column)
    )


def _say(error, resource: dict, column: str) -> str:
    """Why, and what to do, in words that need no knowledge of frictionless."""
    field = next((f for f in resource["schema"]["fields"] if f["name"] == column), {})
    constraints = field.get("constraints", {})
    match error.type:
        case "scheme-error":
            return f"is described in {DESCRIPTOR} and is not there"
        case "source-error":
            return "has no header and no rows"
        case "blank-row":
            return "has a blank line here"
        case "extra-cell":
            return "has a cell beyond the last column"
        case "missing-cell":
            return "is missing from the row"
        case "type-error":
            return f"is not {TYPES[field['type']]}, such as {field.get('example')!r}"
        case "unique-error":
            return "stands in an earlier row too, though the values of this column are unique"
        case "hash-count" | "byte-count" | "row-count":
            return f"does not have the rows, bytes and hash that {DESCRIPTOR} records"
        case "primary-key":
            return "is the key of an earlier row too"
        case "foreign-key":
            target = next(k["reference"] for k in resource["schema"]["foreignKeys"] if k["fields"] == error.field_names)
            table = target["resource"] or resource["name"]
            return f"is not in {table}.{target['fields'][0]}"
        case "constraint-error" if "enum" in error.note:
            return f"is not a code of the vocabulary {field.get('vocabulary', '')!r}, which has {', '.join(constraints['enum'])}"
        case "constraint-error" if "required" in error.note:
            return "is blank, though the column must be filled"
        case "constraint-error" if "pattern" in error.note:
            return f"does not have the form {constraints['pattern']}, as {field.get('example')!r} has"
        case "constraint-error":
            return f"is not from {constraints.get('minimum', 'any number')} to {constraints.get('maximum', 'any number')}"
    return error.note
