"""Relations between items."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pandas as pd

from validation.checks.sense.alike import stems
from validation.checks.sense.frames import AT, chain, known, view
from validation.model.items import CLAIMS, SAID
from validation.model.moments import Moment, is_earlier, speaks_for
from validation.model.package import Package
from validation.model.tables.conflicts import GROWS
from validation.model.tables.intervals import interval_of

FEW = 3  # words in common; statements that are alike have more
NEEDS = (*SAID, "relations", "sources", "actors", "vocabularies", "events", "inferences", "attributions")


class End(NamedTuple):
    """What the rules ask of an item that a relation joins; None where it has no such thing. `range` and `when` are those of a number."""

    id: str
    table: str
    source: str
    actor: str
    event: str | None
    topic: str | None
    words: frozenset[str]
    value: str | None
    bound: str | None
    act: str | None
    mode: str | None
    counted: str | None
    population: str | None
    side: str
    printed: str
    moment: str
    wholes: tuple[str, ...]
    range: tuple[int | None, int | None] | None
    publisher: str
    relays: frozenset[str]
    when: Moment | None


class Rule(NamedTuple):
    """What must hold between both ends of a relation of these kinds; what a message says where it does not stands in suites.toml."""

    name: str
    kinds: str
    holds: Callable[[End, End], bool]


def _gap(a: End, b: End) -> int:
    """Whole numbers between two intervals: 0 where they meet, or an end is a statement."""
    if not a.range or not b.range:
        return 0
    (low_a, high_a), (low_b, high_b) = a.range, b.range
    return max(0, (low_b or 0) - high_a if high_a is not None else 0, (low_a or 0) - high_b if high_b is not None else 0)


def _meet(a: End, b: End) -> bool:
    """Whether two numbers meet, or one of two equal ones has lost its bound: "200" of "over 200"."""
    return _gap(a, b) == 0 or a.value == b.value and "exact" in (a.bound, b.bound)


def _holds_part(whole: End, part: End) -> bool:
    """Whether the part is not surely larger than the whole."""
    return not whole.range or not part.range or whole.range[1] is None or (part.range[0] or 0) <= whole.range[1]


def _share_event(a: End, b: End) -> bool:
    """Whether two numbers are of one event, or one of the event that the other is a part of."""
    return not a.range or not b.range or a.event in b.wholes or b.event in a.wholes


def _is_again(a: End, b: End) -> bool:
    """Whether the first of two reports may be the one that repeats: it names the outlet of the other, or is printed later, or, where
    neither shows an order, was coded later."""
    named = (b.publisher in a.relays, a.publisher in b.relays) if a.publisher != b.publisher else (False, False)
    if named[0] != named[1]:
        return named[0]
    return a.id > b.id if not a.printed or not b.printed or a.printed == b.printed else a.printed > b.printed


def _has_grown(a: End, b: End) -> bool:
    """Whether a count that grows is not lower than the one that it replaces, where no moments order the two."""
    if not a.when or not b.when or a.counted not in GROWS or is_earlier(b.when, a.when) or not (a.value or "").isdigit():
        return True
    return not (b.value or "").isdigit() or int(a.value) >= int(b.value)


RULES = (
    Rule("kind", "repeats revises", lambda a, b: a.table == b.table),
    Rule("event", "repeats revises", lambda a, b: a.event == b.event),
    Rule("counted", "repeats matches revises updates", lambda a, b: a.counted == b.counted),
    Rule("topic", "repeats matches", lambda a, b: a.topic == b.topic),
    Rule("words", "repeats matches", lambda a, b: bool(a.range) or not a.words.isdisjoint(b.words)),
    Rule("voices", "contradicts denies responds_to", lambda a, b: bool(a.range or b.range) or a.actor != b.actor),
    Rule("repeats_population", "repeats revises", lambda a, b: a.population == b.population),
    Rule("repeats_side", "repeats", lambda a, b: not b.side or "unknown" in (a.side, b.side) or a.side == b.side),
    Rule("repeats_voice", "repeats", lambda a, b: a.actor == b.actor),
    Rule("repeats_later", "repeats", _is_again),
    Rule("repeats_value", "repeats", lambda a, b: a.value == b.value),
    Rule("repeats_bound", "repeats", lambda a, b: a.bound == b.bound),
    Rule("repeats_act", "repeats", lambda a, b: a.act == b.act),
    Rule("repeats_mode", "repeats", lambda a, b: a.mode == b.mode),
    Rule("matches_event", "matches", _share_event),
    Rule("matches", "matches", _meet),
    Rule("includes_event", "includes", lambda a, b: a.source == b.source or _share_event(a, b)),
    Rule("includes", "includes", _holds_part),
    Rule("updates_voice", "updates", lambda a, b: a.actor != b.actor),
    Rule("updates_event", "updates contradicts", lambda a, b: not a.range or not b.range or a.event == b.event),
    Rule("revises_claimant", "revises", lambda a, b: a.actor == b.actor),
    Rule("revises_higher", "revises updates", _has_grown),
    Rule("revises_later", "revises updates", lambda a, b: not a.moment or not b.moment or a.moment >= b.moment),
    Rule("contradicts", "contradicts", lambda a, b: not a.range or not b.range or _gap(a, b) > 0),
    Rule("denies", "denies", lambda a, b: a.act in (None, "deny")),
    Rule("denial", "denies", lambda a, b: b.act != "deny"),
)
SHARED = {
    "event_id about_event_id": {"event", "matches_event", "updates_event"},
    "harm measure": {"counted"},
    "population": {"repeats_population"},
    "topic": {"topic"},
    "mode": {"repeats_mode"},
    "act": {"repeats_act"},
}  # what an item and those it is related to share, whatever they say of it: columns > the rules on them
CELLS = SHARED | {
    "claimant_id speaker_id": {"repeats_voice", "revises_claimant"},
    "population_side": {"repeats_side"},
    "value": {"repeats_value", "matches"},
    "bound": {"repeats_bound"},
}
LAST = "\U0010ffff"  # stands behind every id


def frame(package: Package) -> pd.DataFrame:
    """Relations, with a column for each rule that is blank where it is broken, and the column at fault in AT."""
    frame = view(package, "relations")
    for side in ("from", "to"):
        frame[f"{side}_item"] = known(package, frame[f"{side}_id"], *SAID)
    ids = list(zip(frame["from_id"], frame["to_id"], strict=True))
    frame["low_id"], frame["high_id"] = ([order(pair) for pair in ids] for order in (min, max))
    wholes = {event["_id"]: event["part_of"] for event in package["events"].records}
    chains = package["attributions"].by("item_id")
    ends = {item: _end(package, item, wholes, chains) for pair in ids for item in pair}
    judged = [(kind, ends[a], ends[b]) for kind, (a, b) in zip(frame["relation"], ids, strict=True)]
    broken = [_broken(*one) if one[1] and one[2] else frozenset() for one in judged]
    for name in ("joined", *(rule.name for rule in RULES)):
        frame[name] = [None if name in rules else "holds" for rules in broken]
    kinds = [*package.codes["relation"]]
    frame[AT] = [_at_fault(kinds, *one) if rules else "" for rules, one in zip(broken, judged, strict=True)]
    in_place = frame["from_id"].ge(frame["from_id"].shift().fillna("")) & frame["from_id"].le(frame["from_id"].shift(-1).fillna(LAST))
    frame.loc[(frame[AT] == "from_id") & in_place, AT] = "to_id"  # rows are in the order of their first ids
    frame.loc[frame[AT].ne("") & ~in_place, AT] = "from_id"
    for at, item, columns in _items_at_fault(package, ids, broken, list(frame[AT])):
        table = next(package[name] for name in SAID if item in package[name].by_id)
        row = table.by_id[item]
        column = next(column for column in columns if column in row)
        frame.loc[at, ["_file", "_line", "_id", AT]] = table.path, row["_line"], item, column
        frame.loc[at, column] = row[column]
    return frame


def _items_at_fault(
    package: Package, ids: list[tuple[str, str]], broken: list[frozenset[str]], at_fault: list[str]
) -> Iterator[tuple[int, str, list[str]]]:
    """The relations that one cell of an item breaks, with the item and the columns: it breaks another relation of the item too, or an
    inference declares it and no other relation would do; of both where declared, the one unlike all that is coded of its page."""
    columns = [next((columns for columns, rules in CELLS.items() if rules >= found), "") if found else "" for found in broken]
    tally = Counter((item, column) for pair, column in zip(ids, columns, strict=True) for item in pair if column)
    rows = {row["_id"]: row for row in package.rows(*SAID)}

    def is_alone(item: str, columns: str) -> bool:
        """Whether other items of the source have such cells, and none the same."""
        name = next(name for name in columns.split() if name in rows[item])
        cells = [row.get(name) for other, row in rows.items() if row["source_id"] == rows[item]["source_id"] and other != item]
        return any(cells) and rows[item][name] not in cells

    for at, (pair, column) in enumerate(zip(ids, columns, strict=True)):
        often = [item for item in pair if tally[item, column] > 1]
        said = [item for item in pair if column in SHARED and any((item, name) in package.declared for name in column.split())]
        said = said if at_fault[at] != "relation" else []
        said = said if len(said) < 2 else [item for item in said if is_alone(item, column)]
        if column and len(found := often or said) == 1:
            yield at, found[0], column.split()


def _broken(kind: str, a: End, b: End) -> frozenset[str]:
    """The rules that a relation of this kind breaks between these ends."""
    if not _joins(kind, a, b):
        return frozenset({"joined"})
    return frozenset(rule.name for rule in RULES if kind in rule.kinds.split() and not rule.holds(a, b))


def _at_fault(kinds: list[str], kind: str, a: End, b: End) -> str:
    """The column at fault: an end where the two are swapped, have nothing in common, or are a number and a statement; the relation where
    another one would do."""
    if not _joins(kind, a, b) and (not a.range) != (not b.range):
        return "to_id"
    if not _broken(kind, b, a) or (a.event, a.topic) != (b.event, b.topic):
        return "from_id"
    if kind in ("repeats", "matches") and not a.range and len(a.words & b.words) < FEW:
        return "to_id"
    others = [other for other in kinds if other != kind and (other == "includes" or (a.counted, a.population) == (b.counted, b.population))]
    return "relation" if any(a.source == b.source or other != "includes" for other in others if not _broken(other, a, b)) else "to_id"


def _joins(kind: str, a: End, b: End) -> bool:
    """Whether both ends are in tables that the relation joins: two numbers, two statements, or an answer of a statement to either."""
    said = [not a.range, not b.range]
    match kind:
        case "updates" | "revises":
            return not any(said)
        case "matches" | "repeats":
            return said[0] == said[1]
        case "includes":
            return not any(said) or all(said) and a.source == b.source
        case "denies" | "responds_to":
            return said[0]
    return True


def _end(package: Package, item: str, wholes: dict[str, str], chains: dict[str, list[dict]]) -> End | None:
    row = next((package[table].by_id[item] | {"table": table} for table in SAID if item in package[table].by_id), None)
    if row is None:
        return None
    source = package["sources"].by_id.get(row["source_id"], {})
    printed = source.get("published_on", "")
    relays = frozenset(step["actor_id"] for step in chains[item][:-1])
    return End(
        item, row["table"], row["source_id"], package.voice(row.get("claimant_id") or row.get("speaker_id")), row.get("event_id"),
        row.get("topic"), stems(row.get("content", "")), row.get("value") or row.get("value_wording"), row.get("bound"),
        row.get("act"), row.get("mode"), row.get("harm") or row.get("measure"), row.get("population"),
        row.get("population_side", ""), printed, row.get("as_of") or row.get("claimed_on") or row.get("stated_on") or printed,
        tuple(chain(wholes, row.get("event_id", ""))),
        interval_of(row, package.codes, package.languages)[:2] if row["table"] in CLAIMS else None,
        source.get("publisher_id", ""), relays,
        speaks_for(package, row) if row["table"] in CLAIMS else None,
    )  # fmt: skip
