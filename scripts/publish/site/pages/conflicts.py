"""Pairs of numbers whose intervals do not overlap: contradictions first, then a page for each thing that is counted."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from scripts.publish.site.pages import Page
from scripts.publish.site.pictures.rivals import once, strips
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    rows = view.package["conflicts"].records
    alike: dict[tuple, list[dict]] = defaultdict(list)
    for row in rows:
        alike[row["event_id"], row["measure"], row["population_side"], row["population"]].append(row)
    of_event = Counter(row["event_id"] for row in rows)
    keys = sorted(alike, key=lambda key: (-of_event[key[0]], key[0], -len(alike[key]), key))
    groups = [_group(view, key, alike[key]) for key in keys]
    how = Counter(sorted(row["settled_by"] or "open" for row in rows))
    yield Page("conflicts/index.html", "conflicts.html", "Numbers that do not agree", {
        "events": [(event, [g for g in groups if g["event"] == event]) for event in dict.fromkeys(key[0] for key in keys)],
        "how": how.most_common(),
        "opposed": [(pair, n, group) for group in groups for pair, n in group["pairs"] if pair["settled_by"] in ("", "contradicts")],
    })  # fmt: skip
    for group in groups:
        yield Page(
            f"conflicts/{group['name']}/index.html", "conflict.html", f"Numbers that do not agree: {group['title']}", {"group": group}
        )


def _group(view: View, key: tuple, rows: list[dict]) -> dict:
    event, _, side, population = key
    pairs = once(view, rows)
    title = f"{view.counted(rows[0]['first_id'])}, {view.label('population', population)}, {view.whose(side)}"
    drawn = strips(view, (i for pair, _ in pairs for i in (pair["first_id"], pair["second_id"])))
    return {"event": event, "title": title, "name": re.sub(r"[^\w-]", "-", "-".join(key)), "rows": len(rows), "pairs": pairs, **drawn}
