"""The texts of the sources, and the passages in them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from validation.model.package import Package, stays_inside
from validation.problem import Problem

WORD = re.compile(r"\S+")
LONGEST = 60  # words; the longest passage that is looked for by its hash


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a source at hand: `file` is its path as messages show it."""

    source_id: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
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


def read_texts(package: Package) -> tuple[dict[str, Text], list[Problem]]:
    """The texts that are shipped or lie in the folder of texts, by source; and a problem for each that is not the text coded from."""
    texts, problems = {}, []
    for row in package["sources"].records:
        path = package.root / row["text_file"] if stays_inside(package.root, row["text_file"]) else None
        if path is None and package.texts is not None:
            path = package.texts / f"{row['source_id']}.txt"
        if path is None or (not path.is_file() and not row["text_file"]):
            continue
        shown = row["text_file"] or path.as_posix()
        try:
            data = path.read_bytes()
            text = data.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            problems.append(_changed(shown, row, f"cannot be read: {why}; put the document back as received"))
            continue
        found = hashlib.sha256(data).hexdigest()
        if row["text_sha256"] and found != row["text_sha256"]:
            message = (
                f"is not the text that was coded: its SHA-256 is {found}; put the document back as received; its words were not judged"
            )
            problems.append(_changed(shown, row, message))
            continue
        texts[row["source_id"]] = Text(row["source_id"], shown, text)
    return texts, problems


def _changed(file: str, row: dict, message: str) -> Problem:
    return Problem(
        file=file, row_id=row["source_id"], column="text_sha256", value=row["text_sha256"], rule="grounding.source_text", message=message
    )


def read_passages(package: Package, texts: dict[str, Text]) -> tuple[dict[str, Passage], list[Problem]]:
    """Every passage, with its words where the text is at hand; and a problem for each whose offsets, quote or hash do not give them."""
    passages, problems = {}, []
    days = {row["source_id"]: _day(row["published_on"]) for row in package["sources"].records}
    for row in package["passages"].records:
        source = row["source_id"]
        text = texts.get(source)
        start, end = int(row["char_start"] or 0), int(row["char_end"] or 0)
        if text and not row["char_start"]:
            start, end = find_by_hash(text.text, row["sha256"])
        words = text.text[start:end] if text else ""
        if text:
            problems += _check_passage(package["passages"].path, row, text, start, end, words)
        language = package.languages.get(source, "en")
        file = text.file if text else ""
        passages[row["passage_id"]] = Passage(row["passage_id"], source, file, start, end, words, language, days.get(source))
    return passages, problems


def _check_passage(path: str, row: dict, text: Text, start: int, end: int, words: str) -> Iterator[Problem]:
    def problem(column: str, rule: str, message: str) -> Problem:
        return Problem(file=path, line=row["_line"], row_id=row["_id"], column=column, value=row[column], rule=rule, message=message)

    if not words:
        yield problem("sha256", "grounding.hash", f"is the hash of no stretch of up to {LONGEST} words of {text.file}")
        return
    if row["quote"] and words != row["quote"]:
        column = _culprit(row, text.text)
        yield problem(
            column,
            "grounding.quote",
            f"does not fit: at {start}-{end} of {text.file} stands {words!r}{_elsewhere(row['quote'], text.text)}",
        )
    elif end > len(text.text):
        yield problem("char_end", "grounding.quote", f"lies beyond the end of {text.file}, which has {len(text.text)} characters")
    elif words != words.strip() or (start > 0 and _cuts(text.text, start)) or _cuts(text.text, end):
        yield problem("char_start", "grounding.cut", f"cuts a word or begins or ends with white space: {words!r}")
    if digest(row["quote"] or words) != row["sha256"]:
        yield problem("sha256", "grounding.hash", f"is not the hash of the passage, which is {digest(row['quote'] or words)}")
    paragraph = paragraph_of(text.text, start)
    if row["paragraph"] and int(row["paragraph"]) != paragraph:
        yield problem("paragraph", "grounding.paragraph", f"is not the paragraph the passage begins in, which is {paragraph}")


def _culprit(row: dict, text: str) -> str:
    """The one column that is wrong when the others agree: an end of the passage, or its quote."""
    start, end, quote = int(row["char_start"]), int(row["char_end"]), row["quote"]
    if text[start : start + len(quote)] == quote:
        return "char_end"
    if text[max(0, end - len(quote)) : end] == quote:
        return "char_start"
    return "quote" if digest(text[start:end]) == row["sha256"] else "char_start"


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _elsewhere(quote: str, text: str) -> str:
    at = text.find(quote)
    return f"; the quote stands at {at}-{at + len(quote)}" if at >= 0 else "; the quote stands nowhere in the text"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def paragraph_of(text: str, at: int) -> int:
    """Ordinal, from 1, of the non-empty line that the offset stands in."""
    return sum(1 for line in text[:at].split("\n")[:-1] if line.strip()) + 1


@cache
def _hashes(text: str) -> dict[str, tuple[int, int]]:
    words = list(WORD.finditer(text))
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
