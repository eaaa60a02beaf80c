"""Disclosure control of shares: computed anew from rounded counts that hold as much information.

References
----------
Dorey and Korn (1987), Statistics in Medicine 6:679, who give a share of a survey the limits of a
binomial share of as many people as carry its information.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq

from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.small_counts import SMALLEST, STEP
from pug_analysis.stats import share_interval
from pug_analysis.stats.intervals import critical_value, effective_limits
from pug_analysis.stats.library_results import check_order

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

#: Estimate and limits, in the order in which all functions take them.
VALUES: Final = ("estimate", "conf_low", "conf_high")
_ORDER: Final = ("conf_low", "estimate", "conf_high")
#: How limits of a share were made.
ShareLimits = Literal["log-log", "exact"]
_Shares: TypeAlias = NDArray[np.float64]
_Numbers = TypeVar("_Numbers", pd.Series, NDArray[np.float64])
_CONF_LEVEL: Final = 0.95
_Z: Final = critical_value(_CONF_LEVEL)
#: More people than any table counts.
_MOST_PEOPLE: Final = 1e9
#: What arithmetic may lose of a whole count.
_TINY: Final = 1e-6


def effective_counts(
    estimate: ArrayLike,
    conf_low: ArrayLike,
    conf_high: ArrayLike,
    *,
    limits: ShareLimits = "log-log",
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many events among how many people give a share as sure as this one.

    Parameters
    ----------
    estimate, conf_low, conf_high : shares (0..1) with limits at 95 %; shape (n,)
    limits : how these were made: "log-log" as of curves, or "exact" (``stats.intervals.effective_limits``)

    Returns
    -------
    Events and people, shape (n,); missing where a limit is 0 or 1, or there is none.

    Examples
    --------
    >>> events, people = effective_counts([0.3], [0.2139], [0.3911])
    >>> round(float(events[0])), round(float(people[0]))
    (30, 100)
    >>> events, people = effective_counts([8 / 60], [0.0594], [0.2459], limits="exact")
    >>> round(float(events[0])), round(float(people[0]))
    (8, 60)
    """
    share, low, high = (np.asarray(v, dtype=float) for v in (estimate, conf_low, conf_high))
    inside = (low > 0) & (low < share) & (share < high) & (high < 1)
    values = [np.where(inside, v, 0.5) for v in (share, low, high)]
    found = (_people_loglog if limits == "log-log" else _people_exact)(*values)
    people = np.where(inside, found, np.nan)
    return share * people, people


def _people_loglog(share: _Shares, low: _Shares, high: _Shares) -> _Shares:
    """N = p (1 - p) / error^2, with the error read on the scale of the limits, log(-log p)."""
    error = (np.log(-np.log(low)) - np.log(-np.log(high))) / (2 * _Z)
    with np.errstate(divide="ignore"):
        return (1 - share) / (share * np.log(share) ** 2 * error**2)


def _people_exact(share: _Shares, low: _Shares, high: _Shares) -> _Shares:
    """People whose Clopper-Pearson interval is as wide."""

    def too_wide(people: float, p: float, width: float) -> float:
        whole, error = np.array([people]), np.array([(p * (1 - p) / people) ** 0.5])
        ends = effective_limits(np.array([p]), error, n_people=whole, conf_level=_CONF_LEVEL)
        return float(ends[1][0] - ends[0][0] - width)

    def solve(p: float, width: float) -> float:
        if width <= 0 or too_wide(_MOST_PEOPLE, p, width) > 0 or too_wide(1.0, p, width) < 0:
            return float("nan")
        return float(brentq(too_wide, 1.0, _MOST_PEOPLE, args=(p, width)))

    return np.array([solve(p, width) for p, width in zip(share, high - low, strict=True)])


def released_shares(
    frame: pd.DataFrame,
    *,
    values: Sequence[str] = VALUES,
    limits: ShareLimits = "log-log",
    edition: Edition,
) -> pd.DataFrame:
    """Compute shares and their limits anew from effective counts to the nearest 5.

    Parameters
    ----------
    frame : with the columns ``values``: share and limits (0..1)
    limits : how the limits were made, see :func:`effective_counts`

    Returns
    -------
    DataFrame like it; shares with 2 decimals. Missing below 8 events or 8 others, as where there was
    no interval.
    """
    if not is_protected(edition) or frame.empty:
        return frame
    events, people = effective_counts(
        *(frame[name].astype(float) for name in values), limits=limits
    )
    with np.errstate(invalid="ignore"):
        known = (events >= SMALLEST - _TINY) & (people - events >= SMALLEST - _TINY)
    found = pd.DataFrame(float("nan"), index=frame.index, columns=list(VALUES))
    if known.any():
        whole = [nearest_people(n[known] + _TINY) for n in (events, people)]
        shares = share_interval(*whole)
        check_order(*(shares[name] for name in _ORDER), source="a share from effective counts")
        found.loc[known, :] = shares[list(VALUES)].to_numpy()
    return frame.assign(
        **{name: found[own].round(2) for name, own in zip(values, VALUES, strict=True)}
    )


def effective_share(share: float, n_people: float) -> float:
    """Share of people without an interval, from rounded counts; missing below 8 events or 8 others.

    >>> effective_share(0.457, 775), effective_share(0.02, 300)
    (0.46, nan)
    """
    events, people = share * n_people, n_people
    few = events < SMALLEST - _TINY or people - events < SMALLEST - _TINY
    if not isfinite(events) or few:
        return float("nan")
    part, whole = nearest_people(pd.Series([events, people]))
    return round(part / whole, 2)


def nearest_people(number: _Numbers) -> _Numbers:
    """Round people, observed less expected ones too, to the nearest 5; halves go up as counts do."""
    return np.floor(number.astype(float) / STEP + 0.5) * STEP


def released_counts(numbers: pd.Series) -> pd.Series:
    """Counts of a protected edition as numbers to compute with; missing where they are hidden."""
    return pd.Series(nearest_people(numbers)).mask(numbers.astype(float) < SMALLEST)
