"""Text as it is read: letters composed, invisible characters left out, digits 0 to 9, any white space a space."""

import unicodedata
from dataclasses import dataclass
from functools import cache

# Soft hyphens, joiners, marks of direction and of order: they are printed and not read.
INVISIBLE = frozenset("\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
INVISIBLE |= frozenset(chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
APOSTROPHES = "'’‘‚‛ʼ`´′"
ALIKE = {ord(sign): signs[0] for signs in ('"“”„‟«»″', APOSTROPHES, "-‐‑‒–—―−") for sign in signs}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is read, and for each of its characters the offset of the original it stands for (None where nothing moved)."""

    text: str
    starts: tuple[int, ...] | None = None

    def start(self, at: int) -> int:
        """The offset in the original of the character at this offset."""
        return at if self.starts is None else self.starts[at]

    def end(self, at: int) -> int:
        """The offset in the original just past what ends at this offset."""
        return at if self.starts is None else self.starts[at]


@cache
def plain(text: str) -> Plain:
    """The text as it is read. A blank line stays one, as it ends a paragraph."""
    if text.isascii():
        return Plain(_spaced(text))
    if unicodedata.is_normalized("NFC", text) and INVISIBLE.isdisjoint(text):
        return Plain(_spaced("".join(map(_digit, text))))
    letters, starts = [], []
    at = 0
    while at < len(text):
        after = at + 1
        while after < len(text) and unicodedata.combining(text[after]):
            after += 1
        for letter in unicodedata.normalize("NFC", text[at:after]):
            if letter not in INVISIBLE:
                letters.append(_digit(letter))
                starts.append(at)
        at = after
    return Plain(_spaced("".join(letters)), (*starts, len(text)))


def _digit(letter: str) -> str:
    if letter == "\u2024":  # the one-dot leader, which Armenian pages print for a full stop
        return "."
    return str(unicodedata.decimal(letter)) if not letter.isascii() and letter.isdecimal() else letter


def _spaced(text: str) -> str:
    """A line break inside a paragraph is a space."""
    if "\n" not in text and "\t" not in text and "\r" not in text:
        return text
    letters = list(text.replace("\t", " ").replace("\r", " "))
    for at, letter in enumerate(letters):
        if letter == "\n" and letters[at + 1 : at + 2] != ["\n"] and letters[at - 1 : at] != ["\n"]:
            letters[at] = " "
    return "".join(letters)


def alike(text: str) -> str:
    """The text with one sign for all quotation marks, one for all apostrophes, one for all dashes; as long as before."""
    return text.translate(ALIKE)
