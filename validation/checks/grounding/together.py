"""Whether a code's words stand with the number of the row: its noun, its verb, and who does what to whom."""

import re

from validation.checks.grounding.numbers import find_quantity
from validation.checks.grounding.readings import Refusal, Words, where
from validation.model.items import CLAIMS, Item
from validation.model.lexicon import Lexicon
from validation.model.texts import Passage
from validation.parsing import clauses
from validation.parsing.clauses import RIVAL, STOP, Span
from validation.parsing.language import entry, pattern
from validation.parsing.quantities import Quantity, read_quantities

COUNTED = ("harm", "measure", "population")  # the lists whose codes belong to the number of the row

_AND_VERB = re.compile(r"\sو[^\W\d]+\s\Z")


def refuse(item: Item, name: str, value: str, words: Words, lexicon: Lexicon) -> Refusal | None:
    """Why the code is not that of the row's number, though its cue stands there; None where nothing speaks against it."""
    if item.table not in CLAIMS or name not in COUNTED or words.passage is None:
        return None
    found = find_quantity(item, lexicon)
    if isinstance(found, Refusal) or found[1].passage is not words.passage:
        return None
    scene = _Scene(item, words.passage, found[0], found[1], lexicon)
    if name == "population":
        return scene.of_population(value)
    return scene.of_verb(name, value)


def acts(item: Item, passage: Passage, name: Span, lexicon: Lexicon) -> bool:
    """Whether who is named kills or wounds those who are counted, and is not of them."""
    found = find_quantity(item, lexicon) if item.table in CLAIMS else None
    if not isinstance(found, tuple) or found[1].passage is not passage:
        return False
    number = _core(passage, *found)
    verbs = [(m.start, m.end) for m in lexicon.cues.find("harm", passage.language, passage.text)]
    verb = min(verbs, key=lambda verb: clauses.distance(passage.text, verb, number, passage.language), default=None)
    return verb is not None and clauses.acts(passage.text, name, verb, number, passage.language)


def elsewhere(item: Item, passage: Passage, name: Span, lexicon: Lexicon) -> str:
    """The word that opens another clause between the verb of the number and who is named; blank where none does."""
    found = find_quantity(item, lexicon) if item.table in CLAIMS else None
    if not isinstance(found, tuple) or found[1].passage is not passage:
        return ""
    start = _core(passage, *found)[1]
    verbs = [m.end for m in lexicon.cues.find("harm", passage.language, passage.text) if start <= m.start < name[0]]
    between = passage.text[verbs[0] : name[0]] if verbs else ""
    if joined := pattern(passage.language, "quantities", r",?\s(?P<and>{and})\s(?:\w{1,3}\s)?").fullmatch(between):
        return joined["and"]  # "27 were killed and Azerbaijani forces advanced"
    opened = clauses.spans_of(between, passage.language, "words", "subordinate")
    return between[slice(*opened[0])] if opened else ""


def is_of(item: Item, passage: Passage, name: Span, lexicon: Lexicon) -> bool:
    """Whether the words make those who are counted people of who is named; where the number is not at hand, nothing is said against it."""
    found = find_quantity(item, lexicon) if item.table in CLAIMS else None
    if not isinstance(found, tuple) or found[1].passage is not passage:
        return True
    number = _core(passage, *found)
    verbs = [(m.start, m.end) for m in lexicon.cues.find("harm", passage.language, passage.text)]
    verb = min(verbs, key=lambda verb: clauses.distance(passage.text, verb, number, passage.language), default=None)
    return clauses.is_of(passage.text, name, number, verb, passage.language)


def of_another(item: Item, passage: Passage, name: Span, lexicon: Lexicon) -> str:
    """The other number that who is named stands right behind ("27 people, 20 of them Azerbaijani"); blank where there is none."""
    found = find_quantity(item, lexicon) if item.table in CLAIMS else None
    if not isinstance(found, tuple) or found[1].passage is not passage:
        return ""
    number = _core(passage, *found)
    for q in read_quantities(passage.text, passage.language, lexicon.cues, passage.written_on):
        behind = q.kind == "count" and number[1] <= q.core[0] < q.core[1] <= name[0]
        if behind and re.fullmatch(r"(?:\s\w+){0,2}\s", passage.text[q.core[1] : name[0]]):
            return passage.text[slice(*q.core)]
    return ""


def named_beside(item: Item, lexicon: Lexicon) -> str:
    """The name or adjective of a side that stands right behind the number of the row ("2,000 Russian"); blank where none does."""
    found = find_quantity(item, lexicon) if item.row["population"] != "none" else None
    if not isinstance(found, tuple) or found[1].passage is None:
        return ""
    text, end, language = found[1].passage.text, found[1].end, found[1].passage.language
    for match in lexicon.names(text):
        noun = lexicon.cues.codes("population", language, match.phrase)
        if (
            0 < match.start - end <= 2
            and not noun
            and {lexicon.side(e) for e in lexicon.entities(match, adjectives=True)} - {"", "unknown", None}
        ):
            return match.phrase
    return ""


def _core(passage: Passage, quantity: Quantity, words: Words) -> Span:
    return quantity.core if quantity.core[1] else (words.start, words.end)


class _Scene:
    """A passage with the number of the row, the other numbers, and the words of the lists in it."""

    def __init__(self, item: Item, passage: Passage, quantity: Quantity, words: Words, lexicon: Lexicon) -> None:
        self.item, self.passage, self.lexicon = item, passage, lexicon
        self.text, self.language = passage.text, passage.language
        self.number = _core(passage, quantity, words)
        self.nought = quantity.value == 0
        others = read_quantities(passage.text, passage.language, lexicon.cues, passage.written_on)
        self.shares = [q.core for q in others if q.kind == "share"]
        self.others = [q.core for q in others if q.kind in ("count", "thing", "left_out") and q.core != self.number]

    def cues(self, name: str) -> list[tuple[Span, str]]:
        """The words of one list in the passage, each with its code."""
        found = self.lexicon.cues.find(name, self.language, self.text)
        return [((m.start, m.end), next(iter(self.lexicon.cues.codes(name, self.language, m.phrase)))) for m in found]

    def near(self, span: Span) -> int:
        return clauses.distance(self.text, span, self.number, self.language, self.others)

    def _between(self, one: Span, other: Span) -> int:
        return clauses.distance(self.text, one, other, self.language)

    def said(self, span: Span) -> str:
        return f'"{self.text[span[0] : span[1]]}"'

    def of_verb(self, name: str, value: str) -> Refusal | None:
        """The harm or measure must be that of the verb the number stands with, told as done."""
        own = [span for span, code in self.cues(name) if code == value]
        verb = min(own, key=self.near, default=None)
        if verb is None:
            return None
        harms = self.cues("harm") + (list(clauses.harms(self.text, self.language)) if name == "harm" else [])
        rivals = [span for span, code in harms if code != value and not any(a <= span[0] and span[1] <= b for a, b in own)]
        nearest = min(rivals, key=self.near, default=None)
        place = where([self.passage])
        if nearest and self.near(nearest) < self.near(verb):
            return Refusal(f"is not what the source says: {self.said(self.number)} belongs to {self.said(nearest)} ({place})", against=True)
        if nearest and (self.near(nearest) == self.near(verb) or self._joined(verb, nearest)):
            both = f"{self.said(verb)} or to {self.said(nearest)}"
            return Refusal(f"is not decided by the words: {self.said(self.number)} may belong to {both} ({place})")
        return self._parted(name, verb, place) or self._undone(verb, place)

    def _parted(self, name: str, verb: Span, place: str) -> Refusal | None:
        """What stands between number and verb may part them: the end of a sentence, "of whom" behind another number, a clause begun."""
        number, said = self.said(self.number), self.said(verb)
        if name == "harm" and self.near(verb) >= STOP:
            return Refusal(f"is not decided by the words: a sentence ends between {said} and {number} ({place})")
        if whom := self._of_whom(verb):
            return Refusal(f'is not what the source says: "{whom}" stands between {number} and {said} ({place})', against=True)
        if name == "harm" and self._is_shared():
            return Refusal(f"is not decided by the words: a share is told of {number} ({place})")
        if other := clauses.of_others(self.text, self.number, verb, self.language) if name == "harm" else "":
            return Refusal(f'is not decided by the words: "{other}" stands with {number}, and {said} may be of others ({place})')
        if self._is_whole(verb):
            return Refusal(f"is not decided by the words: another number is counted out of {number} ({place})")
        if other := self._is_amid(verb):
            return Refusal(f'is not decided by the words: "{other}" stands before {number}, out of whom others are counted ({place})')
        if other := self._taken_behind(verb):
            return Refusal(f"is not decided by the words: {said} takes {other} behind it, and not {number} ({place})")
        if other := self._has_own_verb(verb):
            return Refusal(f"is not decided by the words: {other} stands between {number} and {said} ({place})")
        if name == "harm" and self.number[1] <= verb[0] and self._is_named(verb):
            return Refusal(f"is not decided by the words: {said} names others than {number} ({place})")
        if self._opens_clause(verb):
            return Refusal(f"is not decided by the words: {said} may belong to a number before {number} ({place})")
        return None

    def _is_whole(self, verb: Span) -> bool:
        """Whether another number is counted out of this one: "of 35 people 27 were killed", "27 of the 35 people were killed"."""
        whole = pattern(self.language, "quantities", r"(?:(?<=[.;:,]\s)|\A)(?:{whole})\s\Z").search(self.text[: self.number[0]])
        whole = whole or pattern(self.language, "quantities", r"\s(?:{share_from})(?!\w)").match(self.text[self.number[1] :])
        if whole and any(self.number[1] <= q[0] and q[1] <= verb[0] for q in self.others):
            return True
        of = pattern(self.language, "quantities", r"\s(?:\w+\s)?(?:{whole})\s")
        part = any(q[1] < self.number[0] and of.fullmatch(self.text[q[1] : self.number[0]]) for q in self.others)
        return part and bool(clauses.stands_before(self.text, verb, self.language, "words", "passive", within=1))

    def _is_amid(self, verb: Span) -> str:
        """The word by which another number is counted out of this one, which stands behind it: "five were killed among 27 people"."""
        amid = pattern(self.language, "quantities", r"(?<!\w)(?P<amid>{amid})\s\Z").search(self.text[: self.number[0]])
        before = amid and [
            q for q in self.others if verb[0] - 40 < q[0] < amid.start() and not re.search(r"[.;,]", self.text[q[1] : amid.start()])
        ]
        return amid["amid"] if before else ""

    def _is_shared(self) -> bool:
        """Whether a share is told of this number: "a quarter of the 120 people"."""
        of = pattern(self.language, "quantities", r"\s(?:\w+\s)?(?:{of|whole})\s(?:\w{1,4}\s)?")
        return any(q[1] < self.number[0] and of.fullmatch(self.text[q[1] : self.number[0]]) for q in self.shares)

    def _taken_behind(self, verb: Span) -> str:
        """The number right behind a verb that one comma parts from this number: "7,000 were evacuated, killed were 27"."""
        between = self.text[self.number[1] : verb[0]] if self.number[1] <= verb[0] else ""
        if len(re.findall(r"[,;،]", between)) != 1 or any(self.number[1] <= q[0] and q[1] <= verb[0] for q in self.others):
            return ""
        behind = (q for q in self.others if verb[1] <= q[0] and re.fullmatch(r"\s(?:\w+\s)?", self.text[verb[1] : q[0]]))
        return next(map(self.said, behind), "")

    def _has_own_verb(self, verb: Span) -> str:
        """The passive that this number has before another number takes the verb: "27 were evacuated before two were killed"."""
        for q in self.others:
            if self.number[1] <= q[0] and q[1] <= verb[0]:
                alone = pattern(self.language, "words", r"(?:\s(?:{passive}))*\s").fullmatch(self.text[q[1] : verb[0]])
                if alone and self.text[q[0] : q[1]].isdecimal() and not self._is_part():  # "35 were brought, but 27 were killed"
                    return self.said(q)
                passive = clauses.spans_of(self.text[self.number[1] : q[0]], self.language, "words", "passive")
                both = passive and clauses.spans_of(self.text[q[1] : verb[0]], self.language, "words", "passive")
                if both:
                    return self.said((self.number[1] + passive[0][0], self.number[1] + passive[0][1]))
                between = self.text[self.number[1] : q[0]]
                if not self._is_part() and (own := clauses.own_verb(between, self.language)):
                    return f'"{own}"'  # "27 people survived, five were killed"
                begun = clauses.spans_of(between, self.language, "words", "subordinate")
                if begun and not re.search(r"[,;]", self.text[q[1] : verb[0]]):  # "35 people were treated after 27 were killed"
                    return f'"{between[slice(*begun[-1])]}"'
        return ""

    def _is_named(self, verb: Span) -> bool:
        """Whether the verb is a noun that this number does something to: "27 people mourned the killed"."""
        between = self.text[self.number[1] : verb[0]]
        named = pattern(self.language, "words", r"\s(?:{definite})\s\Z").search(between)
        of = pattern(self.language, "quantities", r"\s(?:{of})").fullmatch(between[: named.start()]) if named else None
        return bool(named) and not of and not clauses.spans_of(between, self.language, "words", "among")

    def _opens_clause(self, verb: Span) -> bool:
        """Whether the number opens a clause behind that of the verb: where verbs stand last, or behind an Arabic "and" with its verb."""
        nearer = any(self._between(verb, q) < self.near(verb) for q in self.others)
        last = entry(self.language, "words", "verb_last", default=False)
        return verb[1] <= self.number[0] and nearer and bool(last or _AND_VERB.search(self.text[: self.number[0]]))

    def _of_whom(self, verb: Span) -> str:
        """The words by which another number takes the verb: "35 people, 27 of whom were killed"."""
        start = self.number[1]
        between = self.text[start : verb[0]]
        for a, b in clauses.spans_of(between, self.language, "words", "whom"):
            if any(start + b <= q[0] and q[1] <= verb[0] for q in self.others):
                return between[a:b]  # "35 people, of whom 27 were killed"
            if pattern(self.language, "quantities", r"(?<!\w)(?:{vague})\s\Z").search(between[:a]):
                return between[a:b]  # "27 were hit and some of them killed"
            if "," not in between[b:] and any(start <= q[0] < start + a for q in self.others):
                return between[a:b]
        return ""

    def _undone(self, verb: Span, place: str) -> Refusal | None:
        """What is only possible, or denied, is no count."""
        possible = clauses.stands_before(self.text, verb, self.language, "words", "hypothetical") or self._behind(verb, "hypothetical")
        possible = possible or clauses.stands_after(self.text, verb, self.language, "words", "hypothetical_after")
        possible = possible or clauses.formed(self.text, verb, self.language, "hypothetical_form")
        if verb[1] <= self.number[0] or self.number[1] <= verb[0]:  # "almost half" is a number
            possible = possible or clauses.stands_before(self.text, verb, self.language, "quantities", "before", "nearly", within=1)
        if verb[0] >= self.number[1]:
            possible = possible or clauses.stands_before(self.text, self.number, self.language, "words", "hypothetical", within=1)
            possible = possible or clauses.guessed(self.text, self.number, self.language)
            possible = possible or clauses.stands_before(self.text, self.number, self.language, "words", "intent", within=1)
        possible = possible or clauses.opens_as(self.text, min(verb, self.number), self.language, "hypothetical")
        if possible and possible != "May" and not self.item.row.get("measure", "").endswith("_projected"):
            return Refusal(f'is not reported as done: "{possible}" stands beside {self.said(verb)} ({place})')
        none_of = pattern(
            self.language, "quantities", r"(?<!\w)(?:{none})(?:\s(?:{whole}|{of}))?(?:\s\w{1,4})?\s\Z"
        )  # "neither of the two"
        denied = none_of.search(self.text[: self.number[0]]) if not self.nought else None
        if denied or clauses.stands_before(self.text, self.number, self.language, "words", "negation", within=1) and not self.nought:
            return Refusal(f"is not what the source says: {self.said(self.number)} is denied ({place})", against=True)
        own_words = len(self.item.chain) == 1  # of somebody who denies, the chain says so
        if own_words and (denied := clauses.denied_before(self.text, self.number, self.language)):
            return Refusal(f'is not told as true: "{denied}" stands before {self.said(self.number)} ({place})')
        if unsaid := clauses.unsaid(self.text, self.number, self.language):
            return Refusal(f'is not told as true: "{unsaid}" stands in the sentence of {self.said(self.number)} ({place})')
        denied = clauses.stands_before(self.text, verb, self.language, "words", "negation", within=3) or self._behind(verb, "negation")
        denied = denied or clauses.formed(self.text, verb, self.language, "negated_form")
        nobody = clauses.stands_before(self.text, verb, self.language, "numbers", "zero") if verb[1] <= self.number[0] else ""
        denied = denied or (nobody if len(nobody) > 3 else "")  # "nobody was killed, though 27 were there"
        if denied and not self.nought:
            return Refusal(f'is not what the source says: "{denied}" stands before {self.said(verb)} ({place})', against=True)
        if own_words and (unsure := self._hearsay(verb) or clauses.unsure(self.text, self.number, self.language)):
            return Refusal(f'is not told as true: "{unsure}" stands in the sentence of {self.said(self.number)} ({place})')
        return None

    def _hearsay(self, verb: Span) -> str:
        """The word by which the outlet itself only passes something on: "allegedly"."""
        first = min(verb, self.number)
        found = (clauses.stands_before(self.text, span, self.language, "words", "hearsay") for span in (first, verb))
        behind = clauses.opens_as(self.text, first, self.language, "hearsay") or self._behind(verb, "hearsay")
        return next(filter(None, found), "") or behind or clauses.imagined(self.text, self.number, verb, self.language)

    def _is_part(self) -> bool:
        """Whether the number is a part of one right behind it ("ten of the 27 people"), whose noun need not be its own."""
        of = pattern(self.language, "quantities", r"\s(?:{of})\s(?:\w{1,4}\s)?")
        return any(of.fullmatch(self.text[self.number[1] : q[0]]) for q in self.others if q[0] > self.number[1])

    def _behind(self, verb: Span, key: str) -> str:
        """The listed word right behind the verb, where verbs stand last and such words behind them."""
        last = entry(self.language, "words", "verb_last", default=False)
        return clauses.stands_after(self.text, verb, self.language, "words", key, within=1) if last else ""

    def _joined(self, one: Span, other: Span) -> bool:
        """Whether two verbs are joined so that one number counts both ("27 killed or wounded")."""
        start, end = min(one[1], other[1]), max(one[1], other[1])
        after = any(start <= q[0] <= end + 12 for q in self.others)
        joined = re.fullmatch(r"\s*(?:,|/|\w{1,4}|and/or)\s*", self.text[start : max(one[0], other[0])])
        before = self.number[0] >= end and any(0 < min(one, other)[0] - q[1] <= 2 for q in self.others)  # "41 wounded, killed 18"
        return bool(joined) and not after and not before

    def of_population(self, value: str) -> Refusal | None:
        """Who is counted must be the noun of this number, and of no other."""
        found = self.cues("population")
        own = min((span for span, code in found if code == value), key=self.near, default=None)
        rivals = [span for span, code in found if code != value]
        nearest = min(rivals, key=self.near, default=None)
        place = where([self.passage])
        form = re.compile(entry(self.language, "quantities", "part_form", default="(?!)"))  # "27'si çocuk 40 kişi"
        part = own and any(q[0] < own[0] and form.fullmatch(self.text, self.number[1], q[0]) for q in self.others)
        if part or own and nearest and self._is_part():
            return Refusal(f"is not decided by the words: {self.said(self.number)} is counted out of another number ({place})")
        if own is None or nearest is None:
            return None
        of_another = self.near(nearest) < self.near(own) and any(self._between(own, q) < self.near(own) for q in self.others)
        if of_another or self.near(own) >= RIVAL > self.near(nearest):
            return Refusal(f"is not what the source says: {self.said(self.number)} belongs to {self.said(nearest)} ({place})", against=True)
        if self._joined(own, nearest) and self.near(own) < RIVAL:
            both = f"{self.said(own)} and {self.said(nearest)}"
            return Refusal(f"is not decided by the words: {self.said(self.number)} may belong to {both} ({place})")
        return None
