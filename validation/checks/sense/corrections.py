"""Corrections of released values."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    in_set,
)
from validation.checks.sense.frames import view
from validation.model.package import Package

NEEDS = ("corrections",)


def frame(package: Package) -> pd.DataFrame:
    return view(package, "corrections")


def suite(package: Package) -> list[Expectation]:
    return [
        in_set("sense.corrections.table", "is not a curated table", "table", [table.name for table in package.curated()]),
    ]
