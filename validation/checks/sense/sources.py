"""Sources."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, col, equal, not_after, not_null, null
from validation.checks.sense.frames import view
from validation.model.package import Package
from validation.model.pages import day_of, page_of

NEEDS = ("sources",)


def frame(package: Package) -> pd.DataFrame:
    """Sources, with the day and the page of their addresses."""
    frame = view(package, "sources")
    frame["day_in_url"] = [
        None if "address" in str(note) else day_of(url) or None  # a note may say why the two differ
        for url, note in zip(frame["url"].fillna(""), frame["note"], strict=True)
    ]
    frame["printed_on"] = frame["published_on"].dt.strftime("%Y-%m-%d")
    pages = frame["url"].fillna("").map(page_of)
    frame["first_of_page"] = frame["_id"].where(~pages.duplicated())
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        equal(
            "sense.sources.day_in_url",
            "is not the day that the address names",
            "printed_on",
            "day_in_url",
            where=col("day_in_url").is_not_null(),
            shown="published_on",
        ),
        not_null("sense.sources.page", "is another address of a page that is a source already", "first_of_page", shown="url"),
        not_after("sense.sources.read_early", "is after the day it was read", "published_on", "read_on"),
        not_null("sense.sources.text_file", "is blank, though the text is shipped", "text_file", where=col("text_status") == "shipped"),
        not_null("sense.sources.text_sha256", "is blank, though the text is shipped", "text_sha256", where=col("text_status") == "shipped"),
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
            "is blank, though a basis is given",
            "published_on",
            where=col("published_on_basis") != "unknown",
        ),
    ]
