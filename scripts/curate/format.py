"""`python -m scripts format [--root DIR]`: brings every curated table into its one byte form."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from scripts.files import complete, write_whole
from validation.model.canonical import canonical
from validation.model.descriptor import is_derived
from validation.model.package import CannotRun, is_inside, read_descriptor, read_rows


def format_tables(root: Path) -> list[str]:
    """Rewrites every curated table that is not in canonical form; returns the paths that changed.

    Raises CannotRun, with nothing written, where a table is not UTF-8 or no CSV.
    """
    complete(root)
    texts: dict[Path, str] = {}
    for resource in read_descriptor(root)["resources"]:
        path = root / resource["path"]
        if is_derived(resource["path"]) or not is_inside(resource["path"]) or not path.is_file():
            continue
        try:
            rows = read_rows(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
        except (UnicodeDecodeError, csv.Error) as error:
            raise CannotRun(f"{resource['path']}: {error}") from None
        if rows and all(len(row) == len(rows[0]) for row in rows):
            texts[path] = canonical(rows, resource["schema"].get("primaryKey", []))
    return [path.relative_to(root).as_posix() for path, text in texts.items() if write_whole(path, text.encode())]


def run(options: argparse.Namespace) -> int | None:
    changed = format_tables(options.root)
    print("\n".join(f"formatted {path}" for path in changed) or "every table is in canonical form")
    return 0
