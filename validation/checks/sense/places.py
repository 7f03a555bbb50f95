"""Places."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    between,
    col,
    not_null,
)
from validation.checks.sense.frames import view
from validation.model.package import Package

NEEDS = ("places", "events", "names")


def frame(package: Package) -> pd.DataFrame:
    frame = view(package, "places")
    rows = [package.frame("events")["place_id"], package.frame("places")["within"], package.frame("names")["entity_id"]]
    used = pd.concat(rows).value_counts()
    frame["used"] = frame["_id"].map(used).fillna(0).astype(int)
    frame["outside"] = frame["geonames_id"].combine_first(frame["latitude"])
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        between("sense.places.orphan", "is a place that no row uses", "used", low=1, shown=""),
        not_null("sense.places.longitude", "is blank, though there is a latitude", "longitude", where=col("latitude").is_not_null()),
        not_null(
            "sense.places.coordinate_precision",
            "is blank, though there are coordinates",
            "coordinate_precision",
            where=col("latitude").is_not_null(),
        ),
        not_null(
            "sense.places.checked",
            "is blank, though the place has an outside id or coordinates",
            "note",
            where=col("outside").is_not_null(),
        ),
    ]
