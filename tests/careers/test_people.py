"""Columns looked up by person."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.people import of_person

IDS = pd.Series(["a", "b", "c"], index=[7, 8, 9], dtype="string")


def test_whoever_has_none_has_none():
    dates = pd.Series(pd.to_datetime(["2010-02-01", "2011-01-01"]), index=["c", "x"])
    found = of_person(IDS, dates)
    assert found.index.tolist() == [7, 8, 9]
    assert found.dt.year.fillna(0).tolist() == [0, 0, 2010]


@pytest.mark.parametrize("kind", ["datetime64[ns]", "string", "Int64"])
def test_where_nobody_has_one_the_type_stays(kind):
    none = pd.Series([], index=pd.Index([], dtype="string"), dtype=kind)
    found = of_person(IDS, none)
    assert str(found.dtype) == kind
    assert found.isna().all()
    assert len(found) == 3
