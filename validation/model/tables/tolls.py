"""Totals of each event by named rules over its claims. No rule adjudicates; each lists the claims it rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from validation.model.package import Package
from validation.model.tables.intervals import interval_of

COLUMNS = ["event_id", "harm", "population", "population_side", "rule", "low", "high", "claim_ids", "independent"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as the rules see it. `voice` is the claimant or the body it speaks for; `moment` orders the claims of one voice: as_of,
    then claimed_on, then publication."""

    row: dict
    voice: str
    low: int | None
    high: int | None
    moment: tuple[str, ...]
    repeats: bool


def lowest(claims: list[Claim]) -> tuple[int | None, int | None, list[Claim]]:
    """The smallest lower end: the conservative reading that ACLED documents. "Up to 100" gives no lower end, so it is left out."""
    ends = [c.low for c in claims if c.low]
    low = min(ends, default=None)
    return low, low, [c for c in claims if c.low == low]


def spread(claims: list[Claim]) -> tuple[int | None, int | None, list[Claim]]:
    """From the smallest lower end that a claim gives to the largest upper end; open above where any claim is."""
    lows, highs = [c.low for c in claims if c.low], [c.high for c in claims]
    return min(lows, default=None), (None if None in highs else max(highs)), claims


def latest_by_claimant(claims: list[Claim]) -> tuple[int | None, int | None, list[Claim]]:
    """The spread over the latest claims of each claimant: all of them where several stand at one moment."""
    latest: dict[str, tuple[str, ...]] = {}
    for claim in claims:
        latest[claim.voice] = max(latest.get(claim.voice, ()), claim.moment)
    return spread([claim for claim in claims if claim.moment == latest[claim.voice]])


RULES = {"latest_by_claimant": latest_by_claimant, "lowest": lowest, "range": spread}


def derive(package: Package) -> list[list[str]]:
    """The rows of tolls.csv. A claim that another of its group includes is a part and no total, and is left out."""
    groups = defaultdict(list)
    for claim in _claims(package):
        groups[_group(claim.row)].append(claim)
    groups = {key: _without_rounded(claims) for key, claims in groups.items()}
    rows = []
    for key, claims in sorted(groups.items()):
        for name, rule in RULES.items():
            low, high, used = rule(claims)
            ids = " ".join(c.row["_id"] for c in used)
            independent = max(1, sum(not c.repeats for c in used))
            rows.append([*key, name, "" if low is None else str(low), "" if high is None else str(high), ids, str(independent)])
    return rows


def _without_rounded(claims: list[Claim]) -> list[Claim]:
    """Without a number given as "about" that the same voice gives exactly too: the exact one is what it claims."""
    exact = {(c.voice, c.row["value"]) for c in claims if c.row["bound"] == "exact"}
    return [c for c in claims if c.row["bound"] != "about" or (c.voice, c.row["value"]) not in exact]


def _group(row: dict) -> tuple[str, ...]:
    return row["event_id"], row["harm"], row["population"], row["population_side"]


def _claims(package: Package) -> list[Claim]:
    repeats = {r["from_id"] for r in package["relations"].records if r["relation"] == "repeats"}
    rows = package["casualty_claims"].by_id
    ends = [(rows.get(r["from_id"]), rows.get(r["to_id"])) for r in package["relations"].records if r["relation"] == "includes"]
    parts = {part["_id"] for whole, part in ends if whole and part and _group(whole) == _group(part)}
    published = {r["source_id"]: r["published_on"] for r in package["sources"].records}
    found = []
    for row in rows.values():
        if row["_id"] in parts:
            continue
        low, high, _ = interval_of(row, package.codes, package.languages)
        moment = (row["as_of"] or row["claimed_on"] or published.get(row["source_id"], ""), row["as_of_time"])
        found.append(Claim(row, package.voice(row["claimant_id"]), low, high, moment, row["_id"] in repeats))
    return found
