"""Dates, hours and how exactly they are given."""

import re
from datetime import date, timedelta

from validation.checks.grounding.readings import PUBLISHER, UNMARKED, UNSEEN, Reading, Refusal, at, missing, where
from validation.model.grounds import ground_of
from validation.model.items import ANCHOR, CLAIMS, Item
from validation.model.lexicon import Lexicon
from validation.model.texts import Passage, day_of
from validation.parsing import clauses
from validation.parsing.clauses import Span
from validation.parsing.dates import Date, read_dates, read_times
from validation.parsing.language import any_of, entry, numbered
from validation.parsing.words import find_phrases


def dates_of(item: Item):
    for passage in item.at_hand:
        for found in read_dates(passage.text, passage.language, passage.written_on):
            yield passage, found


def _day(item: Item, column: str, value: str, end: str, precision: str | None) -> Reading | Refusal:
    """A date by the words for it that stand with the column's own verb. `end` is "first" or "last" day of the stretch they give."""
    read, refused = [], None
    for passage, found in dates_of(item):
        if getattr(found, end).isoformat() == value and precision in (None, found.precision, "minute", "interval"):
            refusal = _of_another(item, column, passage, found)
            if refusal is None:
                return at(passage, found.start, found.end)
            refused = refused or refusal
        read.append(f'"{passage.text[found.start : found.end]}" reads as {getattr(found, end)} ({found.precision})')
    message = f"is not what the source says: {'; '.join(read) or 'the passages hold no date'}"
    return refused or missing(item, message, other=_is_of_other_days(item, value))


def _is_of_other_days(item: Item, value: str) -> bool:
    """Whether the words kept for a date give days, and not this one."""
    kept = item.at_hand if any(passage.phrase for passage in item.at_hand) else ()
    read = [gives(passage.text, passage.language, value, passage.written_on) for passage in kept]
    return False in read and True not in read


def gives(text: str, language: str, value: str, written_on: date | None = None) -> bool | None:
    """Whether a text gives a day, whenever it was written unless that is known to be in the same year; None where it gives none."""
    day, read = day_of(value), None
    known = [written_on] if day and written_on and written_on.year == day.year else []
    for written in known or [day + timedelta(days) for days in range(7)] if day else ():
        found = read_dates(text, language, written)
        if any(one.first <= day <= one.last for one in found):
            return True
        read = False if found else read
    return read


def _of_another(item: Item, column: str, passage: Passage, found: Date) -> Refusal | None:
    """Why a date is that of another verb than the column's: of saying and not of what is said, of an end and not of a beginning."""
    if found.first != found.last and column in ("date_start", "date_end"):
        return None  # a stretch has both ends
    text, language = passage.text, passage.language
    span = (found.start, found.end)
    if column == "as_of":
        moments = [d for d in read_dates(text, language, passage.written_on) if _is_moment(text, (d.start, d.end), language)]
        if any(d.start == found.start for d in moments):
            return None
        if moments:
            day, moment = text[slice(*span)], text[moments[0].start : moments[0].end]
            return Refusal(f'is not the day the number speaks for: "{moment}" is, and not "{day}" ({where([passage])})')
    own, others = _verbs(item, column, passage)
    near, far = (min(((clauses.distance(text, verb, span, language), verb) for verb in verbs), default=None) for verbs in (own, others))
    if far and (near is None or far[0] < near[0]):
        word, day = text[slice(*far[1])], text[slice(*span)]
        return Refusal(f'is the day of another verb: "{day}" belongs to "{word}" ({where([passage])})')
    dates = [
        d for d in read_dates(text, language, passage.written_on) if d == found or not _taken((d.start, d.end), others, text, language)
    ]
    if near and (word := _taken(span, others, text, language)):
        return Refusal(f'is the day of another verb: "{text[slice(*span)]}" belongs to "{word}" ({where([passage])})')
    alike = far and near and far[0] == near[0]
    if alike and any(d.first != found.first and clauses.distance(text, near[1], (d.start, d.end), language) <= near[0] for d in dates):
        word, other = text[slice(*far[1])], text[slice(*near[1])]
        return Refusal(f'is not decided by the words: "{text[slice(*span)]}" may belong to "{word}" or to "{other}" ({where([passage])})')
    if refusal := _of_no_day(column, passage, span, near[1] if near else None):
        return refusal
    begun = clauses.spans_of(text, language, "words", "begin") if column == "date_start" and near else []
    for day in dates if near and near[1] not in begun else ():  # "the talks of the 21st followed the offensive that began on the 19th"
        if day.first != found.first and any(clauses.distance(text, verb, (day.start, day.end), language) < near[0] for verb in begun):
            other = text[day.start : day.end]
            return Refusal(f'is not the day it began: "{other}" is nearer to its verb than "{text[slice(*span)]}" ({where([passage])})')
    nearer = [d for d in dates if near and clauses.distance(text, near[1], (d.start, d.end), language) < near[0] and d.first != found.first]
    if nearer and column in ("date_start", "as_of", "claimed_on", "stated_on"):
        day, other = text[slice(*span)], text[nearer[0].start : nearer[0].end]
        return Refusal(f'is not the nearest day: "{other}" is nearer than "{day}" ({where([passage])})')
    return None


def _taken(day: Span, others: list[Span], text: str, language: str) -> str:
    """The verb of another date that a day stands right behind, where verbs stand before their days: "that ended on the 20th began"."""
    last = entry(language, "words", "verb_last", default=False)
    return next((text[a:b] for a, b in others if not last and re.fullmatch(r"\s(?:\w+\s)?", text[b : day[0]])), "")


def _is_moment(text: str, day: Span, language: str) -> bool:
    """Whether a day is told as the one that numbers speak for: "as of September 20"."""
    return bool(clauses.stands_before(text, day, language, "words", "moment", within=1))


def _of_no_day(column: str, passage: Passage, day: Span, verb: Span | None) -> Refusal | None:
    """Why the words give a day on which it did not begin: they deny it, or the day is one before or after which it began."""
    text, language, place = passage.text, passage.language, where([passage])
    if column in ("as_of", "claimed_on") and (since := clauses.stands_before(text, day, language, "words", "since", within=1)):
        return Refusal(f'is not the day itself: "{since}" stands before "{text[slice(*day)]}" ({place})')
    if column not in ("date_start", "date_end"):
        return None
    if verb and (
        denied := clauses.stands_before(text, verb, language, "words", "negation", within=2)
        or clauses.stands_before(text, verb, language, "words", "hypothetical", within=1)
    ):
        return Refusal(f'is not the day of the event: "{denied}" stands before "{text[slice(*verb)]}" ({place})')
    counted = any_of(numbered(language, "dates", "counted"))
    if column == "date_start" and re.match(rf",\s(?:{counted})(?!\w)", text[day[1] :], re.IGNORECASE):
        return Refusal(f'is not the day of the event, which is counted from "{text[slice(*day)]}" ({place})')
    if column == "date_start" and (word := _apart(verb, day, text, language)):
        return Refusal(f'is not the day of it, as "{word}" stands before "{text[slice(*verb)]}" ({place})')
    near = {"toward": 1, "aside": 4}  # "after talks held on September 18"
    own = verb[1] if verb and verb[1] <= day[0] else 0  # "after the offensive of the 19th" gives the day of the offensive
    rest, span = text[own:], (day[0] - own, day[1] - own)
    aside = [clauses.stands_before(rest, span, language, "words", key, within=within) for key, within in near.items()]
    if column == "date_start" and any(aside):
        return Refusal(f'is not the day itself: "{max(aside)}" stands before "{text[slice(*day)]}" ({place})')
    return None


def _apart(verb: Span | None, day: Span, text: str, language: str) -> str:
    """The word that makes the event only what another is told by, where the day is that other's: "talks, after the offensive"."""
    word = clauses.stands_before(text, verb, language, "words", "apart", within=3) if verb else ""
    return word if word and (day[1] <= verb[0] or re.search(r"[,;:()]", text[verb[1] : day[0]])) else ""


def _verbs(item: Item, column: str, passage: Passage) -> tuple[list[Span], list[Span]]:
    """The words that a date of the column stands with in the passage, and those of the other dates that may stand there."""
    text, language = passage.text, passage.language
    saying = clauses.spans_of(text, language, "words", "say") + _found(text, item.row.get("act_wording", ""))
    anchor = _found(text, item.row.get(ANCHOR.get(item.table, ""), ""))
    counted = anchor + _found(text, item.row.get("harm_wording", item.row.get("measure_wording", "")))
    if column in ("claimed_on", "stated_on"):
        return saying, counted if item.table in CLAIMS else []
    if column == "as_of":
        return counted, saying
    begin, end = (clauses.spans_of(text, language, "words", key) for key in ("begin", "end"))
    if not anchor:
        saying = []  # what was said may be the event
    if column == "date_start":
        return anchor + begin, end + saying
    return (anchor + end, begin + saying) if column == "date_end" else ([], [])


def _found(text: str, words: str) -> list[Span]:
    return [(match.start, match.end) for match in find_phrases(words, text)] if words else []


def read_day(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The first day that the words give."""
    column = ground_of(field).column
    return _day(item, field["name"], value, "first", item.row[column] if column else None)


def read_last_day(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The last day that the words give."""
    return _day(item, field["name"], value, "last", None)


def read_day_said(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The day something was said: of the outlet's own words, the day it printed them."""
    if len(item.chain) == 1:
        if value != item.published_on:
            why = f"is not the day the outlet printed its own words, which is {item.published_on or 'unknown'}"
            return Refusal(why, against=True)
        return Reading(PUBLISHER if value else UNSEEN)
    return read_day(item, field, value, lexicon)


def read_precision(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """A date's precision by the words that give the date; of a declared date, a day or a minute."""
    column = ground_of(field).column
    day = item.row[column]
    if not day:
        if value != "unknown":
            return Refusal(f"is the precision of {column}, which is blank")
        return Reading(UNMARKED)
    if value == "minute" and (clock := _clock(item)):
        return read_time(item, field, clock, lexicon)
    if len(item.chain) == 1 and column in ("stated_on", "claimed_on"):
        expected, place = "day", Reading(PUBLISHER)
    else:
        expected, place = _precision_of(item, day)
    if value != expected:
        return Refusal(f"is not what the source says: the words give the {expected} ({where(item.at_hand)})")
    return place


def _precision_of(item: Item, day: str) -> tuple[str, Reading]:
    matching = [(passage, found) for passage, found in dates_of(item) if found.first.isoformat() == day]
    if not matching:
        if item.passages and not item.all_at_hand:
            return item.row.get("date_precision") or item.row.get("as_of_precision", ""), Reading(UNSEEN)
        return "day", Reading(UNMARKED)
    passage, found = min(matching, key=lambda pair: pair[1].last - pair[1].first)
    last = item.row.get("date_end")
    stretch = found.precision == "day" and found.first != found.last
    stretch = stretch or last and last != day and (found.precision == "day" or last != found.last.isoformat())
    precision = "interval" if stretch else found.precision
    if _clock(item) and precision == "day":
        precision = "minute"
    return precision, at(passage, found.start, found.end)


def _clock(item: Item) -> str:
    """The clock time that stands with the day: of an event, or of the moment that a number speaks for."""
    return item.row.get("time_local") or item.row.get("as_of_time", "")


def read_time(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    read = []
    for passage in item.at_hand:
        for clock in read_times(passage.text, passage.language):
            if clock.time == value:
                return at(passage, clock.start, clock.end)
            read.append(f'"{passage.text[clock.start : clock.end]}" reads as {clock.time}')
    return missing(item, f"is not what the source says: {'; '.join(read) or 'the passages hold no clock time'}")
