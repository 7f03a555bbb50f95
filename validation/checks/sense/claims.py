"""Casualty claims and figures together."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import GIVEN, Expectation, between, col, equal, not_after, not_in_set, not_null, null
from validation.checks.sense.frames import first_days, published, twins, view
from validation.model.package import Package

NEEDS = ("casualty_claims", "figures", "sources", "attributions", "evidence", "relations")
ALIKE = ("claimant_id", "counted", "population", "population_side", "event_id", "as_of", "words")


def frame(package: Package) -> pd.DataFrame:
    """Casualty claims and figures together, with the day of print."""
    frame = pd.concat([view(package, "casualty_claims"), view(package, "figures")], ignore_index=True)
    frame["harmed"] = frame["population"].where(frame["harm"].notna())
    frame["counted"] = frame["harm"].combine_first(frame["measure"])
    words = frame["harm_wording"].combine_first(frame["measure_wording"]).fillna("") + " " + frame["population_wording"].fillna("")
    frame["words"] = words + " " + frame["value_wording"].str.replace(r"\d", "0", regex=True)
    frame["twin"] = twins(package, frame, *ALIKE)
    frame["first"] = first_days(frame, "as_of", "as_of_precision")
    return published(package, frame)


def suite(package: Package) -> list[Expectation]:
    return [
        equal(
            "sense.claims.as_of_first",
            "is not the first day of its year or month, though no day is known",
            "as_of",
            "first",
            where=col("first").is_not_null(),
        ),
        null("sense.claims.twin", "is coded from the same words as an earlier row of the same voice", "twin", shown="value_wording"),
        not_in_set("sense.claims.nobody_harmed", "counts nobody", "harmed", ["none"], shown="population"),
        null("sense.claims.vague_value", "is a number, though the bound is vague", "value", where=col("bound") == "vague"),
        not_null("sense.claims.value", "is blank, though the bound is not vague", "value", where=col("bound") != "vague"),
        between("sense.claims.value_range", "is not a plausible count", "value", low=0, high=100000000),
        not_after("sense.claims.claimed_late", "is later than the day on which the source was published", "claimed_on", "published_on"),
        not_after("sense.claims.as_of_late", "is later than the day on which the source was published", "as_of", "published_on"),
        not_after("sense.claims.as_of_claimed", "is later than the day on which the number was claimed", "as_of", "claimed_on"),
        null("sense.claims.as_of_unknown", GIVEN, "as_of", where=col("as_of_precision") == "unknown", shown="as_of_precision"),
        not_null("sense.claims.as_of_known", "is blank, though its precision is given", "as_of", where=col("as_of_precision") != "unknown"),
    ]
