"""The package several times over: each copy has sources, passages and items of its own; actors, events and places are shared."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from validation.model.package import Package, Table

SHARED = ("actors", "names", "places", "events", "vocabularies", "row_counts", "agreement", "tolls", "corrections", "retired_ids")
OWN = re.compile(r"\b([CFTPN])(\d{4})\b|\b(S)(\d{3})\b")


def enlarge(package: Package, copies: int) -> Package:
    """The package with every row that is not shared `copies` times, the derived rows as well."""
    tables = {name: table if name in SHARED else _copied(table, copies) for name, table in package.tables.items()}
    return replace(package, tables=tables)


def _copied(table: Table, copies: int) -> Table:
    frame = table.frame
    parts = [frame] + [frame.map(lambda cell, by=10_000 * n: _moved(cell, by)) for n in range(1, copies)]
    return replace(table, frame=pd.concat(parts, ignore_index=True).drop_duplicates(subset=list(table.key)))


def _moved(cell: object, by: int) -> object:
    if not isinstance(cell, str) or "://" in cell:
        return cell
    return OWN.sub(lambda found: f"{found[1] or found[3]}{int(found[2] or found[4]) + by}", cell)
