"""Changes of rows: each gives the edits, none where it does not apply or the rows would be as true as before."""

import re
from collections.abc import Callable

from scripts.curate.retire import retire
from scripts.curate.rows import changed, next_ids
from scripts.prove.mistakes.cells import SWAPPED, negation_dropped, off_by_one
from scripts.prove.mistakes.world import Cell, Edit, World
from validation.model.items import CLAIMS
from validation.model.parts import OF_ITEMS


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
    """An item with everything that belongs to it, and the passages that carry nothing else, but without its place among withdrawn ids."""
    after = retire(world.package, cell.row["_id"], "It is gone.", "2023-10-10")
    gone = [name for name in changed(world.package, after) if name != "retired_ids"]
    rows = ((name, row) for name in gone for row in world.package[name].records if row["_id"] not in after[name].by_id)
    return [*dropped(world, cell), *(Edit(name, row["_line"], None) for name, row in rows if row is not cell.row)]


def invented(world: World, cell: Cell) -> list[Edit]:
    """A new item made from another one: its passages, its chain and its inferences, with another number or another polarity."""
    item = next(next_ids(world.package, cell.table.name))
    cells = {c: v for c, v in cell.row.items() if c not in ("_id", "_line")} | {cell.table.key[0]: item}
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
    for name in OF_ITEMS:
        for row in world.owned[name][cell.row["_id"]]:
            own = {c: v for c, v in row.items() if c not in ("_id", "_line")} | {"item_id": item}
            if name == "wordings" and row["column"] == "value":
                own["wording"] = own["wording"].replace(cell.row["value"], cells["value"])
            edits.append(Edit(name, 0, own))
    return edits
