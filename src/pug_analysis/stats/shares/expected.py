"""Counts against what was expected of them: events of unequal chances, and ratios of many small groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import gammaincinv, gammaln

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.library_results import check_order

#: Bounds of the logarithm of the shape: from groups that differ a thousandfold to none that differs.
_SHAPES = (-4.0, 12.0)


def chance_of_count(count: int, shares: ArrayLike) -> float:
    """Two-sided p-value of a number of successes of independent trials with unequal chances.

    Parameters
    ----------
    count : successes
    shares : shape (n,), chance of each trial (0..1)

    Returns
    -------
    Twice the smaller tail, at most 1; both tails hold the count itself. The distribution is exact.

    Raises
    ------
    ValueError
        if a chance is not between 0 and 1, or the count not between 0 and their number.

    References
    ----------
    Wang (1993), Statistica Sinica 3:295 (Poisson binomial distribution).

    Examples
    --------
    >>> round(chance_of_count(0, [0.5, 0.5, 0.5]), 4)
    0.25
    """
    chances = np.asarray(shares, dtype=float)
    if ((chances < 0) | (chances > 1)).any() or not 0 <= count <= chances.size:
        raise ValueError("chances must be between 0 and 1 and the count at most their number")
    exact = np.ones(1)
    for chance in chances:
        exact = np.convolve(exact, [1 - chance, chance])
    below, above = exact[: count + 1].sum(), exact[count:].sum()
    return float(min(1.0, 2 * min(below, above)))


def shrink_ratios(
    observed: ArrayLike, expected: ArrayLike, *, conf_level: float = 0.95, penalty: float = 0.5
) -> pd.DataFrame:
    """Empirical Bayes ratios of observed to expected events: a gamma distribution of ratios.

    Mean and spread of the ratios maximise the negative binomial likelihood plus ``penalty`` times the
    log of the standard deviation, which keeps the spread off 0 (see `shrink_shares`).

    Parameters
    ----------
    observed, expected : shape (n,), events and how many were expected; groups of which none were expected
        get the mean
    conf_level : level of the posterior interval; mean and spread count as known

    Returns
    -------
    DataFrame in the order given: ``estimate`` (posterior mean), ``conf_low, conf_high, conf_level, method,
    unit``; missing if nothing was observed or fewer than two groups had anything expected.

    References
    ----------
    Clayton and Kaldor (1987), Biometrics 43:671; penalty: Chung, Rabe-Hesketh, Dorie, Gelman and Liu
    (2013), Psychometrika 78:685.

    Examples
    --------
    >>> shrink_ratios([2, 9, 5], [6.0, 6.0, 4.0])["estimate"].round(2).tolist()
    [0.59, 1.31, 1.13]
    """
    critical_value(conf_level)
    hit, due = (np.asarray(values, dtype=float) for values in (observed, expected))
    if (hit < 0).any() or (due < 0).any():
        raise ValueError("observed and expected must be 0 or more")
    shape = mean = float("nan")
    if (due > 0).sum() >= 2 and hit.sum() > 0:
        mean = float(hit.sum() / due.sum())
        shape = _shape(hit, due * mean, penalty)
    a, rate = shape + hit, shape / mean + due
    estimate, tail = a / rate, (1 - conf_level) / 2
    low = np.minimum(gammaincinv(a, tail) / rate, estimate)
    high = np.maximum(gammaincinv(a, 1 - tail) / rate, estimate)
    check_order(low, estimate, high, source="scipy's gamma quantiles")
    return pd.DataFrame(
        {
            "estimate": estimate,
            "conf_low": low,
            "conf_high": high,
            "conf_level": conf_level,
            "method": "empirical Bayes gamma-Poisson",
            "unit": "ratio",
        }
    )


def _shape(hit: np.ndarray, due: np.ndarray, penalty: float) -> float:
    """Shape of the gamma distribution of ratios around the mean; its variance is one over it."""
    from scipy.optimize import minimize_scalar

    def loss(log_shape: float) -> float:
        a = np.exp(log_shape)
        terms = (
            gammaln(a + hit) - gammaln(a) + a * log_shape - (a + hit) * np.log(a + due)
            + hit * np.log(np.where(due > 0, due, 1.0))
        )  # fmt: skip
        return -float(terms.sum() - penalty * log_shape / 2)

    return float(np.exp(minimize_scalar(loss, bounds=_SHAPES, method="bounded").x))
