"""Plausible wrong values: every way a tired coder, a bad merge or a look-alike letter could change one cell."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from validation.model.items import ITEMS
from validation.model.package import Package, Table

HOMOGLYPHS = str.maketrans("aceopxyACEHKMOPTX", "асеорхуАСЕНКМОРТХ")  # Latin to Cyrillic letters that look the same
PROSE = {"content", "description", "title", "note"}
STRUCTURAL = {"relay dropped", "steps swapped", "claimant and outlet swapped", "passage of another item", "rows swapped"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: the cell it is about, the kind of mistake, and the edits as (table, row number, column, new value).

    A dropped row is an edit with the column "" of its row number.
    """

    table: str
    row: int
    row_id: str
    column: str
    kind: str
    old: str
    new: str
    edits: tuple[tuple[str, int, str, str], ...]

    @property
    def prose(self) -> bool:
        return self.column in PROSE

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}.{self.column}: {self.old!r} > {self.new!r} ({self.kind})"


def apply(package: Package, mutation: Mutation) -> Package:
    """The package with the change made."""
    tables = dict(package.tables)
    for table, row, column, new in mutation.edits:
        frame = tables[table].frame.copy()
        if column:
            frame.at[row, column] = new
        else:
            frame = frame.drop(index=row)
        tables[table] = tables[table].holding(frame.to_dict("records"))
    return replace(package, tables=tables)


def mutations(package: Package, seed: int = 0) -> Iterator[Mutation]:
    """Every mutation of the rows whose text is shipped, in the order of the tables."""
    dice = random.Random(seed)
    shipped = {r["source_id"] for r in package["sources"].records if r["text_status"] == "shipped"}
    passages = {r["passage_id"] for r in package["passages"].records if r["source_id"] in shipped}
    carried = {r["item_id"] for r in package["evidence"].records if r["passage_id"] in passages}
    elsewhere = {r["item_id"] for r in package["evidence"].records if r["passage_id"] not in passages}
    items = carried - elsewhere
    for name in ITEMS:
        rows = [r for r in package[name].records if r["_id"] in items]
        for field in package[name].fields:
            if "grounding" in field or field["name"] in ("place_precision",):
                for row in rows:
                    yield from _of_cell(package, package[name], field, row, dice)
        yield from _swaps(package[name], rows, dice)
    yield from _of_passages(package, passages)
    yield from _of_evidence(package, items, passages, dice)
    yield from _of_chains(package, items, dice)


def _one(table: Table, row: dict, column: str, kind: str, new: str) -> Iterator[Mutation]:
    if new != row[column]:
        number = row["_line"] - 2
        yield Mutation(table.name, number, row["_id"], column, kind, row[column], new, ((table.name, number, column, new),))


def _of_cell(package: Package, table: Table, field: dict, row: dict, dice: random.Random) -> Iterator[Mutation]:
    column, value = field["name"], row[field["name"]]
    if not value:
        return
    if "vocabulary" in field:
        others = [code for code in package.codes[field["vocabulary"]] if code != value]
        for code in dice.sample(others, min(3, len(others))):
            yield from _one(table, row, column, "another code", code)
        return
    if target := _target(table, column):
        others = [i for i in package[target].by_id if i != value]
        for other in dice.sample(others, min(3, len(others))):
            yield from _one(table, row, column, "another id", other)
        return
    kinds = {"integer": _of_number, "date": _of_date}.get(field["type"], _of_text)
    for kind, new in kinds(value, column, dice):
        yield from _one(table, row, column, kind, new)


def _target(table: Table, column: str) -> str:
    """The table an id points at."""
    if column == table.key[0]:
        return ""
    ends = {
        "event_id": "events",
        "part_of": "events",
        "about_event_id": "events",
        "place_id": "places",
        "source_id": "sources",
        "member_of": "actors",
    }
    actors = ("actor_id", "claimant_id", "speaker_id", "addressee_id", "about_actor_id")
    return "actors" if column in actors else ends.get(column, "")


def _of_number(value: str, column: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    number = int(value)
    yield "off by one", str(number + dice.choice((-1, 1)))
    yield "times ten", str(number * 10)
    if len(value) > 1 and len(set(value)) > 1:
        i = next(i for i in range(len(value) - 1) if value[i] != value[i + 1])
        yield "digits swapped", value[:i] + value[i + 1] + value[i] + value[i + 2 :]


def _of_date(value: str, column: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    day = date.fromisoformat(value)
    yield "a day off", (day + timedelta(days=dice.choice((-1, 1)))).isoformat()
    month = day.month % 12 + 1
    yield "a month off", day.replace(month=month, day=min(day.day, 28)).isoformat()
    yield "a year off", day.replace(year=day.year - 1, day=min(day.day, 28)).isoformat()


def _of_text(value: str, column: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    if column == "time_local":
        yield "an hour off", f"{(int(value[:2]) + 1) % 24:02d}{value[2:]}"
        return
    if (twin := value.translate(HOMOGLYPHS)) != value:
        at = next(i for i, (a, b) in enumerate(zip(value, twin, strict=True)) if a != b)
        yield "homoglyph", value[:at] + twin[at] + value[at + 1 :]
    yield "zero-width space", value[:1] + "\u200b" + value[1:]
    if (apart := unicodedata.normalize("NFD", value)) != value:
        yield "NFD for NFC", apart
    words = value.split(" ")
    if column in PROSE:
        yield from _of_prose(value)
    elif column.endswith("wording"):
        if len(words) > 1:
            yield "first word dropped", " ".join(words[1:])
        letters = [i for i, c in enumerate(value) if c.isalpha()]
        if letters:
            i = dice.choice(letters)
            yield "a letter changed", value[:i] + ("x" if value[i] != "x" else "y") + value[i + 1 :]
        if digits := [i for i, c in enumerate(value) if c.isdigit()]:
            yield "a digit changed", value[: digits[-1]] + str((int(value[digits[-1]]) + 1) % 10) + value[digits[-1] + 1 :]


def _of_prose(value: str) -> Iterator[tuple[str, str]]:
    for name, other in (("Azerbaijan", "Russia"), ("Armenia", "Russia"), ("Aliyev", "Antony Blinken"), ("Azerbaijani", "Russian")):
        if re.search(rf"\b{name}\b", value):
            yield "another name", re.sub(rf"\b{name}\b", other, value, count=1)
            break
    if years := [w for w in value.split() if w.strip(".,").isdigit()]:
        yield "another number", value.replace(years[0], str(int(years[0].strip(".,")) + 1), 1)
    if " not " in value:
        yield "not dropped", value.replace(" not ", " ", 1)


def _swaps(table: Table, rows: list[dict], dice: random.Random) -> Iterator[Mutation]:
    """Two rows' values swapped, in the columns that hold a number, a code or an id."""
    columns = [
        f["name"]
        for f in table.fields
        if f["name"] in ("value", "harm", "claimant_id", "speaker_id", "act", "date_start", "event_type", "actor_id")
    ]
    for column in (c for c in columns if c not in table.key):
        for a in rows:
            others = [b for b in rows if b[column] != a[column] and a[column] and b[column]]
            if others:
                b = dice.choice(others)
                edits = ((table.name, a["_line"] - 2, column, b[column]), (table.name, b["_line"] - 2, column, a[column]))
                yield Mutation(table.name, a["_line"] - 2, a["_id"], column, "rows swapped", a[column], b[column], edits)


def _of_passages(package: Package, passages: set[str]) -> Iterator[Mutation]:
    table = package["passages"]
    for row in (r for r in table.records if r["passage_id"] in passages):
        for column in ("char_start", "char_end"):
            for step in (-1, 1):
                if int(row[column]) + step >= 0:
                    yield from _one(table, row, column, "offset shifted by one", str(int(row[column]) + step))
        yield from _one(table, row, "paragraph", "off by one", str(int(row["paragraph"]) + 1))
        at = next(i for i, c in enumerate(row["quote"]) if c.isalpha())
        yield from _one(table, row, "quote", "a letter changed", row["quote"][:at] + "Q" + row["quote"][at + 1 :])
        yield from _one(table, row, "sha256", "a letter changed", ("0" if row["sha256"][0] != "0" else "1") + row["sha256"][1:])
        for kind, new in _of_text(row["quote"], "quote", random.Random(0)):
            yield from _one(table, row, "quote", kind, new)


def _of_evidence(package: Package, items: set[str], passages: set[str], dice: random.Random) -> Iterator[Mutation]:
    table = package["evidence"]
    held: dict[str, set[str]] = {}
    for row in table.records:
        held.setdefault(row["item_id"], set()).add(row["passage_id"])
    for row in (r for r in table.records if r["item_id"] in items):
        others = sorted(passages - held[row["item_id"]])
        yield from _one(table, row, "passage_id", "passage of another item", dice.choice(others))


def _of_chains(package: Package, items: set[str], dice: random.Random) -> Iterator[Mutation]:
    table = package["attributions"]
    chains: dict[str, list[dict]] = {}
    for row in (r for r in table.records if r["item_id"] in items):
        chains.setdefault(row["item_id"], []).append(row)
        fields = {f["name"]: f for f in table.fields}
        for column in ("actor_id", "role", "wording"):
            yield from _of_cell(package, table, fields[column], row, dice)
    for chain in chains.values():
        yield from _dropped(table, chain)
        yield from _swapped(table, chain)


def _dropped(table: Table, chain: list[dict]) -> Iterator[Mutation]:
    """A relay dropped, with the steps behind it moved up, so that no gap gives it away."""
    for i, row in enumerate(chain[1:-1], 1):
        moved = tuple((table.name, later["_line"] - 2, "step", str(int(later["step"]) - 1)) for later in chain[i + 1 :])
        gone = (table.name, row["_line"] - 2, "", "")
        yield Mutation(table.name, row["_line"] - 2, row["_id"], "step", "relay dropped", row["actor_id"], "", (*moved, gone))


def _swapped(table: Table, chain: list[dict]) -> Iterator[Mutation]:
    for a, b in zip(chain, chain[1:], strict=False):
        edits = tuple((table.name, x["_line"] - 2, c, y[c]) for x, y in ((a, b), (b, a)) for c in ("actor_id", "wording"))
        kind = "steps swapped" if b is not chain[-1] else "claimant and outlet swapped" if a is chain[0] else "steps swapped"
        yield Mutation(table.name, a["_line"] - 2, a["_id"], "actor_id", kind, a["actor_id"], b["actor_id"], edits)
