"""Whole months, the clock of the simulation: month 0 is January 1990."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pug_analysis.terms.golongan import PROMOTION_MONTHS

#: Whole numbers of any width.
Months = NDArray[np.signedinteger[Any]]
Days = NDArray[np.datetime64]

FIRST_YEAR: Final = 1990
#: A month that never comes.
NEVER: Final = 9999
_EPOCH: Final = np.datetime64("1990-01", "M")


def month_index(year: int, month: int) -> int:
    """Return the number of a calendar month, 0 for January 1990."""
    return (year - FIRST_YEAR) * 12 + month - 1


def first_day(months: Months) -> Days:
    """Return the first day of each month; ``NEVER`` gives NaT."""
    days = (_EPOCH + months.astype("timedelta64[M]")).astype("datetime64[D]")
    return np.where(months >= NEVER, np.datetime64("NaT", "D"), days)


def month_length(months: Months) -> NDArray[np.int64]:
    """Return the number of days of each month."""
    start = (_EPOCH + months.astype("timedelta64[M]")).astype("datetime64[D]")
    end = (_EPOCH + (months + 1).astype("timedelta64[M]")).astype("datetime64[D]")
    return (end - start).astype(np.int64)


def _promotion_lookup() -> Months:
    legal = np.zeros(NEVER + 1, dtype=bool)
    for date, allowed in PROMOTION_MONTHS:
        start = max(month_index(int(date[:4]), int(date[5:7])), 0)
        months = np.arange(start, NEVER)
        legal[start:NEVER] = np.isin(months % 12 + 1, allowed)
    following = np.full(NEVER + 1, NEVER, dtype=np.int32)
    where = np.flatnonzero(legal)
    position = np.searchsorted(where, np.arange(NEVER + 1))
    inside = position < len(where)
    following[inside] = where[position[inside]]
    return following


_NEXT_PROMOTION: Final = _promotion_lookup()


def next_promotion_month(months: Months) -> Months:
    """Return the first legal month of rank promotion at or after each month."""
    return _NEXT_PROMOTION[np.minimum(months, NEVER)]
