"""Shares of protected counts: computed from rounded counts that hold as much information."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.release.disclosure_shares import (
    effective_counts,
    effective_share,
    nearest_people,
    released_counts,
    released_shares,
)
from pug_analysis.stats import share_interval
from pug_analysis.stats.intervals import confidence_limits, effective_limits


def curve_share(n: float, people: float) -> pd.DataFrame:
    """A share with log-log limits, as a curve has it."""
    share = np.array([n / people])
    error = np.sqrt(share * (1 - share) / people)
    low, high = confidence_limits(share, error, conf_level=0.95, conf_type="log-log")
    return pd.DataFrame({"estimate": share, "conf_low": low, "conf_high": high})


# --- by hand
def test_a_share_is_that_of_counts_to_the_nearest_5():
    """13 of 62 becomes 15 of 60."""
    shown = released_shares(curve_share(13, 62), edition="pokja").iloc[0]
    expected = share_interval([15], [60]).iloc[0]
    names = ["estimate", "conf_low", "conf_high"]
    assert shown[names].tolist() == [round(float(expected[name]), 2) for name in names]
    assert shown["estimate"] == 0.25


@pytest.mark.parametrize(("n", "people"), [(7, 62), (58, 62)])
def test_fewer_than_8_events_or_others_have_no_share(n, people):
    assert released_shares(curve_share(n, people), edition="pokja").isna().all(axis=None)


def test_the_agency_sees_what_was_estimated():
    table = curve_share(13, 62)
    assert released_shares(table, edition="internal") is table


def test_a_share_without_an_interval_needs_8_events_and_8_others():
    assert effective_share(0.25, 62) == round(15 / 60, 2)
    assert np.isnan(effective_share(7 / 62, 62))
    assert np.isnan(effective_share(58 / 62, 62))
    assert np.isnan(effective_share(float("nan"), 62))


def test_counts_to_compute_with_are_missing_where_they_are_hidden():
    assert released_counts(pd.Series([0, 7, 8, 12, 13])).fillna(-1).tolist() == [-1, -1, 10, 10, 15]
    assert nearest_people(pd.Series([-46.43, 2.4])).tolist() == [-45, 0]


# --- independent reference: both kinds of limits come back as the counts that they were made of
@pytest.mark.parametrize(("n", "people"), [(10, 40), (30, 100), (200, 900), (8, 500)])
def test_effective_counts_of_a_plain_share_are_its_counts(n, people):
    row = curve_share(n, people)
    events, total = effective_counts(row["estimate"], row["conf_low"], row["conf_high"])
    assert float(events[0]) == pytest.approx(n, rel=1e-6)
    assert float(total[0]) == pytest.approx(people, rel=1e-6)
    share = np.array([n / people])
    error = np.sqrt(share * (1 - share) / people)
    ends = effective_limits(share, error, n_people=np.array([people]), conf_level=0.95)
    events, total = effective_counts(share, *ends, limits="exact")
    assert float(total[0]) == pytest.approx(people, rel=1e-6)


# --- properties
@given(st.integers(8, 400), st.integers(8, 400))
def test_all_counts_that_round_alike_show_alike(n, others):
    """Nothing tells the counts within 2 of the released ones apart."""
    people = n + others
    shown = released_shares(curve_share(n, people), edition="pokja")
    for events, total in ((n - 2, people), (n + 2, people), (n, people - 2), (n, people + 2)):
        same = [(a + 2) // 5 == (b + 2) // 5 for a, b in ((events, n), (total, people))]
        if all(same) and events >= 8 and total - events >= 8:
            other = released_shares(curve_share(events, total), edition="pokja")
            pd.testing.assert_frame_equal(shown, other)


@given(st.integers(8, 400), st.integers(8, 400))
def test_a_released_share_lies_within_its_interval_and_near_the_true_one(n, others):
    shown = released_shares(curve_share(n, n + others), edition="pokja").iloc[0]
    assert shown["conf_low"] <= shown["estimate"] <= shown["conf_high"]
    assert abs(shown["estimate"] - n / (n + others)) <= 5 / (n + others) + 0.005


# --- where there is no answer
@pytest.mark.parametrize("limits", ["log-log", "exact"])
@pytest.mark.parametrize(
    "row", [(0.3, 0.0, 0.4), (0.3, 0.3, 0.4), (0.3, 0.2, 0.3), (0.3, 0.2, 1.0), (0.3, 0.35, 0.4), (0.3, np.nan, 0.4)]
)  # fmt: skip
def test_limits_that_do_not_enclose_a_share_tell_no_people(row, limits):
    events, people = effective_counts(*([value] for value in row), limits=limits)
    assert np.isnan(events).all()
    assert np.isnan(people).all()


def test_limits_narrower_or_wider_than_any_number_of_people_tell_none():
    for low, high in ((0.4999999, 0.5000001), (1e-6, 1 - 1e-6)):
        assert np.isnan(effective_counts([0.5], [low], [high], limits="exact")[1]).all()


@pytest.mark.parametrize(
    ("share", "people", "shown"),
    [
        (0.08, 100, 0.1), (0.079, 100, None), (0.92, 100, 0.9), (0.921, 100, None), (0.5, 16, 10 / 15),
        (0.5, 15.9, None), (float("inf"), 40, None), (0.3, float("nan"), None),
    ],
)  # fmt: skip
def test_a_share_needs_8_on_either_side(share, people, shown):
    found = effective_share(share, people)
    assert np.isnan(found) if shown is None else found == round(shown, 2)


def test_columns_of_other_names_are_replaced_and_others_stay():
    table = curve_share(13, 62).rename(columns={"estimate": "p", "conf_low": "a", "conf_high": "b"})
    shown = released_shares(table.assign(n=7), values=("p", "a", "b"), edition="publik")
    assert list(shown.columns) == ["p", "a", "b", "n"]
    assert shown["p"].tolist() == [0.25]
    assert shown["n"].tolist() == [7]
    assert shown["a"][0] < 0.25 < shown["b"][0]


def test_halves_go_up():
    assert nearest_people(pd.Series([2.5, 7.5, 12.4, -2.5, 0.0])).tolist() == [5, 10, 10, 0, 0]


def test_half_a_step_goes_up_however_it_was_computed():
    """12.5 of 62.5 effective people are 15 of 65, also where arithmetic lost a little of them."""
    for less in (0.0, 1e-9):
        shown = released_shares(curve_share(12.5 - less, 62.5 - less), edition="pokja")
        assert shown["estimate"].tolist() == [round(15 / 65, 2)]
