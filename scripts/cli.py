"""`python -m scripts COMMAND [...]`: one main, one form of error and one exit code for every command.

A command is a module with a docstring, `register(parser)` where it takes arguments, and `run(options)`, which prints and returns the
exit code (None is 0). What it raises becomes one line on standard error and exit code 2, with nothing half written.
"""

import subprocess
import sys
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path

from validation.lines import Parser, Seen, printable, shortened, speak_plainly
from validation.model.package import CannotRun

LONGEST_LINE = 3000  # characters of a refusal
MENU = tomllib.loads(Path(__file__).with_name("commands.toml").read_text(encoding="utf-8"))
COMMANDS = {name: entry[0] for group in MENU.values() for name, entry in group.items()}  # command > module


def main(arguments: list[str] | None = None) -> int:
    """Runs the command that the first argument names. Returns its exit code, or 2 with one line that says why it cannot run."""
    speak_plainly()
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments or arguments[0] not in COMMANDS:
        wanted = f"{shortened(arguments[0])!r} is not a command; " if arguments and not arguments[0].startswith("-") else ""
        print(f"{wanted}the commands are {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    name, *rest = arguments
    try:
        module = import_module(f"scripts.{COMMANDS[name]}")
    except ImportError as error:
        print(f"{name} cannot run: {error}; `nox -s {name}` installs what it needs", file=sys.stderr)
        return 2
    parser = Parser(prog=f"python -m scripts {name}", description=module.__doc__)
    if hasattr(module, "register"):
        module.register(parser)
    parser.add_argument("--root", type=Path, default=Path(), help="the folder that holds datapackage.json (default: this folder)")
    options = parser.parse_args(rest)
    try:
        with redirect_stdout(Seen(sys.stdout)), redirect_stderr(Seen(sys.stderr)):
            return module.run(options) or 0
    except CannotRun as error:
        said = "\n".join(printable(shortened(line, LONGEST_LINE)) for line in str(error).split("\n"))
    except KeyboardInterrupt:  # files are written whole, all or none
        said = f"{name} was stopped; run it again to finish"
    except Exception as error:  # whatever it is, a person gets one line
        said = f"{name} cannot run: {why(error, options.root)}"
    print(said, file=sys.stderr)
    return 2


def why(error: Exception, root: Path) -> str:
    """The error in one line: where the package is at fault, the first of its problems, and not how the command fell over it."""
    if isinstance(error, OSError):
        file = f"{error.filename}: " if error.filename else ""
        return printable(f"{file}{error.strerror or error}")
    if isinstance(error, subprocess.CalledProcessError | ImportError):
        return printable(str(error))
    from validation.run import preflight

    try:
        found = [str(problem) for problem in preflight(root)]
    except Exception:
        found = []
    return found[0] if found else printable(shortened(f"{type(error).__name__}: {error}"))
