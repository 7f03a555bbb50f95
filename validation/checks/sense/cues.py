"""Cues of the vocabularies, one a row."""

import pandas as pd
from babel.core import Locale

from validation.model.package import Package
from validation.parsing.cues import split_cues

NEEDS = ("vocabularies",)


def frame(package: Package) -> pd.DataFrame:
    """A row a cue: its list, language and words, and the line of its code."""
    rows = [
        {"_file": package["vocabularies"].path, "_line": row["_line"], "_id": row["_id"], "list": row["vocabulary"],
         "language": language, "cue": cue.casefold(), "cues": row["cues"]}
        for row in package["vocabularies"].records for language, words in split_cues(row["cues"]).items() for cue in words
    ]  # fmt: skip
    twice = {row["_id"] for row in package["vocabularies"].records if _has_twice(row["cues"])}
    known = Locale("en").languages.keys()  # by CLDR
    frame = pd.DataFrame(rows)
    if len(frame):
        frame["known"] = frame["language"].where(frame["language"].isin(known))
        frame["languages"] = frame["_id"].where(~frame["_id"].isin(twice))
    return frame


def _has_twice(cell: str) -> bool:
    """Whether a cell of cues names a language twice, of which the first words would be lost."""
    named = [part.partition(":")[0].strip() for part in cell.split(";") if ":" in part]
    return len(named) != len(set(named))
