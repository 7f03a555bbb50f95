"""Frames of the tables as the views build on them: each row knows where it stands in `_file`, `_line` and `_id`; blank cells are null."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, between, equal, in_set
from validation.model.items import ITEMS
from validation.model.package import Package

DATES = ("published_on", "read_on", "date_start", "date_end", "as_of", "claimed_on", "stated_on", "corrected_on", "retired_on")
SPEAKERS = ["person", "state", "state_body", "de_facto_authority", "armed_force", "international_organisation",
            "media_outlet", "ngo", "group", "unnamed_source"]  # fmt: skip


def view(package: Package, name: str) -> pd.DataFrame:
    """A table with its place columns, blank cells as null, dates as dates and whole numbers as numbers."""
    table = package[name]
    frame = table.frame.replace("", None)
    frame["_file"], frame["_id"] = table.path, [row["_id"] for row in table.records]
    for column in frame.columns.intersection(DATES):
        frame[column] = pd.to_datetime(frame[column], errors="coerce")
    for field in table.fields:
        if field["type"] in ("integer", "number"):
            frame[field["name"]] = pd.to_numeric(frame[field["name"]], errors="coerce")
    return frame


def items(package: Package) -> pd.DataFrame:
    """Every item that passages carry: file, line, id, table."""
    frames = [view(package, name)[["_file", "_line", "_id"]].assign(table=name) for name in ITEMS]
    return pd.concat(frames, ignore_index=True)


def carried(package: Package, frame: pd.DataFrame) -> pd.Series:
    counts = package.frame("evidence")["item_id"].value_counts()
    return frame["_id"].map(counts).fillna(0).astype(int)


def chained(package: Package, frame: pd.DataFrame) -> pd.DataFrame:
    """Adds the first and last actor of each item's chain, the publisher, and the publication date of its source."""
    chain = view(package, "attributions").sort_values("step")
    sources = view(package, "sources").set_index("source_id")
    frame["chain_first"] = frame["_id"].map(chain.groupby("item_id")["actor_id"].first())
    frame["chain_last"] = frame["_id"].map(chain.groupby("item_id")["actor_id"].last())
    frame["publisher"] = frame["source_id"].map(sources["publisher_id"])
    frame["published_on"] = pd.to_datetime(frame["source_id"].map(sources["published_on"]))
    frame["passages"] = carried(package, frame)
    return frame


def ids(package: Package, *tables: str) -> list[str]:
    """The ids of the tables that could be read."""
    return [i for table in tables if table in package.tables for i in package[table].by_id]


def of_what_is_said(view: str, actor: str, kind: str) -> list[Expectation]:
    """What holds of claims, figures and statements alike; `actor` is the column of who said it, `kind` that of what the actor is."""
    return [
        between(f"sense.{view}.evidence", "has no passage; name one in data/evidence.csv", "passages", low=1, shown=""),
        equal(f"sense.{view}.chain_start", "is not step 1 of the item's chain in data/attributions.csv", actor, "chain_first"),
        equal(f"sense.{view}.chain_end", "is not printed by the last step of its chain; a chain ends at the publisher",
              "publisher", "chain_last", shown="source_id"),
        in_set(f"sense.{view}.speaker", "is of a kind that cannot speak", kind, SPEAKERS, shown=actor),
    ]  # fmt: skip
