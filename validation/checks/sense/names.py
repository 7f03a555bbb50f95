"""Spellings of actors, places and events."""

import pandas as pd

from validation.checks.sense.frames import AT, known, view
from validation.model.package import Package
from validation.parsing.cues import Cues

NEEDS = ("names", "actors", "places", "events", "vocabularies")
OF_NAMES = ("name", "adjective")
# Where an English name is cut off: no name begins or ends with such a word.
CUT = r"^(?:of|in|by|for|to|from|and|with|on|at)\b|\b(?:of|in|by|for|to|from|and|with|on|at|the)$"
OF_EVENTS = ("label", "mention")  # forms of words for events


def frame(package: Package) -> pd.DataFrame:
    """Spellings, with the number of actors that one outlet or speaker uses each for."""
    frame = view(package, "names")
    frame["entity"] = known(package, frame["entity_id"], "events", "actors", "places")
    actors = frame["entity_id"].isin(package["actors"].by_id)  # a capital may stand for its state, as a place and as an actor
    frame["owners"] = _owners(frame[(frame["form"] == "name") & actors]).reindex(frame.index).fillna(1).astype(int)
    frame["fitting_form"] = frame["form"].where(_fits(package, frame))
    ids = frame["entity_id"]  # rows are in the order of their ids: one that is not has a wrong id
    in_place = (ids >= ids.shift().fillna("")) & (ids <= ids.shift(-1).fillna(ids))
    frame[AT] = in_place.map({True: "form", False: "entity_id"})
    frame["usual_form"] = _usual_form(frame)
    is_cut = frame["form"].isin(OF_NAMES) & frame["language"].eq("en") & frame["name"].str.contains(CUT, regex=True, na=False)
    frame["whole"] = frame["name"].where(~is_cut)
    cues = Cues({"name_form": package.codes["name_form"]})
    frame["form_by_words"] = [  # words for an event are a label where they hold a cue of one, such as "aggression" or "terrorist"
        ("label" if "label" in cues.codes("name_form", language, name) else "mention") if form in OF_EVENTS else None
        for form, language, name in zip(frame["form"], frame["language"], frame["name"], strict=True)
    ]
    return frame


def _owners(names: pd.DataFrame) -> pd.Series:
    """How many actors have each spelling in one usage; 1 for the one whom more usages call so than any other of them."""
    key = ["name", "language", "usage"]
    usages = names.groupby(["name", "entity_id"])["usage"].transform("size")
    most = usages == usages.groupby([names[column] for column in key]).transform("max")
    alone = names["entity_id"].where(most).groupby([names[column] for column in key]).transform("nunique") == 1
    return names.groupby(key)["entity_id"].transform("nunique").mask(most & alone, 1)


def _usual_form(frame: pd.DataFrame) -> pd.Series:
    """The form that a spelling has most often among those alike but for small and capital letters; null where two are as frequent."""
    spelling = [frame["entity_id"], frame["name"].str.casefold(), frame["language"]]
    counted = frame.groupby([*spelling, frame["form"]])["form"].transform("size")
    most = counted.groupby(spelling).transform("max")
    usual = frame["form"].where(counted == most)
    alone = usual.groupby(spelling).transform("nunique") == 1
    return usual.groupby(spelling).transform("first").where(alone)


def _fits(package: Package, frame: pd.DataFrame) -> pd.Series:
    """Whether each spelling has a form of what it stands for: words of events, names, and adjectives of states, groups and places."""
    is_event, is_adjective = frame["entity_id"].isin(package["events"].by_id), frame["form"] == "adjective"
    types = frame["entity_id"].map({row["_id"]: row["actor_type"] for row in package["actors"].records})
    return (is_event == frame["form"].isin(OF_EVENTS)) & ~(is_adjective & ~types.isin(["state", "group"]) & types.notna())
