"""Numbers and their bounds, read where they stand."""

from __future__ import annotations

from validation.checks.grounding.readings import UNSEEN, Reading, Refusal, Words, find_wording, where
from validation.model.items import Item
from validation.model.lexicon import Lexicon
from validation.parsing.quantities import Quantity, Unreadable, read_quantity


def _quantity(item: Item, lexicon: Lexicon) -> tuple[Quantity, Words] | Refusal:
    """The quantity of the item's wording, and where the wording stands."""
    wording = item.row["value_wording"]
    try:
        quantity = read_quantity(wording, item.language, lexicon.cues)
    except Unreadable as error:
        return Refusal(f'cannot be read from "{wording}": it {error}')
    words = find_wording(item, wording)
    return quantity, Words() if isinstance(words, Refusal) else words  # reported on the wording itself


def read_value(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The number in the wording."""
    found = _quantity(item, lexicon)
    if isinstance(found, Refusal):
        return found
    quantity, words = found
    return _agree(item, value, _text(quantity.value), words)


def read_high(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The upper number of a range; blank for anything else."""
    if not value and item.row["bound"] != "range":
        return Reading(UNSEEN)
    found = _quantity(item, lexicon)
    if isinstance(found, Refusal):
        return found if value else Reading(UNSEEN)
    quantity, words = found
    return _agree(item, value, _text(quantity.high), words)


def read_bound(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The bound by the words beside the number."""
    found = _quantity(item, lexicon)
    if isinstance(found, Refusal):
        return found
    quantity, words = found
    if value != quantity.bound:
        wording = item.row["value_wording"]
        message = f'is not what the source says: "{wording}" reads as {quantity.bound} ({where(item.at_hand)})'
        return Refusal(message, against=quantity.bound != "exact")
    return words.reading()


def _agree(item: Item, value: str, read: str, words: Words) -> Reading | Refusal:
    if value == read:
        return words.reading()
    return Refusal(f'is not what the source says: "{item.row["value_wording"]}" ({where(item.at_hand)})', against=True)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def read_quantity_words(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The words of a quantity, which must take in every bounding word that stands next to the number."""
    words = find_wording(item, value)
    if isinstance(words, Refusal):
        return words
    if words.passage is None:
        return Reading(UNSEEN)
    text = words.passage.text
    for cue in lexicon.cues.find("bound", words.passage.language, text):
        before = cue.end <= words.start and not text[cue.end : words.start].strip()
        if before or cue.start < words.start < cue.end:
            return Refusal(f'leaves out a word that bounds it: "{cue.phrase}" stands before it in {words.passage.passage_id}')
    return words.reading()
