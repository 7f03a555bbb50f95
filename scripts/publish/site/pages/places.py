"""The map of located events, and the list of those that have no point."""

from collections.abc import Iterator

from scripts.publish.site.pages import Page
from scripts.publish.site.pictures.map import COUNTRIES, HEIGHT, WIDTH, located, outlines, place
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    marks, rest = located(view)
    note, paths = outlines()
    yield Page("places/index.html", "places.html", "Map", {
        "marks": marks, "rest": rest, "note": note, "paths": paths, "width": int(WIDTH), "height": HEIGHT,
        "countries": [(name, *place(longitude, latitude)) for name, longitude, latitude in COUNTRIES],
        "places": view.package["places"].by_id,
    })  # fmt: skip
