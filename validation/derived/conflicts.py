"""Pairs of claims on one event, harm and population whose intervals do not meet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from validation.derived.intervals import as_text, claim_rows, interval_of
from validation.package import Package

COLUMNS = ["first_id", "second_id", "event_id", "measure", "population", "first_interval", "second_interval", "kind", "settled_by"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rows whose intervals do not meet. `kind` is "revision" where one claimant gives both, else "claimants"."""

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
        groups[row["event_id"], row.get("harm") or row["measure"], row["population"]].append((row, low, high))
    settled = _settled(package)
    found = []
    for rows in groups.values():
        for (a, low_a, high_a), (b, low_b, high_b) in combinations(rows, 2):
            if _meet(low_a, high_a, low_b, high_b):
                continue
            kind = "revision" if a["claimant_id"] == b["claimant_id"] else "claimants"
            how = settled.get(frozenset((a["_id"], b["_id"])), "")
            found.append(Conflict(a, b, as_text(low_a, high_a), as_text(low_b, high_b), kind, how))
    return sorted(found, key=lambda pair: (pair.first["_id"], pair.second["_id"]))


def _meet(low_a: int | None, high_a: int | None, low_b: int | None, high_b: int | None) -> bool:
    below = high_a is not None and low_b is not None and high_a < low_b
    above = high_b is not None and low_a is not None and high_b < low_a
    return not below and not above


def _settled(package: Package) -> dict[frozenset, str]:
    """Pair of ids > what covers it. A chain of revisions covers every pair along it."""
    found = {frozenset((r["first_id"], r["second_id"])): "explained" for r in package["explanations"].records}
    found |= {frozenset((r["from_id"], r["to_id"])): r["relation"] for r in package["relations"].records}
    return found


def derive(package: Package) -> list[list[str]]:
    """The rows of conflicts.csv."""
    return [
        [c.first["_id"], c.second["_id"], c.first["event_id"], c.first.get("harm") or c.first["measure"], c.first["population"],
         c.first_interval, c.second_interval, c.kind, c.settled_by]
        for c in conflicts(package)
    ]  # fmt: skip
