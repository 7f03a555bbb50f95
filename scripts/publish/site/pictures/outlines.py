"""`python -m scripts.publish.site.pictures.outlines countries-10m.json`: the lines of the map, out of the npm package world-atlas.

Only the lines of borders and coasts near the events are kept, rounded to a hundredth of a degree; `outlines.json` is what it writes.
"""

import json
import sys
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path

WEST, SOUTH, EAST, NORTH = 42.0, 37.8, 51.0, 42.4
TARGET = Path(__file__).parent / "outlines.json"
NOTE = (
    "Borders and coasts of Natural Earth (public domain), by way of world-atlas 2.0.2 (ISC licence, Michael Bostock). They state no view."
)


def lines(topology: dict) -> list[list[list[float]]]:
    """The arcs of a TopoJSON topology that come near, as longitudes and latitudes."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        steps = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
        points = [[round(x * sx + tx, 2), round(y * sy + ty, 2)] for x, y in steps]
        found += _near(points)
    return found


def _near(points: list[list[float]]) -> list[list[list[float]]]:
    """The runs of an arc that lie in the frame, with one point outside at each end."""
    inside = [WEST <= x <= EAST and SOUTH <= y <= NORTH for x, y in points]
    keep = [any(inside[max(0, n - 1) : n + 2]) for n in range(len(points))]
    runs = ([point for _, point in run] for kept, run in groupby(zip(keep, points, strict=True), key=itemgetter(0)) if kept)
    lines = ([point for point, _ in groupby(run)] for run in runs)  # rounded, some points of a run are the same
    return [line for line in lines if len(line) > 1]


if __name__ == "__main__":
    made = {"note": NOTE, "lines": lines(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))}
    TARGET.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
