"""Frames of the tables as the views build on them: each row knows where it stands in `_file`, `_line` and `_id`; blank cells are null."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from validation.model.items import CLAIMS, SAID
from validation.model.package import Package

TYPES = {"date": pd.to_datetime, "integer": pd.to_numeric, "number": pd.to_numeric}
AT = "_at"  # a column of a frame that names the column at fault in each row, where a rule cannot tell it for all
OPEN = ("", "item", "percent", "state")  # units in which people or other things are counted
MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]")  # capital letters within a word, as some outlets write themselves
PLAIN = str.maketrans("ıə", "ia")


def view(package: Package, name: str) -> pd.DataFrame:
    """A table with its place columns, blank cells as null, dates as dates and whole numbers as numbers."""
    table = package[name]
    columns = [*(field["name"] for field in table.fields), "_line", "_id"]
    cells = dict(zip(columns, table.columns(*columns), strict=True))
    frame = pd.DataFrame({column: [cell or None for cell in cells.pop(column)] for column in columns}, dtype=object)
    frame["_file"] = table.path
    for field in table.fields:
        if typed := TYPES.get(field["type"]):
            frame[field["name"]] = typed(frame[field["name"]], errors="coerce")
    return frame


def published(package: Package, frame: pd.DataFrame) -> pd.DataFrame:
    """Adds the day on which the source of each item was published."""
    frame["published_on"] = pd.to_datetime(frame["source_id"].map(view(package, "sources").set_index("source_id")["published_on"]))
    return frame


def known(package: Package, ids: pd.Series, *tables: str) -> pd.Series:
    """The ids that a row of one of the tables has; null elsewhere."""
    there = {i for table in tables if table in package.tables for i in package[table].ids}
    return ids.where(ids.isin(there))


def first_days(frame: pd.DataFrame, column: str, precision: str) -> pd.Series:
    """The first day of the year or month of each date that is no more precise than that; null elsewhere."""
    year = frame[column].dt.to_period("Y").dt.start_time
    month = frame[column].dt.to_period("M").dt.start_time
    return year.where(frame[precision] == "year", month.where(frame[precision] == "month"))


def of_people(package: Package) -> dict[str, bool]:
    """Codes of what is counted in a unit that is either people or not > whether most of their numbers are of people."""
    rows = [row for table in CLAIMS for row in package[table].records]
    closed = {row["code"] for row in package["vocabularies"].records if row["unit"] not in OPEN}
    said: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        said[row.get("harm") or row.get("measure", "")].append(row["population"] != "none")
    return {code: 2 * sum(people) > len(people) for code, people in said.items() if code in closed}


def chain(above: Mapping[str, str | None], start: str) -> list[str]:
    """An id and those above it, up to the first that comes again; it leads in a circle where one stands above the last of them."""
    found = [start]
    while (outer := above.get(found[-1])) and outer not in found:
        found.append(outer)
    return found


def twins(package: Package, frame: pd.DataFrame, *columns: str) -> list[str | None]:
    """For each item the earlier one that rests on the same passages and is alike in these columns, where no relation joins the two."""
    carried = package["evidence"].values_by("item_id", "passage_id")
    joined = {frozenset((row["from_id"], row["to_id"])) for row in package["relations"].records}
    rests_on = ("".join(sorted(carried[i])) or i for i in frame["_id"])
    keys = list(zip(rests_on, *(frame[column].fillna("") for column in columns), strict=True))
    first = dict(zip(reversed(keys), reversed(list(frame["_id"])), strict=True))
    pairs = zip(frame["_id"], (first[key] for key in keys), strict=True)
    return [twin if twin != own and frozenset((own, twin)) not in joined else None for own, twin in pairs]


def unspelled(package: Package, frame: pd.DataFrame, column: str, cells: pd.Series | None = None) -> list[str | None]:
    """The actors in a column of whom no spelling is kept that the publisher of the source uses; he needs none for himself.

    `cells` are the names under which the cells of the column are declared in data/inferences.csv; a declared cell needs no spelling.
    """
    publishers = {row["source_id"]: row["publisher_id"] for row in package["sources"].records}
    source_of = {row["_id"]: row["source_id"] for table in SAID if table in package.tables for row in package[table].records}
    spelled = {(row["entity_id"], row["usage"]) for row in package["names"].records}
    declared = {(row["item_id"], row["column"]) for row in package["inferences"].records}
    items = frame["item_id"] if "item_id" in frame else frame["_id"]
    found = []
    for item, actor, name in zip(items, frame[column], [column] * len(frame) if cells is None else cells, strict=True):
        publisher = publishers.get(source_of.get(item, ""), actor)
        is_told = not actor or actor == publisher or (actor, publisher) in spelled or (item, name) in declared
        found.append(None if is_told else actor)
    return found


def called(package: Package, table: str) -> list[bool]:
    """Whether the display name of each row spells its id out, is a spelling that is kept, or stands in quotation marks in the note."""
    spelled = {(row["entity_id"], row["name"]) for row in package["names"].records}
    return [
        as_id(row["name"]) == row["_id"]
        and not MIXED.search(row["name"])
        or (row["_id"], row["name"]) in spelled
        or f'"{row["name"]}"' in row["note"]
        for row in package[table].records
    ]


def as_id(name: str) -> str:
    """A name as an id writes it: Latin letters without marks, small, parted by hyphens."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in letters if not unicodedata.combining(c))).strip("-")
