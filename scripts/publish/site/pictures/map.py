"""A map of the events whose place has coordinates: an equirectangular frame, true to scale at its middle."""

import json
from collections import defaultdict
from math import cos, radians

from scripts.publish.site.pictures.outlines import EAST, NORTH, SOUTH, TARGET, WEST
from scripts.publish.site.view import View

WIDTH = 900.0
SQUEEZE = cos(radians((SOUTH + NORTH) / 2))
HEIGHT = round(WIDTH * (NORTH - SOUTH) / ((EAST - WEST) * SQUEEZE))
COUNTRIES = (("Armenia", 44.9, 40.62), ("Azerbaijan", 48.4, 40.95), ("Georgia", 43.6, 41.9), ("Iran", 47.2, 38.5), ("Türkiye", 42.6, 39.6),
             ("Russia", 46.2, 42.3), ("Caspian Sea", 50.3, 41.2))  # fmt: skip


def place(longitude: float, latitude: float) -> tuple[float, float]:
    """The point of the drawing where a coordinate lies."""
    scale = WIDTH / (EAST - WEST)
    return round((longitude - WEST) * scale, 1), round((NORTH - latitude) * scale / SQUEEZE, 1)


def drawing(view: View) -> dict:
    """The map: its size, where its lines are from, each as the path of an SVG, names of countries, and what stands on it or cannot."""
    marks, rest = located(view)
    outlines = json.loads(TARGET.read_text(encoding="utf-8"))
    paths = ["M" + "L".join("{},{}".format(*place(*point)) for point in line) for line in outlines["lines"]]
    countries = [(name, *place(longitude, latitude)) for name, longitude, latitude in COUNTRIES]
    return {"width": int(WIDTH), "height": HEIGHT, "note": outlines["note"], "paths": paths, "countries": countries, "marks": marks,
            "rest": rest, "places": view.package["places"].by_id}  # fmt: skip


def located(view: View) -> tuple[list[dict], list[dict]]:
    """Places on the map with their events, and events that cannot be put on it, each with the place it has."""
    places, found, rest = view.package["places"].by_id, defaultdict(list), []
    for event in view.events.values():
        spot = places.get(event["place_id"], {})
        if spot.get("latitude") and spot.get("longitude") and _inside(spot):
            found[event["place_id"]].append(event)
        else:
            rest.append(event)
    marks = []
    for place_id, events in sorted(found.items()):
        spot = places[place_id]
        x, y = place(float(spot["longitude"]), float(spot["latitude"]))
        marks.append({"place": spot, "x": x, "y": y, "events": events})
    return apart(marks), rest


def _inside(spot: dict) -> bool:
    return WEST < float(spot["longitude"]) < EAST and SOUTH < float(spot["latitude"]) < NORTH


def apart(marks: list[dict]) -> list[dict]:
    """The marks from north to south, each with the height of its name, so far down that no name lies on another."""
    marks = sorted(marks, key=lambda mark: (mark["y"], mark["x"]))
    for n, mark in enumerate(marks):
        above = [other["name_y"] for other in marks[:n] if abs(other["x"] - mark["x"]) < 130]
        mark["name_y"] = round(max([mark["y"] + 4, *(y + 17 for y in above if y + 17 > mark["y"] + 4 and y < mark["y"] + 40)]), 1)
    return marks
