"""Relations between items."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    between,
    col,
    different,
    equal,
    in_set,
    not_after,
    not_in_set,
    not_null,
    unique_together,
)
from validation.checks.sense.frames import known, view
from validation.model.items import CLAIMS, SAID
from validation.model.package import Package
from validation.model.tables.intervals import interval_of

NEEDS = (*SAID, "relations", "sources", "actors", "vocabularies", "events")


def frame(package: Package) -> pd.DataFrame:
    """Relations, with what the kinds of relation are about: actors, values, intervals and moments of both ends."""
    frame = view(package, "relations")
    for side in ("from", "to"):
        frame[f"{side}_item"] = known(package, frame[f"{side}_id"], *SAID)
        ends = frame[f"{side}_id"].map(lambda item: _end(package, item))
        for key in ("table", "actor", "value", "bound", "event", "act", "moment", "counted", "population", "side", "printed", "mode"):
            frame[f"{side}_{key}"] = ends.map(lambda end, key=key: end.get(key))
    ends = list(zip(frame["from_id"], frame["to_id"], strict=True))
    frame["one_event"] = [a if _share_event(package, a, b) else None for a, b in ends]
    frame["apart"] = [_apart(package, a, b) for a, b in ends]
    frame["excess"] = [_excess(package, whole, part) for whole, part in ends]
    frame["sides"] = [x if not y or "unknown" in (x, y) else y for x, y in zip(frame["from_side"], frame["to_side"], strict=True)]
    frame["other_voice"] = frame["to_actor"].where(frame["relation"] == "updates")
    frame["denial_denied"] = frame["to_act"].where(frame["relation"] == "denies")
    frame["low_id"], frame["high_id"] = ([order(pair) for pair in ends] for order in (min, max))
    frame["joined"] = [row["_id"] if _joins(package, row) else None for row in package["relations"].records]
    frame["gap"] = [_gap(package, a, b) for a, b in zip(frame["from_id"], frame["to_id"], strict=True)]
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        not_null("sense.relations.from", "is not the id of a claim, a figure or a statement", "from_item", shown="from_id"),
        not_null("sense.relations.to", "is not the id of a claim, a figure or a statement", "to_item", shown="to_id"),
        not_null("sense.relations.joined", "does not join items of the tables that it is for", "joined", shown="relation"),
        unique_together("sense.relations.once", "joins two items that another row joins too", ["low_id", "high_id"], shown="relation"),
        different("sense.relations.itself", "is related to itself", "from_id", "to_id"),
        equal(
            "sense.relations.kind",
            "is in another table than the item that repeats or revises it",
            "from_table",
            "to_table",
            where=col("relation").is_in(["repeats", "revises"]),
            shown="to_id",
        ),
        equal(
            "sense.relations.event",
            "is about another event than the item that repeats or revises it",
            "from_event",
            "to_event",
            where=col("relation").is_in(["repeats", "revises"]),
            shown="to_id",
        ),
        equal(
            "sense.relations.counted",
            "joins two items that count different things",
            "from_counted",
            "to_counted",
            where=col("relation").is_in(["repeats", "matches", "revises", "updates"]),
            shown="relation",
        ),
        equal(
            "sense.relations.repeats_population",
            "joins numbers of two populations",
            "from_population",
            "to_population",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        equal(
            "sense.relations.repeats_side",
            "joins numbers of two sides",
            "from_side",
            "sides",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        equal(
            "sense.relations.repeats_voice",
            "joins what two voices say",
            "from_actor",
            "to_actor",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        not_after(
            "sense.relations.repeats_later",
            "leads from a source that was printed before the one it repeats",
            "to_printed",
            "from_printed",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        not_null(
            "sense.relations.matches_event",
            "joins numbers of two events of which none is a part of the other",
            "one_event",
            where=col("relation") == "matches",
            shown="relation",
        ),
        between(
            "sense.relations.matches",
            "joins two numbers whose intervals do not meet",
            "apart",
            high=0,
            where=(col("relation") == "matches") & col("apart").is_not_null(),
            shown="relation",
        ),
        between(
            "sense.relations.includes",
            "joins a number to a part that is larger",
            "excess",
            high=0,
            where=(col("relation") == "includes") & col("excess").is_not_null(),
            shown="relation",
        ),
        equal(
            "sense.relations.repeats_value",
            "joins two items with different values",
            "from_value",
            "to_value",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        equal(
            "sense.relations.repeats_bound",
            "joins two items with different bounds",
            "from_bound",
            "to_bound",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        equal(
            "sense.relations.repeats_act",
            "joins two statements with different acts",
            "from_act",
            "to_act",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        equal(
            "sense.relations.repeats_mode",
            "joins two statements of which one is negated or conditional and the other is not",
            "from_mode",
            "to_mode",
            where=col("relation") == "repeats",
            shown="relation",
        ),
        different("sense.relations.updates_voice", "joins two numbers of one voice", "from_actor", "other_voice", shown="relation"),
        equal(
            "sense.relations.updates_event",
            "joins numbers of two events",
            "from_event",
            "to_event",
            where=col("relation").is_in(["updates", "contradicts"]) & col("from_event").is_not_null() & col("to_event").is_not_null(),
            shown="relation",
        ),
        equal(
            "sense.relations.revises_claimant",
            "joins the numbers of two voices",
            "from_actor",
            "to_actor",
            where=col("relation") == "revises",
            shown="relation",
        ),
        not_after(
            "sense.relations.revises_later",
            "leads from an earlier claim to a later one",
            "to_moment",
            "from_moment",
            where=col("relation") == "revises",
            shown="relation",
        ),
        between(
            "sense.relations.contradicts",
            "joins two claims whose intervals meet",
            "gap",
            low=1,
            where=(col("relation") == "contradicts") & col("gap").is_not_null(),
            shown="relation",
        ),
        in_set(
            "sense.relations.denies",
            "starts from a statement whose act is not a denial",
            "from_act",
            ["deny"],
            where=col("relation") == "denies",
            shown="relation",
        ),
        not_in_set("sense.relations.denial", "denies what is a denial itself", "denial_denied", ["deny"], shown="relation"),
    ]


def _end(package: Package, item: str) -> dict:
    for table in SAID:
        if row := package[table].by_id.get(item):
            published = package["sources"].by_id.get(row["source_id"], {}).get("published_on") or None
            return {
                "table": table, "actor": package.voice(row.get("claimant_id") or row.get("speaker_id")), "event": row.get("event_id"),
                "value": row.get("value") or row.get("value_wording"), "bound": row.get("bound"), "act": row.get("act"),
                "counted": row.get("harm") or row.get("measure"), "population": row.get("population"),
                "side": row.get("population_side"), "printed": published, "mode": row.get("mode"),
                "moment": row.get("as_of") or row.get("claimed_on") or row.get("stated_on") or published,
            }  # fmt: skip
    return {}


def _joins(package: Package, row: dict) -> bool:
    """Whether both ends are in tables that the relation joins: two numbers, two statements, or an answer of a statement to either."""
    said = [package["statements"].by_id.get(row[column]) for column in ("from_id", "to_id")]
    kinds = [statement is not None for statement in said]
    match row["relation"]:
        case "updates" | "revises":
            return not any(kinds)
        case "matches" | "repeats":
            return kinds[0] == kinds[1]
        case "includes":
            return not any(kinds) or all(kinds) and said[0]["source_id"] == said[1]["source_id"]
        case "denies" | "responds_to":
            return kinds[0]
    return True


def _numbers(package: Package, first: str, second: str) -> list[dict]:
    """Both rows, or none where an end is no number."""
    rows = [package[t].by_id.get(i) for i in (first, second) for t in CLAIMS if i in package[t].by_id]
    return rows if len(rows) == 2 else []


def _share_event(package: Package, first: str, second: str) -> bool:
    """Whether two numbers are of one event, or one of the event that the other is a part of."""
    rows = _numbers(package, first, second)
    if not rows:
        return True
    events, chains = package["events"].by_id, []
    for row in rows:
        chain = [row["event_id"]]
        while (outer := events.get(chain[-1], {}).get("part_of", "")) and outer not in chain:
            chain.append(outer)
        chains.append(chain)
    return chains[0][0] in chains[1] or chains[1][0] in chains[0]


def _apart(package: Package, first: str, second: str) -> int | None:
    """The gap, or 0 where one of two equal numbers has lost its bound: "200" of "over 200"."""
    rows = _numbers(package, first, second)
    if rows and rows[0]["value"] == rows[1]["value"] and "exact" in (rows[0]["bound"], rows[1]["bound"]):
        return 0
    return _gap(package, first, second)


def _excess(package: Package, whole: str, part: str) -> int | None:
    """By how much the part is surely larger than the whole; null where an end is a statement, or the whole is open."""
    rows = _numbers(package, whole, part)
    (_, high, _), (low, _, _) = (interval_of(row, package.codes, package.languages) for row in rows) if rows else ((0, None, 0),) * 2
    return None if high is None else max(0, (low or 0) - high)


def _gap(package: Package, first: str, second: str) -> int | None:
    """Whole numbers between two intervals: 0 where they meet, null where an end is a statement."""
    if not (rows := _numbers(package, first, second)):
        return None
    (low_a, high_a, _), (low_b, high_b, _) = (interval_of(row, package.codes, package.languages) for row in rows)
    return max(0, (low_b or 0) - high_a if high_a is not None else 0, (low_a or 0) - high_b if high_b is not None else 0)
