"""Who says what a sentence tells, who is told it, and who denies it, by the words around a name."""

import re

from validation.parsing.clauses import ASIDE, SENTENCE_END, Span, form_of, spans_of, stands_after, stands_before, words_of
from validation.parsing.language import fold, listed, pattern

_OWNER, _ENDS = re.compile(r"['’]s?(?!\w)"), re.compile(r"(?:\s\w+){0,3}(?:[,.;:!”\"»)]|\Z)")


def told(text: str, name: Span, language: str) -> str:
    """The words by which somebody named is told and does not say: "Armenia was told", "told Armenia"; blank where none stand."""
    after = stands_after(text, name, language, "words", "told", within=1) or stands_after(
        text, _past(text, name), language, "words", "told"
    )
    return after or stands_before(text, name, language, "words", "tells", within=1)


def says(text: str, name: Span, number: Span, language: str) -> bool:
    """Whether somebody named is who says a number: "Armenia said", "according to Armenia", "said Armenia.", "Armenia: 27"."""
    if _speaks_of_other(text, name, number, language):
        return False
    if stands_before(text, name, language, "words", "sources", within=3):
        return True
    if stands_before(text, name, language, "words", "bodies", within=2) and stands_before(
        text, name, language, "words", "sources", within=6
    ):
        return True  # "according to the authorities of Armenia"
    owned = _OWNER.match(text, name[1])
    beside = pattern(language, "words", r"(?<!\w)(?P<word>{beside})\s(?:\w{1,3}\s)?\Z").search(text[: name[0]])
    if not beside and pattern(language, "quantities", r"[:՝](?!\s(?:{not})(?!\w))").match(text, name[1]):
        return True
    if not beside and _ENDS.match(text, name[1]) and stands_before(text, name, language, "words", "say", within=2):
        return True
    if stands_before(text, name, language, "words", "hypothetical", within=1) or not (between := _up_to_saying(text, name, language)):
        return False
    if owned:
        return bool(spans_of(between, language, "words", "bodies"))
    of = beside and fold(beside["word"]) in listed(language, "quantities", "of")  # "the government of Armenia", not "in Armenia"
    return not beside or bool(of and stands_before(text, name, language, "words", "bodies", within=4))


def _speaks_of_other(text: str, name: Span, number: Span, language: str) -> bool:
    """Whether a number stands in another's clause: "Armenia said 27 were killed, while Russia spoke of 40"."""
    if number[1] <= name[0]:
        turn = pattern(language, "words", r"(?:;|(?<!\w)(?:{contrast}))\s(?:[^\W\d]+\s){0,2}\Z")
        return bool(turn.search(text[number[1] : name[0]]))
    between = ASIDE.sub("", text[name[1] : number[0]])
    turn = pattern(language, "words", r";|(?<!\w)(?:{contrast})(?!\w)").search(between)
    behind = between[turn.end() :] if turn else ""
    return bool(
        spans_of(between, language, "words", "concession")
        or spans_of(behind, language, "words", "say")
        or spans_of(behind, language, "words", "sources")
    )


def _up_to_saying(text: str, name: Span, language: str) -> str:
    """What stands behind a name up to the word by which he says something; blank where another verb comes first, or no such word."""
    start = _past(text, name)[1]
    sentence = SENTENCE_END.split(text[start:])[0]
    said = min((*spans_of(sentence, language, "words", "say"), *spans_of(sentence, language, "words", "reports")), default=None)
    before = sentence[: said[0]] if said else ""
    other = form_of(language, "words", "participle").search(before)
    other = other or any(spans_of(before, language, "words", key) for key in ("subordinate", "modal", "hypothetical", "hearsay"))
    bodies = {fold(word) for word in listed(language, "words", "bodies")}
    finite = form_of(language, "words", "finite").fullmatch(first := before.split()[0] if before.split() else "")  # "Armenia faces claims"
    other = other or finite and fold(first) not in bodies
    return "" if said is None or other or len(before.split()) > 8 else sentence[: said[1]]


def denies(text: str, name: Span, language: str) -> str:
    """The word by which somebody named denies, right behind the name; blank where none stands."""
    denied = stands_after(text, name, language, "words", "deny", within=2) or _not_said(text, name, language)
    return denied or stands_after(text, _past(text, name), language, "words", "deny", within=1)


def _past(text: str, name: Span) -> Span:
    """A name with what stands between commas behind it: "Armenia, which was asked,"."""
    aside = ASIDE.match(text, name[1])
    return name[0], aside.end() if aside else name[1]


def _not_said(text: str, name: Span, language: str) -> str:
    """The "not" behind a name, which no bound such as "not less than" begins."""
    bounds = "before.at_least", "before.more_than", "before.up_to", "before.fewer_than"
    denied = stands_after(text, name, language, "words", "negation", within=1)
    at = text.find(denied, name[1]) if denied else -1
    starts = {m.start() for key in bounds for m in words_of(language, ("quantities", *key.split("."))).finditer(text, name[1])}
    return "" if denied and starts & {at, at + len(denied) + 1} else denied
