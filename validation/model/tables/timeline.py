"""Every event, claim, figure and statement in order of time, with what its day rests on."""

from validation.model.moments import said
from validation.model.package import Package
from validation.model.tables.intervals import claim_rows, counted

COLUMNS = ["date", "time", "precision", "moment", "item_id", "title"]


def derive(package: Package) -> list[list[str]]:
    """The rows of timeline.csv: an event on its first day, an item on the day it speaks for and on the day it was said, or by which
    it was printed. What no word dates is not here."""
    rows = []
    for row in package["events"].records:
        if row["date_start"]:
            rows.append([row["date_start"], row["time_local"], row["date_precision"], "date_start", row["_id"], row["title"]])
    for row in claim_rows(package):
        if row["as_of"]:
            rows.append([row["as_of"], row["as_of_time"], row["as_of_precision"], "as_of", row["_id"], _number(package, row)])
        rows += _said(package, row, _number(package, row))
    for row in package["statements"].records:
        rows += _said(package, row, f"{package.name(row['speaker_id'])}: {row['content']}")
    return sorted(rows, key=lambda row: (row[0], row[1], row[4], row[3]))


def _said(package: Package, row: dict, title: str) -> list[list[str]]:
    """The row of the day it was said, unless that is the day it speaks for; a day of print is the last day it can be."""
    moment = said(package, row)
    if not moment.date or moment.basis == "as_of":
        return []
    level = row["date_precision"] if moment.basis == "stated_on" else "day"
    return [[moment.date, "", level, moment.basis, row["_id"], title]]


def _number(package: Package, row: dict) -> str:
    """A claim in English: "Health Ministry: at least 27 people, killed"; a vague quantity by the label of its code."""
    bound = package.codes.get("bound", {}).get(row["bound"], {}).get("label", row["bound"]).lower()
    value = row["value"] + (f" to {row['value_high']}" if row.get("value_high") else "")
    number = f'"{row["value_wording"]}"' if not row["value"] else value if row["bound"] in ("exact", "range") else f"{bound} {value}"
    kind = "harm" if "harm" in row else "measure"
    label = package.codes.get(kind, {}).get(counted(row), {}).get("label", counted(row)).lower()
    people = "" if row["population"] == "none" else f" {row['population']}"
    return f"{package.name(row['claimant_id'])}: {number}{people}, {label}"
