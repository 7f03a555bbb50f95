"""The picture of growth: seconds over rows, both on scales of powers of ten, a line a tool."""

import math

from scripts.publish.site.environment import environment

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 400, 60, 46, 190, 46


def picture(lines: dict[str, list[tuple[int, float]]]) -> str:
    """The picture as SVG; `lines` is tool > rows and seconds."""
    points = [point for line in lines.values() for point in line]
    rows, seconds = _powers([x for x, _ in points]), _powers([y for _, y in points])

    def across(value: float) -> float:
        return round(LEFT + (math.log10(value) - rows[0]) / (rows[-1] - rows[0]) * (WIDTH - LEFT - RIGHT), 1)

    def down(value: float) -> float:
        return round(HEIGHT - BOTTOM - (math.log10(value) - seconds[0]) / (seconds[-1] - seconds[0]) * (HEIGHT - TOP - BOTTOM), 1)

    drawn = [(name, [(across(x), down(y), x, y) for x, y in line]) for name, line in lines.items()]
    marks = {"rows": [(across(10.0**n), n) for n in rows], "seconds": [(down(10.0**n), n) for n in seconds]}
    return environment().get_template("growth.svg").render(
        lines=drawn, marks=marks, labels=_apart([line[-1][1] for _, line in drawn]), width=WIDTH, height=HEIGHT, left=LEFT, top=TOP,
        right=WIDTH - RIGHT, bottom=HEIGHT - BOTTOM,
    )  # fmt: skip


def _powers(values: list[float]) -> range:
    """The powers of ten that hold all values, two at least."""
    least, most = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return range(least, max(most, least + 1) + 1)


def _apart(heights: list[float], gap: int = 15) -> list[float]:
    """The heights of labels, moved down where they would cover one another, in the order given."""
    moved = dict[int, float]()
    for index in sorted(range(len(heights)), key=heights.__getitem__):
        moved[index] = max([heights[index], *(y + gap for y in moved.values())])
    return [moved[index] for index in range(len(heights))]
