"""What the commands show and ask on a terminal."""

import os
import sys
from collections.abc import Callable, Container, Iterable, Sequence
from itertools import groupby

from validation.model.package import CannotRun


def asks() -> bool:
    """Whether somebody can be asked: standard input is a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def light(text: str, spans: Iterable[tuple[int, int]], start: int = 0) -> str:
    """The text on one line with the spans lit up: bold on a terminal, in brackets elsewhere and where NO_COLOR is set.

    `start` is the offset of its first character; spans may overlap and reach out of it.
    """
    marks = ("\033[1m", "\033[0m") if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else ("[", "]")
    return " ".join(marked(text, {i for a, b in spans for i in range(a - start, b - start)}, *marks).split())


def marked(text: str, offsets: Container[int], before: str, after: str) -> str:
    """The text with marks around each run of these offsets that is more than white space."""
    runs = ((wanted, "".join(text[i] for i in run)) for wanted, run in groupby(range(len(text)), offsets.__contains__))
    return "".join(f"{before}{run}{after}" if wanted and not run.isspace() else run for wanted, run in runs)


def ask(question: str, why_not: Callable[[str], str], default: str = "", choices: Sequence[str] = ()) -> str:
    """The first answer that `why_not` finds no fault with; a number picks one of the choices, an empty answer the default.

    Raises CannotRun where the terminal gives no answer.
    """
    print(question, file=sys.stderr)
    for number, choice in enumerate(choices, 1):
        print(f"  {number}  {choice}", file=sys.stderr)
    while True:
        print(f"[{default}] > " if default else "> ", end="", file=sys.stderr, flush=True)
        try:
            answer = input().strip() or default
        except (EOFError, KeyboardInterrupt):
            raise CannotRun("no answer was given; nothing is written") from None
        if answer.isdecimal() and 0 < int(answer) <= len(choices):
            answer = choices[int(answer) - 1]
        if not (why := why_not(answer)):
            return answer
        print(f"{answer!r} {why}", file=sys.stderr)
