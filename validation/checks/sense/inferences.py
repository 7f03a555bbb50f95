"""Declared readings."""

import pandas as pd

from validation.checks.sense.frames import view
from validation.model.items import ITEMS
from validation.model.package import Package

NEEDS = (*ITEMS, "inferences", "attributions")


def frame(package: Package) -> pd.DataFrame:
    frame = view(package, "inferences")
    known = {f"{i} {f['name']}" for table in ITEMS for i in package[table].by_id for f in package[table].fields}
    known |= {f"{r['item_id']} attributions[{r['step']}].{c}" for r in package["attributions"].records for c in ("actor_id", "step")}
    frame["cell"] = [key if (key := f"{i} {c}") in known else None for i, c in zip(frame["item_id"], frame["column"], strict=True)]
    return frame
