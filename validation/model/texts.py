"""The texts of the sources, and the passages in them."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from validation.model.files import Unreadable, read_file, read_inside
from validation.model.package import Package

WORD = re.compile(r"\S+")
LONGEST = 60  # words; the longest passage that is looked for by its hash
LONGEST_PASSAGE = 4_000  # characters; a longer stretch is not a passage, and its hash will not fit what is read
LONGEST_TEXT = 1_000_000  # characters
MISTYPED = 8  # digits of a hash of 64; those of two texts differ in some sixty
SEARCHED = 100_000  # characters of a text that are searched for passages by their hashes


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a source at hand: `file` is its path as messages show it; `fault` says why it cannot be used, "" where it can;
    `unread` says that it could not even be opened."""

    source_id: str
    file: str
    text: str
    fault: str = ""
    unread: bool = False


class Passage(NamedTuple):
    """A passage with its words. `text` is empty where the source's text is not at hand; offsets count in the source's text."""

    passage_id: str
    source_id: str
    file: str
    start: int
    end: int
    text: str
    language: str
    written_on: date | None
    phrase: bool = False  # a few words of a passage whose text is not at hand; offsets say nothing then


def digest(words: str) -> str:
    """SHA-256 of words after NFC and with white space collapsed, so that whoever holds the page can prove a match."""
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", words).split()).encode()).hexdigest()


def read_texts(package: Package) -> dict[str, Text]:
    """The texts that are shipped or lie in the folder of texts, by source.

    One that is not the text that was coded has a `fault` and no words.
    """
    texts = {}
    for row in package["sources"].records:
        if row["text_file"]:
            file, read = row["text_file"], partial(read_inside, package.root, row["text_file"])
        elif package.texts is not None:
            path = package.texts / f"{row['source_id']}.txt"
            file, read = path.as_posix(), partial(read_file, path, follow=True)
        else:
            continue
        try:
            texts[row["source_id"]] = Text(row["source_id"], file, *_words(read(), row["text_sha256"]))
        except Unreadable as error:
            if row["text_file"] or error.kind != "missing":
                texts[row["source_id"]] = Text(row["source_id"], file, "", str(error), unread=True)
    return texts


def _words(data: bytes, sha256: str) -> tuple[str, str]:
    """The words of a text, or "" and why they are not those that were coded."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "", "cannot be read: it is not UTF-8"
    if len(text) > LONGEST_TEXT:
        return "", f"cannot be read: it has {len(text):,} characters, and a text at most {LONGEST_TEXT:,}"
    found = hashlib.sha256(data).hexdigest()
    return (text, "") if not sha256 or near(found, sha256) else ("", f"is not the text that was coded: its SHA-256 is {found}")


def near(one: str, other: str) -> bool:
    """Whether two hashes are the same but for a few digits, as those of two texts never are."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= MISTYPED


def read_passages(package: Package, texts: dict[str, Text]) -> dict[str, Passage]:
    """Every passage, with its words where the text is at hand: those between its offsets, or those that have its hash."""
    passages = {}
    days = {row["source_id"]: day_of(row["published_on"]) for row in package["sources"].records}
    for row in package["passages"].records:
        source = row["source_id"]
        text = texts.get(source)
        start, end = int(row["char_start"] or 0), int(row["char_end"] or 0)
        if text and not row["char_start"]:
            start, end = find_by_hash(text.text, row["sha256"])
        words = text.text[start : min(end, start + LONGEST_PASSAGE)] if text else ""
        language = package.languages.get(source, "en")
        file = text.file if text else ""
        passages[row["passage_id"]] = Passage(row["passage_id"], source, file, start, end, words, language, days.get(source))
    return passages


def day_of(text: str) -> date | None:
    """The day a cell gives, None where it is blank or not a day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def paragraph_of(text: str, at: int) -> int:
    """Ordinal, from 1, of the non-empty line that the offset stands in."""
    return sum(1 for line in text[:at].split("\n")[:-1] if line.strip()) + 1


@cache
def _hashes(text: str) -> dict[str, tuple[int, int]]:
    words = list(WORD.finditer(text, 0, SEARCHED))
    found: dict[str, tuple[int, int]] = {}
    for i, first in enumerate(words):
        for last in words[i : i + LONGEST]:
            for trim in _trims(text, first.start(), last.end()):
                found.setdefault(digest(text[trim[0] : trim[1]]), trim)
    return found


def _trims(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of words as it stands, and without the punctuation at its ends."""
    yield start, end
    left, right = start, end
    while left < right and not text[left].isalnum():
        left += 1
    while right > left and not text[right - 1].isalnum():
        right -= 1
    yield from {(left, end), (start, right), (left, right)} - {(start, end)}


def find_by_hash(text: str, sha256: str) -> tuple[int, int]:
    """The stretch of whole words that has the hash, or (0, 0)."""
    return _hashes(text).get(sha256, (0, 0))
