"""Spellings of actors, places and events: each stands in words that are kept of a page of its usage, for whom it is said to stand."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from validation.model.grounds import ground_of
from validation.model.items import ITEMS, SAID, Item
from validation.model.lexicon import Lexicon, lexicon_of
from validation.model.package import Package, Table
from validation.parsing.cues import split_cues
from validation.parsing.plain import alike, plain
from validation.parsing.words import TOKEN
from validation.problem import Problem

NOWHERE = "stands in no words that are kept from a page of {usage}"
IN_LANGUAGE = "stands in words of {usage} only in the language {found}"
OF_USAGE = 'has no words that hold "{name}" for {entity_id}; these have: {found}'
IS_OURS = "is our own name for {found}, but no page of {usage} speaks of {found} in this language"
OF_NOBODY = 'is coded in no item of {usage} whose words hold "{name}"'
CUT = 'is only a part of "{}" wherever it stands in words that are kept from a page of {}'
UNLISTED = "is lacking, though the words kept of {item} name {entity_id} so"

IDLE_CUE = 'has "{}", which stands in no words that are kept from a page in {!r}'
OF_NUMBERS = ("bound", "quantifier")
OURS = "en"
OF_EVENTS = ("label", "mention")  # forms of words
_latest: list[tuple[list[Table], "Usages"]] = []


class Said(NamedTuple):
    """What an item keeps of one page: its words, and all that is coded of it."""

    words: str
    coded: frozenset[str]
    item: str
    source: str


class Pages(NamedTuple):
    """What the items keep of the pages of a publisher in one language: each, and actor, place or event > those that it is coded of."""

    all: list[Said]
    of: dict[str, list[Said]]

    def hold(self, words: str, entity: str) -> bool:
        """Whether the words stand in what is kept of an item that the entity is coded of."""
        return _hold(self.of.get(entity, ()), words)


Usages = dict[tuple[str, str], Pages]  # publisher and language
NO_PAGES = Pages([], {})


class Display(NamedTuple):
    """Our own name > the actors and places that we call so; and how many spellings each of them has in each usage."""

    names: dict[str, list[str]]
    spellings: Counter[tuple[str, str]]


class Spelling(NamedTuple):
    """The key of a row of data/names.csv."""

    entity_id: str
    name: str
    language: str
    usage: str


def unlisted(package: Package, item: Item, lexicon: Lexicon) -> set[Spelling]:
    """The spellings by which the kept words of an item name whom or what it is coded of, and which are not listed with the publisher.

    A word that stands for several of them says nothing.
    """
    sources, strange = package["sources"].by_id, []
    for source, text in dict.fromkeys(_kept_of(package, item)):
        strange += [(found, source, text) for found in lexicon.strange(text, sources[source]["publisher_id"])]
    if not strange:
        return set()
    events, bodies = package["events"].by_id, package["actors"].by_id
    coded = set(item.row.values()) | {step["actor_id"] for step in item.chain}
    coded |= {events[i]["place_id"] for i in coded & events.keys()} | {bodies[i]["member_of"] for i in coded & bodies.keys()}
    return {
        Spelling(entity, text[match.start : match.end], package.languages[source], sources[source]["publisher_id"])
        for (match, entity), source, text in strange
        if entity in coded
    }


def _kept_of(package: Package, item: Item) -> Iterator[tuple[str, str]]:
    """The words that are kept of an item, each with its source; those of its wording columns where it has but one."""
    sources = package["sources"].by_id
    yield from ((p.source_id, p.text) for p in item.at_hand if sources[p.source_id]["text_status"] == "shipped")
    yield from ((phrase.source_id, phrase.text) for phrases in item.phrases.values() for phrase in phrases)
    if len(only := {passage.source_id for passage in item.passages}) == 1:
        words = [text for column, text in item.row.items() if column.endswith("_wording")] + [step["wording"] for step in item.chain]
        yield from ((*only, text) for text in words if text)


def check_listed(package: Package, item: Item, lexicon: Lexicon) -> Iterator[Problem]:
    """A problem for each spelling of an item that is not listed."""
    for spelling in sorted(unlisted(package, item, lexicon)):
        message = UNLISTED.format(item=item.id, entity_id=spelling.entity_id)
        yield Problem(file=package["names"].path, row_id=" ".join(spelling), rule="grounding.unlisted", message=message)


class Shown(NamedTuple):
    """What words show: `names` are the ids of spellings that stand in them, `cut` of those that are only parts of longer names there, and
    `ours` of our own names; `cues` come with their languages, and `languages` are those that there are words of."""

    names: frozenset[str] = frozenset()
    cut: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    cues: frozenset[tuple[str, str]] = frozenset()
    languages: frozenset[str] = frozenset()


def shown(package: Package) -> Shown:
    """What the items of a package, or of what is cut from it for a part, show by words of their own."""
    if not package.tables.keys() >= set(ITEMS):
        return Shown()
    said, ours, found = _said_in_all(package), _ours(package), defaultdict(set)
    outlets, pages = {usage for usage, _ in said}, _pages(said)
    for row in package["names"].records:
        if row["usage"] in outlets:
            found[_shows(package, row, said, ours)].add(row["_id"])
    cues = frozenset(cue for cue in _cues(package) if _holds_cue(pages, cue))
    return Shown(*(frozenset(found[how]) for how in ("names", "cut", "ours")), cues, frozenset(pages))


def is_all_shown(package: Package, parts: Iterable[Shown]) -> bool:
    """Whether parts that hold every item of a package show every spelling and cue, so that there is nothing to tell."""
    found, ours = Shown(*(frozenset().union(*each) for each in zip(*parts, strict=True))), _ours(package)
    for row in package["names"].records:
        i = row["_id"]
        if i not in found.names and (i in found.cut or i not in found.ours and not _shows(package, row, {}, ours)):
            return False
    return all(cue in found.cues for cue in _cues(package) if cue[0] in found.languages)


def _shows(package: Package, row: dict, said: Usages, ours: Display) -> str:
    """How words show a spelling: in which part of Shown it belongs, blank where in none."""
    if (row["form"] in OF_EVENTS) != (row["entity_id"] in package["events"].by_id):
        return "names"  # the sense of the row says what is wrong
    pages, words = said.get((row["usage"], row["language"]), NO_PAGES), _as_words(row["name"])
    if _cut_from(package, row, words, pages):
        return "cut"
    return "names" if pages.hold(words, row["entity_id"]) else "ours" if _is_display(ours, row, said) else ""


def check(package: Package, blamed: Collection[str] = (), near: Collection[str] | None = None) -> list[Problem]:
    """A problem for each spelling that nobody can look up, on the cell at fault.

    Nothing is said where a table of items cannot be read, nor of what stands in `blamed`, sources whose language or publisher is wrong.
    `near` are sources whose words alone have changed since nothing was found: what these cannot have unsettled is not looked at.
    """
    if not package.tables.keys() >= set(ITEMS):
        return []
    found = list(_check(package, blamed, near))
    return found if near is None or not found else list(_check(package, blamed, None))  # whose words tell what a page lacks


def _check(package: Package, blamed: Collection[str], near: Collection[str] | None) -> Iterator[Problem]:
    rows = package["sources"].records
    of, own = package.languages, [row for row in rows if near is None or row["source_id"] in near]
    outlets, languages = {row["publisher_id"] for row in own}, {of[row["source_id"]] for row in own} - {OURS}
    asked = {row["source_id"] for row in rows if row["publisher_id"] in outlets or of[row["source_id"]] in languages}
    said = _said_in_all(package) if near is None else _said(package, asked)
    unsure: dict[str, list[Said]] = defaultdict(list)  # whoever is coded in a source that is wrong itself
    for one in (one for pages in said.values() for one in pages.all if one.source in blamed):
        for entity in one.coded:
            unsure[entity].append(one)
    used: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)  # language, and usages there
    for usage, language in said:
        used[language, ""].append((usage, language))
        used["", usage].append((usage, language))
    ours = _ours(package)
    events = package["events"].by_id
    for row in (row for row in package["names"].records if near is None or row["usage"] in outlets):
        if (row["form"] in OF_EVENTS) != (row["entity_id"] in events):
            continue  # the sense of the row says so
        owners: Iterable[str] = ()
        own, words = (row["usage"], row["language"]), _as_words(row["name"])
        pages = said.get(own, NO_PAGES)
        if longer := _cut_from(package, row, words, pages):
            yield Problem.of(package["names"].path, row, "name", "grounding.spelling", CUT.format(longer, row["usage"]))
            continue
        is_held = pages.hold(words, row["entity_id"]) or _hold(unsure.get(row["entity_id"], ()), words)
        if is_held or _is_display(ours, row, said):
            continue
        if _hold(pages.all, words):
            if told := list(_declared_away(package, row, [one.item for one in pages.all if words in one.words])):
                yield from told
                continue
            column, message, found = "entity_id", OF_NOBODY, []
        else:
            languages = [k[1] for k in used["", row["usage"]] if said[k].hold(words, row["entity_id"])]
            usages = [k[0] for k in used[row["language"], ""] if said[k].hold(words, row["entity_id"])]
            if languages and usages and lexicon_of(package).lists(row["entity_id"], row["name"], languages[0], row["usage"]):
                languages = []  # there it has a row of its own
            found = languages or sorted(usages)[:3]
            column, message = ("language", IN_LANGUAGE) if languages else ("usage", OF_USAGE) if usages else ("name", NOWHERE)
            if not found and (owners := ours.names.get(row["name"], ())):
                in_other = row["usage"] == row["entity_id"] or _is_spoken_of(row["entity_id"], row["usage"], said)
                column = "entity_id" if row["entity_id"] not in owners else "language" if in_other else "usage"
                message = IS_OURS
        message = message.format(**row, found=", ".join(dict.fromkeys(found or owners)))
        yield Problem.of(package["names"].path, row, column, "grounding.spelling", message)
    yield from _idle_cues(package, said, languages)


def _idle_cues(package: Package, said: Usages, languages: Collection[str]) -> Iterator[Problem]:
    """Cues that no page has: whoever wrote them down guessed. English has everyday forms too, and the lists of numbers whole series."""
    pages = _pages(said)
    idle = {cue for cue in _cues(package) if cue[0] in languages and cue[0] in pages and not _holds_cue(pages, cue)}
    for row in package["vocabularies"].records if idle else ():
        for language, cues in split_cues(row["cues"]).items() if row["vocabulary"] not in OF_NUMBERS else ():
            if found := [cue for cue in cues if (language, cue) in idle]:
                message = IDLE_CUE.format('", "'.join(found), language)
                yield Problem.of(package["vocabularies"].path, row, "cues", "grounding.idle_cue", message)


def _cues(package: Package) -> dict[tuple[str, str], None]:
    """Language and cue, of the cues that some page of the language must have, in their order."""
    rows = [row for row in package["vocabularies"].records if row["vocabulary"] not in OF_NUMBERS]
    told = [pair for row in rows for pair in split_cues(row["cues"]).items()]
    return dict.fromkeys((language, cue) for language, cues in told if language != OURS for cue in cues)


def _pages(said: Usages) -> dict[str, str]:
    """Language > all words that are kept of its pages."""
    pages: dict[str, str] = defaultdict(str)
    for (_, language), kept in said.items():
        pages[language] += "|".join(one.words for one in kept.all).casefold()
    return pages


def _holds_cue(pages: dict[str, str], cue: tuple[str, str]) -> bool:
    return _as_words(cue[1]).casefold() in pages.get(cue[0], "")


def _declared_away(package: Package, name: dict, items: list[str]) -> Iterator[Problem]:
    """Items that keep the words of an event and are declared to be about another one, though no item is coded by these words."""
    if name["entity_id"] not in package["events"].by_id:
        return
    declared = {(row["item_id"], row["column"]): row["value"] for row in package["inferences"].records}
    for table in (package[table] for table in SAID if table in package.tables):
        column = "about_event_id" if table.name == "statements" else "event_id"
        for row in (table.by_id[item] for item in items if item in table.by_id):
            if row[column] and declared.get((row["_id"], column)) == row[column]:
                message = f'is declared, though its words "{name["name"]}" name {name["entity_id"]} (data/names.csv:{name["_line"]})'
                yield Problem.of(table.path, row, column, "grounding.event", message)


def _cut_from(package: Package, name: dict, words: str, pages: Pages) -> str:
    """The display name, or the spelling that the usage should list, of which this spelling is only a part wherever it stands there; blank
    where it stands alone too, or is a part of none."""
    lexicon, entity = lexicon_of(package), name["entity_id"]
    texts = [one.words for one in pages.of.get(entity, ()) if words in one.words]
    called = (package["actors"].by_id.get(entity) or package["places"].by_id.get(entity) or {"name": ""})["name"]
    for each in (called, *lexicon.spellings(entity)) if texts else ():
        is_cut = words in _as_words(each) != words and not any(words in text.replace(_as_words(each), " | ") for text in texts)
        if is_cut and (each == called or not lexicon.lists(entity, each, name["usage"])):
            return each
    return ""


def _ours(package: Package) -> Display:
    ours: dict[str, list[str]] = defaultdict(list)
    for row in (*package["actors"].records, *package["places"].records):
        ours[row["name"]].append(row["_id"])
    return Display(ours, Counter((row["entity_id"], row["usage"]) for row in package["names"].records))


def _is_display(ours: Display, row: dict, said: Usages) -> bool:
    """Whether it is our own name for the outlet itself, or for another of whom its pages speak in words that are not kept, where they have
    no other spelling."""
    entity, usage = row["entity_id"], row["usage"]
    in_language = row["language"] == "en" or entity == usage and (usage, row["language"]) in said
    if not in_language or entity not in ours.names.get(row["name"], ()):
        return False
    return entity == usage or ours.spellings[entity, usage] == 1 and _is_spoken_of(entity, usage, said)


def _is_spoken_of(entity: str, usage: str, said: Usages) -> bool:
    return any(entity in pages.of for (of, _), pages in said.items() if of == usage)


def _hold(kept: Iterable[Said], words: str) -> bool:
    return any(words in one.words for one in kept)


@cache
def _as_words(text: str) -> str:
    """The words of a text between single spaces, so that one is found in another as whole words."""
    return f" {' '.join(TOKEN.findall(alike(plain(text).text)))} "


def _said_in_all(package: Package) -> Usages:
    """The same of all pages, made once where one process looks at a package twice."""
    tables = [*package.tables.values()]
    if not _latest or len(tables) != len(_latest[0][0]) or any(a is not b for a, b in zip(tables, _latest[0][0], strict=True)):
        _latest[:] = [(tables, _said(package, package["sources"].by_id))]
    return _latest[0][1]


def _said(package: Package, pages: Collection[str]) -> Usages:
    """Publisher and language > what each item keeps of those of his pages."""
    publishers = {row["source_id"]: row["publisher_id"] for row in package["sources"].records}
    said: Usages = {}
    kept = {key: words for key, words in _kept(package).items() if key[1] in pages}
    coded = _coded(package, lexicon_of(package), {item for item, _ in kept})
    for (item, source), words in kept.items():
        own = said.setdefault((publishers.get(source, ""), package.languages.get(source, "")), Pages([], defaultdict(list)))
        one = Said("|".join(map(_as_words, sorted(words))), coded.get(item, frozenset()), item, source)
        own.all.append(one)
        for entity in one.coded:
            own.of[entity].append(one)
    return said


def _kept(package: Package) -> dict[tuple[str, str], set[str]]:
    """Item and source > the words kept of it: quotes, wordings and rows of data/wordings.csv."""
    kept: dict[tuple[str, str], set[str]] = defaultdict(set)
    passages = package["passages"].by_id
    sources: dict[str, set[str]] = defaultdict(set)
    for row in package["evidence"].records:
        if passage := passages.get(row["passage_id"]):
            sources[row["item_id"]].add(passage["source_id"])
            kept[row["item_id"], passage["source_id"]].add(passage["quote"])
    for row in package["wordings"].records:
        if passage := passages.get(row["passage_id"]):
            kept[row["item_id"], passage["source_id"]].add(row["wording"])
    worded = [(row["item_id"], row["wording"]) for row in package["attributions"].records]
    for table in (package[name] for name in ITEMS if name in package.tables):
        columns = [f["name"] for f in table.fields if (ground := ground_of(f)) and ground.by in ("words", "quantity")]
        worded += [(row["_id"], row[column]) for row in table.records for column in columns]
    for item, words in worded:
        for source in sources[item]:
            kept[item, source].add(words)
    return kept


def _coded(package: Package, lexicon: Lexicon, items: Collection[str]) -> dict[str, frozenset[str]]:
    """Of these items, item > every actor, place and event that is coded of it, in a cell, a step, a side or our own words."""
    chains: dict[str, set[str]] = defaultdict(set)
    for row in package["attributions"].records:
        chains[row["item_id"]].add(row["actor_id"])
    on_side: dict[str, set[str]] = defaultdict(set)
    for row in package["actors"].records:
        on_side[row["side"]].add(row["actor_id"])
    on_side.pop("unknown", None)
    places = {row["event_id"]: row["place_id"] for row in package["events"].records}
    bodies = {row["actor_id"]: row["member_of"] for row in package["actors"].records}
    coded = {}
    for table in (package[name] for name in ITEMS if name in package.tables):
        prose = [f["name"] for f in table.fields if f["name"] == "note" or (ground := ground_of(f)) and ground.by == "prose"]
        ids = [f["name"] for f in table.fields if f["name"].endswith("_id") or f["name"] in ("member_of", "part_of")]
        for row in (row for row in table.records if row["_id"] in items):
            found = {row[column] for column in ids} | chains[row["_id"]]
            found |= {places[cell] for cell in found & places.keys()}
            found |= {bodies[cell] for cell in found & bodies.keys()}
            found |= on_side.get(row.get("population_side", ""), set())
            named = ((m.phrase, entity) for column in prose for m, entities in lexicon.in_prose(row[column]) for entity in entities)
            found |= {entity for phrase, entity in named if lexicon.is_like(phrase, entity)}
            coded[row["_id"]] = frozenset(found)
    return coded
