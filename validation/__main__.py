"""`python -m validation [--root DIR] [--texts DIR] [--format text|json|github]`: exit 0 clean, 1 with problems, 2 when it cannot run."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

from validation.model.package import CannotRun
from validation.problem import as_github, as_json, as_text

FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def main(arguments: list[str] | None = None) -> int:
    gc.disable()  # one short run: collecting garbage would cost a fifth of it
    parser = argparse.ArgumentParser(prog="python -m validation", description="Judge the package; write nothing.")
    parser.add_argument("--root", type=Path, default=Path(), help="the folder of datapackage.json (default: this folder)")
    parser.add_argument("--texts", type=Path, help="a folder of texts that are not shipped, named by source id: S002.txt")
    parser.add_argument("--format", choices=FORMATS, default="text")
    options = parser.parse_args(arguments)
    try:
        if options.texts and not options.texts.is_dir():
            raise CannotRun(f"{options.texts}: is no folder of texts")
        from validation.run import validate

        problems = validate(options.root, options.texts)
    except CannotRun as error:
        print(f"validation cannot run: {error}", file=sys.stderr)
        return 2
    except Exception as error:  # whatever it is, a person and a CI get one line and the code of a check that did not run
        print(f"validation cannot run: {type(error).__name__}: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    sys.stdout.write(FORMATS[options.format](problems))
    if options.format == "text":
        print(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}" if problems else "clean: no problem found")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
