"""Which words of a sentence stand together, by how near they are and what stands between.

No parser is kept: spans are compared by the words between them, where a comma, an "and" or another number weighs more than a word.
What this cannot decide is to be declared.
"""

import re
from collections.abc import Iterable
from functools import cache

from validation.parsing.language import any_of, entry, fold, listed, pattern

Span = tuple[int, int]
WORD, BREAK, RIVAL, STOP = 1, 6, 20, 100  # what a word, a comma or "and", another number and the end of a sentence weigh

_OF_IT = re.compile(r"\A['’]s(?!\w)")
_STOP = re.compile(r"[.!?;…](?=\s|$)|\n\s*\n")  # a line may break inside a sentence
_COMMA = re.compile(r"[,،:()–—](?!\d)")
_WORDS, _NEXT = re.compile(r"\w+"), re.compile(r"\s(?P<word>\w+)")
_ASIDE = re.compile(r",[^.;:,()\n]{3,60},")
_BREAK = re.compile(r"[.!?;,،:()]|\n\s*\n")  # what parts a clause from the next


def distance(text: str, one: Span, other: Span, language: str, rivals: Iterable[Span] = ()) -> int:
    """How far two spans of a text stand apart; 0 where they touch or overlap."""
    start, end = (one[1], other[0]) if one[0] <= other[0] else (other[1], one[0])
    if start >= end:
        return 0
    between = text[start:end]
    crossed = sum(start <= a and b <= end for a, b in rivals)
    breaks = len(_COMMA.findall(between)) + len(_joining(language).findall(between))
    return len(_WORDS.findall(between)) * WORD + breaks * BREAK + crossed * RIVAL + len(_STOP.findall(between)) * STOP


@cache
def _joining(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(map(fold, listed(language, 'words', 'clause')))})(?!\w)", re.IGNORECASE)


def spans_of(text: str, language: str, *keys: str) -> list[Span]:
    """Where the words that the language lists under these keys stand."""
    return [m.span() for m in _words(language, keys).finditer(text)]


@cache
def _words(language: str, keys: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(map(fold, listed(language, *keys)))})(?!\w)", re.IGNORECASE)


@cache
def _first_words(language: str, keys: tuple[str, ...], after: int) -> re.Pattern[str]:
    return re.compile(rf"(?:\s+\S+){{0,{after}}}?\s+(?P<found>{_words(language, keys).pattern})", re.IGNORECASE)


def stands_before(text: str, span: Span, language: str, *keys: str, within: int = 3) -> str:
    """The listed word that stands at most so many words before a span, in the same clause; blank where none does."""
    window = _BREAK.split(text[max(0, span[0] - 60) : span[0]])[-1]
    found = [match for match in _words(language, keys).finditer(window) if len(_WORDS.findall(window[match.end() :])) < within]
    return found[-1][0] if found else ""


def stands_after(text: str, span: Span, language: str, *keys: str, within: int = 0) -> str:
    """The listed word that stands at most so many words after a span, in the same clause; blank where none does."""
    window = _BREAK.split(text[span[1] : span[1] + 60])[0]
    window = _OF_IT.sub("", window)
    match = _first_words(language, keys, within).match(window)
    return match["found"] if match else ""


def formed(text: str, verb: Span, language: str, key: str) -> str:
    """The verb, where its own form says that it is only possible, or not so: Turkish "ölebilir", "ölmedi"; else blank."""
    form = re.compile(entry(language, "words", key, default="(?!)"), re.IGNORECASE)
    behind = _NEXT.match(text, verb[1]) if entry(language, "words", "verb_last") else None  # "həlak olmayıb"
    found = (span for span in (verb, behind and behind.span("word")) if span and form.fullmatch(text, *span))
    return next((text[slice(*span)] for span in found), "")


def sentence_of(text: str, span: Span) -> str:
    """The sentence that a span stands in, with the mark that ends it."""
    start = max((m.end() for m in _STOP.finditer(text, 0, span[0])), default=0)
    end = _STOP.search(text, span[1])
    return text[start : end.end() if end else len(text)].strip()


@cache
def _form(language: str, *keys: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{entry(language, *keys, default='(?!)')})(?!\w)", re.IGNORECASE)


@cache
def _asks(language: str) -> re.Pattern[str]:
    return re.compile(entry(language, "sentence", "asks", default="(?!)"), re.IGNORECASE)


def unsaid(text: str, span: Span, language: str) -> str:
    """The words that make the sentence of a span a question, or say that it is not true; blank where none stand."""
    sentence = sentence_of(text, span)
    if sentence.endswith(("?", "؟")) or "՞" in sentence:
        return "?"
    match = _asks(language).search(sentence) or _form(language, "sentence", "untrue").search(sentence)
    return match[0] if match else ""


@cache
def harms(text: str, language: str) -> tuple[tuple[Span, str], ...]:
    """What happens to people by the language's own words, in all their forms, whether or not a list holds them."""
    codes = entry(language, "harm", default={})
    return tuple((match.span(), code) for code in codes for match in _form(language, "harm", code).finditer(text))


def told(text: str, name: Span, language: str) -> str:
    """The words by which somebody named is told and does not say: "Armenia was told", "told Armenia"; blank where none stand."""
    after = stands_after(text, name, language, "words", "told", within=1) or stands_after(
        text, _past(text, name), language, "words", "told"
    )
    return after or stands_before(text, name, language, "words", "tells", within=1)


def denies(text: str, name: Span, language: str) -> str:
    """The word by which somebody named denies, right behind the name; blank where none stands."""
    denied = stands_after(text, name, language, "words", "deny", within=2) or _not_said(text, name, language)
    return denied or stands_after(text, _past(text, name), language, "words", "deny", within=1)


def _past(text: str, name: Span) -> Span:
    """A name with what stands between commas behind it: "Armenia, which was asked,"."""
    aside = _ASIDE.match(text, name[1])
    return name[0], aside.end() if aside else name[1]


def _not_said(text: str, name: Span, language: str) -> str:
    """The "not" behind a name, which no bound such as "not less than" begins."""
    bounds = "before.at_least", "before.more_than", "before.up_to", "before.fewer_than"
    denied = stands_after(text, name, language, "words", "negation", within=1)
    at = text.find(denied, name[1]) if denied else -1
    starts = {m.start() for key in bounds for m in _words(language, ("quantities", *key.split("."))).finditer(text, name[1])}
    return "" if denied and starts & {at, at + len(denied) + 1} else denied


def _comes_from(text: str, name: Span, language: str) -> bool:
    """Whether an attack comes from who is named: "fire from Azerbaijan"."""
    return pattern(language, "words", r"(?<!\w)(?:{attack})\s(?:{from})\s?\Z").search(text[: name[0]]) is not None


def guessed(text: str, number: Span, language: str) -> str:
    """The modal verb that governs what a number is told in: "could have left at least 27"; blank where none does."""
    form = pattern(language, "words", r"(?<!\w)(?P<modal>{modal})\s(?:(?!(?:{that})\s)\w+\s){0,4}\Z")
    match = form.search(text[max(0, number[0] - 60) : number[0]])
    return match["modal"] if match else ""


def opens_as_guess(text: str, span: Span, language: str) -> str:
    """The word of guessing that opens the sentence right before a span: "Possibly, 27"; blank where none does."""
    form = pattern(language, "words", r"(?:\A|[.!?;:]\s)(?P<guess>{hypothetical}),\s(?:\w+\s){0,3}\Z")
    match = form.search(text[max(0, span[0] - 80) : span[0]])
    return match["guess"] if match else ""


def denied_before(text: str, number: Span, language: str) -> str:
    """The word that denies what a number is told in: "officials deny that 27 were killed"; blank where none does."""
    form = pattern(language, "words", r"(?<!\w)(?P<deny>{deny})\s(?:{that})(?!\w)[^.;!?\n]{0,30}\Z")
    match = form.search(text[max(0, number[0] - 80) : number[0]])
    return match["deny"] if match else ""


def acts(text: str, name: Span, verb: Span, quantity: Span, language: str) -> bool:
    """Whether who is named does what the verb says to those who are counted.

    So it is before an active verb with the number behind it ("A killed 27"), after "by" ("27 killed by A"), and where the name is that
    of what kills ("in A's strikes").
    """
    attack = stands_after(text, name, language, "words", "attack", within=1) or stands_before(
        text, name, language, "words", "attack", within=1
    )
    counted = 0 <= name[0] - quantity[1] <= 2  # "27 Azerbaijani artillery men"
    if (attack and not counted) or stands_before(text, name, language, "words", "by", within=1) or _comes_from(text, name, language):
        return True
    passive = stands_before(text, verb, language, "words", "passive", within=1)
    return name[1] <= verb[0] and verb[1] <= quantity[0] and not passive
