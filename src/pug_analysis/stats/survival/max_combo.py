"""The largest of several weighted log-rank statistics: finds early, late and constant differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.polynomial.legendre import leggauss
from scipy.special import ndtr
from scipy.stats import multivariate_normal

from pug_analysis.stats.library_results import check_probability
from pug_analysis.stats.survival.logrank import RANK_TOLERANCE, stratum_score, weights_at
from pug_analysis.stats.survival.risk_sets import aligned_risk_sets, two_levels
from pug_analysis.stats.survival.risk_table import RiskTable

#: Fleming-Harrington weights: throughout, late, early.
WEIGHTS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0))
#: A weight whose score varies so much less than that of another weighs rounding errors only.
_NO_WEIGHT = 1e-20
#: Points per arc of the integral over directions; the integrand is analytic on each arc.
_POINTS = 40
#: The integrand's peaks are as narrow as 1 / z: arcs are cut into one more piece for each so many of it.
_PIECE = 5
#: Of the integral in three dimensions and more, which is drawn.
_SEED, _DRAWS, _ERROR = 20251231, 2_000_000, 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class MaxCombo:
    """Result of `max_combo`.

    Attributes
    ----------
    statistic : the largest absolute z; missing if nothing can be compared
    p_value : chance of one at least as large without a difference; missing likewise
    z : Series by weight (rho, gamma): negative where the second group has fewer events than expected;
        missing where a weight leaves nothing to compare
    score : Series by weight: weighted observed minus expected events of the second group
    variance : Series by weight, of the score
    correlation : DataFrame, weights x weights, of the scores
    """

    statistic: float
    p_value: float
    z: pd.Series
    score: pd.Series
    variance: pd.Series
    correlation: pd.DataFrame


def max_combo(
    tables: RiskTable | Sequence[RiskTable],
    *,
    group: str,
    weights: Sequence[tuple[float, float]] = WEIGHTS,
    cause: str | None = None,
) -> MaxCombo:
    """Test whether two groups have the same hazards, whenever a difference may come.

    Parameters
    ----------
    tables : one RiskTable or several (steps of a career), each with ``group`` as its one ``by`` column;
        their strata are adjusted for. Scores of several tables add up
    group : column of the two groups
    weights : pairs rho, gamma: S(t-)^rho (1 - S(t-))^gamma, S of both groups of the stratum together
    cause : compare the hazard of this cause alone, the others end the time at risk; None for any

    Returns
    -------
    MaxCombo

    Raises
    ------
    ValueError
        if there is no table or no weight, a weight is negative, ``group`` is not the only ``by`` column of
        a table or has not the same two levels in all of them, or the cause is unknown.

    Notes
    -----
    All weights look at the same events, so their scores are correlated; the covariance is that of the
    hypergeometric draws of each month, summed over strata and tables. Steps of one career follow one
    another, and their scores are uncorrelated martingales. The three standard weights depend linearly
    on one another (S + (1 - S) = 1): their joint distribution has two dimensions, and the p-value is
    an integral over directions of the plane, which quadrature gives to rounding error. Weights of
    three dimensions and more are integrated by quasi-random draws with a fixed seed, to 1e-6.

    References
    ----------
    Tarone (1981), Biometrika 68:87; Fleming and Harrington (1991), Counting Processes and Survival
    Analysis, sections 7.2 and 7.5; Karrison (2016), Stata Journal 16:678.

    Examples
    --------
    >>> from pug_analysis.stats import risk_table
    >>> spells = pd.DataFrame({"jk": list("LPLPLP"), "exit": [1, 2, 3, 4, 5, 6], "cause": "naik"})
    >>> found = max_combo(risk_table(spells, by="jk", entry=None), group="jk")
    >>> round(found.statistic, 4), round(found.p_value, 4)
    (0.6963, 0.702)
    """
    every = [tables] if isinstance(tables, RiskTable) else list(tables)
    if not every or not weights:
        raise ValueError("max_combo needs a table and a weight")
    if any(rho < 0 or gamma < 0 for rho, gamma in weights):
        raise ValueError(f"rho and gamma must be 0 or more, but weights were {weights!r}")
    two_levels(every, group)
    score, covariance = np.zeros(len(weights)), np.zeros((len(weights), len(weights)))
    for table in every:
        for sets in aligned_risk_sets(table, group=group, cause=cause):
            curves = np.array([weights_at(sets, rho=rho, gamma=gamma) for rho, gamma in weights])
            excess, spread = stratum_score(sets)
            score = score + curves @ excess
            covariance = covariance + (curves * spread) @ curves.T
    return _result(score, covariance, weights)


def _result(
    score: np.ndarray, covariance: np.ndarray, weights: Sequence[tuple[float, float]]
) -> MaxCombo:
    variance = np.diag(covariance)
    used = variance > _NO_WEIGHT * variance.max(initial=0)
    scale = np.where(used, np.sqrt(np.maximum(variance, 0)), np.nan)
    z, correlation = score / scale, covariance / np.outer(scale, scale)
    largest = float(np.abs(z[used]).max()) if used.any() else float("nan")
    p_value = exceedance(largest, correlation[np.ix_(used, used)]) if used.any() else float("nan")
    names = pd.MultiIndex.from_tuples(list(weights), names=["rho", "gamma"])
    return MaxCombo(
        largest,
        p_value,
        pd.Series(z, names),
        pd.Series(score, names),
        pd.Series(variance, names),
        pd.DataFrame(correlation, names, names),
    )


def exceedance(largest: float, correlation: np.ndarray) -> float:
    """Chance that the largest absolute value of correlated standard normals reaches ``largest``.

    Parameters
    ----------
    correlation : shape (n, n); it may be singular

    Returns
    -------
    1 - P(all within): for one and two dimensions to rounding error, however small; for more to 1e-6, and
    never outside the chances of a single one and of Bonferroni.
    """
    values, vectors = np.linalg.eigh(correlation)
    real = values > RANK_TOLERANCE * values.max()
    # each normal is a row of this matrix times independent ones
    root = vectors[:, real] * np.sqrt(values[real])
    single = float(2 * ndtr(-largest))
    if real.sum() == 1:
        return single
    if real.sum() == 2:
        return _outside_polygon(largest, root)
    inside = multivariate_normal.cdf(
        np.full(len(correlation), largest), lower_limit=np.full(len(correlation), -largest),
        cov=correlation, allow_singular=True, maxpts=_DRAWS, abseps=_ERROR, releps=0,
        rng=np.random.default_rng(_SEED),
    )  # fmt: skip
    outside = 1 - float(
        check_probability(inside, source="scipy's multivariate normal distribution")
    )
    return min(max(outside, single), len(correlation) * single, 1.0)


def _outside_polygon(largest: float, root: np.ndarray) -> float:
    """Chance that two independent normals leave the strips |row of ``root`` . x| < ``largest``.

    In a direction the strips are left at the distance largest / max |row . direction|, and a distance
    r is passed with the chance exp(-r^2 / 2). Between the corners one strip alone is the nearest.
    """
    pairs = [(a, b) for i, a in enumerate(root) for b in root[i + 1 :]]
    normals = [one for a, b in pairs for one in (a - b, a + b)]
    corners = [np.arctan2(-one[0], one[1]) % np.pi for one in normals if np.hypot(*one) > 1e-12]
    arcs = np.unique(np.concatenate([[0.0, np.pi], corners]))
    pieces = 1 + int(largest / _PIECE)
    edges = np.interp(
        np.arange(0, pieces * (arcs.size - 1) + 1) / pieces, np.arange(arcs.size), arcs
    )
    points, weights = leggauss(_POINTS)
    half = np.diff(edges)[:, None] / 2
    angles = edges[:-1, None] + half * (1 + points)
    reach = np.abs(np.stack([np.cos(angles), np.sin(angles)], axis=-1) @ root.T).max(axis=-1)
    with np.errstate(divide="ignore"):
        passed = np.exp(-((largest / reach) ** 2) / 2)
    return float((half * weights * passed).sum() / np.pi)
