"""`python -m scripts.publish.metadata --to FOLDER [--root DIR]`: lays out the package as its archive holds it, for the public validators."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.files import write_whole
from scripts.publish.dist import read
from scripts.publish.formats.archive import members
from validation.model.package import CannotRun


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.publish.metadata", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--to", type=Path, required=True, help="a folder to write to")
    options = parser.parse_args(arguments)
    try:
        found = members(read(options.root))
        for path, data in found.items():
            write_whole(options.to / path, data)
    except (CannotRun, OSError, ValueError) as error:
        print(f"metadata cannot run: {error}", file=sys.stderr)
        return 2
    print(f"{len(found)} files in {options.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
