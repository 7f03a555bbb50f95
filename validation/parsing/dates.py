"""Dates and clock times in running text, with the place of the words that say them.

Month and weekday names, the order of day, month and year and the words between are CLDR's, through Babel.
An expression that needs the day of writing ("Tuesday", "19 September") is read only where that day is given.
"""

import pickle
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from babel import Locale, localedata
from babel.core import get_global
from babel.dates import format_date

from validation.parsing.numbers import locale_of


@dataclass(frozen=True, slots=True)
class Date:
    """The days an expression names, both ends included, and the half-open span of its words in code points.

    Precision "day" with first before last is a range of days ("19-20 September").
    """

    start: int
    end: int
    first: date
    last: date
    precision: str  # "day" | "month" | "year"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, "HH:MM" on the 24-hour clock, and the half-open span of its words in code points."""

    start: int
    end: int
    time: str


# Inflections that CLDR lacks, as endings put for endings of its names: ru "январе", "среду"; uk "вересні".
_MONTH_ENDINGS = {"ka": {"ი": "ს"}, "ru": {"я": "е", "а": "е"}, "uk": {"ого": "ому", "я": "і", "а": "і"}}
_DAY_ENDINGS = {"ru": {"а": "у"}, "uk": {"а": "у", "я": "ю"}}
_MONTH_SUFFIX = {"az": "(?:[ıiuü]n|d[aə]|dan|dən)?", "tr": "(?:['’]?[dt][ae]n?)?"}
_MORE_MONTHS = {"en": {"sept": 9}}  # CLDR has it for British English only
# Words that may stand between the parts of a date, beside CLDR's own ("de").
_BETWEEN = {"de": "den|dem", "en": "of|the|on", "es": "del", "fr": "le", "pt": "do"}
# A weekday alone is read only after a preposition where it is also another word ("среда": environment).
_BEFORE_WEEKDAY = {"ru": "в|во|с|до|к|на", "uk": "в|у|з|до|на"}
# Beside a weekday they speak of a coming day, which is no day on or before the day of writing.
_COMING = {
    "de": "nächste[nrs]?|kommende[nrs]?",
    "en": "next|coming",
    "es": "próximo",
    "fr": "prochain",
    "it": "prossim[ao]",
    "pt": "próxim[ao]",
    "ru": "следующ\\w+|ближайш\\w+",
    "uk": "наступн\\w+",
}
# Yesterday and today: of CLDR's data Babel leaves these words out.
_RELATIVE = {
    "ar": ("أمس", "اليوم"),
    "az": ("dünən", "bu gün"),
    "de": ("gestern", "heute"),
    "en": ("yesterday", "today"),
    "es": ("ayer", "hoy"),
    "fa": ("دیروز", "امروز"),
    "fr": ("hier", "aujourd’hui"),
    "hy": ("երեկ", "այսօր"),
    "it": ("ieri", "oggi"),
    "ka": ("გუშინ", "დღეს"),
    "pt": ("ontem", "hoje"),
    "ru": ("вчера", "сегодня"),
    "tr": ("dün", "bugün"),
    "uk": ("учора", "сьогодні"),
}
# A bare year is read after a word of the first list; after one of the second unless it is a round hundred
# that counts something ("of 2000 troops"); before a word of the third; or joined to such a year.
_YEAR_WORDS = {
    "az": ("", "", "[- ]?(?:ci|cı|cu|cü)? ?il\\w*"),
    "de": ("jahre?s?|seit|anno", "von|bis|ab|nach|vor", ""),
    "en": (
        "in|since|during|until|till|year|early|late|mid",
        "of|from|to|by|after|before|between|the|and",
        "",
    ),
    "es": ("año|desde|hasta", "en|de|del|entre", ""),
    "fr": ("année|an|depuis|dès|jusqu['’]en", "en|de|entre", ""),
    "hy": ("", "", " ?թ(?:վական\\w*|[.․])"),
    "it": ("anno|dal|nel|fino al", "del|tra", ""),
    "pt": ("ano|desde|até", "em|de|entre", ""),
    "ru": ("", "", r"[ \u00a0\u202f]?(?:год\w*|гг?\.)"),
    "tr": ("", "", " yılı?\\w*|['’][dt][ae]"),
    "uk": ("", "", r"[ \u00a0\u202f]?(?:р[оі]к\w*|рр?\.)"),
}
# "13.00" is a time after one of these or before one of the next; elsewhere it is a decimal.
_AT = "at|um|ab|à|ore|alle|saat|в|об?|a las"
_OCLOCK = "uhr|local time"

_SPACE = r"(?:[^\S\n]|\n(?!\n)){0,3}"  # a line may break inside a date, a paragraph may not
_DAY = r"(?P<d>\d{1,2})(?!\d)(?:\s?[-–—]\s?(?P<e>\d{1,2})(?!\d))?(?:st|nd|rd|th|er|[ºª°]|-(?:го|е)(?!\w))?"
_YEAR = r"(?P<y>[12]\d{3})(?!\d|[.,]\d)"
_ORDERS = ("dMy", "dM", "Mdy", "Md", "My")  # those of any language; CLDR adds the language's own
_NUMERIC = re.compile(
    r"(?<![\w.:/-])(?:(?P<y>\d{4})(?P<s>[-/.])(?P<n>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[/.])(?P<n2>\d{1,2})(?P=s2)(?P<y2>\d{4}))(?!\d|[-/.]\d)"
)


@cache
def read_dates(text: str, language: str = "en", written_on: date | None = None) -> tuple[Date, ...]:
    """Every date in the text, in order; where two readings overlap the longest stands."""
    words = _words(language)
    found = [*_numeric(text, words), *_named(text, words, written_on), *_years(text, words)]
    if written_on:
        found += [*_weekdays(text, words, written_on), *_relative(text, words, written_on)]
    return _longest(found)


@cache
def read_times(text: str, language: str = "en") -> tuple[Clock, ...]:
    """Every clock time in the text, in order."""
    return tuple(clock for match in _clock_pattern(language).finditer(text) if (clock := _clock(match)))


def write_date(day: date, language: str = "en") -> str:
    """The day in the language's long form ("September 20, 2023"), readable for years of four digits."""
    return format_date(day, "long", locale=locale_of(language))


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language writes dates: its patterns, and what the names in them mean."""

    named: tuple[re.Pattern[str], ...]
    weekday: re.Pattern[str]
    relative: re.Pattern[str]
    year: re.Pattern[str]
    next_year: re.Pattern[str]  # a year joined to one just read
    months: dict[str, int]  # folded name: 1 to 12
    weekdays: dict[str, int]  # folded name: 0 (Monday) to 6
    days_ago: dict[str, int]  # folded word: 1 (yesterday) or 0
    capital: bool  # names are written with a capital, so "may" and "march" are no months
    month_first: bool  # 09/20/2023


@cache
def _words(language: str) -> _Words:
    locale, root = locale_of(language), language.partition("-")[0].lower()
    months, weekdays = _names(locale, "months", _MONTH_ENDINGS), _names(locale, "days", _DAY_ENDINGS)
    months |= _MORE_MONTHS.get(root, {})
    wide = _names(locale, "days", _DAY_ENDINGS, ("wide",))
    days_ago = dict(zip(map(_fold, _RELATIVE.get(root, ())), (1, 0), strict=False))
    coming = _COMING.get(root, "(?!)")
    before = rf"(?:{_BEFORE_WEEKDAY[root]})[^\S\n]" if root in _BEFORE_WEEKDAY else ""
    strong, weak, after = _YEAR_WORDS.get(root, ("(?!)", "(?!)", "(?!)"))
    short = locale.date_formats["short"].pattern
    year = r"(?P<y>(?:19|20)\d\d)(?![\w%]|[.,:/]\d|-\d\d?(?!\d))"
    joined = r"\s?[-–—]\s?|,\s|\s(?:and|to|or|und|bis|et|à|y|e|a|и|по|та|і|ve|və)\s"
    return _Words(
        named=_named_patterns(locale, root, months, weekdays),
        weekday=_compile(
            rf"(?P<before>(?<!\w)(?:{coming})\s)?(?<!\w){before}"
            rf"(?P<w>{_any_of(wide)})(?!\w)(?P<after>\s(?:{coming})(?!\w))?"
        ),
        relative=_compile(rf"(?<!\w)(?:{_any_of(days_ago)})(?!\w)"),
        year=_compile(
            rf"(?<!\w)(?:(?:{strong or '(?!)'})[\s-]+|(?P<weak>{weak or '(?!)'})\s+){year}"
            rf"|(?<![\w.,:/-])(?P<y2>(?:19|20)\d\d)(?=(?:{after or '(?!)'})(?!\w))"
        ),
        next_year=_compile(rf"(?:{joined}){year}"),
        months=months,
        weekdays=weekdays,
        days_ago=days_ago,
        capital=any(name[:1].isupper() for name in _spelled(locale, "months")),
        month_first=0 <= short.find("M") < short.find("d") and not short.startswith("y"),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _fold(word: str) -> str:
    """The form in which names are looked up: any case, one apostrophe, any space."""
    return " ".join(re.sub("[’ʼ]", "'", word).lower().replace("i\u0307", "i").split())


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the folded words, the longest first."""
    patterns = (re.escape(word).replace("'", "['’ʼ]") for word in sorted(words, key=len, reverse=True))
    return "|".join(patterns) or "(?!)"


def _spelled(locale: Locale, field: str, widths: tuple[str, ...] = ("wide", "abbreviated")) -> dict[str, int]:
    """CLDR's names of months or weekdays as it spells them, for the language and those it inherits from.

    Read from Babel's files: up to 2.18 its cache lets one language's names into others (babel#1234).
    """
    found = {}
    for file in _lineage(str(locale)):
        data = pickle.loads(Path(localedata.resolve_locale_filename(file)).read_bytes())
        for context in data.get(field, {}).values():
            for width in widths:
                if isinstance(names := context.get(width), dict):
                    found |= {name.rstrip("."): number for number, name in names.items()}
    return found


def _lineage(name: str) -> Iterator[str]:
    """The locale and those it inherits from, short of the root."""
    while name and name != "root":
        yield name
        name = get_global("parent_exceptions").get(name) or name.rpartition("_")[0]


def _names(
    locale: Locale,
    field: str,
    endings: dict[str, dict[str, str]],
    widths: tuple[str, ...] = ("wide", "abbreviated"),
) -> dict[str, int]:
    """The folded names with their inflections; single letters are left out."""
    found = {_fold(name): number for name, number in _spelled(locale, field, widths).items() if len(name) > 1}
    inflected = {
        name.removesuffix(ending) + other: number
        for name, number in found.items()
        for ending, other in endings.get(locale.language, {}).items()
        if name.endswith(ending)
    }
    return inflected | found


def _named_patterns(locale: Locale, root: str, months: dict[str, int], weekdays: dict[str, int]) -> tuple[re.Pattern[str], ...]:
    """One pattern for each order of day, month and year, each with an optional weekday.

    A full stop is part of a short name, of a day or year where CLDR writes one, and else ends the sentence.
    """
    wide_months = _names(locale, "months", _MONTH_ENDINGS, ("wide",))
    wide_days = _names(locale, "days", _DAY_ENDINGS, ("wide",))
    skeletons = (locale.datetime_skeletons.get(name) for name in ("yMMMM", "MMMMd"))
    patterns = [str(pattern) for pattern in (locale.date_formats["long"], locale.date_formats["full"], *skeletons) if pattern]
    between, last = _literals(patterns)
    between |= set(filter(None, [_BETWEEN.get(root)]))
    week = rf"(?:(?:{_any_of(wide_days)})(?!\w)|(?:{_any_of(weekdays.keys() - wide_days.keys())})(?!\w)\.?)"
    after = rf"(?:{_SPACE}(?:{'|'.join(sorted(last))})(?!\w)[.․]?)?" if last else ""
    if _weekday_last(locale):
        after += rf"(?:,?\s{week})?"
    dot = {field: r"\.?" if any(f"{field}." in pattern for pattern in patterns) else "" for field in "dy"}
    word = rf"{_SPACE}(?:(?:{'|'.join(sorted(between)) or '(?!)'})\.?{_SPACE})?"
    gap = {"d": word, "M": word, "y": rf"[,،]?{word}"}
    before = rf"(?<!\w)(?<!\d[.,:/-])(?:{week}{gap['y']})?"
    fields = {
        "d": rf"{_DAY}(?!\w|[.,:/]\d|\s?%){dot['d']}",
        "M": rf"(?:(?P<m>{_any_of(wide_months)}){_MONTH_SUFFIX.get(root, '')}(?!\w)"
        rf"|(?P<m2>{_any_of(months.keys() - wide_months.keys())})(?!\w)\.?)",
        "y": rf"{_YEAR}{dot['y']}",
    }
    orders = dict.fromkeys([*_ORDERS, *filter(None, map(_order, patterns))])
    named = [_compile(before + fields[first] + "".join(gap[field] + fields[field] for field in rest) + after) for first, *rest in orders]
    return (*named, *(_compile(pattern) for pattern in map(_with_signs, patterns) if pattern))


def _literals(patterns: list[str]) -> tuple[set[str], set[str]]:
    """The words of CLDR's patterns between two parts of a date, and those after the last part."""
    between, last = set(), set()
    for pattern in patterns:
        parts = re.findall(r"'([^']*)'|([a-zA-Z]+)|([^'a-zA-Z]+)", pattern)
        final = max(index for index, (_, field, _) in enumerate(parts) if field)
        for index, (quoted, _, other) in enumerate(parts):
            (last if index > final else between).update(re.findall(r"[^\W\d_]+", quoted + other))
    return between, last


def _order(pattern: str) -> str:
    """The order of a CLDR pattern with a named month, such as "dMy"; empty where the month is a number."""
    fields = re.findall(r"d+|[ML]+|y+", re.sub("'[^']*'", "", pattern))
    return (
        ""
        if any(field in {"M", "MM", "L", "LL"} for field in fields)
        else "".join("M" if field[0] == "L" else field[0] for field in fields)
    )


def _with_signs(pattern: str) -> str:
    """The pattern of dates such as 2023年9月20日, whose parts carry a sign each; empty for any other."""
    if not re.fullmatch(r"(?:(?:y|M|d)[^\W\d_a-zA-Z])+", pattern):
        return ""
    fields = {"y": _YEAR, "M": r"(?P<n>\d{1,2})", "d": r"(?P<d>\d{1,2})"}
    return r"(?<!\d)" + r"\s?".join(fields.get(sign, sign) for sign in pattern)


def _weekday_last(locale: Locale) -> bool:
    full = re.sub("'[^']*'", "", locale.date_formats["full"].pattern)
    return full.find("E") > full.find("d")


def _named(text: str, words: _Words, written_on: date | None) -> Iterator[Date]:
    """Dates whose month is a word, and those with a sign after each part."""
    for pattern in words.named:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            name = parts.get("m") or parts.get("m2") or ""
            month = words.months.get(_fold(name)) if name else int(parts["n"])
            if month is None or (words.capital and name[:1].islower()):
                continue
            days = [int(day) for day in (parts.get("d"), parts.get("e")) if day]
            yield from _dated(match, parts.get("y"), month, days, written_on)


def _dated(match: re.Match[str], year: str | None, month: int, days: list[int], written_on: date | None) -> Iterator[Date]:
    """The date of these parts, if the calendar has it; without a year, the one nearest to the writing."""
    if not days and year and (first := _day(int(year), month, 1)):
        last = _day(first.year + month // 12, month % 12 + 1, 1) or date.max
        yield Date(*match.span(), first, last - timedelta(1), "month")
        return
    first = _day(int(year), month, days[0]) if year else _nearest(month, days[0], written_on)
    last = first and _day(first.year, month, days[-1])
    if first and last and first <= last:
        yield Date(*match.span(), first, last, "day")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, written_on: date | None) -> date | None:
    if written_on is None:
        return None
    days = (_day(written_on.year + offset, month, day) for offset in (0, -1, 1))
    return min(filter(None, days), key=lambda found: abs(found - written_on), default=None)


def _numeric(text: str, words: _Words) -> Iterator[Date]:
    """2023-09-20, 20.09.2023, 20/09/2023; 09/10/2023 is left out where the language puts the month first."""
    for match in _NUMERIC.finditer(text):
        year, month, day = (int(match[name] or match[f"{name}2"]) for name in "ynd")
        if words.month_first and match["s2"] == "/" and month != day:
            if month <= 12 and day <= 12:
                continue
            month, day = min(month, day), max(month, day)
        if found := _day(year, month, day):
            yield Date(*match.span(), found, found, "day")


def _weekdays(text: str, words: _Words, written_on: date) -> Iterator[Date]:
    """A weekday alone: the latest such day on or before the day of writing."""
    for match in words.weekday.finditer(text):
        weekday = words.weekdays.get(_fold(match["w"]))
        if weekday is None or match["before"] or match["after"] or (words.capital and match["w"][0].islower()):
            continue
        yield from _days_ago(match.span("w"), (written_on.weekday() - weekday) % 7, written_on)


def _relative(text: str, words: _Words, written_on: date) -> Iterator[Date]:
    """Yesterday and today; capitalised inside a sentence they are a name ("Russia Today")."""
    for match in words.relative.finditer(text):
        before = text[: match.start()].rstrip(" \u00a0\"'“‘«(—–-")[-1:]
        if not match[0][0].isupper() or before in "\n.!?:…":
            yield from _days_ago(match.span(), words.days_ago.get(_fold(match[0]), 0), written_on)


def _days_ago(span: tuple[int, int], days: int, written_on: date) -> Iterator[Date]:
    if written_on.toordinal() > days:
        found = written_on - timedelta(days)
        yield Date(*span, found, found, "day")


def _years(text: str, words: _Words) -> Iterator[Date]:
    """Bare years: beside a word that introduces years, or joined to such a year ("1991 and 2020")."""
    for match in words.year.finditer(text):
        name = "y" if match["y"] else "y2"
        counts = match["weak"] and match[name].endswith("00") and re.match(r"\s+[^\W\d_]", text[match.end() :])
        while match and not counts:
            year = int(match[name])
            yield Date(*match.span(name), date(year, 1, 1), date(year, 12, 31), "year")
            match, name = words.next_year.match(text, match.end()), "y"


def _longest(found: Iterable[Date]) -> tuple[Date, ...]:
    """The dates without overlap, longer ones first to choose, in the order of the text."""
    kept: list[Date] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


@cache
def _clock_pattern(language: str) -> re.Pattern[str]:
    """Times in digits; am and pm only where CLDR has the language use them."""
    half = r"[ap](?:\.\s?m\.?|m)(?!\w)" if "a" in locale_of(language).time_formats["short"].pattern else "(?!)"
    return _compile(
        rf"(?:(?<=\dT)|(?<![\w:.,/]))(?P<h>\d{{1,2}})(?::(?P<m>\d\d)(?!\d)(?::\d\d)?"
        rf"(?:\s?(?P<p>{half}))?(?!:?\d)"
        rf"|(?:\.(?P<m2>\d\d))?\s?(?P<p2>{half})|\.(?P<m3>\d\d)(?=\s(?:{_OCLOCK})(?!\w)))"
        rf"|(?<!\w)(?:{_AT})\s(?P<h4>\d\d)\.(?P<m4>\d\d)(?![\w.,%]\d|\w|\s?%)"
    )


def _clock(match: re.Match[str]) -> Clock | None:
    hour, minute = (
        int(match["h"] or match["h4"]),
        int(match["m"] or match["m2"] or match["m3"] or match["m4"] or 0),
    )
    half = match["p"] or match["p2"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    start = match.start("h") if match["h"] else match.start("h4")
    return Clock(start, match.end(), f"{hour:02}:{minute:02}") if hour < 24 and minute < 60 else None
