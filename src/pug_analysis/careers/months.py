"""Whole months: careers move on the first of a month, so a month number is all the time there is."""

from __future__ import annotations

import pandas as pd


def month_number(dates: pd.Series) -> pd.Series:
    """Months since the year 0; missing dates stay missing.

    Parameters
    ----------
    dates : datetimes

    Returns
    -------
    Int64 Series.

    Examples
    --------
    >>> int(month_number(pd.Series(pd.to_datetime(["2005-01-01", "2015-01-31"]))).diff().iloc[1])
    120
    """
    return (dates.dt.year * 12 + dates.dt.month - 1).astype("Int64")
