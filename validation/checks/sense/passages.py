"""Passages."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, between, col, not_after, not_null, null
from validation.checks.sense.frames import view
from validation.model.package import Package

NEEDS = ("passages", "sources", "evidence", "uncoded")


def frame(package: Package) -> pd.DataFrame:
    """Passages, with the status of their source's text and how many rows of evidence and of `uncoded` hold them."""
    frame = view(package, "passages")
    frame["text_status"] = frame["source_id"].map(package.frame("sources").set_index("source_id")["text_status"])
    held = package.frame("evidence")["passage_id"].value_counts()
    empty = package.frame("uncoded")["passage_id"].value_counts()
    frame["evidence"] = frame["_id"].map(held).fillna(0).astype(int)
    frame["uncoded"] = frame["_id"].map(empty).fillna(0).astype(int)
    frame["held"] = frame["evidence"].clip(upper=1) + frame["uncoded"]
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        not_after("sense.passages.offsets", "is not before the end of the passage", "char_start", "char_end"),
        not_null("sense.passages.end", "is blank, though the passage has a beginning", "char_end", where=col("char_start").is_not_null()),
        not_null("sense.passages.start", "is blank, though the passage has an end", "char_start", where=col("char_end").is_not_null()),
        between("sense.passages.orphan", "carries no item and is not listed as uncoded", "held", low=1, shown=""),
        between(
            "sense.passages.coded_and_not",
            "carries an item and is listed as uncoded",
            "held",
            high=1,
            where=col("text_status") == "shipped",
            shown="",
        ),
        not_null("sense.passages.quote", "is blank, though the text is shipped", "quote", where=col("text_status") == "shipped"),
        null("sense.passages.quote_cited", "reprints a text that is not shipped", "quote", where=col("text_status") == "cited"),
        not_null("sense.passages.placed", "is blank, though the text is shipped", "char_start", where=col("text_status") == "shipped"),
    ]
