"""The one byte form of a curated table: sorted by key, LF, NFC, minimal quoting. Hygiene compares; the format script writes."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

LONG = 1000  # digits; int() refuses more than a few thousand


def sort_key(row: Sequence[str], columns: Sequence[int]) -> list[tuple]:
    """Orders by the key columns, whole numbers as numbers, text by code point."""
    return [(0, int(row[i]), "") if row[i].isdecimal() and len(row[i]) < LONG else (1, 0, row[i]) for i in columns]


def to_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV with LF line ends and quotes only where needed."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def canonical(rows: list[list[str]], key: Sequence[str]) -> str:
    """The canonical text of a table given as rows with the header first; `key` names its key columns."""
    clean = [[cell.strip() if cell.isascii() else unicodedata.normalize("NFC", cell.strip()) for cell in row] for row in rows]
    return in_order(clean, key)


def in_order(rows: list[list[str]], key: Sequence[str]) -> str:
    """The text of a table whose cells are in their one form, with its rows in order."""
    header, *body = rows
    columns = [header.index(name) for name in key if name in header]
    return to_text([header, *sorted(body, key=lambda row: (sort_key(row, columns), row))])
