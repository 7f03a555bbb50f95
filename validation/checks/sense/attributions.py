"""Steps of chains."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    col,
    equal,
    in_set,
    not_null,
    unique_together,
)
from validation.checks.sense.frames import ids, view
from validation.model.items import SAID
from validation.model.package import Package

NEEDS = (*SAID, "attributions", "inferences")


def frame(package: Package) -> pd.DataFrame:
    """Steps of chains, with the step and the role each must have by its place."""
    frame = view(package, "attributions")
    chain = frame.groupby("item_id")["step"]
    rank, length = chain.rank(method="first").astype(int), chain.transform("size")
    frame["step_by_place"] = rank
    frame["role_by_place"] = "relay"
    frame.loc[rank == 1, "role_by_place"] = "origin"
    frame.loc[rank == length, "role_by_place"] = "outlet"
    declared = set(package.frame("inferences")["item_id"] + " " + package.frame("inferences")["column"])
    cell = frame["item_id"] + " attributions[" + frame["step"].astype(str) + "].actor_id"
    frame["wording_or_declared"] = frame["wording"].combine_first(cell.where(cell.isin(declared)))
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        in_set("sense.attributions.item", "is not a claim, figure or statement", "item_id", ids(package, *SAID)),
        equal("sense.attributions.step", "is out of step: the steps of a chain are 1, 2, 3 ... without a gap", "step", "step_by_place"),
        equal(
            "sense.attributions.role",
            "is not the role of its place: origin first, outlet last, relays between; the outlet alone when it is the claimant",
            "role",
            "role_by_place",
        ),
        unique_together("sense.attributions.twice", "stands in this chain twice", ["item_id", "actor_id"], shown="actor_id"),
        not_null(
            "sense.attributions.wording",
            "is blank; only the outlet needs no words",
            "wording_or_declared",
            where=col("role") != "outlet",
            shown="wording",
        ),
    ]
