"""Which tables are items, and an item with all that its cells are read against: its row, its passages, its chain."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, Self

from validation.model.package import Package
from validation.model.texts import Passage

# The column whose words an item depends on: where a list's unmarked code is read, no word near these may mark another.
ANCHOR = {
    "casualty_claims": "value_wording",
    "figures": "value_wording",
    "statements": "act_wording",
    "events": "type_wording",
    "event_actors": "role_wording",
}
CLAIMS = ("casualty_claims", "figures")  # what somebody counted
SAID = (*CLAIMS, "statements")  # what somebody said: each has a source and a chain
CODED = (*SAID, "events", "event_actors")  # what must have a passage
ITEMS = (*CODED, "actors")  # what may have one
# What no item can be read without; the other tables of items are read as far as they are sound.
NEEDED = ("sources", "passages", "actors", "names", "places", "events", "attributions", "evidence", "inferences",
          "wordings", "vocabularies", "uncoded")  # fmt: skip
RELATED = ("relations", "explanations", "corrections", "retired_ids")  # what the checks need beside these
# Columns that are read in the words given for another one, where the source's text is not at hand.
SHARED = {
    **dict.fromkeys(("value_wording", "value_high", "bound", "harm", "measure", "population"), ("value",)),
    "as_of_precision": ("as_of",),
    "as_of_time": ("as_of",),
    "date_precision": ("stated_on", "date_start"),
    "date_end": ("date_start",),
    "time_local": ("date_start",),
}


class Item(NamedTuple):
    """A row of a table that passages carry, with its passages, shortest words first, and those whose text is at hand."""

    table: str
    path: str
    row: dict
    id: str
    passages: tuple[Passage, ...]
    at_hand: tuple[Passage, ...]
    all_at_hand: bool
    chain: tuple[dict, ...]
    publisher: str
    published_on: str
    language: str
    phrases: dict[str, tuple[Passage, ...]]  # column > the few words given for it in data/wordings.csv

    def seen_by(self, column: str) -> Self:
        """The item as a reader of the column sees it: its texts, or for want of them the few words given for the column."""
        if self.all_at_hand and self.passages:
            return self
        phrases = next((self.phrases[name] for name in (column, *SHARED.get(column, ())) if name in self.phrases), ())
        return self._replace(at_hand=self.at_hand + phrases, all_at_hand=True) if phrases else self


def item_ids(package: Package) -> frozenset[str]:
    """The ids of the items of every table that could be read."""
    return frozenset(row["_id"] for row in package.rows(*ITEMS))


def read_items(package: Package, passages: dict[str, Passage]) -> Iterator[Item]:
    """Every claim, figure, statement, event, participation and actor, in the order of the tables."""
    carried = defaultdict(list)
    for row in package["evidence"].records:
        if row["passage_id"] in passages:
            carried[row["item_id"]].append(passages[row["passage_id"]])
    phrases = _phrases(package, passages)
    chains = package["attributions"].by("item_id")
    for chain in chains.values():
        chain.sort(key=lambda step: int(step["step"]) if step["step"].isdigit() else 0)
    sources = package["sources"].by_id
    for table in (name for name in ITEMS if name in package.tables):
        for row in package[table].records:
            source = sources.get(row.get("source_id", ""), {})
            held = sorted(carried[row["_id"]], key=lambda p: (len(p.text) or 10**6, p.passage_id))
            language = package.languages.get(row.get("source_id", "")) or (held[0].language if held else "en")
            at_hand = tuple(passage for passage in held if passage.text)
            yield Item(table, package[table].path, row, row["_id"], tuple(held), at_hand, bool(held) and len(at_hand) == len(held),
                       tuple(chains[row["_id"]]), source.get("publisher_id", ""), source.get("published_on", ""), language,
                       phrases[row["_id"]])  # fmt: skip


def _phrases(package: Package, passages: dict[str, Passage]) -> dict[str, dict[str, tuple[Passage, ...]]]:
    """Item > column > the words that data/wordings.csv gives for it, each as a passage of its own."""
    found: dict[str, dict[str, tuple[Passage, ...]]] = defaultdict(dict)
    for row in package["wordings"].records:
        if passage := passages.get(row["passage_id"]):
            phrase = passage._replace(file=package["wordings"].path, start=0, end=len(row["wording"]), text=row["wording"], phrase=True)
            found[row["item_id"]][row["column"]] = found[row["item_id"]].get(row["column"], ()) + (phrase,)
    return found
