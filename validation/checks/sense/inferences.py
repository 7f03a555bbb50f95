"""Declared readings."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, col, not_null
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


def suite(package: Package) -> list[Expectation]:
    return [
        not_null("sense.inferences.cell", "is not a column of the item", "cell", shown="column"),
        not_null(
            "sense.inferences.other_reading", "is blank, though the cell is ambiguous", "other_reading", where=col("kind") == "ambiguous"
        ),
    ]
