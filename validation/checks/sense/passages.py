"""Passages."""

from collections import Counter

import pandas as pd

from validation.checks.sense.frames import view
from validation.model.package import Package

NEEDS = ("passages", "sources", "evidence", "uncoded")


def frame(package: Package) -> pd.DataFrame:
    """Passages, with whether there is a text of their source, and how many rows of evidence and of `uncoded` hold them."""
    frame = view(package, "passages")
    shipped = {row["source_id"] for row in package["sources"].records if row["text_file"]}
    frame["text_status"] = ["shipped" if source in shipped else "cited" for source in frame["source_id"]]
    frame["evidence"] = frame["_id"].map(Counter(package["evidence"].column("passage_id")))
    frame["uncoded"] = frame["_id"].map(Counter(package["uncoded"].column("passage_id")))
    frame["held"] = frame["evidence"].clip(upper=1) + frame["uncoded"]
    return frame
