"""Everything that the words date, in order of time."""

from __future__ import annotations

from validation.model.package import Package
from validation.model.tables.intervals import counted

COLUMNS = ["date", "time", "precision", "moment", "item_id", "title"]
MOMENTS = (
    ("events", "date_start", "date_precision", "time_local"),
    ("casualty_claims", "as_of", "as_of_precision", "as_of_time"),
    ("casualty_claims", "claimed_on", "", ""),
    ("figures", "as_of", "as_of_precision", "as_of_time"),
    ("figures", "claimed_on", "", ""),
    ("statements", "stated_on", "date_precision", ""),
)


def derive(package: Package) -> list[list[str]]:
    """The rows of timeline.csv."""
    rows = []
    for table, moment, precision, time in MOMENTS:
        for row in package[table].records:
            if row[moment]:
                level = row[precision] if precision else "day"
                rows.append([row[moment], row[time] if time else "", level, moment, row["_id"], _title(package, table, row)])
    return sorted(rows, key=lambda row: (row[0], row[1], row[4], row[3]))


def _title(package: Package, table: str, row: dict) -> str:
    if table == "events":
        return row["title"]
    actors = package["actors"].by_id
    if table == "statements":
        return f"{actors.get(row['speaker_id'], {}).get('name', '')}: {row['content']}"
    measure = counted(row).replace("_", " ")
    return f"{actors.get(row['claimant_id'], {}).get('name', '')}: {row['value_wording']} {row['population']} ({measure})"
