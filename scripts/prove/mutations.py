"""Plausible mistakes, as data: each kind has a scope, the cells or rows it applies to, and a small function that makes the change.

A change of a cell gives the new value; a change of a row gives edits. Both give nothing where they do not apply, or where the row
would be as true as before.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from validation.model.items import CLAIMS, SAID
from validation.model.package import Package, Table
from validation.model.tables.agreement import SECOND, VARIABLES, coded_table

FIGURES = Path("docs/mutation_score.json")  # what `nox -s mutate -- --write` found
HOMOGLYPHS = str.maketrans("aceopxyACEHKMOPTX", "асеорхуАСЕНКМОРТХ")  # Latin to Cyrillic letters that look the same
SWAPPED = {"killed": "wounded", "wounded": "killed"}
OWNED = ("attributions", "evidence", "inferences", "wordings")  # tables whose rows belong to an item


class Edit(NamedTuple):
    """A row of a table with the cells that change; None deletes it. A new row has line 0 and all its cells."""

    table: str
    line: int
    cells: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mistake: its scope and kind, the row and column it is about (no column where it is about the row), and its edits."""

    scope: str
    kind: str
    table: str
    row_id: str
    column: str
    old: str
    new: str
    edits: tuple[Edit, ...]

    def __str__(self) -> str:
        cell = ".".join(filter(None, (self.row_id, self.column)))
        return f"{self.table} {cell}: {self.old!r} > {self.new!r}"


class Cell(NamedTuple):
    """A cell to change, or a row where the column is blank."""

    table: Table
    row: dict
    column: str

    @property
    def value(self) -> str:
        return self.row.get(self.column, "")


class World:
    """The package with what a mistaken coder has before him: the rows of one source, side by side."""

    def __init__(self, package: Package, dice: random.Random):
        self.package, self.dice = package, dice
        self.sources = {row["_id"]: row["source_id"] for table in SAID for row in package[table].records}
        self.text_status = {row["source_id"]: row["text_status"] for row in package["sources"].records}
        self.passages = package["passages"].by_id
        self.beside: dict[str, list[dict]] = defaultdict(list)  # source > its claims, figures and statements
        for table in SAID:
            for row in package[table].records:
                self.beside[row["source_id"]].append(row)
        self.owned = {name: defaultdict(list) for name in OWNED}
        for name in OWNED:
            for row in package[name].records:
                self.owned[name][row["item_id"]].append(row)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The curated tables and those of the second coding."""
        return {table.name: table for table in self.package.curated()} | second_coding(self.package)

    def source_of(self, table: str, row: dict) -> str:
        """The source that a row was read from; blank where the table is shared by all sources."""
        if table in ("passages", "sources"):
            return row["source_id"]
        if table == "uncoded":
            return self.passages[row["passage_id"]]["source_id"]
        return self.sources.get(row["item_id"] if table in OWNED else row["_id"], "")

    def pick(self, values) -> str:
        """One of the values, or blank where there is none."""
        values = sorted(set(filter(None, values)))
        return self.dice.choice(values) if values else ""


# Changes of one cell: (world, cell) > the new value, blank where there is none.


def another_code(world: World, cell: Cell) -> str:
    field = next(f for f in cell.table.fields if f["name"] == cell.column)
    return world.pick(code for code in world.package.codes.get(field.get("vocabulary", ""), ()) if code != cell.value)


def another(table: str) -> Callable[[World, Cell], str]:
    """The id of another row of the table."""
    return lambda world, cell: world.pick(i for i in world.package[table].by_id if i not in (cell.value, cell.row["_id"]))


def beside(*columns: str) -> Callable[[World, Cell], str]:
    """Another value that stands in one of the columns in the same source."""

    def change(world: World, cell: Cell) -> str:
        rows = world.beside[world.source_of(cell.table.name.removeprefix("second_coding/"), cell.row)]
        near = [*rows, *(step for row in rows for step in world.owned["attributions"][row["_id"]])]
        return world.pick(row[column] for row in near for column in columns if column in row and row[column] != cell.value)

    return change


another_actor = another("actors")
actor_of_the_source = beside("claimant_id", "speaker_id", "actor_id", "addressee_id", "about_actor_id")


def off_by_one(world: World, cell: Cell) -> str:
    return str(int(cell.value) + world.dice.choice((-1, 1)))


def times_ten(world: World, cell: Cell) -> str:
    return str(int(cell.value) * 10) if int(cell.value) else ""


def digits_swapped(world: World, cell: Cell) -> str:
    at = next((i for i in range(len(cell.value) - 1) if cell.value[i] != cell.value[i + 1]), None)
    return "" if at is None else cell.value[:at] + cell.value[at + 1] + cell.value[at] + cell.value[at + 2 :]


def swapped_harm(world: World, cell: Cell) -> str:
    return SWAPPED.get(cell.value, "")


def shifted(*days: int) -> Callable[[World, Cell], str]:
    """A date so many days off."""
    return lambda world, cell: (date.fromisoformat(cell.value) + timedelta(days=world.dice.choice(days))).isoformat()


def another_row(world: World, cell: Cell) -> str:
    """The value of another row of the same table."""
    return world.pick(row[cell.column] for row in cell.table.records if row[cell.column] != cell.value)


def moscow_hour(world: World, cell: Cell) -> str:
    return f"{(int(cell.value[:2]) - 1) % 24:02d}{cell.value[2:]}"


def blanked(world: World, cell: Cell) -> str:
    return BLANK


def letter_changed(world: World, cell: Cell) -> str:
    letters = [i for i, c in enumerate(cell.value) if c.isalpha()]
    if not letters:
        return ""
    at = world.dice.choice(letters)
    return cell.value[:at] + ("x" if cell.value[at] != "x" else "y") + cell.value[at + 1 :]


def digit_changed(world: World, cell: Cell) -> str:
    digits = [i for i, c in enumerate(cell.value) if c.isdigit()]
    at = world.dice.choice(digits) if digits else -1
    return cell.value[:at] + str((int(cell.value[at]) + 1) % 10) + cell.value[at + 1 :] if digits else ""


def look_alike(world: World, cell: Cell) -> str:
    twin = cell.value.translate(HOMOGLYPHS)
    at = next((i for i, (a, b) in enumerate(zip(cell.value, twin, strict=True)) if a != b), None)
    return "" if at is None else cell.value[:at] + twin[at] + cell.value[at + 1 :]


def first_word_dropped(world: World, cell: Cell) -> str:
    return cell.value.partition(" ")[2]


def negation_dropped(world: World, cell: Cell) -> str:
    return re.sub(r" (not|no) ", " ", cell.value, count=1) if re.search(r" (not|no) ", cell.value) else ""


def other_name(world: World, cell: Cell) -> str:
    for name, other in (("Azerbaijan", "Russia"), ("Armenia", "Russia"), ("Russia", "Armenia")):
        if re.search(rf"\b{name}\b", cell.value):
            return re.sub(rf"\b{name}\b", other, cell.value, count=1)
    return ""


def passage_of_the_source(world: World, cell: Cell) -> str:
    """A passage of another item of the source."""
    held = {row["passage_id"] for row in world.owned["evidence"][cell.row["item_id"]]}
    rows = world.beside[world.source_of("evidence", cell.row)]
    return world.pick(e["passage_id"] for row in rows for e in world.owned["evidence"][row["_id"]] if e["passage_id"] not in held)


def cue_dropped(world: World, cell: Cell) -> str:
    """The first cue of a code left out."""
    first, comma, rest = cell.value.partition(", ")
    return f"{first.split(': ')[0]}: {rest}" if comma and ": " in first else ""


def wrong_relation(world: World, cell: Cell) -> str:
    # Whether an equal number is a repetition or a match is a judgement; the other changes are plainly wrong.
    other = another_code(world, cell)
    return "" if {cell.value, other} == {"repeats", "matches"} else other


BLANK = "\0"  # stands for a new value that is blank

# Changes of rows: (world, cell) > edits, none where they do not apply.


def dropped(world: World, cell: Cell) -> list[Edit]:
    return [Edit(cell.table.name, cell.row["_line"], None)]


def relay_dropped(world: World, cell: Cell) -> list[Edit]:
    """A relay dropped, with the steps behind it moved up, so that no gap gives it away."""
    chain = world.owned["attributions"][cell.row["item_id"]]
    behind = [row for row in chain if int(row["step"]) > int(cell.row["step"])]
    if cell.row["role"] != "relay":
        return []
    return [*dropped(world, cell), *(Edit("attributions", row["_line"], {"step": str(int(row["step"]) - 1)}) for row in behind)]


def steps_swapped(world: World, cell: Cell) -> list[Edit]:
    chain = world.owned["attributions"][cell.row["item_id"]]
    after = next((row for row in chain if int(row["step"]) == int(cell.row["step"]) + 1), None)
    pairs = ((cell.row, after), (after, cell.row)) if after and after["actor_id"] != cell.row["actor_id"] else ()
    return [Edit("attributions", a["_line"], {c: b[c] for c in ("actor_id", "wording")}) for a, b in pairs]


def ends_swapped(world: World, cell: Cell) -> list[Edit]:
    row = cell.row
    one_way = row["relation"] not in ("matches", "contradicts")
    return [Edit("relations", row["_line"], {"from_id": row["to_id"], "to_id": row["from_id"]})] if one_way else []


def row_swapped(world: World, cell: Cell) -> list[Edit]:
    """The value of the cell and of another row of the source, one for the other."""
    rows = [r for r in world.beside[cell.row["source_id"]] if r.get(cell.column) and r[cell.column] != cell.value]
    rows = [r for r in rows if r["_id"] in cell.table.by_id]
    if not rows:
        return []
    other = world.dice.choice(rows)
    pairs = ((cell.row, other), (other, cell.row))
    return [Edit(cell.table.name, a["_line"], {cell.column: b[cell.column]}) for a, b in pairs]


def number_and_wording(world: World, cell: Cell) -> list[Edit]:
    """The number, the wording it is read from and the phrase around it changed together."""
    new = off_by_one(world, cell)
    written = re.compile(rf"(?<!\d){cell.value}(?!\d)")
    if not written.search(cell.row["value_wording"]):
        return []
    row = {"value": new, "value_wording": written.sub(new, cell.row["value_wording"])}
    return [Edit(cell.table.name, cell.row["_line"], row), *_in_phrases(world, cell, written, new)]


def harm_and_wording(world: World, cell: Cell) -> list[Edit]:
    new, old = SWAPPED.get(cell.value, ""), cell.row["harm_wording"]
    words = world.pick(
        r["harm_wording"] for r in cell.table.records if r["harm"] == new and _language(world, r) == _language(world, cell.row)
    )
    if not new or not words or not old:
        return []
    changed = {"harm": new, "harm_wording": words}
    return [Edit(cell.table.name, cell.row["_line"], changed), *_in_phrases(world, cell, re.compile(re.escape(old)), words)]


def _in_phrases(world: World, cell: Cell, old: re.Pattern[str], new: str) -> list[Edit]:
    """The change made in the words that are kept for the item too."""
    phrases = [w for w in world.owned["wordings"][cell.row["_id"]] if old.search(w["wording"])]
    return [Edit("wordings", w["_line"], {"wording": old.sub(lambda match: new, w["wording"])}) for w in phrases]


def voice_and_wording(world: World, cell: Cell) -> list[Edit]:
    """Another actor of the publisher's usage as who said it: in the row, in the first step of the chain, and in its words."""
    steps = world.owned["attributions"][cell.row["_id"]]
    publisher = world.package["sources"].by_id[cell.row["source_id"]]["publisher_id"]
    names = [n for n in world.package["names"].records if n["usage"] == publisher and n["entity_id"] in world.package["actors"].by_id]
    names = [n for n in names if n["entity_id"] != cell.value and n["language"] == _language(world, cell.row)]
    if not names or len(steps) < 2 or not steps[0]["wording"]:
        return []
    name = world.dice.choice(names)
    step = Edit("attributions", steps[0]["_line"], {"actor_id": name["entity_id"], "wording": name["name"]})
    return [Edit(cell.table.name, cell.row["_line"], {cell.column: name["entity_id"]}), step]


def _language(world: World, row: dict) -> str:
    return world.package.languages[row["source_id"]]


def declared(change: Callable[[World, Cell], str]) -> Callable[[World, Cell], list[Edit]]:
    """A wrong value with an inference that declares it."""

    def edits(world: World, cell: Cell) -> list[Edit]:
        new = change(world, cell)
        if not new:
            return []
        row = {"item_id": cell.row["_id"], "column": cell.column, "value": new, "kind": "inferred", "reason": "So it must be meant."}
        own = next((r for r in world.owned["inferences"][cell.row["_id"]] if r["column"] == cell.column), None)
        inference = Edit("inferences", own["_line"], {"value": new}) if own else Edit("inferences", 0, row | {"other_reading": ""})
        return [Edit(cell.table.name, cell.row["_line"], {cell.column: new}), inference]

    return edits


def cleanly_deleted(world: World, cell: Cell) -> list[Edit]:
    """An item with everything that belongs to it, and the passages that carry nothing else."""
    item = cell.row["_id"]
    edits = [Edit(name, row["_line"], None) for name in OWNED for row in world.owned[name][item]]
    for name, ends in (("relations", ("from_id", "to_id")), ("explanations", ("first_id", "second_id"))):
        edits += [Edit(name, row["_line"], None) for row in world.package[name].records if item in (row[ends[0]], row[ends[1]])]
    carried = defaultdict(set)
    for row in world.package["evidence"].records:
        carried[row["passage_id"]].add(row["item_id"])
    for row in world.owned["evidence"][item]:
        if carried[row["passage_id"]] == {item}:
            edits.append(Edit("passages", world.passages[row["passage_id"]]["_line"], None))
    return [Edit(cell.table.name, cell.row["_line"], None), *edits]


def invented(world: World, cell: Cell) -> list[Edit]:
    """A new item made from another one: its passages, its chain and its inferences, with another number or another polarity."""
    last = max(int(i[1:]) for i in cell.table.by_id)
    item, cells = f"{cell.row['_id'][0]}{last + 1:04d}", {c: v for c, v in cell.row.items() if c not in ("_id", "_line")}
    cells[cell.table.key[0]] = item
    if cell.table.name in CLAIMS:
        new = off_by_one(world, Cell(cell.table, cell.row, "value")) if cell.row["value"] else ""
        if not new or cell.row["value"] not in cells["value_wording"]:
            return []
        cells |= {"value": new, "value_wording": cells["value_wording"].replace(cell.row["value"], new)}
    else:
        new = negation_dropped(world, Cell(cell.table, cell.row, "content"))
        cells["content"] = new or re.sub(r" (was|were|is|are|has|had|will) ", r" \1 not ", cells["content"], count=1)
        if cells["content"] == cell.row["content"]:
            return []
    edits = [Edit(cell.table.name, 0, cells)]
    for name in OWNED:
        for row in world.owned[name][cell.row["_id"]]:
            own = {c: v for c, v in row.items() if c not in ("_id", "_line")} | {"item_id": item}
            if name == "wordings" and row["column"] == "value":
                own["wording"] = own["wording"].replace(cell.row["value"], cells["value"])
            edits.append(Edit(name, 0, own))
    return edits


# The kinds. Columns are written table.column, a table alone for a kind that is about rows.
NUMBERS = "casualty_claims.value figures.value casualty_claims.value_high figures.value_high"
VOICES = "casualty_claims.claimant_id figures.claimant_id statements.speaker_id"
SAID_DAYS = "casualty_claims.claimed_on figures.claimed_on statements.stated_on"
DAYS = f"{SAID_DAYS} casualty_claims.as_of figures.as_of"
HOURS = "casualty_claims.as_of_time figures.as_of_time events.time_local"
CODES = (
    "casualty_claims.harm figures.measure casualty_claims.population figures.population casualty_claims.bound figures.bound statements.act"
)
EVENTS = "casualty_claims.event_id figures.event_id"
QUANTITIES = "casualty_claims.value_wording figures.value_wording"
WORDINGS = f"{QUANTITIES} casualty_claims.harm_wording figures.measure_wording statements.act_wording"
ABOUT = "statements.addressee_id statements.about_actor_id"
CELLS: dict[str, dict[str, tuple[str, Callable[[World, Cell], str]]]] = {
    "core": {
        "number off by one": (NUMBERS, off_by_one),
        "number times ten": (NUMBERS, times_ten),
        "digits swapped": (NUMBERS, digits_swapped),
        "another code": (CODES, another_code),
        "another actor": (f"{VOICES} attributions.actor_id", another_actor),
        "another event": (EVENTS, another("events")),
        "a day off": (DAYS, shifted(-1, 1)),
        "a month off": (DAYS, shifted(-30, 31)),
        "a letter changed": (WORDINGS, letter_changed),
        "a digit changed": (WORDINGS, digit_changed),
        "a look-alike letter": (WORDINGS, look_alike),
        "another role": ("attributions.role", another_code),
    },
    "plausible": {
        "neighbouring number": (NUMBERS, beside("value", "value_high")),
        "other bound": ("casualty_claims.bound figures.bound", another_code),
        "swapped harm": ("casualty_claims.harm", swapped_harm),
        "wrong population": ("casualty_claims.population figures.population", another_code),
        "wrong side": ("casualty_claims.population_side figures.population_side", another_code),
        "other actor of the source": (f"{VOICES} attributions.actor_id {ABOUT}", actor_of_the_source),
        "other event of the source": (f"{EVENTS} statements.about_event_id", beside("event_id", "about_event_id")),
        "other day of the week": (DAYS, shifted(-3, -2, 2, 3)),
        "Moscow hour": (HOURS, moscow_hour),
        "wrong precision": ("casualty_claims.as_of_precision figures.as_of_precision statements.date_precision", another_code),
        "wrong act": ("statements.act", another_code),
        "wrong topic": ("statements.topic", another_code),
        "wrong mode": ("statements.mode", another_code),
        "negation dropped": ("statements.content", negation_dropped),
        "other name in the content": ("statements.content", other_name),
        "blanked": (f"{ABOUT} {SAID_DAYS} casualty_claims.as_of statements.about_event_id casualty_claims.value", blanked),
        "first word dropped": (QUANTITIES, first_word_dropped),
        "other word": ("wordings.wording attributions.wording", letter_changed),
        "passage of another item": ("evidence.passage_id", passage_of_the_source),
        "offset off by one": ("passages.char_start passages.char_end passages.paragraph", off_by_one),
        "another hash": ("passages.sha256", digit_changed),
        "another publisher": ("sources.publisher_id", another_row),
        "another language": ("sources.language", another_row),
        "another day of print": ("sources.published_on", shifted(-1, 1)),
        "inference of another value": ("inferences.value", letter_changed),
    },
    "shared": {
        "wrong type": ("actors.actor_type places.place_type events.event_type event_actors.role", another_code),
        "wrong side of an actor": ("actors.side", another_code),
        "another country": ("actors.country", another_row),
        "another body": ("actors.member_of", another_actor),
        "body blanked": ("actors.member_of actors.side actors.country", blanked),
        "a letter of a name": ("names.name actors.name places.name actors.office", letter_changed),
        "name of another": ("names.entity_id", another_row),
        "another usage": ("names.usage names.language", another_row),
        "another form": ("names.form", another_code),
        "another place": ("events.place_id places.within", another("places")),
        "coordinates": ("places.latitude places.longitude places.geonames_id", another_row),
        "another outside id": ("actors.wikidata_id actors.gw_code actors.ucdp_actor_id", another_row),
        "event a day off": ("events.date_start events.date_end", shifted(-1, 1)),
        "another part": ("events.part_of", another("events")),
        "wrong code of an event": ("events.date_precision events.assertion event_actors.assertion events.place_precision", another_code),
        "other name in a title": ("events.title events.description", other_name),
        "another actor of an event": ("event_actors.actor_id", another_actor),
        "cue left out": ("vocabularies.cues", cue_dropped),
        "cues of another code": ("vocabularies.cues", another_row),
        "another factor": ("vocabularies.low_factor vocabularies.high_factor vocabularies.unit", another_row),
        "wrong relation": ("relations.relation", wrong_relation),
        "related to another": ("relations.to_id relations.from_id explanations.second_id", another_row),
    },
    "second coding": {
        "second: another code": (CODES, another_code),
        "second: number": ("casualty_claims.value figures.value", off_by_one),
        "second: another actor": (VOICES, another_actor),
        "second: a day off": (SAID_DAYS, shifted(-1, 1)),
        "second: another step": ("attributions.actor_id", another_actor),
    },
}
ROWS: dict[str, dict[str, tuple[str, Callable[[World, Cell], list[Edit]]]]] = {
    "core": {
        "rows swapped": (f"{NUMBERS} {VOICES} casualty_claims.harm statements.act", row_swapped),
        "relay dropped": ("attributions", relay_dropped),
        "steps swapped": ("attributions", steps_swapped),
    },
    "plausible": {"inference dropped": ("inferences", dropped), "passage taken away": ("evidence", dropped)},
    "shared": {
        "relation dropped": ("relations", dropped),
        "ends swapped": ("relations", ends_swapped),
        "name dropped": ("names", dropped),
        "participation dropped": ("event_actors", dropped),
    },
    "adversarial": {
        "number and wording": ("casualty_claims.value figures.value", number_and_wording),
        "harm and wording": ("casualty_claims.harm", harm_and_wording),
        "voice and wording": (VOICES, voice_and_wording),
        "number declared": ("casualty_claims.value figures.value", declared(off_by_one)),
        "code declared": (CODES, declared(another_code)),
        "actor declared": (VOICES, declared(actor_of_the_source)),
        "day declared": (DAYS, declared(shifted(-1, 1))),
        "row deleted": (" ".join(SAID), cleanly_deleted),
        "row invented": (" ".join(SAID), invented),
    },
    "second coding": {"second: row dropped": ("casualty_claims statements attributions", dropped)},
}
SCOPES = ("shipped core", "shipped plausible", "cited core", "cited plausible", "shared", "adversarial", "second coding")


def draw(package: Package, sample: int, seed: int = 0) -> Iterator[Mutation]:
    """A seeded sample, from each scope in turn and in a scope of each kind in turn; a larger sample begins with a smaller one."""
    world = World(package, random.Random(seed))
    return islice(_in_turn([_of_scope(world, scope) for scope in SCOPES]), sample)


def _in_turn(streams: list[Iterator[Mutation]]) -> Iterator[Mutation]:
    while streams:
        for stream in list(streams):
            if (mutation := next(stream, None)) is None:
                streams.remove(stream)
            else:
                yield mutation


def _of_scope(world: World, scope: str) -> Iterator[Mutation]:
    group = scope.split()[-1] if scope.startswith(("shipped", "cited")) else scope
    kinds = [(kind, *how) for made in (CELLS, ROWS) for kind, how in made.get(group, {}).items()]
    world.dice.shuffle(kinds)
    return _in_turn([_of_kind(world, scope, *kind) for kind in kinds])


def _of_kind(world: World, scope: str, kind: str, cells: str, change: Callable) -> Iterator[Mutation]:
    """The mutations of a kind in an order that the dice give, a column as often as another."""
    columns = [list(_cells(world, scope, *name.partition(".")[::2])) for name in cells.split()]
    for column in columns:
        world.dice.shuffle(column)
    for number in range(max(map(len, columns), default=0)):
        for column in columns:
            if number < len(column) and (mutation := _make(world, scope, kind, column[number], change)):
                yield mutation


def _cells(world: World, scope: str, name: str, column: str) -> Iterator[Cell]:
    """The cells of a column that are filled, or the rows of a table, that lie in the scope."""
    name = f"second_coding/{name}" if scope == "second coding" else name
    status = scope.split()[0] if scope.startswith(("shipped", "cited")) else ""
    table = world.tables.get(name)
    for row in table.records if table else ():
        inside = not status or world.text_status.get(world.source_of(name, row)) == status
        if inside and (not column or row[column]):
            yield Cell(table, row, column)


def _make(world: World, scope: str, kind: str, cell: Cell, change: Callable) -> Mutation | None:
    made = change(world, cell)
    if isinstance(made, str):
        made = [Edit(cell.table.name, cell.row["_line"], {cell.column: made.replace(BLANK, "")})] if made and made != cell.value else []
    if not made:
        return None
    new = (made[0].cells or {}).get(cell.column, "")
    return Mutation(scope, kind, cell.table.name, cell.row["_id"], cell.column, cell.value, new, tuple(made))


def second_coding(package: Package) -> dict[str, Table]:
    """The tables of the second coding, under the names `second_coding/...`."""
    named = [r for r in package.descriptor["resources"] if r["name"] in (*VARIABLES, "attributions")]
    found = [table for resource in named if (table := coded_table(package, SECOND, resource))]
    return {f"second_coding/{table.name}": replace(table, name=f"second_coding/{table.name}") for table in found}


def apply(tables: dict[str, Table], mutation: Mutation) -> dict[str, Table]:
    """The tables with the change made; every other row keeps its line."""
    changed = dict(tables)
    for name in {edit.table for edit in mutation.edits}:
        edits = {edit.line: edit.cells for edit in mutation.edits if edit.table == name and edit.line}
        rows = [row | (edits.get(row["_line"]) or {}) for row in tables[name].records if edits.get(row["_line"], {}) is not None]
        last = max(row["_line"] for row in tables[name].records) if tables[name].records else 1
        new = [edit.cells for edit in mutation.edits if edit.table == name and not edit.line]
        changed[name] = tables[name].holding([*rows, *(cells | {"_line": last + n} for n, cells in enumerate(new, 1))])
    return changed
