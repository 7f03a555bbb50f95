"""`python -m scripts lay_out --to FOLDER [--root DIR]`: lays out the package as its archive holds it, for the public validators."""

import argparse
from pathlib import Path

from scripts.files import write_together
from scripts.publish.dist import read
from scripts.publish.formats.archive import members
from validation.model.package import CannotRun


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, help="a folder to write to")


def run(options: argparse.Namespace) -> None:
    if options.to.resolve() in (home := options.root.resolve(), *(home / folder for folder in ("data", "seeds", "docs"))):
        raise CannotRun(f"{options.to}: is a folder of the package itself; name another one")
    found = members(read(options.root))
    options.to.mkdir(parents=True, exist_ok=True)
    write_together(options.to, found)
    print(f"{len(found)} files in {options.to}")
