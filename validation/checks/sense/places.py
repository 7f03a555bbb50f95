"""Places."""

from collections import Counter

import pandas as pd

from validation.checks.sense.frames import AT, called, chain, view
from validation.model.gazetteer import gazetteer
from validation.model.package import Package
from validation.parsing.cues import Cues

NEEDS = ("places", "events", "names", "vocabularies")
CALLED = ("district", "facility", "region")  # types that the name or the note of a place shows
NEAR = ("district", "settlement")  # types of a whole that the note names
# Type of place > the types that may hold it. A large city has districts of its own.
HOLDERS = {
    "country": (),
    "region": ("country",),
    "district": ("country", "region", "settlement"),
    "settlement": ("country", "region", "district"),
    "facility": ("country", "region", "district", "settlement"),
}
# The least box of whole tenths of a degree around a country: south, north, west, east.
BOXES = {"armenia": (38.8, 41.4, 43.4, 46.7), "azerbaijan": (38.3, 42.0, 44.7, 50.9)}


def frame(package: Package) -> pd.DataFrame:
    frame = view(package, "places")
    used = (("events", "place_id"), ("places", "within"), ("names", "entity_id"))
    frame["used"] = frame["_id"].map(Counter(place for table, column in used for place in package[table].column(column)))
    places = package["places"].by_id
    within = {row["_id"]: row["within"] for row in package["places"].records}
    lies_in = {own: chain(within, own) for own in within}
    frame["whole"] = [None if within.get(lies_in[own][-1]) == own else own for own in frame["_id"]]
    kinds = [(row["place_type"], places.get(row["within"], {}).get("place_type", "")) for row in package["places"].records]
    frame["fitting"] = [own if not outer or outer in HOLDERS.get(own, (outer,)) else None for own, outer in kinds]
    precise = {(row["place_id"], row["place_precision"]) for row in package["events"].records}
    events_of = {place for place, _ in precise}
    listed = [gazetteer().get(row["geonames_id"], {}) for row in package["places"].records]
    frame["listed_type"] = [("settlement" if row["latitude"] else "country") if row else None for row in listed]
    frame[AT] = [  # where the events at a place say otherwise what it is, or no gazetteer calls it a country, its type is at fault
        "place_type"
        if row["_id"] in events_of and (row["_id"], row["place_type"]) not in precise or row["place_type"] == "country" != listed_type
        else "within"
        for row, listed_type in zip(package["places"].records, frame["listed_type"], strict=True)
    ]
    frame["near"] = [row["_id"] if _is_near(row, lies_in[row["_id"]]) else None for row in package["places"].records]
    for column in ("latitude", "longitude"):
        frame[f"listed_{column}"] = pd.to_numeric(pd.Series([row.get(column) for row in listed], index=frame.index), errors="coerce")
    names = package.frame("names").groupby("entity_id")["name"].agg(set)
    pairs = list(zip(package["places"].records, listed, strict=True))
    frame["called"] = [
        own["geonames_id"] if row and _is_called(own, row["name"], names.get(own["_id"], set())) else None for own, row in pairs
    ]
    frame["of_country"] = [
        None if row and gazetteer().get(places[lies_in[own][-1]]["geonames_id"], {}).get("country") != row["country"] else own
        for own, row in zip(frame["_id"], listed, strict=True)
    ]
    frame["pointed"] = ["settlement_point" if row.get("latitude") else None for row in listed]
    frame["named"] = frame["name"].where(called(package, "places"))
    cues = Cues({"place_type": package.codes["place_type"]})
    frame["shown_type"] = [_shown_type(row, cues) for row in package["places"].records]
    frame["called_so"] = frame["place_type"].where(~frame["place_type"].isin(CALLED) | frame["shown_type"].notna())
    frame["noted"] = [
        whole if not (outer := places.get(whole or "")) or outer["place_type"] not in NEAR or outer["name"] in (own["note"] or "") else None
        for own, whole in zip(package["places"].records, frame["within"], strict=True)
    ]
    frame["outside"] = frame["geonames_id"].combine_first(frame["latitude"])
    return frame


def _shown_type(row: dict, cues: Cues) -> str | None:
    """The type that the name and the note of a place show by a cue of the list place_type; null where they show none or several."""
    shown = cues.codes("place_type", "en", f"{row['name']} | {row['note']}")
    return next(iter(shown)) if len(shown) == 1 else None


def _is_called(own: dict, name: str, spellings: set[str]) -> bool:
    return name in {own["name"], *spellings} or f'"{name}"' in own["note"]


def _is_near(row: dict, lies_in: list[str]) -> bool:
    """Whether coordinates, where there are any, lie in the box of the country that the place is in."""
    box = next((BOXES[place] for place in lies_in if place in BOXES), None)
    if not box or not row["latitude"] or not row["longitude"]:
        return True
    south, north, west, east = box
    return south <= float(row["latitude"]) <= north and west <= float(row["longitude"]) <= east
