"""Short hashes of the rows and columns of a table that must not change: where one cell does, its row and its column say which."""

import hashlib

from validation.model.package import read_rows


def pins(name: str, data: bytes) -> dict[str, str]:
    """`table row-id` and `table .column` > 8 hexadecimal digits. A step of a chain has the item and the step as its id.

    Raises UnicodeDecodeError or NotCsv.
    """
    header, *rows = read_rows(data)
    by_row = {f"{name} {row_id(header, row)}": digest(row) for row in rows}
    by_column = {f"{name} .{column}": digest([row[at] for row in rows if at < len(row)]) for at, column in enumerate(header)}
    return by_row | by_column


def row_id(header: list[str], row: list[str]) -> str:
    return " ".join(row[: 2 if "step" in header[:2] else 1])


def digest(cells: list[str]) -> str:
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:8]
