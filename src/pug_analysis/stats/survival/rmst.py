"""Restricted mean times: how many months of the first tau are spent without the event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import erfc

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.survival.competing import incidence_steps
from pug_analysis.stats.survival.kaplan_meier import survival_steps
from pug_analysis.stats.survival.risk_sets import RiskSets, check_cause, group_levels, risk_sets
from pug_analysis.stats.survival.risk_table import RiskTable


@dataclass(frozen=True, slots=True, eq=False)
class Rmst:
    """Result of `rmst`.

    Attributes
    ----------
    table : DataFrame, one row per group: the groups, ``n`` who entered, ``n_event`` up to tau,
        ``tau, estimate, std_error, conf_low, conf_high, conf_level, method, unit``
    difference : DataFrame, one row per further level of ``group``: ``group, reference, tau,
        estimate`` (level minus reference, the first level) ``std_error, conf_low, conf_high,
        p_value, conf_level, method, unit``; no rows without ``group``
    """

    table: pd.DataFrame
    difference: pd.DataFrame


def rmst(
    table: RiskTable,
    *,
    tau: float,
    group: str | None = None,
    cause: str | None = None,
    conf_level: float = 0.95,
) -> Rmst:
    """Restricted mean time of each group, and its difference between groups.

    Without ``cause``: the area under the Kaplan-Meier curve up to tau, the mean number of months
    before any event. With ``cause``: the area under the cumulative incidence, the mean number of
    the first tau months that come after an event of this cause (lost to a harm, gained by a
    promotion). Areas of all causes and the restricted mean add up to tau. Strata are added up.

    Parameters
    ----------
    table : RiskTable
    tau : month up to which the area is taken, from the table's ``start``
    group : the only ``by`` column of the table, to be compared
    cause : one of the table's causes
    conf_level : level of the two-sided normal interval

    Returns
    -------
    Rmst

    Raises
    ------
    ValueError
        if tau is not after the start or after the last month that a group is followed, the cause
        is unknown, or ``group`` is not the only ``by`` column or has one level.

    References
    ----------
    Klein and Moeschberger (2003), eq. 4.5.1-4.5.2; Royston and Parmar (2013), BMC Med Res Methodol
    13:152; time lost by cause: Andersen (2013), Statistics in Medicine 32:5278, with the variance
    of the multinomial delta method as in `cumulative_incidence`.
    """
    if not tau > table.start:
        raise ValueError(f"tau must be after month {table.start}, but was {tau!r}")
    z = critical_value(conf_level)
    place = None if cause is None else check_cause(table, cause)
    levels = None if group is None else group_levels(table, group)
    sets = risk_sets(table, table.by).exits()
    entered = risk_sets(table, table.by)
    rows = []
    for part, all_rows in zip(sets.slices(), entered.slices(), strict=True):
        _check_followed(sets, part, tau)
        area, spread = (
            _survival_area(sets, part, table.start, tau)
            if place is None
            else _incidence_area(sets, part, place, table.start, tau)
        )
        counts = sets.n_any if place is None else sets.n_event[:, place]
        n_event = counts[part][sets.time[part] <= tau].sum()
        rows.append((entered.n_enter[all_rows].sum(), n_event, tau, area, np.sqrt(spread)))
    about = {
        "conf_level": conf_level,
        "method": "restricted mean time" if cause is None else f"restricted mean time: {cause}",
        "unit": "month",
    }
    values = pd.DataFrame(rows, columns=["n", "n_event", "tau", "estimate", "std_error"])
    means = _with_limits(pd.concat([sets.groups, values], axis=1), z).assign(**about)
    difference = _differences(means, levels or [], z).assign(**about)
    return Rmst(means, difference)


def _survival_area(sets: RiskSets, rows: slice, start: int, tau: float) -> tuple[float, float]:
    """Area under S up to tau, and its variance."""
    d, n = sets.n_any[rows], sets.n_risk[rows]
    survival, _ = survival_steps(d, n)
    widths = _widths(sets.time[rows], start, tau)
    area = widths[0] + float(survival @ widths[1:])
    ahead = np.cumsum((survival * widths[1:])[::-1])[::-1]
    staying = n - d
    # Where all leave nothing lies ahead, and the term is 0.
    terms = np.divide(d, n * staying.astype(float), out=np.zeros(d.size), where=staying > 0)
    return area, float((ahead**2 * terms)[sets.time[rows] <= tau].sum())


def _incidence_area(
    sets: RiskSets, rows: slice, place: int, start: int, tau: float
) -> tuple[float, float]:
    """Area under F up to tau, and its variance (see `incidence_covariance`)."""
    steps = incidence_steps(sets, rows, place)
    time = sets.time[rows]
    widths = _widths(time, start, tau)[1:]
    ahead = np.cumsum((steps.incidence * widths)[::-1])[::-1]
    remaining = np.maximum(tau - time, 0)
    passed = -steps.loss * (ahead - steps.incidence * remaining)
    own = steps.survival_before * remaining + passed
    n = steps.n_risk.astype(float)
    squares = own**2 * steps.n_asked + passed**2 * steps.n_other
    mean = own * steps.n_asked + passed * steps.n_other
    terms = squares / n**2 - mean**2 / n**3
    area = float(steps.incidence @ widths)
    return area, max(float(terms[time <= tau].sum()), 0.0)


def _widths(time: np.ndarray, start: int, tau: float) -> np.ndarray:
    """Lengths up to tau of the stretches before the first month and after each."""
    ends = np.minimum(np.concatenate([[start], time, [np.inf]]), tau)
    return np.diff(ends)


def _check_followed(sets: RiskSets, rows: slice, tau: float) -> None:
    last = int(sets.time[rows][-1])
    emptied = (sets.n_any[rows] == sets.n_risk[rows]).any()
    if tau > last and not emptied:
        raise ValueError(
            f"tau must be at most the last month that every group is followed, {last}, "
            f"but was {tau!r}"
        )


def _with_limits(frame: pd.DataFrame, z: float) -> pd.DataFrame:
    return frame.assign(
        conf_low=frame["estimate"] - z * frame["std_error"],
        conf_high=frame["estimate"] + z * frame["std_error"],
    )


def _differences(means: pd.DataFrame, levels: list[Any], z: float) -> pd.DataFrame:
    """Each further level minus the first."""
    others = range(1, len(levels))
    first = means.iloc[0]
    frame = pd.DataFrame(
        {
            "group": [levels[i] for i in others],
            "reference": [levels[0] for _ in others],
            "tau": [means["tau"].iloc[i] for i in others],
            "estimate": [means["estimate"].iloc[i] - first["estimate"] for i in others],
            "std_error": [
                float(np.hypot(means["std_error"].iloc[i], first["std_error"])) for i in others
            ],
        }
    )
    frame = _with_limits(frame, z)
    error = frame["std_error"].where(frame["std_error"] > 0)
    return frame.assign(
        p_value=erfc((frame["estimate"].astype(float) / error.astype(float)).abs() / np.sqrt(2))
    )
