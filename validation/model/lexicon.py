"""What words stand for: names of actors and places, words for events, cues of codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from validation.model.package import Package
from validation.parsing.cues import Cues
from validation.parsing.language import fold
from validation.parsing.plain import alike, plain
from validation.parsing.words import Match, Phrases

SHARED = ("actors", "places", "events", "names", "vocabularies")  # the tables that it is made of
SHORT = 3  # letters of a word that is too short to tell one name from another
_latest: list[Lexicon] = []


def lexicon_of(package: Package) -> Lexicon:
    """The lexicon of a package; the parts of one package share it, as it takes longer to make than a small part to judge."""
    if not _latest or any(package[name] is not _latest[0].package[name] for name in SHARED):
        _latest[:] = [Lexicon(package)]
    return _latest[0]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Words > all the ids that they stand for."""
    found: dict[str, set[str]] = {}
    for words, entity in pairs:
        found.setdefault(words, set()).add(entity)
    return {words: frozenset(entities) for words, entities in found.items()}


@cache
def as_read(words: str) -> str:
    """Words in the form in which one is found in another: quotation marks and dashes alike, in small letters."""
    return alike(plain(words).text).casefold()


@dataclass(frozen=True)
class Lexicon:
    """The words of one package. All look-ups take the longest phrase and never match inside another word."""

    package: Package

    def ready(self) -> None:
        """Makes all that it is made of, for the processes that are started next."""
        for name, made in vars(Lexicon).items():
            if isinstance(made, cached_property):
                getattr(self, name)

    @cached_property
    def cues(self) -> Cues:
        return Cues(self.package.codes)

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        return self._entities("name")

    @cached_property
    def _spelled(self) -> dict[str, frozenset[str]]:
        return self._entities()

    def _entities(self, *forms: str) -> dict[str, frozenset[str]]:
        """Spelling > the ids that it stands for in one of these forms."""
        return _grouped((row["name"], row["entity_id"]) for row in self.package["names"].records if row["form"] in forms or not forms)

    @cached_property
    def adjectives(self) -> dict[str, frozenset[str]]:
        """The English adjectives of actors and places, folded, each with all that it may stand for."""
        rows = [row for row in self.package["names"].records if row["form"] == "adjective" and row["language"].split("-")[0] == "en"]
        return _grouped((fold(row["name"]), row["entity_id"]) for row in rows)

    @cached_property
    def _names(self) -> Phrases:
        return Phrases(self._spelled)

    @cached_property
    def _display(self) -> dict[str, frozenset[str]]:
        """Spellings met, adjectives too, and display names: what our own prose may use."""
        met = [(name, entity) for name, entities in self._entities("name", "adjective").items() for entity in entities]
        return _grouped(met + [(row["name"], row["_id"]) for table in ("actors", "places") for row in self.package[table].records])

    @cached_property
    def _display_names(self) -> Phrases:
        return Phrases(self._display)

    @cached_property
    def _events(self) -> dict[str, frozenset[str]]:
        told = [(row["type_wording"].casefold(), row["_id"]) for row in self.package["events"].records]
        names = [row for row in self.package["names"].records if row["form"] in ("label", "mention")]
        return _grouped(told + [(row["name"].casefold(), row["entity_id"]) for row in names])

    @cached_property
    def _event_words(self) -> Phrases:
        return Phrases(self._events, fold=True)

    def names(self, text: str) -> tuple[Match, ...]:
        """Every spelling of an actor or a place in the text, adjectives too."""
        return self._names.find(text)

    def entities(self, match: Match, adjectives: bool = False) -> frozenset[str]:
        """The actors and places a spelling stands for; an adjective stands for none unless asked for."""
        return (self._spelled if adjectives else self._named).get(match.phrase, frozenset())

    def side(self, entity: str) -> str:
        """Where an actor stands; blank for a place."""
        return self.package["actors"].by_id.get(entity, {}).get("side", "")

    def in_prose(self, text: str) -> list[tuple[Match, frozenset[str]]]:
        """Actors and places that our own prose names, by a spelling met or by the display name."""
        return [(match, self._display[match.phrase]) for match in self._display_names.find(text)]

    def events(self, text: str) -> list[tuple[Match, frozenset[str]]]:
        """Words for events in the text, each with the events it can stand for."""
        return [(match, self._events[match.phrase]) for match in self._event_words.find(text)]

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, entities in self._spelled.items():
            for entity in entities:
                found.setdefault(entity, []).append(name)
        return found

    @cached_property
    def _listed(self) -> frozenset[tuple[str, ...]]:
        return frozenset((row["entity_id"], as_read(row["name"]), row["usage"]) for row in self.package["names"].records)

    def lists(self, entity: str, name: str, usage: str) -> bool:
        """Whether a spelling is listed in the usage of a publisher, in any language, or is what the type of an event is read from."""
        if (entity, as_read(name), usage) in self._listed:
            return True
        return as_read(name) == as_read(self.package["events"].by_id.get(entity, {}).get("type_wording", ""))

    @cached_property
    def _strange(self) -> dict[tuple[str, str], tuple[tuple[Match, str], ...]]:
        return {}

    def strange(self, text: str, usage: str) -> tuple[tuple[Match, str], ...]:
        """The words that stand for one actor, place or event alone and are not listed in the usage of a publisher, each with its id."""
        if (found := self._strange.get((text, usage))) is None:
            events = self.package["events"].by_id
            named = [(m, [e for e in self.entities(m, adjectives=True) if e not in events]) for m in self.names(text)]
            alone = [(match, *entities) for match, entities in (*named, *self.events(text)) if len(entities) == 1]
            found = tuple((match, entity) for match, entity in alone if not self.lists(entity, match.phrase, usage))
            self._strange[text, usage] = found
        return found

    @cached_property
    def _usages(self) -> Counter[tuple[str, str]]:
        return Counter((row["entity_id"], row["name"]) for row in self.package["names"].records)

    @cached_property
    def _called(self) -> dict[str, str]:
        return {row["_id"]: row["name"] for table in ("places", "actors") for row in self.package[table].records}

    def is_like(self, phrase: str, entity: str) -> bool:
        """Whether words surely stand for an actor or a place: several usages say so, or they have a longer word of its display name."""
        words = {word for word in as_read(self._called.get(entity, "")).split() if len(word) > SHORT}
        return self._usages[entity, phrase] > 1 or any(word in as_read(phrase) for word in words)

    def spellings(self, entity: str) -> list[str]:
        """Every spelling of an actor or a place, for messages."""
        return self._spellings.get(entity, [])
