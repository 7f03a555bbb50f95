"""A number beside those it does not agree with, on one linear scale."""

from __future__ import annotations

from scripts.publish.site.pictures.scale import linear
from scripts.publish.site.view import View

LEFT, RIGHT, ARROW = 8, 292, 24


def rivals(view: View, item: str) -> dict | None:
    """The item first, then each rival with what settles the pair; None where it has none."""
    pairs = view.conflicts.get(item, ())
    if not pairs:
        return None
    others = [(row["second_id"] if row["first_id"] == item else row["first_id"], row) for row in pairs]
    ends = [int(view.claims[i][end]) for i, _ in [(item, None), *others] for end in ("low", "high") if view.claims[i][end]]
    place, ticks = linear(max(ends), LEFT, RIGHT - ARROW)
    rows = [(item, None), *sorted(others, key=lambda pair: (pair[1]["settled_by"] not in ("contradicts", ""), pair[0]))]
    return {"ticks": [(place(t), t) for t in ticks], "rows": [_row(view, i, pair, place) for i, pair in rows]}


def _row(view: View, item: str, pair: dict | None, place) -> dict:
    row = view.claims[item]
    low, high = (place(int(row[end])) if row[end] else None for end in ("low", "high"))
    return {"item": item, "low": low, "high": high, "side": row["claimant_side"] or "unknown", "vague": row["bound"] == "vague",
            "row": row, "pair": pair}  # fmt: skip
