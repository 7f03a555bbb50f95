"""The picture of the front page as one file of its own, for the README: the panels of the dead, in columns, without links."""

from scripts.publish.site.environment import environment
from scripts.publish.site.pages.home import main_event
from scripts.publish.site.pictures.strips import panels
from scripts.publish.site.view import View

PATH = "docs/home.svg"  # below the root of the package; committed
COLUMNS, WIDTH, HEAD, GAP = 3, 380, 30, 20


def poster(view: View) -> bytes:
    """The picture, in colours for a light page and a dark one."""
    event = main_event(view)
    drawn = panels(view, event, ("killed",)) if event else []
    places = columns(drawn)
    height = max((y + HEAD + panel["height"] for panel, _, y in places), default=0) + 34
    template = environment().get_template("poster.svg")
    sides = sorted({mark["side"] for panel in drawn for mark in panel["marks"]})
    return template.render(view=view, event=event, places=places, sides=sides, height=height, width=COLUMNS * (WIDTH + GAP) - GAP).encode()


def columns(drawn: list[dict]) -> list[tuple[dict, int, int]]:
    """Each panel with the left and upper edge of its place: the next one goes into the shortest column."""
    ends, places = [84] * COLUMNS, []
    for panel in drawn:
        column = ends.index(min(ends))
        places.append((panel, column * (WIDTH + GAP), ends[column]))
        ends[column] += HEAD + panel["height"] + 14
    return places
