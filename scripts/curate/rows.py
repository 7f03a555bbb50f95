"""Rows of the curated tables as the bench writes them: the next id, the cells judged, the table whole and in canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from scripts.files import write_whole
from validation.checks.bytes import faults
from validation.model.canonical import canonical
from validation.model.descriptor import curated, pattern
from validation.model.package import CannotRun, Package, Table, read_package
from validation.problem import Problem


def open_package(root: Path, texts: Path | None = None) -> Package:
    """The package below `root` with every curated table read.

    Raises CannotRun where one cannot be read or `texts` is no folder, and ValueError where the descriptor is no JSON.
    """
    if texts and not texts.is_dir():
        raise CannotRun(f"{texts}: is no folder of texts; name one that holds S002.txt and the like")
    package = read_package(root, texts=texts)
    missing = [r["path"] for r in curated(package.descriptor) if r["name"] not in package.tables]
    if missing:
        raise CannotRun(f"{', '.join(missing)}: cannot be read as described; run `nox -s check` for the reasons")
    return package


def next_id(package: Package, name: str) -> str:
    """The id after the last one the table has or had; a retired id is never used again."""
    table = package[name]
    example = next(f["example"] for f in table.fields if f["name"] == table.key[0])
    prefix, digits = re.fullmatch(r"([A-Z]+)(\d+)", example).groups()
    used = [re.fullmatch(rf"{prefix}(\d+)", row_id) for row_id in (*table.by_id, *package["retired_ids"].by_id)]
    return f"{prefix}{max((int(m[1]) for m in used if m), default=0) + 1:0{len(digits)}}"


def fault(field: dict, value: str) -> str:
    """Why a value cannot stand in the column, or "" where it can."""
    rules = field["constraints"]
    if not value:
        return "is blank, though the column must be filled" if rules["required"] else ""
    if value not in rules.get("enum", [value]):
        return f"is not a code of the vocabulary {field['vocabulary']!r}: {', '.join(rules['enum'])}"
    if (form := pattern(field)) and not re.fullmatch(form, value):
        return f"does not have the form {form}, as {field['example']!r} has"
    if field["type"] == "date" and not is_day(value):
        return f"is not a day, such as {field['example']}"
    return next((message for _, message in faults(value)), "")


def is_day(value: str) -> bool:
    """Whether the value is a day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def add_row(package: Package, name: str, row: dict[str, str]) -> None:
    """Writes the table with one row more; columns that are not named are blank.

    Raises CannotRun, with nothing written, where a cell cannot stand in its column.
    """
    table = package[name]
    row = {field["name"]: row.get(field["name"], "") for field in table.fields}
    for field in table.fields:
        if why := fault(field, row[field["name"]]):
            cell = Problem(
                file=table.path, row_id=row[table.key[0]], column=field["name"], value=row[field["name"]], rule="curate.cell", message=why
            )
            raise CannotRun(str(cell))
    write_rows(package.root, table, [*table.records, row])


def write_rows(root: Path, table: Table, rows: Iterable[dict[str, str]]) -> None:
    """Writes the table whole with these rows."""
    columns = [f["name"] for f in table.fields]
    text = canonical([columns, *([row[column] for column in columns] for row in rows)], table.key)
    write_whole(root / table.path, text.encode())


def near(word: str, known: Iterable[str]) -> str:
    """Up to three of the known words that look like this one, as the end of a message; "" where none does."""
    by_fold = {k.casefold(): k for k in known}
    found = [by_fold[match] for match in get_close_matches(word.casefold(), by_fold, 3)]
    return f"; near it: {', '.join(found)}" if found else ""
