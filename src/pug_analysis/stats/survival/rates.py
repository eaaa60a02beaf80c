"""Rates per person-time, their ratios, and Mantel-Haenszel estimates over strata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import betaincinv, erfc, gammaincinv

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.library_results import check_probability
from pug_analysis.stats.survival.risk_sets import check_cause
from pug_analysis.stats.survival.risk_table import RiskTable
from pug_analysis.stats.survival.spell_columns import as_names


def person_time(table: RiskTable, *, cause: str | None = None) -> pd.DataFrame:
    """Events and months at risk of each group of a risk table.

    Parameters
    ----------
    table : RiskTable
    cause : events of this cause alone, else of any

    Returns
    -------
    DataFrame, one row per group: the ``by`` and ``strata`` columns, ``n_event, person_time``
    (months).

    Raises
    ------
    ValueError
        if the cause is unknown.
    """
    rows = table.increments
    wanted = rows["cause"] != ""
    if cause is not None:
        check_cause(table, cause)
        wanted = rows["cause"] == cause
    leaving = rows["n_censor"] + rows["n_event"] - rows["n_enter"]
    counts = pd.DataFrame(
        {"n_event": rows["n_event"].where(wanted, 0), "person_time": rows["time"] * leaving}
    )
    groups = list(table.by + table.strata)
    if not groups:
        return counts.sum().to_frame().T.astype(counts.dtypes.to_dict())
    counts = pd.concat([rows[groups], counts], axis=1)
    return counts.groupby(groups, sort=True, observed=True, as_index=False).sum()


def rates(
    counts: pd.DataFrame,
    *,
    by: str | Sequence[str] = (),
    events: str = "n_event",
    exposure: str = "person_time",
    conf_level: float = 0.95,
) -> pd.DataFrame:
    """Rates of each group with the exact Poisson interval.

    Parameters
    ----------
    counts : DataFrame with whole numbers of events and their exposure, added up by ``by``
    by : names of group columns
    events, exposure : names of the columns
    conf_level : level of the two-sided interval

    Returns
    -------
    DataFrame, one row per group: the groups, ``n_event, person_time, estimate`` (events per unit
    of exposure) ``std_error, conf_low, conf_high, conf_level, method, unit``.

    Raises
    ------
    ValueError
        if a column is missing, events are not whole and 0 or more, or an exposure is not positive.

    References
    ----------
    Garwood (1936), Biometrika 28:437 (R's ``poisson.test``).

    Examples
    --------
    >>> counts = pd.DataFrame({"n_event": [11], "person_time": [800]})
    >>> rates(counts)[["estimate", "conf_low", "conf_high"]].round(5).values.tolist()
    [[0.01375, 0.00686, 0.0246]]
    """
    critical_value(conf_level)
    names = as_names(by)
    added = _add_up(counts, names, events, exposure)
    k, time = added["n_event"].to_numpy(dtype=float), added["person_time"].to_numpy(dtype=float)
    tail = (1 - conf_level) / 2
    low = np.where(k > 0, gammaincinv(np.maximum(k, 1), tail), 0.0)
    return added.assign(
        estimate=k / time,
        std_error=np.sqrt(k) / time,
        conf_low=low / time,
        conf_high=gammaincinv(k + 1, 1 - tail) / time,
        conf_level=conf_level,
        method="exact Poisson",
        unit="per person-month" if exposure == "person_time" else f"per {exposure}",
    )


def rate_ratio(
    counts: pd.DataFrame,
    *,
    group: str,
    strata: str | Sequence[str] = (),
    events: str = "n_event",
    exposure: str = "person_time",
    conf_level: float = 0.95,
) -> pd.DataFrame:
    """Ratio of two groups' rates, second level over first.

    Without strata it is exact, conditional on the number of events; with strata it is
    Mantel-Haenszel's with the variance of Greenland and Robins.

    Parameters
    ----------
    counts : DataFrame with events and exposure, added up by ``group`` and ``strata``
    group : column of two levels
    strata : columns that are adjusted for
    events, exposure, conf_level : see `rates`

    Returns
    -------
    DataFrame of one row: ``group, reference, n_event, estimate, std_error`` (of the log ratio),
    ``conf_low, conf_high, p_value, conf_level, method, unit``; the interval is one of ratios. With
    strata there is none where the ratio is 0 or infinite.

    Raises
    ------
    ValueError
        as for `rates`, or if ``group`` has not two levels.

    References
    ----------
    Exact: Lehmann and Romano (2005), section 4.4 (R's ``poisson.test``; p-value: twice the smaller
    tail). Strata: Rothman, Greenland and Lash (2008), chapter 15.
    """
    z = critical_value(conf_level)
    names = as_names(strata)
    added = _add_up(counts, (*names, group), events, exposure)
    levels = list(added.groupby(group, sort=True, observed=True).groups)
    if len(levels) != 2:
        raise ValueError(f"{group!r} must have two levels, but had {len(levels)}")
    k, time = (_two_columns(added, names, group, levels, name) for name in COUNTED)
    ratio = _mantel_haenszel_rates(k, time, z) if names else _exact_ratio(k[0], time[0], conf_level)
    return pd.DataFrame(
        {
            "group": levels[1],
            "reference": levels[0],
            "n_event": int(k.sum()),
            **ratio,
            "conf_level": conf_level,
            "method": "Mantel-Haenszel" if names else "exact conditional",
            "unit": "ratio",
        },
        index=pd.RangeIndex(1),
    )


#: The two columns of numbers after `_add_up`.
COUNTED = ("n_event", "person_time")


def _add_up(
    counts: pd.DataFrame, names: tuple[str, ...], events: str, exposure: str
) -> pd.DataFrame:
    missing = [name for name in (*names, events, exposure) if name not in counts.columns]
    if missing:
        raise ValueError(f"counts must have the columns asked for, but lacked {missing!r}")
    k, time = (counts[name].astype(float) for name in (events, exposure))
    if not ((k >= 0) & (k == np.floor(k))).all():
        raise ValueError(f"{events!r} must be whole numbers from 0, but was not in some rows")
    frame = counts[list(names)].assign(n_event=k.astype("int64"), person_time=time)
    if names:
        if frame[list(names)].isna().any(axis=None):
            raise ValueError(f"{list(names)!r} must not be missing, but was in some rows")
        frame = frame.groupby(list(names), sort=True, observed=True, as_index=False).sum()
    else:
        frame = pd.DataFrame({"n_event": [k.sum()], "person_time": [time.sum()]})
        frame["n_event"] = frame["n_event"].astype("int64")
    if not (frame["person_time"] > 0).all():
        raise ValueError(f"{exposure!r} must be positive in every group, but was not in some")
    return frame


def _two_columns(
    added: pd.DataFrame, names: tuple[str, ...], group: str, levels: list[Any], value: str
) -> np.ndarray:
    """Reshape to strata x two levels; a stratum without one of them has 0 there."""
    if not names:
        return added.set_index(group)[value].reindex(levels).to_numpy(dtype=float)[None, :]
    wide = added.pivot_table(
        index=list(names), columns=group, values=value, aggfunc="sum", fill_value=0, observed=True
    )
    return wide.reindex(columns=levels).to_numpy(dtype=float)


def _exact_ratio(k: np.ndarray, time: np.ndarray, conf_level: float) -> dict[str, float]:
    from scipy.stats import binom

    reference, compared = k
    total, odds = k.sum(), time[1] / time[0]
    tail = (1 - conf_level) / 2
    low = betaincinv(compared, reference + 1, tail) if compared > 0 else 0.0
    high = betaincinv(compared + 1, reference, 1 - tail) if reference > 0 else 1.0
    share = odds / (1 + odds)
    tails = binom.cdf(compared, total, share), binom.sf(compared - 1, total, share)
    found = check_probability(min(1.0, 2 * min(tails)), source="scipy's binomial tails")
    p_value = float(found) if total else np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "estimate": float(compared / reference / odds),
            "std_error": float(np.sqrt(1 / compared + 1 / reference)),
            "conf_low": float(low / (1 - low) / odds),
            "conf_high": float(np.divide(high, 1 - high) / odds),
            "p_value": p_value,
        }


def _mantel_haenszel_rates(k: np.ndarray, time: np.ndarray, z: float) -> dict[str, float]:
    total = time.sum(axis=1)
    above, below = k[:, 1] * time[:, 0] / total, k[:, 0] * time[:, 1] / total
    spread = k.sum(axis=1) * time[:, 0] * time[:, 1] / total**2
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = above.sum() / below.sum()
        error = np.sqrt(spread.sum() / (above.sum() * below.sum()))
        if not 0 < ratio < np.inf:  # all events of every stratum are of one group
            error = np.nan
        low, high = ratio * np.exp(-z * error), ratio * np.exp(z * error)
        score = above.sum() - below.sum()
        p_value = erfc(np.abs(score) / np.sqrt(spread.sum()) / np.sqrt(2))
    values = {"estimate": ratio, "std_error": error, "conf_low": low, "conf_high": high}
    return {name: float(value) for name, value in (values | {"p_value": p_value}).items()}
