"""Dates in running text, with the place of the words that say them.

The words of each language stand in languages/*.toml. An expression that needs the day of writing ("Tuesday", "19 September") is
read only where that day is given, and is taken as past unless the words beside it look ahead.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from babel.dates import format_date

from validation.parsing.clocks import Clock, read_times
from validation.parsing.language import any_of, entry, fold, listed, numbered
from validation.parsing.numbers import locale_of, read_numbers
from validation.parsing.plain import plain

__all__ = ["Clock", "Date", "read_dates", "read_times", "write_date"]


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


_GRACE = timedelta(days=3)  # a day printed without a year may lie this far ahead of the day of writing, by time zones and slips
_SPACE = r"(?:[^\S\n]|\n(?!\n)){0,3}"  # a line may break inside a date, a paragraph may not
_YEAR = r"(?P<y>[12]\d{3})(?!\d|[.,]\d)"
_ORDERS = ("dMy?", "Mdy?", "My", "yMd?", "ydM")  # what a question mark follows may be left out
_BESIDE, _BEHIND = re.compile(r"[,՝]?\s?(?:[^\W\d]{1,3}\s)?|['’]s\s\w+\s\w{1,3}\s"), re.compile(r",?\s?(?:[^\W\d]{1,4}['’\s])?")
_CLAUSE = re.compile(r"[.;:!?,()\n]\s")
_NUMERIC = re.compile(
    r"(?<![\w.:/-])(?:(?P<y>\d{4})(?P<s>[-/.])(?P<n>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[-/]|\. ?)(?P<n2>\d{1,2})(?P=s2)(?P<y2>\d{4}|(?<!-)\d\d))(?!\d|[-/.]\d)"
)

_ROMAN = re.compile(r"(?<![\w.:/-])(?P<d>\d{1,2})[./ -]\s?(?P<n>I{1,3}|I?V|VI{1,3}|IX|XI{0,2})[./ -]\s?(?P<y>[12]\d{3})(?!\d|[-/.]\d)")
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@cache
def read_dates(text: str, language: str = "en", written_on: date | None = None) -> tuple[Date, ...]:
    """Every date in the text, in order; where two readings overlap the longest stands, and two joined by "to" are one range."""
    read = plain(text)
    words = _words(language)
    found = [*_numeric(read.text, words), *_with_month(read.text, words, written_on), *_years(read.text, words)]
    if written_on:
        found += [*_weekdays(read.text, words, written_on), *_relative(read.text, words, written_on)]
    ranges = _ranges(read.text, _counted(read.text, _longest(found), words), words)
    return tuple(replace(one, start=read.start(one.start), end=read.end(one.end)) for one in ranges)


def write_date(day: date, language: str = "en") -> str:
    """The day in the language's long form ("September 20, 2023"), readable for years of four digits."""
    return format_date(day, "long", locale=locale_of(language))


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language writes dates: its patterns, and what the names in them mean."""

    language: str
    month: re.Pattern[str]
    weekday: re.Pattern[str]
    relative: re.Pattern[str]
    days_back: re.Pattern[str]  # so many days before the day of writing
    year: re.Pattern[str]
    next_year: re.Pattern[str]  # a year joined to one just read
    joined: re.Pattern[str]  # what stands between the two ends of a range
    coming: re.Pattern[str]
    any_weekday: re.Pattern[str]  # "a", "every": words before a weekday that is no one day
    last: re.Pattern[str]
    weeks_before: re.Pattern[str]  # words that count weeks, before a weekday: "last week, on Tuesday"
    weeks_after: re.Pattern[str]  # and behind it: "Tuesday of last week"
    last_week: re.Pattern[str]  # those of them that mean the week before that of writing
    day_word: re.Pattern[str]  # words that make a weekday of a small letter one: Turkish "salı günü"
    earlier: re.Pattern[str]  # words behind a weekday that count it from another day: "the Tuesday before"
    ahead: re.Pattern[str]  # words that look ahead, at the end of what stands before
    toward: re.Pattern[str]  # words that may look ahead ("by"): the nearest day is taken
    years_ago: re.Pattern[str]
    counted: re.Pattern[str]  # words that count days from a date behind them
    counted_back: re.Pattern[str]  # and from one before them
    offsets: dict[str, int]  # folded words: days from the date; 0 for days that are not told
    shifts: dict[str, int]  # folded words: years before the year of writing; -1 for a year that is not told
    months: dict[str, int]  # folded name: 1 to 12
    weekdays: dict[str, int]  # folded name: 0 (Monday) to 6
    days_ago: dict[str, int]  # folded words: days before the day of writing; -1 for a day that is not told
    capital: bool  # names are written with a capital, so "may" and "march" are no months
    small: bool  # but beside a day a small letter will do, as no such name is another word there
    month_first: bool  # 09/20/2023
    present: re.Pattern[str]  # verbs that beside a weekday may tell of either side of the day of writing


@cache
def _words(language: str) -> _Words:
    months, weekdays = _names(language, "months"), _names(language, "weekdays")
    short_days = _short(language, "weekdays")
    short = rf"|(?-i:{'|'.join(sorted(short_days)).title()})[.]" if entry(language, "dates", "short_alone") else ""  # "Tues."
    days_ago, shifts = numbered(language, "dates", "ago"), numbered(language, "dates", "years_ago")
    offsets, behind = numbered(language, "dates", "counted"), numbered(language, "dates", "counted_back")
    before = entry(language, "dates", "before_weekday", default="")
    before = rf"(?:{before})[^\S\n]" if before else ""
    half = entry(language, "dates", "weekday_suffix", default="(?!)")  # "Dienstagabend"
    back = entry(language, "dates", "days_back", default="(?!)").replace("#", r"(?P<n>\d+|[^\W\d_]+)")
    over = entry(language, "dates", "over", default="(?!)")  # "the day before the talks of"
    strong, weak, after = (entry(language, "dates", key, default="") or "(?!)" for key in ("year_strong", "year_weak", "year_after"))
    year = r"(?P<y>(?:19|20)\d\d)(?![\w%]|[.,:/]\d|-\d\d?(?!\d))"
    joins = any_of(fold(word) for word in listed(language, "dates", "joins"))
    weeks = entry(language, "dates", "weeks", default="(?!)")
    said = any_of(fold(word) for word in listed(language, "words", "say"))
    ahead, toward = (any_of(fold(word) for word in listed(language, "words", key)) for key in ("future", "toward"))
    pattern = locale_of(language).date_formats["short"].pattern
    return _Words(
        language=language,
        month=_compile(any_of(months)),
        weekday=_compile(rf"(?<!\w){before}(?P<w>{any_of(weekdays.keys() - short_days)}{short})(?:{half})?(?!\w)"),
        relative=_compile(rf"(?<!\w)(?:{any_of(days_ago)})(?!\w)"),
        days_back=_compile(rf"(?<!\w)(?:{back})(?!\w)"),
        year=_compile(rf"(?<!\w)(?:(?:{strong})[\s-]+|(?P<weak>{weak})\s+){year}|(?<![\w.,:/-])(?P<y2>(?:19|20)\d\d)(?=(?:{after})(?!\w))"),
        next_year=_compile(rf"(?:\s?[-–—]\s?|,\s|\s(?:{joins})\s){year}"),
        joined=_compile(rf"\s?[-–—]\s?|,?\s(?:{joins})\s(?:the\s|on\s)?"),
        coming=_compile(rf"(?<!\w)(?:{entry(language, 'dates', 'coming', default='(?!)')})"),
        any_weekday=_compile(rf"(?<!\w)(?:{entry(language, 'dates', 'any_weekday', default='(?!)')})\s\Z"),
        last=_compile(rf"(?<!\w)(?:{entry(language, 'dates', 'last', default='(?!)')})"),
        weeks_before=_compile(rf"(?<!\w)(?:{weeks})(?:[,՝]?(?:\s\w{{1,4}}){{0,2}}\s|,\s)\Z"),
        weeks_after=_compile(rf",?(?:\s\w{{1,4}}){{0,2}}\s(?:{weeks})(?!\w)"),
        last_week=_compile(rf"(?<!\w)(?:{entry(language, 'dates', 'last_week', default='(?!)')})(?!\w)"),
        day_word=_compile(rf"\s(?:{entry(language, 'dates', 'day_word', default='(?!)')})(?!\w)"),
        earlier=_compile(rf"\s(?:{entry(language, 'dates', 'earlier', default='(?!)')})(?=[.,;:!)]|\Z)"),
        ahead=_compile(rf"(?<!\w)(?:{ahead}|{entry(language, 'words', 'future_form', default='(?!)')})(?!\w)(?!.*(?<!\w)(?:{said})(?!\w))"),
        toward=_compile(rf"(?<!\w)(?:{toward})\s(?:\w+\s)?\Z"),
        years_ago=_compile(rf"(?<!\w)(?:{any_of(shifts)})(?!\w)"),
        counted=_compile(rf"(?<!\w)(?P<words>{any_of(offsets)})\s(?:\w{{1,4}}\s|{over})?\Z"),
        counted_back=_compile(rf"(?:['’-]?\w{{2,4}})?\s(?P<words>{any_of(behind)})(?!\w)"),
        offsets=offsets | behind,
        shifts=shifts,
        months=months,
        weekdays=weekdays,
        days_ago=days_ago,
        capital=any(name[0].isupper() for names in entry(language, "dates", "months", default={}).values() for name in names),
        small=bool(entry(language, "dates", "small")),
        present=_compile(rf"(?<!\w)(?:{any_of(fold(word) for word in listed(language, 'words', 'present'))})(?!\w)"),
        month_first=0 <= pattern.find("M") < pattern.find("d") and not pattern.startswith("y"),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _names(language: str, field: str) -> dict[str, int]:
    """The folded names of months or weekdays, with their inflections and short forms."""
    return {fold(name): int(number) for number, names in entry(language, "dates", field, default={}).items() for name in names}


def _short(language: str, field: str) -> frozenset[str]:
    """The short forms among them: the beginnings of the first name of each."""
    named = entry(language, "dates", field, default={}).values()
    return frozenset(fold(name) for first, *rest in named for name in rest if fold(first).startswith(fold(name)))


@cache
def _named(language: str) -> tuple[re.Pattern[str], ...]:
    """One pattern for each order of day, month and year, each with an optional weekday.

    A full stop is part of a short name, and of a day where the language writes one; else it ends the sentence.
    """
    months, weekdays = _names(language, "months"), _names(language, "weekdays")
    short, short_days = _short(language, "months"), _short(language, "weekdays")
    between, last = (entry(language, "dates", key, default="") or "(?!)" for key in ("between", "last_word"))
    joins = any_of(fold(word) for word in listed(language, "dates", "joins"))
    people = any_of(fold(word) for word in listed(language, "words", "people"))
    week = rf"(?:(?:{any_of(weekdays.keys() - short_days)})(?!\w)|(?:{any_of(short_days)})(?!\w)\.?)"
    after = rf"(?:{_SPACE}(?:{last})(?!\w)[.․]?)?(?:,?\s{week})?"
    dot = r"\.?" if entry(language, "dates", "day_dot") else ""
    ordinal = r"(?:st|nd|rd|th|er|[ºª°]|-(?:го|е)(?!\w))?"
    suffix_to = entry(language, "dates", "to_suffix", default="(?!)")  # "from the 19th" is one word in Turkish
    joined = rf"(?:\s(?:{joins})(?:\s|(?<=\sو))(?:[^\W\d]{{2,3}}\s)?|(?:{suffix_to})\s)"
    end = rf"{joined}(?P<e2>\d{{1,2}})(?!\d)(?!\s(?:{people})(?!\w))"
    to = rf"(?:(?:\s?[-–—]\s?|/)(?P<e>\d{{1,2}})(?!\d)|(?:[-'’][^\W\d]{{1,4}})?{end})"  # "sentyabrın 19-u və 20-si"
    word = rf"(?:-|{_SPACE}(?:(?:{between})\.?{_SPACE})?)"
    gap = {"d": word, "M": word, "y": rf"[,،]?{word}"}
    year_after = entry(language, "dates", "year_after", default="") or "(?!)"
    before = rf"(?:(?<!\w)|(?<=\Wو))(?<!\d[.,:/-])(?:{week}{gap['y']})?"
    suffix = entry(language, "dates", "month_suffix", default="")
    fields = {
        "d": rf"(?P<d>\d{{1,2}})(?!\d){ordinal}{dot}{to}?{ordinal}(?!\w|[.,:/]\d|\s?%){dot}",
        "M": rf"(?:(?P<m>{any_of(months.keys() - short)}){suffix}(?!\w)|(?P<m2>{any_of(short)})(?!\w)\.?)",
        "y": _YEAR,
    }

    def behind(fields_left: str) -> str:
        field, *rest = fields_left
        part = gap[field] + fields[field]
        return f"(?:{part})?" if rest == ["?"] else part + (behind("".join(rest)) if rest else "")

    def opening(field: str) -> str:
        return f"{_YEAR}(?:{year_after})?" if field == "y" else fields[field]

    return tuple(_compile(before + opening(order[0]) + behind(order[1:]) + after) for order in _ORDERS)


def _with_month(text: str, words: _Words, written_on: date | None) -> Iterator[Date]:
    """Dates whose month is a word. Their patterns are slow to compile, so that is left undone where no text names a month."""
    for pattern in _named(words.language) if words.month.search(text) else ():
        for match in pattern.finditer(text):
            parts = match.groupdict()
            name = parts.get("m") or parts.get("m2")
            month = words.months.get(fold(name))
            if month is None or (words.capital and name[0].islower() and not (words.small and parts.get("d"))):
                continue
            days = [int(day) for day in (parts.get("d"), parts.get("e") or parts.get("e2")) if day]
            yield from _dated(text, match, words, month, days, written_on)


def _dated(text: str, match: re.Match[str], words: _Words, month: int, days: list[int], written_on: date | None) -> Iterator[Date]:
    """The date of these parts, if the calendar has it; without a year, the one that the words beside it tell."""
    year = match.groupdict().get("y")
    if not days:
        if year and (first := _day(int(year), month, 1)):
            last = _day(int(year) + (month in (12, 24)), month + 1 if month % 12 else month - 11, 1) or date.max
            yield Date(*match.span(), first, last - timedelta(1), "month")
        return
    first = _day(int(year), month, days[0]) if year else _told(text, match.span(), words, month, days[0], written_on)
    last = first and _day(first.year, month, days[-1])
    if first and last and first <= last:
        yield Date(*match.span(), first, last, "day")


def _day(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it. Months 13 to 24 are Persian; their year is Persian, or the one of ours that it begins in."""
    if month > 12:
        return _persian_day(year if year < 1700 else year - 621, month - 12, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _persian_day(year: int, month: int, day: int) -> date | None:
    """A day of the Persian calendar by its cycle of 33 years, which holds from 1799 to 2256: 1 Farvardin 1402 is 21 March 2023."""
    if not 1178 <= year <= 1634 or not 1 <= day <= (31 if month <= 6 else 30):
        return None
    leaps = (8 * year + 21) // 33 - (8 * 1402 + 21) // 33
    return date(2023, 3, 21) + timedelta(365 * (year - 1402) + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1)


def _told(text: str, span: tuple[int, int], words: _Words, month: int, day: int, written_on: date | None) -> date | None:
    """A day without a year: past, unless words beside it look ahead or name a year."""
    if written_on is None:
        return None
    if (shift := _shift(text, span, words)) is not None:
        return None if shift < 0 else _day(written_on.year - shift, month, day)
    days = [found for offset in (0, -1, 1) if (found := _day(written_on.year + offset, month, day))]
    if _looks_ahead(text, span, words):
        return min((found for found in days if found >= written_on), default=None)
    if words.toward.search(text[: span[0]]):
        return min(days, key=lambda found: abs(found - written_on), default=None)
    return max((found for found in days if found - written_on <= _GRACE), default=None)


def _shift(text: str, span: tuple[int, int], words: _Words) -> int | None:
    """How many years back words right beside a date put it: "a year ago, on September 19", "September 19 last year"."""
    for match in words.years_ago.finditer(text, max(0, span[0] - 40), min(len(text), span[1] + 40)):
        before, after = text[match.end() : span[0]], text[span[1] : match.start()]
        beside = match.end() <= span[0] and _BESIDE.fullmatch(before)
        behind = match.start() >= span[1] and _BEHIND.fullmatch(after)
        if beside or behind:
            return words.shifts[fold(match[0])]
    return None


def _looks_ahead(text: str, span: tuple[int, int], words: _Words) -> bool:
    """Whether the clause of a date speaks of what is to come ("is due to resume on"): before it, and behind it where verbs stand last."""
    before = _CLAUSE.split(text[max(0, span[0] - 70) : span[0]])[-1]
    behind = _CLAUSE.split(text[span[1] : span[1] + 70])[0] if entry(words.language, "words", "verb_last") else ""
    return any(words.ahead.search(clause) for clause in (before, behind))


def _numeric(text: str, words: _Words) -> Iterator[Date]:
    """2023-09-20, 20.09.2023, 20/09/2023, 20.09.23; 09/10/2023 is left out where the language puts the month first."""
    for match in _ROMAN.finditer(text):  # 19.IX.2023
        if found := _day(int(match["y"]), _MONTHS.index(match["n"]) + 1, int(match["d"])):
            yield Date(*match.span(), found, found, "day")
    for match in _NUMERIC.finditer(text):
        year, month, day = (int(match[name] or match[f"{name}2"]) for name in "ynd")
        if year < 100:
            year += 2000
            if match["s2"][0] == "." and not (len(match["d2"]) == len(match["n2"]) == 2):
                continue
        if words.month_first and match["s2"] in ("/", "-") and month != day:
            if month <= 12 and day <= 12:
                continue
            month, day = min(month, day), max(month, day)
        if month <= 12 and (found := _day(year, month, day)):
            yield Date(*match.span(), found, found, "day")


def _weekdays(text: str, words: _Words, written_on: date) -> Iterator[Date]:
    """A weekday alone: the latest on or before the day of writing, strictly before where "last" says so, after where words look ahead."""
    for match in words.weekday.finditer(text):
        weekday = words.weekdays.get(fold(match["w"]).rstrip("."))
        start, end = match.span("w")
        before, after = text[max(0, start - 40) : start], text[end : end + 30]
        coming, last = (_beside(pattern, before, after) for pattern in (words.coming, words.last))
        coming = coming or words.any_weekday.search(before)
        week = words.weeks_before.search(before) or words.weeks_after.match(after)
        if week and not coming and weekday is not None and words.last_week.search(week[0]) and 6 not in (weekday, written_on.weekday()):
            yield from _days_ago((start, end), written_on.weekday() - weekday + 7, written_on)
            continue
        coming = coming or week or words.earlier.match(text, end)
        coming = coming or words.present.search(_CLAUSE.split(text[max(0, start - 70) : start])[-1])
        if weekday is None or coming or (words.capital and match["w"][0].islower() and not last and not words.day_word.match(after)):
            continue
        days = (written_on.weekday() - weekday) % 7
        if _looks_ahead(text, (start, end), words):
            if days:  # the same weekday may be today or in a week
                yield from _days_ago((start, end), days - 7, written_on)
            continue
        yield from _days_ago((start, end), days or (7 if last else 0), written_on)


def _beside(pattern: re.Pattern[str], before: str, after: str) -> bool:
    """Whether a word of the pattern stands right before or right after."""
    found = pattern.search(before)
    while found and before[found.end() :].strip():
        found = pattern.search(before, found.end())
    return bool(found) or bool((match := pattern.search(after)) and not after[: match.start()].strip() and match.start())


def _relative(text: str, words: _Words, written_on: date) -> Iterator[Date]:
    """Yesterday, today and the like; capitalised inside a sentence they are a name ("Russia Today")."""
    for match in words.relative.finditer(text):
        before = text[: match.start()].rstrip(" \u00a0\"'“‘«(—–-")[-1:]
        days = -1 if _shift(text, match.span(), words) is not None else words.days_ago[fold(match[0])]  # "a year ago today"
        if days >= 0 and (not match[0][0].isupper() or before in "\n.!?:…"):
            yield from _days_ago(match.span(), days, written_on)
        elif days < 0:
            yield Date(*match.span(), date.min, date.min, "")  # keeps a shorter word inside it from being read
    for match in words.days_back.finditer(text):
        for number in read_numbers(f"{match['n']} n", words.language):
            yield from _days_ago(match.span(), number.value, written_on)


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


def _longest(found: Iterable[Date]) -> list[Date]:
    """The dates without overlap, longer ones first to choose, in the order of the text; those that are not told left out."""
    kept: list[Date] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted((one for one in kept if one.precision), key=lambda one: one.start)


def _counted(text: str, found: list[Date], words: _Words) -> list[Date]:
    """The dates, with those that days are counted from in the place of them: "two days before Tuesday"."""
    kept = []
    for one in tuple(found):
        if one not in found:
            continue
        before = max(0, one.start - 40)
        match = words.counted.search(text[before : one.start]) if one.first == one.last else None
        if back := words.counted_back.match(text, one.end) if one.first == one.last else None:
            days, start, end = words.offsets[fold(back["words"])], one.start, back.end()
            found = [other for other in found if not one.end <= other.start < end]
        elif match:
            days, start, end = words.offsets[fold(match["words"])], before + match.start(), one.end
        else:
            kept.append(one)
            continue
        if days:
            day = date.fromordinal(one.first.toordinal() + days)
            kept.append(Date(start, end, day, day, "day"))
    return kept


def _in_year(text: str, one: Date, rest: list[Date], words: _Words) -> Date:
    """The day, in the year of the one that it is joined to where only that names one: "27 September – 10 November 2020"."""
    named = [re.search(r"[12]\d{3}", text[d.start : d.end]) for d in (one, *rest[:1])]
    if not rest or named[0] or not named[1] or not one.precision == rest[0].precision == "day":
        return one
    first = _day(rest[0].first.year, one.first.month, one.first.day)
    joined = first and first == one.last.replace(year=first.year) < rest[0].first and words.joined.fullmatch(text, one.end, rest[0].start)
    return replace(one, first=first, last=first) if joined else one


def _ranges(text: str, found: list[Date], words: _Words) -> Iterator[Date]:
    """The dates, with two days that are joined ("Tuesday and Wednesday", "19 September to 3 October") made one range."""
    while found:
        one = _in_year(text, found.pop(0), found, words)
        follows = found and one.precision == found[0].precision == "day" and one.last < found[0].first
        if follows and words.joined.fullmatch(text, one.end, found[0].start):
            found[0] = Date(one.start, found[0].end, one.first, found[0].last, "day")
        else:
            yield one
