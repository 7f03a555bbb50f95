"""Statements."""

from __future__ import annotations

import re

import pandas as pd

from validation.checks.sense.expectations import GIVEN, Expectation, col, different, equal, in_set, not_after, not_null, null
from validation.checks.sense.frames import AT, first_days, published, twins, unspelled, view
from validation.model.package import Package

# A word that makes a sentence negative, wherever it stands.
NEGATION = re.compile(r"(?i)\b(not|no|never|nobody|none|neither|nor|without|cannot|nothing|false|untrue|refused|unable)\b|n't\b")
# A negated verb of the main clause: one before any word that opens another clause.
OPENS = "because|that|which|who|whom|whose|if|when|where|unless|until|after|before|since|while|as|but|and|or|than|without"
VERBS = "did|does|do|is|are|was|were|has|have|had|will|would|can|could|may|might"
NEGATIVE = re.compile(
    rf"There (?:is|was|are|were|has been|will be) no\b|(?:No|Nobody|None|Nothing|Neither)\b"
    rf"|(?:(?!\b(?:{OPENS})\b)[^,;:])*?\b(?:{VERBS}) not\b"
)
NEEDS = ("statements", "actors", "attributions", "sources", "relations", "evidence", "names", "inferences")


def frame(package: Package) -> pd.DataFrame:
    """Statements, with the day of print, what a denial denies, and the act of an outlet that speaks for itself."""
    frame = view(package, "statements")
    relations = package.frame("relations")
    denied = relations[relations["relation"] == "denies"].drop_duplicates("from_id").set_index("from_id")["to_id"]
    frame["denied"] = frame["_id"].map(denied).combine_first(frame["about_event_id"])
    kinds = frame["speaker_id"].map(package.frame("actors").set_index("actor_id")["actor_type"])
    steps = frame["_id"].map(package.frame("attributions")["item_id"].value_counts())
    frame["first"] = first_days(frame, "stated_on", "date_precision")
    content = frame["content"].fillna("")
    frame["negation"] = [words if NEGATION.search(words) else None for words in content]
    # A mode that is declared has no words of its own.
    declared = {row["item_id"] for row in package["inferences"].records if row["column"] == "mode"}
    frame[AT] = ["mode" if i in declared else "content" for i in frame["_id"]]
    frame["plain"] = [None if NEGATIVE.match(words) else words for words in content]
    for column in ("addressee_id", "about_actor_id"):
        frame[f"unspelled_{column}"] = unspelled(package, frame, column)
    frame["twin"] = twins(package, frame, "speaker_id", "act_wording")
    frame["alone"] = frame["act"].where((steps == 1) & (kinds == "media_outlet"))
    return published(package, frame)


def suite(package: Package) -> list[Expectation]:
    return [
        *(
            null(
                "sense.attributions.spelling",
                "has no spelling in data/names.csv that the publisher uses",
                f"unspelled_{column}",
                shown=column,
            )
            for column in ("addressee_id", "about_actor_id")
        ),
        null("sense.statements.twin", "is coded from the same words as an earlier row of the same speaker", "twin", shown="content"),
        not_null(
            "sense.statements.negated",
            "says nothing negative, though the mode is negated",
            "negation",
            where=col("mode") == "negated",
            shown=AT,
        ),
        not_null(
            "sense.statements.not_negated",
            "is a negative proposition, though the mode is actual",
            "plain",
            where=col("mode") == "actual",
            shown="content",
        ),
        equal(
            "sense.statements.stated_first",
            "is not the first day of its year or month, though no day is known",
            "stated_on",
            "first",
            where=col("first").is_not_null(),
        ),
        not_after("sense.statements.stated_late", "is later than the day on which the source was published", "stated_on", "published_on"),
        null("sense.statements.stated_unknown", GIVEN, "stated_on", where=col("date_precision") == "unknown", shown="date_precision"),
        not_null(
            "sense.statements.stated_known",
            "is blank, though its precision is given",
            "stated_on",
            where=col("date_precision") != "unknown",
        ),
        not_null(
            "sense.statements.denial",
            "is a denial of nothing: it has no `denies` relation and no event",
            "denied",
            where=col("act") == "deny",
            shown="act",
        ),
        in_set(
            "sense.statements.condition",
            "is not conditional, though the act is a condition",
            "mode",
            ["conditional"],
            where=col("act") == "condition",
        ),
        in_set(
            "sense.statements.outlet_act",
            "is not an act of an outlet that speaks for itself",
            "alone",
            ["describe", "state", "estimate"],
            shown="act",
        ),
        different("sense.statements.self_addressed", "is the speaker too", "speaker_id", "addressee_id"),
        different("sense.statements.about_speaker", "is the speaker too", "speaker_id", "about_actor_id"),
        different("sense.statements.about_addressee", "is the addressee too", "addressee_id", "about_actor_id"),
    ]
