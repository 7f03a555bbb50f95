"""Our own words, which may name nothing that the source does not."""

import re
from functools import cache

from validation.checks.grounding.dates import dates_of
from validation.checks.grounding.readings import UNMARKED, UNSEEN, Reading, Refusal, where
from validation.model.items import Item
from validation.model.lexicon import Lexicon
from validation.model.texts import Passage
from validation.parsing.clocks import read_times
from validation.parsing.dates import read_dates
from validation.parsing.language import entry, fold
from validation.parsing.numbers import read_numbers
from validation.parsing.words import find_phrase

WORD = re.compile(r"\w+")
PAIR = re.compile(r"(?<!\w)(?=(\w+)\s(\w{4,}))")
HOUR = re.compile(r"\b\d{1,2}:\d{1,2}\b")


def read_prose(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """Our own words: the actors, places, numbers and days they name must be named in the passages or coded in the row."""
    if not item.all_at_hand:
        return Reading(UNSEEN)
    coded = set(item.row.values()) | {step["actor_id"] for step in item.chain}
    words = _words(item)
    strange = [(match, entities) for match, entities in lexicon.in_prose(value) if not entities & coded]
    named = {e for text in words for match in lexicon.names(text) for e in lexicon.entities(match, True)} if strange else ()
    for match, entities in strange:
        if entities.isdisjoint(named) and not any(find_phrase(match.phrase, text) for text in words):
            return Refusal(f'names "{match.phrase}", which the passages do not ({where(item.at_hand)})')
    if contrary := _contrary(value, [passage.text for passage in item.at_hand], lexicon) if item.language == "en" else "":
        return Refusal(f"{contrary} ({where(item.at_hand)})")
    written_on = next((p.written_on for p in item.at_hand if p.written_on), None)
    dates = read_dates(value, "en", written_on)
    days = {found.first for _, found in dates_of(item._replace(at_hand=item.at_hand + _phrases(item)))} if dates else ()
    for found in dates:
        if found.first not in days and found.first.isoformat() not in coded:
            return Refusal(f'gives the day "{value[found.start : found.end]}", which the passages do not ({where(item.at_hand)})')
    hours = list(HOUR.finditer(value))
    times = {clock.time for text in words for clock in read_times(text, item.language)} if hours else ()
    for found in hours:
        # Words that hold no hour at all may be too few to show one; an hour is written whole.
        if (times or len(found[0].partition(":")[2]) < 2) and found[0].zfill(5) not in coded.union(times):
            return Refusal(f'gives the hour "{found[0]}", which the passages do not ({where(item.at_hand)})')
    spans = [(found.start, found.end) for found in dates] + [found.span() for found in hours]
    found = [n for n in read_numbers(value, "en") if not any(start <= n.start < end for start, end in spans)]
    numbers = [n.value for n in found if str(n.value) not in coded]
    given = {n.value for text in words for n in read_numbers(text, item.language)} if numbers else ()
    if other := next((number for number in numbers if number not in given), None):
        return Refusal(f"gives the number {other}, which the passages do not ({where(item.at_hand)})")
    return Reading(UNMARKED, item.passages[0].passage_id, item.passages[0].start, item.passages[0].end)


def _contrary(value: str, words: list[str], lexicon: Lexicon) -> str:
    """What our words say against words in our language: the opposite, or a noun of another side ("Armenian fighters" for "Azerbaijani")."""
    ours, theirs = set(WORD.findall(value.lower())), {word for text in words for word in WORD.findall(text.lower())}
    for said, read in _opposites():
        if said & ours and read & theirs and not (read & ours or said & theirs):
            return f'says "{min(said & ours)}", and the passages "{min(read & theirs)}"'
    for found in PAIR.finditer(value):
        marks = lexicon.adjectives.get(fold(found[1]))
        beside = [other for text in words for other in PAIR.finditer(text) if other[2].lower() == found[2].lower()] if marks else []
        read = [other for other in beside if fold(other[1]) in lexicon.adjectives]
        if read and all(lexicon.adjectives[fold(other[1])].isdisjoint(marks) for other in read):
            return f'says "{found[1]} {found[2]}", and the passages "{read[0][1]} {read[0][2]}"'
    return ""


@cache
def _opposites() -> list[tuple[frozenset[str], frozenset[str]]]:
    """Words of our language with their opposites, both ways."""
    pairs = [[frozenset(forms.split("|")) for forms in pair] for pair in entry("en", "words", "opposites", default=())]
    return [pair for one, other in pairs for pair in ((one, other), (other, one))]


def _phrases(item: Item) -> tuple[Passage, ...]:
    """The few words kept for any cell of the item."""
    return tuple(phrase for phrases in item.phrases.values() for phrase in phrases)


def _words(item: Item) -> list[str]:
    """All words of the source that the item holds: its passages, the few words of its cells, its wordings and those of its chain."""
    wordings = [text for column, text in item.row.items() if column.endswith("_wording") and text]
    wordings += [step["wording"] for step in item.chain if step["wording"]]
    return [passage.text for passage in item.at_hand + _phrases(item)] + wordings
