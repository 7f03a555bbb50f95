"""The page of each claim, figure and statement: words, chain, grade of each cell, relations, conflicts, how to cite.

A withdrawn id keeps a page too.
"""

from collections.abc import Iterator

from scripts.publish.site.addresses import page_of
from scripts.publish.site.environment import day
from scripts.publish.site.pages import Page
from scripts.publish.site.pictures.rivals import rivals
from scripts.publish.site.view import View
from validation.model.grounds import Ground, ground_of
from validation.model.items import SHARED

KINDS = {"casualty_claims": "Claim", "figures": "Figure", "statements": "Statement"}


def pages(view: View) -> Iterator[Page]:
    for item in view.rows:
        if path := page_of(item):
            yield Page(path, "item.html", f"{item}: {view.sentence(item)}", values(view, item))
    for row in view.package["retired_ids"].records:
        if path := page_of(row["id"]):
            yield Page(path, "retired.html", f"{row['id']} was withdrawn", {"row": row})


def values(view: View, item: str) -> dict:
    """What the template of an item reads."""
    row, table = view.rows[item], view.tables[item]
    source = view.sources[row["source_id"]]
    wide = view.claims.get(item) or view.statements[item]
    printed = f"{view.name(source['publisher_id'])}, {day(source['published_on']) or 'no day'}"
    return {
        "item": item, "kind": KINDS[table], "row": row, "wide": wide, "source": source, "table": table,
        "cells": cells(view, item), "quotes": quotes(view, item), "relations": relations(view, item), "rivals": rivals(view, item),
        "cited": f"{KINDS[table]} {item} ({view.sentence(item)}; printed by {printed})",
    }  # fmt: skip


def cells(view: View, item: str) -> list[dict]:
    """Each coded cell that is filled: value in words, meaning of its code, grade, the words for it, and the reading not taken."""
    row, table = view.rows.get(item) or view.events[item], view.tables[item]
    evidence = {cell["column"]: cell for cell in view.cells.get(item, ())}
    found = []
    for field in view.package[table].fields:
        column, value, ground, vocabulary = field["name"], row[field["name"]], ground_of(field), field.get("vocabulary", "")
        cell, reading = evidence.get(column, {}), view.readings.get((item, column))
        stands_elsewhere = column == "source_id" or column.endswith("_wording") or not (ground or vocabulary)
        if stands_elsewhere or not (value or reading):
            continue
        otherwise = "declared" if reading else "not_here" if ground else "coded"
        found.append({
            "column": column, "shown": _shown(view, column, vocabulary, value), "link": _link(view, column, value),
            "meaning": view.meaning(vocabulary, value), "grade": cell.get("status") or otherwise,
            "words": _words(view, row, column, ground, cell), "passage": cell.get("passage_id", ""), "reading": reading,
        })  # fmt: skip
    return found


def _words(view: View, row: dict, column: str, ground: Ground | None, cell: dict) -> str:
    """The very words that give a cell: out of the text, or the few that are recorded."""
    if cell.get("status") == "grounded" and cell["char_end"]:
        passage = view.passages[cell["passage_id"]]
        if passage["quote"]:
            start = int(passage["char_start"])
            return passage["quote"][int(cell["char_start"]) - start : int(cell["char_end"]) - start]
    if cell.get("status") in ("worded", "grounded", "declared"):
        for name in (column, *SHARED.get(column, ())):
            if few := [word["wording"] for word in view.words.get(row["_id"], ()) if word["column"] == name]:
                return " … ".join(few)
        return row.get(ground.column, "") if ground else ""
    return ""


def _shown(view: View, column: str, vocabulary: str, value: str) -> str:
    if vocabulary:
        return view.label(vocabulary, value)
    if value in view.actors and column.endswith(("_id", "member_of")):
        return view.name(value)
    if value in view.events:
        return view.events[value]["title"]
    return day(value)


def _link(view: View, column: str, value: str) -> str:
    if value in view.events or value in view.rows:
        return page_of(value)
    return f"actors/{value}/index.html" if value in view.actors and column.endswith("_id") else ""


def quotes(view: View, item: str) -> list[dict]:
    """The passages of an item, in the order of the text."""
    held = [view.passages[p] for p in view.carried.get(item, ()) if p in view.passages]
    return sorted(held, key=lambda p: (p["source_id"], int(p["char_start"] or 0), p["passage_id"]))


def relations(view: View, item: str) -> list[tuple[str, str, str]]:
    """Relation in words as this item stands in it, the other end, and the note."""
    passive = {"repeats": "is repeated by", "matches": "is matched by", "revises": "is revised by", "updates": "is updated by",
               "contradicts": "is contradicted by", "includes": "is included in", "denies": "is denied by",
               "responds_to": "is answered by"}  # fmt: skip
    found = []
    for row in view.relations.get(item, ()):
        own = row["from_id"] == item
        words = row["relation"].replace("_", " ") if own else passive.get(row["relation"], f"is the other end of {row['relation']}")
        found.append((words, row["to_id"] if own else row["from_id"], row["note"]))
    return sorted(found)
