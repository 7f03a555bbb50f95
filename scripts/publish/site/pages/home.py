"""The front page: what this is, the picture of the claimed tolls, who says anything at all, downloads, how to cite."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from scripts.files import read_own
from scripts.publish.metadata import schemaorg
from scripts.publish.site.pages import Page
from scripts.publish.site.pictures.strips import HARMS, POPULATIONS, panels
from scripts.publish.site.view import View, rank
from validation.model.descriptor import counted


def pages(view: View) -> Iterator[Page | tuple[str, bytes]]:
    event, described = main_event(view), counted(view.package.root, view.descriptor)
    yield Page("index.html", "home.html", view.descriptor["title"], {
        "event": event, "panels": panels(view, event) if event else [], "harms": HARMS, "matrix": matrix(view, event),
        "sides": sorted({row["claimant_side"] or "unknown" for row in view.claims.values() if row["event_id"] == event}),
        "others": others(view, event), "tables": {r["name"]: r for r in described["resources"]}, "linked": linked(described),
        "left": main_event(view, "displaced"), "topics": {row["topic"] for row in view.statements.values()},
    })  # fmt: skip
    for resource in view.descriptor["resources"]:
        yield resource["path"], read_own(view.package.root, resource["path"])
    yield "datapackage.json", read_own(view.package.root, "datapackage.json")


def main_event(view: View, measure: str = "killed") -> str:
    """The event with the most numbers of a measure, "" where there is none; that with the most claims of dead is the one pictured."""
    most = Counter(row["event_id"] for row in view.claims.values() if row["measure"] == measure)
    return min(most, key=lambda event: (-most[event], event), default="")


def others(view: View, event: str) -> list[tuple[str, int]]:
    """The other events with claimed tolls, the most claims first."""
    events = (row["event_id"] for item, row in view.claims.items() if item.startswith("C"))
    return Counter(sorted(other for other in events if other != event)).most_common()


def matrix(view: View, event: str) -> dict:
    """Who gives any number of whom: claimants by side, and the populations of each side; a cell counts rows, and zero is silence."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for row in view.claims.values():
        if row["event_id"] == event and row["measure"] in HARMS:
            counts[row["claimant_id"]][row["population_side"], row["population"]] += 1
    columns = sorted(set().union(*counts.values()), key=lambda c: (c[0] == "unknown", c[0], rank(POPULATIONS, c[1]), c[1]))
    groups = Counter(side for side, _ in columns).items()
    rows = sorted(counts, key=lambda actor: (view.side(actor) in ("media", "unknown"), view.side(actor), view.name(actor)))
    return {"columns": columns, "groups": groups, "rows": [(actor, [counts[actor][c] for c in columns]) for actor in rows]}


def linked(descriptor: dict) -> str:
    """The dataset as schema.org describes it, for the catalogues that read pages."""
    node = schemaorg.record(descriptor)
    node.pop("isBasedOn", None)  # the page of sources lists them
    return json.dumps(node, ensure_ascii=False).replace("<", "\\u003c")
