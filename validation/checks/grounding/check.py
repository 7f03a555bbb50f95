"""Grounds every cell: what the words give, what is declared, and what is neither."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from validation.checks.grounding import chains, kept, phrases, spellings
from validation.checks.grounding.cells import READERS
from validation.checks.grounding.dates import gives
from validation.checks.grounding.passages import check_passages, check_texts
from validation.checks.grounding.readings import GROUNDED, PUBLISHER, UNMARKED, UNSEEN, WORDED, Reading, Refusal
from validation.model.grounds import KINDS, ground_of
from validation.model.items import ANCHOR, CODED, ITEMS, SAID, Item, read_items
from validation.model.lexicon import Lexicon, lexicon_of
from validation.model.package import Package
from validation.model.parts import Part, cut
from validation.model.texts import Passage, Text, read_passages, read_texts
from validation.parsing.words import find_phrase
from validation.problem import Problem

COUNTED = ("harm", "measure", "population")  # codes of what the number of a row counts
DAYS = ("date", "date_end", "said_on")
# Kinds of cells that the words kept for another cell do not show.
SHOWN = frozenset({"date", "date_end", "event", "name", "part", "prose", "said_on", "side", "time"})
UNWORDED = "is filled, but no words of the page are kept for it and no inference declares it"


class Cell(NamedTuple):
    """One coded cell, where it stands, and how it was read (None where it was not)."""

    item: Item
    path: str
    row: dict
    column: str
    name: str
    value: str
    kind: str
    reading: Reading | None


@dataclass(frozen=True)
class Grounding:
    """What grounding found in a package, or in what was cut from it: problems, and every cell with its reading, in the order of the tables.

    A fault of a whole source, such as a wrong language, shows as a problem of each of its items; `blame.on_sources` tells it once.
    """

    package: Package
    problems: list[Problem]
    cells: list[Cell]
    texts: dict[str, Text]
    passages: dict[str, Passage]


def ground(package: Package, part: Part | None = None) -> Grounding:
    """Reads every substantive cell of the package again in its words, or those of a part of it."""
    package = cut(package, part) if part else package
    found = read_texts(package)
    texts = {source_id: text for source_id, text in found.items() if not text.fault}
    passages = read_passages(package, texts)
    own = part.sources if part else frozenset(package["sources"].by_id)
    problems = [*check_texts(package, found, own), *check_passages(package, texts, passages, own)]
    lexicon = lexicon_of(package)
    declared = {(row["item_id"], row["column"]): row for row in package["inferences"].records}
    fields = {name: _fields(package, name) for name in (*ITEMS, "attributions") if name in package.tables}
    cells: list[Cell] = []
    settled_cells = set()
    items = [item for item in read_items(package, passages) if not part or part.holds(item.row)]
    for item in items:
        if item.table in CODED and not item.passages:
            problems.append(_no_passage(item))
            settled_cells |= {key for key in declared if key[0] == item.id}
            continue
        grounded, found_here = [], []
        for cell, failure in _read_item(package, item, lexicon, fields):
            settled, wrong = _settle(cell, failure, declared.get((item.id, cell.name)), package, lexicon)
            grounded.append(settled)
            found_here += wrong
            settled_cells.add((item.id, cell.name))
        problems += _once(package, found_here, item)
        problems += _idle_phrases(package, item, lexicon, fields[item.table], declared)
        problems += _undeclared_voice(item, declared)
        problems += chains.check(item, lexicon, declared, package["attributions"].path)
        problems += _idle_passages(package, item, grounded, lexicon)
        problems += _wrong_passages(package, item, texts)
        problems += _strays(package, item)
        problems += spellings.check_listed(package, item, lexicon)
        cells += grounded
    problems += _idle_inferences(package, declared, settled_cells)
    problems += phrases.check(package, passages, {problem.row_id for problem in problems if problem.rule == "grounding.unworded"})
    problems += kept.check(package, items)
    return Grounding(package, problems, cells, texts, passages)


def _read_item(package: Package, item: Item, lexicon: Lexicon, fields: dict[str, list[tuple]]) -> Iterator[tuple[Cell, Refusal | None]]:
    """Each cell of the item and of its chain, with why it is not grounded, if it is not."""
    row = item.row
    for field, name, kind, read in fields[item.table]:
        value = row[name]
        if value or kind in ("number", "number_high") or (kind == "said_on" and len(item.chain) == 1):
            reading, failure = _apart(read(item.seen_by(name), field, value, lexicon))
            yield Cell(item, item.path, row, name, name, value, kind, reading), failure
    path = package["attributions"].path
    for step in item.chain:
        for _, column, kind, read in fields["attributions"]:
            if value := step[column]:
                reading, failure = _apart(read(item, step, value, lexicon))
                yield Cell(item, path, step, column, f"attributions[{step['step']}].{column}", value, kind, reading), failure


def _fields(package: Package, table: str) -> list[tuple]:
    """The fields of a table that are grounded: field, name, kind of reading, reader."""
    found = [(field, field["name"], ground.by) for field in package[table].fields if (ground := ground_of(field))]
    return [(field, name, kind, READERS[kind]) for field, name, kind in found]


def _apart(read: Reading | Refusal) -> tuple[Reading | None, Refusal | None]:
    return (None, read) if isinstance(read, Refusal) else (read, None)


def _settle(cell: Cell, failure: Refusal | None, inference: dict | None, package: Package, lexicon: Lexicon) -> tuple[Cell, list[Problem]]:
    """Weighs a reading against a declaration: one of them, and only one, must carry the cell."""
    if inference is None:
        prose = cell.kind == "prose" and cell.item.table not in SAID  # titles of events are ours
        unworded = cell.value and cell.kind in SHOWN and not prose and cell.reading and cell.reading.status == UNSEEN
        unworded = unworded and all(package["sources"].by_id[p.source_id]["text_status"] == "cited" for p in cell.item.passages)
        return cell, [_failed(cell, failure)] if failure else [_problem(cell, "grounding.unworded", UNWORDED)] if unworded else []
    if cell.kind in DAYS and gives(inference["reason"], "en", inference["value"]) is False:
        message = "is not a day that the reason gives"
        return cell, [Problem.of(package["inferences"].path, inference, "value", "grounding.declared", message)]
    is_read = cell.reading and cell.reading.status in (GROUNDED, WORDED) and KINDS[cell.kind].takes != "number"
    is_read = is_read or inference["value"] != cell.value and _is_usual(package, cell, inference["value"])
    if inference["value"] != cell.value and is_read:
        given = "the words" if cell.reading and cell.reading.status else "other items of the source"
        message = f"is not {cell.value!r}, which {given} give and which is in {cell.path}:{cell.row['_line']}"
        return cell, [Problem.of(package["inferences"].path, inference, "value", "grounding.declared", message)]
    if inference["value"] != cell.value:
        message = f"is declared as {inference['value']!r} in {package['inferences'].path}:{inference['_line']}"
        return cell, [_problem(cell, "grounding.declared", message)]
    is_open = inference["kind"] == "ambiguous" and inference["other_reading"] and cell.name in cell.item.phrases
    if failure and failure.against and not is_open:
        return cell, [_problem(cell, KINDS[cell.kind].rule, f"{failure.message}; an inference cannot be declared against the words")]
    problems = []
    if inference["kind"] == "inferred":
        if cell.reading and cell.reading.status == GROUNDED and _is_shipped(package, cell.reading.passage_id):
            place = f"{cell.reading.passage_id} {cell.reading.start}-{cell.reading.end}"
            problems.append(_needless(inference, package, f"is declared, though words give it ({place})"))
        elif words := _shown(cell, lexicon):
            problems.append(_needless(inference, package, f'is declared, though words that are kept give it ("{words}")'))
        return cell._replace(reading=Reading("declared")), problems
    if failure:
        if failure.column:
            problems.append(_failed(cell, failure))
        elif not failure.against:
            why = f"is called ambiguous, though no words give the value: the cell {failure.message}"
            problems.append(_needless(inference, package, why))
        return cell._replace(reading=Reading("declared")), problems
    return cell, problems


def _is_shipped(package: Package, passage_id: str) -> bool:
    """Whether everybody has the text of the passage. The words of another page may be at hand here, and too many to be kept."""
    return package["sources"].by_id[package["passages"].by_id[passage_id]["source_id"]]["text_status"] == "shipped"


def _shown(cell: Cell, lexicon: Lexicon) -> str:
    """The kept words that show a declared cell of a page that is not shipped: its own, or for an event any of its item; else blank."""
    if cell.kind == "said_on" and cell.reading == Reading(PUBLISHER):
        return cell.item.published_on
    item, steps = cell.item, [cell.row] if cell.kind == "name_in" else cell.item.chain[:1] if cell.kind == "origin" else []
    if item.all_at_hand:
        return ""
    if cell.reading and cell.reading.status == WORDED:
        named = {entity for step in steps for match in lexicon.names(step["wording"]) for entity in lexicon.entities(match)}
        return "" if len(named) > 1 else " ".join(step["wording"] for step in steps) or _kept_for(cell)
    phrases = [phrase for phrases in item.phrases.values() for phrase in phrases] if cell.kind == "event" else []
    return next((p.text for p in phrases for _, events in lexicon.events(p.text) if events == {cell.value}), "")


def _kept_for(cell: Cell) -> str:
    """The words that a cell is read in, for a message: those of its column, or of the item."""
    phrases = cell.item.seen_by(cell.column).at_hand
    return phrases[-1].text if phrases else next(text for name, text in cell.item.row.items() if name.endswith("_wording") and text)


def _is_usual(package: Package, cell: Cell, other: str) -> bool:
    """Whether items of the same source and event have the value of the cell, and none the other one."""
    row = cell.item.row
    if "source_id" not in row or cell.kind == "prose":  # what belongs to no source may be judged apart, and each content is its own
        return False
    like = [name for name in ("source_id", "event_id", "about_event_id") if name in row and name != cell.column]
    rows = [one for name in SAID if name in package.tables for one in package[name].records if cell.row is row and one is not row]
    cells = {one.get(cell.column) for one in rows if all(one.get(name) == row[name] for name in like)}
    return cell.value in cells and other not in cells


def _idle_inferences(package: Package, declared: dict, settled: set[tuple[str, str]]) -> Iterator[Problem]:
    """An inference of a cell that is blank or is not grounded at all stands for nothing."""
    owners = {item: package[name] for name in ITEMS if name in package.tables for item in package[name].by_id}
    steps = {key for key in declared if key[1].endswith("].step")}  # the order of a chain; see chains.py
    for key in sorted(declared.keys() - settled - steps):
        row, table = declared[key], package["inferences"]
        if (owner := owners.get(key[0])) is None:
            continue
        column, message = "value", "is declared for a cell that is not read in words"
        if owner.by_id[key[0]].get(key[1]) == "":  # the cell is at fault, which was filled when it was declared
            message = f"is blank, but {table.path}:{row['_line']} declares it as {row['value']!r}"
            row, table, column = owner.by_id[key[0]], owner, key[1]
        yield Problem.of(table.path, row, column, "grounding.idle_inference", message)


def _problem(cell: Cell, rule: str, message: str) -> Problem:
    return Problem.of(cell.path, cell.row, cell.column, rule, message)


def _failed(cell: Cell, failure: Refusal) -> Problem:
    """The failure on the cell at fault: the cell itself, or the wording it is read from."""
    return Problem.of(cell.path, cell.row, failure.column or cell.column, KINDS[cell.kind].rule, failure.message)


def _needless(inference: dict, package: Package, message: str) -> Problem:
    path = package["inferences"].path
    return Problem.of(path, inference, "kind", "grounding.inference", message)


def _relays(package: Package, one: str, other: str) -> bool:
    """Whether the one is an outlet and the other is not, so that only the other is likely to be who said it."""
    is_outlet = [package["actors"].by_id.get(actor, {}).get("actor_type") == "media_outlet" for actor in (one, other)]
    return is_outlet == [True, False]


def _once(package: Package, problems: list[Problem], item: Item) -> list[Problem]:
    """The problems of the item's cells; where step 1 of its chain is wrong, who said it is told there and not again on the item."""
    path = package["attributions"].path
    told = any(p.rule == "grounding.name_in" and p.row_id == f"{item.id} 1" for p in problems)
    kept = []
    of_number = [p for p in problems if p.rule == "grounding.number" or p.rule == "grounding.cues" and p.column in COUNTED]
    if len(of_number) > 1 and of_number[0].file == item.path and any(p.rule == "grounding.number" for p in of_number):
        cells = " and ".join(f"{p.column}={p.value!r}" for p in of_number)  # one wording is more likely at fault than several cells
        read = next(p.message for p in of_number if p.rule == "grounding.number").removeprefix("is not what the source says: ")
        message = f"does not give {cells} of its row: {read}"
        problems = [p for p in problems if p not in of_number]
        kept.append(Problem.of(item.path, item.row, "value_wording", "grounding.number", message))
    voices = {"claimant_id", "speaker_id", "attributions[1].actor_id"}
    declared = [p for p in problems if p.rule == "grounding.declared" and p.row_id.partition(" ")[2] in voices]
    if len(declared) > 1 and len({p.value for p in declared}) == 1 and all(p.column == "value" for p in declared):
        column = next(column for column in voices if column in item.row)  # two inferences agree, and two cells do not
        message = f"is {declared[0].value} according to two inferences, {' and '.join(f'{p.file}:{p.line}' for p in declared)}"
        problems = [p for p in problems if p not in declared]
        kept.append(Problem.of(item.path, item.row, column, "grounding.declared", message))
    if any(p.rule == "grounding.precision" for p in problems):  # the day is as the words give it, and only how exactly is not
        dates = ("grounding.date", "grounding.said_on")
        problems = [p for p in problems if not (p.rule in dates and f"reads as {p.value} (" in p.message)]
    for problem in problems:
        later = [step["step"] for step in item.chain[1:-1] if step["actor_id"] == problem.value]
        if problem.rule == "grounding.origin" and later and not told and not _relays(package, problem.value, item.chain[0]["actor_id"]):
            message = f"is step 1, though {item.id} is coded as said by {problem.value}, who is step {later[0]}"
            kept.append(Problem.of(path, item.chain[0], "actor_id", "grounding.origin", message))
        elif problem.rule != "grounding.origin" or not told:
            kept.append(problem)
    return kept


def _undeclared_voice(item: Item, declared: dict) -> Iterator[Problem]:
    """Who said it is read as step 1 of the chain, and so is declared where that step is."""
    step = declared.get((item.id, "attributions[1].actor_id"))
    for column in ("claimant_id", "speaker_id") if step else ():
        if item.row.get(column) == step["value"] and (item.id, column) not in declared:
            message = "is step 1 of the item's chain, which is declared, and is not declared itself"
            yield Problem.of(item.path, item.row, column, "grounding.voice", message)


def _no_passage(item: Item) -> Problem:
    message = "has no passage that supports it"
    return Problem.of(item.path, item.row, "", "grounding.no_passage", message)


def _strays(package: Package, item: Item) -> Iterator[Problem]:
    """The passages of an item that stand in another source than the item and the rest of its passages."""
    source = item.row.get("source_id")
    elsewhere = [p for p in item.passages if source and p.source_id != source]
    for passage in elsewhere if len(elsewhere) < len(item.passages) else ():
        message = f"stands in {passage.source_id}, but {item.id} is from {source}"
        yield _on_evidence(package, item, passage, "grounding.source", message)


def _on_evidence(package: Package, item: Item, passage: Passage, rule: str, message: str) -> Problem:
    """A problem of the row that gives the passage to the item."""
    table = package["evidence"]
    row = table.by_id[f"{item.id} {passage.passage_id}"]
    return Problem.of(table.path, row, "passage_id", rule, message)


def _idle_passages(package: Package, item: Item, cells: list[Cell], lexicon: Lexicon) -> Iterator[Problem]:
    """A passage that no cell of its item is read from: something is not coded, or another passage was meant. The shortest is read first."""
    read_from_words = (c for c in cells if c.reading and KINDS[c.kind].evident)
    used = {c.reading.passage_id for c in read_from_words if c.reading.status in (GROUNDED, UNMARKED)}
    used |= {phrase.passage_id for phrase in item.phrases.get("content", ())}
    longer = package["uncoded"].by_id  # words around those that are kept of a page that is not shipped
    for passage in item.at_hand:
        if passage.passage_id not in used and passage.passage_id not in longer and not _names_event(item, passage, lexicon):
            message = f"is evidence for {item.id}, but no cell of {item.id} is read from its words ({passage.text!r})"
            yield _on_evidence(package, item, passage, "grounding.idle_passage", message)


def _wrong_passages(package: Package, item: Item, texts: dict[str, Text]) -> Iterator[Problem]:
    """Where the words an item depends on stand in its source and in none of its passages, the passages are at fault and not the words."""
    anchor = item.row.get(ANCHOR.get(item.table, "office"), "")
    if not anchor or not item.all_at_hand or any(find_phrase(anchor, passage.text) for passage in item.at_hand):
        return
    text = texts[item.at_hand[0].source_id]
    if match := find_phrase(anchor, text.text):
        for passage in item.at_hand:
            message = f"does not hold {anchor!r}, which stands at {match.start}-{match.end} of {text.file}"
            yield _on_evidence(package, item, passage, "grounding.wrong_passage", message)


def _idle_phrases(package: Package, item: Item, lexicon: Lexicon, fields: list[tuple], declared: dict) -> Iterator[Problem]:
    """Of several rows of words kept for one cell, those that do not show it."""
    for field, name, kind, read in fields:
        phrases = item.phrases.get(name, ())
        if len(phrases) < 2 or kind == "prose" or kind not in SHOWN or (item.id, name) in declared:
            continue
        read_in = [(phrase, read(item._replace(at_hand=(phrase,), all_at_hand=True), field, item.row[name], lexicon)) for phrase in phrases]
        idle = [(phrase, found) for phrase, found in read_in if isinstance(found, Refusal)]
        for phrase, found in idle if len(idle) < len(phrases) else ():  # where none shows the cell, the cell is at fault
            if row := package["wordings"].by_id.get(f"{item.id} {name} {phrase.text}"):
                message = f"is kept for a cell that other words show and these do not: the cell {found.message}"
                yield Problem.of(package["wordings"].path, row, "column", "grounding.idle_phrase", message)


def _names_event(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """Whether the passage names the event in words other than those its type is read from."""
    own = item.row.get("type_wording", "").casefold()
    return any(events == {item.id} and match.phrase != own for match, events in lexicon.events(passage.text))
