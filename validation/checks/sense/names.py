"""Spellings of actors, places and events."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, between, not_null
from validation.checks.sense.frames import known, view
from validation.model.package import Package

NEEDS = ("names", "actors", "places", "events", "sources")


def frame(package: Package) -> pd.DataFrame:
    """Spellings, with the number of actors that one outlet or speaker uses each for, and the language where a source can hold it."""
    frame = view(package, "names")
    frame["entity"] = known(package, frame["entity_id"], "events", "actors", "places")
    actors = frame["entity_id"].isin(package["actors"].by_id)  # a capital may stand for its state, as a place and as an actor
    owners = frame[(frame["form"] == "name") & actors].groupby(["name", "language", "usage"])["entity_id"].transform("nunique")
    frame["owners"] = owners.reindex(frame.index).fillna(1).astype(int)
    printed = {(row["publisher_id"], package.languages[row["source_id"]]) for row in package["sources"].records}
    publishers = {publisher for publisher, _ in printed}
    uses = zip(frame["usage"], frame["language"].str.partition("-")[0], strict=True)
    frame["known_language"] = [None if u in publishers and lang != "en" and (u, lang) not in printed else lang for u, lang in uses]
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        not_null("sense.names.entity", "is not the id of an actor, a place or an event", "entity", shown="entity_id"),
        not_null("sense.names.language", "is not a language of a source of the usage", "known_language", shown="language"),
        between("sense.names.owners", "is the name of two actors in one usage", "owners", high=1, shown="name"),
    ]
