"""Spellings that are lacking in data/names.csv, each told once, and not on every cell that it is for."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from validation.checks.grounding.spellings import Spelling
from validation.model.items import SAID
from validation.model.lexicon import Lexicon, lexicon_of
from validation.model.package import Package
from validation.parsing.words import find_phrase
from validation.problem import Problem

NOBODY = ("names nobody, though", "is not what the item's passages name: they hold no words for an event", "is not named in the item's")
OTHERS = "; they name "  # whom else the words name
ANOTHER = re.compile(r'is not what the source says: ".*" names ')
ALIKE = 2  # items in which the words do not name whom they are coded as
NAMED = 3  # items that are named
LACKING = 'is lacking, as "{words}" does not name {entity}, as which it is coded ({items})'

RULE = "grounding.unlisted"


def key_of(problem: Problem) -> Spelling:
    """The spelling that a problem of this rule says is lacking."""
    entity, *name, language, usage = problem.row_id.split(" ")
    return Spelling(entity, " ".join(name), language, usage)


def once(package: Package, problems: list[Problem], misspelled: list[Problem], faulty: Collection[str]) -> list[Problem]:
    """The problems, with each spelling that is lacking told of one item, whatever the parts were; none of a page whose language or
    publisher is `faulty`, and none that a misspelled row may stand for."""
    sources, names = package["sources"].by_id, package["names"].by_id
    pages = {(package.languages[source], sources[source]["publisher_id"]) for source in faulty}
    wrong = [names[problem.row_id] for problem in misspelled if problem.row_id in names]
    told: dict[str, Problem] = {}
    for problem in sorted((p for p in problems if p.rule == RULE), key=lambda p: p.message):
        own = key_of(problem)
        if (own.language, own.usage) not in pages and not any(_stands_for(row, own) for row in wrong):
            told.setdefault(problem.row_id, problem)
    return [p for p in problems if p.rule != RULE or told.get(p.row_id) is p]


def _stands_for(row: dict, lacking: Spelling) -> bool:
    """Whether a row has two of the three cells, entity, name and usage, of a spelling that is lacking."""
    return sum(row[cell] == getattr(lacking, cell) for cell in ("entity_id", "name", "usage")) > 1


def nameless(package: Package, problems: list[Problem], misspelled: list[Problem]) -> Iterator[Problem]:
    """A problem for each spelling that is lacking, as the words that are kept for somebody do not name him: they name nobody and are
    proven by a hash, or they hold the display name, or so it is in several items; none for whom a row is misspelled."""
    unproven = {p.row_id.partition(" ")[0] for p in problems if p.rule in ("grounding.kept", "grounding.words")}
    rows = {row["_id"]: row for name in SAID if name in package.tables for row in package[name].records}
    proven = rows.keys() - unproven
    found = {problem: of for problem in problems if (of := _names(problem)) and problem.row_id.partition(" ")[0] in proven}
    if not found:
        return
    lexicon, ids = lexicon_of(package), {problem.row_id for problem in found}
    steps, phrases = package["attributions"].of_ids(ids), package["wordings"].of("item_id", {i.partition(" ")[0] for i in ids})
    names = package["names"].by_id
    wrong = {(row["entity_id"], row["usage"]) for p in misspelled if (row := names.get(p.row_id))}
    moved = {names[p.row_id]["usage"] for p in problems if p.rule == "grounding.owner"}
    lost: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # whose, where > words > items
    sure = set()
    for problem, of in found.items():
        item = problem.row_id.partition(" ")[0]
        source = package["sources"].by_id.get(rows[item]["source_id"], {})
        language, usage = package.languages.get(rows[item]["source_id"], ""), source.get("publisher_id", "")
        for entity, words in _meant(problem, steps, phrases.get(item, ())):
            if _spelled(lexicon, entity, words) or (entity, usage) in wrong or usage in moved:
                continue
            lost[entity, language, usage][words].add(item)
            if of == "nobody" and source.get("text_status") == "cited" or find_phrase(_called(package, entity), words):
                sure.add((entity, language, usage))
    for (entity, language, usage), by_words in sorted(lost.items()):
        items = sorted(set().union(*by_words.values()))
        if (entity, language, usage) in sure or len(items) >= ALIKE:
            words = max(sorted(by_words), key=lambda each: len(by_words[each]))
            message = LACKING.format(words=words, items=", ".join(items[:NAMED]), entity=entity)
            yield Problem(file=package["names"].path, row_id=" ".join((entity, words, language, usage)), rule=RULE, message=message)


def _names(problem: Problem) -> str:
    """Whom the words of a problem name, "nobody" or "another", where it says that; else blank."""
    if OTHERS in problem.message or problem.rule == "grounding.name_in" and ANOTHER.match(problem.message):
        return "another"
    return "nobody" if problem.message.startswith(NOBODY) else ""


def _called(package: Package, entity: str) -> str:
    """The display name of an actor or a place; a word that no text holds where it is an event."""
    row = package["actors"].by_id.get(entity) or package["places"].by_id.get(entity) or {"name": ""}
    return row["name"] or "\0"


def _meant(problem: Problem, steps: dict[str, dict], phrases: list[dict]) -> Iterator[tuple[str, str]]:
    """Whom the words of the problem are kept for, and these words: those of a step, or the few that are kept for the cell."""
    if step := steps.get(problem.row_id):
        yield step["actor_id"], step["wording"]
    yield from ((problem.value, row["wording"]) for row in phrases if row["column"] == problem.column)


def _spelled(lexicon: Lexicon, entity: str, words: str) -> bool:
    return any(find_phrase(spelling, words) for spelling in lexicon.spellings(entity))
