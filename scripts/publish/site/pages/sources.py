"""The list of sources, and the page of each: the shipped text with every coded passage marked, or what is recorded of a cited page."""

from collections import Counter
from collections.abc import Iterator

from scripts.publish.site.addresses import page_of
from scripts.publish.site.pages import Page
from scripts.publish.site.view import View

ORDER = ("casualty_claims", "figures", "statements", "events", "event_actors", "actors")  # a stretch has the colour of the first of these


def pages(view: View) -> Iterator[Page]:
    ordered = sorted(view.sources.values(), key=lambda row: (row["published_on"] or "9999", row["_id"]))
    totals = {source: Counter(view.tables[i] for i in items) for source, items in view.items_of_source.items()}
    yield Page("sources/index.html", "sources.html", "Sources", {"sources": ordered, "totals": totals})
    for source, row in view.sources.items():
        if path := page_of(source):
            yield Page(path, "source.html", f"{source}: {row['title'] or view.name(row['publisher_id'])}", values(view, source))


def values(view: View, source: str) -> dict:
    """What the template of a source reads."""
    held = view.passages_of_source.get(source, [])
    text = view.texts.get(source)
    rows = {p["passage_id"]: view.items_of_passage.get(p["passage_id"], []) for p in held}
    items = sorted(view.items_of_source.get(source, ()), key=lambda i: (ORDER.index(view.tables[i]), i))
    return {
        "source": source, "row": view.sources[source], "held": held, "rows_of": rows, "items": items,
        "grades": sum(map(view.grades, items), Counter()), "uncoded": view.package["uncoded"].by_id,
        "lines": lines(view, text.text, held, rows) if text else [],
        "lit": lit(view, {i for ids in rows.values() for i in ids}, {p["passage_id"] for p in held}) if text else {},
        "recorded": {} if text else {item: view.recorded(item) for item in items},
    }  # fmt: skip


def lines(view: View, text: str, held: list[dict], rows: dict[str, list[str]]) -> list[list[dict]]:
    """The text line by line, cut wherever a passage begins or ends: stretches of words, each with the ids of the passages that hold it and
    the table of the first item that rests on them, "" where nothing is coded.
    """
    spans = [(int(p["char_start"]), int(p["char_end"]), p["passage_id"]) for p in held if p["char_end"]]
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [span for span in spans if span[0] < end and start < span[1]]
        cuts = sorted({start, end} | {min(max(at, start), end) for span in here for at in span[:2]})
        stretches = []
        for a, b in zip(cuts, cuts[1:], strict=False):
            ids = [span[2] for span in here if span[0] <= a and b <= span[1]]
            stretches.append({"start": a, "text": text[a:b], "passages": ids, "table": _table(view, ids, rows)})
        found.append(stretches)
        start = end + 1
    return found


def _table(view: View, passages: list[str], rows: dict[str, list[str]]) -> str:
    tables = {view.tables.get(item, "") for passage in passages for item in rows[passage]}
    return next((table for table in ORDER if table in tables), "uncoded" if passages else "")


def lit(view: View, items: set[str], passages: set[str]) -> dict[str, list[tuple[int, int]]]:
    """Item > the stretches of the text that ground a cell of it."""
    found = {}
    for item in sorted(items):
        grounded = [c for c in view.cells.get(item, ()) if c["status"] == "grounded" and c["column"] != "source_id"]
        spans = {(int(c["char_start"]), int(c["char_end"])) for c in grounded if c["passage_id"] in passages and c["char_end"]}
        found[item] = sorted(spans)
    return found
