"""Casualty claims and figures together."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    between,
    col,
    not_after,
    not_in_set,
    not_null,
    null,
)
from validation.checks.sense.frames import chained, of_what_is_said, view
from validation.model.package import Package

NEEDS = ("casualty_claims", "figures", "actors", "attributions", "sources", "evidence")


def frame(package: Package) -> pd.DataFrame:
    """Casualty claims and figures together, with the chain's ends and the kind of the claimant."""
    frame = pd.concat([view(package, "casualty_claims"), view(package, "figures")], ignore_index=True)
    frame["harmed"] = frame["population"].where(frame["harm"].notna())
    frame["claimant_type"] = frame["claimant_id"].map(package.frame("actors").set_index("actor_id")["actor_type"])
    return chained(package, frame)


def suite(package: Package) -> list[Expectation]:
    return [
        *of_what_is_said("claims", "claimant_id", "claimant_type"),
        not_in_set("sense.claims.nobody_harmed", "is nobody; say who was harmed", "harmed", ["none"], shown="population"),
        null(
            "sense.claims.vague_value",
            "has a vague bound and a number; a vague quantity has no value",
            "value",
            where=col("bound") == "vague",
        ),
        not_null("sense.claims.value", "is blank though the bound is not vague", "value", where=col("bound") != "vague"),
        between("sense.claims.value_range", "is not a plausible count of this conflict", "value", low=0, high=10000000),
        not_after("sense.claims.claimed_late", "is later than the source was published", "claimed_on", "published_on"),
        not_after("sense.claims.as_of_late", "is later than the source was published", "as_of", "published_on"),
        not_after("sense.claims.as_of_claimed", "speaks for a day after it was claimed", "as_of", "claimed_on"),
        null("sense.claims.as_of_unknown", "is given though its precision is unknown", "as_of", where=col("as_of_precision") == "unknown"),
        not_null("sense.claims.as_of_known", "is blank though it has a precision", "as_of", where=col("as_of_precision") != "unknown"),
    ]
