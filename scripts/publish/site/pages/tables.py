"""The table of claims and the table of statements: every row in the page, chosen by the address, downloaded as it is shown."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from scripts.publish.site.pages import Page
from scripts.publish.site.view import View


class Key(NamedTuple):
    """A key of the address, its words on the page, the column it is of, and the table that its ids are of or the list of its codes."""

    key: str
    words: str
    column: str
    of: str


# By which rows are chosen: the one list that the pages, the script and the tests read.
CLAIMS = (
    Key("event", "Event", "event_id", "events"), Key("harm", "What is counted", "measure", "measure"),
    Key("population", "Who is counted", "population", "population"), Key("whose", "Whose people", "population_side", "side"),
    Key("side", "Side of the claimant", "claimant_side", "side"), Key("claimant", "Claimant", "claimant_id", "actors"),
    Key("source", "Source", "source_id", "sources"), Key("language", "Language", "language", ""), Key("bound", "Bound", "bound", "bound"),
)  # fmt: skip
STATEMENTS = (
    Key("topic", "Topic", "topic", "topic"), Key("side", "Side of the speaker", "speaker_side", "side"),
    Key("speaker", "Speaker", "speaker_id", "actors"), Key("act", "Act", "act", "act"), Key("mode", "Mode", "mode", "mode"),
    Key("event", "Event", "about_event_id", "events"), Key("source", "Source", "source_id", "sources"),
    Key("language", "Language", "language", ""),
)  # fmt: skip
ALSO = ("from", "to", "q", "sort")  # first day, last day, words, and the column of the order, with - before it for the last first


def pages(view: View) -> Iterator[Page | tuple[str, bytes]]:
    yield from _table(view, "claims", "Claims and figures", CLAIMS, "claimant_side")
    yield from _table(view, "statements", "Statements", STATEMENTS, "speaker_side")


def _table(view: View, name: str, title: str, keys: tuple[Key, ...], side: str) -> Iterator[Page | tuple[str, bytes]]:
    table = view.package[f"{name}_wide"]
    rows, names = table.records, [field["name"] for field in table.fields]
    choices = [(key, options(view, key, rows)) for key in keys]
    sides = Counter(sorted(row[side] or "unknown" for row in rows)).most_common()
    shown = {"name": name, "rows": rows, "choices": choices, "sides": sides, "file": table.path}
    yield Page(f"{name}/index.html", "table.html", title, shown)
    data = {
        "name": name, "version": view.version, "date": view.released, "title": view.descriptor["title"],
        "keys": [[key.key, key.words, key.column] for key in keys], "also": ALSO, "side": side,
        "labels": {key.key: {value: words for value, words, _ in found} for key, found in choices},
        "retired": {row["id"]: [row["replaced_by"], row["reason"]] for row in view.package["retired_ids"].records},
        "columns": names, "rows": [[row[column] for column in names] for row in rows],
    }  # fmt: skip
    yield f"{name}/rows.js", f"var TABLE = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def options(view: View, key: Key, rows: list[dict]) -> list[tuple[str, str, int]]:
    """Each value that some row has: value, words, rows; by words."""
    found = Counter(row[key.column] for row in rows if row[key.column])
    says = _words(view, key)
    return sorted(((value, says(value), number) for value, number in found.items()), key=lambda option: (option[1].casefold(), option[0]))


def _words(view: View, key: Key) -> Callable[[str], str]:
    match key.of:
        case "actors":
            return view.name
        case "events":
            return lambda value: f"{value} {view.events.get(value, {}).get('title', '')}"
        case "sources":
            return lambda value: f"{value} {view.name(view.sources.get(value, {}).get('publisher_id', ''))}"
        case "measure":
            return lambda value: view.label("harm" if value in view.codes.get("harm", {}) else "measure", value)
        case "":
            return str
    return lambda value: view.label(key.of, value)
