"""Cues of the vocabularies, one a row."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    unique_together,
)
from validation.model.package import Package

NEEDS = ("vocabularies",)


def frame(package: Package) -> pd.DataFrame:
    """A row a cue: its list, language and words, and the line of its code."""
    from validation.parsing.cues import split_cues

    rows = [
        {"_file": package["vocabularies"].path, "_line": row["_line"], "_id": row["_id"], "list": row["vocabulary"],
         "language": language, "cue": cue.casefold(), "cues": row["cues"]}
        for row in package["vocabularies"].records for language, words in split_cues(row["cues"]).items() for cue in words
    ]  # fmt: skip
    return pd.DataFrame(rows)


def suite(package: Package) -> list[Expectation]:
    return [
        unique_together(
            "sense.cues.cue_twice", "holds a cue that stands for two codes of the list", ["list", "language", "cue"], shown="cues"
        ),
    ]
