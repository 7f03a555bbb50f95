"""One mistake, and the rows that a mistaken coder has at hand."""

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from validation.model.items import SAID
from validation.model.package import Package, Table
from validation.model.parts import OF_ITEMS
from validation.model.tables.agreement import SECOND, coded_tables


class Edit(NamedTuple):
    """A row of a table with the cells that change; None deletes it. A new row has line 0 and all its cells."""

    table: str
    line: int
    cells: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mistake: its scope and kind, the row and column it is about (no column where it is about the row), and its edits."""

    scope: str
    kind: str
    table: str
    row_id: str
    column: str
    old: str
    new: str
    edits: tuple[Edit, ...]

    def __str__(self) -> str:
        cell = ".".join(filter(None, (self.row_id, self.column)))
        return f"{self.table} {cell}: {self.old!r} > {self.new!r}"


class Cell(NamedTuple):
    """A cell to change, or a row where the column is blank."""

    table: Table
    row: dict
    column: str

    @property
    def value(self) -> str:
        return self.row.get(self.column, "")


class World:
    """The package with the rows that a mistaken coder has at hand: those of one source, side by side."""

    def __init__(self, package: Package, dice: random.Random):
        self.package, self.dice = package, dice
        self.sources = {row["_id"]: row["source_id"] for row in package.rows(*SAID)}
        self.beside: dict[str, list[dict]] = defaultdict(list)  # source > its claims, figures and statements
        for row in package.rows(*SAID):
            self.beside[row["source_id"]].append(row)
        self.owned = {name: package[name].by("item_id") for name in OF_ITEMS}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The curated tables and those of the second coding."""
        return {table.name: table for table in self.package.curated()} | second_coding(self.package)

    def source_of(self, table: str, row: dict) -> str:
        """The source that a row was read from; blank where the table is shared by all sources."""
        if table in ("passages", "sources"):
            return row["source_id"]
        if table == "uncoded":
            return self.package["passages"].by_id[row["passage_id"]]["source_id"]
        return self.sources.get(row["item_id"] if table in OF_ITEMS else row["_id"], "")

    def pick(self, values) -> str:
        """One of the values, or blank where there is none."""
        values = sorted(set(filter(None, values)))
        return self.dice.choice(values) if values else ""


def second_coding(package: Package) -> dict[str, Table]:
    """The tables of the second coding, under the names `second_coding/...`."""
    tables = coded_tables(package, SECOND)
    return {f"second_coding/{name}": replace(table, name=f"second_coding/{name}") for name, table in tables.items()}


def apply(tables: dict[str, Table], mutation: Mutation) -> dict[str, Table]:
    """The tables with the change made; every other row keeps its line."""
    changed = dict(tables)
    for name in {edit.table for edit in mutation.edits}:
        edits = {edit.line: edit.cells for edit in mutation.edits if edit.table == name and edit.line}
        rows = [row | (edits.get(row["_line"]) or {}) for row in tables[name].records if edits.get(row["_line"], {}) is not None]
        last = max((row["_line"] for row in tables[name].records), default=1)
        new = (edit.cells for edit in mutation.edits if edit.table == name and not edit.line)
        changed[name] = tables[name].holding([*rows, *(cells | {"_line": line} for line, cells in enumerate(new, last + 1))])
    return changed
