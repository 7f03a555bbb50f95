"""Items of two pages that say the same, which a relation joins."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable

from validation.model.clusters import clusters
from validation.model.items import CLAIMS
from validation.model.package import Package
from validation.model.tables.conflicts import SEVERAL_KINDS
from validation.model.tables.intervals import counted

WORD, STEM = re.compile(r"\w{4,}"), 5  # two words of our own that begin with the same five letters are one
FEWEST = 2  # words; fewer do not make two contents the same
TIES = {"repeats", "matches", "revises", "updates", "contradicts", "denies", "responds_to"}


def stems(content: str) -> frozenset[str]:
    """The words of a content that tell what it is about."""
    return frozenset(word[:STEM] for word in WORD.findall(content.casefold()))


def numbers_apart(package: Package) -> dict[str, str]:
    """Number > the first of those of another page that are the same, where no relations tie it to any of them."""
    rows = [row for row in package.rows(*CLAIMS) if row["value"]]
    return _apart(package, ((row, _of_number(package, row), row["as_of"]) for row in rows))


def statements_apart(package: Package) -> dict[str, str]:
    """Statement > the first of those of another page that say the same for the same speaker, where no relations tie it to any of them."""
    said = [(row, stems(row["content"])) for row in package["statements"].records]
    voiced = ((row, (package.voice(row["speaker_id"]), row["topic"], row["mode"], words)) for row, words in said if len(words) >= FEWEST)
    return _apart(package, ((row, key, row["stated_on"]) for row, key in voiced))


def _of_number(package: Package, row: dict) -> Hashable:
    """What two numbers that are one have in common; of things of several kinds also who counts them, and when."""
    own = (package.voice(row["claimant_id"]), row["claimed_on"] or row["as_of"] or row["_id"])
    cells = (row["population"], row["population_side"], row["event_id"], row["value"], row["value_high"], row["bound"])
    return counted(row), *cells, *(own if counted(row) in SEVERAL_KINDS else ())


def _apart(package: Package, items: Iterable[tuple[dict, Hashable, str]]) -> dict[str, str]:
    """Each item that no relations tie to any earlier one like it > the first of these. Days that are known do not differ."""
    tied = clusters(package["relations"].records, TIES)
    seen: dict[Hashable, list[tuple[dict, str]]] = defaultdict(list)
    found = {}
    for row, key, day in items:
        item = row["_id"]
        others = (other["_id"] for other, of in seen[key] if other["source_id"] != row["source_id"] and (day == of or not day or not of))
        like = list(others)
        if like and not any(tied[item] == tied[other] for other in like):
            found[item] = like[0]
        seen[key].append((row, day))
    return found
