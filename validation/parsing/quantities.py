"""Bounded quantities: "at least 27", "over 200", "dozens"."""

from __future__ import annotations

from dataclasses import dataclass

from validation.parsing.cues import Cues
from validation.parsing.numbers import read_numbers


class Unreadable(ValueError):
    """A wording that gives no quantity; the text says what was tried."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound, or a vague word: then `value` is None, `bound` is "vague" and `quantifier` names the word."""

    value: int | None
    bound: str
    quantifier: str = ""
    high: int | None = None


def read_quantity(wording: str, language: str, cues: Cues) -> Quantity:
    """The quantity a wording gives, nothing in it left unread.

    Raises Unreadable where the wording holds no number and no vague word, more than one, or words that are no bound.
    """
    vague = cues.find("quantifier", language, wording)
    # In running text "one" is a number only before the thing it counts; in a wording that word has been left out.
    found = read_numbers(wording, language) or read_numbers(f"{wording} n", language)
    numbers = [n for n in found if not any(m.start <= n.start < m.end for m in vague)]
    if len(numbers) > 1:
        raise Unreadable(f"holds {len(numbers)} numbers: {', '.join(str(n.value) for n in numbers)}")
    if numbers:
        rest = (wording[: numbers[0].start] + " " + wording[numbers[0].end :]).strip()
        return Quantity(numbers[0].value, _bound(rest, language, cues))
    codes = cues.codes("quantifier", language, wording)
    if len(codes) != 1:
        raise Unreadable("holds no number in digits or words and no word of the quantifier list")
    rest = (wording[: vague[0].start] + " " + wording[vague[0].end :]).strip()
    if rest:
        _bound(rest, language, cues)
    return Quantity(None, "vague", next(iter(codes)))


def _bound(rest: str, language: str, cues: Cues) -> str:
    if not rest:
        return "exact"
    matches, codes = cues.find("bound", language, rest), cues.codes("bound", language, rest)
    if len(codes) == 1 and sum(m.end - m.start for m in matches) >= len(rest) - rest.count(" "):
        return next(iter(codes))
    raise Unreadable(f"holds {rest!r} beside the number, which is no one bound of the bound list in {language!r}")
