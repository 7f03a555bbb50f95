"""The rules about sense, one line each: which view, what is expected, and why it must hold.

The column named first is the one a problem is shown on. Great Expectations is imported here and nowhere else, as it is slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import great_expectations.expectations as gxe
from great_expectations.expectations.row_conditions import Column as col
from great_expectations.expectations.row_conditions import Condition

from validation.model.items import ITEMS, SAID
from validation.model.package import Package

SPEAKERS = ["person", "state", "state_body", "de_facto_authority", "armed_force", "international_organisation",
            "media_outlet", "ngo", "group", "unnamed_source"]  # fmt: skip

# Columns that only a view has, and the column of the table a person would mend.
SHOWN_ON = {
    "chain_first": "", "chain_last": "", "publisher": "source_id", "claimant_type": "claimant_id", "speaker_type": "speaker_id",
    "passages": "", "used": "", "names": "", "held": "", "denied": "act", "is_minute": "date_precision", "whole": "part_of",
    "owners": "name", "harmed": "population", "alone": "act",
    "wording_or_declared": "wording", "passage_source": "passage_id", "cell": "column", "from_table": "to_id", "from_value": "relation",
    "from_event": "to_id",
    "from_bound": "relation", "from_act": "relation", "from_actor": "relation", "from_moment": "relation", "gap": "relation",
    "cue": "cues",
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """An expectation on a view. `name` is the rule in the message, `why` its words, `column` what it looks at first."""

    name: str
    why: str
    column: str
    expectation: gxe.Expectation


def on(where: Condition | None) -> dict[str, Condition]:
    """The rows a rule is about; all rows when there is no condition."""
    return {"row_condition": where} if where is not None else {}


def never_later(name: str, why: str, earlier: str, later: str) -> Rule:
    pair = gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=later, column_B=earlier, or_equal=True, ignore_row_if="either_value_is_missing"
    )
    return Rule(name, why, earlier, pair)


def same(name: str, why: str, column: str, other: str, where: Condition | None = None) -> Rule:
    return Rule(
        name,
        why,
        column,
        gxe.ExpectColumnPairValuesToBeEqual(column_A=column, column_B=other, ignore_row_if="both_values_are_missing", **on(where)),
    )


def filled(name: str, why: str, column: str, where: Condition | None = None) -> Rule:
    return Rule(name, why, column, gxe.ExpectColumnValuesToNotBeNull(column=column, **on(where)))


def blank(name: str, why: str, column: str, where: Condition) -> Rule:
    return Rule(name, why, column, gxe.ExpectColumnValuesToBeNull(column=column, **on(where)))


def between(name: str, why: str, column: str, low: object = None, high: object = None, where: Condition | None = None) -> Rule:
    return Rule(name, why, column, gxe.ExpectColumnValuesToBeBetween(column=column, min_value=low, max_value=high, **on(where)))


def among(name: str, why: str, column: str, values: list, where: Condition | None = None) -> Rule:
    return Rule(name, why, column, gxe.ExpectColumnValuesToBeInSet(column=column, value_set=values, **on(where)))


def outside(name: str, why: str, column: str, values: list) -> Rule:
    return Rule(name, why, column, gxe.ExpectColumnValuesToNotBeInSet(column=column, value_set=values))


def distinct(name: str, why: str, *columns: str) -> Rule:
    within = gxe.ExpectSelectColumnValuesToBeUniqueWithinRecord(column_list=list(columns), ignore_row_if="any_value_is_missing")
    return Rule(name, why, columns[-1], within)


def alone(name: str, why: str, column: str, *columns: str) -> Rule:
    return Rule(name, why, column, gxe.ExpectCompoundColumnsToBeUnique(column_list=list(columns)))


def _said(view: str, actor: str, kind: str) -> list[Rule]:
    """What holds of claims, figures and statements alike; `actor` is the column of who said it."""
    return [
        between(f"sense.{view}.evidence", "has no passage; name one in data/evidence.csv", "passages", 1),
        same(f"sense.{view}.chain_start", "is not step 1 of the item's chain in data/attributions.csv", actor, "chain_first"),
        same(
            f"sense.{view}.chain_end",
            "is printed by another than the last step of its chain; a chain ends at the publisher of the source",
            "publisher",
            "chain_last",
        ),
        among(f"sense.{view}.speaker", "is of a kind that cannot speak", kind, SPEAKERS),
    ]


def suites(package: Package) -> dict[str, list[Rule]]:
    """View > rules. Sets of ids come from the package, as Great Expectations looks at one frame at a time."""
    events = _ids(package, "events")
    said = _ids(package, *SAID)
    carried = _ids(package, *ITEMS)
    living = carried + _ids(package, "sources", "passages", "places")
    nameable = events + _ids(package, "actors", "places")
    curated = [t.name for t in package.curated()]
    return {
        "claims": [
            *_said("claims", "claimant_id", "claimant_type"),
            outside("sense.claims.nobody_harmed", "is nobody; say who was harmed", "harmed", ["none"]),
            blank(
                "sense.claims.vague_value",
                "has a vague bound and a number; a vague quantity has no value",
                "value",
                col("bound") == "vague",
            ),
            filled("sense.claims.value", "is blank though the bound is not vague", "value", col("bound") != "vague"),
            between("sense.claims.value_range", "is no plausible count of this conflict", "value", 0, 10_000_000),
            never_later("sense.claims.claimed_late", "is later than the source was published", "claimed_on", "published_on"),
            never_later("sense.claims.as_of_late", "is later than the source was published", "as_of", "published_on"),
            never_later("sense.claims.as_of_claimed", "speaks for a day after it was claimed", "as_of", "claimed_on"),
            blank("sense.claims.as_of_unknown", "is given though its precision is unknown", "as_of", col("as_of_precision") == "unknown"),
            filled("sense.claims.as_of_known", "is blank though it has a precision", "as_of", col("as_of_precision") != "unknown"),
        ],
        "statements": [
            *_said("statements", "speaker_id", "speaker_type"),
            never_later("sense.statements.stated_late", "is later than the source was published", "stated_on", "published_on"),
            blank(
                "sense.statements.stated_unknown",
                "is given though its precision is unknown",
                "stated_on",
                col("date_precision") == "unknown",
            ),
            filled("sense.statements.stated_known", "is blank though it has a precision", "stated_on", col("date_precision") != "unknown"),
            filled(
                "sense.statements.denial",
                "is a denial that points at nothing; add a `denies` relation or the event it is about",
                "denied",
                col("act") == "deny",
            ),
            among(
                "sense.statements.condition",
                "is a condition, so its mode is conditional",
                "mode",
                ["conditional"],
                col("act") == "condition",
            ),
            among(
                "sense.statements.outlet_act",
                "is the outlet's own act; give the chain its origin",
                "alone",
                ["describe", "state", "estimate"],
            ),
            distinct("sense.statements.self_addressed", "is the speaker; an addressee is another", "speaker_id", "addressee_id"),
            distinct(
                "sense.statements.about_speaker", "is the speaker; name whom else it is about, or nobody", "speaker_id", "about_actor_id"
            ),
            distinct(
                "sense.statements.about_addressee",
                "is the addressee; name whom else it is about, or nobody",
                "addressee_id",
                "about_actor_id",
            ),
        ],
        "events": [
            between("sense.events.evidence", "has no passage; name one in data/evidence.csv", "passages", 1),
            never_later("sense.events.dates", "is after the end of the event", "date_start", "date_end"),
            blank(
                "sense.events.date_unknown", "is given though its precision is unknown", "date_start", col("date_precision") == "unknown"
            ),
            filled("sense.events.date_known", "is blank though it has a precision", "date_start", col("date_precision") != "unknown"),
            filled("sense.events.interval", "is blank though the date is an interval", "date_end", col("date_precision") == "interval"),
            filled(
                "sense.events.minute", "is blank though the date is given to the minute", "time_local", col("date_precision") == "minute"
            ),
            filled("sense.events.time", "is not minute though a clock time is given", "is_minute", col("time_local").is_not_null()),
            same("sense.events.place_precision", "is not the precision of the place of the event", "place_precision", "precision_of_place"),
            filled("sense.events.part_of_itself", "is a part of itself, by whatever steps", "whole", col("part_of").is_not_null()),
            blank(
                "sense.events.assertion_wording",
                "has words of assertion though it is reported",
                "assertion_wording",
                col("assertion") == "reported",
            ),
            Rule(
                "sense.events.title",
                "holds a party's label; a title uses none",
                "title",
                gxe.ExpectColumnValuesToNotMatchRegexList(column="title", regex_list=_labels(package)),
            ),
        ],
        "event_actors": [
            between("sense.event_actors.evidence", "has no passage; name one in data/evidence.csv", "passages", 1),
            alone("sense.event_actors.twice", "has this part in this event in another row too", "role", "event_id", "actor_id", "role"),
            blank(
                "sense.event_actors.assertion_wording",
                "has words of assertion though it is reported",
                "assertion_wording",
                col("assertion") == "reported",
            ),
        ],
        "actors": [
            between("sense.actors.orphan", "is an actor that no row uses; use it or retire its id", "used", 1),
            between("sense.actors.unnamed", "has no spelling in data/names.csv", "names", 1, where=col("actor_type") != "unnamed_source"),
            filled("sense.actors.office", "holds an office in nothing; fill member_of", "member_of", col("office").is_not_null()),
            between(
                "sense.actors.office_evidence",
                "has an office or a membership that no passage says and no inference declares",
                "passages",
                1,
                where=col("belongs").is_not_null(),
            ),
            filled(
                "sense.actors.checked", "has an outside id; the note says what it was checked against", "note", col("outside").is_not_null()
            ),
        ],
        "places": [
            between("sense.places.orphan", "is a place that no row uses; use it or retire its id", "used", 1),
            filled("sense.places.longitude", "is blank though there is a latitude", "longitude", col("latitude").is_not_null()),
            filled(
                "sense.places.coordinate_precision",
                "is blank though there are coordinates",
                "coordinate_precision",
                col("latitude").is_not_null(),
            ),
            filled(
                "sense.places.checked",
                "has an outside id or coordinates; the note says what they were checked against",
                "note",
                col("outside").is_not_null(),
            ),
        ],
        "names": [
            among("sense.names.entity", "is no actor, place or event", "entity_id", nameable),
            between("sense.names.owners", "is a name of two actors in one usage; a spelling names one", "owners", high=1),
        ],
        "passages": [
            never_later("sense.passages.offsets", "is not before the end of the passage", "char_start", "char_end"),
            between("sense.passages.orphan", "carries nothing and is not listed as uncoded", "held", 1),
            between("sense.passages.coded_and_not", "carries an item and is listed as uncoded", "held", high=1),
            filled("sense.passages.quote", "is blank though the text is shipped", "quote", col("text_status") == "shipped"),
            blank(
                "sense.passages.quote_cited", "reprints a text that is not shipped; leave it blank", "quote", col("text_status") == "cited"
            ),
            filled("sense.passages.placed", "is blank though the text is shipped", "char_start", col("text_status") == "shipped"),
        ],
        "attributions": [
            among("sense.attributions.item", "is no claim, figure or statement", "item_id", said),
            same("sense.attributions.step", "is out of step: the steps of a chain are 1, 2, 3 ... without a gap", "step", "step_by_place"),
            same(
                "sense.attributions.role",
                "is not the role of its place: origin first, outlet last, relays between; the outlet alone when it is the claimant",
                "role",
                "role_by_place",
            ),
            alone("sense.attributions.twice", "stands in this chain twice", "actor_id", "item_id", "actor_id"),
            filled(
                "sense.attributions.wording", "is blank; only the outlet needs no words", "wording_or_declared", col("role") != "outlet"
            ),
        ],
        "evidence": [
            among("sense.evidence.item", "is no item", "item_id", carried),
            same(
                "sense.evidence.source",
                "stands in another source than the item",
                "passage_source",
                "item_source",
                col("item_source").is_not_null(),
            ),
        ],
        "inferences": [
            filled("sense.inferences.cell", "is no column of the item", "cell"),
            filled(
                "sense.inferences.other_reading",
                "is blank though the cell is ambiguous; give the reading not taken",
                "other_reading",
                col("kind") == "ambiguous",
            ),
        ],
        "relations": [
            among("sense.relations.from", "is no claim, figure or statement", "from_id", said),
            among("sense.relations.to", "is no claim, figure or statement", "to_id", said),
            distinct("sense.relations.itself", "is related to itself", "from_id", "to_id"),
            same(
                "sense.relations.kind",
                "is of another table than the item it is related to",
                "from_table",
                "to_table",
                col("relation").is_in(["repeats", "revises"]),
            ),
            same(
                "sense.relations.event",
                "is about another event than the item it repeats or revises",
                "from_event",
                "to_event",
                col("relation").is_in(["repeats", "revises"]),
            ),
            same("sense.relations.repeats_value", "repeats another value", "from_value", "to_value", col("relation") == "repeats"),
            same("sense.relations.repeats_bound", "repeats another bound", "from_bound", "to_bound", col("relation") == "repeats"),
            same("sense.relations.repeats_act", "repeats another act", "from_act", "to_act", col("relation") == "repeats"),
            same(
                "sense.relations.revises_claimant",
                "revises the number of another claimant",
                "from_actor",
                "to_actor",
                col("relation") == "revises",
            ),
            Rule(
                "sense.relations.revises_later",
                "revises a claim that is not earlier",
                "from_moment",
                gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                    column_A="from_moment",
                    column_B="to_moment",
                    or_equal=True,
                    ignore_row_if="either_value_is_missing",
                    **on(col("relation") == "revises"),
                ),
            ),
            between(
                "sense.relations.contradicts",
                "contradicts a claim whose interval it meets",
                "gap",
                1,
                where=(col("relation") == "contradicts") & col("gap").is_not_null(),
            ),
            among("sense.relations.denies", "denies though its act is no denial", "from_act", ["deny"], col("relation") == "denies"),
        ],
        "explanations": [
            among("sense.explanations.first", "is no claim or figure", "first_id", said),
            among("sense.explanations.second", "is no claim or figure", "second_id", said),
        ],
        "sources": [
            never_later("sense.sources.read_early", "is after the day it was read", "published_on", "read_on"),
            filled("sense.sources.text_file", "is blank though the text is shipped", "text_file", col("text_status") == "shipped"),
            filled("sense.sources.text_sha256", "is blank though the text is shipped", "text_sha256", col("text_status") == "shipped"),
            blank(
                "sense.sources.text_file_cited", "names a file though the text is only cited", "text_file", col("text_status") == "cited"
            ),
            blank(
                "published_unknown", "is given though nothing says what it rests on", "published_on", col("published_on_basis") == "unknown"
            ),
            filled(
                "sense.sources.published_known", "is blank though a basis is given", "published_on", col("published_on_basis") != "unknown"
            ),
        ],
        "corrections": [among("sense.corrections.table", "is no curated table", "table", curated)],
        "retired_ids": [outside("sense.retired_ids.in_use", "is retired and still in use", "id", living)],
        "cues": [
            alone("sense.cues.cue_twice", "stands for two codes of its list; a cue grounds one code", "cue", "list", "language", "cue")
        ],
    }


def _ids(package: Package, *tables: str) -> list[str]:
    """The ids of the tables that could be read."""
    return [i for table in tables if table in package.tables for i in package[table].by_id]


def _labels(package: Package) -> list[str]:
    """Patterns of the labels that parties use for events."""
    if "names" not in package.tables:
        return [r"\A\Z"]
    names = package.frame("names")
    labels = names.loc[names["form"] == "label", "name"]
    return [rf"(?i)\b{re.escape(label)}\b" for label in labels] or [r"\A\Z"]
