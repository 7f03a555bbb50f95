"""Pairs of claims on one event, harm, population and side whose intervals do not meet, each with what settles it."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, combinations

from validation.model.clusters import LINE, SAME, Clusters, clusters, parts
from validation.model.moments import is_earlier, speaks_for
from validation.model.package import Package
from validation.model.tables.intervals import as_text, claim_rows, counted, interval_of

COLUMNS = [
    "first_id", "second_id", "event_id", "measure", "population", "population_side", "first_interval", "second_interval",
    "kind", "settled_by", "reason", "inherited_from",
]  # fmt: skip
MOST, MORE = 100_000, 10  # pairs that are looked at one by one: so many in all, and so many more a row
GROWS = ("killed", "wounded", "displaced", "arrived", "registered", "bodies_identified", "bodies_delivered", "bodies_found", "casualties",
         "evacuated", "detained", "positions_taken", "weapons_handed_over", "ammunition_handed_over")  # fmt: skip

# Measures of things of several kinds, of shares and of spans: that two of them differ says nothing.
SEVERAL_KINDS = ("other_count", "weapons", "weapons_handed_over", "ammunition_handed_over", "aid_money", "aid_tonnes", "vehicles",
                 "share_percent", "children_share", "hours_elapsed", "months_elapsed", "displaced_projected")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rows whose intervals do not meet.

    `kind` is "revision" where one voice gives both, else "claimants". `settled_by` is a relation, "explained" (a row of explanations),
    "grows" (the later count is the higher one) or "" where nothing settles the pair. `inherited_from` names the two ids of the row that
    settles it where they are not these two.
    """

    first: dict
    second: dict
    first_interval: str
    second_interval: str
    kind: str
    settled_by: str
    reason: str
    inherited_from: str

    @property
    def ids(self) -> tuple[str, str]:
        return self.first["_id"], self.second["_id"]

    def other(self, item_id: str) -> dict:
        """The row that is not this one."""
        return self.second if self.first["_id"] == item_id else self.first


@dataclass(frozen=True, slots=True)
class Settling:
    """What covers pairs. `pairs` leads from two clusters to how, why, and the row; `lines` ties what one line of revisions ties."""

    same: Clusters
    parts: dict[str, set[str]]
    pairs: dict[frozenset, tuple[str, str, tuple[str, str]]]
    lines: Clusters


Group = list[tuple[dict, int | None, int | None]]  # rows that count one thing, with the two ends of their intervals


def conflicts(package: Package) -> list[Conflict]:
    """Every such pair, by ids, but for those of groups that are `crowded`.

    A number beside its own part is none, nor is a part beside somebody else's whole.
    """
    settling = _settling(package)
    found = []
    for rows in _groups(package)[0]:
        inner = _parts_among(settling, [row["_id"] for row, _, _ in rows])
        for (a, low_a, high_a), (b, low_b, high_b) in combinations(rows, 2):
            if meet(low_a, high_a, low_b, high_b) or _is_part(settling, a["_id"], b["_id"]):
                continue
            if (a["_id"] in inner) != (b["_id"] in inner):
                continue
            kind = "revision" if package.voice(a["claimant_id"]) == package.voice(b["claimant_id"]) else "claimants"
            how = _settled(package, settling, a, b, low_a or 0, low_b or 0)
            found.append(Conflict(a, b, as_text(low_a, high_a), as_text(low_b, high_b), kind, *how))
    return sorted(found, key=lambda pair: (pair.first["_id"], pair.second["_id"]))


def crowded(package: Package) -> list[tuple[dict, int, int]]:
    """Groups with too many pairs to be looked at one by one: the last row, how many rows there are, and how many pairs do not meet."""
    return [(rows[-1][0], len(rows), _apart(rows)) for rows in _groups(package)[1]]


def _groups(package: Package) -> tuple[list[Group], list[Group]]:
    """The rows that count one thing, and apart from them those with more pairs than can be looked at beside the smaller groups."""
    groups = defaultdict(list)
    for row in claim_rows(package):
        if counted(row) in SEVERAL_KINDS:
            continue
        low, high, _ = interval_of(row, package.codes, package.languages)
        groups[row["event_id"], counted(row), row["population"], row["population_side"]].append((row, low, high))
    few_first = sorted(groups.values(), key=_apart)
    total = accumulate(map(_apart, few_first))
    most = MOST + MORE * sum(map(len, few_first))
    looked_at = sum(count <= most for count in total)
    return few_first[:looked_at], few_first[looked_at:]


def _apart(rows: Group) -> int:
    """How many pairs do not meet, counted without looking at each."""
    lows = sorted(low for _, low, _ in rows if low is not None)
    return sum(len(lows) - bisect_left(lows, high + 1) for _, _, high in rows if high is not None)


def meet(low_a: int | None, high_a: int | None, low_b: int | None, high_b: int | None) -> bool:
    """Whether two intervals share a whole number; None is an open end."""
    below = high_a is not None and low_b is not None and high_a < low_b
    above = high_b is not None and low_a is not None and high_b < low_a
    return not below and not above


def _settling(package: Package) -> Settling:
    rows = package["relations"].records
    same = clusters(rows, SAME)
    pairs = {}
    ends = [(r["from_id"], r["to_id"], r["relation"], r["note"]) for r in rows]
    ends += [(r["first_id"], r["second_id"], "explained", r["reason"]) for r in package["explanations"].records]
    for a, b, how, why in ends:
        pairs[frozenset((same[a], same[b]))] = (how, why, (a, b))
    return Settling(same, parts(rows, same), pairs, clusters(rows, LINE))


def _is_part(settling: Settling, a: str, b: str) -> bool:
    one, other = settling.same[a], settling.same[b]
    return other in settling.parts.get(one, ()) or one in settling.parts.get(other, ())


def _parts_among(settling: Settling, ids: list[str]) -> set[str]:
    """Those of the ids that another of them includes."""
    leads = {i: settling.same[i] for i in ids}
    below = set().union(*(settling.parts.get(lead, set()) for lead in set(leads.values())))
    return {i for i, lead in leads.items() if lead in below}


def _settled(package: Package, settling: Settling, a: dict, b: dict, low_a: int, low_b: int) -> tuple[str, str, str]:
    """How, why, and the ids of the row where these are not the two: what was written of them, the line they stand in, or their order."""
    ids = a["_id"], b["_id"]
    if found := settling.pairs.get(frozenset(settling.same[i] for i in ids)):
        how, why, row = found
        return how, why, "" if set(row) == set(ids) else " ".join(row)
    if ids[0] in settling.lines and settling.lines[ids[0]] == settling.lines[ids[1]]:
        return "revises", "Both stand in one line of revisions and updates.", settling.lines[ids[0]]
    less, more = (a, b) if low_a < low_b else (b, a)
    if counted(a) in GROWS and is_earlier(early := speaks_for(package, less), late := speaks_for(package, more)):
        return "grows", f"The later count is the higher one: {less['_id']} for {_shown(early)}, {more['_id']} for {_shown(late)}.", ""
    return "", "", ""


def _shown(moment) -> str:
    return f"{moment.date} {moment.time}".strip() if moment.basis != "published_on" else f"{moment.date} at the latest"


def derive(package: Package) -> list[list[str]]:
    """The rows of conflicts.csv."""
    return [
        [c.first["_id"], c.second["_id"], c.first["event_id"], counted(c.first), c.first["population"], c.first["population_side"],
         c.first_interval, c.second_interval, c.kind, c.settled_by, c.reason, c.inherited_from]
        for c in conflicts(package)
    ]  # fmt: skip
