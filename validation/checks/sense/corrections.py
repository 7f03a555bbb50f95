"""Corrections of released values."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, col, different, equal, in_set, not_null
from validation.checks.sense.frames import view
from validation.model.package import Package

NEEDS = ("corrections", "retired_ids")


def frame(package: Package) -> pd.DataFrame:
    """Corrections, with whether their row and column are there, and the cell as it is now where no later row corrects it again."""
    frame = view(package, "corrections")
    keys = list(zip(frame["table"], frame["row_id"], frame["column"], strict=True))
    tables = {table.name: table for table in package.curated()}
    retired = package["retired_ids"].by_id
    frame["row"] = [i if t not in tables or i in tables[t].by_id or i in retired else None for t, i, _ in keys]
    frame["cell"] = [c if t not in tables or c in tables[t].frame.columns else None for t, _, c in keys]
    last = [key not in keys[number + 1 :] for number, key in enumerate(keys)]
    now = [tables[t].by_id.get(i, {}).get(c) if t in tables else None for t, i, c in keys]
    frame["now"] = [value if is_last and value is not None else None for value, is_last in zip(now, last, strict=True)]
    frame["old"] = frame["old_value"]
    frame["new"] = frame["new_value"].fillna("")
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        different("sense.corrections.change", "is the old value too, so nothing was corrected", "old", "new_value"),
        in_set("sense.corrections.table", "is not a curated table", "table", [table.name for table in package.curated()]),
        not_null("sense.corrections.row", "is not a row of the table, nor a retired id", "row", shown="row_id"),
        not_null("sense.corrections.column", "is not a column of the table", "cell", shown="column"),
        equal("sense.corrections.new_value", "is not what the cell holds", "new", "now", where=col("now").is_not_null(), shown="new_value"),
    ]
