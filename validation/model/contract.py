"""What users and outside checks rely on, as validation/contract.txt has it: a line a table, a line a column, a line a code.

People write the file; no command does. A check that is taken out of datapackage.json is seen by it, and a new meaning of a code.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from validation.model.descriptor import pattern
from validation.model.dictionary import Column, columns

FILE = Path(__file__).parent.parent / "contract.txt"
OF_CODE = ("unit", "low_factor", "low_offset", "high_factor", "high_offset", "plover", "acled", "ucdp")
FORMAT = ("format", "mediatype", "encoding")


@cache
def contract() -> dict[str, str]:
    """Table or table.column > what is promised of it."""
    return {name: promised for name, promised in _lines().items() if " " not in name}


@cache
def codes() -> dict[str, str]:
    """Vocabulary and code, parted by a space > what is promised of the code."""
    return {name: promised for name, promised in _lines().items() if " " in name}


def _lines() -> dict[str, str]:
    try:
        lines = [line.partition("  ") for line in FILE.read_text(encoding="utf-8").splitlines()]
    except UnicodeDecodeError as error:
        raise ValueError(f"validation/{FILE.name} cannot be read: {error}") from None
    return {name: promised.strip() for name, _, promised in lines if name}


def promises(descriptor: dict) -> dict[str, str]:
    """Table or table.column > what the descriptor says of it, in the words of the contract."""
    found = {}
    for resource in descriptor["resources"]:
        empty = "may be empty" if resource.get("mayBeEmpty") else ""
        found[resource["name"]] = _join([resource["path"], *(str(resource.get(key, "")) for key in FORMAT), empty])
        for column in columns(resource):
            found[f"{column.table}.{column.name}"] = _join(_of_column(resource["schema"]["primaryKey"], column))
    return found


def of_code(row: dict) -> str:
    """What is promised of a code: its label, the first digits of the hash of its definition, and what is computed or joined by it."""
    means = hashlib.sha256(row["definition"].encode()).hexdigest()[:8]
    return _join([row["label"], f"means={means}", *(f"{name}={row[name]}" for name in OF_CODE if row[name])])


def _join(parts) -> str:
    return "  ".join(filter(None, parts))


def _of_column(key: list[str], column: Column) -> Iterator[str]:
    field, constraints, ground = column.field, column.field["constraints"], column.ground
    yield column.type
    yield "key" if column.name in key else ""
    yield "required" if column.required else ""
    yield "unique" if constraints.get("unique") else ""
    yield f"vocabulary={column.vocabulary}" if column.vocabulary else ""
    yield ":".join(filter(None, [ground.by, ground.column])) if ground else ""
    yield f"> {column.points_at}" if column.target else ""
    yield from (f"{name}={constraints[name]}" for name in ("minimum", "maximum") if name in constraints)
    yield f"pattern={form}" if (form := pattern(field)) else ""
