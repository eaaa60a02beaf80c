"""Gray's test of whether groups differ in the cumulative incidence of one cause."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.stats.survival.competing import aalen_johansen
from pug_analysis.stats.survival.logrank import LogRank, quadratic_test
from pug_analysis.stats.survival.risk_sets import AlignedRiskSets, aligned_risk_sets, group_levels
from pug_analysis.stats.survival.risk_table import RiskTable


def gray_test(table: RiskTable, *, group: str, cause: str, rho: float = 0) -> LogRank:
    """Compare the cumulative incidence of a cause between groups, within the table's strata.

    Where `logrank` with a cause compares the speed among those still at risk, this compares how
    many get there at all. The numbers are those of R's ``cmprsk::cuminc``.

    Parameters
    ----------
    table : RiskTable whose one ``by`` column is ``group``, without delayed entry
    group : column of the two or more groups
    cause : one of the table's causes
    rho : power of (1 - F(t-)) in the weight

    Returns
    -------
    LogRank, its ``observed`` and ``expected`` weighted as in Gray's score

    Raises
    ------
    ValueError
        if ``group`` is not the only ``by`` column or has one level, the cause is unknown, or
        someone enters late: the test is not defined then.

    References
    ----------
    Gray (1988), Annals of Statistics 16:1141, section 2, with his correction for ties.
    """
    levels = group_levels(table, group)
    rows = table.increments
    if ((rows["time"] > table.start) & (rows["n_enter"] > 0)).any():
        raise ValueError(f"all must enter at month {table.start}, but some entered later")
    observed, expected = np.zeros((2, len(levels)))
    covariance = np.zeros((len(levels), len(levels)))
    for sets in aligned_risk_sets(table, group=group, cause=cause):
        part = _stratum(sets, rho)
        observed, expected = observed + part[0], expected + part[1]
        covariance = covariance + part[2]
    statistic, df, p_value = quadratic_test(observed - expected, covariance)
    entered = rows.groupby(group, sort=True, observed=True)["n_enter"].sum()
    summary = pd.DataFrame(
        {group: entered.index, "n": entered.to_numpy(), "observed": observed, "expected": expected}
    )
    names = pd.Index(levels, name=group)
    return LogRank(statistic, df, p_value, summary, pd.DataFrame(covariance, names, names))


def _stratum(sets: AlignedRiskSets, rho: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Score and covariance of one stratum; arrays are months x groups (x groups)."""
    n, asked, other = (a.astype(float) for a in (sets.n_risk, sets.n_event, sets.n_other))
    present = n > 0
    safe = np.where(present, n, 1.0)
    before, after, incidence = (a.T for a in aalen_johansen(n.T, asked.T, other.T))
    incidence_before = incidence - before * asked / safe
    # h: those who would be at risk had the other causes not taken them.
    h = np.where(present, n / np.where(present, before, 1.0), 0.0)
    total_h, events = h.sum(axis=1), asked.sum(axis=1)
    pooled = np.cumsum(events / total_h)
    pooled_before = pooled - events / total_h
    weight = (1 - pooled_before) ** rho

    share = h * (1 - incidence_before)
    share = share / share.sum(axis=1, keepdims=True)
    observed, expected = weight @ asked, (weight * events) @ share

    eye = np.eye(n.shape[1])
    direct = weight[:, None, None] * (
        h[:, :, None] * eye - h[:, :, None] * h[:, None, :] / total_h[:, None, None]
    )
    rate = events / (total_h * np.where(events > 0, 1 - pooled_before, 1.0))
    drift = np.cumsum(direct * rate[:, None, None], axis=0)
    to_come = drift[-1] - drift

    left = np.divide((1 - pooled)[:, None], after, out=np.zeros_like(after), where=after > 0)
    by_cause = direct + np.where(after > 0, 1 - left, 1.0)[:, None, :] * to_come
    expected_in_group = total_h[:, None] * before
    tied = np.where(
        events[:, None] > 1,
        1 - (events[:, None] - 1) / np.where(expected_in_group > 1, expected_in_group - 1, np.inf),
        1.0,
    )
    spread = np.where(present, tied * before * events[:, None] / (total_h[:, None] * safe), 0.0)
    covariance = np.einsum("tik,tjk,tk->ij", by_cause, by_cause, spread)
    by_others = left[:, None, :] * to_come
    tied = np.where(other > 1, 1 - (other - 1) / np.maximum(n - 1, 1), 1.0)
    spread = np.where(after > 0, tied * (before / safe) ** 2 * other, 0.0)
    covariance = covariance + np.einsum("tik,tjk,tk->ij", by_others, by_others, spread)
    return observed, expected, covariance
