"""Withdrawn ids."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    not_in_set,
)
from validation.checks.sense.frames import ids, view
from validation.model.items import ITEMS
from validation.model.package import Package

NEEDS = (*ITEMS, "retired_ids", "sources", "passages", "places")


def frame(package: Package) -> pd.DataFrame:
    return view(package, "retired_ids")


def suite(package: Package) -> list[Expectation]:
    return [
        not_in_set("sense.retired_ids.in_use", "is retired and still in use", "id", ids(package, *ITEMS, "sources", "passages", "places")),
    ]
