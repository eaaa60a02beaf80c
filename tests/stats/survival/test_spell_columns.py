"""Columns of spells as numbers. Refusals of whole tables: test_risk_table.py."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats.survival.spell_columns import (
    as_names,
    cause_codes,
    check_names,
    frequencies,
    group_codes,
    whole_months,
)


# --- by hand
def test_one_name_may_stand_alone():
    assert as_names("jk") == ("jk",)
    assert as_names(["jk", "pd"]) == ("jk", "pd")


@pytest.mark.parametrize("dtype", ["int64", "uint8", "float64", "float32", "Int64", "Float64"])
def test_months_of_any_numeric_dtype(dtype):
    months = whole_months(pd.Series([0, 3, 12], dtype=dtype))
    assert months.dtype == "int64"
    assert months.tolist() == [0, 3, 12]


def test_causes_are_coded_by_name():
    codes, names = cause_codes(pd.Series(["b", None, "", "a", np.nan]))
    assert names == ("a", "b")
    assert codes.tolist() == [2, 0, 0, 1, 0]


def test_causes_all_missing():
    codes, names = cause_codes(pd.Series([None, None], dtype=object))
    assert (codes.tolist(), names) == ([0, 0], ())


def test_groups_are_combinations_that_occur():
    frame = pd.DataFrame({"jk": list("LPL"), "g": [2, 1, 2]})
    codes, labels = group_codes(frame, ("jk", "g"))
    assert codes.tolist() == [0, 1, 0]
    assert labels.to_numpy().tolist() == [["L", 2], ["P", 1]]


# --- second implementation
@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("LP"), st.integers(0, 3)), min_size=1, max_size=30))
def test_labels_give_the_groups_back(rows):
    frame = pd.DataFrame(rows, columns=["jk", "g"])
    codes, labels = group_codes(frame, ("jk", "g"))
    pd.testing.assert_frame_equal(labels.iloc[codes].reset_index(drop=True), frame)


# --- refusals
def test_bad_columns_are_refused():
    with pytest.raises(ValueError, match="must be whole months, but was bool"):
        whole_months(pd.Series([True, False], name="exit"))
    with pytest.raises(ValueError, match="must be whole months, but was datetime64"):
        whole_months(pd.Series(pd.to_datetime(["2020-01-01"]), name="exit"))
    with pytest.raises(ValueError, match="missing or infinite in 1 rows"):
        whole_months(pd.Series([1, pd.NA], dtype="Int64", name="exit"))
    with pytest.raises(ValueError, match="missing or infinite in 1 rows"):
        frequencies(pd.Series([1, np.inf], name="w"))
    with pytest.raises(ValueError, match=r"'g' must be text, .* but was floating"):
        group_codes(pd.DataFrame({"g": [1.5, 2.5]}), ("g",))
    doubled = pd.DataFrame([[1, 2]], columns=["exit", "exit"])
    with pytest.raises(ValueError, match="columns must be named once"):
        check_names(doubled, (), ("exit",), ())
