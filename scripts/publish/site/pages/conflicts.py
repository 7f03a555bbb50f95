"""Pairs of numbers whose intervals do not meet, by what they count, each with why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from scripts.publish.site.page import Page
from scripts.publish.site.pictures.scale import linear
from scripts.publish.site.view import View

LEFT, RIGHT, ARROW = 8, 292, 24
RANK = ("", "contradicts", "explained", "updates", "revises", "grows")  # what is open first


def pages(view: View) -> Iterator[Page]:
    groups: dict[tuple, list[dict]] = defaultdict(list)
    rows = view.package["conflicts"].records
    for row in rows:
        groups[row["event_id"], row["measure"], row["population_side"], row["population"]].append(row)
    found = []
    of_event = Counter(row["event_id"] for row in rows)
    for key, pairs in sorted(groups.items(), key=lambda group: (-of_event[group[0][0]], group[0][0], -len(group[1]), group[0])):
        ids = {i for row in pairs for i in (row["first_id"], row["second_id"])}
        ends = [int(view.claims[i][end]) for i in ids for end in ("low", "high") if view.claims[i][end]]
        place, ticks = linear(max(ends, default=1), LEFT, RIGHT - ARROW)
        strips = {i: _strip(view, i, place) for i in ids}
        pairs.sort(key=lambda row: (RANK.index(row["settled_by"]) if row["settled_by"] in RANK else 1, row["first_id"], row["second_id"]))
        counted = view.counted(pairs[0]["first_id"])
        title = f"{counted}, {view.label('population', key[3])}, {view.whose(key[2])}"
        found.append(
            {
                "key": key,
                "event": key[0],
                "title": title,
                "anchor": f"{'-'.join(key)}",
                "pairs": pairs,
                "strips": strips,
                "ticks": [(place(t), t) for t in ticks],
            }
        )
    how = Counter(row["settled_by"] or "open" for row in rows)
    opposed = [(row, group) for group in found for row in group["pairs"] if row["settled_by"] in ("", "contradicts")]
    yield Page("conflicts/index.html", "conflicts.html", "Numbers that do not agree", {
        "groups": found, "how": sorted(how.items(), key=lambda pair: (-pair[1], pair[0])), "opposed": opposed,
    })  # fmt: skip


def _strip(view: View, item: str, place) -> dict:
    row = view.claims[item]
    low, high = (place(int(row[end])) if row[end] else None for end in ("low", "high"))
    return {"low": low, "high": high, "side": row["claimant_side"] or "unknown", "vague": row["bound"] == "vague", "row": row}
