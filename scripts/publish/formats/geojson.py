"""The events whose place has coordinates, as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json

from scripts.publish.formats import filled, grouped, value
from validation.model.package import Package

COLUMNS = (
    "event_type",
    "title",
    "date_start",
    "date_end",
    "date_precision",
    "time_local",
    "utc_offset",
    "place_id",
    "place_precision",
    "assertion",
    "part_of",
    "description",
)


def render(package: Package) -> dict[str, bytes]:
    """One file with a feature an event; an event without coordinates has none."""
    places, names, parts = (
        package["places"].by_id,
        grouped(package["names"].records, "entity_id"),
        grouped(package["event_actors"].records, "event_id"),
    )
    fields = {f["name"]: f for f in package["places"].fields}
    features = []
    for event in package["events"].records:
        place = places.get(event["place_id"], {})
        if place.get("longitude") and place.get("latitude"):
            point = [value(fields[axis], place[axis]) for axis in ("longitude", "latitude")]
            properties = _properties(event, place, names[event["place_id"]], parts[event["event_id"]], package["actors"].by_id)
            features.append(
                {"type": "Feature", "id": event["event_id"], "geometry": {"type": "Point", "coordinates": point}, "properties": properties}
            )
    descriptor = package.descriptor
    about = {
        "name": descriptor["name"],
        "title": descriptor["title"],
        "version": descriptor["version"],
        "license": descriptor["licenses"][0]["path"],
    }
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    text = json.dumps({"type": "FeatureCollection", **about, "features": []}, ensure_ascii=False)[:-2]
    return {"events.geojson": f"{text}\n{lines}\n]}}\n".encode()}


def _properties(event: dict, place: dict, names: list[dict], parts: list[dict], actors: dict[str, dict]) -> dict:
    """What a map shows of an event, with names in place of ids; unknown is null."""
    return {
        "event_id": event["event_id"],
        **{column: event[column] or None for column in COLUMNS},
        "place": place["name"],
        "place_names": list(dict.fromkeys(name["name"] for name in names)),
        "coordinate_precision": place["coordinate_precision"] or None,
        "actors": [filled({"name": actors[p["actor_id"]]["name"], "role": p["role"], "assertion": p["assertion"]}) for p in parts],
    }
