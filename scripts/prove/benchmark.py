"""`python -m scripts benchmark [--copies N]`: how many cells a second grounding reads, over the shipped sources copied N times.

Each copy is a source of its own with items and passages of its own; the texts are the same, as the cost is that of the cells.
"""

from __future__ import annotations

import argparse
import gc
import time
from dataclasses import replace

import pandas as pd

from validation.checks.grounding.check import ground
from validation.model.package import Package, Table
from validation.run import read

# Columns whose ids are those of a copy; actors, places, events and vocabularies are shared by all copies.
OWN = {
    "sources": ("source_id",), "passages": ("passage_id", "source_id"), "casualty_claims": ("claim_id", "source_id"),
    "figures": ("figure_id", "source_id"), "statements": ("statement_id", "source_id"), "event_actors": ("event_actor_id",),
    "attributions": ("item_id",), "evidence": ("item_id", "passage_id"), "inferences": ("item_id",), "uncoded": ("passage_id",),
}  # fmt: skip
SHARED_ITEMS = ("events", "actors")


def enlarge(package: Package, copies: int) -> Package:
    """The rows of the shipped sources, `copies` times, beside the shared tables."""
    shipped = package.frame("sources").query("text_status == 'shipped'")["source_id"]
    passages = package.frame("passages").query("source_id in @shipped")["passage_id"]
    items = package.frame("evidence").query("passage_id in @passages")["item_id"]
    shared = {i for table in SHARED_ITEMS for i in package[table].by_id}
    wanted = {"source_id": set(shipped), "passage_id": set(passages), "item_id": set(items)}
    tables = dict(package.tables)
    for name, columns in OWN.items():
        frame = package.frame(name)
        for column, values in wanted.items():
            if column in frame:
                frame = frame[frame[column].isin(values)]
        if name == "event_actors":
            frame = frame[frame["event_actor_id"].isin(wanted["item_id"])]
        tables[name] = _copied(package[name], frame, columns, copies, shared)
    return replace(package, tables=tables)


def _copied(table: Table, frame: pd.DataFrame, columns: tuple[str, ...], copies: int, shared: set[str]) -> Table:
    parts = []
    for number in range(copies):
        part = frame.copy()
        for column in columns:
            kept = part[column].isin(shared)
            part[column] = part[column].where(kept, part[column] + (f"-{number}" if number else ""))
        parts.append(part)
    whole = pd.concat(parts, ignore_index=True).drop_duplicates(subset=list(table.key))
    return table.holding(whole.to_dict("records"))


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--copies", type=int, default=200)


def run(options: argparse.Namespace) -> int | None:
    package = enlarge(read(options.root), options.copies)
    for table in package.tables.values():
        table.records  # noqa: B018  read before the clock starts: it is the reading of words that is timed
    gc.disable()
    start = time.perf_counter()
    cells = len(ground(package).cells)
    seconds = time.perf_counter() - start
    print(f"{cells} cells in {seconds:.2f} s: {cells / seconds:,.0f} cells a second")
    return 0
