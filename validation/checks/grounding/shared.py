"""Words of events, of parts in them and of offices: what no page is the source of alone stands in the words of its passages too."""

from collections import defaultdict
from collections.abc import Iterator

from validation.model.items import ITEMS, SAID
from validation.model.package import Package
from validation.model.texts import digest
from validation.parsing.words import find_phrase
from validation.problem import Problem

NOWHERE = "stands in none of the words that are kept of its passages ({})"


def check(package: Package) -> Iterator[Problem]:
    """A problem for each wording of such an item that is in none of its passages, where the words of all of them are kept."""
    tables = [package[name] for name in ITEMS if name not in SAID and name in package.tables]
    passages, held = package["passages"].by_id, package["evidence"].values_by("item_id", "passage_id")
    kept: dict[str, list[str]] | None = None
    for table in tables:
        columns = [field["name"] for field in table.fields if field["name"].endswith("_wording")]
        for row in table.records:
            own = [passages[i] for i in held.get(row["_id"], ()) if i in passages]
            if any(row[column] for column in columns) and own and not any(passage["quote"] for passage in own):
                kept = kept or _kept(package)
                texts = [kept.get(passage["passage_id"], "") for passage in own]
                for column in columns if all(texts) else ():
                    if row[column] and not any(find_phrase(row[column], text) for text in texts):
                        message = NOWHERE.format(", ".join(passage["passage_id"] for passage in own))
                        yield Problem.of(table.path, row, column, "grounding.words", message)


def _kept(package: Package) -> dict[str, str]:
    """Passage > the words that are it by their hash, of those that are held by an event, a part or an office."""
    items = {i for name in ITEMS if name not in SAID and name in package.tables for i in package[name].by_id}
    holders = package["evidence"].values_by("passage_id", "item_id")
    wanted = {passage for passage, found in holders.items() if not items.isdisjoint(found)}
    rows = {row["_id"]: row for name in ITEMS if name in package.tables for row in package[name].records}
    phrases, chains = package["wordings"].by("item_id"), package["attributions"].by("item_id")
    words: dict[str, set[str]] = defaultdict(set)
    for passage in wanted:
        for item in holders[passage]:
            words[passage] |= {text for column, text in rows.get(item, {}).items() if column.endswith("_wording") and text}
            words[passage] |= {row["wording"] for row in (*phrases.get(item, ()), *chains.get(item, ())) if row["wording"]}
    hashes = {row["passage_id"]: row["sha256"] for row in package["passages"].records}
    return {passage: text for passage, found in words.items() for text in found if digest(text) == hashes.get(passage)}
