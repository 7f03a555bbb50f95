"""A hash of what each table says, whatever the format and the library that wrote it."""

import hashlib
from collections.abc import Iterable, Sequence

from scripts.publish.formats import rows, to_json
from validation.model.package import Package


def render(package: Package) -> dict[str, bytes]:
    """One file, `CONTENT_SHA256SUMS`: a line a table."""
    lines = []
    for name, table in package.tables.items():
        lines.append(f"{content_hash(rows(table))}  {name}\n")
    return {"CONTENT_SHA256SUMS": "".join(sorted(lines, key=lambda line: line.split()[1])).encode()}


def content_hash(rows: Iterable[Sequence]) -> str:
    """SHA-256 of the rows in the order of the table, each as a JSON list and a line end; a blank is null, a day is ISO text."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(to_json(row).encode() + b"\n")
    return digest.hexdigest()
