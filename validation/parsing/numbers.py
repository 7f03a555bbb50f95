"""Whole numbers in running text, in digits or in words, with the place of the words that say them.

Grouping signs, percent words and multiplier words ("тыс.") are CLDR's, through Babel; number words come from
two libraries. What is vague ("dozens", "hundreds"), an ordinal, a part, a decimal, a percentage or a clock
time is not a whole number and is left out; bounds ("at least 27") are read elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from babel.units import format_unit
from number_parser import parse_number
from number_parser.parser import LanguageData
from text_to_num import find_numbers


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number and the half-open span of the words that say it, in code points of the text."""

    start: int
    end: int
    value: int


# text2num tells ordinals apart and splits German compounds; number-parser has Russian and Ukrainian cases.
_TEXT2NUM = frozenset({"da", "de", "en", "es", "fr", "it", "nl", "pt"})
_NUMBER_PARSER = frozenset({"ru", "uk"})

# A multiplier without a count is read only where it is exact: "a hundred", "mille"; never "several hundred".
_LONE = {
    "da": r"\b(?:hundrede|tusind)",
    "de": r"(?<!mehrere )(?<!einige )(?<!paar )(?<!viele )\b(?:ein)?(?:hunderttausend|hundert|tausend)"
    r"|\beine[rn]? (?:Million|Milliarde|Billion)",
    "en": r"(?<!half )(?<!quarter of )(?<!third of )\ba (?:hundred|thousand|million|billion|trillion)",
    "es": r"\b(?:cien|mil)",
    "fr": r"(?<!quelques )\b(?:cent|mille)",
    "it": r"\b(?:cento|mille|centomila)",
    "nl": r"(?<!enkele )(?<!paar )\b(?:honderdduizend|honderd|duizend)",
    "pt": r"\b(?:cem|mil)",
    "ru": r"\b(?:сто|ста|тысяча|тысячу|миллион|миллиард)",
    "uk": r"\b(?:сто|ста|тисяча|мільйон|мільярд)",
}
# "one" is a number when the thing it counts follows, else a pronoun; "un" and "ein" are articles: not read.
_ONE = {
    "en": r"(?<!\bno )(?<!the )(?<!this )(?<!that )(?<!each )(?<!every )(?<!any )one(?= [^\W\d_])"
    r"(?! (?:of|another|who|that|which|can|could|must|should|would|will|may|might)\b)"
    r"(?! (?:is|was|has|had|day|and a)\b)",
    "ru": r"(?!одни)\w+(?= [^\W\d_])(?! из\b)",
    "uk": r"(?!одні|одни)\w+(?= [^\W\d_])(?! (?:із|зі|з)\b)",
}
# What makes a part or an ordinal of the number before it, where the libraries do not notice.
_PART = {
    "de": r"(?:Drittel|Viertel|Fünftel)\b",
    "en": r"(?:and a half|half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b",
    "es": r"(?:tercios?|cuartos?|quintos?)\b",
    "fr": r"(?:tiers|quarts?|cinquièmes?)\b",
    "it": r"(?:terz[oi]|quart[oi]|quint[oi])\b",
    "pt": r"(?:terços?|quartos?|quintos?)\b",
    "ru": r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят)"
    r"(?:ый|ий|ой|ь?его|ого|ому|ая|ую|ое|ые|ых|ым|ья|ье)\b",
    "uk": r"(?:перш|друг|трет|четверт|п.ят|шост|сьом|восьм|дев.ят)(?:ий|ій|ого|ому|а|у|е|і|их|им|ої)\b",
}
_DOZEN = {"en": re.compile(r"[ -]dozen\b", re.IGNORECASE)}  # CLDR and text2num have none
_PERCENT = {"en": "per cent|percentage|pct", "it": "per cento"}  # beside CLDR's own
_HOMOGRAPHS = {"ru": frozenset({"семью"})}  # "seven" in the instrumental, far more often "family" in the accusative
# Collective numerals, which number-parser lacks.
_COLLECTIVE = {
    "ru": {"двое": 2, "двоих": 2, "трое": 3, "троих": 3, "четверо": 4, "четверых": 4, "пятеро": 5, "пятерых": 5,
           "шестеро": 6, "шестерых": 6, "семеро": 7, "семерых": 7},
    "uk": {"двоє": 2, "двох": 2, "троє": 3, "трьох": 3, "четверо": 4, "пʼятеро": 5, "шестеро": 6, "семеро": 7},
}  # fmt: skip
_MULTIPLIERS = {"en": {"hundred": 100, "dozen": 12}}  # beside CLDR's compact formats
_ROUND = frozenset({10**2, 10**3, 10**5, 10**6, 10**8, 10**9, 10**12})

_SPACES = " \u00a0\u2009\u202f"
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_JOIN = re.compile(r"[^\S\n]+|[-\u2010\u2011]")
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
    signs = _signs(language)
    digits = (_in_digits(match, signs.multipliers) for match in signs.digits.finditer(text))
    found = [number for number in digits if number]
    rest = signs.percent.sub(_blank, signs.digits.sub(_blank, text))
    found += _in_words(rest, language.partition("-")[0].lower())
    found.sort(key=lambda number: number.start)
    return tuple(number for number in found if not signs.unwanted.match(text, number.end))


@dataclass(frozen=True, slots=True)
class _Signs:
    """How a language writes numbers in digits."""

    digits: re.Pattern[str]  # a number with its fraction and its multiplier word
    percent: re.Pattern[str]  # "per cent": its last word is a number in some languages
    unwanted: re.Pattern[str]  # makes the number before it a percentage, a clock time, a part or an ordinal
    multipliers: dict[str, int]  # lower-case word: factor


@cache
def _signs(language: str) -> _Signs:
    locale, root = locale_of(language), language.partition("-")[0].lower()
    multipliers = _multipliers(locale, root)
    times = _any_of(multipliers)
    percent = rf"\b(?:{_percent(locale, root)})"
    clock = r"|[ap]\.?\s?m\b" if "a" in locale.time_formats["short"].pattern else ""
    return _Signs(
        re.compile(
            # nothing glued on before: MI6, T-72, 7.5, 13:00, 9/11, 2023-09-20, %80
            r"(?<![\w%٪])(?<![^\W\d_][-\u2010\u2011])(?<!\d[.,:/٫٬])(?<!\d\d\d\d-)(?<!\d\d\d\d-\d\d-)"
            rf"(?P<whole>{_grouped(locale)}|\d+)(?P<fraction>[.,٫]\d+)?"
            # nothing glued on after: 19th, 5M, 1.º, 13:00, 9/11, 2023-09-20, Russian 90-х
            r"(?![\w/]|[:.,٫٬]\d|\.?[ºª°]|-\d+-\d|-(?:й|ый|го|ого|му|ому|м|ом|е|ое|я|ая|ю|ую|х|ых)\b)"
            rf"(?:[-{_SPACES}]?(?P<times>{times})(?!\w))?",
            re.IGNORECASE,
        ),
        re.compile(percent, re.IGNORECASE),
        re.compile(
            rf"(?:\s?[-–—]\s?\d+(?:[.,]\d+)?)?[\s-]*(?:[%٪]|{percent}{clock})"
            rf"|[\s-]+(?:{_PART.get(root, '(?!)')})",
            re.IGNORECASE,
        ),
        multipliers,
    )


def _grouped(locale: Locale) -> str:
    """A pattern for digits in groups, all joined by one sign: thousands, or lakhs where CLDR says so."""
    signs = {locale.number_symbols["latn"]["group"], "٬", *_SPACES}
    last, others = locale.decimal_formats[None].grouping
    sign = f"(?P<sign>[{''.join(map(re.escape, sorted(signs)))}])"
    return rf"\d{{1,3}}{sign}(?:\d{{{others}}}(?P=sign))*\d{{{last}}}(?!\d)"


def _multipliers(locale: Locale, language: str) -> dict[str, int]:
    """The words that multiply the digits before them, from CLDR's compact formats; no single letters."""
    found = dict(_MULTIPLIERS.get(language, {}))
    if language in _NUMBER_PARSER:
        found |= LanguageData(language).big_powers_of_ten
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
    return "|".join([_PERCENT.get(language, "(?!)"), *map(re.escape, sorted(words - {"", "%"}))])


def _any_of(words: dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


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


def _in_words(text: str, language: str) -> Iterator[Number]:
    """Numbers that are words only."""
    find = _by_text2num if language in _TEXT2NUM else _by_number_parser if language in _NUMBER_PARSER else None
    for number in find(text, language) if find else ():
        if number.value == 1 and not _matches(_ONE, language, text, number.start):
            continue
        dozen = language in _DOZEN and _DOZEN[language].match(text, number.end)
        if dozen:
            yield Number(number.start, dozen.end(), number.value * 12)
        elif number.value not in _ROUND or _is_exact(text, number, language):
            yield number


def _is_exact(text: str, number: Number, language: str) -> bool:
    """Whether a round number has a count ("a hundred") and is not vague ("several hundred")."""
    first = _WORD.match(text, number.start)
    if first.end() < number.end and _first_value(first[0], language) not in _ROUND:
        return True
    before = text[max(0, number.start - 16) : first.end()]
    return re.search(rf"(?:{_LONE[language]})\Z", before, re.IGNORECASE) is not None


def _first_value(word: str, language: str) -> int | None:
    find = _by_text2num if language in _TEXT2NUM else _by_number_parser
    return next((number.value for number in find(word, language)), None)


def _matches(patterns: dict[str, str], language: str, text: str, start: int) -> bool:
    return language in patterns and bool(re.compile(patterns[language], re.IGNORECASE).match(text, start))


@dataclass(frozen=True, slots=True)
class _Token:
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
    plain = [_plain(word[0]) for word in words]
    known = _vocabulary(language)
    apart = [*_apart(text, words), True]
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and plain[last] in known and (last == first or not apart[last]):
            last += 1
        while last > first and (value := _value(" ".join(plain[first:last]), language)) is None:
            last -= 1
        if last > first:
            yield Number(words[first].start(), words[last - 1].end(), value)
        first = max(last, first + 1)


@cache
def _vocabulary(language: str) -> frozenset[str]:
    words = frozenset(LanguageData(language).all_numbers) | frozenset(_COLLECTIVE.get(language, ()))
    return words - _HOMOGRAPHS.get(language, frozenset())


@cache
def _value(words: str, language: str) -> int | None:
    """What number-parser makes of the words; it builds its tables at each call, hence the memory."""
    return _COLLECTIVE.get(language, {}).get(words) or parse_number(words, language)


def _plain(word: str) -> str:
    """Lower case without accents, and one apostrophe: the form number-parser looks words up in."""
    word = unicodedata.normalize("NFD", word.lower().replace("'", "ʼ").replace("’", "ʼ"))
    return "".join(sign for sign in word if unicodedata.category(sign) != "Mn")
