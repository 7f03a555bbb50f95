"""A hash of what each table says, whatever the format and the library that wrote it."""

import hashlib
import json
from collections.abc import Iterable

from scripts.publish.formats import value
from validation.model.package import Package


def render(package: Package) -> dict[str, bytes]:
    """One file, `CONTENT_SHA256SUMS`: a line a table."""
    lines = []
    for name, table in package.tables.items():
        rows = ([value(field, record[field["name"]]) for field in table.fields] for record in table.records)
        lines.append(f"{content_hash(rows)}  {name}\n")
    return {"CONTENT_SHA256SUMS": "".join(sorted(lines, key=lambda line: line.split()[1])).encode()}


def content_hash(rows: Iterable[list]) -> str:
    """SHA-256 of the rows in the order of the table, each as a JSON list and a line end; a blank is null, a day is ISO text."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()
