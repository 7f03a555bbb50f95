"""How each kind of cell is read in the words. The kind of a column stands in datapackage.json as its `grounding`.

Every reader takes the item, the field and the value, and gives a Reading where the words say the value. Where they do not it
raises Ungrounded, whose text says what they say instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from validation.model.grounds import ground_of
from validation.model.items import ANCHOR, Item
from validation.model.lexicon import Lexicon
from validation.model.texts import Passage
from validation.parsing.dates import read_dates, read_times
from validation.parsing.numbers import read_numbers
from validation.parsing.quantities import Quantity, Unreadable, read_quantity
from validation.parsing.words import find_phrase

GROUNDED, UNMARKED, PUBLISHER, NOT_SHIPPED = "grounded", "unmarked", "publisher", "not_shipped"


class Ungrounded(Exception):
    """The words do not give the value; the text says what they give.

    `column` is the cell at fault where it is another one. `against` says that the words read out another value, which no inference
    can declare away.
    """

    def __init__(self, message: str, column: str = "", against: bool = False) -> None:
        super().__init__(message)
        self.column = column
        self.against = against


@dataclass(frozen=True, slots=True)
class Reading:
    """How a cell is read: its status and, where words give it, the passage and the offsets of the very words in the source's text."""

    status: str
    passage_id: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A wording where it stands: the passage (None where no text is at hand), and the offsets in the passage's text."""

    passage: Passage | None
    start: int
    end: int

    def reading(self) -> Reading:
        if self.passage is None:
            return Reading(NOT_SHIPPED)
        return _at(self.passage, self.start, self.end)


def _at(passage: Passage, start: int, end: int) -> Reading:
    return Reading(GROUNDED, passage.passage_id, passage.start + start, passage.start + end)


def where(passages: Iterable[Passage]) -> str:
    """The passages as a message names them."""
    return "; ".join(f"{p.passage_id}, {p.file} characters {p.start}-{p.end}: {p.text!r}" for p in passages) or "no passage"


def _missing(item: Item, message: str) -> Reading:
    """What to make of words not found: nothing can be said while a passage's text is not at hand."""
    if not item.all_at_hand and item.passages:
        return Reading(NOT_SHIPPED)
    raise Ungrounded(f"{message} ({where(item.at_hand)})")


def find_wording(item: Item, wording: str) -> Words:
    """Where a wording of the item stands, in the shortest passage that holds it."""
    for passage in item.at_hand:
        if match := find_phrase(wording, passage.text):
            return Words(passage, match.start, match.end)
    if item.passages and not item.all_at_hand:
        return Words(None, 0, 0)
    raise Ungrounded(f"stands in no passage of the item ({where(item.at_hand)})")


def read_words(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """The cell is itself words of the source."""
    return find_wording(item, value).reading()


def read_code(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """A code by its cues in the wording beside it; without a wording, the list's unmarked code by the absence of any cue."""
    column, name = ground_of(field).column, field["vocabulary"]
    wording = item.row[column]
    if not wording:
        return _read_unmarked(item, name, value, column, lexicon)
    try:
        words = find_wording(item, wording)
    except Ungrounded:
        words = Words(None, 0, 0)  # reported on the wording itself
    language = words.passage.language if words.passage else item.language
    codes = lexicon.cues.codes(name, language, wording)
    if codes == {value}:
        return words.reading()
    cues = f"cues of {value}: {', '.join(lexicon.cues.words(name, language, value)) or 'none'}"
    if not codes:
        raise Ungrounded(
            f"holds no cue of the {name} list in {language!r}; take the words that show the code, or add a cue; {cues}", column
        )
    message = f'is not what the source says: "{wording}" reads as {" and ".join(sorted(codes))}; {cues}'
    raise Ungrounded(message, against=value not in codes)


def _read_unmarked(item: Item, name: str, value: str, column: str, lexicon: Lexicon) -> Reading:
    if value not in lexicon.cues.unmarked.get(name, ()):
        raise Ungrounded(f"has no words; fill {column}, or declare the reading in data/inferences.csv")
    anchor = item.row[ANCHOR[item.table]]
    words = find_wording(item, anchor) if anchor else Words(item.at_hand[0] if item.at_hand else None, 0, 0)
    if words.passage is None:
        return Reading(NOT_SHIPPED)
    passage = words.passage
    if marks := lexicon.cues.find(name, passage.language, passage.text):
        codes = sorted(lexicon.cues.codes(name, passage.language, passage.text))
        raise Ungrounded(
            f'is not what the source says: "{marks[0].phrase}" stands beside it and reads as {" and ".join(codes)} ({where([passage])})'
        )
    return Reading(UNMARKED, passage.passage_id, passage.start, passage.end)


def _quantity(item: Item, wording: str, lexicon: Lexicon) -> Quantity:
    try:
        return read_quantity(wording, item.language, lexicon.cues)
    except Unreadable as error:
        raise Ungrounded(f'cannot be read from "{wording}": it {error}') from None


def read_value(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """A number by parsing the wording."""
    wording = item.row["value_wording"]
    quantity = _quantity(item, wording, lexicon)
    if value != ("" if quantity.value is None else str(quantity.value)):
        raise Ungrounded(f'is not what the source says: "{wording}" ({where(item.at_hand)})', against=True)
    return find_wording(item, wording).reading()


def read_bound(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """A bound by the words of the wording beside its number."""
    wording = item.row["value_wording"]
    quantity = _quantity(item, wording, lexicon)
    if value != quantity.bound:
        message = f'is not what the source says: "{wording}" reads as {quantity.bound} ({where(item.at_hand)})'
        raise Ungrounded(message, against=quantity.bound != "exact")
    return find_wording(item, wording).reading()


def read_quantity_words(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """The words of a quantity, which must take in every bounding word that stands next to the number."""
    words = find_wording(item, value)
    if words.passage:
        text = words.passage.text
        for cue in lexicon.cues.find("bound", words.passage.language, text):
            before = cue.end <= words.start and not text[cue.end : words.start].strip()
            if before or cue.start < words.start < cue.end:
                raise Ungrounded(f'leaves out a word that bounds it: "{cue.phrase}" stands before it in {words.passage.passage_id}')
    return words.reading()


def _dates(item: Item):
    for passage in item.at_hand:
        for found in read_dates(passage.text, passage.language, passage.written_on):
            yield passage, found


def _day(item: Item, value: str, end: str, precision: str | None) -> Reading:
    """A date by the words for it. `end` is "first" or "last": which day of the stretch that the words give."""
    read = []
    for passage, found in _dates(item):
        if getattr(found, end).isoformat() == value and precision in (None, found.precision, "minute", "interval"):
            return _at(passage, found.start, found.end)
        read.append(f'"{passage.text[found.start : found.end]}" reads as {getattr(found, end)} ({found.precision})')
    return _missing(item, f"is not what the source says: {'; '.join(read) or 'the passages hold no date'}")


def read_day(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    column = ground_of(field).column
    return _day(item, value, "first", item.row[column] if column else None)


def read_last_day(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    return _day(item, value, "last", None)


def read_day_said(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """The day something was said: of the outlet's own words, the day it printed them."""
    if len(item.chain) == 1:
        if value != item.published_on:
            raise Ungrounded(f"is not the day the outlet printed its own words, which is {item.published_on or 'unknown'}")
        return Reading(PUBLISHER)
    return read_day(item, field, value, lexicon)


def read_precision(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """A date's precision by the words that give the date; of a declared date, a day or a minute."""
    column = ground_of(field).column
    day = item.row[column]
    if not day:
        if value != "unknown":
            raise Ungrounded(f"is no precision of a date that is blank; fill {column} or write unknown")
        return Reading(UNMARKED)
    if value == "minute" and item.row.get("time_local"):
        return read_time(item, field, item.row["time_local"], lexicon)
    if len(item.chain) == 1 and column in ("stated_on", "claimed_on"):
        expected, place = "day", Reading(PUBLISHER)
    else:
        expected, place = _precision_of(item, day)
    if value != expected:
        raise Ungrounded(f"is not what the source says: the words give the {expected} ({where(item.at_hand)})")
    return place


def _precision_of(item: Item, day: str) -> tuple[str, Reading]:
    matching = [(passage, found) for passage, found in _dates(item) if found.first.isoformat() == day]
    if not matching:
        if item.passages and not item.all_at_hand:
            return item.row.get("date_precision") or item.row.get("as_of_precision", ""), Reading(NOT_SHIPPED)
        return "day", Reading(UNMARKED)
    passage, found = min(matching, key=lambda pair: pair[1].last - pair[1].first)
    last = item.row.get("date_end")
    stretch = last and last != day and (found.precision == "day" or last != found.last.isoformat())
    precision = "interval" if stretch else found.precision
    if item.row.get("time_local") and precision == "day":
        precision = "minute"
    return precision, _at(passage, found.start, found.end)


def read_time(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    read = []
    for passage in item.at_hand:
        for clock in read_times(passage.text, passage.language):
            if clock.time == value:
                return _at(passage, clock.start, clock.end)
            read.append(f'"{passage.text[clock.start : clock.end]}" reads as {clock.time}')
    return _missing(item, f"is not what the source says: {'; '.join(read) or 'the passages hold no clock time'}")


def read_name(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """An actor or a place by one of its names."""
    named: list[str] = []
    for passage in item.at_hand:
        for match in lexicon.names(passage.text):
            entities = lexicon.entities(match)
            if value in entities:
                return _at(passage, match.start, match.end)
            named += sorted(entities)
    others = f"; they name {', '.join(dict.fromkeys(named))}" if named else ""
    return _missing(item, f"is not named in the item's passages by {', '.join(lexicon.spellings(value)) or 'any name'}{others}")


def read_part(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """Who takes part: who is named nearest before the words of the part initiates, nearest after them or in them undergoes it."""
    wording, role = item.row["role_wording"], item.row["role"]
    words = find_wording(item, wording) if wording and role in ("initiator", "target") else Words(None, 0, 0)
    if words.passage is None:
        return read_name(item, field, value, lexicon)
    text, actors = words.passage.text, lexicon.package["actors"].by_id.keys()
    names = [(match, entities) for match in lexicon.names(text) if (entities := lexicon.entities(match) & actors)]
    before = [pair for pair in names if pair[0].end <= words.start]
    after = [pair for pair in names if pair[0].start >= words.start]
    for match, entities in before[-1:] if role == "initiator" else after[:1]:
        if value not in entities:
            raise Ungrounded(f'is not what the source says: "{match.phrase}" stands nearest to "{wording}" ({where([words.passage])})')
        return _at(words.passage, match.start, match.end)
    return read_name(item, field, value, lexicon)


def read_member(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """The body an actor belongs to, by a name or an adjective, also inside the actor's own name."""
    for passage in item.at_hand:
        for spelling in lexicon.spellings(value):
            if match := find_phrase(spelling, passage.text):
                return _at(passage, match.start, match.end)
    return _missing(item, f"is not named in the item's passages by {', '.join(lexicon.spellings(value)) or 'any name'}")


def read_side(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """Whose people are counted, by the name or adjective of an actor of that side; unknown is the unmarked code."""
    if value == "unknown":
        return Reading(UNMARKED)
    speaking = " ".join(step["wording"] for step in item.chain)  # who counts is not who is counted
    for passage in item.at_hand:
        for match in lexicon.names(passage.text):
            if match.phrase not in speaking and value in {lexicon.side(entity) for entity in lexicon.entities(match, adjectives=True)}:
                return _at(passage, match.start, match.end)
    return _missing(
        item, f"is not what the source says: the passages name nobody of the side {value}; write unknown, or declare the reading"
    )


def read_event(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """An event by the words of its type or by a label; words that may stand for several events ground none."""
    several = []
    for passage in item.at_hand:
        for match, events in lexicon.events(passage.text):
            if events == {value}:
                return _at(passage, match.start, match.end)
            several.append(f'"{match.phrase}" stands for {" and ".join(sorted(events))}')
    return _missing(item, f"is not what the item's passages name: {'; '.join(several) or 'they hold no words for an event'}")


def read_origin(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """Who said it: the first step of the chain, by the words of that step."""
    first = item.chain[0] if item.chain else {}
    if first.get("actor_id") != value:
        raise Ungrounded(f"is not step 1 of the item's chain in data/attributions.csv, which is {first.get('actor_id', 'missing')}")
    try:
        return read_step(item, first, value, lexicon)
    except Ungrounded as failure:
        # The step's own cell says which of its columns is at fault.
        raise Ungrounded(str(failure), against=failure.against) from None


def read_step(item: Item, step: dict, value: str, lexicon: Lexicon) -> Reading:
    """The actor of one step: named in its wording, or the publisher of the source."""
    if step is item.chain[-1] and not step["wording"]:
        if step["actor_id"] != item.publisher:
            raise Ungrounded(f"is not the publisher of the source, which is {item.publisher}")
        return Reading(PUBLISHER)
    if not step["wording"]:
        raise Ungrounded("has no words; fill wording, or declare the reading in data/inferences.csv")
    named: set[str] = set()
    for match in lexicon.names(step["wording"]):
        named |= lexicon.entities(match)
    if not named:
        raise Ungrounded(f"names nobody; take the words that name {step['actor_id']}, or add the spelling to data/names.csv", "wording")
    if step["actor_id"] not in named:
        raise Ungrounded(f'is not what the source says: "{step["wording"]}" names {", ".join(sorted(named))}', against=True)
    return find_wording(item, step["wording"]).reading()


def read_source(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """The source of an item: that of all its passages."""
    other = [p for p in item.passages if p.source_id != value]
    if other or not item.passages:
        raise Ungrounded(
            f"is not where the item's passages stand ({', '.join(p.passage_id + ' in ' + p.source_id for p in other) or 'it has none'})"
        )
    first = item.passages[0]
    return Reading(GROUNDED, first.passage_id, first.start, first.end) if first.text else Reading(NOT_SHIPPED)


def read_prose(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading:
    """Our own words: the actors, places, numbers and days they name must be named in the passages or coded in the row."""
    if not item.all_at_hand:
        return Reading(NOT_SHIPPED)
    coded = set(item.row.values()) | {step["actor_id"] for step in item.chain}
    named = {e for p in item.passages for match in lexicon.names(p.text) for e in lexicon.entities(match, True)}
    for match, entities in lexicon.in_prose(value):
        if not entities & (named | coded) and not any(find_phrase(match.phrase, p.text) for p in item.passages):
            raise Ungrounded(f'names "{match.phrase}", which the passages do not ({where(item.at_hand)})')
    written_on = next((p.written_on for p in item.passages if p.written_on), None)
    days = {found.first for _, found in _dates(item)}
    for found in read_dates(value, "en", written_on):
        if found.first not in days and found.first.isoformat() not in coded:
            raise Ungrounded(f'gives the day "{value[found.start : found.end]}", which the passages do not ({where(item.at_hand)})')
    spans = [(d.start, d.end) for d in read_dates(value, "en", written_on)]
    numbers = {n.value for p in item.passages for n in read_numbers(p.text, p.language)}
    for number in read_numbers(value, "en"):
        dated = any(start <= number.start < end for start, end in spans)
        if not dated and number.value not in numbers and str(number.value) not in coded:
            raise Ungrounded(f"gives the number {number.value}, which the passages do not ({where(item.at_hand)})")
    return Reading(UNMARKED, item.passages[0].passage_id, item.passages[0].start, item.passages[0].end)


READERS = {
    "bound": read_bound,
    "cues": read_code,
    "date": read_day,
    "date_end": read_last_day,
    "event": read_event,
    "member": read_member,
    "name": read_name,
    "name_in": read_step,
    "number": read_value,
    "origin": read_origin,
    "part": read_part,
    "precision": read_precision,
    "prose": read_prose,
    "quantity": read_quantity_words,
    "said_on": read_day_said,
    "side": read_side,
    "source": read_source,
    "time": read_time,
    "words": read_words,
}
