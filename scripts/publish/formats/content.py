"""A hash of what each table says, whatever the format and the library that wrote it."""

import hashlib
from collections.abc import Iterable, Sequence

from scripts.publish.formats import rows, to_json
from validation.model.package import Package


def render(package: Package) -> dict[str, bytes]:
    """One file, `CONTENT_SHA256SUMS`: a line a table."""
    lines = [f"{content_hash(rows(package[name]))}  {name}\n" for name in sorted(package.tables)]
    return {"CONTENT_SHA256SUMS": "".join(lines).encode()}


def content_hash(rows: Iterable[Sequence]) -> str:
    """SHA-256 of the rows in the order of the table, each as a JSON list and a line end; a blank is null, a day is ISO text."""
    return hashlib.sha256("".join(f"{to_json(row)}\n" for row in rows).encode()).hexdigest()
