"""The few words kept of pages that are not shipped: they are passages letter for letter, and no passage is without its words.

The hash of a passage proves both, as it can be taken again from the words that are kept.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import NamedTuple

from validation.model.grounds import ground_of
from validation.model.items import Item
from validation.model.package import Package
from validation.model.texts import digest, near
from validation.parsing.words import find_phrase
from validation.problem import Problem

HOME = re.compile(r"it is (\S+), which is not evidence")

_digest = cache(digest)


class Kept(NamedTuple):
    """Words of a page in a cell: the table, its row and the column; a row of data/wordings.csv names the passage that they are."""

    table: str
    row: dict
    column: str
    passage_id: str = ""

    @property
    def words(self) -> str:
        return self.row[self.column]


def check(package: Package, items: Iterable[Item]) -> Iterator[Problem]:
    """Problems of the words that are kept, and of the passages of which none are."""
    cited = {row["source_id"] for row in package["sources"].records if row["text_status"] == "cited"}
    pages = _Pages(package, [item for item in items if item.row.get("source_id") in cited and not item.all_at_hand])
    for passage_id in sorted({passage_id for item in pages.items for passage_id in pages.doubled(item)}):
        row = package["passages"].by_id[passage_id]
        message = f"is also the hash of {pages.twin(row)}, and not that of words that are kept of {passage_id}"
        yield _problem(package, "passages", row, "sha256", message)
    yield from pages.on_listed()
    yield from pages.on_moved([problem for item in pages.items for problem in pages.of_item(item)])


class _Pages:
    """The kept words of the items that have a passage known by its hash alone, and who holds which passage."""

    def __init__(self, package: Package, items: list[Item]) -> None:
        self.package, self.items = package, items
        rows = package["passages"].records
        self.hashes = {row["passage_id"]: row["sha256"] for row in rows}
        self.ids = {(row["source_id"], row["sha256"]): row["passage_id"] for row in reversed(rows)}
        self.kept = self._kept()
        self.digests = {i: {_digest(one.words) for one in kept} for i, kept in self.kept.items()}
        self.holders = Counter(row["passage_id"] for row in package["evidence"].records)
        twice = {row["passage_id"] for row in rows if self.ids[row["source_id"], row["sha256"]] != row["passage_id"]}
        self.twice = twice | {self.ids[row["source_id"], row["sha256"]] for row in rows if row["passage_id"] in twice}
        self.cells = Counter((row["item_id"], row["column"]) for row in package["wordings"].records)
        self.listed = package["uncoded"].by_id.keys()
        self.columns = defaultdict(set)  # source and hash > the tables and columns that keep these words, but for data/wordings.csv
        for item in items:
            for one in self.kept[item.id]:
                if not one.passage_id:
                    self.columns[item.row["source_id"], _digest(one.words)].add((one.table, one.column))

    def _kept(self) -> dict[str, list[Kept]]:
        """Item > its words: wording columns, steps of the chain and rows of data/wordings.csv."""
        columns = {
            table: [f["name"] for f in self.package[table].fields if (ground := ground_of(f)) and ground.by in ("words", "quantity")]
            for table in {item.table for item in self.items}
        }
        found: dict[str, list[Kept]] = {}
        for item in self.items:
            found[item.id] = [Kept(item.table, item.row, column) for column in columns[item.table] if item.row[column]]
            found[item.id] += [Kept("attributions", step, "wording") for step in item.chain if step["wording"]]
        for row in self.package["wordings"].records:
            if row["item_id"] in found:
                found[row["item_id"]].append(Kept("wordings", row, "wording", row["passage_id"]))
        return found

    def doubled(self, item: Item) -> set[str]:
        """The passages of the item that have the hash of another one of their source, though the item keeps other words."""
        own = self.twice.intersection(passage.passage_id for passage in item.passages)
        return {passage_id for passage_id in own if self.hashes[passage_id] not in self.digests[item.id]}

    def twin(self, row: dict) -> str:
        """The other passage of the source with the same hash."""
        same = (p for p, sha256 in self.hashes.items() if sha256 == row["sha256"] and p != row["passage_id"])
        return next(p for p in same if self.package["passages"].by_id[p]["source_id"] == row["source_id"])

    def of_item(self, item: Item) -> Iterator[Problem]:
        """Words of the item that are in none of its passages, and its passages that are in none of its words; each fault once."""
        kept, digests, doubled = self.kept[item.id], self.digests[item.id], self.doubled(item)
        hashes = {self.hashes[p.passage_id] for p in item.passages}
        own = {p.passage_id for p in item.passages}
        texts = [p.text for p in item.passages if p.text] + [one.words for one in kept if _digest(one.words) in hashes]
        told: list[str] = []
        known = [p.passage_id for p in item.passages if not p.text and p.passage_id not in self.listed and p.passage_id not in doubled]
        idle = [passage_id for passage_id in known if self.hashes[passage_id] not in digests]
        homes = [self.ids.get((item.row["source_id"], _digest(one.words)), "") for one in kept]
        # Phrases first, and the words of the chain: other cells are read from them, and one fault is told where it is.
        for one, home in sorted(
            zip(kept, homes, strict=True), key=lambda pair: (not pair[1], not pair[0].passage_id, pair[0].table != "attributions")
        ):
            if one.words in told or self._is_proven(one, hashes, texts + told):
                continue
            if home and home not in own and one.passage_id in own:
                message = f"is not {one.passage_id}, but {home}, which is not evidence for the item"
                yield _problem(self.package, one.table, one.row, one.column, message)
                idle = [passage_id for passage_id in idle if passage_id != one.passage_id]
                told.append(one.words)
            elif home and idle and self._is_meant(item, home, idle[0], one):
                message = f'is evidence for {item.id}, but holds no words of {item.id}; "{one.words}" is {home}'
                yield self._on_evidence(item, idle.pop(0), message)
                told.append(one.words)
            elif not doubled:
                yield self._on_words(one, home, idle)
                told += [one.words] if one.passage_id else []
                del idle[:1]
        for passage_id in idle:
            if words := next((one.words for one in kept if self._is_near(one, passage_id)), ""):
                yield self._mistyped(passage_id, words)
                continue
            if blank := next((step for step in item.chain[:-1] if not step["wording"]), None):
                message = f"is blank, though no words of {item.id} are its passage {passage_id}"
                yield _problem(self.package, "attributions", blank, "wording", message)
                continue
            yield self._on_evidence(item, passage_id, f"is evidence for {item.id}, but is not among the words that are kept of {item.id}")

    def on_listed(self) -> Iterator[Problem]:
        """The passages that are listed as longer than the words that are kept, though each item that has them keeps these very words."""
        holders = defaultdict(set)
        for row in self.package["evidence"].records:
            if row["passage_id"] in self.listed:
                holders[row["passage_id"]].add(row["item_id"])
        for passage_id, items in sorted(holders.items()):
            if items <= self.digests.keys() and all(self.hashes[passage_id] in self.digests[item] for item in items):
                message = f"is listed, though its very words are kept of {', '.join(sorted(items))}"
                row = self.package["uncoded"].by_id[passage_id]
                yield Problem.of(self.package["uncoded"].path, row, "passage_id", "grounding.listed", message)

    def on_moved(self, problems: list[Problem]) -> Iterator[Problem]:
        """The problems, with those of a passage that one item has and of its words, which another keeps, as one on the row that was moved:
        the words where their cell has others, and else the passage."""
        evidence, wordings = self.package["evidence"], self.package["wordings"]
        idle = {p.value: p for p in problems if p.file == evidence.path and p.message.endswith(f"kept of {p.row_id.split()[0]}")}
        moved: dict[Problem, str] = {}
        for problem in problems:
            found = HOME.search(problem.message)
            home = found[1] if found and found[1] in idle else ""
            if home and (item := problem.row_id.split()[0]) != idle[home].row_id.split()[0]:
                moved |= {problem: problem.value, idle[home]: ""}
                row = evidence.by_id[idle[home].row_id]
                yield _problem(self.package, "evidence", row, "item_id", f"keeps no words of {home}, which {item} keeps")
            if problem.file != wordings.path or "in data/evidence.csv" not in problem.message:
                continue
            row = wordings.by_id[problem.row_id]
            if (other := idle.get(row["passage_id"])) is None or row["item_id"] == (holder := other.row_id.split()[0]):
                continue
            moved |= {problem: row["wording"], other: ""}
            if self.cells[row["item_id"], row["column"]] > 1 or self._is_foreign(row):
                yield _problem(self.package, "wordings", row, "item_id", f"does not have {other.value}, which is evidence for {holder}")
            else:
                why = f"keeps no words of {other.value}, which {row['item_id']} keeps"
                yield _problem(self.package, "evidence", evidence.by_id[other.row_id], "item_id", why)
        lost = defaultdict(list)  # what else the item has in these words is not told
        for problem, words in moved.items():
            lost[problem.row_id.split()[0]] += [words] if words else []
        for problem in problems:
            echo = lost and any(find_phrase(problem.value, words) for words in lost[problem.row_id.split()[0]])
            if not moved or problem not in moved and not echo:
                yield problem

    def _is_meant(self, item: Item, home: str, idle: str, one: Kept) -> bool:
        """Whether the words are meant, and not the passage that the item has in their place: where nobody else holds theirs, or the
        other passage is not kept in such a column."""
        kept_in = self.columns[item.row["source_id"], self.hashes[idle]]
        return not self.holders[home] or self.holders[idle] > 1 and (one.table, one.column) not in kept_in

    def _is_proven(self, one: Kept, hashes: set[str], texts: list[str]) -> bool:
        """Whether the words are the passage that they name, or one of the item's passages, or stand in one."""
        if one.passage_id:
            return self.hashes.get(one.passage_id) == _digest(one.words) in hashes
        return _digest(one.words) in hashes or any(find_phrase(one.words, text) for text in texts)

    def _on_words(self, one: Kept, home: str, idle: list[str]) -> Problem:
        if home and one.passage_id:
            if home != one.passage_id:
                return _problem(self.package, one.table, one.row, "passage_id", f'is not the passage of "{one.words}", which is {home}')
            if self.holders[home] and (self.cells[one.row["item_id"], one.row["column"]] > 1 or self._is_foreign(one.row)):
                return _problem(self.package, one.table, one.row, "item_id", f"does not have {home} in data/evidence.csv, as others do")
            return _problem(self.package, one.table, one.row, "passage_id", f"is not given to {one.row['item_id']} in data/evidence.csv")
        if not home and (meant := next(filter(partial(self._is_near, one), [one.passage_id, *idle]), "")):
            return self._mistyped(meant, one.words)
        if one.passage_id:
            return _problem(
                self.package, one.table, one.row, "wording", f"is not {one.passage_id}: the hash of these words is {_digest(one.words)}"
            )
        where = f"it is {home}, which is not evidence for the item" if home else "no passage of the item has the hash of these words"
        return _problem(self.package, one.table, one.row, one.column, f"is not in a passage of the item: {where}")

    def _is_foreign(self, row: dict) -> bool:
        """Whether the item of the row has no such column."""
        return not any(item.id == row["item_id"] and row["column"] in item.row for item in self.items)

    def _is_near(self, one: Kept, passage_id: str) -> bool:
        """Whether the hash of the passage is that of the words but for a few digits, which no other words can give."""
        return near(self.hashes.get(passage_id, ""), _digest(one.words))

    def _mistyped(self, passage_id: str, words: str) -> Problem:
        row = self.package["passages"].by_id[passage_id]
        return _problem(self.package, "passages", row, "sha256", f'should be the hash of "{words}": {_digest(words)}')

    def _on_evidence(self, item: Item, passage_id: str, message: str) -> Problem:
        row = self.package["evidence"].by_id[f"{item.id} {passage_id}"]
        return _problem(self.package, "evidence", row, "passage_id", message)


def _problem(package: Package, table: str, row: dict, column: str, message: str) -> Problem:
    return Problem.of(package[table].path, row, column, "grounding.kept", message)
