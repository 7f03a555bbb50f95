"""Finding words in a text as whole words: a match inside another word is none."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from validation.parsing.plain import alike, plain

TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a text, and which of the phrases that were looked for stands there."""

    start: int
    end: int
    phrase: str


def stands_whole(text: str, start: int, end: int) -> bool:
    """Whether neither end of a stretch cuts a word or a number in two."""
    cuts_start = start > 0 and text[start - 1].isalnum() and text[start].isalnum() and not _joined(text, start)
    cuts_end = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not cuts_start and not cuts_end and not _in_number(text, start, end)


def _joined(text: str, start: int) -> bool:
    """Whether what stands before is an Arabic letter before a number, or "and" before a word, which is written on it."""
    digits = "ء" <= text[start - 1] <= "ي" and text[start].isdigit()
    return digits or (text[start - 1] == "و" and (start == 1 or not text[start - 2].isalnum()))


def _in_number(text: str, start: int, end: int) -> bool:
    """Whether a digit at an end goes on behind a grouping sign, as 27 does in 27,000."""
    before = text[max(0, start - 2) : start]
    after = text[end : end + 2]
    return (len(before) == 2 and before[0].isdigit() and before[1] in ",." and text[start].isdigit()) or (
        len(after) == 2 and after[1].isdigit() and after[0] in ",." and text[end - 1].isdigit()
    )


@cache
def find_phrase(phrase: str, text: str) -> Match | None:
    """The first place where the phrase stands as whole words; see find_phrases."""
    return next(iter(find_phrases(phrase, text)), None)


@cache
def find_phrases(phrase: str, text: str) -> tuple[Match, ...]:
    """Every place where the phrase stands as whole words.

    Any white space, quotation mark or dash stands for any other, letters may be composed or not, and invisible characters are not
    read: what is found is what the passage tool finds.
    """
    found = plain(text)
    read = alike(found.text)
    words = alike(plain(phrase).text).split()
    spans = list(_spans(words, read)) if words else []
    return tuple(Match(found.start(a), found.end(b), phrase) for a, b in spans if stands_whole(read, a, b))


def _spans(words: list[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand one behind the other. Compiling a pattern for each phrase would take longer than all the rest."""
    broken = any("-" in word for word in words) and "- " in text  # a line may break behind a hyphen
    if broken or " ".join(text.split()) != text:
        form = r"\s+".join(map(re.escape, words))
        yield from (match.span() for match in re.finditer(form.replace(r"\-", r"\-\s?") if broken else form, text))
        return
    phrase = " ".join(words)
    at = text.find(phrase)
    while at >= 0:
        yield at, at + len(phrase)
        at = text.find(phrase, at + len(phrase))


@cache
def _tokens(text: str, fold: bool) -> tuple[list[str], list[tuple[int, int]]]:
    """The words and signs of a plain text, and where they stand."""
    found = list(TOKEN.finditer(alike(text)))
    return [m.group().casefold() if fold else m.group() for m in found], [m.span() for m in found]


class Phrases:
    """A set of phrases to look for together; where two overlap the longer one counts, so no phrase matches inside another."""

    def __init__(self, phrases: Iterable[str], fold: bool = False) -> None:
        self.fold = fold
        self._by_first: dict[str, dict[str, list[tuple[list[str], str]]]] = {}  # by the first word and the second, "" where there is none
        for phrase in reversed([*phrases]):  # of two that read alike, the last
            tokens = [token.casefold() if fold else token for token in TOKEN.findall(alike(plain(phrase).text))]
            if tokens:
                seconds = self._by_first.setdefault(tokens[0], {})
                seconds.setdefault("".join(tokens[1:2]), []).append((tokens, phrase))
        for seconds in self._by_first.values():
            for candidates in seconds.values():
                candidates.sort(key=lambda candidate: len(candidate[0]), reverse=True)
        self.find = cache(self._find)

    def _find(self, text: str) -> tuple[Match, ...]:
        """Every phrase in the text, in order, without overlaps."""
        return tuple(self._scan(text))

    def _scan(self, text: str) -> Iterator[Match]:
        found = plain(text)
        words, spans = _tokens(found.text, self.fold)
        first = self._by_first
        starts = [(i, 0) for i, word in enumerate(words) if word in first]
        if "و" in found.text:  # "and" in Arabic is written on the word behind it
            starts += [(i, 1) for i, word in enumerate(words) if word[0] == "و" and word not in first and word[1:] in first]
            starts.sort()
        reached = 0
        for i, cut in starts:
            if i < reached:
                continue
            seconds = first[words[i][cut:]]
            for tokens, phrase in (*seconds.get(words[i + 1] if i + 1 < len(words) else "", ()), *seconds.get("", ())):
                if words[i + 1 : i + len(tokens)] == tokens[1:]:
                    reached = i + len(tokens)
                    yield Match(found.start(spans[i][0] + cut), found.end(spans[reached - 1][1]), phrase)
                    break
