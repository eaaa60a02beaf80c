"""Survival curves of one risk table: Kaplan-Meier and Nelson-Aalen."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.stats.intervals import (
    ConfType,
    check_choice,
    confidence_limits,
    critical_value,
)
from pug_analysis.stats.survival.risk_sets import RiskSets, risk_sets
from pug_analysis.stats.survival.risk_table import RiskTable


def kaplan_meier(
    table: RiskTable,
    *,
    conf_level: float = 0.95,
    conf_type: ConfType = "log-log",
    min_at_risk: int = 0,
) -> pd.DataFrame:
    """Kaplan-Meier estimate of S(t), the share without any event up to month t.

    Any cause is the event. Strata are added up. The numbers are those of R's
    ``survfit(..., conf.type=)``: events of a month come before its censorings, Greenwood's
    variance, no interval where R has none (log-log at S = 1, all types at S = 0).

    Parameters
    ----------
    table : RiskTable
    conf_level, conf_type : see `pug_analysis.stats.intervals.confidence_limits`
    min_at_risk : with delayed entry an early risk set of one or two people can pull the curve to
        0 for good. With ``min_at_risk > 0`` all curves begin at the first month in which every
        group has so many at risk, and are conditional on no event up to it: column ``start``.

    Returns
    -------
    DataFrame, one row per group of ``by`` and month in which someone leaves: the ``by`` columns,
    ``time, n_risk, n_event, n_censor, estimate, std_error, conf_low, conf_high, conf_level,
    method, unit, start``.

    Raises
    ------
    ValueError
        if an option is not allowed, or no month has ``min_at_risk`` people in every group.

    References
    ----------
    Kaplan and Meier (1958), JASA 53:457; Greenwood's formula: Klein and Moeschberger (2003),
    eq. 4.2.2; delayed entry: section 4.6.

    Examples
    --------
    >>> from pug_analysis.stats import risk_table
    >>> spells = pd.DataFrame({"exit": [6, 6, 6, 9], "cause": ["naik", "naik", "", "naik"]})
    >>> curve = kaplan_meier(risk_table(spells, entry=None))
    >>> curve[["time", "n_risk", "n_event", "estimate"]].values.tolist()
    [[6.0, 4.0, 2.0, 0.5], [9.0, 1.0, 1.0, 0.0]]
    """
    table = table.since(first_month(table, min_at_risk=min_at_risk))
    sets = risk_sets(table, table.by).exits()
    estimate, relative = np.empty((2, sets.time.size))
    for rows in sets.slices():
        estimate[rows], relative[rows] = survival_steps(sets.n_any[rows], sets.n_risk[rows])
    with np.errstate(invalid="ignore"):  # 0 * inf: where S is 0 its error is missing, as in R
        std_error = estimate * np.sqrt(relative)
    low, high = confidence_limits(estimate, std_error, conf_level=conf_level, conf_type=conf_type)
    return curve_frame(
        sets,
        n_event=sets.n_any,
        columns={"estimate": estimate, "std_error": std_error, "conf_low": low, "conf_high": high},
        about={
            "conf_level": conf_level,
            "method": "Kaplan-Meier",
            "unit": "share",
            "start": table.start,
        },
    )


def nelson_aalen(
    table: RiskTable, *, conf_level: float = 0.95, conf_type: ConfType = "log"
) -> pd.DataFrame:
    """Nelson-Aalen estimate of the cumulative hazard of any event.

    Parameters
    ----------
    table : RiskTable
    conf_level : level of the two-sided interval
    conf_type : ``"log"``: H exp(+- z se/H); ``"plain"``: H +- z se, not below 0

    Returns
    -------
    DataFrame with the columns of `kaplan_meier`; ``unit`` is ``"cumulative hazard"``.

    Raises
    ------
    ValueError
        if an option is not allowed.

    References
    ----------
    Klein and Moeschberger (2003), eq. 4.2.3-4.2.4 (variance sum of d/n^2, as R's ``std.chaz``).
    """
    check_choice("conf_type", conf_type, ("log", "plain"))
    z = critical_value(conf_level)
    sets = risk_sets(table, table.by).exits()
    estimate, std_error = np.empty((2, sets.time.size))
    for rows in sets.slices():
        d, n = sets.n_any[rows], sets.n_risk[rows]
        estimate[rows], std_error[rows] = np.cumsum(d / n), np.sqrt(np.cumsum(d / n**2))
    if conf_type == "plain":
        low, high = np.maximum(estimate - z * std_error, 0), estimate + z * std_error
    else:
        factor = np.exp(z * std_error / np.where(estimate > 0, estimate, np.nan))
        low, high = estimate / factor, estimate * factor
    return curve_frame(
        sets,
        n_event=sets.n_any,
        columns={"estimate": estimate, "std_error": std_error, "conf_low": low, "conf_high": high},
        about={
            "conf_level": conf_level,
            "method": "Nelson-Aalen",
            "unit": "cumulative hazard",
            "start": table.start,
        },
    )


def first_month(table: RiskTable, *, min_at_risk: int) -> int:
    """First month after which every ``by`` group has at least ``min_at_risk`` people at risk.

    Raises
    ------
    ValueError
        if ``min_at_risk`` is negative, or no month has so many in every group.
    """
    if min_at_risk < 0:
        raise ValueError(f"min_at_risk must be 0 or more, but was {min_at_risk!r}")
    if min_at_risk == 0:
        return table.start
    sets = risk_sets(table, table.by)
    after = sets.n_risk + sets.n_enter - sets.n_censor - sets.n_any
    months = np.unique(sets.time)
    enough = np.ones(months.size, dtype=bool)
    for rows in sets.slices():
        last = np.searchsorted(sets.time[rows], months, side="right") - 1
        enough &= (last >= 0) & (after[rows][last] >= min_at_risk)
    if not enough.any():
        raise ValueError(
            f"min_at_risk must be reached in all groups in one month, but {min_at_risk} was not"
        )
    return max(int(months[enough.argmax()]), table.start)


def survival_steps(n_event: np.ndarray, n_risk: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """S(t) and the variance of log S(t), Greenwood's sum; infinite from S = 0 on."""
    staying = n_risk - n_event
    with np.errstate(divide="ignore"):
        spread = np.where(n_event > 0, n_event / (n_risk * staying.astype(float)), 0.0)
    return np.cumprod(staying / n_risk), np.cumsum(spread)


def curve_frame(
    sets: RiskSets,
    *,
    n_event: np.ndarray,
    columns: dict[str, np.ndarray],
    about: dict[str, object],
) -> pd.DataFrame:
    """Put a curve into the common tidy form: groups, counts, estimates, what they are."""
    counts = {
        "time": sets.time,
        "n_risk": sets.n_risk,
        "n_event": n_event,
        "n_censor": sets.n_censor,
    }
    return sets.labels().assign(**counts, **columns, **about)
