"""Which passages carry an item."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    col,
    equal,
    in_set,
)
from validation.checks.sense.frames import ids, view
from validation.model.items import ITEMS, SAID
from validation.model.package import Package

NEEDS = (*ITEMS, "evidence", "passages")


def frame(package: Package) -> pd.DataFrame:
    """Evidence, with the source of the passage beside the source of the item, where the item has one."""
    frame = view(package, "evidence")
    owner = pd.concat([package.frame(t).set_index(package[t].key[0])["source_id"] for t in SAID])
    frame["passage_source"] = frame["passage_id"].map(package.frame("passages").set_index("passage_id")["source_id"])
    frame["item_source"] = frame["item_id"].map(owner)
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        in_set("sense.evidence.item", "is not an item", "item_id", ids(package, *ITEMS)),
        equal(
            "sense.evidence.source",
            "stands in another source than the item",
            "passage_source",
            "item_source",
            where=col("item_source").is_not_null(),
            shown="passage_id",
        ),
    ]
