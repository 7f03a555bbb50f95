"""One line for a person: no text of a file or of a command line reaches a terminal as anything but what can be seen."""

import argparse
import re
import sys
from typing import TextIO

UNSEEN = r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
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


class Seen:
    """A stream on which what a terminal would obey, and a reader would not see, is written out; bold words stay so on a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._unseen = re.compile((r"\x1b(?!\[[01]m)|" if stream.isatty() else r"\x1b|") + UNSEEN)

    def write(self, text: str) -> int:
        return self._stream.write(self._unseen.sub(lambda c: c[0].encode("unicode_escape").decode(), text))

    def __getattr__(self, name: str):
        return getattr(self._stream, name)


def positive(text: str) -> int:
    """The number of an option that counts something. Raises what a parser tells of."""
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 10 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 999999999")
    return int(text)


class Parser(argparse.ArgumentParser):
    """A parser of the command line whose refusal is one line."""

    def error(self, message: str):
        self.exit(2, f"{self.prog}: {printable(shortened(message))}; --help shows its options\n")
