"""Every event, and every place, as GeoJSON (RFC 7946)."""

import json

from scripts.publish.formats import filled, to_json, value
from validation.model.package import Package

COLUMNS = ("event_type", "title", "date_start", "date_end", "date_precision", "time_local", "utc_offset", "place_id", "place_precision",
           "assertion", "part_of", "description")  # fmt: skip
AXES = ("longitude", "latitude")


def render(package: Package) -> dict[str, bytes]:
    """Two files: a feature an event, and a feature a place. What has no known coordinates has no geometry (RFC 7946, 3.2)."""
    places, actors = package["places"].by_id, package["actors"].by_id
    names = package["names"].by("entity_id")
    parts = package["event_actors"].by("event_id")
    fields = {f["name"]: f for f in package["places"].fields}
    events = [
        _feature(e["event_id"], fields, places.get(e["place_id"], {}), _properties(e, places, names, parts[e["event_id"]], actors))
        for e in package["events"].records
    ]
    sites = [
        _feature(key, fields, p, {c: value(fields[c], p[c]) for c in fields if c not in AXES} | {"names": _names(names, key)})
        for key, p in places.items()
    ]
    return {"events.geojson": _collection(package.descriptor, events), "places.geojson": _collection(package.descriptor, sites)}


def _feature(key: str, fields: dict[str, dict], place: dict, properties: dict) -> dict:
    known = all(place.get(axis) for axis in AXES)
    point = {"type": "Point", "coordinates": [value(fields[axis], place[axis]) for axis in AXES]} if known else None
    return {"type": "Feature", "id": key, "geometry": point, "properties": properties}


def _collection(descriptor: dict, features: list[dict]) -> bytes:
    """The features, a line each."""
    about = {key: descriptor[key] for key in ("name", "title", "version")} | {"license": descriptor["licenses"][0]["path"]}
    lines = ",\n".join(map(to_json, features))
    text = json.dumps({"type": "FeatureCollection", **about, "features": []}, ensure_ascii=False)[:-2]
    return f"{text}\n{lines}\n]}}\n".encode()


def _names(names: dict[str, list[dict]], key: str) -> list[str]:
    return list(dict.fromkeys(name["name"] for name in names.get(key, [])))


def _properties(event: dict, places: dict, names: dict, parts: list[dict], actors: dict[str, dict]) -> dict:
    """What a map shows of an event, with names in place of ids; unknown is null."""
    place = places.get(event["place_id"], {})
    return {
        "event_id": event["event_id"],
        **{column: event[column] or None for column in COLUMNS},
        "place": place.get("name"),
        "place_names": _names(names, event["place_id"]),
        "coordinate_precision": place.get("coordinate_precision") or None,
        "actors": [filled({"name": actors[p["actor_id"]]["name"], "role": p["role"], "assertion": p["assertion"]}) for p in parts],
    }
