"""Intervals of shares and of their differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats.shares.proportions import holm, newcombe_difference, share_interval

COUNTS = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


# --- by hand
def test_clopper_pearson_of_no_event():
    # the upper end p solves (1 - p)^10 = .025
    row = share_interval(0, 10).iloc[0]
    assert row["conf_low"] == 0
    assert row["conf_high"] == pytest.approx(1 - 0.025 ** (1 / 10), abs=1e-14)


@pytest.mark.parametrize(("k", "n", "share"), [(1, 1, 1.0), (0, 1, 0.0), (1, 2, 0.5)])
def test_one_person_has_a_share_and_nobody_has_none(k, n, share):
    assert share_interval(k, n)["estimate"][0] == share
    assert np.isnan(share_interval(0, 0)["estimate"][0])
    assert newcombe_difference(k, n, 1, 4)["estimate"][0] == share - 0.25


def test_wilson_of_one_half():
    # centre 1/2, half-width z / (2 sqrt(n + z^2))
    z = 1.959963984540054
    row = share_interval(200, 400).iloc[0]
    assert row["conf_high"] - 0.5 == pytest.approx(z / (2 * np.sqrt(400 + z**2)), abs=1e-14)


@pytest.mark.oracle
@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:873, table II, method 10
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombe_table_ii(a, m, b, n, low, high):
    row = newcombe_difference(a, m, b, n).iloc[0]
    assert (row["conf_low"], row["conf_high"]) == pytest.approx((low, high), abs=5e-5)


# --- second implementation
@given(COUNTS, st.sampled_from([0.8, 0.95, 0.99]))
def test_intervals_equal_those_of_statsmodels(counts, level):
    from statsmodels.stats.proportion import proportion_confint

    k, n = counts
    if n == 0:
        return
    row = share_interval(k, n, conf_level=level).iloc[0]
    method = "beta" if n < 100 else "wilson"
    expected = proportion_confint(k, n, alpha=1 - level, method=method)
    assert (row["conf_low"], row["conf_high"]) == pytest.approx(expected, abs=1e-10)


@settings(max_examples=40)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_equals_statsmodels(p):
    from statsmodels.stats.multitest import multipletests

    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1], abs=1e-12)


# --- properties
@given(COUNTS, COUNTS)
def test_ends_are_in_order_and_inside(first, second):
    shares = share_interval([first[0], second[0]], [first[1], second[1]]).dropna()
    assert (shares["conf_low"] >= 0).all()
    assert (shares["conf_low"] <= shares["estimate"]).all()
    assert (shares["estimate"] <= shares["conf_high"]).all()
    assert (shares["conf_high"] <= 1).all()
    row = newcombe_difference(*first, *second).iloc[0]
    if first[1] and second[1]:
        assert row["conf_low"] <= row["estimate"] <= row["conf_high"]


@given(COUNTS)
def test_shares_of_the_sexes_mirror(counts):
    k, n = counts
    women, men = share_interval(k, n).iloc[0], share_interval(n - k, n).iloc[0]
    if n:
        assert women["conf_low"] == pytest.approx(1 - men["conf_high"], abs=1e-10)
        assert women["estimate"] + men["estimate"] == pytest.approx(1)


@given(COUNTS)
def test_a_higher_level_never_narrows(counts):
    narrow = share_interval(*counts, conf_level=0.9).iloc[0]
    wide = share_interval(*counts, conf_level=0.99).iloc[0]
    if counts[1]:
        assert wide["conf_low"] <= narrow["conf_low"]
        assert wide["conf_high"] >= narrow["conf_high"]


def test_nobody_has_no_share():
    assert share_interval(0, 0)[["estimate", "conf_low", "conf_high"]].isna().all(axis=None)


def test_missing_p_values_stay_missing():
    adjusted = holm([0.01, np.nan, 0.02])
    assert np.isnan(adjusted[1])
    assert adjusted[[0, 2]].tolist() == [0.02, 0.02]


# --- refusals
@pytest.mark.parametrize("count", [-1, 11])
def test_count_outside_is_refused(count):
    with pytest.raises(ValueError, match="between 0 and total"):
        share_interval(count, 10)


def test_fractions_are_refused():
    with pytest.raises(ValueError, match="whole numbers"):
        share_interval(1.5, 10)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_level_is_checked(level):
    with pytest.raises(ValueError, match="conf_level must be between 0 and 1"):
        share_interval(1, 10, conf_level=level)
    with pytest.raises(ValueError, match="conf_level must be between 0 and 1"):
        newcombe_difference(1, 10, 1, 10, conf_level=level)
