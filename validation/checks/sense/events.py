"""Events."""

from __future__ import annotations

import re

import pandas as pd

from validation.checks.sense.expectations import GIVEN, Expectation, col, equal, not_after, not_match, not_null, null
from validation.checks.sense.frames import first_days, view
from validation.model.package import Package

NEEDS = ("events", "places", "names")


def frame(package: Package) -> pd.DataFrame:
    """Events, with the precision their place has by its kind."""
    frame = view(package, "events")
    kinds = package.frame("places").set_index("place_id")["place_type"].replace("facility", "settlement")
    frame["precision_of_place"] = frame["place_id"].map(kinds).fillna("unknown")
    frame["first"] = first_days(frame, "date_start", "date_precision")
    frame["whole"] = [whole if not _in_circle(frame, own) else None for own, whole in zip(frame["_id"], frame["part_of"], strict=True)]
    wholes = frame.set_index("_id")
    begun = frame["part_of"].map(wholes["date_start"])
    outside = (frame["date_start"] < begun) | (frame["date_start"] > frame["part_of"].map(wholes["date_end"]))
    frame["outside"] = frame["part_of"].where(outside & frame["date_precision"].isin(["minute", "day", "interval"]))
    frame["is_minute"] = frame["date_precision"].eq("minute").map({True: "minute", False: None})
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        equal(
            "sense.events.first",
            "is not the first day of its year or month, though no day is known",
            "date_start",
            "first",
            where=col("first").is_not_null(),
        ),
        not_after("sense.events.dates", "is after the end of the event", "date_start", "date_end"),
        null("sense.events.date_unknown", GIVEN, "date_start", where=col("date_precision") == "unknown", shown="date_precision"),
        not_null(
            "sense.events.date_known", "is blank, though its precision is given", "date_start", where=col("date_precision") != "unknown"
        ),
        not_null(
            "sense.events.interval", "is blank, though the date is an interval", "date_end", where=col("date_precision") == "interval"
        ),
        not_null(
            "sense.events.minute", "is blank, though the date is given to the minute", "time_local", where=col("date_precision") == "minute"
        ),
        not_null(
            "sense.events.time",
            "is not minute, though a clock time is given",
            "is_minute",
            where=col("time_local").is_not_null(),
            shown="date_precision",
        ),
        equal("sense.events.place_precision", "is not the precision of the place of the event", "place_precision", "precision_of_place"),
        not_null(
            "sense.events.part_of_itself",
            "is a part of itself, by whatever steps",
            "whole",
            where=col("part_of").is_not_null(),
            shown="part_of",
        ),
        null("sense.events.outside", "is an event that had not begun, or was over, when this one began", "outside", shown="part_of"),
        not_match("sense.events.title", "holds a label that a party gives to an event", "title", _labels(package)),
    ]


def _labels(package: Package) -> list[str]:
    """One pattern of all the labels that parties use for events, so that a title is read once."""
    labels = {row["name"] for row in package["names"].records if row["form"] == "label"}
    return [rf"(?i)\b(?:{'|'.join(map(re.escape, sorted(labels)))})\b"] if labels else [r"\A\Z"]


def _in_circle(frame: pd.DataFrame, start: str) -> bool:
    """Whether an event is, by however many steps, a part of itself."""
    wholes = dict(zip(frame["_id"], frame["part_of"], strict=True))
    at, seen = wholes.get(start), set()
    while isinstance(at, str) and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = wholes.get(at)
    return False
