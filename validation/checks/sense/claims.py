"""Casualty claims and figures together."""

import pandas as pd

from validation.checks.sense.alike import numbers_apart
from validation.checks.sense.frames import first_days, of_people, published, twins, view
from validation.model.package import Package

NEEDS = ("casualty_claims", "figures", "sources", "attributions", "evidence", "relations", "vocabularies")
ALIKE = ("claimant_id", "counted", "population", "population_side", "event_id", "as_of", "words")


def frame(package: Package) -> pd.DataFrame:
    """Casualty claims and figures together, with the day of print."""
    frame = pd.concat([view(package, "casualty_claims"), view(package, "figures")], ignore_index=True)
    frame["counted"] = frame["harm"].combine_first(frame["measure"])
    people = of_people(package)
    frame["of_unit"] = [
        None if people.get(counted, of != "none") != (of != "none") else of
        for counted, of in zip(frame["counted"], frame["population"].fillna(""), strict=True)
    ]
    words = frame["harm_wording"].combine_first(frame["measure_wording"]).fillna("") + " " + frame["population_wording"].fillna("")
    frame["words"] = words + " " + frame["value_wording"].str.replace(r"\d", "0", regex=True)
    frame["twin"] = twins(package, frame, *ALIKE)
    frame["apart"] = frame["_id"].map(numbers_apart(package))
    frame["first"] = first_days(frame, "as_of", "as_of_precision")
    return published(package, frame)
