"""Sources."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    col,
    not_after,
    not_null,
    null,
)
from validation.checks.sense.frames import view
from validation.model.package import Package

NEEDS = ("sources",)


def frame(package: Package) -> pd.DataFrame:
    return view(package, "sources")


def suite(package: Package) -> list[Expectation]:
    return [
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
