"""Parts of actors in events."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.frames import view
from validation.model.package import Package

NEEDS = ("event_actors",)


def frame(package: Package) -> pd.DataFrame:
    return view(package, "event_actors")
