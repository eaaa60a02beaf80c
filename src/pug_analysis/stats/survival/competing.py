"""Cumulative incidence of one cause when other causes compete with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from pug_analysis.stats.intervals import ConfType, check_choice, confidence_limits
from pug_analysis.stats.survival.kaplan_meier import curve_frame, first_month
from pug_analysis.stats.survival.risk_sets import TINY, RiskSets, check_cause, risk_sets
from pug_analysis.stats.survival.risk_table import RiskTable

#: Which variance of the cumulative incidence.
Variance = Literal["delta", "aalen"]


def cumulative_incidence(
    table: RiskTable,
    *,
    cause: str,
    conf_level: float = 0.95,
    conf_type: ConfType = "log-log",
    variance: Variance = "delta",
    min_at_risk: int = 0,
) -> pd.DataFrame:
    """Aalen-Johansen estimate of F(t), the share with an event of ``cause`` up to month t.

    Events of other causes compete: they end the time at risk and are not censorings. Several
    causes in one month and delayed entry are exact. Strata are added up.

    Parameters
    ----------
    table : RiskTable
    cause : one of the table's causes
    conf_level, conf_type : see `pug_analysis.stats.intervals.confidence_limits`
    variance : ``"delta"`` takes the counts of a month as multinomial, and agrees with R's
        survfit (without delayed entry) and etm (with it); with one cause it is Greenwood's.
        ``"aalen"`` takes each cause as a counting process with a correction for ties, and
        agrees with R's cmprsk.
    min_at_risk : see `kaplan_meier`

    Returns
    -------
    DataFrame with the columns of `kaplan_meier`; ``n_event`` counts ``cause`` alone.

    Raises
    ------
    ValueError
        if an option is not allowed, the cause is unknown, or no month has ``min_at_risk`` people.

    References
    ----------
    Aalen and Johansen (1978), Scand J Stat 5:141; delta variance: Andersen, Borgan, Gill and
    Keiding (1993), section 4.4; with ties Gray (1988), Annals of Statistics 16:1141.
    """
    check_choice("variance", variance, get_args(Variance))
    place = check_cause(table, cause)
    table = table.since(first_month(table, min_at_risk=min_at_risk))
    sets = risk_sets(table, table.by).exits()
    estimate, std_error = np.empty((2, sets.time.size))
    for rows in sets.slices():
        steps = incidence_steps(sets, rows, place)
        estimate[rows] = steps.incidence
        every = np.arange(steps.incidence.size)
        square = incidence_covariance(steps, every, every, variance=variance)
        std_error[rows] = np.sqrt(np.maximum(square, 0))
    low, high = confidence_limits(estimate, std_error, conf_level=conf_level, conf_type=conf_type)
    return curve_frame(
        sets,
        n_event=sets.n_event[:, place],
        columns={"estimate": estimate, "std_error": std_error, "conf_low": low, "conf_high": high},
        about={
            "conf_level": conf_level,
            "method": "Aalen-Johansen",
            "unit": "share",
            "start": table.start,
        },
    )


@dataclass(frozen=True, slots=True, eq=False)
class IncidenceSteps:
    """One group's months: counts, S before and after each month, F after it; all shape (n,)."""

    n_risk: np.ndarray
    n_asked: np.ndarray
    n_other: np.ndarray
    survival_before: np.ndarray
    survival: np.ndarray
    incidence: np.ndarray

    @property
    def loss(self) -> np.ndarray:
        """S before over S after each month: what an event takes from all that follows.

        Set to 0 once nobody is left, because then nothing follows.
        """
        known = self.survival > 0
        return np.divide(self.survival_before, self.survival, out=np.zeros(known.size), where=known)


def incidence_steps(sets: RiskSets, rows: slice, place: int) -> IncidenceSteps:
    """Compute S and F of the group whose rows these are, for the cause at ``place``."""
    n, asked = sets.n_risk[rows], sets.n_event[rows, place]
    other = sets.n_any[rows] - asked
    return IncidenceSteps(n, asked, other, *aalen_johansen(n, asked, other))


def aalen_johansen(
    n_risk: np.ndarray, n_asked: np.ndarray, n_other: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Aalen-Johansen estimate from counts; months run along the last axis.

    Everything that tells shares with an event while other events compete computes them here: curves,
    milestones, restricted means, Gray's test, and the weighted arms of sequential trials.

    Parameters
    ----------
    n_risk, n_asked, n_other : shape (..., n_months): at risk (or their weight), events of the cause, other
        events. A month with hardly anybody at risk (see ``risk_sets.TINY``) changes nothing.

    Returns
    -------
    S before each month, S after it, F after it (shares 0..1), each of the same shape.

    References
    ----------
    Aalen and Johansen (1978), Scand J Stat 5:141.

    Examples
    --------
    >>> n, asked, other = np.array([4, 3, 2]), np.array([1, 0, 1]), np.array([0, 1, 0])
    >>> [steps.tolist() for steps in aalen_johansen(n, asked, other)]
    [[1.0, 0.75, 0.5], [0.75, 0.5, 0.25], [0.25, 0.25, 0.5]]
    """
    known = n_risk > TINY
    n = np.where(known, n_risk, 1.0)
    # Sums of weights miss 0 and the number at risk by rounding.
    staying = np.clip((n - n_asked - n_other) / n, 0, 1)
    after = np.cumprod(np.where(known, staying, 1.0), axis=-1)
    before = np.concatenate([np.ones((*after.shape[:-1], 1)), after[..., :-1]], axis=-1)
    jumps = before * np.clip(n_asked, 0, n) / n
    return before, after, np.cumsum(np.where(known, jumps, 0.0), axis=-1)


def incidence_covariance(
    steps: IncidenceSteps, first: np.ndarray, second: np.ndarray, *, variance: Variance
) -> np.ndarray:
    """Covariance of F at the steps ``first`` and ``second``, element by element.

    An event in month u moves F(t) by S(u-) if it is of the cause, and in any case by
    -(F(t) - F(u)) S(u-)/S(u); the squares of these, weighed by the variance of the month's
    hazards, add up over u. F(t) is fixed in the sum, so three running sums serve all t.
    """
    both = np.array([steps.loss * steps.incidence] * 2)
    both[0] += steps.survival_before
    loss = np.array([steps.loss] * 2)
    count = np.array([steps.n_asked, steps.n_other], dtype=float)
    n = steps.n_risk.astype(float)

    def weighed(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        if variance == "delta":
            mean = (left * count).sum(axis=0) * (right * count).sum(axis=0)
            return np.cumsum((left * right * count).sum(axis=0) / n**2 - mean / n**3)
        tied = np.where(count > 1, 1 - (count - 1) / np.maximum(n - 1, 1), 1.0)
        return np.cumsum((left * right * count * tied).sum(axis=0) / n**2)

    until = np.minimum(first, second)
    f, g = steps.incidence[first], steps.incidence[second]
    constant, linear, square = weighed(both, both), weighed(both, loss), weighed(loss, loss)
    return constant[until] - (f + g) * linear[until] + f * g * square[until]
