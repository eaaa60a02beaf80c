"""Ratio of two independent shares with its score interval."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf, sqrt

import numpy as np
import pandas as pd

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.library_results import check_order

#: Ratios farther from the estimate than this factor (as a log) are not looked at.
_FARTHEST = 700.0


def share_ratio(
    count_1: int, total_1: int, count_2: int, total_2: int, *, conf_level: float = 0.95
) -> pd.DataFrame:
    """Ratio of two shares, first over second.

    The limits are the ratios that the score test just does not reject.

    Parameters
    ----------
    count_1, total_1, count_2, total_2 : whole numbers with 0 <= count <= total
    conf_level : level of the two-sided interval

    Returns
    -------
    DataFrame of one row: ``estimate, conf_low, conf_high, conf_level, method,
    unit``; missing unless both counts are above 0.

    Raises
    ------
    ValueError
        if a count is not whole or not between 0 and its total, or ``conf_level`` is not between
        0 and 1.

    References
    ----------
    Koopman (1984), Biometrics 40:513; the restricted shares in closed form: Miettinen and
    Nurminen (1985), Statistics in Medicine 4:213, appendix I.

    Examples
    --------
    >>> share_ratio(36, 40, 16, 80)[["estimate", "conf_low", "conf_high"]].round(2).values.tolist()
    [[4.5, 2.94, 7.15]]
    """
    z = critical_value(conf_level)
    counts = (float(count_1), float(total_1), float(count_2), float(total_2))
    if any(number != np.floor(number) for number in counts):
        raise ValueError("count and total must be whole numbers")
    if not (0 <= count_1 <= total_1 and 0 <= count_2 <= total_2):
        raise ValueError("count must be between 0 and total")
    row = dict.fromkeys(("estimate", "conf_low", "conf_high"), np.nan)
    if count_1 and count_2:
        low, estimate, high = _score_limits(*counts, z)
        row = {"estimate": estimate, "conf_low": low, "conf_high": high}
    return pd.DataFrame([row]).assign(conf_level=conf_level, method="Koopman", unit="ratio")


def _score_limits(
    k1: float, n1: float, k2: float, n2: float, z: float
) -> tuple[float, float, float]:
    """Lower limit, estimate and upper limit of the ratio."""
    estimate = (k1 / n1) / (k2 / n2)

    def distance(step: float) -> float:
        """Score statistic at the ratio that lies ``step`` (of its log) from the estimate."""
        return _score(k1, n1, k2, n2, estimate * exp(step))

    low = estimate * exp(-_first_reach(lambda step: distance(-step), z))
    high = estimate * exp(_first_reach(lambda step: -distance(step), z))
    check_order(low, estimate, high, source="the search for score limits")
    return low, estimate, high


def _first_reach(rising: Callable[[float], float], z: float) -> float:
    """Find the step from 0 at which a rising function of it, 0 at 0, comes to ``z``."""
    from scipy.optimize import brentq

    near, far = 0.0, 1e-3
    while rising(far) < z:
        near, far = far, 2 * far
        if far > _FARTHEST:
            return inf
    # at the estimate itself the statistic may be 0/0 (everybody in both groups): it is 0
    return float(brentq(lambda step: rising(step) - z if step else -z, near, far, xtol=1e-14))


def _score(k1: float, n1: float, k2: float, n2: float, ratio: float) -> float:
    """Score statistic of a ratio: positive where the ratio is below the estimate."""
    # the likeliest second share of those whose product with the ratio is the first one
    half = (ratio * (n1 + k2) + k1 + n2) / 2
    product = ratio * (n1 + n2) * (k1 + k2)
    second = (k1 + k2) / (half + sqrt(max(half * half - product, 0.0)))
    first = min(ratio * second, 1.0)
    spread = first * (1 - first) / n1 + ratio**2 * second * (1 - second) / n2
    difference = k1 / n1 - ratio * k2 / n2
    if spread <= 0:
        return 0.0 if abs(difference) < 1e-15 else inf * difference
    return difference / sqrt(spread)
