"""Number words of the languages that no library reads: their words and values stand in languages/*.toml."""

import re
from collections.abc import Iterator
from functools import cache

from validation.parsing.language import any_of, entry, fold, listed, numbered

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_JOIN = re.compile(r"[^\S\n]+|-")


def read(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of every number in words, in order.

    A lone "one" is an article unless what it counts follows; a lone vague word is none.
    """
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        value, last = _longest(text, words, at, language)
        if value is None:
            at += 1
            continue
        start, end = words[at].start(), words[last].end()
        after = fold(words[last + 1][0]) if last + 1 < len(words) else ""
        lone_one = at == last and value == 1 and after not in _people(language)
        if not lone_one and not (at == last and text[start:end] in listed(language, "quantities", "vague")):
            yield start, end, value
        at = last + 1


def _longest(text: str, words: list[re.Match[str]], first: int, language: str) -> tuple[int | None, int]:
    """The value of the number that begins at a word, and its last word."""
    total, current, last, joined = 0, None, first, False
    for at in range(first, len(words)):
        if at > first and not _JOIN.fullmatch(text, words[at - 1].end(), words[at].start()):
            break
        word = fold(words[at][0])
        if at > first and word in listed(language, "numbers", "joins"):
            joined = True
            continue
        value = _value(word, language)
        if value is None and at > first and word[0] == "و":
            value = _value(word[1:], language)
        if value is None and (at > first or word not in listed(language, "numbers", "homographs")):
            value = _value(_stem(word, language), language)  # "iki yüzden"
        if value is None:
            break
        if value >= 1000:
            if total and value >= total:
                break
            total, current = total + (1 if current is None else current) * value, None
        elif value == 100 and current is not None and 1 < current < 10:
            current = current * 100
        elif current is None:
            current = value
        elif _smaller(value, current) or _units_first(value, current, joined or word[0] == "و") or (joined and value < current):
            current += value
        else:
            break
        last, joined = at, False
    else:
        at = len(words)
    if total == 0 and current is None:
        return None, first
    return total + (current or 0), last


def _units_first(value: int, current: int, joined: bool) -> bool:
    """Whether tens follow their units, joined by "and": Dutch "zevenentwintig"."""
    return joined and 0 < current % 100 < 10 <= value < 100


def _smaller(value: int, current: int) -> bool:
    """Whether a value fits behind what is there: units behind tens, tens behind hundreds."""
    return (
        (current % 100 == 0 and 0 < value < 100)
        or (current % 10 == 0 and current % 100 >= 20 and 0 < value < 10)
        or (current % 100 == 10 and 0 < value < 10)
    )


@cache
def _stem(word: str, language: str) -> str:
    return re.sub(rf"(?:{entry(language, 'numbers', 'suffix', default='(?!)')})\Z", "", word)


@cache
def _value(word: str, language: str) -> int | None:
    """The value of a word; of a compound such as Armenian twenty-seven, that of both its parts."""
    words = numbered(language, "numbers", "words")
    if word in words:
        return words[word]
    if (parts := _parts(word, language)) and (match := list(_WORD.finditer(parts))):
        value, last = _longest(parts, match, 0, language)
        return value if last == len(match) - 1 else None
    for prefix, value in numbered(language, "numbers", "prefixes").items():
        if word.startswith(prefix) and 0 < words.get(word.removeprefix(prefix), 0) < 20:
            return value + words[word.removeprefix(prefix)]
    return None


@cache
def _parts(word: str, language: str) -> str:
    """The words that are written as one where the language does so, with spaces between; blank where it is no such word."""
    if not entry(language, "numbers", "glued"):
        return ""
    part = any_of((*numbered(language, "numbers", "words"), *listed(language, "numbers", "joins")))
    found = re.findall(part, word)
    return " ".join(found) if len(found) > 1 and "".join(found) == word else ""


@cache
def _people(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in listed(language, "words", "people"))
