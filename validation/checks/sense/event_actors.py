"""Parts of actors in events."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, unique_together
from validation.checks.sense.frames import view
from validation.model.package import Package

NEEDS = ("event_actors",)


def frame(package: Package) -> pd.DataFrame:
    return view(package, "event_actors")


def suite(package: Package) -> list[Expectation]:
    return [
        unique_together(
            "sense.event_actors.twice",
            "is the part of this actor in this event in another row too",
            ["event_id", "actor_id", "role"],
            shown="role",
        )
    ]
