"""`python -m scripts changes REVISION [--corrections]`: shows what changed in the curated tables since a tag or commit."""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import CalledProcessError

from scripts.curate.rows import is_day, next_ids, open_package
from validation.model.canonical import to_text
from validation.model.descriptor import curated
from validation.model.documents.markdown import cell
from validation.model.git import git
from validation.model.package import DESCRIPTOR, CannotRun, Package, Table, parse_table
from validation.problem import Problem, arrange, as_text

# Tables that tell of changes themselves, and the codebook, whose changes CHANGELOG tells.
UNCORRECTED = ("corrections", "retired_ids", "vocabularies")


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that changed, or a row (no `column`) or a column (no `row_id`) that came or went. `kind`: added, removed or changed."""

    table: str
    row_id: str
    column: str
    old_value: str
    new_value: str
    kind: str


def changes(root: Path, revision: str) -> list[Change]:
    """Every change of the curated tables since the revision, table by table in the order of the descriptor.

    Raises CannotRun where the revision is unknown or a table cannot be read.
    """
    package = open_package(root)
    before = {table.name: table for table in _tables_at(root, _commit(root, revision))}
    found = [change for table in package.curated() for change in _compare(before.pop(table.name, None), table)]
    return found + [Change(table.name, row_id, "", "", "", "removed") for table in before.values() for row_id in table.by_id]


def _compare(old: Table | None, now: Table) -> Iterator[Change]:
    """What came, went or changed in a table that may be new."""
    columns, old_columns = ([f["name"] for f in table.fields] if table else [] for table in (now, old))
    if old:
        yield from (Change(now.name, "", column, "", "", "added") for column in columns if column not in old_columns)
        yield from (Change(now.name, "", column, "", "", "removed") for column in old_columns if column not in columns)
    was = old.by_id if old else {}
    for row_id, row in now.by_id.items():
        if row_id not in was:
            yield Change(now.name, row_id, "", "", "", "added")
            continue
        for column in columns:
            if column in old_columns and row[column] != was[row_id][column]:
                yield Change(now.name, row_id, column, was[row_id][column], row[column], "changed")
    yield from (Change(now.name, row_id, "", "", "", "removed") for row_id in was if row_id not in now.by_id)


def _tables_at(root: Path, commit: str) -> Iterator[Table]:
    """Every curated table as the commit has it."""
    try:
        for resource in curated(json.loads(git(root, "show", f"{commit}:./{DESCRIPTOR}"))):
            if (table := parse_table(git(root, "show", f"{commit}:./{resource['path']}"), resource)) is None:
                raise ValueError(f"{resource['path']} is not as described")
            yield table
    except (CalledProcessError, KeyError, ValueError, csv.Error) as error:
        raise CannotRun(f"{commit[:12]}: holds no package that can be read ({' '.join(str(error).split())})") from None


def _commit(root: Path, revision: str) -> str:
    try:
        return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except CalledProcessError as error:
        why = "the package is in no git repository" if b"not a git repository" in error.stderr else "`git tag` lists the releases"
        raise CannotRun(f"{revision!r} is not a tag or commit here; {why}") from None


def uncorrected(root: Path, revision: str) -> list[Problem]:
    """A problem for each value that changed since the release without a correction, and each id that went without being retired.

    Raises CannotRun as `changes` does.
    """
    package = open_package(root)
    problems = []
    for change in changes(root, revision):
        if _is_owed(package, change):
            table = package[change.table]
            message = f"was {change.old_value!r} at the release and has no row in data/corrections.csv"
            problems.append(Problem.of(table.path, table.by_id[change.row_id], change.column, "changes.uncorrected", message))
        elif _is_gone(package, change):
            path = package[change.table].path if change.table in package.tables else DESCRIPTOR
            message = "was released and is gone, but is not retired"
            problems.append(Problem(file=path, row_id=change.row_id, rule="changes.unretired", message=message))
    return arrange(problems)


def _is_owed(package: Package, change: Change) -> bool:
    """Whether a value changed and no correction tells of it."""
    if change.kind != "changed" or change.table in UNCORRECTED:
        return False
    place = (change.table, change.row_id, change.column)
    told = [row for row in package["corrections"].records if (row["table"], row["row_id"], row["column"]) == place]
    # A value corrected twice has two rows; between them they tell of the old value and of the new one.
    return not (any(r["old_value"] == change.old_value for r in told) and any(r["new_value"] == change.new_value for r in told))


def _is_gone(package: Package, change: Change) -> bool:
    """Whether a row with an opaque id went and its id was not retired."""
    if change.kind != "removed" or change.table in UNCORRECTED:
        return False
    return bool(re.fullmatch(r"[A-Z]\d{3,}", change.row_id)) and change.row_id not in package["retired_ids"].by_id


def as_changelog(found: list[Change]) -> str:
    """The changes as a Markdown table: each changed cell, and the rows that came and went, table by table."""
    lines = ["| table | row | column | before | now |", "| --- | --- | --- | --- | --- |"]
    for table in dict.fromkeys(change.table for change in found):
        own = [change for change in found if change.table == table]
        lines += [_line(table, "all", c.column, *_place(c.kind, "column")) for c in own if not c.row_id]
        lines += [_line(table, c.row_id, c.column, c.old_value, c.new_value) for c in own if c.kind == "changed"]
        for kind in ("added", "removed"):
            if ids := [c.row_id for c in own if c.kind == kind and c.row_id]:
                lines.append(_line(table, _list(ids), "", *_place(kind, f"{len(ids)} row{'s' * (len(ids) > 1)}")))
    return "\n".join(lines) + "\n" if found else "no curated table has changed\n"


def _place(kind: str, what: str) -> tuple[str, str]:
    """The last two cells of a line on something that came or went."""
    return ("", f"{what} added") if kind == "added" else (f"{what} removed", "")


def _list(ids: list[str]) -> str:
    """All ids where they are few, else the first and the last."""
    return ", ".join(ids) if len(ids) <= 5 else f"{ids[0]} to {ids[-1]}"


def _line(*cells: str) -> str:
    return "| " + " | ".join(map(cell, cells)) + " |"


def as_corrections(package: Package, found: list[Change], day: str, reason: str) -> str:
    """The rows that data/corrections.csv lacks, as CSV without a header."""
    owed = (change for change in found if _is_owed(package, change))
    ids = next_ids(package, "corrections")
    return to_text([next(ids), day, c.table, c.row_id, c.column, c.old_value, c.new_value, reason] for c in owed)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision", metavar="REVISION", help="a release tag such as v0.1.0, or a commit")
    parser.add_argument("--corrections", action="store_true", help="print the rows that are to be added to data/corrections.csv")
    parser.add_argument("--on", default=date.today().isoformat(), metavar="DAY", help="the day of these corrections (default: today)")
    parser.add_argument("--reason", default="", help="why the values were changed; one reason for all of these corrections")


def run(options: argparse.Namespace) -> int | None:
    found = changes(options.root, options.revision)
    if options.corrections:
        if not is_day(options.on):
            raise CannotRun(f"--on={options.on!r} is not a day, such as 2026-11-30")
        sys.stdout.write(as_corrections(open_package(options.root), found, options.on, options.reason))
        return 0
    sys.stdout.write(as_changelog(found))
    is_release = re.match(r"v\d", options.revision) and git(options.root, "tag", "--list", options.revision)
    problems = uncorrected(options.root, options.revision) if is_release else []
    sys.stderr.write(as_text(problems))
    return 1 if problems else 0
