"""Which passages carry an item."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, not_null
from validation.checks.sense.frames import known, view
from validation.model.items import ITEMS
from validation.model.package import Package

NEEDS = (*ITEMS, "evidence")


def frame(package: Package) -> pd.DataFrame:
    """Evidence, with the items that are there."""
    frame = view(package, "evidence")
    frame["item"] = known(package, frame["item_id"], *ITEMS)
    return frame


def suite(package: Package) -> list[Expectation]:
    return [not_null("sense.evidence.item", "is not the id of an item", "item", shown="item_id")]
