"""Withdrawn ids."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, col, not_null, null
from validation.checks.sense.frames import known, view
from validation.model.items import ITEMS
from validation.model.package import Package

KEPT = (*ITEMS, "sources", "passages", "places")
NEEDS = (*KEPT, "retired_ids")


def frame(package: Package) -> pd.DataFrame:
    """Withdrawn ids, with those that a row still has, and what is named in their place where it is there."""
    frame = view(package, "retired_ids")
    frame["in_use"] = known(package, frame["id"], *KEPT)
    frame["instead"] = known(package, frame["replaced_by"], *KEPT, "retired_ids")
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        null("sense.retired_ids.in_use", "is retired and still in use", "in_use", shown="id"),
        not_null(
            "sense.retired_ids.replaced_by",
            "is neither an id that is there nor one that is retired too",
            "instead",
            where=col("replaced_by").is_not_null(),
            shown="replaced_by",
        ),
    ]
