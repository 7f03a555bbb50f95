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
SENTENCE_END = re.compile(r"[.!?;…](?=\s|$)|\n\s*\n")  # a line may break inside a sentence
_COMMA = re.compile(r"[,،:()–—](?!\d)")
_WORDS, _NEXT = re.compile(r"\w+"), re.compile(r"\s(?P<word>\w+)")
ASIDE = re.compile(r",[^.;:,()\n]{3,60},")
_BREAK = re.compile(r"[.!?;,،:()]|\n\s*\n")  # what parts a clause from the next


def distance(text: str, one: Span, other: Span, language: str, rivals: Iterable[Span] = ()) -> int:
    """How far two spans of a text stand apart; 0 where they touch or overlap."""
    start, end = (one[1], other[0]) if one[0] <= other[0] else (other[1], one[0])
    if start >= end:
        return 0
    between = text[start:end]
    crossed = sum(start <= a and b <= end for a, b in rivals)
    breaks = len(_COMMA.findall(between)) + len(_joining(language).findall(between))
    return len(_WORDS.findall(between)) * WORD + breaks * BREAK + crossed * RIVAL + len(SENTENCE_END.findall(between)) * STOP


@cache
def _joining(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(map(fold, listed(language, 'words', 'clause')))})(?!\w)", re.IGNORECASE)


def spans_of(text: str, language: str, *keys: str) -> list[Span]:
    """Where the words that the language lists under these keys stand."""
    return [m.span() for m in words_of(language, keys).finditer(text)]


@cache
def words_of(language: str, keys: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(map(fold, listed(language, *keys)))})(?!\w)", re.IGNORECASE)


@cache
def _first_words(language: str, keys: tuple[str, ...], after: int) -> re.Pattern[str]:
    return re.compile(rf"(?:\s+\S+){{0,{after}}}?\s+(?P<found>{words_of(language, keys).pattern})", re.IGNORECASE)


def stands_before(text: str, span: Span, language: str, *keys: str, within: int = 3) -> str:
    """The listed word that stands at most so many words before a span, in the same clause; blank where none does."""
    window = _BREAK.split(text[max(0, span[0] - 60) : span[0]])[-1]
    found = [match for match in words_of(language, keys).finditer(window) if len(_WORDS.findall(window[match.end() :])) < within]
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
    start = max((m.end() for m in SENTENCE_END.finditer(text, 0, span[0])), default=0)
    end = SENTENCE_END.search(text, span[1])
    return text[start : end.end() if end else len(text)].strip()


@cache
def form_of(language: str, *keys: str) -> re.Pattern[str]:
    begin = r"(?:(?<!\w)|(?<=(?<!\w)و))"  # "and" in Arabic is written on the word behind it
    return re.compile(rf"{begin}(?:{entry(language, *keys, default='(?!)')})(?!\w)", re.IGNORECASE)


@cache
def _asks(language: str) -> re.Pattern[str]:
    return re.compile(entry(language, "sentence", "asks", default="(?!)"), re.IGNORECASE)


def unsaid(text: str, span: Span, language: str) -> str:
    """The words that make the sentence of a span a question, or say that it is not true; blank where none stand."""
    sentence = sentence_of(text, span)
    if sentence.endswith(("?", "؟")) or "՞" in sentence:
        return "?"
    match = _asks(language).search(sentence) or form_of(language, "sentence", "untrue").search(sentence)
    return match[0] if match else ""


def unsure(text: str, span: Span, language: str) -> str:
    """The words by which the sentence of a span leaves open whether it is true; blank where none stand."""
    match = form_of(language, "sentence", "unsure").search(sentence_of(text, span))
    return match[0] if match else ""


@cache
def harms(text: str, language: str) -> tuple[tuple[Span, str], ...]:
    """What happens to people by the language's own words, in all their forms, whether or not a list holds them."""
    codes = entry(language, "harm", default={})
    return tuple((match.span(), code) for code in codes for match in form_of(language, "harm", code).finditer(text))


def _comes_from(text: str, name: Span, language: str) -> bool:
    """Whether an attack comes from who is named: "fire from Azerbaijan"."""
    return pattern(language, "words", r"(?<!\w)(?:{attack})\s(?:{from})\s?\Z").search(text[: name[0]]) is not None


def guessed(text: str, number: Span, language: str) -> str:
    """The modal verb that governs what a number is told in: "could have left at least 27"; blank where none does."""
    form = pattern(language, "words", r"(?<!\w)(?P<modal>{modal})\s(?:(?!(?:{that})\s)\w+\s){0,4}\Z")
    match = form.search(text[max(0, number[0] - 60) : number[0]])
    return match["modal"] if match else ""


def opens_as(text: str, span: Span, language: str, key: str) -> str:
    """The listed word that opens the sentence right before a span: "Possibly, 27"; blank where none does."""
    form = pattern(language, "words", rf"(?:\A|[.!?;:]\s)(?P<guess>{{{key}}}),\s(?:\w+\s){{0,3}}\Z")
    match = form.search(text[max(0, span[0] - 80) : span[0]])
    return match["guess"] if match else ""


def denied_before(text: str, number: Span, language: str) -> str:
    """The word that denies what a number is told in: "officials deny that 27 were killed"; blank where none does."""
    form = pattern(language, "words", r"(?<!\w)(?P<deny>{deny})\s(?:{that|denied_as})(?!\w)[^.;!?\n]{0,30}\Z")
    match = form.search(text[max(0, number[0] - 80) : number[0]])
    return match["deny"] if match else ""


def imagined(text: str, number: Span, verb: Span, language: str) -> str:
    """What governs the clause of a number where that is no word of saying or knowing: "he dreamt that 27 were killed"; else blank."""
    first = min(number, verb) if entry(language, "words", "that_verb") else number  # "что погибли 27"
    that = pattern(language, "words", r"(?<!\w)(?:{that})\s?(?:[^\W\d]+\s){0,3}\Z").search(text[max(0, first[0] - 60) : first[0]])
    if not that or number[0] < verb[0] and verb[1] < number[0]:
        return ""
    before = re.split(r"[.;:!?]", text[: max(0, first[0] - 60) + that.start()])[-1]
    words = before.rstrip(" ,").split()[-5:]
    known = any(spans_of(" ".join(words), language, "words", key) for key in ("say", "reports", "sources", "factive"))
    return "" if known or not words else " ".join(words[-2:])


def is_of(text: str, name: Span, number: Span, verb: Span | None, language: str) -> bool:
    """Whether those who are counted are of who is named: "27 Armenian soldiers", "27 killed on the Armenian side", "Armenia lost 27".

    A language that has no words for it decides nothing.
    """
    if not entry(language, "words", "of_side"):
        return True
    if name[0] >= number[1]:
        between = text[number[1] : name[0]]
        parted = _BREAK.search(between) or spans_of(between, language, "words", "passive") or (verb and number[1] <= verb[0] < name[0])
        beside = pattern(language, "words", r"(?<!\w)(?:{beside})\s").search(between)
        own = max(verb[1], number[1]) if verb and verb[1] <= name[0] else number[1]
        predicate = pattern(language, "words", r"(?<!\w)(?:{passive})\s(?:(?:all|most|mainly)\s)?\Z").search(between)
        if predicate and re.match(r"[.,;!?]|\Z", text[name[1] :]):
            return True  # "the 27 killed were Armenian"
        other = form_of(language, "words", "participle").search(text[own : name[0]]) or re.search(r"ing(?!\w)", text[own : name[0]])
        if pattern(language, "words", r"\s(?:{side})(?!\w)").match(text, name[1]) or not (parted or beside):
            return True  # "27 were killed on the Armenian side"
        of = pattern(language, "words", r"(?:\s[^\W\d]+)?,?\s(?:{of_side})\s").fullmatch(text[own : name[0]])
        return bool(of) and not other
    between = text[name[1] : number[0]]
    if pattern(language, "quantities", r"(?<!\w)(?:{between})\s(?:\w+\s){0,2}\Z").search(text[: name[0]]):
        return False  # "clashes between Armenian and Russian troops left 27 killed"
    if spans_of(between, language, "words", "lost"):
        return True
    rest = pattern(language, "words", r"(?<!\w)(?:{passive})(?!\w)").sub("", between)
    for code in entry(language, "harm", default={}):  # "Armenian troops were killed and 41 were wounded"
        rest = form_of(language, "harm", code).sub("", rest)
    place = pattern(language, "words", r"(?<!\w)(?:{beside})\s\Z").search(text[: name[0]]) and not re.match(r"\s[^\W\d]", between[:2])
    return not place and not form_of(language, "words", "participle").search(rest)


def of_others(text: str, number: Span, verb: Span, language: str) -> str:
    """The words by which a verb is that of others than those who are counted; blank where none stand.

    So it is where another verb stands between ("27 people said relatives were killed"), where those behind the verb undergo it ("27
    people killed civilians"), and where the number has its own verb behind it ("nine were killed and 27 people arrested").
    """
    if number[1] <= verb[0]:
        return _verb_between(text, number, verb, language) or _object(text, number, verb, language)
    between = text[verb[1] : number[0]]
    if entry(language, "words", "verb_last") or not pattern(language, "quantities", r"[,;]|(?<!\w)(?:{and})(?!\w)").search(between):
        return ""
    again = pattern(language, "quantities", r"(?:[,;]|(?<!\w)(?:{and}))\s(?P<rest>.*)\Z").search(between)
    if (held := own_verb(again["rest"], language)) and not spans_of(held, language, "words", "say") + spans_of(
        held, language, "words", "reports"
    ):
        return held  # "who killed two, held 27 people"
    people = {fold(word) for word in listed(language, "words", "people")}
    words = re.match(r"(?:\s[^\W\d]+){0,3}", text[number[1] :])[0].split()
    bare = people | {fold(word) for word in listed(language, "words", "passive")}
    own = [word for word in words if fold(word) not in bare and form_of(language, "words", "participle").fullmatch(word)]
    return own[0] if own and not harms(own[0], language) else ""


def own_verb(words: str, language: str) -> str:
    """The first verb in words that is told of no harm; blank where there is none, or where the form of verbs is not known."""
    match = form_of(language, "words", "participle").search(words)
    light = {fold(word) for key in ("passive", "lost") for word in listed(language, "words", key)}  # "suffered injuries"
    return match[0] if match and fold(match[0]) not in light and not harms(match[0], language) else ""


def _verb_between(text: str, number: Span, verb: Span, language: str) -> str:
    """The word of saying, or of a clause, that stands between a number and a verb behind it."""
    between = ASIDE.sub("", text[number[1] : verb[0]])
    if one := _of_one(text, number, between, language):
        return one
    touching = pattern(language, "words", r"(?:\s(?:to|have|as|{passive}))*\s")
    for a, b in spans_of(between, language, "words", "say"):
        adjective = a <= 1 and not spans_of(between[b:], language, "words", "passive")  # "10 confirmed civilian deaths"
        if not adjective and not touching.fullmatch(between, b):  # "27 people were reported killed"
            return between[a:b]
    if found := spans_of(between, language, "words", "whose"):
        return between[slice(*found[0])]
    whose = pattern(language, "words", r"(?<!\w)(?:{people})\s(?P<done>(?:(?:have|had|has|{passive})\s)*)\Z").search(between)
    before = between[: whose.start()] if whose else ""
    if not whose or not (whose["done"] or spans_of(before, language, "words", "people")):
        return ""  # "10 confirmed civilian deaths"
    if "," in before and whose["done"]:
        return whose[0].strip()  # "after the visit of 27 people, a guard was killed"
    verb_first = pattern(language, "words", r"\s(?:{people})\s(?!(?:{beside|by|from|clause|among|whom}|[^\W\d]{1,3})(?!\w))(?P<verb>\w+)\s")
    bare = not whose["done"] and not entry(language, "words", "verb_last")
    if bare and (verb_first := verb_first.fullmatch(before)):
        return verb_first["verb"]  # "27 people mourn relatives killed"
    begun, other = spans_of(before, language, "words", "subordinate"), form_of(language, "words", "participle").search(before)
    return before[slice(*begun[-1])] if begun else other[0] if other else ""


def _of_one(text: str, number: Span, between: str, language: str) -> str:
    """The singular before a verb whose subject the number only belongs to: "the commander of 27 people was killed"."""
    single = pattern(language, "words", r"\s(?P<is>{singular})\s\Z").search(between)
    of = (
        pattern(language, "quantities", r"(?<!\w)(?P<head>[^\W\d]+)\s(?:{of})\s(?:\w+\s){0,2}\Z").search(text[: number[0]])
        if single
        else None
    )
    grouped = of and fold(of["head"]) in {fold(word) for word in listed(language, "words", "collective")}
    return single["is"] if of and not grouped else ""


def _object(text: str, number: Span, verb: Span, language: str) -> str:
    """Those right behind an active verb, who undergo it: "27 people killed civilians"."""
    between = text[number[1] : verb[0]]
    passive = not between.strip() or stands_before(text, verb, language, "words", "passive", within=2)  # "27 killed people"
    if passive or entry(language, "words", "verb_last") or not entry(language, "words", "beside"):
        return ""
    found = pattern(language, "words", r"\s(?P<words>(?:\w+\s){0,2}?(?:{people}))(?!\w)(?!\s(?:{say}))").match(text, verb[1])
    apart = found and pattern(language, "words", r"(?<!\w)(?:{beside|by|from|clause|since|passive|among})(?!\w)").search(found["words"])
    return found["words"] if found and not apart else ""


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
    lost = spans_of(text[name[1] : quantity[0]], language, "words", "lost")  # "the Armenian side put its dead at 27"
    return name[1] <= verb[0] and verb[1] <= quantity[0] and not passive and not lost
