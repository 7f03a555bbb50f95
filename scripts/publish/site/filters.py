"""The keys of an address by which the rows of a table are chosen: the one list that the pages, the script and the tests read."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from scripts.publish.site.view import View


class Key(NamedTuple):
    """A key of the address, its words on the page, the column it is of, and the table that its ids are of or the list of its codes."""

    key: str
    words: str
    column: str
    of: str


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
