"""Rows that are not kept but made anew from bytes whenever they are looked through, as a row of cells takes ten times their memory."""

from __future__ import annotations

import csv
import io
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

Make = Callable[[int, list[str]], dict]  # line and cells > the row


class Rows(Sequence):
    """The rows that stand on these lines of the bytes of a table; `starts` says where each line begins, and the last one ends."""

    def __init__(self, data: bytes, starts: array, lines: Sequence[int], make: Make) -> None:
        self._data, self._starts, self._lines, self._make = data, starts, lines, make

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, at: int) -> dict:
        return next(iter(Rows(self._data, self._starts, [self._lines[at]], self._make)))

    def __iter__(self) -> Iterator[dict]:
        return map(self._make, self._lines, self.cells())

    def __reduce__(self) -> tuple:
        return list, (list(self),)  # another machine gets the rows of its part, and not all bytes

    def cells(self) -> Iterator[list[str]]:
        """Each row as its cells alone."""
        data, starts = self._data, self._starts
        return csv.reader((data[starts[line - 1] : starts[line]].decode() for line in self._lines), strict=True)

    def on(self, lines: Sequence[int]) -> Rows:
        """Some of the rows, by their lines."""
        return Rows(self._data, self._starts, lines, self._make)

    def columns(self, *names: str) -> list[list[str]]:
        """The cells of these columns, equal ones held once."""
        columns: list[list[str]] = [[] for _ in names]
        known: dict[str, str] = {}
        for row in self:
            for column, name in zip(columns, names, strict=True):
                column.append(known.setdefault(row[name], row[name]))
        return columns


class Written:
    """Rows of cells as the bytes of their text, each made anew whenever they are looked through."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        data = io.BytesIO()
        with io.TextIOWrapper(data, "utf-8", newline="") as text:
            csv.writer(text, lineterminator="\n").writerows(rows)
            text.flush()
            self._data = data.getvalue()

    def __iter__(self) -> Iterator[list[str]]:
        return csv.reader(io.TextIOWrapper(io.BytesIO(self._data), "utf-8", newline=""))


def rows_of(data: bytes, header: list[str], make: Make) -> Rows | None:
    """The rows below the header, or None where not each of them is one line with as many cells."""
    starts = array("Q", accumulate(map(len, io.BytesIO(data)), initial=0))
    rows = Rows(data, starts, range(1, len(starts)), make)
    try:
        whole = b"\r" not in data and Counter(map(len, rows.cells())) == {len(header): len(rows)} and next(rows.cells()) == header
    except (UnicodeDecodeError, csv.Error):
        return None
    return rows.on(range(2, len(starts))) if whole else None
