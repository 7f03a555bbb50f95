"""Rows of the curated tables as commands write them: the next id, the cells judged, tables whole, in canonical form and together."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from scripts.files import complete, write_together
from validation.checks.bytes import faults
from validation.checks.descriptor import describe
from validation.checks.shape.schema import fits
from validation.model.canonical import canonical, sort_key
from validation.model.descriptor import curated, pattern
from validation.model.files import Unreadable, read_file
from validation.model.package import CannotRun, Package, Table, read_descriptor, read_package
from validation.model.texts import day_of
from validation.problem import Problem


def open_package(root: Path, texts: Path | None = None) -> Package:
    """The package below `root` with every curated table read.

    Raises CannotRun where one cannot be read, `texts` is not a folder, or the descriptor cannot be used.
    """
    if texts and not texts.is_dir():
        raise CannotRun(f"{texts}: is not a folder of texts; name one that holds S002.txt and the like")
    if done := complete(root):
        print(f"completed a write that was cut short: {', '.join(done)}", file=sys.stderr)
    package = read_package(root, describe(root), texts)
    missing = [r["path"] for r in curated(package.descriptor) if r["name"] not in package.tables]
    if missing:
        raise CannotRun(f"{', '.join(missing)}: cannot be read as described; run `nox -s check` for the reasons")
    return package


def read_given(path: Path) -> str:
    """The words of a file that a person names. Raises CannotRun where it is not a file of UTF-8."""
    try:
        return read_file(path, follow=True).decode("utf-8")
    except Unreadable as error:
        raise CannotRun(f"{path}: {error}; nothing is written") from None
    except UnicodeDecodeError:
        raise CannotRun(f"{path}: is not UTF-8; nothing is written") from None


def next_id(package: Package, name: str) -> str:
    """The id after the last one the table has or had; a retired id is never used again."""
    table = package[name]
    example = next(f["example"] for f in table.fields if f["name"] == table.key[0])
    prefix, digits = re.fullmatch(r"([A-Z]+)(\d+)", example).groups()
    used = [re.fullmatch(rf"{prefix}(\d{{1,18}})", row_id) for row_id in (*table.by_id, *package["retired_ids"].by_id)]
    return f"{prefix}{max((int(m[1]) for m in used if m), default=0) + 1:0{len(digits)}}"


def fault(field: dict, value: str) -> str:
    """Why a value cannot stand in the column, or "" where it can."""
    rules = field["constraints"]
    if not value:
        return "is blank, though the column must be filled" if rules.get("required") else ""
    if value not in rules.get("enum", [value]):
        return f"is not a code of the vocabulary {field.get('vocabulary')!r}: {', '.join(rules['enum'])}"
    if (form := pattern(field)) and not fits(form, value):
        return f"does not have the form {form}, as {field.get('example')!r} has"
    if field["type"] == "date" and not is_day(value):
        return f"is not a day, such as {field.get('example')}"
    return next((message for _, message in faults(value, field["name"])), "")


def help_of(table: str, column: str) -> str:
    """What datapackage.json says of a column, with its codes, as the help of an option that fills it."""
    resource = next(r for r in read_descriptor(Path(__file__).resolve().parents[2])["resources"] if r["name"] == table)
    field = next(f for f in resource["schema"]["fields"] if f["name"] == column)
    codes = field["constraints"].get("enum", ())
    return (field["description"] + (f" One of {', '.join(codes)}." if codes else "")).replace("%", "%%")


def is_day(value: str) -> bool:
    """Whether the value is a day written YYYY-MM-DD."""
    return (day := day_of(value)) is not None and day.isoformat() == value


def with_rows(package: Package, new: Mapping[str, list[dict[str, str]]], gone: Callable[[str, dict], bool] = lambda *_: False) -> Package:
    """The package in memory with new rows, table by table, and without the rows that are `gone`; lines are those of the files to come.

    Columns that a new row does not name are blank. Raises CannotRun where a cell cannot stand in its column or an id is there already.
    """
    tables = dict(package.tables)
    for table in package.curated():
        kept = [row for row in table.records if not gone(table.name, row)]
        added = [{f["name"]: row.get(f["name"], "") for f in table.fields} for row in new.get(table.name, ())]
        for row in added:
            _refuse_faults(table, row)
        if added or len(kept) < len(table.records):
            tables[table.name] = _holding(table, [*kept, *added])
    return replace(package, tables=tables)


def _holding(table: Table, rows: list[dict]) -> Table:
    key = range(len(table.key))
    rows = sorted(rows, key=lambda row: sort_key([row[column] for column in table.key], key))
    found = table.holding({**row, "_line": line} for line, row in enumerate(rows, 2))
    if len(found.by_id) < len(rows):
        twice = next(row["_id"] for row, after in zip(found.records, found.records[1:], strict=False) if row["_id"] == after["_id"])
        raise CannotRun(f"{table.path} already has a row {twice}; nothing is written")
    return found


def _refuse_faults(table: Table, row: dict[str, str]) -> None:
    row_id = " ".join(row[column] for column in table.key)
    for field in table.fields:
        column = field["name"]
        if why := fault(field, row[column]):
            raise CannotRun(str(Problem(file=table.path, row_id=row_id, column=column, value=row[column], rule="curate.cell", message=why)))


def changed(before: Package, after: Package) -> list[str]:
    """The tables that differ."""
    return [name for name, table in after.tables.items() if table is not before.tables[name]]


def save(before: Package, after: Package) -> None:
    """Writes the tables that differ, all or none."""
    write_together(after.root, {after[name].path: as_bytes(after[name]) for name in changed(before, after)})


def keep(before: Package, after: Package, dry_run: bool, said: list[str]) -> None:
    """Writes the tables that differ, unless the command was run to see what it would do, and says what was done."""
    if not dry_run:
        save(before, after)
    print("\n".join([*said, *(["nothing is written, because of --dry-run"] if dry_run else [])]))


def as_bytes(table: Table) -> bytes:
    """The table in its one byte form."""
    columns = [f["name"] for f in table.fields]
    return canonical([columns, *([row[column] for column in columns] for row in table.records)], table.key).encode()


def near(word: str, known: Iterable[str]) -> str:
    """Up to three of the known words that look like this one, as the end of a message; "" where none does."""
    by_fold = {k.casefold(): k for k in known}
    found = [by_fold[match] for match in get_close_matches(word.casefold(), by_fold, 3)]
    return f"; similar: {', '.join(found)}" if found else ""
