"""Sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pandas as pd

from validation.checks.sense.expectations import Expectation, col, equal, not_after, not_null, null
from validation.checks.sense.frames import AT, view
from validation.model.items import SAID
from validation.model.package import Package
from validation.model.pages import day_of, page_of
from validation.model.texts import day_of as day_of_cell
from validation.parsing.dates import read_dates

NEEDS = (*SAID, "sources", "actors")
NOTED = re.compile(r"\bits pages \(([^()]*)\)")


def frame(package: Package) -> pd.DataFrame:
    """Sources, with the day and the page of their addresses."""
    frame = view(package, "sources")
    frame["day_in_url"] = [
        None if "address" in str(note) else day_of(url) or None  # a note may say why the two differ
        for url, note in zip(frame["url"].fillna(""), frame["note"], strict=True)
    ]
    frame["printed_on"] = frame["published_on"].dt.strftime("%Y-%m-%d")
    said = {(row["source_id"], row.get("claimed_on") or row.get("stated_on")) for table in SAID for row in package[table].records}
    frame[AT] = [
        "url" if row["published_on"] and (row["_id"], row["published_on"]) in said else "published_on" for row in package["sources"].records
    ]
    frame["in_time"] = frame["_id"].where(~frame["_id"].isin(_early(package)))
    frame["first_read"] = frame["read_on"].iloc[0] if len(frame) else None
    frame["note_of_day"] = [_noted_day(row) for row in package["sources"].records]
    frame["address_of_day"] = [row["_id"] if _is_in_address(row) else None for row in package["sources"].records]
    pages = frame["url"].fillna("").map(page_of)
    frame["first_of_page"] = frame["_id"].where(~pages.duplicated())
    frame["own_site"] = frame["_id"].where(_own_sites(package, frame["publisher_id"], pages.str[0]))
    return frame


def _early(package: Package) -> set[str]:
    """The sources that were printed before several of their items were said: their day is at fault, and not that of each item."""
    printed = {row["source_id"]: row["published_on"] for row in package["sources"].records}
    rows = [row for table in SAID for row in package[table].records]
    said = [(row["source_id"], row.get("claimed_on") or row.get("stated_on", "")) for row in rows]
    later = Counter(source for source, day in said if "" < printed.get(source, "") < day)
    return {source for source, count in later.items() if count > 1}


def _own_sites(package: Package, publishers: pd.Series, sites: pd.Series) -> list[bool]:
    """Whether each page lies on a site of its publisher: of one site most pages are his, and it is the one that his note names, if any."""
    owners: dict[str, Counter] = defaultdict(Counter)
    for publisher, site in zip(publishers, sites, strict=True):
        owners[site][publisher] += 1
    notes = {row["_id"]: NOTED.search(row["note"]) for row in package["actors"].records}
    noted = {publisher: [page_of(f"//{site}")[0] for site in match[1].split(", ")] for publisher, match in notes.items() if match}
    return [
        any(f".{site}".endswith(f".{own}") for own in noted[publisher])
        if publisher in noted
        else max(owners[site], key=owners[site].get) == publisher
        for publisher, site in zip(publishers, sites, strict=True)
    ]


def _is_in_address(row: dict) -> bool:
    """Whether the address holds the day of print, in figures or with the name of the month, or the note says how it gives it."""
    day, address = day_of_cell(row["published_on"]), row["url"].casefold()
    if "address" in row["note"] or not day or day_of(row["url"]):
        return True
    month = rf"(?:{day:%m}|{day.month}|{day:%b}[a-z]*)"
    return bool(re.search(rf"(?:{month}[-/_]?{day:%d}|{day:%d}[-/_]?{month})(?!\d)", address, re.IGNORECASE))


def _noted_day(row: dict) -> str | None:
    """The day of print, unless the note is blank or names other days alone."""
    printed = day_of_cell(row["published_on"])
    days = {found.first for found in read_dates(row["note"], "en", printed)}
    return None if not row["note"] or printed and days and printed not in days else row["published_on"]


def suite(package: Package) -> list[Expectation]:
    return [
        equal(
            "sense.sources.day_in_url",
            "does not fit, as the address names another day than that of print",
            "printed_on",
            "day_in_url",
            where=col("day_in_url").is_not_null(),
            shown=AT,
        ),
        not_null(
            "sense.sources.inferred",
            "is inferred, and the note does not say from what, or names other days",
            "note_of_day",
            where=col("published_on_basis") == "inferred",
            shown="published_on_basis",
        ),
        not_null(
            "sense.sources.by_address",
            "is said to rest on the address, which names no day",
            "address_of_day",
            where=col("published_on_basis") == "url",
            shown="published_on_basis",
        ),
        not_null("sense.sources.page", "is another address of a page that is a source already", "first_of_page", shown="url"),
        not_null("sense.sources.site", "is not on a site of the publisher", "own_site", shown="url"),
        not_null("sense.sources.early", "is before the days on which several of its items were said", "in_time", shown="published_on"),
        not_after(
            "sense.sources.read_first", "is before the day on which the first source was read", "first_read", "read_on", shown="read_on"
        ),
        not_after("sense.sources.read_early", "is after the day it was read", "published_on", "read_on"),
        not_null("sense.sources.text_file", "is blank, though the text is shipped", "text_file", where=col("text_status") == "shipped"),
        null(
            "sense.sources.text_file_cited", "names a file, though the text is only cited", "text_file", where=col("text_status") == "cited"
        ),
        null(
            "sense.sources.published_unknown",
            "is given, though nothing says what it rests on",
            "published_on",
            where=col("published_on_basis") == "unknown",
        ),
        not_null(
            "sense.sources.published_known",
            "says what the day of print rests on, and no day is given",
            "published_on",
            where=col("published_on_basis") != "unknown",
            shown="published_on_basis",
        ),
    ]
