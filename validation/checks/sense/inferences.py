"""Declared readings."""

import re

import pandas as pd

from validation.checks.sense.frames import view
from validation.model.items import ITEMS
from validation.model.package import Package

OF_STEP = re.compile(r"attributions\[(.*)\]\.(?:actor_id|step)", re.DOTALL)
NEEDS = (*ITEMS, "inferences", "attributions")


def frame(package: Package) -> pd.DataFrame:
    frame = view(package, "inferences")
    tables = [(package[name].ids, {field["name"] for field in package[name].fields}) for name in ITEMS]
    steps = set(zip(*package["attributions"].columns("item_id", "step"), strict=True))

    def is_there(item: str, column: str) -> bool:
        step = OF_STEP.fullmatch(column)
        return any(item in ids and column in fields for ids, fields in tables) or step is not None and (item, step[1]) in steps

    cells = zip(frame["item_id"].fillna(""), frame["column"].fillna(""), strict=True)
    frame["cell"] = [f"{item} {column}" if is_there(item, column) else None for item, column in cells]
    return frame
