"""Second codings: their bytes are those that came out, their tables are sound, and what both coders read is coded."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from validation.model.files import Unreadable, read_inside
from validation.model.package import NotCsv, Package, read_records, read_rows
from validation.model.pins import digest, pins, row_id
from validation.model.tables.agreement import FOLDERS, LIKENESS, MOST, SECOND, TABLES, VARIABLES, coded_tables, codings, pair, read_topics
from validation.problem import Problem

SUMS = f"{SECOND}/SHA256SUMS"
PINS = f"{SECOND}/PINS"  # what pins() gives of each table, a line `hash  table row` or `hash  table .column`
DATE_OF = {"as_of_precision": "as_of", "date_precision": "stated_on"}  # a precision that follows from its date
ACTORS = f"{SECOND}/actors.csv"  # the actors that the second coder named and the curated table has under another id, or not at all


def resources(package: Package) -> Iterator[dict]:
    """The tables of the second codings, described as the curated tables that they code again."""
    for folder in FOLDERS:
        for table in coded_tables(package, folder).values():
            resource = next(resource for resource in package.descriptor["resources"] if resource["name"] == table.name)
            keys = [key for key in resource["schema"].get("foreignKeys", []) if key["reference"]["resource"] != "actors"]
            # A coder may leave any cell blank.
            fields = [f | {"constraints": {k: v for k, v in f.get("constraints", {}).items() if k != "required"}} for f in table.fields]
            schema = resource["schema"] | {"fields": fields, "foreignKeys": keys}
            name = f"{folder.rpartition('/')[2]}.{table.name}"
            yield resource | {"name": name, "path": table.path, "schema": schema, "mayBeEmpty": True}


def check(package: Package, settled: bool = True) -> list[Problem]:
    """Problems of the files of second codings; with `settled`, also of the cells that both coders read otherwise than they are coded."""
    problems = list(_check_bytes(package.root))
    if (package.root / SECOND).is_dir():
        rows = {(problem.file, problem.row_id) for problem in problems if problem.file != SUMS and (problem.line or problem.row_id)}
        of_ids = (problem for problem in _check_ids(package) if not rows or (problem.file, problem.row_id) in rows)
        problems += [*_check_columns(package), *of_ids]  # the id of a row that is not as it came out is at fault, not what points at it
    if settled and not problems:
        problems += [*_check_settled(package), *_check_topics(package)]
    return problems


def _check_bytes(root: Path) -> Iterator[Problem]:
    """Whether the files are those that SHA256SUMS names, which no command writes."""
    try:
        lines = read_inside(root, SUMS).decode("utf-8", errors="replace").splitlines()
    except Unreadable as error:
        if (root / SECOND).exists():
            yield Problem(file=SUMS, rule="agreement.bytes", message=str(error))
        return
    named = {}
    for number, line in enumerate(lines, 1):
        if match := re.fullmatch(r"([0-9a-f]{64})  ([a-z_/]+\.csv)", line):
            named[f"{SECOND}/{match[2]}"] = number, match[1]
        else:
            yield Problem(file=SUMS, line=number, rule="agreement.bytes", message="is not a hash, two spaces and the name of a table")
    there = {path.relative_to(root).as_posix() for folder in FOLDERS for path in (root / folder).glob("*.csv")}
    for path in sorted(there - named.keys()):
        yield Problem(file=path, rule="agreement.bytes", message=f"is not named in {SUMS}")
    pinned = _pinned(root)
    if unpinned := (named.keys() & there) - {f"{SECOND}/{key.split(' ')[0]}" for key in pinned}:
        message = f"pins no row of {', '.join(sorted(unpinned))}, so that a changed cell could not be named"
        yield Problem(file=PINS, rule="agreement.bytes", message=message)
    for path, (_, sha256) in named.items():
        try:
            data = read_inside(root, path)
        except Unreadable as error:
            # A table that is not there is told with the columns, where its folder is there.
            if error.kind != "missing" or not (root / path).parent.is_dir():
                yield Problem(file=path, rule="agreement.bytes", message=str(error))
            continue
        if (found := hashlib.sha256(data).hexdigest()) != sha256:
            whole = Problem(file=path, rule="agreement.bytes", message=f"is not as it came out: its SHA-256 is {found}, not {sha256}")
            yield from _changed(path, data, pinned) or [whole]


def _pinned(root: Path) -> dict[str, str]:
    try:
        lines = read_inside(root, PINS).decode("utf-8", errors="replace").splitlines()
    except Unreadable:
        return {}
    return {key: digest for digest, _, key in (line.partition("  ") for line in lines)}


def _changed(path: str, data: bytes, pinned: dict[str, str]) -> list[Problem]:
    """The cells, or the rows gone or added, by which a table differs from what is pinned of it; none where it cannot be read."""
    name = path.removeprefix(f"{SECOND}/")
    try:
        found, records = pins(name, data), read_records(data)
    except (UnicodeDecodeError, NotCsv, IndexError, ValueError):
        return []
    known = {key.removeprefix(f"{name} "): digest for key, digest in pinned.items() if key.startswith(f"{name} ")}
    found = {key.removeprefix(f"{name} "): digest for key, digest in found.items()}
    header = records[0][1]
    if {f".{column}" for column in header} != {key for key in known if key.startswith(".")}:
        return []  # another header, which is told with the columns
    rows = defaultdict(list)
    for line, cells in records[1:]:
        rows[row_id(header, cells)].append((line, cells))
    gone = sorted(key for key in known.keys() - found.keys() if not key.startswith("."))
    renamed = len(rows.keys() - known.keys()) + len(records) - 1 - len(rows)  # told as they are now
    problems = [_of_row(path, 0, row, f"is missing, though it came out: {PINS} has {row!r}") for row in gone[renamed:]]
    for row, copies in rows.items():
        # Of two with one key, the one that did not come out, or else the later one, is at fault.
        (line, cells), *again = sorted(copies, key=lambda copy: digest(copy[1]) != known.get(row))
        problems += [_of_row(path, at, row, "stands in the table twice", _key_of(header, copy, gone)) for at, copy in again]
        if row not in known:
            problems.append(_of_row(path, line, row, f"did not come out: {PINS} does not have {row!r}", _key_of(header, cells, gone)))
        elif not again and found[row] != known[row]:
            changed = [cell for cell in zip(header, cells, strict=False) if known[f".{cell[0]}"] != found[f".{cell[0]}"]]
            message = f"is not the cell that came out: its row and its column differ from those of {PINS}"
            problems += [_of_row(path, line, row, message, cell) for cell in changed]
    return problems


def _key_of(header: list[str], cells: list[str], gone: list[str]) -> tuple[str, str]:
    """The cell of the key by which a row is not one that came out, where another is gone; blank where the row was added."""
    at = 1 if any(row.startswith(f"{cells[0]} ") for row in gone) else 0
    return (header[at], cells[at]) if gone else ("", "")


def _of_row(path: str, line: int, row: str, message: str, cell: tuple[str, str] = ("", "")) -> Problem:
    return Problem(file=path, line=line, row_id=row, column=cell[0], value=cell[1], rule="agreement.bytes", message=message)


def _check_columns(package: Package) -> Iterator[Problem]:
    """A problem for each table of a coding that is missing, or cannot be read as the one that it codes again."""
    for folder in FOLDERS:
        if not (package.root / folder).is_dir():
            continue
        tables = coded_tables(package, folder)
        for name in TABLES:
            path = f"{folder}/{name}.csv"
            if not (package.root / path).exists():
                yield Problem(file=path, rule="agreement.columns", message="is not there")
            elif name not in tables:
                message = f"does not have columns of data/{name}.csv in that order, so it cannot be read"
                yield Problem(file=path, line=1, rule="agreement.columns", message=message)
            else:
                for source, count in Counter(row.get("source_id", "") for row in tables[name].records).items():
                    if source and count > MOST:
                        message = f"has {count:,} items of {source}, and no more than {MOST} of one source are paired"
                        yield Problem(file=path, rule="agreement.columns", message=message)


def _check_ids(package: Package) -> Iterator[Problem]:
    """A problem for each actor that nobody knows, and for each step of a chain whose item is not there."""
    known = _known_actors(package)
    for folder in FOLDERS:
        tables = coded_tables(package, folder)
        if tables.keys() < {*TABLES}:
            continue
        items = {row_id for name in VARIABLES for row_id in tables[name].by_id}
        for table in tables.values():
            targets = package.targets(table.name)
            columns = [field["name"] for field in table.fields if targets.get(field["name"]) == "actors"]
            for row in table.records:
                for column in columns:
                    if known and row[column] not in known:
                        yield Problem.of(table.path, row, column, "agreement.actor", f"is neither an actor nor named in {ACTORS}")
                if table.name == "attributions" and row["item_id"] not in items:
                    yield Problem.of(table.path, row, "item_id", "agreement.item", "is not an item of this coding")


def _known_actors(package: Package) -> set[str]:
    """Actors that a second coding may name; none where the tables that say so cannot be read."""
    if not {"actors", "retired_ids"} <= package.tables.keys():
        return set()
    try:
        named = read_rows(read_inside(package.root, ACTORS))
    except (Unreadable, UnicodeDecodeError, NotCsv):
        named = []  # then every actor that is not in the curated table is told
    return {"", *package["actors"].by_id, *package["retired_ids"].by_id, *(row[0] for row in named if row)}


def _check_settled(package: Package) -> Iterator[Problem]:
    """A problem for each cell that both coders read alike and the curated table has otherwise, without a word on why."""
    first, second = codings(package)
    said = package.declared | {(row["row_id"], row["column"]) for row in package["corrections"].records}
    for table, variables in VARIABLES.items():
        rows = package[table].by_id
        for a, b in pair(first[table], second[table], LIKENESS[table]):
            if (row := rows.get(a["_id"])) is None:
                yield from _gone(package, table, a["_id"], f"was found by both coders ({b['_id']} of the second)")
                continue
            for column in variables:
                if column == "chain" or column not in b or a[column] != b[column] or row[column] == a[column]:
                    continue
                if not {(row["_id"], column), (row["_id"], DATE_OF.get(column, column))} & said:
                    message = f"is {a[column]!r} for both coders ({b['_id']} of the second), and nothing says why the cell differs"
                    yield Problem.of(package[table].path, row, column, "agreement.settled", message)


def _check_topics(package: Package) -> Iterator[Problem]:
    """A problem for each statement whose topic is that of neither coder, without a correction that says why."""
    table, corrected = package["statements"], {(row["row_id"], row["column"]) for row in package["corrections"].records}
    for coded in read_topics(package):
        first, second = coded["first"], coded["second"]
        if (row := table.by_id.get(coded["statement_id"])) is None:
            yield from _gone(package, table.name, coded["statement_id"], "has a topic from two coders")
        elif row["topic"] not in (first, second) and (row["_id"], "topic") not in corrected:
            message = f"is {first!r} for both coders" if first == second else f"is {first!r} for one coder and {second!r} for the other"
            yield Problem.of(table.path, row, "topic", "agreement.settled", f"{message}, and nothing says why the cell differs")


def _gone(package: Package, table: str, item: str, why: str) -> Iterator[Problem]:
    """A problem of an item that was coded twice and is neither in its table nor retired."""
    if item not in package["retired_ids"].by_id:
        message = f"{why}, but is neither in the table nor retired"
        yield Problem(file=package[table].path, row_id=item, rule="agreement.settled", message=message)
