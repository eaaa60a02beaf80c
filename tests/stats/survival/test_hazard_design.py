"""Periods, levels and products of a hazard model."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats.survival.hazard_design import build_design, check_levels, merge_periods


def periods(events: list[int], at_risk: int = 10) -> pd.DataFrame:
    return pd.DataFrame({"time": range(1, len(events) + 1), "n_event": events, "n_risk": at_risk})


# --- by hand
def test_columns_of_factors_numbers_and_products():
    rows = pd.DataFrame({"time": [1, 1, 2, 2, 2], "jk": list("LPLPP"), "x": [1.0, 3, 5, 8, 9]})
    design = build_design(rows, ("jk", "x", "jk:x"), "time", drop_aliased=False)
    assert design.names == ["time=1", "time=2", "jk=P", "x", "jk=P:x"]
    assert design.matrix.tolist() == [
        [1, 0, 0, 1, 0],
        [1, 0, 1, 3, 3],
        [0, 1, 0, 5, 0],
        [0, 1, 1, 8, 8],
        [0, 1, 1, 9, 9],
    ]
    assert list(design.levels) == ["time=1", "time=2", "jk=L", "jk=P"]


def test_booleans_are_levels():
    rows = pd.DataFrame({"dilatih": [False, True, False]})
    assert build_design(rows, ("dilatih",), None, drop_aliased=False).names == [
        "constant",
        "dilatih=True",
    ]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([3, 0, 0, 2], [1, 1, 1, 4]),
        ([0, 0, 3, 2], [1, 1, 1, 4]),
        ([3, 2, 0], [1, 2, 2]),
        ([3, 10, 2], [1, 1, 3]),
        ([10, 2, 3], [1, 1, 3]),
    ],
)
def test_periods_without_a_coefficient_join_a_neighbour(events, expected):
    merged = merge_periods(periods(events), "time", None, "n_event", "n_risk", empty="merge")
    assert merged["time"].tolist() == expected


def test_breaks_name_the_last_month_of_each_stretch():
    rows = periods([1, 2, 3, 4, 5])
    cut = merge_periods(rows, "time", [0, 2, 4], "n_event", "n_risk", empty="refuse")
    assert cut["time"].tolist() == [2, 2, 4, 4]


@pytest.mark.parametrize("breaks", [[0, 4, 2], [0, 2, 2], [4, 0], [3]])
def test_breaks_that_do_not_rise_are_refused(breaks):
    """Also where only one of them falls."""
    with pytest.raises(ValueError, match="two or more rising months"):
        merge_periods(periods([1, 2, 3, 4, 5]), "time", breaks, "n_event", "n_risk", empty="refuse")


# --- properties
@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 4, 10]), min_size=2, max_size=12))
def test_merged_periods_all_have_a_coefficient(events):
    if not 0 < sum(events) < 10 * len(events):
        return
    merged = merge_periods(periods(events), "time", None, "n_event", "n_risk", empty="merge")
    sums = merged.groupby("time")[["n_event", "n_risk"]].sum()
    assert ((sums["n_event"] > 0) & (sums["n_event"] < sums["n_risk"])).all()
    assert sums.sum().tolist() == [sum(events), 10 * len(events)]
    assert merged["time"].is_monotonic_increasing


def test_dropped_periods_are_those_without_a_coefficient():
    left = merge_periods(periods([0, 3, 0, 10, 2]), "time", None, "n_event", "n_risk", empty="drop")
    assert left["n_event"].tolist() == [3, 2]


def test_terms_that_depend_on_earlier_ones_are_left_out():
    rows = pd.DataFrame({"t": [1, 1, 2, 2, 2], "x": [0.0, 1, 0, 1, 3], "z": [0.0, 2, 0, 2, 6]})
    late = rows.assign(late=(rows["t"] == 2).astype(float))
    design = build_design(late, ("late", "x", "z"), "t", drop_aliased=True)
    assert design.names == ["t=1", "t=2", "x"]
    assert design.matrix.shape == (5, 3)


# --- refusals
def test_what_cannot_be_fitted_is_refused():
    rows = pd.DataFrame({"a": [1.0, 2, 3], "b": [2.0, 4, 6]})
    with pytest.raises(ValueError, match="terms must not depend on one another"):
        build_design(rows, ("a", "b"), None, drop_aliased=False)
    design = build_design(pd.DataFrame({"jk": list("LPP")}), ("jk",), None, drop_aliased=False)
    with pytest.raises(ValueError, match=r"every level must have some events .*jk=P"):
        check_levels(design, np.array([1, 2, 2]), np.array([4, 2, 2]))
    with pytest.raises(ValueError, match="there must be events and people without one"):
        merge_periods(periods([1, 2]), "time", [5, 9], "n_event", "n_risk", empty="merge")
