"""The package as plain data: the descriptor, and each described table as a frame of text."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from validation.model.descriptor import curated, is_derived
from validation.model.dictionary import targets
from validation.model.files import Unreadable, read_file, read_inside
from validation.model.rows import Rows, rows_of

if TYPE_CHECKING:
    import pandas as pd  # slow to import, and most commands read no frame

DESCRIPTOR = "datapackage.json"
LARGE = 60_000_000  # bytes of the curated tables; above that the rows of the long ones are not kept
LONG = ("passages", "evidence", "wordings", "inferences", "attributions")  # four in five rows, each of a source or an item


class CannotRun(Exception):
    """The checks cannot run at all; the text says why in one line."""


@dataclass(frozen=True)
class Table:
    """One described table. `records` are its rows: cells as text, blank as "", `_line`, and `_id`, the key joined by spaces."""

    name: str
    path: str
    fields: tuple[dict, ...]
    key: tuple[str, ...]
    records: Sequence[dict]

    @property
    def derived(self) -> bool:
        return is_derived(self.path)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The cells as a frame of text, with `_line`."""
        import pandas as pd

        columns = [f["name"] for f in self.fields] + ["_line"]
        return pd.DataFrame(dict(zip(columns, self.columns(*columns), strict=True)), dtype=object)

    def column(self, name: str) -> list:
        """The cells of one column."""
        return self.columns(name)[0]

    def columns(self, *names: str) -> list[list]:
        """What the rows hold in each of these columns."""
        if isinstance(self.records, Rows):
            return self.records.columns(*names)
        return [[record[name] for record in self.records] for name in names]

    def holding(self, rows: Iterable[dict]) -> Table:
        """The table with these rows in place of its own: each has every column and its `_line`."""
        records = [row | {"_id": " ".join(str(row[column]) for column in self.key)} for row in rows]
        return replace(self, records=records)

    @cached_property
    def by_id(self) -> dict[str, dict]:
        return {record["_id"]: record for record in self.records}

    @property
    def ids(self) -> Collection[str]:
        """The keys of the rows."""
        return dict.fromkeys(self.column("_id")) if isinstance(self.records, Rows) else self.by_id.keys()

    def of_ids(self, ids: Collection[str]) -> dict[str, dict]:
        """The rows with these keys, where there are such."""
        return {record["_id"]: record for record in self.records if record["_id"] in ids}

    def of(self, column: str, values: Collection[str]) -> defaultdict[str, list[dict]]:
        """Each of these values of a column > the rows that have it, in their order."""
        found = defaultdict(list)
        for record in self.records:
            if record[column] in values:
                found[record[column]].append(record)
        return found

    def by(self, *columns: str) -> defaultdict[str, list[dict]]:
        """Value > the rows that have it in one of the columns, in their order."""
        found = defaultdict(list)
        for record in self.records:
            for value in dict.fromkeys(record[column] for column in columns):
                found[value].append(record)
        return found

    def values_by(self, key: str, column: str = "_id") -> defaultdict[str, list[str]]:
        """Value of the key > what the rows that have it hold in another column, by default their ids."""
        found = defaultdict(list)
        for record in self.records:
            found[record[key]].append(record[column])
        return found

    def field(self, column: str) -> dict:
        """What the descriptor says of a column."""
        return next(f for f in self.fields if f["name"] == column)


@dataclass(frozen=True)
class Package:
    """A description and the tables that could be read. `texts` is a folder of texts that are not shipped, if any."""

    root: Path
    descriptor: dict
    tables: dict[str, Table] = field(default_factory=dict)
    texts: Path | None = None

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]

    def frame(self, name: str) -> pd.DataFrame:
        return self.tables[name].frame

    def rows(self, *tables: str) -> Iterator[dict]:
        """The rows of those of these tables that could be read, in turn."""
        return (row for name in tables if name in self.tables for row in self.tables[name].records)

    def curated(self) -> list[Table]:
        return [table for table in self.tables.values() if not table.derived]

    @property
    def is_large(self) -> bool:
        """Whether it has rows that are not kept."""
        return any(isinstance(table.records, Rows) for table in self.tables.values())

    def held(self) -> Package:
        """The package with every row kept, as whoever looks at them time and again needs them."""
        long = {name: table for name, table in self.tables.items() if isinstance(table.records, Rows)}
        return replace(self, tables=self.tables | {name: replace(table, records=[*table.records]) for name, table in long.items()})

    @cached_property
    def codes(self) -> dict[str, dict[str, dict]]:
        """The vocabularies: list > code > row."""
        lists: dict[str, dict[str, dict]] = {}
        for row in self["vocabularies"].records:
            lists.setdefault(row["vocabulary"], {})[row["code"]] = row
        return lists

    def name(self, actor: str) -> str:
        """The display name of an actor, "" where there is none."""
        return self["actors"].by_id.get(actor, {}).get("name", "")

    def targets(self, table: str) -> dict[str, str]:
        """Column > the table whose ids it holds, for the foreign keys of one column each."""
        resource = next(resource for resource in self.descriptor["resources"] if resource["name"] == table)
        return {column: target for column, (target, _) in targets(resource).items()}

    def voice(self, actor: str) -> str:
        """Who speaks when the actor does: a person who belongs to a body speaks for the body, anybody else for himself."""
        row = self["actors"].by_id.get(actor, {})
        body = self["actors"].by_id.get(row.get("member_of", ""), {})
        speaks_for = row.get("actor_type") == "person" and body.get("actor_type") in ("state_body", "de_facto_authority")
        return body["_id"] if speaks_for else actor

    @cached_property
    def declared(self) -> frozenset[tuple[str, str]]:
        """Item and column of each cell that an inference declares."""
        return frozenset(zip(*self["inferences"].columns("item_id", "column"), strict=True))

    @cached_property
    def languages(self) -> dict[str, str]:
        """The primary language subtag of each source."""
        return {row["source_id"]: row["language"].split("-")[0] for row in self["sources"].records}


def read_descriptor(root: Path) -> dict:
    """The parsed `datapackage.json`.

    Raises CannotRun when there is none, and ValueError (json.JSONDecodeError, UnicodeDecodeError) when it is not a JSON object.
    """
    path = root / DESCRIPTOR
    try:
        raw = read_file(path)
    except Unreadable as error:
        raise CannotRun(f"{path}: {error}; name the folder of the package with --root") from None
    try:
        descriptor = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("is not a data package: it is nested too deep") from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise ValueError("is not a data package: it must be an object with a list of resources")
    return descriptor


def _refuse_constant(name: str) -> None:
    raise ValueError(f"is not JSON: {name} is not a JSON value")


def _once(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"holds the key {next(key for key in keys if keys.count(key) > 1)!r} twice in one object")
    return found


class NotCsv(csv.Error):
    """The text is not CSV; `line` is that of the row in which it stops being so."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


SAID = {
    "unexpected end of data": "has a quotation mark that is not closed",
    "',' expected after '\"'": "has text after a closing quotation mark",
    "field larger than field limit (131072)": "has a cell of more than 131,072 characters, or a quotation mark that is not closed",
}


def read_records(data: bytes) -> list[tuple[int, list[str]]]:
    """The records of a CSV file, header first, each with the line it begins on. Raises UnicodeDecodeError or NotCsv."""
    reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    records, line = [], 1
    try:
        for row in reader:
            records.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotCsv(line, SAID.get(str(error), f"cannot be read as CSV: {error}")) from None
    return records


def read_rows(data: bytes) -> list[list[str]]:
    """The records of a CSV file without their lines. Raises UnicodeDecodeError or NotCsv."""
    return [row for _, row in read_records(data)]


def read_table(root: Path, resource: dict, is_large: bool = False) -> Table | None:
    """The table of a resource, or None where its bytes, header or row lengths are not those of a table so described."""
    try:
        return parse_table(read_inside(root, resource["path"]), resource, is_large)
    except (Unreadable, UnicodeDecodeError, csv.Error):
        return None


def parse_table(data: bytes, resource: dict, is_large: bool = False) -> Table | None:
    """The table that these bytes are, or None where their header or row lengths are not those described. Raises as `read_records` does.

    Of a large package the rows of the long tables are not kept, if each stands on a line of its own; in the others equal cells are one.
    """
    fields, key = tuple(resource["schema"]["fields"]), tuple(resource["schema"].get("primaryKey", ()))
    names = [f["name"] for f in fields]
    id_of, columns = _id_of([names.index(column) for column in key if column in names]), [*names, "_line", "_id"]

    def make(line: int, row: list[str]) -> dict:
        return dict(zip(columns, (*row, line, id_of(row)), strict=True))

    if is_large and resource["name"] in LONG and (rows := rows_of(data, names, make)) is not None:
        return Table(resource["name"], resource["path"], fields, key, rows)
    records = read_records(data)
    if not records or records[0][1] != names or any(len(row) != len(names) for _, row in records):
        return None
    if is_large:
        known: dict[str, str] = {}
        records = ((line, [known.setdefault(cell, cell) for cell in row]) for line, row in records)
    return Table(resource["name"], resource["path"], fields, key, [make(line, row) for line, row in records][1:])


def _id_of(own: list[int]) -> Callable[[list[str]], str]:
    """What joins these cells of a row by spaces."""
    cells = itemgetter(*own) if own else lambda row: ""
    return cells if len(own) < 2 else lambda row: " ".join(cells(row))


def read_package(root: Path, descriptor: dict | None = None, texts: Path | None = None, derived: bool = True) -> Package:
    """The package below `root`, with every table that can be read; the checks say what is wrong with the others.

    Without `derived` the tables that are built from the others are left out.
    """
    descriptor = descriptor if descriptor is not None else read_descriptor(root)
    tables, large = {}, is_large(root)
    for resource in descriptor["resources"] if derived else curated(descriptor):
        if (table := read_table(root, resource, large)) is not None:
            tables[resource["name"]] = table
    return Package(root, descriptor, tables, texts)


def is_large(root: Path) -> bool:
    """Whether the curated tables have too many rows for all of them to be kept."""
    return curated_bytes(root) > LARGE


def curated_bytes(root: Path) -> int:
    return sum(path.lstat().st_size for path in (root / "data").glob("*.csv"))
