"""Pairs of claims on one event, harm, population and side whose intervals do not meet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from validation.model.package import Package
from validation.model.tables.intervals import as_text, claim_rows, counted, interval_of

COLUMNS = [
    "first_id",
    "second_id",
    "event_id",
    "measure",
    "population",
    "population_side",
    "first_interval",
    "second_interval",
    "kind",
    "settled_by",
]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rows whose intervals do not meet.

    `kind` is "revision" where one claimant, or a body and the person who speaks for it, gives both, else "claimants".
    """

    first: dict
    second: dict
    first_interval: str
    second_interval: str
    kind: str
    settled_by: str


def conflicts(package: Package) -> list[Conflict]:
    """Every such pair, by ids. A pair is settled by a relation between the two, or by an explanation."""
    groups = defaultdict(list)
    for row in claim_rows(package):
        low, high, _ = interval_of(row, package.codes, package.languages)
        groups[row["event_id"], counted(row), row["population"], row["population_side"]].append((row, low, high))
    settled = _settled(package)
    found = []
    for rows in groups.values():
        for (a, low_a, high_a), (b, low_b, high_b) in combinations(rows, 2):
            if _meet(low_a, high_a, low_b, high_b):
                continue
            kind = "revision" if package.voice(a["claimant_id"]) == package.voice(b["claimant_id"]) else "claimants"
            how = _settled_by(settled, a["_id"], b["_id"])
            found.append(Conflict(a, b, as_text(low_a, high_a), as_text(low_b, high_b), kind, how))
    return sorted(found, key=lambda pair: (pair.first["_id"], pair.second["_id"]))


def _meet(low_a: int | None, high_a: int | None, low_b: int | None, high_b: int | None) -> bool:
    below = high_a is not None and low_b is not None and high_a < low_b
    above = high_b is not None and low_a is not None and high_b < low_a
    return not below and not above


@dataclass(frozen=True, slots=True)
class Settled:
    """What covers pairs. `same` leads from an item to the first it repeats; `revised` to all that stand in one line of revisions."""

    pairs: dict[frozenset, str]
    same: dict[str, str]
    revised: dict[str, int]


def _settled(package: Package) -> Settled:
    rows = package["relations"].records
    same = _groups(rows, {"repeats", "matches"})
    first = {item: min(group) for group in same for item in group}
    ends = [(r["first_id"], r["second_id"], "explained") for r in package["explanations"].records]
    ends += [(r["from_id"], r["to_id"], r["relation"]) for r in rows]
    pairs = {frozenset((first.get(a, a), first.get(b, b))): how for a, b, how in ends}
    lines = _groups(rows, {"repeats", "matches", "revises"})
    return Settled(pairs, first, {item: number for number, group in enumerate(lines) for item in group})


def _settled_by(settled: Settled, a: str, b: str) -> str:
    """The relation or explanation of the two, or of two that they repeat or match; else the line of revisions they both stand in."""
    if how := settled.pairs.get(frozenset((settled.same.get(a, a), settled.same.get(b, b)))):
        return how
    return "revises" if a in settled.revised and settled.revised[a] == settled.revised.get(b) else ""


def _groups(rows: list[dict], relations: set[str]) -> list[set[str]]:
    """The items that these relations tie together."""
    groups: list[set[str]] = []
    for row in rows:
        if row["relation"] in relations:
            ends = {row["from_id"], row["to_id"]}
            tied = [group for group in groups if group & ends]
            groups = [group for group in groups if not group & ends] + [ends.union(*tied)]
    return sorted(groups, key=min)


def derive(package: Package) -> list[list[str]]:
    """The rows of conflicts.csv."""
    return [
        [c.first["_id"], c.second["_id"], c.first["event_id"], counted(c.first),
         c.first["population"], c.first["population_side"],
         c.first_interval, c.second_interval, c.kind, c.settled_by]
        for c in conflicts(package)
    ]  # fmt: skip
