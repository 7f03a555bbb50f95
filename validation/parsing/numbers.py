"""Whole numbers in running text, in digits or in words, with the place of the words that say them.

Grouping signs, percent words and multiplier words ("тыс.") are CLDR's, through Babel; number words come from
two libraries. What is vague ("dozens", "hundreds"), an ordinal, a part, a decimal, a percentage or a clock
time is not a whole number and is left out; bounds ("at least 27") are read elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from babel.units import format_unit
from number_parser import parse_number
from number_parser.parser import LanguageData
from text_to_num import find_numbers

from validation.parsing import numerals
from validation.parsing.language import any_of, entry, fold, listed, numbered, phrases, root_of
from validation.parsing.plain import APOSTROPHES, plain


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number and the half-open span of the words that say it, in code points of the text."""

    start: int
    end: int
    value: int
    about: bool = False  # "une centaine", which is a hundred or so


# text2num tells ordinals apart and splits German compounds; number-parser has Russian and Ukrainian cases. The other languages
# that are read have their number words in languages/*.toml.
_TEXT2NUM = frozenset({"de", "en", "es", "fr", "it", "pt"})
_NUMBER_PARSER = frozenset({"ru", "uk"})
_ROUND = frozenset({10**2, 10**3, 10**5, 10**6, 10**8, 10**9, 10**12})

_SPACES = " \u00a0\u2009\u202f"
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_WORD_BEFORE = re.compile(r"(\w+)\s+\Z")
_JOIN = re.compile(r"[^\S\n]+|[-\u2010\u2011\u2013][^\S\n]?")
_LONGEST = 30  # digits; a longer string is a serial number, and int() refuses the longest


def locale_of(language: str) -> Locale:
    """Babel's locale for a BCP 47 tag or its nearest known parent; the root locale for one unknown."""
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:length]))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("root")


def write_number(value: int, language: str = "en") -> str:
    """The non-negative whole number in Latin digits, grouped as the language groups them."""
    return format_decimal(value, locale=locale_of(language))


@cache
def read_numbers(text: str, language: str = "en") -> tuple[Number, ...]:
    """Every whole number in the text, in order and without overlap."""
    read = plain(text)
    found = _joined(read.text, list(_read(read.text, language)))
    return tuple(replace(number, start=read.start(number.start), end=read.end(number.end)) for number in found)


def _read(text: str, language: str) -> Iterator[Number]:
    """The numbers of a plain text, in order."""
    signs = _signs(language)
    if prefix := entry(language, "numbers", "prefix"):
        text = re.sub(rf"(?<!\w)(?:{prefix})(?=\d)", lambda match: " " * len(match[0]), text)
    found = list(_special(text, language))
    rest = _blank_out(text, found)
    digits = (_in_digits(match, signs.multipliers) for match in signs.digits.finditer(rest))
    found += [number for number in digits if number]
    rest = signs.percent.sub(_blank, signs.digits.sub(_blank, rest))
    found += _in_words(rest, language)
    found.sort(key=lambda number: number.start)
    yield from (number for number in found if not signs.unwanted.match(text, number.end))


def _special(text: str, language: str) -> Iterator[Number]:
    """Numbers of a phrase of their own: "half a million", "une centaine", "three and a half thousand"."""
    scales, read = numbered(language, "numbers", "scales"), 0
    for match in _with_half(language).finditer(text) if scales else ():
        scale = scales[fold(match["s"] or match["s2"])]
        for count in [number.value for number in _read_plain(match["n"] or match["n2"], language)][:1]:
            yield Number(match.start(), read := match.end(), count * scale + scale // 2)
    for key in ("special", "approximate"):
        values = numbered(language, "numbers", key)
        for match in phrases(language, "numbers", key).find(text):
            if match.start >= read and not _counted(text, match.start, language):
                yield Number(match.start, match.end, values[fold(match.phrase)], key == "approximate")


@cache
def _with_half(language: str) -> re.Pattern[str]:
    scale, half = any_of(numbered(language, "numbers", "scales")), entry(language, "numbers", "half")
    return re.compile(rf"(?<!\w)(?:(?P<n>\w+?){half}\s?(?P<s>{scale})|(?P<n2>\w+?)\s?(?P<s2>{scale}){half})(?!\w)", re.IGNORECASE)


def _read_plain(word: str, language: str) -> Iterator[Number]:
    """The number that a word or some digits are, before something counted."""
    if word.isdigit():
        yield Number(0, len(word), int(word[:_LONGEST]))
    elif root_of(language) in _TEXT2NUM | _NUMBER_PARSER:
        yield from (_by_text2num if root_of(language) in _TEXT2NUM else _by_number_parser)(word, root_of(language))
    elif (value := numbered(language, "numbers", "words").get(fold(word))) is not None:
        yield Number(0, len(word), value)


def _counted(text: str, start: int, language: str) -> bool:
    """Whether a number or a vague word stands before, which makes the phrase a part of another one."""
    before = _WORD_BEFORE.search(text[:start])
    return bool(before) and (before[1].isdigit() or before[1].lower() in listed(language, "quantities", "vague"))


def _blank_out(text: str, found: list[Number]) -> str:
    for number in found:
        text = text[: number.start] + "_" * (number.end - number.start) + text[number.end :]
    return text


def _joined(text: str, found: list[Number]) -> Iterator[Number]:
    """Numbers, with those in one made of it: "2 bin 783" is 2783."""
    while found:
        number = found.pop(0)
        scale = number.value and 1000 ** ((len(str(number.value)) - 1) // 3)
        written = text[number.start : number.end]
        if found and text[number.end : found[0].start] in (" ", " و", " و ") and written[0].isdigit() and not written[-1].isdigit():
            after = found[0]
            if number.value % 1000 == 0 and after.value < scale and text[after.start].isdigit() and after.end - after.start <= 3:
                found[0] = Number(number.start, after.end, number.value + after.value)
                continue
        yield number


@dataclass(frozen=True, slots=True)
class _Signs:
    """How a language writes numbers in digits."""

    digits: re.Pattern[str]  # a number with its fraction and its multiplier word
    percent: re.Pattern[str]  # "per cent": its last word is a number in some languages
    unwanted: re.Pattern[str]  # makes the number before it a percentage, a clock time, a part or an ordinal
    multipliers: dict[str, int]  # lower-case word: factor


@cache
def _signs(language: str) -> _Signs:
    locale = locale_of(language)
    multipliers = _multipliers(locale, language)
    times = "|".join(re.escape(word) for word in sorted(multipliers, key=len, reverse=True)) or "(?!)"
    percent = rf"\b(?:{_percent(locale, language)})"
    part = entry(language, "numbers", "part", default="(?!)")
    glued = "|".join(re.escape(word) for word in sorted(multipliers, key=len, reverse=True) if len(word) > 1 or word == "k")
    ordinal = entry(language, "numbers", "ordinal", default="(?!)")
    clock = r"|[ap]\.?\s?m\b" if "a" in locale.time_formats["short"].pattern else ""
    return _Signs(
        re.compile(
            # nothing glued on before: MI6, T-72, 7.5, 13:00, 9/11, 2023-09-20, %80
            r"(?<![\w%٪])(?<![^\W\d_][-\u2010\u2011])(?<!\d[.,:/٫٬])(?:(?<!\d\d\d\d-)|(?=\d{3}))(?<!\d\d\d\d-\d\d-)"
            rf"(?P<whole>{_grouped(locale)}|\d+)(?P<fraction>[.,٫]\d+)?"
            # nothing glued on after but a multiplier (100k): 19th, 1.º, 13:00, 9/11, 2023-09-20, Russian 90-х
            rf"(?:(?=(?:{glued or '(?!)'})(?!\w))|(?![\w/]|[:.,٫٬]\d|\.?[ºª°]|-\d+-\d|(?:{ordinal})(?!\w)))"
            rf"(?:[-{_SPACES}]?(?P<times>{times})(?!\w))?",
            re.IGNORECASE,
        ),
        re.compile(percent, re.IGNORECASE),
        re.compile(
            rf"(?:\s?[-–—]\s?\d+(?:[.,]\d+)?)?[\s-]*(?:[%٪]|{percent}{clock})"
            rf"|[\s-]+(?:{part})",
            re.IGNORECASE,
        ),
        multipliers,
    )


def _grouped(locale: Locale) -> str:
    """A pattern for digits in groups, all joined by one sign: thousands, or lakhs where CLDR says so.

    The decimal sign joins groups too where the last is 000, as no count is given to three nought decimals.
    """
    decimal = locale.number_symbols["latn"]["decimal"]
    signs = {locale.number_symbols["latn"]["group"], "٬", *APOSTROPHES, *_SPACES} | ({"."} if decimal == "," else set())
    last, others = locale.decimal_formats[None].grouping
    sign = f"(?P<sign>[{''.join(map(re.escape, sorted(signs)))}])"
    grouped = rf"\d{{1,3}}{sign}(?:\d{{{others}}}(?P=sign))*\d{{{last}}}(?!\d)"
    return rf"{grouped}|\d{{1,3}}(?:{re.escape(decimal)}\d{{3}})*{re.escape(decimal)}000(?!\d)"


def _multipliers(locale: Locale, language: str) -> dict[str, int]:
    """The words that multiply the digits before them, from the language's file and CLDR's compact formats."""
    found = numbered(language, "numbers", "multipliers")
    if root_of(language) in _NUMBER_PARSER:
        found |= LanguageData(root_of(language)).big_powers_of_ten
    for length in locale.compact_decimal_formats.values():
        for plural in length.values():
            for power, pattern in plural.items():
                zeros = re.search("0+", pattern.pattern)
                word = re.sub(r"[0'\s\u200f]", "", pattern.pattern).lower()
                if zeros and len(word) > 1 and not set(word) & set("¤#;"):
                    found[word] = int(power) // 10 ** (len(zeros[0]) - 1)
    return found


def _percent(locale: Locale, language: str) -> str:
    """A pattern for the words that mean per cent."""
    counts = (format_unit(count, "concentr-percent", "long", locale=locale) for count in (1, 2, 3, 5, 1.5))
    words = {re.sub(r"^[\d.,٫\s]+|[\d.,٫\s]+$", "", count) for count in counts}
    return "|".join(
        [entry(language, "numbers", "percent", default="(?!)"), *(rf"{re.escape(word)}(?!\w)" for word in sorted(words - {"", "%"}))]
    )


def _blank(match: re.Match[str]) -> str:
    """Stands for what was read already: as long, and never part of a word."""
    return "0" * len(match[0])


def _in_digits(match: re.Match[str], multipliers: dict[str, int]) -> Number | None:
    whole, fraction = re.sub(r"\D", "", match["whole"]), (match["fraction"] or ".")[1:]
    if len(whole) + len(fraction) > _LONGEST or (fraction and not match["times"]):
        return None
    factor = multipliers.get((match["times"] or "").lower(), 1)
    exact = Fraction(int(whole + fraction), 10 ** len(fraction)) * factor
    return Number(match.start(), match.end(), int(exact)) if exact.denominator == 1 else None


@cache
def _dozen(language: str) -> re.Pattern[str]:
    """A word that counts in its own unit, behind a number: "two dozen"."""
    return re.compile(rf"[ -](?P<word>{any_of(entry(language, 'numbers', 'counted', default={}))})\b", re.IGNORECASE)


def _in_words(text: str, language: str) -> Iterator[Number]:
    """Numbers that are words only."""
    root = root_of(language)
    if root not in _TEXT2NUM | _NUMBER_PARSER:
        yield from (Number(*found) for found in numerals.read(text, language))
        return
    counted = entry(language, "numbers", "counted", default={})
    dozen = _dozen(language)
    for number in (_by_text2num if root in _TEXT2NUM else _by_number_parser)(text, root):
        if number.value == 1 and not _matches("one", language, text, number.start):
            continue
        if match := dozen.match(text, number.end):
            yield Number(number.start, match.end(), number.value * counted[match["word"].lower()])
        elif (start := _begin(text, number, language)) is not None:
            yield replace(number, start=start)


def _begin(text: str, number: Number, language: str) -> int | None:
    """Where an exact number begins, with its article ("a hundred and twenty"); None where a round one has no count ("several hundred")."""
    first, at = _WORD.match(text, number.start), max(0, number.start - 16)
    if lone := re.search(rf"(?:{entry(language, 'numbers', 'lone')})\Z", text[at : first.end()], re.IGNORECASE):
        return number.start if number.value in _ROUND else at + lone.start()
    counted = first.end() < number.end and _first_value(first[0], root_of(language)) not in _ROUND
    return number.start if counted or number.value not in _ROUND else None


def _first_value(word: str, language: str) -> int | None:
    find = _by_text2num if language in _TEXT2NUM else _by_number_parser
    return next((number.value for number in find(word, language)), None)


def _matches(key: str, language: str, text: str, start: int) -> bool:
    pattern = entry(language, "numbers", key)
    return bool(pattern) and bool(re.compile(pattern, re.IGNORECASE).match(text, start))


class _Token(NamedTuple):
    """A word as text2num wants it."""

    word: str
    apart: bool  # something other than a space or a hyphen stands before it

    def text(self) -> str:
        return self.word

    def nt_separated(self, previous: "_Token") -> bool:
        return self.apart

    def not_a_number_part(self) -> bool:
        return False


def _by_text2num(text: str, language: str) -> Iterator[Number]:
    words = list(_WORD.finditer(text))
    tokens = [_Token(word[0], apart) for word, apart in zip(words, _apart(text, words), strict=True)]
    for found in find_numbers(tokens, language, 0.0):
        zero_led = len(found.text) > 1 and found.text[0] == "0"
        if not found.is_ordinal and found.text.isdecimal() and not zero_led and len(found.text) <= _LONGEST:
            yield Number(words[found.start].start(), words[found.end - 1].end(), int(found.text))


def _apart(text: str, words: list[re.Match[str]]) -> list[bool]:
    """For each word whether more than a space or a hyphen parts it from the word before."""
    ends = [0, *(word.end() for word in words)]
    return [not _JOIN.fullmatch(text, end, word.start()) for end, word in zip(ends, words, strict=False)]


def _by_number_parser(text: str, language: str) -> Iterator[Number]:
    words = list(_WORD.finditer(text))
    known = entry(language, "numbers", "forms", default={})
    forms = [known.get(form, form) for form in (_form(word[0]) for word in words)]
    apart = [*_apart(text, words), True]
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and (_known(forms[last], first < last, language)) and (last == first or not apart[last]):
            last += 1
        while last > first and (value := _value(" ".join(forms[first:last]), language)) is None:
            last -= 1
        if last > first:
            yield Number(words[first].start(), words[last - 1].end(), value)
        first = max(last, first + 1)


def _known(word: str, inside: bool, language: str) -> bool:
    """Whether a word is part of a number; one that is also another word ("семью", family) only inside one."""
    return word in _vocabulary(language) and (inside or word not in listed(language, "numbers", "homographs"))


@cache
def _vocabulary(language: str) -> frozenset[str]:
    return frozenset(LanguageData(language).all_numbers) | frozenset(entry(language, "numbers", "collective", default=()))


@cache
def _value(words: str, language: str) -> int | None:
    """What number-parser makes of the words; it builds its tables at each call, hence the memory."""
    return entry(language, "numbers", "collective", default={}).get(words) or parse_number(words, language)


def _form(word: str) -> str:
    """Lower case without accents, and one apostrophe: the form number-parser looks words up in."""
    word = unicodedata.normalize("NFD", word.lower().replace("'", "ʼ").replace("’", "ʼ"))
    return "".join(sign for sign in word if unicodedata.category(sign) != "Mn")
