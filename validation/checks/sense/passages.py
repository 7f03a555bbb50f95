"""Passages."""

import pandas as pd

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
