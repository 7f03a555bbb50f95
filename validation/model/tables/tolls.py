"""Totals of each event by named rules over its claims. No rule adjudicates; each lists the claims it rests on."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import NamedTuple

from validation.model.clusters import SAME, clusters, parts
from validation.model.items import CLAIMS
from validation.model.moments import said
from validation.model.package import Package
from validation.model.tables.intervals import interval_of

COLUMNS = [
    "event_id", "harm", "population", "population_side", "rule", "low", "high", "low_claim_id", "high_claim_id", "claim_ids", "independent",
]  # fmt: skip
MIXED = "counted_together"  # the type of an event for counts that do not divide the harm of several events
# Populations whose dead are people too.
WITHIN = ("military", "police", "peacekeepers", "civilians", "children", "adults", "women", "men", "protesters")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as the rules see it: `voice` is the claimant or the body it speaks for, `cluster` what repeats or matches it."""

    row: dict
    voice: str
    low: int | None
    high: int | None
    moment: tuple[str, str]
    cluster: str

    @property
    def id(self) -> str:
        return self.row["_id"]

    @property
    def vague(self) -> bool:
        return self.row["bound"] == "vague"


class Toll(NamedTuple):
    """The claims that set the two ends of a total, None where it is open, and all claims that it rests on."""

    low: Claim | None
    high: Claim | None
    claims: list[Claim]


def lowest(claims: list[Claim]) -> Toll:
    """The claim with the smallest lower end, as that claim has it: the conservative reading that ACLED documents."""
    ends = [c for c in claims if c.low]
    low = min(ends, key=lambda c: (c.low, c.high is None, c.id), default=None)
    return Toll(low, low if low and low.high is not None else None, [c for c in ends if c.low == low.low])


def spread(claims: list[Claim]) -> Toll:
    """From the smallest lower end to the largest upper end; open above where any claim is. "Up to 100" gives no lower end."""
    low = min((c for c in claims if c.low), key=lambda c: (c.low, c.id), default=None)
    closed = bool(claims) and all(c.high is not None for c in claims)
    return Toll(low, max(claims, key=lambda c: (c.high, c.id)) if closed else None, claims)


def latest_by_claimant(claims: list[Claim]) -> Toll:
    """The spread over the latest claims of each claimant: all of them where several stand at one moment."""
    latest: dict[str, tuple[str, str]] = {}
    for claim in claims:
        latest[claim.voice] = max(latest.get(claim.voice, ("", "")), claim.moment)
    return spread([claim for claim in claims if claim.moment == latest[claim.voice]])


RULES = {"latest_by_claimant": latest_by_claimant, "lowest": lowest, "range": spread}


def derive(package: Package) -> list[list[str]]:
    """The rows of tolls.csv. Parts, superseded counts, counts of mixed events and vague words set no end."""
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in _claims(package):
        groups[_group(claim.row)].append(claim)
    _count_among_people(groups)
    rows = []
    for key, claims in sorted(groups.items()):
        firm = [c for c in _without_rounded(claims) if not c.vague]
        for name, rule in RULES.items():
            low, high, rests_on = rule(firm)
            if not rests_on:
                continue
            ends = [str(low.low) if low else "", str(high.high) if high else "", low.id if low else "", high.id if high else ""]
            ids, independent = " ".join(sorted(c.id for c in rests_on)), len({c.cluster for c in rests_on})
            rows.append([*key, name, *ends, ids, str(independent)])
    return rows


def _count_among_people(groups: dict[tuple[str, ...], list[Claim]]) -> None:
    """Lets the people of a side be no fewer than its soldiers, civilians ...: such a count raises lower ends and closes none."""
    for key, people in groups.items():
        event, harm, population, side = key
        if population != "people":
            continue
        inner = ([c for c in groups.get((event, harm, name, side), ()) if c.low and not c.vague] for name in WITHIN)
        lows = [min(claims, key=lambda c: (c.low, c.id)) for claims in inner if claims]
        floor = max(lows, key=lambda c: c.low, default=None)
        if floor and any(c.low is not None and c.low < floor.low for c in people):
            groups[key] = [c for c in people if c.low is None or c.low >= floor.low] + [replace(floor, high=None)]


def _without_rounded(claims: list[Claim]) -> list[Claim]:
    """Without a number given as "about" that the same voice gives exactly too: the exact one is what it claims."""
    exact = {(c.voice, c.row["value"]) for c in claims if c.row["bound"] == "exact"}
    return [c for c in claims if c.row["bound"] not in ("about", "nearly") or (c.voice, c.row["value"]) not in exact]


def _group(row: dict) -> tuple[str, ...]:
    return row["event_id"], row["harm"], row["population"], row["population_side"]


def superseded(package: Package) -> set[str]:
    """The ids of claims and figures that a later count revises or updates, with those of the same voice that repeat or match them."""
    relations = package["relations"].records
    voice = {row["_id"]: package.voice(row["claimant_id"]) for row in package.rows(*CLAIMS)}
    same = clusters((r for r in relations if voice.get(r["from_id"]) == voice.get(r["to_id"], "")), SAME)
    old = {same[r["to_id"]] for r in relations if r["relation"] in ("revises", "updates")}
    return {i for i in voice if same[i] in old}


def partial(package: Package) -> set[str]:
    """The ids of claims and figures that another includes, with all that repeat or match them."""
    relations = package["relations"].records
    same = clusters(relations, SAME)
    inner = set().union(*parts(relations, same).values())
    return {row["_id"] for row in package.rows(*CLAIMS) if same[row["_id"]] in inner}


def _claims(package: Package) -> list[Claim]:
    """The counts of the whole. A part counts only among those of another population, side or harm than its whole."""
    rows, relations = package["casualty_claims"].by_id, package["relations"].records
    whole_of = [(rows.get(r["from_id"]), rows.get(r["to_id"])) for r in relations if r["relation"] == "includes"]
    same = clusters(relations, SAME)
    inner = {same[b["_id"]] for a, b in whole_of if a and b and _group(a) == _group(b)}
    old = superseded(package)
    mixed = {e["_id"] for e in package["events"].records if e["event_type"] == MIXED}
    found = []
    for row in rows.values():
        cluster = same[row["_id"]]
        if cluster not in inner and row["_id"] not in old and row["event_id"] not in mixed:
            low, high, _ = interval_of(row, package.codes, package.languages)
            moment = said(package, row)
            found.append(Claim(row, package.voice(row["claimant_id"]), low, high, (moment.date, moment.time), cluster))
    return found
