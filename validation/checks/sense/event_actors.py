"""Parts of actors in events."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    between,
    col,
    null,
    unique_together,
)
from validation.checks.sense.frames import carried, view
from validation.model.package import Package

NEEDS = ("event_actors", "evidence")


def frame(package: Package) -> pd.DataFrame:
    frame = view(package, "event_actors")
    frame["passages"] = carried(package, frame)
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        between("sense.event_actors.evidence", "has no passage; name one in data/evidence.csv", "passages", low=1, shown=""),
        unique_together(
            "sense.event_actors.twice", "has this part in this event in another row too", ["event_id", "actor_id", "role"], shown="role"
        ),
        null(
            "sense.event_actors.assertion_wording",
            "has words of assertion though it is reported",
            "assertion_wording",
            where=col("assertion") == "reported",
        ),
    ]
