"""Withdrawn ids."""

from itertools import pairwise

import pandas as pd

from validation.checks.sense.frames import AT, chain, known, view
from validation.model.items import CODED, ITEMS
from validation.model.package import Package, Table

KEPT = (*ITEMS, "sources", "passages", "places")
NUMBERED = (*CODED, "sources", "passages", "corrections")  # tables whose ids are a letter and a number
DIGITS = 6  # longer numbers are those of packages that `enlarge` made, where each copy has a numbering of its own
LONGEST = 20  # letters of an id whose number is looked at
NAMED = 100  # ids of one gap that are named one by one
FEW = 10  # rows behind a longer gap: fewer have a wrong id, more are what is left behind rows that are gone
NEEDS = (*KEPT, "corrections", "retired_ids")


def frame(package: Package) -> pd.DataFrame:
    """Withdrawn ids, with those that a row still has and what is named in their place; after them what is wrong with ids in use."""
    frame = view(package, "retired_ids")
    frame["in_use"] = known(package, frame["id"], *KEPT)
    replaced = dict(zip(frame["id"], frame["replaced_by"], strict=True))
    ends = [not replaced.get(chain(replaced, i)[-1]) for i in frame["id"]]  # those that stand for one another in a circle end nowhere
    frame["instead"] = known(package, frame["replaced_by"], *KEPT, "retired_ids").where(ends)
    reasons = frame.groupby("replaced_by")["reason"].transform("nunique")
    frame["one_reason"] = frame["replaced_by"].where(reasons == 1)
    found = {name: _gaps(package, package[name]) for name in NUMBERED}
    wrong = []
    for table, (gaps, leaps) in ((package[name], found[name]) for name in NUMBERED):
        wrong += [{"_file": table.path, "_line": 0, "_id": gap, "gap": gap} for gap in gaps]
        key = table.key[0]
        wrong += [{"_file": table.path, "_line": line, "_id": i, "leap": i, AT: key, key: i} for line, i in leaps]
    columns = ["_file", "_line", "_id", "gap", "leap", AT, *(package[name].key[0] for name in NUMBERED)]
    frame = pd.concat([frame.assign(gap=None, leap=None), pd.DataFrame(wrong, columns=columns, dtype=object)], ignore_index=True)
    lost = found["passages"][0] and not any(found[name][0] for name in CODED)
    lasts = " or ".join(_next(max(package[name].by_id)) for name in CODED if package[name].by_id) if lost else ""
    frame["with"] = f"; an item after the last of its table may be gone with it ({lasts})" if lasts else ""
    return frame


def _next(last: str) -> str:
    """The id that comes after one of a letter and a number."""
    return f"{last[0]}{int(last[1:]) + 1:0{len(last) - 1}d}" if last[1:].isdecimal() and len(last) <= LONGEST else last


def _gaps(package: Package, table: Table) -> tuple[list[str], list[tuple[int, str]]]:
    """The ids that no row has and that are not withdrawn, below the last one, and line and id of the few far beyond the others.

    A long gap is told as its first and last id.
    """
    numbered = {i: line for i, line in zip(*table.columns("_id", "_line"), strict=True) if i[1:].isdecimal()}
    endless = [(numbered.pop(i), i) for i in [*numbered] if len(i) > LONGEST]
    long = [i for i in numbered if len(i) > DIGITS + 1]
    if 2 * len(long) > len(numbered):
        numbered = {i: line for i, line in numbered.items() if len(i) <= DIGITS + 1}
    if not numbered:
        return [], endless
    letter, digits = next(iter(numbered))[0], min(map(len, numbered)) - 1
    retired = {int(i[1:]) for i in package["retired_ids"].by_id if i[:1] == letter and i[1:].isdecimal() and len(i) <= DIGITS + 1}
    odd = {i for i in numbered if i[1:] != f"{int(i[1:]):0{digits}d}"}  # with a zero too many
    used = sorted(int(i[1:]) for i in numbered.keys() - odd)
    end = next((at for at, (a, b) in enumerate(pairwise(used), 1) if b - a > NAMED and len(used) - at < FEW), len(used))
    leaps = endless + [(line, i) for i, line in numbered.items() if i in odd or int(i[1:]) in used[end:]]
    gaps = []
    for before, after in pairwise(sorted({0, *used[:end], *(n for n in retired if n <= used[end - 1])})):
        gap = [f"{letter}{n:0{digits}d}" for n in range(before + 1, after)]
        gaps += gap if len(gap) <= NAMED else [f"{gap[0]} to {gap[-1]}"]
    return gaps, leaps
