"""Times of day in running text, turned into the dataset's own clock, with the place of the words that say them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from validation.parsing.language import any_of, entry, fold, listed, numbered
from validation.parsing.numbers import locale_of
from validation.parsing.plain import plain

# "13 часов 30 минут"; without the word for minutes only "13 Uhr 30" where no word follows that could be counted
_MINUTES = re.compile(
    r"\s(?:час\w*|ч\.?|годин\w*|uhr|heures?|horas?|ore)\s(?:и\s|та\s|et\s|y\s|e\s)?(?P<m>[0-5]?\d)\s(?:мин|хв|minut)\w*"
    r"|\suhr\s(?P<m2>[0-5]\d)(?!\s?\w|[.,:]\d)",
    re.IGNORECASE,
)
_AM_PM = r"[ap](?:\.\s?m\.?|m)(?!\w)"
LOCAL = 4  # hours ahead of UTC: Yerevan, Stepanakert and Baku alike


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, "HH:MM" local (UTC+4) on the 24-hour clock, and the half-open span of its words in code points.

    A zone beside the hour ("GMT") is no part of the span; an hour without one is local.
    """

    start: int
    end: int
    time: str


@cache
def read_times(text: str, language: str = "en") -> tuple[Clock, ...]:
    """Every clock time in the text, in order."""
    read = plain(text)
    found = sorted(_read(read.text, language), key=lambda clock: clock.start)
    return tuple(replace(clock, start=read.start(clock.start), end=read.end(clock.end)) for clock in found)


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language writes hours."""

    digits: re.Pattern[str]
    spelled: re.Pattern[str]  # "half past one", "one in the afternoon"
    named: re.Pattern[str]  # noon, midnight
    times: dict[str, str]
    hours: dict[str, int]
    past: dict[str, int]  # minutes past the hour that follows, or that stands before
    behind: re.Pattern[str]  # what follows an hour: the word for hours, the half of the day
    before: re.Pattern[str]  # the half of the day before it
    zone: re.Pattern[str]
    zone_before: re.Pattern[str]
    zones: dict[str, int]
    shared: re.Pattern[str]  # what follows an hour that shares the half of the day of the next: "2 to 4 pm"
    seasonal: re.Pattern[str]  # zones whose hour moves with the season, so that the hour is not read


@cache
def _words(language: str) -> _Words:
    at, oclock, strict = (entry(language, "clock", key, default="") or "(?!)" for key in ("at", "oclock", "strict"))
    times = {fold(word): time for word, time in entry(language, "clock", "words", default={}).items()}
    zones = {fold(word): hours for word, hours in numbered(language, "clock", "zones").items()} | numbered(language, "zones")
    hours, past = numbered(language, "clock", "hours"), numbered(language, "clock", "past")
    afternoon, morning = (any_of(map(fold, listed(language, "clock", key))) for key in ("afternoon", "morning"))
    latin = "a" in locale_of(language).time_formats["short"].pattern  # "one p.m."
    half = rf"(?:(?P<pm>{afternoon}{'|p[.]?m[.]?' * latin})|(?P<am>{morning}{'|a[.]m[.]?' * latin}))"
    word = "|".join(word for word in oclock.split("|") if word[0].isalpha() and fold(word) not in zones) or "(?!)"
    zone = rf"(?P<offset>(?:UTC|GMT)\s?[+-]\s?\d{{1,2}})(?!\d)|(?P<zone>{any_of(zones)})(?!\w)"
    return _Words(
        digits=_digits(language, at, oclock, strict, any_of(zones), f"{afternoon}|{morning}"),
        spelled=_compile(
            rf"(?<!\w)(?:(?:(?P<exact>{strict})|(?P<at>{at}))\s)?(?:(?P<past>{any_of(past)})\s)?(?P<hour>{any_of(hours)})(?!\w)"
        ),
        named=_compile(rf"(?<!\w)(?:{any_of(times)})(?!\w)(?!\s(?:(?:{at})\s)?\d)"),
        times=times,
        hours=hours,
        past=past,
        behind=_compile(rf"(?:\s?(?P<word>{word})(?!\w))?(?:\s{half}(?!\w))?(?:\s(?P<more>{any_of(past)})(?!\w))?"),
        before=_compile(rf"(?<!\w){half}\s(?:(?:{at})\s)?\Z"),
        zone=_compile(rf"[,\s]{{0,2}}\(?(?:{zone})"),
        zone_before=_compile(rf"(?<!\w)(?:{zone})[,\s]{{1,2}}(?:(?:{at})\s)?\Z"),
        zones=zones,
        shared=_compile(rf"{_next_hour(language, at)}\s?(?P<half>{_AM_PM})"),
        seasonal=_compile(rf"[,\s]{{0,2}}\(?(?:{any_of(map(fold, listed(language, 'clock', 'seasonal')))})(?!\w)"),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _next_hour(language: str, at: str) -> str:
    """A pattern for the second of two hours that are joined, up to what says which half of the day it is in."""
    joins = any_of(fold(word) for word in listed(language, "dates", "joins"))
    return rf"(?:\s?[-–—]\s?|\s(?:{joins})\s(?:(?:{at})\s)?)\d{{1,2}}(?:[:.]\d\d)?"


def _digits(language: str, at: str, oclock: str, strict: str, zones: str, halves: str) -> re.Pattern[str]:
    """Times in digits; am and pm only where CLDR has the language use them, "22.30" alone only where a point is no decimal sign."""
    locale = locale_of(language)
    half = _AM_PM if "a" in locale.time_formats["short"].pattern else "(?!)"
    pointed = r"(?P<h6>\d\d)\.(?P<m6>00|1[3-9]|[2-5]\d)(?![\d.,%]|\s?%)" if locale.number_symbols["latn"]["decimal"] == "," else "(?!)"
    named = entry(language, "clock", "named", default="(?!)")
    point = "[.,]" if entry(language, "clock", "comma") else r"\."
    dash = r"|(?P<h12>\d{1,2})-(?P<m12>00)(?![\w-])" if entry(language, "clock", "dash") else ""
    sign = r"(?P<h7>\d{1,2})\s?h(?:\s?(?P<m7>\d\d))?(?!\w)" if "|h" in f"|{oclock}" else "(?!)"
    return _compile(
        rf"(?:(?<=\dT)|(?<![\w:.,/]))(?:(?P<h>\d{{1,2}})(?::(?P<m>\d\d)(?!\d)(?::\d\d)?"
        rf"(?:\s?(?P<p>{half}))?(?!:?\d)"
        rf"|(?:\.(?P<m2>\d\d))?\s?(?P<p2>{half})|\.(?P<m3>\d\d)(?=\s(?:{oclock})(?!\w)))"
        rf"|{sign}|(?P<h5>[012]\d)(?P<m5>[0-5]\d)(?=\s(?:{oclock}|{zones})(?!\w))|{pointed})"
        rf"|(?<!\w)(?:{at})\s(?:(?P<h4>\d{{1,2}}){point}(?P<m4>\d\d)(?![\w.,%]\d|\w|\s?%|\s?{half})"
        rf"{dash}|(?P<h8>\d{{1,2}})(?=\s(?:uhr|час\w*|ч\.?|годин\w*|{halves})(?!\w)))"
        rf"|(?<![\w:.,/])(?P<h10>\d{{1,2}})(?={_next_hour(language, at)}(?:\s?{half}|\suhr(?!\w)))"
        rf"|(?<![\w:.,/])(?P<h13>\d{{1,2}})(?=\suhr(?!\w)|\sსაათზე(?!\w|\sმეტ))"
        rf"|(?<![\w:.,/])(?P<h16>\d{{1,2}})(?=\s(?:час\w*|ч\.?|годин\w*)\s[0-5]?\d\s(?:мин|хв))"
        rf"|(?<!\w)(?:{halves})\s(?:(?:{at})\s(?P<h14>\d{{1,2}})(?!\w|[.,:]\d|\s?%)|(?P<h15>\d{{1,2}})(?=['’]\w))"
        rf"|(?<!\w)(?<!\d\s)(?:{named})\s(?P<h11>\d{{1,2}})(?!\w|[.,:]\d|\s?%)"
        rf"|(?<![\w'’])(?:{strict})\s(?P<h9>\d{{1,2}})(?=\s?(?:{oclock})(?!\w|\s?\d))"
    )


def _read(text: str, language: str) -> Iterator[Clock]:
    words = _words(language)
    found = [clock for match in words.digits.finditer(text) if (clock := _clock(text, match, words))]
    found += [clock for match in words.spelled.finditer(text) if (clock := _spelled(text, match, words))]
    for match in words.named.finditer(text):
        if not any(one.start < match.end() and match.start() <= _half_end(text, one, words) for one in found):
            yield Clock(*match.span(), _local(text, match.span(), words.times[fold(match[0])], words))
    yield from found


def _half_end(text: str, clock: Clock, words: _Words) -> int:
    """Where the words for the half of the day end behind an hour, of which the word for noon is a part in Persian."""
    return max(clock.end + 1, words.behind.match(text, clock.end).end())


def _clock(text: str, match: re.Match[str], words: _Words) -> Clock | None:
    parts = {key: value for key, value in match.groupdict().items() if value is not None}
    name = next(key for key in parts if key[0] == "h")
    hour, minute = int(parts[name]), int(next((value for key, value in parts.items() if key[0] == "m"), 0))
    if hour > 23 or minute > 59:
        return None
    half = parts.get("p") or parts.get("p2")
    shared = words.shared.match(text, match.end()) if not half and name in ("h", "h10") else None  # "between 2 and 4 pm"
    half = shared["half"] if shared else half
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    behind = words.behind.match(text, match.end())
    if more := _MINUTES.match(text, match.end()):
        span = match.start(name), more.end()
        return _told(text, span, 60 * hour + int(more["m"] or more["m2"]), words.behind.match(text, more.end()), words)
    return _told(text, (match.start(name), behind.end() if name == "h9" else match.end()), 60 * hour + minute, behind, words)


def _spelled(text: str, match: re.Match[str], words: _Words) -> Clock | None:
    """An hour in words, where something else than a number of hours is said by it."""
    behind = words.behind.match(text, match.end())
    half = behind["pm"] or behind["am"] or words.before.search(text[: match.start()])
    exact = match["exact"] and (behind["word"] or behind["more"])
    told = match["past"] or exact or (half and (match["at"] or match["exact"]))
    if not told:
        return None
    minutes = words.past.get(fold(match["past"] or behind["more"] or ""), 0)
    start = match.start("past") if match["past"] else match.start("hour")
    return _told(text, (start, behind.end()), 60 * words.hours[fold(match["hour"])] + minutes, behind, words)


def _told(text: str, span: tuple[int, int], minutes: int, behind: re.Match[str], words: _Words) -> Clock | None:
    """The clock of so many minutes, in the half of the day that the words beside it name; None where no day has them."""
    half = behind if behind["pm"] or behind["am"] else words.before.search(text[: span[0]])
    if half and half["pm"] and minutes < 12 * 60:
        minutes += 12 * 60
    elif half and half["am"] and minutes >= 12 * 60:
        minutes -= 12 * 60
    if not 0 <= minutes < 24 * 60 or words.seasonal.match(text, span[1]) or words.seasonal.match(text, behind.end()):
        return None
    return Clock(*span, _local(text, span, f"{minutes // 60:02}:{minutes % 60:02}", words))


def _local(text: str, span: tuple[int, int], time: str, words: _Words) -> str:
    """The time on the dataset's clock, by the zone that stands beside it."""
    after = words.zone.match(text, span[1]) or words.zone.match(text, words.behind.match(text, span[1]).end())
    match = after or words.zone_before.search(text[: span[0]])
    if match is None:
        return time
    hours = int(re.sub(r"[^\d+-]", "", match["offset"])) if match["offset"] else words.zones[fold(match["zone"])]
    return f"{(int(time[:2]) - hours + LOCAL) % 24:02}{time[2:]}"
