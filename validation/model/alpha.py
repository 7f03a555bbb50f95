"""Krippendorff's alpha of two coders and how far chance could have moved it.

The formula is that of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), for two coders without missing values; the
interval is the percentile bootstrap over units of Zapf et al., BMC Medical Research Methodology 16:93 (2016).
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np

ROUNDS, SEED, TAILS = 1000, 2023, (2.5, 97.5)


def alpha(values: Iterable[tuple[str, str]], level: str) -> tuple[str, str, str]:
    """Alpha of the paired values and the two ends of its 95 % interval, to three decimals; blank where undefined, as when nothing varies.

    `level` is nominal, or ratio for whole numbers.
    """
    counted = Counter(values)
    domain = sorted({value for pair in counted for value in pair})
    if len(domain) < 2:
        return "", "", ""
    apart = _distances(domain, level)
    places = np.array([[domain.index(value) for value in pair] for pair in counted])
    seen = np.array(list(counted.values()))
    drawn = np.random.default_rng(SEED).multinomial(seen.sum(), seen / seen.sum(), ROUNDS)
    rounds = _alphas(drawn, places, apart)
    ends = np.percentile(rounds[~np.isnan(rounds)], TAILS) if not np.isnan(rounds).all() else []
    found = [f"{number + 0.0:.3f}" for number in (_alphas(seen[None], places, apart)[0], *ends)]
    return (*found, "", "")[:3]


def _distances(domain: list[str], level: str) -> np.ndarray:
    """How far each two values are apart: 0 or 1, or for numbers the square of their difference as a share of their sum."""
    if level == "nominal":
        return 1.0 - np.eye(len(domain))
    numbers = np.array([float(value) for value in domain])
    sums = numbers[:, None] + numbers
    return np.divide(numbers[:, None] - numbers, sums, out=np.zeros_like(sums), where=sums > 0) ** 2


def _alphas(units: np.ndarray, places: np.ndarray, apart: np.ndarray) -> np.ndarray:
    """Alpha of each row of counts of the distinct pairs; not a number where all values of the row are the same."""
    observed = 2 * units @ apart[places[:, 0], places[:, 1]]
    values = units @ sum(np.eye(len(apart))[places[:, coder]] for coder in (0, 1))
    expected = ((values @ apart) * values).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1 - (values.sum(axis=1) - 1) * observed / expected
