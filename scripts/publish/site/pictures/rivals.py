"""Numbers that do not agree, each as an interval on one linear scale; pairs of the same claims reported again stand as one."""

from collections.abc import Iterable

from scripts.publish.site.pictures.scale import linear
from scripts.publish.site.view import View, rank

LEFT, RIGHT, ARROW = 8, 292, 24
ORDER = ("", "contradicts", "explained", "updates", "revises", "grows")  # what is open first


def once(view: View, pairs: list[dict]) -> list[tuple[dict, int]]:
    """The pairs, those between the same two claims settled in the same way put together: the first of them, and how many."""
    groups: dict[tuple, list[dict]] = {}
    for pair in pairs:
        claims = frozenset((view.claim_of(pair["first_id"]), view.claim_of(pair["second_id"])))
        groups.setdefault((claims, pair["settled_by"]), []).append(pair)
    found = sorted(groups.values(), key=lambda group: (rank(ORDER, group[0]["settled_by"]), group[0]["first_id"], group[0]["second_id"]))
    return [(group[0], len(group)) for group in found]


def strips(view: View, items: Iterable[str]) -> dict:
    """The ticks of a scale that holds all the items, and each item as an interval on it."""
    items = sorted(set(items))
    top = max((int(view.claims[i][end]) for i in items for end in ("low", "high") if view.claims[i][end]), default=1)
    place, ticks = linear(top, LEFT, RIGHT - ARROW)
    return {"ticks": ticks, "of": {i: _strip(view.claims[i], place) for i in items}}


def _strip(row: dict, place) -> dict:
    low, high = (place(int(row[end])) if row[end] else None for end in ("low", "high"))
    return {"low": low, "high": high, "side": row["claimant_side"] or "unknown", "vague": row["bound"] == "vague", "row": row}


def rivals(view: View, item: str) -> dict | None:
    """What a page tells of the numbers that do not agree with the item: the other end of each pair; None where it has none."""
    found = [(pair["second_id"] if pair["first_id"] == item else pair["first_id"], pair, n) for pair, n in once(view, view.conflicts[item])]
    return {"pairs": found, **strips(view, [item, *(other for other, _, _ in found)])} if found else None
