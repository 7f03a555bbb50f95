"""Statements."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    col,
    different,
    in_set,
    not_after,
    not_null,
    null,
)
from validation.checks.sense.frames import chained, of_what_is_said, view
from validation.model.package import Package

NEEDS = ("statements", "actors", "attributions", "sources", "evidence", "relations")


def frame(package: Package) -> pd.DataFrame:
    """Statements, with the chain's ends, the kind of the speaker, and what a denial denies."""
    frame = view(package, "statements")
    relations = package.frame("relations")
    denied = relations[relations["relation"] == "denies"].drop_duplicates("from_id").set_index("from_id")["to_id"]
    frame["denied"] = frame["_id"].map(denied).combine_first(frame["about_event_id"])
    frame["speaker_type"] = frame["speaker_id"].map(package.frame("actors").set_index("actor_id")["actor_type"])
    steps = frame["_id"].map(package.frame("attributions")["item_id"].value_counts())
    frame["alone"] = frame["act"].where((steps == 1) & (frame["speaker_type"] == "media_outlet"))
    return chained(package, frame)


def suite(package: Package) -> list[Expectation]:
    return [
        *of_what_is_said("statements", "speaker_id", "speaker_type"),
        not_after("sense.statements.stated_late", "is later than the source was published", "stated_on", "published_on"),
        null(
            "sense.statements.stated_unknown",
            "is given though its precision is unknown",
            "stated_on",
            where=col("date_precision") == "unknown",
        ),
        not_null(
            "sense.statements.stated_known", "is blank though it has a precision", "stated_on", where=col("date_precision") != "unknown"
        ),
        not_null(
            "sense.statements.denial",
            "is a denial that points at nothing; add a `denies` relation or the event it is about",
            "denied",
            where=col("act") == "deny",
            shown="act",
        ),
        in_set(
            "sense.statements.condition",
            "is a condition, so its mode is conditional",
            "mode",
            ["conditional"],
            where=col("act") == "condition",
        ),
        in_set(
            "sense.statements.outlet_act",
            "is the outlet's own act; give the chain its origin",
            "alone",
            ["describe", "state", "estimate"],
            shown="act",
        ),
        different("sense.statements.self_addressed", "is the speaker; an addressee is another", "speaker_id", "addressee_id"),
        different(
            "sense.statements.about_speaker", "is the speaker; name whom else it is about, or nobody", "speaker_id", "about_actor_id"
        ),
        different(
            "sense.statements.about_addressee", "is the addressee; name whom else it is about, or nobody", "addressee_id", "about_actor_id"
        ),
    ]
