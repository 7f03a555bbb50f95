"""Which passages carry an item."""

import pandas as pd

from validation.checks.sense.frames import known, view
from validation.model.items import ITEMS
from validation.model.package import Package

NEEDS = (*ITEMS, "evidence")


def frame(package: Package) -> pd.DataFrame:
    """Evidence, with the items that are there."""
    frame = view(package, "evidence")
    frame["item"] = known(package, frame["item_id"], *ITEMS)
    return frame
