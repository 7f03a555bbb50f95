"""Withdrawn ids."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from validation.checks.sense.expectations import Expectation, col, not_null, null
from validation.checks.sense.frames import known, view
from validation.model.items import CODED, ITEMS
from validation.model.package import Package

KEPT = (*ITEMS, "sources", "passages", "places")
NUMBERED = (*CODED, "sources", "passages")  # tables whose ids are a letter and a number
DIGITS = 6  # longer numbers are those of packages that `enlarge` made, where each copy has a numbering of its own
NAMED = 100  # ids of one gap that are named one by one
NEEDS = (*KEPT, "retired_ids")


def frame(package: Package) -> pd.DataFrame:
    """Withdrawn ids, with those that a row still has and what is named in their place; after them the ids that are gone and not told."""
    frame = view(package, "retired_ids")
    frame["in_use"] = known(package, frame["id"], *KEPT)
    replaced = dict(zip(frame["id"], frame["replaced_by"], strict=True))
    frame["instead"] = known(package, frame["replaced_by"], *KEPT, "retired_ids").where(frame["id"].map(lambda i: _ends(i, replaced)))
    gaps = [{"_file": package[table].path, "_line": 0, "_id": gap, "gap": gap} for table in NUMBERED for gap in _gaps(package, table)]
    return pd.concat([frame.assign(gap=None), pd.DataFrame(gaps, columns=["_file", "_line", "_id", "gap"])], ignore_index=True)


def _ends(retired: str, replaced: dict[str, str]) -> bool:
    """Whether the ids that stand for a withdrawn one, and for one another, do not lead back to one of them."""
    seen = set()
    while retired in replaced and retired not in seen:
        seen.add(retired)
        retired = replaced[retired]
    return retired not in seen


def _gaps(package: Package, table: str) -> Iterator[str]:
    """The ids below the last one of a table that no row has and that are not withdrawn; a long gap as its first and last one."""
    numbered = [i for i in package[table].by_id if i[1:].isdecimal() and len(i) <= DIGITS + 1]
    if not numbered:
        return
    letter, digits, last = numbered[0][0], min(map(len, numbered)) - 1, max(int(i[1:]) for i in numbered)
    retired = (i for i in package["retired_ids"].by_id if i[:1] == letter and i[1:].isdecimal() and len(i) <= DIGITS + 1)
    there = {int(i[1:]) for i in [*numbered, *retired]}
    for before, after in pairwise(sorted({0, *(n for n in there if n <= last)})):
        gap = [f"{letter}{n:0{digits}d}" for n in range(before + 1, after)]
        yield from gap if len(gap) <= NAMED else [f"{gap[0]} to {gap[-1]}"]


def suite(package: Package) -> list[Expectation]:
    return [
        null("sense.retired_ids.gap", "is not there, though later ids are, and it is not retired", "gap", shown=""),
        null("sense.retired_ids.in_use", "is retired and still in use", "in_use", shown="id"),
        not_null(
            "sense.retired_ids.replaced_by",
            "is neither another id that is there nor one that is retired too",
            "instead",
            where=col("replaced_by").is_not_null(),
            shown="replaced_by",
        ),
    ]
