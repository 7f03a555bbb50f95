"""Parts of actors in events."""

import pandas as pd

from validation.checks.sense.frames import view
from validation.model.package import Package

NEEDS = ("event_actors",)


def frame(package: Package) -> pd.DataFrame:
    return view(package, "event_actors")
