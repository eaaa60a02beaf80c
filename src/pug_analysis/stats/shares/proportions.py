"""Shares of small and large groups: intervals, differences, and tests over several steps."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pug_analysis.stats.intervals import square_and_add
from pug_analysis.stats.library_results import check_probability
from pug_analysis.stats.shares.checks import check_inside, whole_counts

#: Below this group size the exact (Clopper-Pearson) interval is used, from it on Wilson's.
EXACT_BELOW = 100


def share_interval(count: ArrayLike, total: ArrayLike, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Shares with intervals: Clopper-Pearson under 100 people, else Wilson.

    Parameters
    ----------
    count, total : shape (n,), whole numbers with 0 <= count <= total
    conf_level : level of the two-sided interval

    Returns
    -------
    DataFrame of n rows, in the order given: ``n, n_total, estimate, conf_low, conf_high,
    conf_level, method, unit``. Shares are 0..1; a group of nobody has missing values.

    Raises
    ------
    ValueError
        if a count is negative, larger than its total, or not whole, or ``conf_level`` is not
        between 0 and 1.

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26:404; Wilson (1927), JASA 22:209; the choice between
    them by size: Brown, Cai and DasGupta (2001), Statistical Science 16:101.

    Examples
    --------
    >>> share_interval([2], [28])[["estimate", "conf_low", "conf_high"]].round(3).values.tolist()
    [[0.071, 0.009, 0.235]]
    """
    k, n = whole_counts(count, total)
    check_inside("conf_level", conf_level)
    exact = n < EXACT_BELOW
    low, high = np.where(exact, _clopper_pearson(k, n, conf_level), _wilson(k, n, conf_level))
    return pd.DataFrame(
        {
            "n": k,
            "n_total": n,
            "estimate": _divide(k, n),
            "conf_low": low,
            "conf_high": high,
            "conf_level": conf_level,
            "method": np.where(exact, "Clopper-Pearson", "Wilson"),
            "unit": "share",
        }
    )


def newcombe_difference(
    count_1: ArrayLike,
    total_1: ArrayLike,
    count_2: ArrayLike,
    total_2: ArrayLike,
    *,
    conf_level: float = 0.95,
) -> pd.DataFrame:
    """Difference of two independent shares, first minus second, with Newcombe's interval.

    Parameters
    ----------
    count_1, total_1, count_2, total_2 : shape (n,), whole numbers
    conf_level : level of the two-sided interval

    Returns
    -------
    DataFrame of n rows: ``estimate, conf_low, conf_high, p_value, conf_level, method, unit``. The
    p-value is Fisher's exact two-sided one, so that it holds for levels of a few people too.

    Raises
    ------
    ValueError
        as for :func:`share_interval`.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17:873, method 10 (square-and-add of Wilson limits).
    """
    from scipy.stats import fisher_exact

    k1, n1 = whole_counts(count_1, total_1)
    k2, n2 = whole_counts(count_2, total_2)
    check_inside("conf_level", conf_level)
    p1, p2 = _divide(k1, n1), _divide(k2, n2)
    (low1, high1), (low2, high2) = _wilson(k1, n1, conf_level), _wilson(k2, n2, conf_level)
    low, high = square_and_add(np.stack([p2, p1]), np.stack([low2, low1]), np.stack([high2, high1]))
    tables = zip(k1, n1, k2, n2, strict=True)
    p_value = [
        fisher_exact([[a, na - a], [b, nb - b]]).pvalue if na and nb else np.nan
        for a, na, b, nb in tables
    ]
    return pd.DataFrame(
        {
            "estimate": p1 - p2,
            "conf_low": low,
            "conf_high": high,
            "p_value": check_probability(p_value, source="scipy's exact test"),
            "conf_level": conf_level,
            "method": "Newcombe; Fisher",
            "unit": "share",
        }
    )


def holm(p_value: ArrayLike) -> np.ndarray:
    """Holm's adjusted p-values; missing ones stay missing and do not count as tests.

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6:65.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.06, 0.06]
    """
    p = np.asarray(p_value, dtype=float)
    adjusted = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    factors = np.arange(order.size, 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(factors * p[order]), 1.0)
    return adjusted


def _divide(k: np.ndarray, n: np.ndarray) -> np.ndarray:
    return np.divide(k, n, out=np.full(k.shape, np.nan), where=n > 0)


def _wilson(k: np.ndarray, n: np.ndarray, conf_level: float) -> tuple[np.ndarray, np.ndarray]:
    from scipy.special import ndtri

    z = ndtri(0.5 + conf_level / 2)
    p = _divide(k, n)
    size = np.where(n > 0, n, np.nan)
    centre = (p + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z / (1 + z**2 / size) * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2))
    # The ends are exact at 0 and 1; floating point would leave a trace.
    return np.where(k == 0, 0.0 * size, centre - half), np.where(
        k == n, 1.0 + 0.0 * size, centre + half
    )


def _clopper_pearson(
    k: np.ndarray, n: np.ndarray, conf_level: float
) -> tuple[np.ndarray, np.ndarray]:
    from scipy.special import betaincinv

    tail = (1 - conf_level) / 2
    size = np.where(n > 0, n, np.nan)
    inner_k = np.where((k > 0) & (n > 0), k, 1)
    low = np.where(k == 0, 0.0 * size, betaincinv(inner_k, n - inner_k + 1, tail))
    inner_k = np.where((k < n), k, 0)
    rest = np.where(n - inner_k > 0, n - inner_k, 1)
    high = np.where(k == n, 1.0 + 0.0 * size, betaincinv(inner_k + 1, rest, 1 - tail))
    return low, high
