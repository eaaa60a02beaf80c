"""Critical values for several correlated normal statistics at once."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, ndtri

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.library_results import check_order

#: Nodes per dimension of the product rule, by number of dimensions.
NODES = {1: 64, 2: 64, 3: 40}
#: Points of the rank-1 lattice for more dimensions.
LATTICE_POINTS = 1 << 14
#: Beyond so many standard deviations the normal distribution is nothing.
FAR = 8.5
#: Correlations nearer to 1 than this are the same statistic twice.
SAME = 1e-9


def simultaneous_critical_value(correlation: np.ndarray, *, conf_level: float) -> float:
    """Value c with P(|Z_1| <= c, ..., |Z_m| <= c) = ``conf_level`` for normal Z.

    The same at every call: Gauss-Legendre nodes up to four statistics (error below 1e-8),
    a fixed lattice for more (error below 1e-3).

    Parameters
    ----------
    correlation : shape (m, m), may be singular
    conf_level : level of the two-sided band

    Returns
    -------
    float, between the value of one statistic and Bonferroni's

    Raises
    ------
    ValueError
        if ``conf_level`` is not between 0 and 1.

    References
    ----------
    Genz (1992), J Comput Graph Stat 1:141, separation of variables; Hothorn, Bretz and Westfall
    (2008), Biometrical Journal 50:346.

    Examples
    --------
    >>> round(simultaneous_critical_value(np.eye(2), conf_level=0.95), 4)
    2.2365
    """
    low = critical_value(conf_level)
    root = _root(_distinct(np.asarray(correlation, dtype=float)))
    if len(root) == 1:
        return low
    points, weights = _points(len(root) - 1)
    high = critical_value(1 - (1 - conf_level) / len(root)) + 1e-6
    from scipy.optimize import brentq

    def excess(c: float) -> float:
        return _box_probability(root, c, points, weights) - conf_level

    found = float(brentq(excess, low - 1e-6, high, xtol=1e-12))
    check_order(low - 1e-6, found, high, source="the search for a critical value")
    return found


def simultaneous_of(covariance: np.ndarray, *, conf_level: float) -> float:
    """:func:`simultaneous_critical_value` of estimates with this covariance; missing where all are fixed.

    Parameters
    ----------
    covariance : shape (m, m), may be singular; estimates without spread take no part
    """
    scale = np.sqrt(np.diag(covariance))
    used = scale > 0
    if not used.any():
        return float("nan")
    correlation = covariance[np.ix_(used, used)] / np.outer(scale[used], scale[used])
    return simultaneous_critical_value(correlation, conf_level=conf_level)


def _distinct(correlation: np.ndarray) -> np.ndarray:
    """Leave out statistics that repeat an earlier one."""
    keep: list[int] = []
    for i in range(len(correlation)):
        if all(abs(correlation[i, j]) < 1 - SAME for j in keep):
            keep.append(i)
    return correlation[np.ix_(keep, keep)]


def _root(correlation: np.ndarray) -> np.ndarray:
    """Lower triangular root; a diagonal of 0 where a statistic is fixed by the earlier ones."""
    m = len(correlation)
    root = np.zeros((m, m))
    for i in range(m):
        for j in range(i):
            rest = correlation[i, j] - root[i, :j] @ root[j, :j]
            root[i, j] = rest / root[j, j] if root[j, j] > 0 else 0.0
        left = correlation[i, i] - root[i, :i] @ root[i, :i]
        root[i, i] = np.sqrt(left) if left > SAME else 0.0
    return root


def _points(dimensions: int) -> tuple[np.ndarray, np.ndarray]:
    """Points of the unit cube, shape (n, dimensions), and their weights."""
    if dimensions in NODES:
        node, weight = np.polynomial.legendre.leggauss(NODES[dimensions])
        grids = np.meshgrid(*[(node + 1) / 2] * dimensions, indexing="ij")
        weights = np.meshgrid(*[weight / 2] * dimensions, indexing="ij")
        points = np.stack([grid.ravel() for grid in grids], axis=1)
        return points, np.prod([w.ravel() for w in weights], axis=0)
    steps = np.sqrt(_primes(dimensions)) % 1  # Richtmyer's lattice
    lattice = (np.arange(1, LATTICE_POINTS + 1)[:, None] * steps) % 1
    points = np.abs(2 * lattice - 1)  # the tent makes the integrand periodic
    return points, np.full(LATTICE_POINTS, 1 / LATTICE_POINTS)


def _primes(count: int) -> np.ndarray:
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return np.array(found, dtype=float)


def _box_probability(root: np.ndarray, c: float, points: np.ndarray, weights: np.ndarray) -> float:
    """P(all |Z| <= c), one statistic after the other given the earlier ones.

    On the product rule the points are spread evenly over the normal scale, where the integrand is
    smooth; on the lattice over the probability scale, where it is bounded.
    """
    even = points.shape[1] in NODES
    drawn = np.zeros((len(points), len(root)))
    product = np.ones(len(points))
    for i, row in enumerate(root):
        middle = drawn[:, :i] @ row[:i]
        if row[i] == 0:
            product = product * (np.abs(middle) <= c)
            continue
        low, high = ((side * c - middle) / row[i] for side in (-1, 1))
        if i == points.shape[1] or not even:
            product = product * (ndtr(high) - ndtr(low))
        if i == points.shape[1]:
            break
        if even:
            low, high = np.maximum(low, -FAR), np.minimum(high, FAR)
            drawn[:, i] = low + points[:, i] * (high - low)
            density = np.exp(-(drawn[:, i] ** 2) / 2) / np.sqrt(2 * np.pi)
            product = product * density * np.maximum(high - low, 0)
        else:
            inside = ndtr(low) + points[:, i] * (ndtr(high) - ndtr(low))
            drawn[:, i] = ndtri(np.clip(inside, 1e-300, 1 - 1e-16))
    return float(weights @ product)
