"""The form of our own words: what a phrase looks like, and words that are misspelled."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from validation.model.package import Package

WORD = re.compile(r"[^\W\d_]+")
OURS = ("content", "title", "description", "note", "reason", "definition")  # columns of our own words
LEAST, OFTEN = 3, 4  # letters of a word that may be meant, and how often it stands elsewhere
ENDINGS = "sdrnyt"  # letters that make another word of one
# A phrase begins with a capital letter or a number, has no capital letter within a word, and does not break off behind a word that needs
# another, or behind a day without its month.
PHRASE = re.compile(r"[A-Z0-9\"“].*\w[)\"”]?")
BROKEN = re.compile(
    r"\b(?:an?|and|at|by|for|from|in|near|of|on|since|that|the|to|which|who|with|reported|called)\Z"
    r"|\b(?:for|from|of|on|since|to) \d{1,2}\Z|[a-z][A-Z]|[A-Z]{2,}[a-z]"
)


def is_phrase(text: str) -> bool:
    """Whether our own words may be a title."""
    return bool(PHRASE.fullmatch(text)) and not BROKEN.search(text)


def misspelled(texts: Collection[str], known: Counter[str]) -> Iterator[str]:
    """Of each text the first word that stands nowhere else, and is one that often does but for a letter that is lacking, doubled or has
    changed its place; else ""."""
    for text in texts:
        words = Counter(word.casefold() for word in WORD.findall(text))
        yield next((word for word, count in words.items() if known[word] <= count and _is_meant(word, known)), "")


def words_of(package: Package) -> Counter[str]:
    """How often each word stands in our own words."""
    columns = [(table, field["name"]) for table in package.curated() for field in table.fields if field["name"] in OURS]
    return Counter(WORD.findall("\n".join(row[name] for table, name in columns for row in table.records).casefold()))


def _is_meant(word: str, known: Counter[str]) -> bool:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    near = [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    near += [a + b[1:] for a, b in cuts if b and a[-1:] == b[0]]
    near += [a + letter + b for a, b in cuts for letter in "abcdefghijklmnopqrstuvwxyz"]
    return any(len(found) >= LEAST and found != word and known.get(found, 0) >= OFTEN and not _is_form(word, found) for found in near)


def _is_form(one: str, other: str) -> bool:
    """Whether the two may be forms of one word, as they differ in their last letter alone, and it is not doubled."""
    short, long = sorted((one, other), key=len)
    return one[:-1] == other[:-1] or long[:-1] == short and long[-1] in ENDINGS and long[-1] != short[-1:]
