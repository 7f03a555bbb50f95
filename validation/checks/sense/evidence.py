"""Which passages carry an item."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, in_set
from validation.checks.sense.frames import ids, view
from validation.model.items import ITEMS
from validation.model.package import Package

NEEDS = (*ITEMS, "evidence")


def frame(package: Package) -> pd.DataFrame:
    return view(package, "evidence")


def suite(package: Package) -> list[Expectation]:
    return [in_set("sense.evidence.item", "is not the id of an item", "item_id", ids(package, *ITEMS))]
