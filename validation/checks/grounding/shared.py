"""Words of events, of parts in them and of offices: what no page is the source of alone stands in the words of its passages too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from validation.model.items import ITEMS, SAID
from validation.model.lexicon import lexicon_of
from validation.model.package import Package
from validation.model.texts import digest
from validation.parsing.words import find_phrase
from validation.problem import Problem

NOWHERE = "stands in none of the words that are kept of its passages"
UNNAMED = "is not named in the words that are kept of the passages of the actor"


def check(package: Package) -> Iterator[Problem]:
    """A problem for each wording of such an item that is in none of its passages, and for a body that they do not name, where the words
    of all of them are kept."""
    tables = [package[name] for name in ITEMS if name not in SAID and name in package.tables]
    kept, declared = texts_of(package), package["inferences"].of_ids({f"{i} member_of" for table in tables for i in table.by_id})
    for table in tables:
        columns = [field["name"] for field in table.fields if field["name"].endswith("_wording")]
        for row in table.records:
            if not (texts := kept.get(row["_id"], ())) or not all(texts):
                continue
            for column in columns:
                if row[column] and not any(find_phrase(row[column], text) for text in texts):
                    yield Problem.of(table.path, row, column, "grounding.words", NOWHERE)
            body = row.get("member_of") if f"{row['_id']} member_of" not in declared else ""
            if body and not _is_named(package, body, texts):
                yield Problem.of(table.path, row, "member_of", "grounding.member", UNNAMED)


def _is_named(package: Package, body: str, texts: Iterable[str]) -> bool:
    """Whether words name a body, by a spelling or by its display name."""
    called = {package["actors"].by_id.get(body, {}).get("name", ""), *lexicon_of(package).spellings(body)} - {""}
    return any(find_phrase(name, text) for name in called for text in texts)


def texts_of(package: Package) -> dict[str, list[str]]:
    """Event, part or actor that no shipped text carries > the words that are kept of each of its passages, blank where none are."""
    items = {i for name in ITEMS if name not in SAID and name in package.tables for i in package[name].by_id}
    held = package["evidence"].of("item_id", items)
    passages = package["passages"].of_ids({row["passage_id"] for rows in held.values() for row in rows})
    kept, found = None, {}
    for item, rows in held.items():
        own = [passages[row["passage_id"]] for row in rows if row["passage_id"] in passages]
        if own and not any(passage["quote"] for passage in own):
            kept = _kept(package, passages) if kept is None else kept  # an empty one is not asked for again
            found[item] = [kept.get(passage["passage_id"], "") for passage in own]
    return found


def _kept(package: Package, passages: dict[str, dict]) -> dict[str, str]:
    """Passage > the words that are it by their hash, of these that are held by an event, a part or an office."""
    holders = package["evidence"].of("passage_id", passages)
    items = {row["item_id"] for held in holders.values() for row in held}
    rows = {row["_id"]: row for name in ITEMS if name in package.tables for row in package[name].records}
    phrases, chains = package["wordings"].of("item_id", items), package["attributions"].of("item_id", items)
    words: dict[str, set[str]] = defaultdict(set)
    for passage, held in holders.items():
        for item in (row["item_id"] for row in held):
            words[passage] |= {text for column, text in rows.get(item, {}).items() if column.endswith("_wording") and text}
            words[passage] |= {row["wording"] for row in (*phrases.get(item, ()), *chains.get(item, ())) if row["wording"]}
    return {passage: text for passage, found in words.items() for text in found if digest(text) == passages[passage]["sha256"]}
