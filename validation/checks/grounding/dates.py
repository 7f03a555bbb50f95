"""Dates, hours and how exactly they are given."""

from __future__ import annotations

from validation.checks.grounding.readings import PUBLISHER, UNMARKED, UNSEEN, Reading, Refusal, at, missing, where
from validation.model.grounds import ground_of
from validation.model.items import Item
from validation.model.lexicon import Lexicon
from validation.parsing.dates import read_dates, read_times


def dates_of(item: Item):
    for passage in item.at_hand:
        for found in read_dates(passage.text, passage.language, passage.written_on):
            yield passage, found


def _day(item: Item, value: str, end: str, precision: str | None) -> Reading | Refusal:
    """A date by the words for it. `end` is "first" or "last": which day of the stretch that the words give."""
    read = []
    for passage, found in dates_of(item):
        if getattr(found, end).isoformat() == value and precision in (None, found.precision, "minute", "interval"):
            return at(passage, found.start, found.end)
        read.append(f'"{passage.text[found.start : found.end]}" reads as {getattr(found, end)} ({found.precision})')
    return missing(item, f"is not what the source says: {'; '.join(read) or 'the passages hold no date'}")


def read_day(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    column = ground_of(field).column
    return _day(item, value, "first", item.row[column] if column else None)


def read_last_day(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    return _day(item, value, "last", None)


def read_day_said(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The day something was said: of the outlet's own words, the day it printed them."""
    if len(item.chain) == 1:
        if value != item.published_on:
            return Refusal(f"is not the day the outlet printed its own words, which is {item.published_on or 'unknown'}")
        return Reading(PUBLISHER)
    return read_day(item, field, value, lexicon)


def read_precision(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """A date's precision by the words that give the date; of a declared date, a day or a minute."""
    column = ground_of(field).column
    day = item.row[column]
    if not day:
        if value != "unknown":
            return Refusal(f"is the precision of a date, {column}, that is blank")
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
    stretch = last and last != day and (found.precision == "day" or last != found.last.isoformat())
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
