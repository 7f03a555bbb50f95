"""Pairs of claims that are not a contradiction."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, in_set
from validation.checks.sense.frames import ids, view
from validation.model.items import SAID
from validation.model.package import Package

NEEDS = (*SAID, "explanations")


def frame(package: Package) -> pd.DataFrame:
    return view(package, "explanations")


def suite(package: Package) -> list[Expectation]:
    return [
        in_set("sense.explanations.first", "is not the id of a claim or a figure", "first_id", ids(package, *SAID)),
        in_set("sense.explanations.second", "is not the id of a claim or a figure", "second_id", ids(package, *SAID)),
    ]
