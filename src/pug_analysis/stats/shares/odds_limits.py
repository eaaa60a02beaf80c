"""Limits of the odds ratio of one table given its margins, exact and for large samples."""

from __future__ import annotations

from collections.abc import Callable
from math import erfc, exp, inf, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from pug_analysis.stats.library_results import check_probability

#: More possible tables than this are not all added up one by one.
EXACT_UP_TO = 50_000
#: From this smallest cell on the large-sample limits agree with the exact ones to a thousandth.
LARGE_CELL = 1_000
#: Logs of odds ratios beyond this are those of a table with an empty cell.
_FARTHEST = 600.0


def is_large(table: NDArray[np.int64]) -> bool:
    """Whether every cell is large and the tables with these margins are too many to add up.

    Around a small cell only the nearby tables have any weight, so that few are to be added up.
    """
    low, high = _reach(table)
    return high - low >= EXACT_UP_TO and int(table.min()) >= LARGE_CELL


def exact_limits(table: NDArray[np.int64], *, tail: float) -> tuple[float, float, float, float]:
    """Conditional estimate, limits with ``tail`` beyond each, and twice the smaller tail at 1.

    Parameters
    ----------
    table : shape (2, 2), no empty row or column; not one that `is_large`
    tail : probability beyond each limit

    References
    ----------
    Fisher's noncentral hypergeometric distribution: Cornfield (1956), Proc Third Berkeley Symp
    4:135.
    """
    first, (low, high) = int(table[0, 0]), _reach(table)
    half = EXACT_UP_TO // 2
    cells = np.arange(max(low, first - half), min(high, first + half) + 1)
    place = first - int(cells[0])
    weights = _log_chances(table, cells)

    def chances(log_ratio: float) -> NDArray[np.float64]:
        logs = weights + log_ratio * (cells - first)
        found = np.exp(logs - logs.max())
        return found / found.sum()

    def mean(log_ratio: float) -> float:
        return float(chances(log_ratio) @ (cells - first))

    def at_least(log_ratio: float) -> float:
        return float(chances(log_ratio)[place:].sum())

    def at_most(log_ratio: float) -> float:
        return float(chances(log_ratio)[: place + 1].sum())

    at_one = np.exp(weights)
    tails = at_one[place:].sum(), at_one[: place + 1].sum()
    p_value = float(check_probability(min(1.0, 2 * float(min(tails))), source="tails"))
    estimate = 0.0 if first == low else inf if first == high else exp(_root(mean))
    return (
        estimate,
        0.0 if first == low else exp(_root(lambda t: at_least(t) - tail)),
        inf if first == high else exp(_root(lambda t: tail - at_most(t))),
        p_value,
    )


def cornfield_limits(table: NDArray[np.int64], *, z: float) -> tuple[float, float, float, float]:
    """Ratio of products, score limits given the margins, and the p-value that agrees with them.

    Parameters
    ----------
    table : shape (2, 2), no empty row or column
    z : critical value of the interval

    References
    ----------
    Cornfield (1956), Proc Third Berkeley Symp 4:135, section 4, with the correction of 1/2.
    """
    a, b, c, d = (float(cell) for cell in table.ravel())
    low, high = _reach(table)
    row, column, total = a + b, a + c, a + b + c + d

    def others(cell: float) -> tuple[float, float, float, float]:
        return cell, row - cell, column - cell, total - row - column + cell

    def spread(cell: float) -> float:
        """Standard deviation of the first cell if its mean is ``cell``."""
        kept = others(cell)
        return 0.0 if min(kept) <= 0 else sqrt(1 / sum(1 / one for one in kept))

    def ratio(cell: float) -> float:
        w, x, y, v = others(cell)
        return w * v / (x * y) if x * y > 0 else inf

    from scipy.optimize import brentq

    below = above = None
    if a > low:
        below = float(brentq(lambda m: a - 0.5 - m - z * spread(m), low, a, xtol=1e-12))
    if a < high:
        above = float(brentq(lambda m: m - a - 0.5 - z * spread(m), a, high, xtol=1e-12))
    middle = row * column / total
    distance = max(abs(a - middle) - 0.5, 0.0) / spread(middle)
    return (
        ratio(a),
        0.0 if below is None else ratio(below),
        inf if above is None else ratio(above),
        erfc(distance / sqrt(2)),
    )


def _reach(table: NDArray[np.int64]) -> tuple[int, int]:
    """Smallest and largest first cell that the margins allow."""
    row, column, total = int(table[0].sum()), int(table[:, 0].sum()), int(table.sum())
    return max(0, row + column - total), min(row, column)


def _log_chances(table: NDArray[np.int64], cells: NDArray[np.int64]) -> NDArray[np.float64]:
    """Log of the hypergeometric probability of each first cell."""
    row, column, total = int(table[0].sum()), int(table[:, 0].sum()), int(table.sum())
    parts = (cells, row - cells, column - cells, total - row - column + cells)
    margins = (row, total - row, column, total - column)
    whole = sum(gammaln(margin + 1.0) for margin in margins) - gammaln(total + 1.0)
    return whole - sum(gammaln(part + 1.0) for part in parts)


def _root(rising: Callable[[float], float]) -> float:
    """Where a rising function of the log odds ratio is 0."""
    from scipy.optimize import brentq

    reach = 1.0
    while not rising(-reach) < 0 < rising(reach):
        reach *= 2
        if reach > _FARTHEST:
            break
    return float(brentq(rising, -reach, reach, xtol=1e-13))
