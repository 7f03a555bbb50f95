"""Our own words for events: a state that they name takes part, is of the side of those who do or are counted, or speaks of the event."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from validation.model.items import CLAIMS, SAID
from validation.model.lexicon import lexicon_of
from validation.model.package import Package
from validation.parsing.words import Match
from validation.problem import Problem

COLUMNS = ("title", "description")
# The verb by which who is named speaks: right behind him, or one of these in the same clause.
NEXT = re.compile(r"\s([a-z]+(?:s|ed))\b")
SPEAKS = re.compile(r"(?:(?![;.,]|\bthat\b|\bwhich\b).){0,60}?\b(reports?|alleges?|ascribes?|denies|deny|describes?|calls?|speaks?)\b")
SOMEBODY = re.compile(r"\band [A-Z]")  # who speaks is then named behind
WHERE = re.compile(r"\b(in|to|from) \Z")
KARABAKH = "karabakh_armenian"  # whom an adjective of Armenia names too
OF_NOBODY = 'names "{}", which neither takes part in the event nor is of the side of those who do'
ENDS = 'breaks off behind "{}"'
BOTH = 'says that "{}" both reports and denies the event'
NOT_SAID = 'says that "{}" {}, as no item on the event does'
DENIES = ("den", "reject", "disput")
OTHERS = {"", "unknown", "international", "media", "civil_society"}  # sides of no state


class Named(NamedTuple):
    """A state that our own words name, its side, and whether they have an adjective of it."""

    match: Match
    sides: set[str]
    is_adjective: bool


def check(package: Package) -> Iterator[Problem]:
    """A problem for each title or description that names a state which is not coded of the event."""
    if not package.tables.keys() >= {*SAID, "events", "event_actors", "actors", "places"}:
        return
    coded, lexicon = _Coded(package), lexicon_of(package)
    called = {row["name"] for table in ("actors", "places") for row in package[table].records}
    for event in package["events"].records:
        for column in COLUMNS:
            found = [(match, coded.sides_of(entities)) for match, entities in lexicon.in_prose(event[column])]
            named = [Named(m, sides, not lexicon.entities(m) and m.phrase not in called) for m, sides in found if sides]
            faults = [coded.fault(event, event[column], one) for one in named]
            if message := next(filter(None, faults), "") or _is_twice(event[column], named) or _breaks_off(event[column], named):
                yield Problem.of(package["events"].path, event, column, "grounding.title", message)


def _is_twice(text: str, named: list[Named]) -> str:
    """What is wrong where one state is said to report the event and to deny it; blank where none is."""
    verbs = [(one.match.phrase, verb) for one in named if (verb := _verb(text, one))]
    denying = {phrase for phrase, verb in verbs if verb.startswith(DENIES)}
    return next((BOTH.format(phrase) for phrase, verb in verbs if not verb.startswith(DENIES) and phrase in denying), "")


def _breaks_off(text: str, named: list[Named]) -> str:
    """What is wrong where the last word is an adjective, which needs a noun; blank where it is none."""
    return next((ENDS.format(one.match.phrase) for one in named if one.is_adjective and one.match.end == len(text)), "")


def _verb(text: str, named: Named) -> str:
    """The verb by which who is named speaks; blank where there is none."""
    end = named.match.end
    verb = NEXT.match(text, end) if not named.is_adjective else None
    verb = verb or SPEAKS.match(text, end)
    return verb[1] if verb and not SOMEBODY.search(text, end, verb.start(1)) else ""


class _Coded:
    """Who takes part in each event, who is counted and who speaks of it, by side."""

    def __init__(self, package: Package) -> None:
        self.actors, self.places = package["actors"].by_id, package["places"].by_id
        self.states = {row["_id"] for row in package["actors"].records if row["actor_type"] == "state"}
        self.taking_part: dict[str, set[str]] = defaultdict(set)
        self.counted: dict[str, set[str]] = defaultdict(set)
        self.saying: dict[tuple[str, bool], set[str]] = defaultdict(set)  # event, and whether it is denied > sides
        for row in package["event_actors"].records:
            self.taking_part[row["event_id"]] |= self._side(row["actor_id"])
        for row in (row for table in CLAIMS for row in package[table].records):
            self.counted[row["event_id"]] |= {row["population_side"]} - {"", "unknown"}
        for row in (row for table in SAID for row in package[table].records):
            who = self._side(row.get("claimant_id") or row["speaker_id"])
            self.saying[row.get("event_id") or row["about_event_id"], row.get("act") == "deny"] |= who

    def _side(self, actor: str) -> set[str]:
        """The side of an actor, and the actor and its body where these are states."""
        row = self.actors.get(actor, {})
        return {row.get("side", ""), *({actor, row.get("member_of", "")} & self.states)} - OTHERS

    def sides_of(self, entities: Iterable[str]) -> set[str]:
        """The sides of a state, where one phrase names nothing else."""
        return set().union(*map(self._side, entities)) if {*entities} <= self.states else set()

    def fault(self, event: dict, text: str, named: Named) -> str:
        """What is wrong with a state that is named there; blank where it is coded of the event."""
        match, sides, is_adjective = named
        item, verb, before = event["_id"], _verb(text, named), WHERE.search(text, 0, match.start)
        if verb:
            denies = verb.startswith(DENIES)
            said = [self.saying.get((item, each), set()) for each in (denies, not denies)]
            return "" if sides & said[0] or not any(said) else NOT_SAID.format(match.phrase, verb)
        if before and (before[1] != "in" or sides & self._countries(event["place_id"])):
            return ""
        own, counted = self.taking_part[item], self.counted[item]
        own = own | counted if len(counted) == 1 else own  # those of several sides who are counted are not all who do it
        is_own = sides & own or is_adjective and KARABAKH in own and "armenia" in sides
        return "" if is_own or not own else OF_NOBODY.format(match.phrase)

    def _countries(self, place: str) -> set[str]:
        found: set[str] = set()
        while place and place not in found:
            found.add(place)
            place = self.places.get(place, {}).get("within", "")
        return found
