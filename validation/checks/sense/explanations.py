"""Pairs of claims that are not a contradiction."""

import pandas as pd

from validation.checks.sense.frames import known, view
from validation.model.items import SAID
from validation.model.package import Package

NEEDS = (*SAID, "explanations")


def frame(package: Package) -> pd.DataFrame:
    """Explanations, with the claims and figures that are there."""
    frame = view(package, "explanations")
    for side in ("first", "second"):
        frame[side] = known(package, frame[f"{side}_id"], *SAID)
    return frame
