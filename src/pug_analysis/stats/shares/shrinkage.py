"""Shares of many small groups, each drawn towards the mean of all as far as chance demands it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import betaincinv, digamma, expit, logit

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.library_results import check_minimum, check_order

#: Counts above this are added up by Stirling's series, exact to 1e-11 from here on.
_LONGEST = 4096
#: Bounds of mean and spread on the logit scale; the spread never reaches 0 or 1.
_BOUNDS = ((-12.0, 12.0), (-14.0, 5.0))


@dataclass(frozen=True, slots=True, eq=False)
class Shrinkage:
    """Result of `shrink_shares`.

    Attributes
    ----------
    table : DataFrame, one row per group in the order given: ``n, n_total, estimate`` (posterior
        mean), ``conf_low, conf_high`` (posterior quantiles, wider where the mean of a very skewed one
        lies beyond them), ``conf_level, method, unit``
    mean : mean of the groups' shares (0..1)
    rho : spread of the shares, 1 / (a + b + 1) of the beta distribution: 0 if all groups have one
        share, 1 if each is all or nothing
    log_likelihood : of the counts, without the penalty and the binomial coefficients
    """

    table: pd.DataFrame
    mean: float
    rho: float
    log_likelihood: float


def shrink_shares(
    count: ArrayLike, total: ArrayLike, *, conf_level: float = 0.95, penalty: float = 0.5
) -> Shrinkage:
    """Empirical Bayes shares: a beta distribution of shares, binomial counts in each group.

    Mean and spread maximise the beta-binomial likelihood plus ``penalty`` times log(rho). Plain
    maximum likelihood (``penalty=0``) puts the spread at 0 in about half of all data sets in which
    groups differ little, and would then claim that all groups have one share, known exactly; the
    weak penalty keeps it off 0 by about one standard error and fades as groups are added.

    Parameters
    ----------
    count, total : shape (n,), whole numbers with 0 <= count <= total; groups of nobody are given
        the mean of all
    conf_level : level of the posterior interval. It takes mean and spread as known, so it is
        somewhat too narrow where groups are few
    penalty : weight of log(rho), 1/2 for a gamma(2, 0) prior of the standard deviation

    Returns
    -------
    Shrinkage; estimates are missing (nan) if fewer than two groups have two people, or if all
    people are of one kind.

    Raises
    ------
    ValueError
        if a count is not between 0 and its total, or ``conf_level`` is not between 0 and 1.

    References
    ----------
    Likelihood in the form of Griffiths (1973), Biometrics 29:637; Penalty: Chung, Rabe-Hesketh,
    Dorie, Gelman and Liu (2013), Psychometrika 78:685. Posterior: Beta(a + k, b + n - k).

    Examples
    --------
    >>> found = shrink_shares([0, 5, 10, 4], [10, 10, 10, 10])
    >>> found.table["estimate"].round(2).tolist()
    [0.03, 0.5, 0.97, 0.41]
    """
    critical_value(conf_level)
    k, n = np.broadcast_arrays(np.atleast_1d(count), np.atleast_1d(total))
    if np.any(k < 0) or np.any(k > n) or np.any(k != np.floor(k)) or np.any(n != np.floor(n)):
        raise ValueError("count must be whole and between 0 and total")
    k, n = k.astype("int64"), n.astype("int64")
    mean = rho = value = float("nan")
    if (n >= 2).sum() >= 2 and 0 < k.sum() < n.sum():
        mean, rho, value = _fit(k, n, penalty)
    a, b = mean * (1 - rho) / rho + k, (1 - mean) * (1 - rho) / rho + n - k
    tail, estimate = (1 - conf_level) / 2, a / (a + b)
    low = np.minimum(betaincinv(a, b, tail), estimate)
    high = np.maximum(betaincinv(a, b, 1 - tail), estimate)
    check_order(low, estimate, high, source="scipy's beta quantiles")
    table = pd.DataFrame(
        {
            "n": k,
            "n_total": n,
            "estimate": estimate,
            "conf_low": low,
            "conf_high": high,
            "conf_level": conf_level,
            "method": "empirical Bayes beta-binomial",
            "unit": "share",
        }
    )
    return Shrinkage(table, mean, rho, value)


def _fit(k: np.ndarray, n: np.ndarray, penalty: float) -> tuple[float, float, float]:
    from scipy.optimize import minimize

    mine, others, everybody = (_counted(values) for values in (k, n - k, n))

    def likelihood(mean: float, rho: float) -> tuple[float, float, float]:
        """Log-likelihood and its slopes in mean and rho."""
        rest = 1 - rho
        one, one_start, one_rho = _log_steps(mean * rest, rho, mine)
        two, two_start, two_rho = _log_steps((1 - mean) * rest, rho, others)
        all_, all_start, all_rho = _log_steps(rest, rho, everybody)
        return (
            one + two - all_,
            (one_start - two_start) * rest,
            one_rho + two_rho - all_rho - mean * one_start - (1 - mean) * two_start + all_start,
        )

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        mean, rho = expit(x)
        value, by_mean, by_rho = likelihood(mean, rho)
        slope = np.array([by_mean, by_rho + penalty / rho]) * expit(x) * expit(-x)
        return -value - penalty * np.log(rho), -slope

    start = np.array([logit(k.sum() / n.sum()), logit(0.05)])
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=_BOUNDS,
        options={"ftol": 1e-14, "gtol": 1e-9},
    )  # fmt: skip
    check_minimum(
        lambda x: loss(x)[0], found.x, bounds=_BOUNDS, size=float(n.sum()), source="scipy's search"
    )
    mean, rho = (float(value) for value in expit(found.x))
    return mean, rho, likelihood(mean, rho)[0]


def _counted(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many groups exceed each step: no order, no long sums; and the counts beyond the last."""
    steps = np.arange(min(values.max(), _LONGEST))
    return (values[:, None] > steps).sum(axis=0), np.sort(values[values > _LONGEST])


def _log_steps(
    start: float, rho: float, counted: tuple[np.ndarray, np.ndarray]
) -> tuple[float, float, float]:
    """Sum of log(start + rho j) over groups and j below each count, and its slopes in both.

    Steps beyond ``_LONGEST`` are a difference of two log gamma functions, by Stirling's series: of
    counts of millions none is added up step by step.
    """
    times, beyond = counted
    steps = np.arange(times.size)
    inverse = times / (start + rho * steps)
    value, by_start = float(times @ np.log(start + rho * steps)), float(inverse.sum())
    by_rho = float(inverse @ steps)
    if beyond.size:
        first, last, length = start / rho + _LONGEST, start / rho + beyond, beyond - _LONGEST
        value += float(
            (
                length * np.log(rho * last)
                - length
                + (first - 0.5) * np.log1p(length / first)
                + (1 / last - 1 / first) / 12
                - (1 / last**3 - 1 / first**3) / 360
            ).sum()
        )
        far = (digamma(last) - digamma(first)).sum() / rho
        by_start += float(far)
        by_rho += float((length.sum() - start * far) / rho)
    return value, by_start, by_rho
