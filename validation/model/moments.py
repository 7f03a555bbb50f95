"""When an item was said and for which moment it speaks, with what that rests on."""

from typing import NamedTuple

from validation.model.package import Package


class Moment(NamedTuple):
    """A day as YYYY-MM-DD, a clock time HH:MM or "", and the basis: the column that gives the day, or published_on, which bounds it."""

    date: str
    time: str
    basis: str


def said(package: Package, row: dict) -> Moment:
    """The day an item was said: claimed_on or stated_on, else as_of, else the day of print as the last day it can be."""
    for column in ("claimed_on", "stated_on", "as_of"):
        if row.get(column):
            return Moment(row[column], row.get("as_of_time", "") if column == "as_of" else "", column)
    printed = package["sources"].by_id.get(row["source_id"], {}).get("published_on", "")
    return Moment(printed, "", "published_on" if printed else "unknown")


def speaks_for(package: Package, row: dict) -> Moment:
    """The moment a number speaks for: as_of, else the day it was said."""
    return Moment(row["as_of"], row["as_of_time"], "as_of") if row["as_of"] else said(package, row)


def is_earlier(first: Moment, second: Moment) -> bool:
    """Whether the first moment surely lies before the second. A day of print only bounds a claim, so it is never surely the later one."""
    if not first.date or not second.date or second.basis == "published_on":
        return False
    if first.date != second.date:
        return first.date < second.date
    return bool(first.time and second.time and first.time < second.time)
