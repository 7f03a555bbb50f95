"""Linear scales from zero, with round ticks."""

from collections.abc import Callable


def step_of(top: float, most: int = 5) -> int:
    """The smallest of 1, 2, 5, 10, 20 ... by which at most so many steps reach the top."""
    unit = 1
    while True:
        for factor in (1, 2, 5):
            if top <= factor * unit * most:
                return factor * unit
        unit *= 10


def linear(top: int, left: float, right: float) -> tuple[Callable[[float], float], list[int]]:
    """The place of each number from 0 to `top` between two edges, and the ticks. Places are rounded to a tenth."""
    step = step_of(max(top, 1), 5 if top < 100_000 else 3)
    ticks = list(range(0, top + 1, step))
    return (lambda number: round(left + (right - left) * min(number, top) / max(top, 1), 1)), ticks
