"""`python -m scripts explain C0005 [--texts DIR]`: shows one item with everything that belongs to it."""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from scripts.curate.rows import near, open_package
from scripts.curate.terminal import light
from scripts.publish.formats.citations import Cited
from validation.checks.grounding.check import Cell, Grounding, ground
from validation.checks.grounding.coverage import SENTENCE
from validation.lines import shortened
from validation.model.in_words import NAMED_BY, in_words, name
from validation.model.items import CLAIMS, ITEMS, SAID, Item, read_items
from validation.model.package import CannotRun, Package
from validation.model.parts import Part
from validation.model.tables.conflicts import conflicts
from validation.model.tables.intervals import as_text, interval_of
from validation.model.texts import paragraph_of


def page(package: Package, item_id: str, wanted: tuple[str, ...] = ()) -> list[str]:
    """The lines of the wanted sections, or of all. Raises CannotRun where no item has the id."""
    grounding = ground(package, Part(items=frozenset({item_id})))
    item = next((item for item in read_items(package, grounding.passages) if item.id == item_id), None)
    if item is None:
        raise CannotRun(_unknown(package, item_id))
    cells = [cell for cell in grounding.cells if cell.item.id == item_id]
    sections = {
        "": _row(package, item),
        "words": _words(item, cells, grounding),
        "chain": _chain(package, item),
        "interval": _interval(package, item),
        "cells": _cells(package, item, cells),
        "readings": _readings(package, item),
        "relations": _relations(package, item),
        "conflicts": _conflicts(package, item),
        "passages": _passages(package, item, grounding),
        "spellings": _spellings(package, item),
        "named by": _named_by(package, item),
        "to cite": _citation(package, item),
    }
    lines = []
    for heading, found in sections.items():
        if (not wanted or heading in wanted) and (told := list(found)):
            lines += ["", heading, *(f"  {line}" for line in told)] if heading else told
    return lines


def _unknown(package: Package, item_id: str) -> str:
    if retired := package["retired_ids"].by_id.get(item_id):
        instead = f"; {retired['replaced_by']} replaces it" if retired["replaced_by"] else ""
        return f"{item_id} was retired on {retired['retired_on']}: {retired['reason']}{instead}"
    known = [row["_id"] for row in package.rows(*ITEMS)]
    return f"{shortened(item_id)!r} is not a claim, figure, statement, event, part in an event or actor{near(item_id, known)}"


def _row(package: Package, item: Item) -> Iterator[str]:
    row = item.row
    yield f"{item.id}  {in_words(package, item.table, row)}"
    if item.table in SAID and (event := row.get("event_id") or row.get("about_event_id")):
        day = package["events"].by_id.get(event, {}).get("date_start", "")
        yield f"  about {event}, {name(package, 'events', event)}{f', {day}' if day else ''}"
    if source := package["sources"].by_id.get(row.get("source_id", "")):
        publisher, day = name(package, "actors", source["publisher_id"]), source["published_on"] or "no date"
        yield f"  in {source['_id']}, {publisher}, {day}: {source['title'] or 'no headline'}"
        yield f"  {source['url']}"
    if row.get("note"):
        yield f"  {row['note']}"


def _words(item: Item, cells: list[Cell], grounding: Grounding) -> Iterator[str]:
    """Each sentence that a passage of the item stands in, with the words that ground a cell lit up."""
    spans = defaultdict(list)  # by source
    for cell in cells:
        if cell.reading and cell.reading.status == "grounded" and cell.column != "source_id":
            spans[grounding.passages[cell.reading.passage_id].source_id].append((cell.reading.start, cell.reading.end))
    for source_id in dict.fromkeys(p.source_id for p in item.passages):
        text = grounding.texts.get(source_id)
        if text is None:
            quoted = dict.fromkeys(value for column, value in item.row.items() if column.endswith("_wording") and value)
            yield f"{', '.join(repr(words) for words in quoted)}; the text of {source_id} is not shipped: --texts DIR shows the sentence"
            continue
        held = [(p.start, p.end) for p in item.passages if p.source_id == source_id]
        for sentence in SENTENCE.finditer(text.text):
            if any(a < sentence.end() and sentence.start() < b for a, b in held):
                yield light(sentence.group(), spans[source_id], sentence.start())


def _chain(package: Package, item: Item) -> Iterator[str]:
    if item.chain:
        yield " > ".join(name(package, "actors", step["actor_id"]) for step in item.chain)
    for step in item.chain:
        words = f'"{step["wording"]}"' if step["wording"] else "published it" if step["role"] == "outlet" else "no words"
        yield f"{step['step']}  {step['role']:<6}  {name(package, 'actors', step['actor_id'])}: {words}"


def _interval(package: Package, item: Item) -> Iterator[str]:
    if item.table in CLAIMS:
        low, high, rule = interval_of(item.row, package.codes, package.languages)
        vocabulary, _, code = rule.partition(" ")
        yield f"{as_text(low, high)} by {rule}: {package.codes.get(vocabulary, {}).get(code, {}).get('rule', '')}"


def _cells(package: Package, item: Item, cells: list[Cell]) -> Iterator[str]:
    """Each coded cell, what it means, and where the words for it stand."""
    fields = {f["name"]: f for f in package[item.table].fields}
    targets = package.targets(item.table)
    own = [cell for cell in cells if cell.name in fields and (cell.value or not cell.reading or cell.reading.status)]
    width = max((len(cell.name) for cell in own), default=0)
    for cell in own:
        label = package.codes.get(fields[cell.name].get("vocabulary", ""), {}).get(cell.value, {}).get("label", "")
        if targets.get(cell.name) in NAMED_BY:
            label = name(package, targets[cell.name], cell.value)
        shown = f"{cell.value} ({label})" if label and label.casefold() != cell.value.casefold() else cell.value
        yield f"{cell.name:<{width}}  {shown or 'blank'}: {_standing(cell)}"


def _standing(cell: Cell) -> str:
    if cell.reading is None:
        return "NOT what the words say; nox -s check says why"
    status, passage_id = cell.reading.status, cell.reading.passage_id
    if status == "grounded":
        return f"{passage_id}, characters {cell.reading.start}-{cell.reading.end}"
    if status == "worded":
        return f"in the few words of {passage_id} that are here" if passage_id else "in the wording"
    others = {"unmarked": "no word shows another value", "publisher": "as the publisher", "": "in a text that is not here"}
    return others.get(status, status)


def _readings(package: Package, item: Item) -> Iterator[str]:
    for row in package["inferences"].by("item_id")[item.id]:
        other = f" Not taken: {row['other_reading']}" if row["other_reading"] else ""
        yield f"{row['column']} = {row['value']} ({row['kind']}): {row['reason']}{other}"


def _relations(package: Package, item: Item) -> Iterator[str]:
    for row in package["relations"].by("from_id", "to_id")[item.id]:
        other = row["to_id"] if row["from_id"] == item.id else row["from_id"]
        yield f"{row['from_id']} {row['relation'].replace('_', ' ')} {row['to_id']}: {row['note']} ({_other(package, other)})"


def _other(package: Package, row_id: str) -> str:
    table = next((t for t in ITEMS if row_id in package[t].by_id), "")
    return f"{row_id} is {in_words(package, table, package[table].by_id[row_id])}" if table else row_id


def _conflicts(package: Package, item: Item) -> Iterator[str]:
    for pair in conflicts(package):
        if item.id in pair.ids:
            intervals = f"{pair.first['_id']} {pair.first_interval} and {pair.second['_id']} {pair.second_interval} conflict"
            yield f"{intervals}; {pair.settled_by or 'OPEN: relate or explain them'} ({_other(package, pair.other(item.id)['_id'])})"


def _passages(package: Package, item: Item, grounding: Grounding) -> Iterator[str]:
    for passage in item.passages:
        text = grounding.texts.get(passage.source_id)
        row = package["passages"].by_id[passage.passage_id]
        place = f", paragraph {paragraph_of(text.text, passage.start)}, characters {passage.start}-{passage.end}" if text else ""
        yield f"{passage.passage_id}  {passage.source_id}{place}: {' '.join(passage.text.split()) or 'SHA-256 ' + row['sha256']}"


def _citation(package: Package, item: Item) -> Iterator[str]:
    """The reference to the row, and to the page that prints it."""
    yield Cited(package.descriptor).apa(f"{item.id} ({in_words(package, item.table, item.row)})")
    if source := package["sources"].by_id.get(item.row.get("source_id", "")):
        said_by = f"{name(package, 'actors', source['publisher_id'])} ({source['published_on'] or 'no date'})"
        yield f"from {said_by}. {source['title'] or 'No headline'}. {source['url']}"


def _spellings(package: Package, item: Item) -> Iterator[str]:
    for row in package["names"].by("entity_id")[item.id]:
        yield f"{row['name']} ({row['language']}, {row['form']}): {name(package, 'actors', row['usage'])}"


def _named_by(package: Package, item: Item) -> Iterator[str]:
    """Every item that has this one in a cell or in its chain."""
    steps = defaultdict(list)
    for row in package["attributions"].by("actor_id")[item.id]:
        steps[row["item_id"]].append(f"step {row['step']}")
    for table in ITEMS:
        columns = [column for column, target in package.targets(table).items() if target == item.table]
        for row in package[table].records:
            if named := [c for c in columns if row[c] == item.id] + steps[row["_id"]]:
                yield f"{row['_id']}  {in_words(package, table, row)} ({', '.join(named)})"


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item_id", metavar="ITEM", help="the id of an item: a claim, figure, statement, event, part in an event, or actor")
    parser.add_argument("--texts", type=Path, help="a folder of texts that are not shipped, named by source id: S002.txt")


def run(options: argparse.Namespace) -> None:
    print("\n".join(page(open_package(options.root, options.texts), options.item_id)))
