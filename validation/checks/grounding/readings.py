"""What reading a cell comes to: a reading, or a refusal. Both are plain data."""

from collections.abc import Iterable
from dataclasses import dataclass

from validation.model.items import Item
from validation.model.texts import Passage
from validation.parsing.words import find_phrase

GROUNDED, WORDED, UNMARKED, PUBLISHER, UNSEEN = "grounded", "worded", "unmarked", "publisher", ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a cell is read.

    `status` is a code of the vocabulary `grounding`, or blank where the words are not at hand and nothing can be said. Where a text
    gives the cell, `passage_id` names the passage and `start` and `end` are the offsets of the very words in the source's text.
    """

    status: str
    passage_id: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the words do not give the cell.

    `column` is the cell at fault where it is another one. `against` says that the words read out another value, which no inference
    can declare away.
    """

    message: str
    column: str = ""
    against: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A wording where it stands: the passage (None where no text is at hand), and the offsets in the passage's text."""

    passage: Passage | None = None
    start: int = 0
    end: int = 0

    def reading(self) -> Reading:
        """The reading of a cell that these words give."""
        return Reading(WORDED) if self.passage is None else at(self.passage, self.start, self.end)


def at(passage: Passage, start: int, end: int) -> Reading:
    """A cell read at these offsets of the passage's text."""
    if passage.phrase:
        return Reading(WORDED, passage.passage_id)
    return Reading(GROUNDED, passage.passage_id, passage.start + start, passage.start + end)


def where(passages: Iterable[Passage]) -> str:
    """The passages as a message names them."""
    return "; ".join(_place(p) for p in passages) or "no passage"


def _place(passage: Passage) -> str:
    if passage.phrase:
        return f"{passage.passage_id}, {passage.file}: {passage.text!r}"
    return f"{passage.passage_id}, {passage.file} characters {passage.start}-{passage.end}: {passage.text!r}"


def missing(item: Item, message: str, other: bool = False) -> Reading | Refusal:
    """What to make of words not found: nothing can be said while a passage's text is not at hand. `other` says that they give another
    value, which counts against the cell where they are kept for it alone."""
    if not item.all_at_hand and item.passages:
        return Reading(UNSEEN)
    return Refusal(f"{message} ({where(item.at_hand)})", against=other and any(passage.phrase for passage in item.at_hand))


def find_wording(item: Item, wording: str) -> Words | Refusal:
    """Where a wording of the item stands, in the shortest passage that holds it; no passage where no text is at hand."""
    for passage in item.at_hand:
        if match := find_phrase(wording, passage.text):
            return Words(passage, match.start, match.end)
    if item.passages and (not item.all_at_hand or any(passage.phrase for passage in item.at_hand)):
        return Words()
    return Refusal(f"stands in no passage of the item ({where(item.at_hand)})")
