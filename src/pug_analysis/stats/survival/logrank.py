"""Weighted, stratified log-rank tests with delayed entry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import gammaincc

from pug_analysis.stats.survival.kaplan_meier import survival_steps
from pug_analysis.stats.survival.risk_sets import AlignedRiskSets, aligned_risk_sets, group_levels
from pug_analysis.stats.survival.risk_table import RiskTable

#: Eigenvalues of a scaled covariance below this are 0.
RANK_TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class LogRank:
    """Result of `logrank`.

    Attributes
    ----------
    statistic, df, p_value : the chi-square test; missing, 0 and missing if nothing can be compared
    table : DataFrame, one row per group: the group, ``n`` who entered, weighted ``observed`` and
        ``expected`` events
    covariance : DataFrame, groups x groups, of observed minus expected
    """

    statistic: float
    df: int
    p_value: float
    table: pd.DataFrame
    covariance: pd.DataFrame


def logrank(
    table: RiskTable, *, group: str, rho: float = 0, gamma: float = 0, cause: str | None = None
) -> LogRank:
    """Compare the hazards of groups, within the table's strata.

    Parameters
    ----------
    table : RiskTable whose one ``by`` column is ``group``; its ``strata`` are adjusted for
    group : column of the two or more groups
    rho, gamma : Fleming-Harrington weights S(t-)^rho (1 - S(t-))^gamma, S of all groups of the
        stratum together; 0, 0 is the log-rank test, 1, 0 Peto's (R's ``survdiff(rho=1)``)
    cause : compare the hazard of this cause alone, the others end the time at risk; else of any

    Returns
    -------
    LogRank

    Raises
    ------
    ValueError
        if ``group`` is not the only ``by`` column or has one level, the cause is unknown, or a
        weight is negative.

    References
    ----------
    Klein and Moeschberger (2003), section 7.3 (k groups, hypergeometric variance, weights) and
    7.5 (strata), with risk sets (entry, exit].

    Examples
    --------
    >>> from pug_analysis.stats import risk_table
    >>> spells = pd.DataFrame({"jk": list("LLPP"), "exit": [1, 2, 3, 4], "cause": "naik"})
    >>> test = logrank(risk_table(spells, by="jk", entry=None), group="jk")
    >>> round(test.statistic, 4), test.df
    (2.8824, 1)
    """
    if rho < 0 or gamma < 0:
        raise ValueError(f"rho and gamma must be 0 or more, but were {rho!r} and {gamma!r}")
    levels = group_levels(table, group)
    observed, expected = np.zeros((2, len(levels)))
    covariance = np.zeros((len(levels), len(levels)))
    for sets in aligned_risk_sets(table, group=group, cause=cause):
        weight = weights_at(sets, rho=rho, gamma=gamma)
        part = _stratum(sets, weight)
        observed, expected = observed + part[0], expected + part[1]
        covariance = covariance + part[2]
    statistic, df, p_value = quadratic_test(observed - expected, covariance)
    entered = table.increments.groupby(group, sort=True, observed=True)["n_enter"].sum()
    summary = pd.DataFrame(
        {
            group: entered.index,
            "n": entered.to_numpy(),
            "observed": observed,
            "expected": expected,
        }
    )
    names = pd.Index(levels, name=group)
    return LogRank(statistic, df, p_value, summary, pd.DataFrame(covariance, names, names))


def quadratic_test(score: np.ndarray, covariance: np.ndarray) -> tuple[float, int, float]:
    """Chi-square test of a score with a covariance that may be singular.

    Returns
    -------
    statistic, df, p_value : df is the rank of the covariance; with rank 0 there is no test and
        the other two are missing.
    """
    scale = np.sqrt(np.diag(covariance))
    used = scale > 0
    if not used.any():
        return float("nan"), 0, float("nan")
    values, vectors = np.linalg.eigh(covariance[np.ix_(used, used)] / np.outer(*[scale[used]] * 2))
    real = values > RANK_TOLERANCE * values.max()
    turned = vectors[:, real].T @ (score[used] / scale[used])
    statistic = float((turned**2 / values[real]).sum())
    df = int(real.sum())
    return statistic, df, float(gammaincc(df / 2, statistic / 2))


def weights_at(sets: AlignedRiskSets, *, rho: float, gamma: float) -> np.ndarray:
    """Fleming-Harrington weight of every month of a stratum, shape (n_times,)."""
    total = sets.n_risk.sum(axis=1)
    survival, _ = survival_steps(sets.n_event.sum(axis=1), total)
    # where everybody has gone, counts with weights may leave a rounding error below 0
    before = np.concatenate([[1.0], np.maximum(survival[:-1], 0)])[: total.size]
    return before**rho * (1 - before) ** gamma


def _stratum(
    sets: AlignedRiskSets, weight: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weighted observed and expected events of each group, and their covariance."""
    total, events = sets.n_risk.sum(axis=1), sets.n_event.sum(axis=1)
    share = sets.n_risk / total[:, None]
    spread = weight**2 * events * (total - events) / np.where(total > 1, total - 1, np.inf)
    covariance = np.diag(spread @ share) - share.T @ (spread[:, None] * share)
    return weight @ sets.n_event, (weight * events) @ share, covariance


def stratum_score(sets: AlignedRiskSets) -> tuple[np.ndarray, np.ndarray]:
    """Events of the second of two groups minus those expected, and their variance, month by month.

    Returns
    -------
    Two arrays of shape (n_times,).
    """
    total, events = sets.n_risk.sum(axis=1), sets.n_event.sum(axis=1)
    share = sets.n_risk[:, 1] / total
    ties = (total - events) / np.where(total > 1, total - 1, np.inf)
    return sets.n_event[:, 1] - events * share, events * ties * share * (1 - share)
