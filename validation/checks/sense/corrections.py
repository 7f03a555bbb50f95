"""Corrections of released values."""

import re

import pandas as pd

from validation.checks.sense.frames import view
from validation.model.descriptor import curated
from validation.model.package import Package, Table

FORMS = {"integer": r"-?\d+", "number": r"-?[\d.]+", "date": r"\d{4}-\d\d-\d\d"}
NEEDS = ("corrections", "retired_ids")


def frame(package: Package) -> pd.DataFrame:
    """Corrections, with whether their row and column are there, and the cell as it is now where no later row corrects it again."""
    frame = view(package, "corrections")
    keys = list(zip(frame["table"], frame["row_id"], frame["column"], strict=True))
    tables = {table.name: table for table in package.curated()}
    rows = {name: table.of_ids({i for t, i, _ in keys if t == name}) for name, table in tables.items()}
    frame["unknown_table"] = frame["table"].where(~frame["table"].isin([r["name"] for r in curated(package.descriptor)]))
    retired = package["retired_ids"].by_id
    frame["row"] = [i if t not in tables or i in rows[t] or i in retired else None for t, i, _ in keys]
    frame["cell"] = [c if t not in tables or c in {"_line", *(f["name"] for f in tables[t].fields)} else None for t, _, c in keys]
    last = [key not in keys[number + 1 :] for number, key in enumerate(keys)]
    now = [rows[t].get(i, {}).get(c) if t in tables else None for t, i, c in keys]
    frame["now"] = [value if is_last and value is not None else None for value, is_last in zip(now, last, strict=True)]
    frame["old"] = frame["old_value"]
    frame["fitting"] = [old if _fits(tables, key, old or "") else None for key, old in zip(keys, frame["old_value"], strict=True)]
    frame["before"] = frame.groupby(["table", "row_id", "column"])["new_value"].shift()
    frame["new"] = frame["new_value"].fillna("")
    day = frame["corrected_on"]
    late, early = day > day.shift(-1), day < day.shift()
    frame["in_turn"] = day.where(~(late & ~(day.shift() > day.shift(-1)) | early & ~(day.shift(2) > day)))
    return frame


def _fits(tables: dict[str, Table], key: tuple[str, str, str], old: str) -> bool:
    """Whether a value is a code of its column, where that has codes, and looks like a value of its type."""
    table, _, column = key
    field = next((f for f in tables[table].fields if f["name"] == column), {}) if table in tables else {}
    codes = field.get("constraints", {}).get("enum")
    return old in codes if codes else not old or field.get("type") not in FORMS or bool(re.fullmatch(FORMS[field["type"]], old))
