"""Withdrawn ids."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, col, in_set, not_in_set
from validation.checks.sense.frames import ids, view
from validation.model.items import ITEMS
from validation.model.package import Package

KEPT = (*ITEMS, "sources", "passages", "places")
NEEDS = (*KEPT, "retired_ids")


def frame(package: Package) -> pd.DataFrame:
    return view(package, "retired_ids")


def suite(package: Package) -> list[Expectation]:
    return [
        not_in_set("sense.retired_ids.in_use", "is retired and still in use", "id", ids(package, *KEPT)),
        in_set(
            "sense.retired_ids.replaced_by",
            "is neither an id that is there nor one that is retired too",
            "replaced_by",
            [*ids(package, *KEPT), *package["retired_ids"].by_id],
            where=col("replaced_by").is_not_null(),
        ),
    ]
