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
ALIKE = 2  # items whose same words name nobody
LACKING = 'is lacking, as "{words}" ({items}) names nobody, and is coded as {entity}'


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
    """A problem for each spelling that is lacking as words name nobody: they are proven by a hash, or hold the display name, or several
    items have them; none for whom a row is misspelled."""
    lexicon, found = lexicon_of(package), defaultdict(set)
    unproven = {p.row_id.partition(" ")[0] for p in problems if p.rule in ("grounding.kept", "grounding.words")}
    rows = {row["_id"]: row for name in SAID if name in package.tables for row in package[name].records}
    of_nobody: dict[Problem, bool] = {}  # whether the words name another, of whom a part of them is a name
    for problem in problems:
        another = problem.rule == "grounding.name_in" and bool(ANOTHER.match(problem.message))
        if another or problem.message.startswith(NOBODY) and OTHERS not in problem.message:
            of_nobody[problem] = another
    if not of_nobody:
        return
    ids = {problem.row_id for problem in of_nobody}
    steps, phrases = package["attributions"].of_ids(ids), package["wordings"].of("item_id", {i.partition(" ")[0] for i in ids})
    wrong = {(row["entity_id"], row["usage"]) for p in misspelled if (row := package["names"].by_id.get(p.row_id))}
    for problem, another in of_nobody.items():
        item = problem.row_id.partition(" ")[0]
        if item in rows and item not in unproven:
            source = package["sources"].by_id.get(rows[item]["source_id"], {})
            page = package.languages.get(rows[item]["source_id"], ""), source.get("publisher_id", "")
            for entity, words in _meant(problem, steps, phrases.get(item, ())):
                if not _spelled(lexicon, entity, words) and (entity, page[1]) not in wrong:
                    found[Spelling(entity, words, *page)].add((item, source.get("text_status") == "cited" and not another))
    for own, items in sorted(found.items()):
        called = {**package["places"].by_id, **package["actors"].by_id}.get(own.entity_id, {}).get("name", "")
        if any(proven for _, proven in items) or len(items) >= ALIKE or called and find_phrase(called, own.name):
            message = LACKING.format(words=own.name, items=", ".join(sorted(item for item, _ in items)), entity=own.entity_id)
            yield Problem(file=package["names"].path, row_id=" ".join(own), rule=RULE, message=message)


def _meant(problem: Problem, steps: dict[str, dict], phrases: list[dict]) -> Iterator[tuple[str, str]]:
    """Whom the words of the problem are kept for, and these words: those of a step, or the few that are kept for the cell."""
    if step := steps.get(problem.row_id):
        yield step["actor_id"], step["wording"]
    yield from ((problem.value, row["wording"]) for row in phrases if row["column"] == problem.column)


def _spelled(lexicon: Lexicon, entity: str, words: str) -> bool:
    return any(find_phrase(spelling, words) for spelling in lexicon.spellings(entity))
