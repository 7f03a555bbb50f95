"""Linear scales from zero, with round ticks."""

from collections.abc import Callable
from itertools import count


def linear(top: int, left: float, right: float) -> tuple[Callable[[float], float], list[tuple[float, int]]]:
    """The place of each number from 0 to `top` between two edges, rounded to a tenth, and the ticks with theirs.

    The ticks are by 1, 2, 5, 10, 20 ..., at most five steps, or three where the numbers are long.
    """
    most = 5 if top < 100_000 else 3
    step = next(step for n in count() for step in (10**n, 2 * 10**n, 5 * 10**n) if top <= step * most)

    def place(number: float) -> float:
        return round(left + (right - left) * min(number, top) / max(top, 1), 1)

    return place, [(place(tick), tick) for tick in range(0, top + 1, step)]
