"""The few words of cited sources in data/wordings.csv: each shows a coded cell, is short, and stands in its passage."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache, partial

from validation.model.grounds import ground_of
from validation.model.items import ITEMS
from validation.model.package import Package
from validation.model.texts import Passage
from validation.parsing.dates import read_dates
from validation.parsing.words import find_phrase
from validation.problem import Problem

ANY_DAY = date(2023, 9, 19)  # of writing, where a page has none: a weekday or a day and a month are read by it
LONGEST = 8  # words: the facts of a page may be given, its sentences may not


def check(package: Package, passages: dict[str, Passage], unworded: Collection[str] = ()) -> Iterator[Problem]:
    """A problem for each row that shows no cell, or is not words that its passage may lend. `unworded` are items that lack words."""
    owners = {row["_id"]: (name, row) for name in ITEMS if name in package.tables for row in package[name].records}
    held: dict[str, set[str]] = defaultdict(set)
    for row in package["evidence"].records:
        if row["passage_id"] in passages:
            held[row["item_id"]].add(passages[row["passage_id"]].source_id)
    # Items all of whose passages stand in another source than theirs: their own cell is at fault, and says so.
    moved = {
        item for item, found in held.items() if item in owners and "source_id" in (own := owners[item][1]) and own["source_id"] not in found
    }
    idle = cache(partial(_idle, package))
    for row in package["wordings"].records:
        table, item = owners.get(row["item_id"], ("", {}))
        if not table and not package.tables.keys() >= set(ITEMS):
            continue  # its item may be in the table that cannot be read
        if why := idle(table, row["column"]):
            yield _problem(package, row, "column", "grounding.idle_phrase", why)
            continue
        if not item[row["column"]] and item.get("bound") != "vague" and row["item_id"] in unworded:
            message = f"is blank in {row['item_id']}, which has no words for another cell"
            yield _problem(package, row, "column", "grounding.idle_phrase", message)
        elif not item[row["column"]] and item.get("bound") != "vague" and _is_dateless(package, table, row, passages):
            yield _problem(package, row, "column", "grounding.idle_phrase", f"gives no day, and {row['item_id']} has none")
        elif not item[row["column"]] and item.get("bound") != "vague":
            message = f'is blank, though "{row["wording"]}" is kept for it in {package["wordings"].path}:{row["_line"]}'
            yield Problem.of(package[table].path, item, row["column"], "grounding.idle_phrase", message)
        if (count := len(row["wording"].split())) > LONGEST:
            message = f"has {count} words, and at most {LONGEST} are kept of a source that is not shipped"
            yield _problem(package, row, "wording", "grounding.long_phrase", message)
        passage = passages.get(row["passage_id"])
        if passage is None:
            continue  # the key of another table says so
        if item.get("source_id", passage.source_id) != passage.source_id and row["item_id"] not in moved:
            message = f"stands in {passage.source_id}, but {row['item_id']} in {item['source_id']}"
            yield _problem(package, row, "passage_id", "grounding.phrase", message)
        elif passage.text and not find_phrase(row["wording"], passage.text):
            message = f"does not stand in {passage.passage_id} ({passage.file} characters {passage.start}-{passage.end}: {passage.text!r})"
            yield _problem(package, row, "wording", "grounding.phrase", message)


def _is_dateless(package: Package, table: str, row: dict, passages: dict[str, Passage]) -> bool:
    """Whether the words are kept for a date, which no inference declares, and hold none."""
    passage, declared = passages.get(row["passage_id"]), f"{row['item_id']} {row['column']}" in package["inferences"].by_id
    if declared or package[table].field(row["column"])["type"] != "date" or passage is None:
        return False
    return not read_dates(row["wording"], passage.language, passage.written_on or ANY_DAY)


def _idle(package: Package, table: str, column: str) -> str:
    """Why a row shows no cell of a column; blank where it shows one."""
    if not table:
        return "belongs to an item that does not exist"
    field = next((f for f in package[table].fields if f["name"] == column), None)
    if field is None or (ground := ground_of(field)) is None:
        return f"is not a column of {table} that is read from words"
    if ground.by in ("cues", "words", "origin", "source"):
        return f"is a column of {table} that has words of its own"
    return ""


def _problem(package: Package, row: dict, column: str, rule: str, message: str) -> Problem:
    return Problem.of(package["wordings"].path, row, column, rule, message)
