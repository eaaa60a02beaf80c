"""What is asked of a result that a library computed, before it becomes a number of ours.

Roots that were searched on the wrong side, fits that stopped early, tails that miss a bound by
rounding: a library gives them without a word. Every result of scipy, statsmodels or lifelines that
is not a closed formula passes through here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

#: Relative differences smaller than this are rounding.
ROUNDING = 1e-9


class LibraryResultError(ArithmeticError):
    """A library's result breaks a rule that every right result keeps."""


def check_order(low: ArrayLike, estimate: ArrayLike, high: ArrayLike, *, source: str) -> None:
    """Refuse limits that do not hold their estimate between them.

    Parameters
    ----------
    low, estimate, high : shape (n,) or numbers; where the estimate is missing all are
    source : what computed them, for the message

    Raises
    ------
    LibraryResultError
        if an estimate lies outside its limits, or a limit of a known estimate is missing.

    Examples
    --------
    >>> check_order(0.9, 1.25, 1.6, source="a search")
    >>> check_order(1.3, 1.25, 1.6, source="a search")
    Traceback (most recent call last):
    ...
    pug_analysis.stats.library_results.LibraryResultError: a search gave 1.25 with limits 1.3 and 1.6
    """
    below, middle, above = (
        np.atleast_1d(np.asarray(v, dtype=float)) for v in (low, estimate, high)
    )
    slack = ROUNDING * np.where(np.isfinite(middle), np.abs(middle), 0)
    good = (below <= middle + slack) & (middle - slack <= above)
    good |= np.isnan(middle) & np.isnan(below) & np.isnan(above)
    if not good.all():
        place = int(np.flatnonzero(~good)[0])
        raise LibraryResultError(
            f"{source} gave {middle[place]:g} with limits {below[place]:g} and {above[place]:g}"
        )


def check_probability(value: ArrayLike, *, source: str) -> np.ndarray:
    """Return probabilities within 0..1, cut to it where rounding leaves it; missing ones stay.

    Raises
    ------
    LibraryResultError
        if one is outside by more than rounding.

    Examples
    --------
    >>> check_probability([0.2, 1 + 1e-12], source="a tail").tolist()
    [0.2, 1.0]
    """
    p = np.asarray(value, dtype=float)
    outside = (p < -ROUNDING) | (p > 1 + ROUNDING)
    if np.any(outside):
        raise LibraryResultError(f"{source} gave a probability of {p[outside].ravel()[0]:g}")
    return np.clip(p, 0, 1)


def check_minimum(
    function: Callable[[np.ndarray], float],
    place: np.ndarray,
    *,
    bounds: Sequence[tuple[float, float]],
    source: str,
    step: float = 1e-4,
    size: float = 1.0,
) -> None:
    """Refuse a minimum beside which the function is smaller, whatever the search said of itself.

    Parameters
    ----------
    function : what was made small
    place : shape (n,), where the search ended
    bounds : lowest and highest value of each coordinate
    step : how far to look in each direction
    size : of the sums of which the function is a difference: their rounding is no lower place

    Raises
    ------
    LibraryResultError
        if a place one step away is lower by more than rounding.

    Examples
    --------
    >>> check_minimum(lambda x: float(x[0] ** 2), np.array([0.0]), bounds=[(-1, 1)], source="x")
    """
    least = function(place)
    for axis, (lowest, highest) in enumerate(bounds):
        for side in (-step, step):
            beside = place.copy()
            beside[axis] = min(max(place[axis] + side, lowest), highest)
            if not function(beside) >= least - ROUNDING * max(abs(least), size):
                raise LibraryResultError(f"{source} stopped before the minimum")
