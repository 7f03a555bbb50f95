"""Quantities as they stand in a text: a number with all that bounds it, a range, a share, a sum, a vague word, nobody.

Everything that is said of a number beside it is part of its quantity, so that a number cannot be cut out of its phrase.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache

from validation.parsing.cues import Cues
from validation.parsing.dates import read_dates, read_times
from validation.parsing.language import entry, fold, listed, numbered, pattern, phrases
from validation.parsing.numbers import Number, read_numbers
from validation.parsing.plain import plain
from validation.parsing.words import Match, Phrases

BOUNDS = ("at_least", "more_than", "up_to", "fewer_than", "about", "nearly")
_FLIPPED = {"more_than": "up_to", "fewer_than": "at_least", "nearly": "fewer_than"}  # "not more than", "pas moins de"
_SPACES = " \u00a0\u2009\u202f"
_WORD = re.compile(r"[^\W\d_]+")
_SIGN, _HYPHEN = re.compile(r"[$€£₽₼֏₺]\s?\Z"), re.compile(r"\s?[-–—]\s?")
# What a number is by the words right before it.
_SAID_BEFORE = {
    "share": r"(?<!\w)(?:{per})\s\Z",
    "label": r"[#§№]\s?\Z|(?<!\w)(?<!the )(?:{label})\s\Z|(?<!\w)(?:{street})\s(?:\w+\s)?\w+,?\s\Z",
    "left_out": r"(?<!\w)(?:{except})\s\Z",
    "change": r"(?<!\w)(?:{rise})(?!\w)[^.;,\d]{0,20}?\s(?:{change})\s\Z",
    "former": r"(?<!\w)(?:{rise})(?!\w)[^.;,\d]{0,20}?(?:\s(?:{to})\s\d[\d.,]*)?\s(?:{from})\s\Z",
}
_YEAR_TO = re.compile(r"(?<![\d.,])(?:19|20)\d\d[-–—/]\Z")
_DECIMAL_TO = r"(?:(?<!\w)(?:{between|from})\s)?(?<![\d.,])(?P<n>\d+[.,]\d\d?)(?:\s?[-–—]\s?|\s(?:{to|and})\s)\Z"
_RISE = r"(?<!\w)(?:{rise})(?!\w)[^.;,]{0,20}\Z"
_NAMED, _APART = re.compile(r"(?<!\w)(?P<name>[^\W\d_]\w+),\s\Z"), re.compile(r",\s(?:was|who|of|a|the)\s|,\s\w+ed\s")


class Unreadable(ValueError):
    """A wording that gives no quantity; the text says what was tried."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound, or a vague word: then `value` is None, `bound` is "vague" and `quantifier` names the word.

    `high` is the upper number of a range. `kind` is count, or a key of _KINDS that says what else it is.
    `start` and `end` are the whole expression, `core` its number, as half-open spans of code points; `needs` are the spans of the
    words that bound it. `quantifier` is blank for a vague word that the list of quantifiers does not hold.
    """

    value: int | None
    bound: str
    quantifier: str = ""
    high: int | None = None
    kind: str = "count"
    start: int = 0
    end: int = 0
    core: tuple[int, int] = (0, 0)
    needs: tuple[tuple[int, int], ...] = ()


def read_quantity(wording: str, language: str, cues: Cues, kinds: tuple[str, ...] = ("count",)) -> Quantity:
    """The quantity a wording gives, nothing in it left unread. `kinds` are those that may be coded.

    Raises Unreadable where the wording holds no number and no vague word, more than one, or words that are no bound.
    """
    found = [q for q in read_quantities(wording, language, cues) if q.kind != "article" or not _left(wording, q)]
    counted = [q for q in found if q.kind != "article"] or found
    if len(counted) > 1:
        raise Unreadable(f"holds {len(counted)} numbers: {', '.join(wording[q.start : q.end] for q in counted)}")
    if not counted:
        raise Unreadable("holds no number in digits or words and no word of the quantifier list")
    quantity = counted[0]
    if quantity.kind not in (*kinds, "article"):
        raise Unreadable(f"is not a count: {wording[quantity.start : quantity.end]!r} is {_KINDS[quantity.kind]}")
    if rest := _left(wording, quantity):
        raise Unreadable(f"holds {rest!r} beside the number, which is not one bound of the bound list in {language!r}")
    if quantity.bound == "":
        raise Unreadable("holds words that bound the number in two ways")
    if quantity.bound == "vague" and not quantity.quantifier:
        raise Unreadable(f"is vague, and {wording[quantity.start : quantity.end]!r} is not a word of the quantifier list")
    return quantity


_KINDS = {
    "share": "a share",
    "money": "a sum of money",
    "unit": "a measure of something else",
    "thing": "a number of things",
    "label": "the number in a name",
    "age": "an age",
    "left_out": "the number of those who are left out",
    "change": "what a number rose or fell by",
    "former": "what a number rose or fell from",
    "pair": "two numbers that are compared, the greater first",
    "date": "a date",
    "time": "a clock time",
}


def named(quantity: Quantity) -> str:
    """What the quantity reads as, for messages: "27 at_least", "20 to 30", "a date"."""
    if quantity.kind not in ("count", "article"):
        return _KINDS[quantity.kind]
    if quantity.bound == "vague":
        return quantity.quantifier or "a vague quantity that the quantifier list does not hold"
    if not quantity.bound:
        return f"{quantity.value}, bounded in two ways"
    return f"{quantity.value} to {quantity.high}" if quantity.bound == "range" else f"{quantity.value} {quantity.bound}".strip()


def _left(wording: str, quantity: Quantity) -> str:
    return (wording[: quantity.start] + " " + wording[quantity.end :]).strip()


@cache
def read_quantities(text: str, language: str, cues: Cues, written_on: date | None = None) -> tuple[Quantity, ...]:
    """Every quantity of the text, in order, without overlap."""
    read = plain(text)
    found = _Reader(read.text, language, cues, written_on).quantities()

    def span(pair: tuple[int, int]) -> tuple[int, int]:
        return read.start(pair[0]), read.end(pair[1])

    return tuple(
        replace(q, start=span((q.start, q.end))[0], end=span((q.start, q.end))[1], core=span(q.core), needs=tuple(map(span, q.needs)))
        for q in found
    )


class _Reader:
    """One plain text while it is read."""

    def __init__(self, text: str, language: str, cues: Cues, written_on: date | None) -> None:
        self.text, self.language, self.cues = text, language, cues
        # Without a day of writing "19 September" is still no number.
        self.days = [(d.start, d.end) for d in read_dates(text, language, written_on or date(2000, 1, 1))]
        self.hours = [(c.start, c.end) for c in read_times(text, language)]
        self.numbers = read_numbers(text, language)
        self.people = _people(language)
        self.opening = frozenset(map(fold, listed(language, "quantities", "opening")))
        self.before = self._bounds("before")
        self.after = self._bounds("after")
        self.negations = phrases(language, "quantities", "not").find(text)

    def _form(self, form: str) -> re.Pattern[str]:
        return pattern(self.language, "quantities", form)

    def _bounds(self, side: str) -> list[tuple[Match, str]]:
        """The bounding words of the text with their codes: the language's own, and the cues of the vocabulary on either side."""
        words, owner = _bound_words(self.language, side)
        found = [(match, owner[fold(match.phrase)]) for match in words.find(self.text)]
        own = [
            (match, next(iter(self.cues.codes("bound", self.language, match.phrase))))
            for match in self.cues.find("bound", self.language, self.text)
        ]
        own = [pair for pair in own if not any(_within(pair[0], match) for match, _ in found)]
        return [pair for pair in found if not any(_within(pair[0], match) for match, _ in own)] + own

    def quantities(self) -> list[Quantity]:
        """Numbers of every kind, vague words and nobody, each with its bounds, in order."""
        runs = self._runs()
        found = [q for q in (*self._shares(), *self._numbers()) if not self._is_vague(q, runs)]
        found = self._ranges(_apart(found))
        found = _apart([*found, *self._vague(found, runs)])
        found = [self._bounded(q) for q in self._with_articles(found)]
        found = self._ends(_apart([*found, *self._nobody(found)]))
        return sorted([*found, *self._articles(found)], key=lambda q: q.start)

    def _numbers(self) -> Iterator[Quantity]:
        for number in self.numbers or self._lone_one():
            quantity = self._with_unit(_plain_number(number, self._kind(number)))
            sign = _SIGN.search(self.text[: number.start])
            yield replace(quantity, start=sign.start()) if sign else self._from_decimal(quantity)

    def _from_decimal(self, q: Quantity) -> Quantity:
        """The quantity, as a range where a decimal in its scale opens it: "1.5 to 2 million"."""
        match = self._form(_DECIMAL_TO).search(self.text[: q.start])
        upper = re.match(r"\d+(?:[.,]\d+)?", self.text[q.start : q.end])
        if not match or not upper or q.kind != "count" or upper.end() == q.end - q.start:
            return q
        low = Fraction(match["n"].replace(",", ".")) * q.value / Fraction(upper[0].replace(",", "."))
        if low.denominator > 1 or low >= q.value:
            return q
        return replace(q, value=int(low), bound="range", high=q.value, start=match.start(), core=(match.start(), q.end))

    def _with_unit(self, q: Quantity) -> Quantity:
        """A number of hours or of tonnes with the word for them."""
        match = self._form(r"(?:\s(?:{measured}))?[\s-]?(?:{units})(?!\w)").match(self.text[q.end :]) if q.kind == "unit" else None
        return replace(q, end=q.end + match.end()) if match else q

    def _lone_one(self) -> tuple[Number, ...]:
        """In running text "one" is a number only before the thing it counts; in a wording that word has been left out."""
        return tuple(n for n in read_numbers(f"{self.text} n", self.language) if n.end <= len(self.text))

    def _kind(self, number: Number) -> str:
        """What else than a count the number is, by what stands right beside it."""
        for kind, spans in (("date", self.days), ("time", self.hours)):
            if any(start <= number.start < end for start, end in spans):
                return kind
        before, after = self.text[: number.start], self.text[number.end :]
        if _YEAR_TO.search(before) and number.end - number.start == 2:
            return "date"
        for kind, form in _SAID_BEFORE.items():
            if self._form(form).search(before):
                return kind
        if self._is_age(number, before, after):
            return "age"
        if self._form(r"(?<!\w)(?:{change})\s\Z").search(before) and self._form(r"\s(?:\w+\s)?(?:{compared})(?!\w)").match(after):
            return "change"
        if self._form(r"\s?-?(?:{money})(?!\w)").match(after) or self._form(r"(?:{money})\s?\Z").search(before):
            return "money"
        if self._form(r"(?:\s(?:{measured}))?[\s-]?(?:{units})(?!\w)").match(after) or _compound(self.language).match(after):
            return "unit"
        thing = self._form(r"(?:\s(?:{of})\s(?:the\s)?\d+)?\s(?:(?P<kind>\w+)\s)?(?:{things})(?!\w)").match(after)
        if thing and fold(thing["kind"] or "") not in self.people.union(listed(self.language, "words", "by")):
            return "thing"
        return "thing" if self._is_scene(before, after) else "count"

    def _is_age(self, number: Number, before: str, after: str) -> bool:
        """Whether a number is somebody's age: "at 27, he was", "Aram, 27, was"."""
        said = any(match.start("n") == number.start for match in _age(self.language).finditer(self.text))
        named = _NAMED.search(before) if _APART.match(after) and number.value < 120 else None
        name = named["name"] if named else ""
        return said or (name.istitle() and fold(name) not in self.people and not self.cues.find("population", self.language, name))

    def _is_scene(self, before: str, after: str) -> bool:
        """Whether a number is of what something happens in, at or for, and not of people: "in 27 cases"."""
        opens, word = _scene(self.language)
        noun = word.match(after) if opens.search(before) else None
        return bool(noun) and fold(noun["noun"]) not in self.people and not self.cues.find("population", self.language, noun["noun"])

    def _shares(self) -> Iterator[Quantity]:
        """Per cent, and so many out of so many."""
        after, before = r"(?P<n>\d+)(?:[.,٫]\d+)?[\s-]?(?:{share_after})(?!\w)", r"(?:{share_before})\s?(?P<n2>\d+)(?![\w])"
        for match in self._form(rf"(?<![\w.,]){after}|(?<!\w){before}").finditer(self.text):
            value = match["n"] or match["n2"]
            exact = match[0].count(".") + match[0].count(",") == 0
            yield Quantity(int(value) if exact else None, "exact", kind="share", start=match.start(), end=match.end(), core=match.span())
        halves = numbered(self.language, "quantities", "halves")
        for match in phrases(self.language, "quantities", "halves").find(self.text):
            core = (match.start, match.end)
            yield Quantity(halves[fold(match.phrase)], "exact", kind="share", start=core[0], end=core[1], core=core)
        for number in self.numbers:
            every = self._form(r"\s(?:{share})\s\Z").search(self.text[: number.start])
            one = self._one_before(every.start()) if every else None
            behind = self._form(r"\s(?:{share_from})\s(?:{share_one})(?!\w)").match(self.text[number.end :])
            if number.value > 1 and (one or behind):
                core = (one.start() if one else number.start, number.end + (behind.end() if behind else 0))
                yield Quantity(100 // number.value, "exact", kind="share", start=core[0], end=core[1], core=core)
        for first, second in zip(self.numbers, self.numbers[1:], strict=False):
            joined = self._form(r"(?:\s(?P<noun>\w+))?\s(?:{share})\s").fullmatch(self.text[first.end : second.start])
            if joined and joined["noun"]:  # "nine people in ten"
                joined = fold(joined["noun"]) in self.people and second.value in (*range(2, 11), 100, 1000)
            if joined and first.value < second.value and self._kind(second) == "count":
                core = (first.start, second.end)
                share = 100 * first.value // second.value
                yield Quantity(share, "exact", kind="share", start=core[0], end=core[1], core=core)

    def _one_before(self, end: int) -> re.Match[str] | None:
        """The article before a share, with the noun of people where it stands: "one in", "one person in"."""
        one = pattern(self.language, "numbers", r"(?<!\w)(?:{article})(?:\s(?P<noun>\w+))?\Z").search(self.text[:end])
        return one if one and (not one["noun"] or fold(one["noun"]) in self.people) else None

    def _ranges(self, found: list[Quantity]) -> list[Quantity]:
        """Two numbers that are the ends of one range made one: "between 20 and 30", "20-30", "from 5 to 10 thousand"."""
        made: list[Quantity] = []
        for q in found:
            if made and (joined := self._range(made[-1], q)):
                made[-1] = joined
            else:
                made.append(q)
        return made

    def _range(self, first: Quantity, second: Quantity) -> Quantity | None:
        exact = first.bound == second.bound == "exact" and None not in (first.value, second.value)
        if not exact or first.kind != "count" or second.kind not in ("count", "thing", "unit", "money"):
            return None
        between, before = self.text[first.end : second.start], self.text[max(0, first.start - 40) : first.start]
        alike = self.text[first.core[1] - 1].isdigit() == self.text[second.core[0]].isdigit()  # "5-ինը" is five with its ending
        hyphen = _HYPHEN.fullmatch(between) if alike else None
        apart = hyphen and between.strip() != between  # "27 – 14 of them children" is no pair
        to = self._form(r"\s(?:{to})\s|(?:{to_glued})\s").fullmatch(between) or self._form(r"\s(?:{to_range})\s").fullmatch(between)
        opened = self._form(r"(?<!\w)(?:{between})\s(?:\w{1,3}\s)?\Z").search(before)  # "tra le 20 e le 30"
        started = self._form(r"(?<!\w)(?:{from})\s\Z").search(before)
        joined = opened and self._form(r"\s(?:{and|to})(?:\s(?:\w{1,3}\s)?|(?<=\sو))").fullmatch(between)
        rise = self._form(_RISE).search(before)
        if not (hyphen or to or joined) or (rise and not joined):
            return None
        low = _scaled(first, second, self.text)
        if low >= second.value:
            return None if joined or apart else replace(first, kind="pair", end=second.end, core=(first.start, second.end))
        start = opened if joined else started if started and (to or hyphen) else None
        start = max(0, first.start - 40) + start.start() if start else first.start
        behind = self._form(r"\s(?:{between_after})(?!\w)").match(self.text[second.end :])
        end = second.end + (behind.end() if behind else 0)
        return Quantity(low, "range", high=second.value, kind=second.kind, start=start, end=end, core=(start, second.end))

    def _runs(self) -> list[tuple[int, int]]:
        """Vague words, with all the words of scale that stand with them: "hundreds of thousands", "dozens or hundreds"."""
        more, other = r"\s(?:(?:{of})\s)?(?:{vague_scale|vague})(?!\w)", r",?\s(?:{perhaps|to|and})\s(?:{vague_scale|vague})(?!\w),?"
        form = rf"(?<!\w)(?:{{vague}})(?!\w)(?:{more}|{other})*"
        return [m.span() for m in self._form(form).finditer(self.text)]

    def _is_vague(self, q: Quantity, runs: list[tuple[int, int]]) -> bool:
        """Whether what was read as a number in words is a vague word or part of one: "tens", "several thousand"."""
        start, end = q.core
        return not any(map(str.isdigit, self.text[start:end])) and any(a <= start and end <= b for a, b in runs)

    def _vague(self, found: list[Quantity], runs: list[tuple[int, int]]) -> Iterator[Quantity]:
        """The vague quantities: runs of vague words, and cues of the list of quantifiers."""
        cues = self.cues.find("quantifier", self.language, self.text)
        runs = runs + [(m.start, m.end) for m in cues if not any(a <= m.start and m.end <= b for a, b in runs)]
        for start, end in runs:
            inside = [m for m in cues if start <= m.start and m.end <= end]
            whole = next((m for m in inside if (m.start, m.end) == (start, end)), None)
            code = next(iter(self.cues.codes("quantifier", self.language, whole.phrase))) if whole else ""
            bounds = any(m.start <= start and end <= m.end for m, _ in self.before)  # "some 30": a bound, no quantity
            if any(q.core[1] <= start and not self.text[q.core[1] : start].strip(" -") for q in found):
                continue  # "nine months"
            one = numbered(self.language, "numbers", "bounded").get(fold(self.text[start:end]))
            if one and any(m.end <= start and not self.text[m.end : start].strip() for m, _ in self.before):
                yield Quantity(one, "exact", start=start, end=end, core=(start, end))
                continue
            if not bounds and not any(q.start < end and start < q.end for q in found) and (code or inside or _is_plural(self, start, end)):
                yield Quantity(None, "vague", code, start=start, end=end, core=(start, end))

    def _bounded(self, q: Quantity) -> Quantity:
        """The quantity with the words that bound it on either side."""
        if q.kind in ("date", "time"):
            return q
        matches = [*self._bound_before(q), *self._bound_after(q)]
        codes = {code for _, code in matches}
        spans = tuple((m.start, m.end) for m, _ in matches)
        start, end = min((q.start, *(a for a, _ in spans))), max((q.end, *(b for _, b in spans)))
        if start < q.start and (slight := self._form(r"(?<!\w)(?:{slight})\s\Z").search(self.text[:start])):
            start = slight.start()  # "just over"
        if q.bound == "vague" or not codes:
            return replace(q, start=start, end=end, needs=spans)
        if q.bound == "range" and codes in ({"about"}, {"up_to"}):  # "20-dən 30-dək"
            codes = {"range"}
        bound = next(iter(codes)) if len(codes) == 1 and q.bound in ("exact", "about", *codes) else ""  # "more than a hundred or so"
        return replace(q, bound=bound, start=start, end=end, needs=spans)

    def _bound_before(self, q: Quantity) -> Iterator[tuple[Match, str]]:
        at = q.start
        while True:
            touching = [pair for pair in self.before if pair[0].end <= at and self._reaches(pair[0], at)]
            pair = max(touching, key=lambda pair: pair[0].end - pair[0].start, default=None)
            if pair is None:
                yield from self._aside(at)
                return
            match, code = pair
            if self._is_no_bound(match, code):
                return
            negation = next((n for n in self.negations if n.end <= match.start and self._is_degree(n.end, match.start)), None)
            if negation and code in _FLIPPED:
                degree = self.text[negation.end : match.start].strip()
                match = Match(negation.start, match.end, f"{negation.phrase} {match.phrase}")
                if degree:
                    yield match, code  # "not many more than" bounds in two ways
                code = _FLIPPED[code]
            yield match, code
            at = match.start

    def _reaches(self, match: Match, at: int) -> bool:
        """Whether nothing stands between a bound and its number, or only the noun that the bound is an adjective of."""
        between = self.text[match.end : at]
        if fold(match.phrase) in self.opening:  # "say, 200", "give or take, 200"; but "officials say 200"
            return between in (" ", ", ") and re.search(r"(?:\A|[.,;:!?(–—-]\s?)\Z", self.text[: match.start]) is not None
        if not between.strip() or at - match.end > 40:
            return not between.strip()
        through = fold(match.phrase) in map(fold, listed(self.language, "quantities", "through"))
        return through and self._form(r"\s(?:\w+\s){1,2}(?:{of})\s").fullmatch(between) is not None

    def _aside(self, at: int) -> Iterator[tuple[Match, str]]:
        """Two bounds of which the second stands between commas: "up to, but not more than, 200"."""
        pairs = sorted(self.before, key=lambda pair: (pair[0].start, -pair[0].end))
        second = next((pair for pair in pairs if self.text[pair[0].end : at] == ", "), None)
        for pair in pairs if second else ():
            if re.fullmatch(r",\s(?:\w+\s){1,3}", self.text[pair[0].end : second[0].start]):
                yield from (pair, second)
                return

    def _is_degree(self, start: int, end: int) -> bool:
        """Whether nothing or only a word of degree stands between a "not" and a bound: "not many more than"."""
        return self._form(r"\s*|\s(?:{degree})\s").fullmatch(self.text[start:end]) is not None

    def _is_no_bound(self, match: Match, code: str) -> bool:
        """Whether a bounding word is otherwise used here: "rose to 27" in Russian, "lived under"."""
        before = self.text[max(0, match.start - 40) : match.start]
        to = code == "up_to" and fold(match.phrase) in map(fold, listed(self.language, "quantities", "to"))
        if to and self._form(_RISE).search(before):
            return True
        if code == "about" and fold(match.phrase) in self.people and re.search(r"\d\s\Z", before):
            return True  # "35 человек 27" is not "человек 27"
        others = phrases(self.language, "quantities", "no_bound").find(self.text)
        return any(other.start <= match.start and match.end <= other.end for other in others)

    def _bound_after(self, q: Quantity) -> Iterator[tuple[Match, str]]:
        for match, code in self.after:
            gap = self.text[q.core[1] : match.start] if match.start >= q.core[1] else None
            if gap is None or len(gap.split()) > 3 or (gap.strip(" ,(") and not self._is_noun(gap)):
                continue
            behind = match.end + len(self.text[match.end :]) - len(self.text[match.end :].lstrip())
            if gap.rstrip().endswith(",") and not re.match(r"[,.;:)]|\Z", self.text[match.end :]):
                continue  # "27 people, at least half of them"
            shared = any(m.start < match.end < m.end for m, _ in self.before)
            if shared or any(number.start == behind for number in self.numbers):
                continue  # it bounds the number behind it
            yield match, code
            return

    def _is_noun(self, gap: str) -> bool:
        """Whether words between a number and what may bound it from behind are only what is counted."""
        gap = gap.rstrip(" (").removesuffix(",")
        if re.search(r"[^\w\s-]|\d", gap) or not gap.split():
            return False
        noun = fold(gap.split()[-1])
        declined = any(len(word) > 3 and noun.startswith(word) and len(noun) - len(word) <= 3 for word in self.people)  # "kişiye"
        return noun in self.people or declined or bool(self.cues.find("population", self.language, gap))

    def _nobody(self, found: list[Quantity]) -> Iterator[Quantity]:
        """Nobody is nought: "no one", and "no" before those who would be counted."""
        bounds = [(m.start, m.end) for m, _ in (*self.before, *self.after)]
        for match in phrases(self.language, "numbers", "zero").find(self.text):
            rest = self.text[match.end :]
            words = _WORD.findall(rest)
            after = " ".join(words[: 4 if words and fold(words[0]) in listed(self.language, "quantities", "of") else 2])
            alone = " " in match.phrase or len(match.phrase) > 4 or not rest.strip()
            counted = any(fold(word) in self.people for word in after.split()) or any(
                self.cues.find(name, self.language, after) for name in ("population", "harm")
            )
            bounding = any(a <= match.start < b for a, b in bounds)
            taken = any(q.start < match.end and match.start < q.end for q in found)
            if (alone or counted) and not bounding and not taken:
                yield Quantity(0, "exact", start=match.start, end=match.end, core=(match.start, match.end))

    def _article_spans(self) -> list[tuple[int, int]]:
        return [(m.start, m.end) for m in phrases(self.language, "numbers", "article").find(self.text)]

    def _with_articles(self, found: list[Quantity]) -> Iterator[Quantity]:
        """The quantities, with the article that begins a number in words: "a hundred"."""
        articles = self._article_spans()
        for q in found:
            before = [a for a in articles if a[1] + 1 == q.start == q.core[0]] if self.text[q.start : q.start + 1].isalpha() else []
            yield replace(q, start=before[0][0]) if before and q.kind == "count" and q.bound == "exact" else q

    def _articles(self, found: list[Quantity]) -> Iterator[Quantity]:
        """The other articles, each a one where somebody counts it as such."""
        for start, end in self._article_spans():
            if not any(q.start < end and start < q.end for q in found):
                yield self._bounded(Quantity(1, "exact", kind="article", start=start, end=end, core=(start, end)))

    def _ends(self, found: list[Quantity]) -> list[Quantity]:
        """A lower and an upper bound that are joined, made one range: "at least 20 and possibly up to 100"."""
        made: list[Quantity] = []
        for q in found:
            low = made[-1] if made else q
            bounds = (low.bound, q.bound) == ("at_least", "up_to") and low.kind == q.kind == "count" and low.value < q.value
            if bounds and self._form(r",?\s(?:(?:{and|to})\s)?(?:\w+\s)?").fullmatch(self.text[low.end : q.start]):
                made[-1] = replace(q, value=low.value, bound="range", high=q.value, start=low.start, core=(low.start, q.end), needs=())
            else:
                made.append(q)
        return made


def _within(match: Match, other: Match) -> bool:
    """Whether a match lies in a longer one."""
    return other.start <= match.start and match.end <= other.end and (match.start, match.end) != (other.start, other.end)


@cache
def _bound_words(language: str, side: str) -> tuple[Phrases, dict[str, str]]:
    """The words that bound a number on one side of it, and the code of each."""
    owner = {word: code for code in BOUNDS for word in listed(language, "quantities", side, code)}
    owner |= {f"{word[:-1]}'": code for word, code in owner.items() if word.endswith(" de")}  # "près d'une centaine"
    return Phrases(owner, fold=True), {fold(word): code for word, code in owner.items()}


@cache
def _scene(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words before such a number, and the form of the noun behind it."""
    before, word = (entry(language, "quantities", key, default="(?!)") for key in ("things_form", "things_word"))
    return re.compile(before, re.IGNORECASE), re.compile(rf"\s(?P<noun>{word})(?!\w)", re.IGNORECASE)


@cache
def _age(language: str) -> re.Pattern[str]:
    """A number that is an age by the words around it."""
    return re.compile(entry(language, "quantities", "age", default="(?!)").replace("#", r"(?P<n>\d+|\w+)"), re.IGNORECASE)


@cache
def _compound(language: str) -> re.Pattern[str]:
    """What makes a number a part of another word: "27-летний"."""
    return re.compile(rf"(?:{entry(language, 'quantities', 'compound', default='(?!)')})(?!\w)", re.IGNORECASE)


@cache
def _people(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in listed(language, "words", "people"))


def _plain_number(number: Number, kind: str) -> Quantity:
    core = (number.start, number.end)
    return Quantity(number.value, "about" if number.about else "exact", kind=kind, start=core[0], end=core[1], core=core)


def _scaled(first: Quantity, second: Quantity, text: str) -> int:
    """The lower end, in the scale of the upper one where that alone names it: "5 to 10 thousand"."""
    words = _WORD.findall(text[second.core[0] : second.core[1]])
    opening = _WORD.findall(text[first.core[0] : first.core[1]])
    if len(opening) == 1 and len(words) > 1:  # "five to ten thousand"
        scale = 12 if second.value % 12 == 0 and second.value % 100 else 1  # "two to three dozen"
        scale = next((scale for scale in (10**9, 10**6, 10**3, 10**2) if second.value % scale == 0), scale)
        return first.value * scale if scale > 1 and first.value < second.value // scale else first.value
    shared = words and not opening and text[second.core[0]].isdigit()
    digits = re.match(r"[\d.,\s]+", text[second.core[0] : second.core[1]])
    if not shared or not digits or first.value >= 1000:
        return first.value
    upper = int(re.sub(r"\D", "", digits[0]) or 1)
    return first.value * (second.value // upper) if first.value < upper else first.value


def _is_plural(reader: _Reader, start: int, end: int) -> bool:
    """Whether a vague word is a quantity where it stands: alone, of several words, or before those who are counted."""
    run, rest = reader.text[start:end], reader.text[end:]
    if not run.split()[1:] and reader.text[:start].strip() + rest.strip():
        after = [fold(word) for word in _WORD.findall(rest)[:3]]
        return any(word in reader.people for word in after)
    return True


def _apart(found: Iterable[Quantity]) -> list[Quantity]:
    """Those that do not overlap, the longer first to choose, in the order of the text."""
    kept: list[Quantity] = []
    for q in sorted(found, key=lambda q: (q.start - q.end, q.start)):
        if all(q.end <= other.start or other.end <= q.start for other in kept):
            kept.append(q)
    return sorted(kept, key=lambda q: q.start)
