"""The search over every kind of page: a list of what there is, read by the script from a file beside the page."""

import json
from collections.abc import Iterator

from scripts.publish.site.addresses import actor_page, page_of
from scripts.publish.site.pages import Page
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page | tuple[str, bytes]]:
    yield Page("search/index.html", "search.html", "Search", {})
    entries = json.dumps(list(_entries(view)), ensure_ascii=False, separators=(",", ":"))
    yield "search/entries.js", f"var ENTRIES = {entries};\n".encode()


def _entries(view: View) -> Iterator[tuple[str, str, str, str]]:
    """Kind, address, words that are shown, and words that are only searched."""
    names = view.package["names"].values_by("entity_id", "name")
    for actor, row in view.actors.items():
        if path := actor_page(actor):
            yield "actor", path, row["name"], " ".join([row["office"], *names[actor]])
    for event, row in view.events.items():
        if path := page_of(event):
            yield "event", path, f"{event} {row['title']}", " ".join([row["description"], row["type_wording"], *names[event]])
    for source, row in view.sources.items():
        if path := page_of(source):
            publisher = view.name(row["publisher_id"])
            yield "source", path, f"{source} {row['title'] or publisher}", f"{publisher} {row['url']}"
    for item, row in view.rows.items():
        if path := page_of(item):
            words = [row[column] for column in row if column.endswith("_wording")]
            words += [word["wording"] for word in view.words.get(item, ())]
            aliases = names.get(row.get("claimant_id") or row.get("speaker_id", ""), [])  # who speaks, in every spelling met
            wide = view.claims.get(item) or view.statements[item]
            kind = {"C": "claim", "F": "figure", "T": "statement"}[item[0]]
            yield kind, path, f"{item} {view.sentence(item)}", " ".join([*words, wide["chain"], row["note"], *aliases])
    for code, row in view.codes.get("topic", {}).items():
        yield "topic", f"positions/index.html#{code}", row["label"], row["definition"]
