"""Sources."""

import re
from collections import Counter, defaultdict

import pandas as pd

from validation.checks.sense.frames import AT, view
from validation.model.items import SAID
from validation.model.package import Package
from validation.model.pages import day_of, page_of
from validation.model.texts import day_of as day_of_cell
from validation.parsing.dates import read_dates

NEEDS = (*SAID, "sources", "actors", "relations")
NOTED = re.compile(r"\bits pages \(([^()]*)\)")
CUT = re.compile(r"\b(?:breaks? off|cut off|only the opening)\b")
OF_DAY = re.compile(r"day|\bdate|\d")  # what a note says of a day of publication that is inferred
DATE_LINE = re.compile(r"^Printed \d|(?:^|\. )(?:The d|D)ate ?line gives (?:day|month)\b")
NO_DATE_LINE = re.compile(r"\bNo (?:headline (?:and|or) (?:no )?)?date\b")


def frame(package: Package) -> pd.DataFrame:
    """Sources, with the day and the page of their addresses."""
    frame = view(package, "sources")
    frame["day_in_url"] = [
        None if "address" in str(note) else day_of(url) or None  # a note may say why the two differ
        for url, note in zip(frame["url"].fillna(""), frame["note"], strict=True)
    ]
    frame["printed_on"] = frame["published_on"].dt.strftime("%Y-%m-%d")
    said = {(row["source_id"], row.get("claimed_on") or row.get("stated_on")) for row in package.rows(*SAID)}
    frame[AT] = [
        "url" if row["published_on"] and (row["_id"], row["published_on"]) in said else "published_on" for row in package["sources"].records
    ]
    texts = [(row["text_file"], row["text_sha256"]) for row in package["sources"].records]
    frame["status_by_text"] = [
        "shipped" if all(text) else "cited" if not any(text) else status for text, status in zip(texts, frame["text_status"], strict=True)
    ]
    frame["in_time"] = frame["_id"].where(~frame["_id"].isin(_early(package)))
    frame["out_of_turn"] = frame["_id"].where(_out_of_turn(frame["read_on"]))
    frame["cut"] = [CUT.search(row["note"]) and row["_id"] for row in package["sources"].records]
    frame["noted_basis"] = [row["_id"] if _is_as_noted(row) else None for row in package["sources"].records]
    frame["note_of_day"] = [_noted_day(row) for row in package["sources"].records]
    frame["address_of_day"] = [row["_id"] if _is_in_address(row) else None for row in package["sources"].records]
    pages = frame["url"].fillna("").map(page_of)
    frame["first_of_page"] = frame["_id"].where(~pages.duplicated())
    frame["own_site"] = frame["_id"].where(_own_sites(package, frame["publisher_id"], pages.str[0]))
    return frame


def _early(package: Package) -> set[str]:
    """The sources that were printed before several of their items were said, or before several pages that these repeat: their day is at
    fault, and not that of each item."""
    printed = {row["source_id"]: row["published_on"] for row in package["sources"].records}
    rows = {row["_id"]: row for row in package.rows(*SAID)}
    said = [(row["source_id"], i, max(row.get("as_of", ""), row.get("claimed_on") or row.get("stated_on", ""))) for i, row in rows.items()]
    repeats = [(row["from_id"], row["to_id"]) for row in package["relations"].records if row["relation"] == "repeats"]
    ends = [(a, b) for a, b in repeats if a in rows and b in rows]
    said += [(rows[a]["source_id"], (other := rows[b]["source_id"]), printed.get(other, "")) for a, b in ends]
    later = Counter(source for source, _ in {(source, witness) for source, witness, day in said if "" < printed.get(source, "") < day})
    return {source for source, count in later.items() if count > 1}


def _out_of_turn(days: pd.Series) -> pd.Series:
    """The fewest days that break the order: those before an earlier one, or those after a later one."""
    early, late = days < days.cummax(), days > days[::-1].cummin()[::-1]
    return late if late.sum() < early.sum() else early


def _is_as_noted(row: dict) -> bool:
    """Whether the day of print rests on what the note and the address say: a date line that is there or is not, or the address itself."""
    basis, note = row["published_on_basis"], row["note"]
    if DATE_LINE.search(note):
        return basis in ("printed", "unknown")
    if NO_DATE_LINE.search(note):
        return basis != "printed"
    return basis != "archive_stamp" or day_of(row["url"]) != row["published_on"]


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
    return row["published_on"] if OF_DAY.search(row["note"]) and (not printed or not days or printed in days) else None
