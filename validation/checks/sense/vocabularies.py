"""Codes, and the intervals that the codes of bounds and of vague words give."""

import pandas as pd

from validation.checks.sense.actors import uncued_types
from validation.checks.sense.frames import OPEN, of_people, view
from validation.model.items import CLAIMS
from validation.model.package import Package
from validation.model.tables.intervals import turned

NEEDS = ("vocabularies", "actors", *CLAIMS)


def frame(package: Package) -> pd.DataFrame:
    """Codes, with whether the low end of their interval lies below the high one, for small numbers and large."""
    frame = view(package, "vocabularies")
    frame["interval"] = [None if turned(row) else row["_id"] for row in package["vocabularies"].records]
    people = of_people(package)
    frame["of_unit"] = [
        None if row["unit"] not in OPEN and people.get(row["code"], row["unit"] == "person") != (row["unit"] == "person") else row["_id"]
        for row in package["vocabularies"].records
    ]
    uncued = {f"actor_type {kind}": f"{len(found)} actors, such as {found[0]}" for kind, found in uncued_types(package).items()}
    several = frame["cues"].where(frame["cues"].str.contains(",", na=False))  # one cue may be that of a code in two lists
    frame["doubled"] = several.where(several.duplicated(keep=False) & several.notna())
    frame["uncued"] = frame["_id"].map(uncued)
    return frame
