"""The bytes of the tables: encoding, line ends, cells a spreadsheet would run, invisible and look-alike characters, order."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from validation.model.canonical import canonical
from validation.model.descriptor import is_derived
from validation.model.package import JOURNAL, is_inside, read_rows, stays_inside
from validation.problem import Problem

SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "ARABIC", "HEBREW")
LOOK_ALIKES = "АаЕеІіОоСсуХх"  # Cyrillic letters that stand alone as words and look Latin
HIDDEN = ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")
JOINED = ("ARABIC", "DEVANAGARI", "BENGALI")  # scripts that need joiners
WORD = re.compile(r"[^\W\d_]+")


def check(root: Path, descriptor: dict) -> list[Problem]:
    """Problems in the bytes of every described table, and tables in `data/` that nothing describes."""
    problems: list[Problem] = []
    declared = _mixed(root)
    described = {r["path"]: r for r in descriptor["resources"] if is_inside(r.get("path", ""))}
    for path, resource in described.items():
        if not stays_inside(root, path):
            problems.append(_problem(path, 0, "hygiene.link", "is a link that leaves the package"))
        elif (root / path).is_dir():
            problems.append(_problem(path, 0, "hygiene.folder", "is a folder where a table should be"))
        elif (root / path).is_file():
            problems += check_file(path, (root / path).read_bytes(), resource.get("schema", {}).get("primaryKey", []), declared)
    if (root / JOURNAL).is_file():
        tables = ", ".join(json.loads((root / JOURNAL).read_bytes()))
        problems.append(_problem(JOURNAL, 0, "hygiene.unfinished", f"names {tables}, which a command was writing when it was cut short"))
    for found in sorted((root / "data").rglob("*.csv")):
        path = found.relative_to(root).as_posix()
        if path not in described and not path.startswith("data/second_coding/"):
            problems.append(_problem(path, 0, "hygiene.undescribed", "is not described in datapackage.json"))
    return problems


def check_file(path: str, data: bytes, key: list[str], declared: frozenset[str] = frozenset()) -> list[Problem]:
    """Problems in the bytes of one file. Its cells and order are judged only when it can be read as CSV.

    `declared` are the words that may mix scripts in a wording.
    """
    problems = list(_check_bytes(path, data))
    try:
        rows = read_rows(data.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = f"holds a byte that is not UTF-8, {data[error.start]:#04x}"
        return [*problems, _problem(path, line, "hygiene.encoding", bad)]
    except csv.Error as error:
        return [*problems, _problem(path, 0, "hygiene.csv", f"cannot be read as CSV: {error}")]
    cells = list(_check_cells(path, rows, declared))
    problems += cells
    even = all(len(row) == len(rows[0]) for row in rows)
    if not problems and rows and even and not is_derived(path):
        problems += _check_form(path, data.decode("utf-8"), rows, key)
    return problems


def _problem(path: str, line: int, rule: str, message: str, row_id: str = "", column: str = "", value: str = "") -> Problem:
    return Problem(file=path, line=line, row_id=row_id, column=column, value=value, rule=rule, message=message)


def _check_bytes(path: str, data: bytes) -> Iterator[Problem]:
    if data.startswith(b"\xef\xbb\xbf"):
        yield _problem(path, 1, "hygiene.bom", "starts with a byte order mark")
    if b"\r" in data:
        yield _problem(path, data.count(b"\n", 0, data.index(b"\r")) + 1, "hygiene.line_end", "has a carriage return")
    if data and not data.endswith(b"\n"):
        yield _problem(path, data.count(b"\n") + 1, "hygiene.line_end", "has no line end on its last line")


def _words(cell: str) -> set[str]:
    return set(WORD.findall(cell))


def _mixed(root: Path) -> frozenset[str]:
    """The words that mix scripts in the cues of the vocabularies."""
    try:
        rows = read_rows((root / "data/vocabularies.csv").read_bytes())
    except (OSError, ValueError, csv.Error):
        return frozenset()
    cells = (cell for row in rows for cell in row if any(rule == "hygiene.mixed_script" for rule, _ in faults(cell)))
    return frozenset(word for cell in cells for word in _words(cell) if len(_scripts(word)) > 1)


def _check_cells(path: str, rows: list[list[str]], declared: frozenset[str]) -> Iterator[Problem]:
    header = rows[0] if rows else []
    line = 1
    for row in rows:
        for column, cell in zip(header, row, strict=False):
            for rule, message in faults(cell):
                if rule == "hygiene.mixed_script" and (column == "cues" or (column.endswith("wording") and _words(cell) & declared)):
                    continue  # the source prints it so, and a cue of the vocabularies declares it
                yield _problem(path, line, rule, message, row[0], column, cell)
        line += 1 + sum(cell.count("\n") for cell in row)


@cache
def faults(cell: str) -> tuple[tuple[str, str], ...]:
    """Rule and message of every fault of the characters of one cell."""
    found = []
    if cell != cell.strip():
        found.append(("hygiene.outer_space", "begins or ends with white space"))
    if cell[:1] in "=@+-" and cell and not re.fullmatch(r"[+-]\d[\d.:]*", cell):
        found.append(("hygiene.formula", f"begins with {cell[0]!r}, which a spreadsheet runs as a formula"))
    if cell.isdecimal() and not cell.isascii():
        found.append(("hygiene.digits", "is not written in the digits 0 to 9"))
    if cell.isascii():
        if any(ord(c) < 32 or ord(c) == 127 for c in cell):
            found.append(("hygiene.control", "holds a line break or a control character"))
        return tuple(found)
    if not unicodedata.is_normalized("NFC", cell):
        found.append(("hygiene.nfc", "is not in Unicode normal form C"))
    if hidden := next((c for at, c in enumerate(cell) if unicodedata.category(c) in HIDDEN and not _joins(cell, at)), ""):
        found.append(("hygiene.control", f"holds the invisible character U+{ord(hidden):04X}"))
    words = WORD.findall(cell)
    latin = sum(_scripts(word) == {"Latin"} for word in words)
    for word in words:
        if len(scripts := _scripts(word)) > 1:
            found.append(("hygiene.mixed_script", f"mixes {' and '.join(sorted(scripts))} letters in the word {word!r}"))
            break
        if len(word) == 1 and word in LOOK_ALIKES and latin > 2 * (len(words) - latin):
            found.append(("hygiene.mixed_script", f"has the {next(iter(scripts))} letter {word!r} among Latin words"))
            break
    return tuple(found)


def _joins(cell: str, at: int) -> bool:
    """Whether a joiner stands between two letters of a script that is written with joiners, as in Persian."""
    around = (cell[at - 1 : at], cell[at + 1 : at + 2])
    return cell[at] in "\u200c\u200d" and all(c and unicodedata.name(c, "").startswith(JOINED) for c in around)


@cache
def _scripts(word: str) -> frozenset[str]:
    names = (unicodedata.name(c, "").split(" ")[0] for c in word)
    return frozenset(name.title() for name in names if name in SCRIPTS)


def _check_form(path: str, text: str, rows: list[list[str]], key: list[str]) -> Iterator[Problem]:
    expected = canonical(rows, key)
    if text == expected:
        return
    ours, theirs = text.split("\n"), expected.split("\n")
    line = next(i for i, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b)
    row_id = rows[line - 1][0] if line <= len(rows) else ""
    why = "rows are sorted by key" if sorted(ours) == sorted(theirs) else "cells are quoted only where CSV needs it"
    yield _problem(path, line, "hygiene.form", f"is not in canonical form here: {why}", row_id)
