"""The package in parts: a group of sources with all that is coded from them, beside the tables that all parts share."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from validation.model.items import ITEMS, SAID
from validation.model.package import Package
from validation.model.rows import Rows

OF_ITEMS = ("attributions", "inferences", "wordings", "evidence")  # tables whose rows belong to the item they name


@dataclass(frozen=True, slots=True)
class Part:
    """What is judged together: the items of these sources, and these items beside, such as events, which belong to no source."""

    sources: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()

    def holds(self, row: dict) -> bool:
        """Whether the row of an item is judged in this part."""
        return row.get("source_id") in self.sources or row["_id"] in self.items


def split(package: Package, count: int, within: Part | None = None) -> list[Part]:
    """At most `count` parts that hold every item once, or those `within` a part, each with about as much to read; sources of one language
    stay together."""
    weights: Counter[str] = Counter({row["source_id"]: 1 for row in package["sources"].records})
    weights.update(row["source_id"] for row in package.rows(*SAID, "passages"))
    of_source = {row["_id"] for row in package.rows(*SAID)}
    apart = Counter(row["item_id"] for row in package.rows(*OF_ITEMS) if row["item_id"] not in of_source)
    apart.update(row["_id"] for row in package.rows(*ITEMS) if row["_id"] not in of_source)
    if within:
        weights, apart = ({each: weight[each] or 1 for each in own} for weight, own in ((weights, within.sources), (apart, within.items)))
    alike = sorted(weights, key=lambda source: (package.languages.get(source, ""), source))
    whole, reached = sum(weights.values()) + sum(apart.values()), 0
    sources, items = defaultdict(set), defaultdict(set)
    for found, dealt, weight in ((items, sorted(apart), apart), (sources, alike, weights)):
        for each in dealt:
            found[reached * count // whole].add(each)
            reached += weight[each]
    return [Part(frozenset(sources[i]), frozenset(items[i])) for i in sorted(sources.keys() | items.keys())] or [Part()]


def cut(package: Package, part: Part) -> Package:
    """The rows of a part and every table that all parts share: all that judging the part needs, wherever it is judged."""
    if part.sources >= package["sources"].by_id.keys():  # with no rows of other sources there is next to nothing to leave out
        return package
    return deal(package, [part])[0]


def deal(package: Package, parts: Sequence[Part]) -> list[Package]:
    """The package cut into these parts, in one pass over its rows."""
    of_source = {source: i for i, part in enumerate(parts) for source in part.sources}
    of_item = {item: i for i, part in enumerate(parts) for item in part.items}
    for row in package.rows(*SAID):
        if row["source_id"] in of_source:
            of_item.setdefault(row["_id"], of_source[row["source_id"]])
    source_of = dict(zip(*package["passages"].columns("passage_id", "source_id"), strict=True))
    with_part = cache(lambda parts, i: parts | {i})  # there are few such sets, and many passages
    lent = {passage: with_part(frozenset(), of_source.get(source)) for passage, source in source_of.items()}  # passage > who reads it
    for name in ("evidence", "wordings"):
        for item, passage in zip(*package[name].columns("item_id", "passage_id"), strict=True):
            lent[passage] = with_part(lent.get(passage, frozenset()), of_item.get(item))
    read_in = defaultdict(set)  # source > the parts that read a passage of it
    for source, i in of_source.items():
        read_in[source].add(i)
    for passage, source in source_of.items():
        read_in[source] |= lent[passage]
    owners = {
        "sources": lambda row: read_in[row["_id"]],
        "passages": lambda row: lent[row["_id"]],
        "uncoded": lambda row: lent.get(row["passage_id"], ()),
        "evidence": lambda row: {of_item.get(row["item_id"]), of_source.get(source_of.get(row["passage_id"]))},
        **dict.fromkeys(SAID, lambda row: (of_item.get(row["_id"]),)),
        **dict.fromkeys(("attributions", "inferences", "wordings"), lambda row: (of_item.get(row["item_id"]),)),
    }
    tables = [dict(package.tables) for _ in parts]
    for name in owners.keys() & package.tables.keys():
        for own, rows in zip(tables, _dealt(package[name].records, owners[name], len(parts)), strict=True):
            own[name] = replace(package[name], records=rows)
    return [replace(package, tables=own) for own in tables]


def _dealt(records: Sequence[dict], owners, count: int) -> list[Sequence[dict]]:
    is_long = isinstance(records, Rows)
    dealt: list = [array("L") if is_long else [] for _ in range(count)]
    for row in records:
        for i in owners(row):
            if i is not None:
                dealt[i].append(row["_line"] if is_long else row)
    return [records.on(lines) for lines in dealt] if is_long else dealt
