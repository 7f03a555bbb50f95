"""The package several times over: each copy has sources, passages and items of its own; actors, events and places are shared."""

from __future__ import annotations

import re
from dataclasses import replace

from validation.model.package import Package, Table

SHARED = ("actors", "names", "places", "events", "vocabularies", "row_counts", "agreement", "tolls", "corrections", "retired_ids")
OWN = re.compile(r"\b([CFTPN])(\d{4})\b|\b(S)(\d{3})\b")


def enlarge(package: Package, copies: int) -> Package:
    """The package with every row that is not shared `copies` times, the derived rows as well."""
    tables = {name: table if name in SHARED else _copied(table, copies) for name, table in package.tables.items()}
    return replace(package, tables=tables)


def _copied(table: Table, copies: int) -> Table:
    rows = {row["_id"]: row for row in table.records}
    for by in (10_000 * n for n in range(1, copies)):
        for row in table.records:
            moved = {column: _moved(cell, by) for column, cell in row.items()}
            rows.setdefault(moved["_id"], moved)
    return table.holding(rows.values())


def _moved(cell: object, by: int) -> object:
    if not isinstance(cell, str) or "://" in cell:
        return cell
    return OWN.sub(lambda found: f"{found[1] or found[3]}{int(found[2] or found[4]) + by}", cell)
