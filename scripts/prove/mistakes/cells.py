"""Changes of one cell: each gives the new value, blank where it does not apply or the row would be as true as before."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from scripts.prove.mistakes.world import Cell, World

HOMOGLYPHS = str.maketrans("aceopxyACEHKMOPTX", "асеорхуАСЕНКМОРТХ")  # Latin to Cyrillic letters that look the same
SWAPPED = {"killed": "wounded", "wounded": "killed"}
BLANK = "\0"  # stands for a new value that is blank


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
