"""One line for a person: no text of a file or of a command line reaches a terminal as anything but what can be seen."""

from __future__ import annotations

import argparse
import sys

LONGEST = 300  # characters shown of one value


def printable(text: str) -> str:
    """The text with every character that is not seen, such as a line break, an escape or a turn of direction, written out."""
    return text if text.isprintable() else "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text, or its beginning and how long it is."""
    return text if len(text) <= longest else f"{text[:longest]}… ({len(text):,} characters)"


def speak_plainly() -> None:
    """Lets a name that is not UTF-8 be printed, with its bytes written out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


class Parser(argparse.ArgumentParser):
    """A parser of the command line whose refusal is one line."""

    def error(self, message: str):
        self.exit(2, f"{self.prog}: {printable(shortened(message))}; --help says what it takes\n")
