"""Relations between items."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    between,
    col,
    different,
    equal,
    in_set,
    not_after,
)
from validation.checks.sense.frames import ids, view
from validation.model.items import CLAIMS, SAID
from validation.model.package import Package
from validation.model.tables.intervals import interval_of

NEEDS = (*SAID, "relations", "sources", "actors", "vocabularies")


def frame(package: Package) -> pd.DataFrame:
    """Relations, with what the kinds of relation are about: actors, values, intervals and moments of both ends."""
    frame = view(package, "relations")
    for side in ("from", "to"):
        ends = frame[f"{side}_id"].map(lambda item: _end(package, item))
        for key in ("table", "actor", "value", "bound", "event", "act", "moment"):
            frame[f"{side}_{key}"] = ends.map(lambda end, key=key: end.get(key))
    frame["gap"] = [_gap(package, a, b) for a, b in zip(frame["from_id"], frame["to_id"], strict=True)]
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        in_set("sense.relations.from", "is not the id of a claim, a figure or a statement", "from_id", ids(package, *SAID)),
        in_set("sense.relations.to", "is not the id of a claim, a figure or a statement", "to_id", ids(package, *SAID)),
        different("sense.relations.itself", "is related to itself", "from_id", "to_id"),
        equal(
            "sense.relations.kind",
            "is in another table than the item that repeats or revises it",
            "from_table",
            "to_table",
            where=col("relation").is_in(["repeats", "revises"]),
            shown="to_id",
        ),
        equal(
            "sense.relations.event",
            "is about another event than the item that repeats or revises it",
            "from_event",
            "to_event",
            where=col("relation").is_in(["repeats", "revises"]),
            shown="to_id",
        ),
        equal(
            "sense.relations.repeats_value",
            "joins two items with different values",
            "from_value",
            "to_value",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        equal(
            "sense.relations.repeats_bound",
            "joins two items with different bounds",
            "from_bound",
            "to_bound",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        equal(
            "sense.relations.repeats_act",
            "joins two statements with different acts",
            "from_act",
            "to_act",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        equal(
            "sense.relations.revises_claimant",
            "joins the numbers of two voices",
            "from_actor",
            "to_actor",
            where=col("relation") == "revises",
            shown="relation",
        ),
        not_after(
            "sense.relations.revises_later",
            "leads from an earlier claim to a later one",
            "to_moment",
            "from_moment",
            where=col("relation") == "revises",
            shown="relation",
        ),
        between(
            "sense.relations.contradicts",
            "joins two claims whose intervals meet",
            "gap",
            low=1,
            where=(col("relation") == "contradicts") & col("gap").is_not_null(),
            shown="relation",
        ),
        in_set(
            "sense.relations.denies",
            "starts from a statement whose act is not a denial",
            "from_act",
            ["deny"],
            where=col("relation") == "denies",
            shown="relation",
        ),
    ]


def _end(package: Package, item: str) -> dict:
    for table in SAID:
        if row := package[table].by_id.get(item):
            published = package["sources"].by_id.get(row["source_id"], {}).get("published_on") or None
            return {
                "table": table, "actor": package.voice(row.get("claimant_id") or row.get("speaker_id")), "event": row.get("event_id"),
                "value": row.get("value") or row.get("value_wording"), "bound": row.get("bound"), "act": row.get("act"),
                "moment": row.get("as_of") or row.get("claimed_on") or row.get("stated_on") or published,
            }  # fmt: skip
    return {}


def _gap(package: Package, first: str, second: str) -> int | None:
    """Whole numbers between two intervals: 0 where they meet, null where an end is a statement."""
    rows = [package[t].by_id.get(i) for i in (first, second) for t in CLAIMS if i in package[t].by_id]
    if len(rows) < 2:
        return None
    (low_a, high_a, _), (low_b, high_b, _) = (interval_of(row, package.codes, package.languages) for row in rows)
    return max(0, (low_b or 0) - high_a if high_a is not None else 0, (low_a or 0) - high_b if high_b is not None else 0)
