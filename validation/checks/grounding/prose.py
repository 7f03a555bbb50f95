"""Our own words, which may name nothing that the source does not."""

from __future__ import annotations

from validation.checks.grounding.dates import dates_of
from validation.checks.grounding.readings import UNMARKED, UNSEEN, Reading, Refusal, where
from validation.model.items import Item
from validation.model.lexicon import Lexicon
from validation.parsing.dates import read_dates
from validation.parsing.numbers import read_numbers
from validation.parsing.words import find_phrase


def read_prose(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """Our own words: the actors, places, numbers and days they name must be named in the passages or coded in the row."""
    if not item.all_at_hand:
        return Reading(UNSEEN)
    coded = set(item.row.values()) | {step["actor_id"] for step in item.chain}
    named = {e for p in item.passages for match in lexicon.names(p.text) for e in lexicon.entities(match, True)}
    for match, entities in lexicon.in_prose(value):
        if not entities & (named | coded) and not any(find_phrase(match.phrase, p.text) for p in item.passages):
            return Refusal(f'names "{match.phrase}", which the passages do not ({where(item.at_hand)})')
    written_on = next((p.written_on for p in item.passages if p.written_on), None)
    days = {found.first for _, found in dates_of(item)}
    for found in read_dates(value, "en", written_on):
        if found.first not in days and found.first.isoformat() not in coded:
            return Refusal(f'gives the day "{value[found.start : found.end]}", which the passages do not ({where(item.at_hand)})')
    spans = [(d.start, d.end) for d in read_dates(value, "en", written_on)]
    numbers = {n.value for p in item.passages for n in read_numbers(p.text, p.language)}
    for number in read_numbers(value, "en"):
        dated = any(start <= number.start < end for start, end in spans)
        if not dated and number.value not in numbers and str(number.value) not in coded:
            return Refusal(f"gives the number {number.value}, which the passages do not ({where(item.at_hand)})")
    return Reading(UNMARKED, item.passages[0].passage_id, item.passages[0].start, item.passages[0].end)
