"""Positions by topic and side: who said what and when, each once with all its reports and beside the position that denies it."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.publish.site.pages import Page
from scripts.publish.site.view import View, rank

FACING = ("azerbaijan", "karabakh_armenian", "armenia", "russia", "international", "civil_society", "media", "unknown")


def pages(view: View) -> Iterator[Page]:
    topics: dict[str, dict[str, list[dict]]] = defaultdict(lambda: defaultdict(list))
    opposed: dict[str, list[tuple]] = defaultdict(list)
    rows = view.package["positions"].by_id
    for row in rows.values():
        topics[row["topic"]][row["side"] or "unknown"].append(row)
        others = ((kind, other) for kind in ("denies", "contradicts") for other in row[kind].split() if other in rows)
        opposed[row["topic"]] += ((row, kind, other) for kind, other in others if kind == "denies" or row["position_id"] < other)
    ordered = sorted(topics, key=lambda topic: (topic == "other", view.label("topic", topic)))
    facing = [(topic, sorted(topics[topic].items(), key=lambda of: rank(FACING, of[0]))) for topic in ordered]
    yield Page("positions/index.html", "positions.html", "Positions", {
        "topics": facing, "opposed": opposed, "rows": rows, "whens": {position: _when(view, row) for position, row in rows.items()},
    })  # fmt: skip


def _when(view: View, row: dict) -> str:
    """The day of a position, as its earliest report has it."""
    reports = row["item_ids"].split()
    first = next((i for i in reports if view.statements[i]["date"] == row["date"]), row["position_id"])
    return view.when(first) or "day not said"
