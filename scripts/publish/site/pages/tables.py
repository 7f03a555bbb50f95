"""The table of claims and the table of statements: every row in the page, chosen by the address, downloaded as it is shown."""

import json
from collections import Counter
from collections.abc import Iterator

from scripts.publish.site.filters import ALSO, CLAIMS, STATEMENTS, Key, options
from scripts.publish.site.pages import Page
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page | tuple[str, bytes]]:
    yield from _table(view, "claims", "Claims and figures", CLAIMS, "claimant_side")
    yield from _table(view, "statements", "Statements", STATEMENTS, "speaker_side")


def _table(view: View, name: str, title: str, keys: tuple[Key, ...], side: str) -> Iterator[Page | tuple[str, bytes]]:
    table = view.package[f"{name}_wide"]
    rows = table.records
    names = [field["name"] for field in table.fields]
    choices = [(key, options(view, key, rows)) for key in keys]
    sides = Counter(sorted(row[side] or "unknown" for row in rows)).most_common()
    yield Page(f"{name}/index.html", "table.html", title, {
        "name": name, "rows": rows, "choices": choices, "sides": sides, "file": table.path,
    })  # fmt: skip
    data = {
        "name": name, "version": view.descriptor["version"], "date": view.released, "title": view.descriptor["title"],
        "keys": [[key.key, key.words, key.column] for key in keys], "also": ALSO, "side": side,
        "labels": {key.key: {value: words for value, words, _ in found} for key, found in choices},
        "retired": {row["id"]: [row["replaced_by"], row["reason"]] for row in view.package["retired_ids"].records},
        "columns": names, "rows": [[row[column] for column in names] for row in rows],
    }  # fmt: skip
    yield f"{name}/rows.js", f"var TABLE = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()
