"""The list of events, their map, and the page of each: what is said to have happened, who took part, all that was said about it."""

from collections import Counter
from collections.abc import Iterator

from scripts.publish.site.addresses import page_of
from scripts.publish.site.pages import Page
from scripts.publish.site.pages.items import cells, quotes
from scripts.publish.site.pictures.map import drawing
from scripts.publish.site.pictures.strips import HARMS, panels
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    numbers, statements = view.package["claims_wide"].values_by("event_id"), view.package["statements_wide"].values_by("about_event_id")
    parties, tolls = view.package["event_actors"].by("event_id"), view.package["tolls"].by("event_id")
    ordered = sorted(view.events.values(), key=lambda row: (row["date_start"] or "9999", row["_id"]))
    yield Page("events/index.html", "events.html", "Events", {"events": ordered, "numbers": numbers, "statements": statements})
    yield Page("places/index.html", "places.html", "Map", drawing(view))
    for event, row in view.events.items():
        if not (path := page_of(event)):
            continue
        others = Counter(sorted(view.claims[i]["measure"] for i in numbers[event] if view.claims[i]["measure"] not in HARMS))
        drawn = panels(view, event, (*HARMS, *(measure for measure, _ in others.most_common())))
        yield Page(path, "event.html", f"{event}: {row['title']}", {
            "event": event, "row": row, "panels": drawn, "cells": cells(view, event), "quotes": quotes(view, event),
            "numbers": numbers[event], "statements": statements[event], "parties": parties[event], "tolls": tolls[event],
            "parts": [e for e in ordered if e["part_of"] == event], "place": view.package["places"].by_id.get(row["place_id"], {}),
            "sides": sorted({view.claims[i]["claimant_side"] or "unknown" for i in numbers[event]}),
        })  # fmt: skip
