"""`python -m scripts format [--root DIR]`: puts every curated table into its canonical form."""

import argparse
import os
from pathlib import Path

from scripts.curate.rows import refusing
from scripts.files import complete, write_together
from validation.checks.descriptor import describe
from validation.model.canonical import canonical
from validation.model.descriptor import curated
from validation.model.files import read_inside
from validation.model.package import CannotRun, NotCsv, read_rows


def format_tables(root: Path) -> list[str]:
    """Rewrites every curated table that is not in canonical form; returns the paths that changed.

    Raises CannotRun, with nothing written, where a table cannot be read, or is not UTF-8 or not CSV.
    """
    complete(root)
    texts: dict[str, bytes] = {}
    for resource in curated(describe(root)):
        if not os.path.lexists(root / resource["path"]):
            continue
        try:
            with refusing(f"{resource['path']}:"):
                rows = read_rows(read_inside(root, resource["path"]).removeprefix(b"\xef\xbb\xbf"))
        except NotCsv as error:
            raise CannotRun(f"{resource['path']}:{error.line}: {error}; nothing is written") from None
        if rows and all(len(row) == len(rows[0]) for row in rows):
            texts[resource["path"]] = canonical(rows, resource["schema"]["primaryKey"]).encode()
    return write_together(root, texts)


def run(options: argparse.Namespace) -> None:
    changed = format_tables(options.root)
    print("\n".join(f"formatted {path}" for path in changed) or "every table is in canonical form")
