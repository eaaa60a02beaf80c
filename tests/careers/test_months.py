"""A month number: years times twelve and months since the year 0."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.months import month_number


@pytest.mark.parametrize(
    ("day", "number"),
    # 2005 x 12 = 24,060; the day within the month tells nothing
    [("2005-01-01", 24060), ("2005-01-31", 24060), ("2005-12-01", 24071), ("2006-01-01", 24072)],
)
def test_months_since_the_year_0(day, number):
    assert month_number(pd.Series(pd.to_datetime([day]))).tolist() == [number]


def test_a_missing_date_stays_missing_and_places_stay():
    dates = pd.Series(pd.to_datetime([None, "2005-01-01"]), index=["x", "y"])
    found = month_number(dates)
    assert str(found.dtype) == "Int64"
    assert found.isna().to_dict() == {"x": True, "y": False}
