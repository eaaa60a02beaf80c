"""Many small groups against one expected share: funnel limits, exact tests, false discoveries."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv
from scipy.stats import binom, hypergeom

from pug_analysis.stats.library_results import check_probability
from pug_analysis.stats.shares.checks import check_inside, whole_counts

#: A tail this close to a limit is at the limit: cumulative probabilities are sums of many terms.
_ROUNDING = 1e-12


def binomial_limits(total: ArrayLike, *, share: float, tail: float) -> np.ndarray:
    """Funnel limit: the share of a group of each size below which a given probability lies.

    Counts are whole, so no limit has exactly the probability asked for. As published, the limit is
    (r - a) / n with r the smallest count whose cumulative probability exceeds ``tail``, and
    a = (F(r) - tail) / (F(r) - F(r - 1)), which makes it a smooth curve over n. A count lies below
    the lower limit exactly if the probability of it and all smaller ones is at most ``tail``; the
    upper limit (``tail`` above 1/2) reads P(X > count), one count less strict.

    Parameters
    ----------
    total : shape (n,), sizes of groups, whole numbers from 1
    share : expected share (0..1)
    tail : cumulative probability of the limit, 0.025 and 0.975 for 95 %

    Returns
    -------
    shape (n,), shares, never outside 0..1.

    Raises
    ------
    ValueError
        if a size is below 1 or not whole, or ``share`` or ``tail`` is not between 0 and 1.

    References
    ----------
    Spiegelhalter (2005), Statistics in Medicine 24:1185, appendix A.1.1.

    Examples
    --------
    >>> binomial_limits([10, 20], share=0.5, tail=0.025).round(4).tolist()
    [0.1324, 0.2558]
    """
    n = _sizes(total)
    check_inside("share", share)
    check_inside("tail", tail)
    # ppf gives the smallest r with F(r) >= tail; the method wants F(r) > tail
    r = binom.ppf(tail, n, share)
    r = r + (binom.cdf(r, n, share) <= tail + _ROUNDING)
    weight = (binom.cdf(r, n, share) - tail) / binom.pmf(r, n, share)
    return np.clip((r - weight) / n, 0, 1)


def binomial_p_value(count: ArrayLike, total: ArrayLike, *, share: float) -> np.ndarray:
    """Exact two-sided p-values: twice the smaller binomial tail, at most 1.

    Doubled tails agree with the funnel: a count below the lower 95 % limit has p of at most 0.05.

    Parameters
    ----------
    count, total : shape (n,), whole numbers with 0 <= count <= total; missing for a total of 0
    share : expected share (0..1)

    Raises
    ------
    ValueError
        if a count is not between 0 and its total, or ``share`` is not between 0 and 1.

    Examples
    --------
    >>> binomial_p_value([1], [10], share=0.5).round(5).tolist()
    [0.02148]
    """
    k, n = whole_counts(count, total)
    check_inside("share", share)
    tails = np.minimum(binom.cdf(k, n, share), binom.sf(k - 1, n, share))
    p_value = check_probability(np.minimum(2 * tails, 1.0), source="scipy's tails")
    return np.where(n > 0, p_value, np.nan)


def hypergeometric_p_value(
    count: ArrayLike, total: ArrayLike, *, pool_count: ArrayLike, pool_total: ArrayLike
) -> np.ndarray:
    """Exact two-sided p-values of a group drawn from a small pool that holds it.

    Parameters
    ----------
    count, total : shape (n,), people of the kind and all people in the group
    pool_count, pool_total : the same in the pool, the group among them

    Returns
    -------
    shape (n,), twice the smaller hypergeometric tail, at most 1; missing for an empty group.

    Raises
    ------
    ValueError
        if a count is not between 0 and its total, or the pool cannot hold the group.

    Examples
    --------
    >>> hypergeometric_p_value([0], [4], pool_count=[6], pool_total=[10]).round(5).tolist()
    [0.00952]
    """
    k, n = whole_counts(count, total)
    pool_k, pool_n = whole_counts(pool_count, pool_total)
    if np.any(k > pool_k) or np.any(n - k > pool_n - pool_k):
        raise ValueError("pool must hold the group, but did not in some rows")
    tails = np.minimum(hypergeom.cdf(k, pool_n, pool_k, n), hypergeom.sf(k - 1, pool_n, pool_k, n))
    p_value = check_probability(np.minimum(2 * tails, 1.0), source="scipy's tails")
    return np.where(n > 0, p_value, np.nan)


def benjamini_hochberg(p_value: ArrayLike) -> np.ndarray:
    """Adjusted p-values that bound the share of false discoveries; missing ones stay missing.

    References
    ----------
    Benjamini and Hochberg (1995), J R Stat Soc B 57:289.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, np.nan]).round(3).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    p = np.asarray(p_value, dtype=float)
    adjusted = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    scaled = p[order] * order.size / np.arange(1, order.size + 1)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted


def flagged_up_to(total: int, *, share: float, margin: float, p_below: float) -> int:
    """Largest count that a screen would flag as too small; -1 if not even 0 would be.

    Parameters
    ----------
    total : size of the group
    share : expected share (0..1)
    margin : a flagged share lies at least this far below the expected one
    p_below : the two-sided exact p-value must be smaller than this

    Examples
    --------
    >>> [flagged_up_to(n, share=0.5, margin=0.1, p_below=0.05) for n in (20, 4)]
    [5, -1]
    """
    least, most = -1, min(int(np.floor(total * (share - margin) + _ROUNDING)), total)
    while least < most:  # tails grow with the count
        middle = (least + most + 1) // 2
        if 2 * binom.cdf(middle, total, share) < p_below:
            least = middle
        else:
            most = middle - 1
    return max(least, -1)


def share_seen(
    total: int, *, share: float, margin: float, p_below: float, power: float = 0.80
) -> float:
    """Largest true share that a screen would flag with the asked power; missing if none.

    Parameters
    ----------
    total, share, margin, p_below : of :func:`flagged_up_to`
    power : chance with which the group would have been flagged

    Returns
    -------
    Share (0..1): a group whose true share lies above it may well stay unseen.

    References
    ----------
    P(X <= c) as an incomplete beta function: Clopper and Pearson (1934), Biometrika 26:404.
    """
    check_inside("power", power)
    most = flagged_up_to(total, share=share, margin=margin, p_below=p_below)
    if most < 0:
        return float("nan")
    return float(betaincinv(most + 1, total - most, 1 - power))


def _sizes(total: ArrayLike) -> np.ndarray:
    n = np.atleast_1d(np.asarray(total))
    if np.any(n < 1) or np.any(n != np.floor(n)):
        raise ValueError("total must be whole numbers from 1")
    return n.astype("int64")
