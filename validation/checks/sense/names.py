"""Spellings of actors, places and events."""

from __future__ import annotations

import pandas as pd

from validation.checks.sense.expectations import Expectation, between, not_null
from validation.checks.sense.frames import known, view
from validation.model.package import Package

NEEDS = ("names", "actors", "places", "events")


def frame(package: Package) -> pd.DataFrame:
    """Spellings, with the number of actors that one outlet or speaker uses each for."""
    frame = view(package, "names")
    frame["entity"] = known(package, frame["entity_id"], "events", "actors", "places")
    actors = frame["entity_id"].isin(package["actors"].by_id)  # a capital may stand for its state, as a place and as an actor
    owners = frame[(frame["form"] == "name") & actors].groupby(["name", "language", "usage"])["entity_id"].transform("nunique")
    frame["owners"] = owners.reindex(frame.index).fillna(1).astype(int)
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        not_null("sense.names.entity", "is not the id of an actor, a place or an event", "entity", shown="entity_id"),
        between("sense.names.owners", "is the name of two actors in one usage", "owners", high=1, shown="name"),
    ]
