"""Rows of the curated tables as commands write them: the next id, the cells judged, tables whole, in canonical form and together."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from itertools import count, pairwise, product
from pathlib import Path

from scripts.files import complete, write_together
from validation.checks.bytes import faults
from validation.checks.descriptor import describe
from validation.checks.shape.schema import fits
from validation.model.canonical import canonical, sort_key
from validation.model.descriptor import curated, pattern
from validation.model.files import Unreadable, read_file
from validation.model.items import SAID
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
    with refusing(f"{path}:"):
        return read_file(path, follow=True).decode("utf-8")


def refuse_inside(root: Path, path: Path) -> None:
    """Raises CannotRun where the text of a page that is not shipped lies in the repository."""
    if path.resolve().is_relative_to(root.resolve()):
        raise CannotRun(f"{path}: lies in the repository, where no text of a cited page belongs; move it out; nothing is written")


def refuse_unsaid(package: Package, *ids: str) -> None:
    """Raises CannotRun where one of the ids is not that of a claim, a figure or a statement."""
    known = [row["_id"] for row in package.rows(*SAID)]
    for row_id in ids:
        if row_id not in known:
            raise CannotRun(f"{row_id} is not a claim, a figure or a statement{near(row_id, known)}; nothing is written")


@contextmanager
def refusing(what: str) -> Iterator[None]:
    """Raises CannotRun where the file so called cannot be read, or is not UTF-8."""
    try:
        yield
    except Unreadable as error:
        raise CannotRun(f"{what} {error}; nothing is written") from None
    except UnicodeDecodeError:
        raise CannotRun(f"{what} is not UTF-8; nothing is written") from None


def next_ids(package: Package, name: str) -> Iterator[str]:
    """The ids after the last one the table has or had; a retired id is never used again."""
    table = package[name]
    prefix, digits = re.fullmatch(r"([A-Z]+)(\d+)", table.field(table.key[0])["example"]).groups()
    used = [re.fullmatch(rf"{prefix}(\d{{1,18}})", row_id) for row_id in (*table.by_id, *package["retired_ids"].by_id)]
    return (f"{prefix}{n:0{len(digits)}}" for n in count(max((int(m[1]) for m in used if m), default=0) + 1))


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
        added = table.holding({f["name"]: row.get(f["name"], "") for f in table.fields} | {"_line": 0} for row in new.get(table.name, ()))
        for row, field in product(added.records, table.fields):
            if why := fault(field, row[field["name"]]):
                raise CannotRun(str(Problem.of(table.path, row, field["name"], "curate.cell", why)))
        if added.records or len(kept) < len(table.records):
            tables[table.name] = _holding(table, [*kept, *added.records])
    return replace(package, tables=tables)


def with_row(package: Package, name: str, row: dict[str, str]) -> Package:
    """The package in memory with a row of a table in place of the one that it was."""
    return with_rows(package, {name: [row]}, lambda table, old: table == name and old["_id"] == row["_id"])


def _holding(table: Table, rows: list[dict]) -> Table:
    key = range(len(table.key))
    rows = sorted(rows, key=lambda row: sort_key([row[column] for column in table.key], key))
    found = table.holding({**row, "_line": line} for line, row in enumerate(rows, 2))
    if twice := next((row["_id"] for row, after in pairwise(found.records) if row["_id"] == after["_id"]), None):
        raise CannotRun(f"{table.path} already has a row {twice}; nothing is written")
    return found


def changed(before: Package, after: Package) -> list[str]:
    """The tables that differ."""
    return [name for name, table in after.tables.items() if table is not before.tables[name]]


def save(before: Package, after: Package) -> None:
    """Writes the tables that differ, each in its one byte form, all or none."""
    files = {}
    for table in (after[name] for name in changed(before, after)):
        columns = [f["name"] for f in table.fields]
        files[table.path] = canonical([columns, *([row[column] for column in columns] for row in table.records)], table.key).encode()
    write_together(after.root, files)


def keep(before: Package, after: Package, dry_run: bool, said: list[str]) -> None:
    """Writes the tables that differ, unless the command was run to see what it would do, and says what was done."""
    if not dry_run:
        save(before, after)
    print("\n".join([*said, *(["nothing is written, because of --dry-run"] if dry_run else [])]))


def near(word: str, known: Iterable[str]) -> str:
    """Up to three of the known words that look like this one, as the end of a message; "" where none does."""
    by_fold = {k.casefold(): k for k in known}
    found = [by_fold[match] for match in get_close_matches(word.casefold(), by_fold, 3)]
    return f"; similar: {', '.join(found)}" if found else ""
