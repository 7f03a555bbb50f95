"""`python -m scripts agreement [--pins]`: computes how far two codings of the same sources agree.

It writes data/derived/agreement.csv. With --pins it prints what data/second_coding/PINS has to hold when a second coding has just been
finished; no command writes that file.
"""

import argparse
from pathlib import Path

from scripts.curate.rows import open_package
from scripts.files import write_together
from validation.checks.second_coding import check
from validation.model.canonical import to_text
from validation.model.files import read_inside
from validation.model.package import CannotRun
from validation.model.pins import pins
from validation.model.tables.agreement import COLUMNS, SECOND, derive

PATH = "data/derived/agreement.csv"


def agreement(root: Path) -> list[list[str]]:
    """Writes the table and returns its rows.

    Raises CannotRun, with nothing written, where there is no second coding or it cannot be read.
    """
    package = open_package(root)
    if problems := [p for p in check(package, settled=False) if p.rule == "agreement.columns" and p.line]:
        raise CannotRun("\n".join(map(str, problems)))
    if not (rows := derive(package)):
        files = "casualty_claims.csv, figures.csv, statements.csv and attributions.csv"
        raise CannotRun(f"{SECOND}/: holds no items; put {files} of the second coder there")
    write_together(root, {PATH: to_text([COLUMNS, *rows]).encode()})
    return rows


def as_table(rows: list[list[str]]) -> str:
    """The rows in columns, as a terminal shows them."""
    cells = [COLUMNS, *rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(COLUMNS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pins", action="store_true", help="print what PINS has to hold, and write nothing")


def run(options: argparse.Namespace) -> None:
    if options.pins:
        folder = options.root / SECOND
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.csv"))
        print("\n".join(f"{digest}  {key}" for name in names for key, digest in pins(name, read_inside(folder, name)).items()))
    else:
        print(as_table(agreement(options.root)))
