"""What the commands show and ask on a terminal."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from validation.model.package import CannotRun

BOLD, PLAIN = "\033[1m", "\033[0m"


def asks() -> bool:
    """Whether somebody can be asked: standard input is a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def marks() -> tuple[str, str]:
    """What stands before and after words that are lit up: bold on a terminal, brackets elsewhere and where NO_COLOR is set."""
    return (BOLD, PLAIN) if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else ("[", "]")


def light(text: str, spans: Iterable[tuple[int, int]], start: int = 0) -> str:
    """The text on one line with the spans lit up. `start` is the offset of its first character; spans may overlap and reach out of it."""
    before, after = marks()
    lit = {i for a, b in spans for i in range(a - start, b - start)}
    out = []
    for on, run in groupby(enumerate(text), lambda place: place[0] in lit):
        part = "".join(letter for _, letter in run)
        out.append(f"{before}{part}{after}" if on else part)
    return " ".join("".join(out).split())


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
