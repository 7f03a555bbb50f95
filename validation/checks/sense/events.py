"""Events."""

import re

import pandas as pd

from validation.checks.sense.frames import AT, chain, first_days, view
from validation.checks.sense.prose import is_phrase, misspelled, words_of
from validation.model.package import Package
from validation.model.texts import day_of
from validation.parsing.dates import read_dates

NEEDS = ("events", "places", "names", "statements")
BESIDE = 4  # days of a month; one of the first or last of them may stand a few days beside the first
OF_FIGHTING = ("military_strike", "mine_explosion", "explosion", "attack_on_peacekeepers", "ceasefire_violation", "force_buildup", "arrest",
               "evacuation", "displacement", "disarmament", "medical_assistance", "aid_delivery", "road_closure")  # fmt: skip
# Type of event > the types that may be a part of it, beside its own. What is counted together has no parts.
PARTS = {
    "armed_conflict": ("military_operation", "ceasefire", *OF_FIGHTING),
    "military_operation": ("ceasefire", "ethnic_cleansing", *OF_FIGHTING),
    "provocation": ("election", "force_buildup", "military_strike", "mine_explosion"),
    "explosion": ("evacuation", "medical_assistance"),
    "displacement": ("evacuation", "aid_delivery"),
    "protest": ("force_against_protesters", "arrest"),
    "talks": ("meeting", "conversation", "visit"),
    "visit": ("meeting",),
}


def frame(package: Package) -> pd.DataFrame:
    """Events, with the precision their place has by its kind."""
    frame = view(package, "events")
    kinds = package.frame("places").set_index("place_id")["place_type"].replace("facility", "settlement")
    frame["precision_of_place"] = frame["place_id"].map(kinds).fillna("unknown")
    frame["first"] = first_days(frame, "date_start", "date_precision")
    days = frame["date_start"].dt.day
    frame[AT] = days.between(BESIDE, 31 - BESIDE).map({True: "date_precision", False: "date_start"})  # a day within a month was meant
    parts = dict(zip(frame["_id"], frame["part_of"], strict=True))
    frame["whole"] = [whole if parts[chain(parts, own)[-1]] != own else None for own, whole in parts.items()]
    wholes = frame.set_index("_id")
    begun = frame["part_of"].map(wholes["date_start"])
    outside = (frame["date_start"] < begun) | (frame["date_start"] > frame["part_of"].map(wholes["date_end"]))
    frame["outside"] = frame["part_of"].where(outside & frame["date_precision"].isin(["minute", "day", "interval"]))
    types = {row["_id"]: row["event_type"] for row in package["events"].records}
    frame["fitting"] = [
        whole if not whole or types.get(own) == types.get(whole) or types.get(own) in PARTS.get(types.get(whole, ""), ()) else None
        for own, whole in zip(frame["_id"], frame["part_of"], strict=True)
    ]
    frame["spans"] = frame["date_precision"].where(frame["date_end"].isna() | (frame["date_end"] > frame["date_start"]))
    titles = frame["title"].fillna("")
    frame["phrase"] = [title if is_phrase(title) else None for title in titles]
    frame["misspelled"] = [word or None for word in misspelled(titles, words_of(package))]
    frame["titled"] = frame["date_start"].where([_is_of_title(row) for row in package["events"].records])
    frame["is_minute"] = frame["date_precision"].eq("minute").map({True: "minute", False: None})
    labels = _labels(package)
    frame["labelled"] = [title if title and labels.search(title) else None for title in frame["title"]]
    return frame


def _labels(package: Package) -> re.Pattern[str]:
    """One pattern of all the labels that parties use for events, so that a title is read once."""
    labels = {row["name"] for row in package["names"].records if row["form"] == "label"}
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, sorted(labels)))})\b" if labels else r"\A\Z")


def _is_of_title(event: dict) -> bool:
    """Whether the event begins in a stretch of time that its title names, if it names any."""
    start = day_of(event["date_start"])
    named = read_dates(event["title"], "en", start) if start else ()
    return not named or any(one.first <= start <= one.last for one in named)
