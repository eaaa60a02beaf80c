"""Reading of step curves: their value at given months, and the month of a given share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

#: Two shares closer than this are one (R's default, the root of the machine precision).
TOLERANCE = float(np.sqrt(np.finfo(float).eps))

_VALUES = ("estimate", "std_error", "conf_low", "conf_high")


def at_times(
    curve: pd.DataFrame,
    times: float | Sequence[float] | np.ndarray | pd.Series,
    *,
    extend: bool = False,
) -> pd.DataFrame:
    """Read a curve at given months, as R's ``summary(survfit, times=)``.

    Before the first month of the curve the estimate is 1 (or 0 for rising curves) without error.
    After its last month nothing is known, unless a survival curve has come down to 0.

    Parameters
    ----------
    curve : DataFrame from `kaplan_meier`, `nelson_aalen` or `cumulative_incidence`
    times : months
    extend : carry the last value on after the end of the curve (R's ``extend=TRUE``)

    Returns
    -------
    DataFrame, one row per group and month with the columns of the curve. ``n_risk`` are those at
    risk at the next month of the curve, ``n_event`` and ``n_censor`` count from the start up to
    and with the month asked for.

    Raises
    ------
    ValueError
        if a month is missing or negative.
    """
    asked = np.atleast_1d(np.asarray(times, dtype=float))
    if np.isnan(asked).any() or (asked < 0).any():
        raise ValueError(f"times must be 0 or more, but were {asked.tolist()!r}")
    parts = [_read(rows, asked, extend=extend) for rows in _curves(curve)]
    return pd.concat(parts, ignore_index=True)


def quantile(curve: pd.DataFrame, q: float | Sequence[float] = 0.5) -> pd.DataFrame:
    """Months by which given shares have had the event, with limits, by R's rule.

    The q-quantile is the first month with 1 - S(t) >= q (or incidence >= q). If the curve is flat
    at exactly q, it is the midpoint of the flat stretch (to the last month of the curve if it
    ends so), as in R's ``quantile.survfit``. Limits are the quantiles of the limits.

    Parameters
    ----------
    curve : DataFrame from `kaplan_meier` or `cumulative_incidence`
    q : shares, at least 0 and below 1

    Returns
    -------
    DataFrame, one row per group and share: the groups, ``q, n_event, estimate, conf_low,
    conf_high, conf_level, method, unit``; missing where the curve does not reach the share.

    Raises
    ------
    ValueError
        if a share is out of range, or the curve is not one of shares.

    References
    ----------
    Brookmeyer and Crowley (1982), Biometrics 38:29; Therneau, R package survival, quantile.survfit.
    """
    shares = np.atleast_1d(np.asarray(q, dtype=float))
    if not ((shares >= 0) & (shares < 1)).all():
        raise ValueError(f"q must be at least 0 and below 1, but was {shares.tolist()!r}")
    if not (curve["unit"] == "share").all():
        raise ValueError(f"curve must be of shares, but was of {curve['unit'].iloc[0]!r}")
    parts = [_quantiles(rows, shares) for rows in _curves(curve)]
    return pd.concat(parts, ignore_index=True)


def _groups(curve: pd.DataFrame) -> list[str]:
    return list(curve.columns[: curve.columns.get_loc("time")])


def _curves(curve: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Rows of each group; a curve begins anew where its group changes or its months fall back."""
    groups = _groups(curve)
    if curve.empty:
        raise ValueError("curve must have at least one row, but was empty")
    if groups:
        for _, rows in curve.groupby(groups, sort=False, observed=True):
            yield rows
    else:
        yield curve


def _falls(rows: pd.DataFrame) -> bool:
    return rows["method"].iloc[0] == "Kaplan-Meier"


def _read(rows: pd.DataFrame, asked: np.ndarray, *, extend: bool) -> pd.DataFrame:
    time = rows["time"].to_numpy()
    falls = _falls(rows)
    reached = np.searchsorted(time, asked, side="right")
    following = np.searchsorted(time, asked, side="left")
    frame = rows.iloc[np.zeros(asked.size, dtype=int)].reset_index(drop=True)
    origin = 1.0 if falls else 0.0
    for name in _VALUES:
        first = 0.0 if name == "std_error" else origin
        frame[name] = np.concatenate([[first], rows[name]])[reached]
    for name in ("n_event", "n_censor"):
        frame[name] = np.concatenate([[0], np.cumsum(rows[name])])[reached].astype(rows[name].dtype)
    n_risk = np.append(rows["n_risk"].to_numpy(), 0)
    frame["n_risk"] = n_risk[following].astype(rows["n_risk"].dtype)
    ended = asked > time[-1]
    if falls and rows["estimate"].iloc[-1] == 0:
        ended[:] = False
    unknown = asked < rows["start"].iloc[0]
    if not extend:
        unknown = unknown | ended
    frame.loc[unknown, list(_VALUES)] = np.nan
    return frame.assign(time=asked.astype(int) if (asked == asked.astype(int)).all() else asked)


def _quantiles(rows: pd.DataFrame, shares: np.ndarray) -> pd.DataFrame:
    month = np.concatenate([[rows["start"].iloc[0]], rows["time"]]).astype(float)
    risen = {
        name: rows[name].to_numpy(dtype=float) for name in ("estimate", "conf_low", "conf_high")
    }
    if _falls(rows):
        early, late = 1 - risen["conf_low"], 1 - risen["conf_high"]
        middle = 1 - risen["estimate"]
    else:
        early, late, middle = risen["conf_high"], risen["conf_low"], risen["estimate"]
    found = {
        name: _first_reach(month, np.concatenate([[0.0], values]), shares)
        for name, values in (("estimate", middle), ("conf_low", early), ("conf_high", late))
    }
    frame = rows.iloc[np.zeros(shares.size, dtype=int)].reset_index(drop=True)
    return frame[_groups(rows)].assign(
        q=shares,
        n_event=rows["n_event"].sum(),
        **found,
        conf_level=frame["conf_level"],
        method="midpoint of " + frame["method"],
        unit="month",
    )


def _first_reach(month: np.ndarray, risen: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """R's ``findq``: mean of the first months at which ``risen`` reaches q -+ the tolerance."""
    last = month[-1]
    _, first = np.unique(risen, return_index=True)  # censorings repeat a value: keep its first
    first = np.sort(first)
    month, risen = month[first], risen[first]
    ends_at = risen[-1]
    order = np.argsort(risen, kind="stable")
    order = order[~np.isnan(risen[order])]
    rising = risen[order]
    found = np.append(month[order], np.nan)
    low = found[np.searchsorted(rising, shares - TOLERANCE)]
    high = found[np.searchsorted(rising, shares + TOLERANCE)]
    middle = (low + high) / 2
    if not np.isnan(ends_at):
        middle = np.where(np.abs(shares - ends_at) < TOLERANCE, (low + last) / 2, middle)
    return np.where(shares == 0, month[0], middle)
