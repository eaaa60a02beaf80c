"""Shares at a few chosen months, compared between two groups at all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy.special import erfc, ndtr

from pug_analysis.stats.intervals import (
    check_choice,
    confidence_limits,
    critical_value,
    fill_ends,
    square_and_add,
)
from pug_analysis.stats.simultaneous import simultaneous_of
from pug_analysis.stats.survival.competing import (
    cumulative_incidence,
    incidence_covariance,
    incidence_steps,
)
from pug_analysis.stats.survival.curves import at_times
from pug_analysis.stats.survival.kaplan_meier import kaplan_meier, survival_steps
from pug_analysis.stats.survival.logrank import quadratic_test
from pug_analysis.stats.survival.risk_sets import RiskSets, check_cause, risk_sets, two_levels
from pug_analysis.stats.survival.risk_table import RiskTable

#: How the limits of a difference are found.
GapLimits = Literal["wald", "square-and-add"]


@dataclass(frozen=True, slots=True, eq=False)
class Milestones:
    """Result of `milestones`.

    Attributes
    ----------
    table : DataFrame, one row per group and month, as `at_times` gives it
    difference : DataFrame, one row per month: ``group, reference`` (the two levels), ``time,
        estimate`` (second level minus first), ``std_error, conf_low, conf_high`` (pointwise),
        ``simultaneous_low, simultaneous_high, p_value, conf_level, method, unit``
    ratio : DataFrame, one row per month: ``group, reference, time, estimate`` (second level's share
        over the first's), ``conf_low, conf_high`` (pointwise), ``simultaneous_low,
        simultaneous_high, conf_level, method, unit``; from the log-log limits of the two shares by
        square-and-add of their logs, and without end where a limit of a share is 0
    covariance : DataFrame, months x months, of the differences
    statistic, df, p_value : Wald test that the groups agree at all months; df is the rank
    critical_value : of the simultaneous intervals, from the multivariate normal distribution
    """

    table: pd.DataFrame
    difference: pd.DataFrame
    ratio: pd.DataFrame
    covariance: pd.DataFrame
    statistic: float
    df: int
    p_value: float
    critical_value: float


def milestones(
    table: RiskTable,
    *,
    times: Sequence[int],
    group: str,
    cause: str | None = None,
    limits: GapLimits = "wald",
    conf_level: float = 0.95,
) -> Milestones:
    """Compare two groups in the share that has reached an event by each of several months.

    Parameters
    ----------
    table : RiskTable whose one ``by`` column is ``group``; strata are added up
    times : rising months, for instance 60, 120, 180
    group : column of two levels; differences are second level minus first
    cause : cumulative incidence of this cause; without it survival S(t) (any event)
    limits : of the difference
        ``"wald"``: estimate -+ z standard errors, missing where nothing has happened in either
        group. ``"square-and-add"``: from the log-log limits of the two groups, which for small
        shares hold the truth more often; where nothing has happened yet in a group, its limits
        (also in ``table``) are those of `no_event_limit`.
    conf_level : level of the intervals, pointwise and simultaneous

    Returns
    -------
    Milestones

    Raises
    ------
    ValueError
        if ``times`` do not rise or lie outside the months that both groups are followed (a group of
        which all have ended is followed for ever), ``group``
        is not the only ``by`` column or has not two levels, or the cause or ``limits`` is unknown.

    References
    ----------
    Covariances over time: Andersen, Borgan, Gill and Keiding (1993), sections 4.3 (survival)
    and 4.4 (incidence); simultaneous intervals: Hothorn, Bretz and Westfall (2008), Biometrical
    Journal 50:346, section 3; square-and-add: Zou and Donner (2008), Statistics in Medicine
    27:1693.
    """
    check_choice("limits", limits, get_args(GapLimits))
    asked = _check_times(times, table.start)
    levels = two_levels([table], group)
    z = critical_value(conf_level)
    place = None if cause is None else check_cause(table, cause)
    sets = risk_sets(table, table.by).exits()
    curve = _curve(table, cause, conf_level)
    shares = at_times(curve, asked, extend=True)
    _check_followed(sets, asked)
    covariance = np.sum([_covariance(sets, rows, place, asked) for rows in sets.slices()], axis=0)
    estimate = np.diff(shares["estimate"].to_numpy().reshape(2, -1), axis=0)[0]
    std_error = np.sqrt(np.diag(covariance))
    statistic, df, p_value = quadratic_test(estimate, covariance)
    critical = simultaneous_of(covariance, conf_level=conf_level)
    error = np.where(std_error > 0, std_error, np.nan)  # nothing happened yet: no interval
    risk = _evidence(table, asked)
    # where nothing at all happened there is no correlation, and no band but the pointwise one
    band = conf_level if np.isnan(critical) else 2 * float(ndtr(critical)) - 1
    sides = [_limits_of_shares(shares, risk, level, cause) for level in (conf_level, band)]
    if limits == "wald":
        low, high, wide_low, wide_high = (
            estimate + side * width * error for width in (z, critical) for side in (-1, 1)
        )
    else:
        both = shares["estimate"].to_numpy().reshape(2, -1)
        (low, high), (wide_low, wide_high) = (square_and_add(both, *ends) for ends in sides)
        lower, upper = (end.ravel() for end in sides[0])
        shares = shares.assign(conf_low=lower, conf_high=upper)
    method = curve["method"].iloc[0]
    compared = {"group": levels[1], "reference": levels[0], "time": asked, "conf_level": conf_level}
    ratio = _ratios(shares, *sides).assign(**compared, method=f"ratio of {method}", unit="ratio")
    named = ["group", "reference", "time", *_RATIO, "conf_level", "method", "unit"]
    difference = pd.DataFrame(
        {
            "group": levels[1],
            "reference": levels[0],
            "time": asked,
            "estimate": estimate,
            "std_error": std_error,
            "conf_low": low,
            "conf_high": high,
            "simultaneous_low": wide_low,
            "simultaneous_high": wide_high,
            "p_value": erfc(np.abs(estimate / error) / np.sqrt(2)),
            "conf_level": conf_level,
            "method": f"difference of {method}",
            "unit": "share",
        }
    )
    spread = _by_month(covariance, asked)
    return Milestones(shares, difference, ratio[named], spread, statistic, df, p_value, critical)


def _by_month(covariance: np.ndarray, times: np.ndarray) -> pd.DataFrame:
    months = pd.Index(times, name="time")
    return pd.DataFrame(covariance, months, months)


def _curve(table: RiskTable, cause: str | None, conf_level: float) -> pd.DataFrame:
    if cause is None:
        return kaplan_meier(table, conf_level=conf_level)
    return cumulative_incidence(table, cause=cause, conf_level=conf_level)


def _check_times(times: Sequence[int], start: int) -> np.ndarray:
    asked = np.atleast_1d(np.asarray(times, dtype=float))
    if not asked.size or (np.diff(asked) <= 0).any() or not (asked > start).all():
        raise ValueError(f"times must rise and be after month {start}, but were {list(times)!r}")
    return asked.astype("int64") if (asked == np.floor(asked)).all() else asked


def _check_followed(sets: RiskSets, asked: np.ndarray) -> None:
    """Refuse months after the last, unless nobody was left then: the share is known for ever."""
    for rows in sets.slices():
        emptied = rows.stop > rows.start and sets.n_any[rows][-1] == sets.n_risk[rows][-1]
        last = sets.time[rows][-1] if rows.stop > rows.start else -1
        if asked[-1] > last and not emptied:
            raise ValueError(
                f"times must be months in which every group is followed, but were {asked.tolist()!r}"
            )


def _covariance(sets: RiskSets, rows: slice, place: int | None, asked: np.ndarray) -> np.ndarray:
    """Covariance of one group's estimates over the months asked for."""
    step = np.searchsorted(sets.time[rows], asked, side="right") - 1
    first, second = np.meshgrid(step, step, indexing="ij")
    known = np.minimum(first, second) >= 0
    if place is None:
        survival, relative = survival_steps(sets.n_any[rows], sets.n_risk[rows])
        finite = np.where(survival > 0, relative, 0.0)  # at S = 0 the product is 0 in any case
        values = survival[first] * survival[second] * finite[np.minimum(first, second)]
    else:
        steps = incidence_steps(sets, rows, place)
        values = incidence_covariance(steps, first, second, variance="delta")
    return np.where(known, values, 0.0)


def followed_evenly(sets: RiskSets, rows: slice, start: int, asked: np.ndarray) -> np.ndarray:
    """People who bear the evidence that nothing happened up to each month.

    The mean number at risk over the months since the start, which is what counts if an event is as
    likely in each of them, but never more than are at risk in the last of them.

    Parameters
    ----------
    sets : risk sets of all months, see `risk_sets`
    rows : those of one group
    start : month after which the months count
    asked : shape (n,), rising months

    Returns
    -------
    array, shape (n,)
    """
    time, net = sets.time[rows], (sets.n_enter - sets.n_censor - sets.n_any)[rows]
    months = np.arange(start + 1, int(np.floor(asked[-1])) + 1)
    present = np.cumsum(net)
    place = np.searchsorted(time, months, side="left") - 1
    n_risk = np.where(place >= 0, present[place], 0)
    # after the last has gone, the evidence is that of their last month
    until = np.floor(np.minimum(asked, time[-1])).astype(int) - start
    return np.array([min(n_risk[:t].mean(), n_risk[t - 1]) for t in until])


def _evidence(table: RiskTable, asked: np.ndarray) -> np.ndarray:
    """People who bear the evidence that nothing happened, shape (2, months)."""
    every = risk_sets(table, table.by)
    return np.stack([followed_evenly(every, rows, table.start, asked) for rows in every.slices()])


def _limits_of_shares(
    shares: pd.DataFrame, n_risk: np.ndarray, conf_level: float, cause: str | None
) -> tuple[np.ndarray, np.ndarray]:
    """Log-log limits of both groups' shares, shape (2, months); exact ones at 0 and 1.

    That something happened to nobody is borne by those at risk, that it did to everybody by those to
    whom it happened.
    """
    estimate, error = shares["estimate"].to_numpy(), shares["std_error"].to_numpy()
    low, high = confidence_limits(estimate, error, conf_level=conf_level, conf_type="log-log")
    nobody, everybody = n_risk.ravel(), np.maximum(shares["n_event"].to_numpy(), n_risk.ravel())
    if cause is None:  # a share of 1 is one of people to whom nothing happened
        nobody, everybody = everybody, nobody
    low, high = fill_ends(
        estimate, low, high, n_none=nobody, n_all=everybody, conf_level=conf_level
    )
    return low.reshape(2, -1), high.reshape(2, -1)


_RATIO = ["estimate", "conf_low", "conf_high", "simultaneous_low", "simultaneous_high"]


def _ratios(
    shares: pd.DataFrame,
    near: tuple[np.ndarray, np.ndarray],
    wide: tuple[np.ndarray, np.ndarray],
) -> pd.DataFrame:
    """Ratio of second to first group's share at each month, with limits from those of the shares."""
    with np.errstate(divide="ignore", invalid="ignore"):  # the log of a share of 0 is no number
        logs = np.log(shares["estimate"].to_numpy().reshape(2, -1))
        ends = [square_and_add(logs, *np.log(sides)) for sides in (near, wide)]
        estimate = np.exp(logs[1] - logs[0])
        limits = [np.exp(end) for pair in ends for end in pair]
    # a share of 0 bounds the ratio on one side only
    return pd.DataFrame(
        {
            "estimate": estimate,
            **{
                name: np.where(np.isnan(values), bound, values)
                for name, values, bound in zip(
                    _RATIO[1:], limits, (0, np.inf, 0, np.inf), strict=True
                )
            },
        }
    )
