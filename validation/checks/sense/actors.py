"""Actors."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import (
    Expectation,
    between,
    col,
    not_null,
)
from validation.checks.sense.frames import view
from validation.model.items import ITEMS
from validation.model.package import Package

NEEDS = (*ITEMS, "sources", "names", "attributions")


def frame(package: Package) -> pd.DataFrame:
    """Actors, with how often they are used and whether they have a name."""
    frame = view(package, "actors")
    frame["used"] = frame["_id"].map(_uses(package)).fillna(0).astype(int)
    named = package.frame("names")["entity_id"].value_counts()
    frame["names"] = frame["_id"].map(named).fillna(0).astype(int)
    frame["outside"] = frame[["country", "gw_code", "ucdp_actor_id", "wikidata_id"]].bfill(axis=1).iloc[:, 0]
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        between("sense.actors.orphan", "is an actor that no row uses", "used", low=1, shown=""),
        between(
            "sense.actors.unnamed",
            "has no spelling in data/names.csv",
            "names",
            low=1,
            where=col("actor_type") != "unnamed_source",
            shown="",
        ),
        not_null("sense.actors.office", "is blank, though the actor holds an office", "member_of", where=col("office").is_not_null()),
        not_null(
            "sense.actors.checked",
            "is blank, though the actor has an outside id",
            "note",
            where=col("outside").is_not_null(),
        ),
    ]


def _uses(package: Package) -> pd.Series:
    columns = [("sources", "publisher_id"), ("actors", "member_of"), ("names", "usage"), ("event_actors", "actor_id"),
               ("casualty_claims", "claimant_id"), ("figures", "claimant_id"), ("statements", "speaker_id"),
               ("statements", "addressee_id"), ("statements", "about_actor_id"), ("attributions", "actor_id")]  # fmt: skip
    return pd.concat([package.frame(table)[column] for table, column in columns]).value_counts()
