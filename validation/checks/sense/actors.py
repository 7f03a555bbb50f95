"""Actors."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    between,
    col,
    not_null,
)
from validation.checks.sense.frames import carried, view
from validation.model.items import ITEMS
from validation.model.package import Package

NEEDS = (*ITEMS, "sources", "names", "attributions", "evidence", "inferences")


def frame(package: Package) -> pd.DataFrame:
    """Actors, with how often they are used, whether they have a name, and how many passages carry their office."""
    frame = view(package, "actors")
    frame["used"] = frame["_id"].map(_uses(package)).fillna(0).astype(int)
    named = package.frame("names")["entity_id"].value_counts()
    frame["names"] = frame["_id"].map(named).fillna(0).astype(int)
    frame["belongs"] = frame["office"].combine_first(frame["member_of"])
    frame["outside"] = frame[["country", "gw_code", "ucdp_actor_id", "wikidata_id"]].bfill(axis=1).iloc[:, 0]
    declared = package.frame("inferences")["item_id"]
    frame["passages"] = carried(package, frame) + frame["_id"].isin(declared)
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        between("sense.actors.orphan", "is an actor that no row uses; use it or retire its id", "used", low=1, shown=""),
        between(
            "sense.actors.unnamed",
            "has no spelling in data/names.csv",
            "names",
            low=1,
            where=col("actor_type") != "unnamed_source",
            shown="",
        ),
        not_null("sense.actors.office", "holds an office in nothing; fill member_of", "member_of", where=col("office").is_not_null()),
        between(
            "sense.actors.office_evidence",
            "has an office or a membership that no passage says and no inference declares",
            "passages",
            low=1,
            where=col("belongs").is_not_null(),
            shown="",
        ),
        not_null(
            "sense.actors.checked",
            "has an outside id; the note says what it was checked against",
            "note",
            where=col("outside").is_not_null(),
        ),
    ]


def _uses(package: Package) -> pd.Series:
    columns = [("sources", "publisher_id"), ("actors", "member_of"), ("names", "usage"), ("event_actors", "actor_id"),
               ("casualty_claims", "claimant_id"), ("figures", "claimant_id"), ("statements", "speaker_id"),
               ("statements", "addressee_id"), ("statements", "about_actor_id"), ("attributions", "actor_id")]  # fmt: skip
    return pd.concat([package.frame(table)[column] for table, column in columns]).value_counts()
