"""Incidence of two groups as if both were made up of the same strata in every month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import erfc

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.simultaneous import simultaneous_of
from pug_analysis.stats.survival.competing import aalen_johansen
from pug_analysis.stats.survival.risk_sets import (
    TINY,
    check_cause,
    number_groups,
    risk_sets,
    two_levels,
)
from pug_analysis.stats.survival.risk_table import RiskTable

_DIFFERENCE = [
    "group", "reference", "time", "estimate", "std_error", "conf_low", "conf_high",
    "simultaneous_low", "simultaneous_high", "p_value", "conf_level", "method", "unit",
]  # fmt: skip
#: Variance below which a share is known: a standard error of 1e-10.
_FIXED = 1e-20
_METHOD = "Aalen-Johansen of standardised hazards"


@dataclass(frozen=True, slots=True, eq=False)
class Standardised:
    """Result of `standardised_incidence`.

    Attributes
    ----------
    table : DataFrame, one row per group and month: the group, ``time, estimate`` (share, 0..1),
        ``std_error, conf_low, conf_high`` (plain Wald, pointwise), ``n_event`` (events of the group up to
        that month in strata where both groups were at risk)
    difference : DataFrame, one row per month: ``group, reference`` (the two levels), ``time, estimate``
        (second level minus first), ``std_error, conf_low, conf_high`` (pointwise), ``simultaneous_low,
        simultaneous_high, p_value, conf_level, method, unit``; limits are missing where nothing happened
    covariance : DataFrame, months x months, of the differences
    critical_value : of the simultaneous intervals; missing where nothing happened at all
    last_month : the last month up to which both groups are at risk together in some stratum
    """

    table: pd.DataFrame
    difference: pd.DataFrame
    covariance: pd.DataFrame
    critical_value: float
    last_month: int


@dataclass(frozen=True, slots=True, eq=False)
class _Curve:
    """One group's standardised curve; all arrays have shape (n_months,).

    S before each month, the share of it that stays, F after it; variance of the asked hazard and of the
    others, their covariance; events.
    """

    before: np.ndarray
    stayed: np.ndarray
    incidence: np.ndarray
    variance: np.ndarray
    other_variance: np.ndarray
    covariance: np.ndarray
    events: np.ndarray

    def slopes(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """How the share after month ``place`` answers to the asked and the other hazard of each month."""
        upto = np.arange(self.before.size) <= place
        follows = np.divide(
            self.incidence[place] - self.incidence, self.stayed,
            out=np.zeros(self.stayed.size), where=self.stayed > 0,
        )  # fmt: skip
        return upto * (self.before - follows), upto * -follows

    def spread(self, places: Sequence[int]) -> np.ndarray:
        """Covariance of the shares after these months, shape (n, n)."""
        asked, other = (
            np.array(part) for part in zip(*map(self.slopes, places), strict=True)
        )  # fmt: skip
        mixed = (asked * self.covariance) @ other.T
        both = (asked * self.variance) @ asked.T + (other * self.other_variance) @ other.T
        spread = both + mixed + mixed.T
        # shares that are known exactly, such as 1 after all were promoted, vary by rounding errors
        fixed = np.diag(spread) < _FIXED
        spread[fixed] = spread[:, fixed] = 0.0
        return spread


def standardised_incidence(
    table: RiskTable,
    *,
    group: str,
    times: Sequence[int],
    cause: str,
    conf_level: float = 0.95,
) -> Standardised:
    """Cumulative incidence of two groups if both were made up of the same strata in every month.

    In each month the hazards of a group's strata are averaged with weights n1 n2 / (n1 + n2) of the
    numbers at risk, the same for both groups: strata count by how much they tell about the difference, as
    in the log-rank test, and those where only one group is at risk count nothing. From these hazards
    Aalen and Johansen's estimate is made, so that late entry and other ends are taken account of as in
    the crude curve. Where the hazards of two groups have one ratio in all strata, those of the
    standardised curves have it too.

    Parameters
    ----------
    table : RiskTable whose one ``by`` column is ``group``; its ``strata`` are adjusted for
    group : column of two levels; differences are second level minus first
    times : rising months after the table's start
    cause : incidence of this cause; the others compete
    conf_level : level of the intervals, pointwise and simultaneous

    Returns
    -------
    Standardised; months after ``last_month`` are left out of its tables.

    Raises
    ------
    ValueError
        if ``times`` are not whole months that rise and are after the start, ``conf_level`` is not between 0
        and 1, ``group`` is not the only ``by`` column or has not two levels, or the cause is unknown.

    Notes
    -----
    Variances by the delta method from multinomial counts of each stratum and month, estimated without
    bias: fine strata hold few people, and a plug-in variance would be far too small. Without strata they
    are a little larger than those of `milestones`, by 1 in the number at risk. The weights are taken as
    known: intervals are of the gap between the hazards with these weights. Where strata differ in their
    gap, people drawn anew would have other weights too, and spread a little more. With delayed entry an
    early month with one person of each group can end a curve; `RiskTable.since` starts it later.

    References
    ----------
    Weights: Mantel and Haenszel (1959), JNCI 22:719; Li, Morgan and Zaslavsky (2018), JASA 113:390 (overlap).
    Estimate and delta method: Andersen, Borgan, Gill and Keiding (1993), section 4.4; simultaneous
    intervals: Hothorn, Bretz and Westfall (2008), Biometrical Journal 50:346.

    Examples
    --------
    >>> from pug_analysis.stats import risk_table
    >>> spells = pd.DataFrame({"jk": list("LLPP"), "exit": [1, 3, 2, 3],
    ...                        "cause": ["naik", "", "naik", "pindah"]})
    >>> found = standardised_incidence(
    ...     risk_table(spells, by="jk", entry=None), group="jk", times=[1, 3], cause="naik")
    >>> found.difference["estimate"].tolist()
    [-0.5, 0.0]
    """
    asked = _months(times, table.start)
    levels = two_levels([table], group)
    z = critical_value(conf_level)
    curves, last = _curves(table, levels, group=group, place=check_cause(table, cause))
    asked = asked[asked <= last]
    places = [int(month) - table.start - 1 for month in asked]
    if not places:
        return _nothing(group, last)
    spreads = [curve.spread(places) for curve in curves]
    parts = [
        _shares(curve, spread, places, z).assign(**{group: level}, time=asked)
        for curve, spread, level in zip(curves, spreads, levels, strict=True)
    ]
    shares = pd.concat(parts, ignore_index=True)[[group, "time", *_SHARES]]
    covariance = spreads[0] + spreads[1]
    estimate = np.diff(shares["estimate"].to_numpy().reshape(2, -1), axis=0)[0]
    error = np.sqrt(np.diag(covariance))
    known = np.where(error > 0, error, np.nan)
    critical = simultaneous_of(covariance, conf_level=conf_level)
    limits = {
        f"{name}_{side}": estimate + sign * width * known
        for name, width in (("conf", z), ("simultaneous", critical))
        for side, sign in (("low", -1), ("high", 1))
    }
    difference = pd.DataFrame(
        {"group": levels[1], "reference": levels[0], "time": asked, "estimate": estimate,
         "std_error": error, **limits, "p_value": erfc(np.abs(estimate / known) / np.sqrt(2)),
         "conf_level": conf_level, "method": f"difference of {_METHOD}", "unit": "share"}
    )  # fmt: skip
    months = pd.Index(asked, name="time")
    spread = pd.DataFrame(covariance, months, months)
    return Standardised(shares, difference[_DIFFERENCE], spread, critical, last)


_SHARES = ["estimate", "std_error", "conf_low", "conf_high", "n_event"]


def _months(times: Sequence[int], start: int) -> np.ndarray:
    asked = np.asarray(times)
    whole = asked.ndim == 1 and asked.size > 0 and np.isfinite(asked).all()
    whole = whole and (asked == np.floor(asked)).all()
    if not whole or (np.diff(asked) <= 0).any() or asked[0] <= start:
        raise ValueError(
            f"times must be whole months, rise and be after month {start}, but were {times!r}"
        )
    return asked.astype("int64")


def _shares(curve: _Curve, spread: np.ndarray, places: list[int], z: float) -> pd.DataFrame:
    estimate, error = curve.incidence[places], np.sqrt(np.diag(spread))
    known = np.where(error > 0, error, np.nan)
    low, high = (np.clip(estimate + side * z * known, 0, 1) for side in (-1, 1))
    events = np.cumsum(curve.events)[places]
    return pd.DataFrame(
        dict(zip(_SHARES, (estimate, error, low, high, events), strict=True))
    )  # fmt: skip


def _nothing(group: str, last: int) -> Standardised:
    shares = pd.DataFrame(columns=[group, "time", *_SHARES])
    return Standardised(
        shares, pd.DataFrame(columns=_DIFFERENCE), pd.DataFrame(), float("nan"), last
    )


def _curves(
    table: RiskTable, levels: list[Any], *, group: str, place: int
) -> tuple[tuple[_Curve, _Curve], int]:
    """Curves of both groups over all months after the start, and the last month of comparison."""
    months = np.arange(table.start + 1, int(table.increments["time"].max()) + 1)
    # sums over strata of weight x hazard (asked, other) and of their weighted (co)variances
    sums = np.zeros((2, 6, months.size))
    total = np.zeros(months.size)
    for n_risk, asked, other in _strata(table, levels, months, group=group, place=place):
        both = (n_risk > 0).all(axis=0)
        weight = np.where(both, n_risk[0] * n_risk[1] / np.maximum(n_risk.sum(axis=0), TINY), 0.0)
        total += weight
        n = np.where(both, n_risk, 1.0)
        asked, other = asked * both, other * both
        chance = [weight**2 * one for one in _chance(asked, other, n)]
        sums += np.stack([weight * asked / n, weight * other / n, *chance, asked], axis=1)
    last = int(months[total > 0].max(initial=table.start))
    # months without comparison in between hold no information: nothing happens there
    scale = np.where(total > 0, total, 1.0)
    found = []
    for own in sums:
        asked, other = own[:2] / scale
        stayed = 1 - asked - other
        # a month of which so small a share stays is one in which everybody leaves
        stayed = np.where(stayed < TINY, 0.0, stayed)
        before, _, incidence = aalen_johansen(np.ones_like(asked), asked, 1 - stayed - asked)
        variance, other_variance, covariance = own[2:5] / scale**2
        found.append(
            _Curve(
                before,
                stayed,
                incidence,
                variance,
                other_variance,
                covariance,
                own[5],
            )
        )
    return (found[0], found[1]), last


def _chance(
    asked: np.ndarray, other: np.ndarray, n: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Variances of the hazards asked / n and other / n of multinomial counts, and their covariance.

    Without bias however small n is: h (1 - h) / n alone is too small by 1 - 1 / n, by half where two people
    are at risk. One person shows no spread; there it is Poisson's.
    """
    rest = np.maximum(n - 1, 1)
    first, second = (
        count * np.where(count > 1, 1 - (count - 1) / rest, 1.0) / n**2 for count in (asked, other)
    )
    return first, second, -asked * other / (n**2 * rest)


def _strata(
    table: RiskTable, levels: list[Any], months: np.ndarray, *, group: str, place: int
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """At risk, asked and other events of both groups in every month, of each stratum: shape (2, n_months)."""
    sets = risk_sets(table, (*table.strata, group))
    column = pd.Index(levels).get_indexer(sets.groups[group])
    number, _ = number_groups(sets.groups, table.strata)
    slices = list(sets.slices())
    for stratum in np.unique(number):
        n_risk, asked, other = np.zeros((3, 2, months.size))
        for which in np.flatnonzero(number == stratum):
            rows, who = slices[which], column[which]
            time = sets.time[rows]
            # people at risk in month t: all who came before t less those who left before t
            net = (sets.n_enter - sets.n_censor - sets.n_any)[rows]
            at = np.searchsorted(time, months, side="left")
            n_risk[who] = np.concatenate([[0.0], np.cumsum(net)])[at]
            inside = time > table.start
            spot = time[inside] - table.start - 1
            asked[who, spot] = sets.n_event[rows, place][inside]
            other[who, spot] = (sets.n_any[rows] - sets.n_event[rows, place])[inside]
        yield np.where(n_risk > TINY, n_risk, 0.0), asked, other
