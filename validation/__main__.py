"""`python -m validation`: exit code 0 is clean, 1 with problems, 2 when it cannot run."""

import gc
import os
import sys
from contextlib import AbstractContextManager, nullcontext, suppress
from difflib import get_close_matches
from pathlib import Path

from validation.beside import leave
from validation.lines import Parser, printable, shortened, speak_plainly
from validation.model.package import CannotRun
from validation.problem import as_github, as_json, as_text
from validation.rules import explain, rules

FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def main(arguments: list[str] | None = None) -> int:
    speak_plainly()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads wait for each other longer than they compute
    gc.disable()  # one short run: collecting garbage would cost a fifth of it
    parser = Parser(prog="python -m validation", description="Check the package and write nothing.")
    parser.add_argument("--root", type=Path, default=Path(), help="the folder of datapackage.json (default: this folder)")
    parser.add_argument("--texts", type=Path, help="a folder of texts that are not shipped, named by source id: S002.txt")
    parser.add_argument("--format", choices=FORMATS, default="text")
    less = parser.add_mutually_exclusive_group()
    less.add_argument("--quick", action="store_true", help="leave out the sense.* rules, because Great Expectations is slow to load")
    less.add_argument("--changed", action="store_true", help="judge what changed since the last commit, as a save hook does")
    parser.add_argument("--spark", metavar="MASTER", help="check on Apache Spark at this address, such as local[2]; see docs/scale.md")
    parser.add_argument(
        "--explain", metavar="RULE", help="print what a rule requires and how to fix what breaks it, such as grounding.number"
    )
    options = parser.parse_args(arguments)
    if options.explain:
        return _explain(options.explain)
    try:
        if options.changed and (options.texts or options.spark):
            raise CannotRun("--changed goes with neither --texts nor --spark, as git knows of no texts that are not shipped")
        if options.texts and not options.texts.is_dir():
            raise CannotRun(f"{options.texts}: is not a folder of texts")
        from validation.run import validate, validate_changed

        judged = ""
        if options.changed:
            problems, judged = validate_changed(options.root, parallel=True)
        else:
            with _engine(options.spark) as engine:
                leave_out = ("sense",) if options.quick else ()
                problems = validate(options.root, options.texts, leave_out, parallel=True, engine=engine)
    except CannotRun as error:
        print(f"validation cannot run: {printable(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("validation was stopped; there is no result", file=sys.stderr)
        return 2
    except ImportError as error:
        print(f"validation cannot run: {error}; `nox -s check` installs what it needs", file=sys.stderr)
        return 2
    except Exception as error:  # whatever it is, a person and a CI get one line and the code of a check that did not run
        print(f"validation cannot run: {type(error).__name__}: {printable(shortened(str(error)))}", file=sys.stderr)
        return 2
    with suppress(BrokenPipeError):  # whoever read the problems has seen enough of them
        sys.stdout.write(FORMATS[options.format](problems))
        if options.format == "text":
            print(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}" if problems else "clean: no problem found")
        if judged:
            print(judged, file=sys.stdout if options.format == "text" else sys.stderr)
    return 1 if problems else 0


def _engine(master: str | None) -> AbstractContextManager:
    if not master:
        return nullcontext()
    from validation.spark import engine  # needs PySpark and Java, which only this needs

    return engine(master)


def _explain(name: str) -> int:
    if rule := rules().get(name):
        sys.stdout.write(explain(rule))
        return 0
    near = get_close_matches(name, rules(), 3) or [n for n in rules() if name in n][:5]
    print(f"{shortened(name)!r} is not a rule; {'similar: ' + ', '.join(near) if near else 'RULES.md lists all'}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    leave(main())
