"""Ratio of two shares."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from pug_analysis.stats.share_ratio import share_ratio


def koopman_chi2(ratio: float, x: int, m: int, y: int, n: int) -> float:
    """Score statistic of a ratio, its restricted share found by solving the quadratic."""
    a, b, c = (m + n) * ratio, -(ratio * (m + y) + x + n), x + y
    second = (-b - np.sqrt(b * b - 4 * a * c)) / (2 * a)
    first = ratio * second
    return ((x - m * first) ** 2) / (m * first * (1 - first)) + (y - n * second) ** 2 / (
        n * second * (1 - second)
    )


# --- published
def test_koopmans_own_example():
    """36 of 40 against 16 of 80: 4.5, 95 % from 2.94 to 7.15 (Koopman 1984, section 4)."""
    found = share_ratio(36, 40, 16, 80).iloc[0]
    assert found["estimate"] == pytest.approx(4.5)
    assert (round(found["conf_low"], 2), round(found["conf_high"], 2)) == (2.94, 7.15)


# --- second implementation
@pytest.mark.parametrize("counts", [(30, 100, 20, 90), (5, 50, 12, 40), (200, 900, 260, 800)])
def test_limits_by_finding_roots(counts):
    found = share_ratio(*counts).iloc[0]
    middle = found["estimate"]

    def excess(ratio):
        return koopman_chi2(ratio, *counts) - 3.841458820694124

    assert found["conf_low"] == pytest.approx(brentq(excess, middle / 50, middle * 0.999), rel=1e-4)
    assert found["conf_high"] == pytest.approx(
        brentq(excess, middle * 1.001, middle * 50), rel=1e-4
    )


# --- properties
@settings(max_examples=25, deadline=None)
@given(st.integers(2, 60), st.integers(2, 60), st.data())
def test_ends_are_in_order_and_turn_over(m, n, data):
    x, y = data.draw(st.integers(1, m - 1)), data.draw(st.integers(1, n - 1))
    assume(x and y)
    found, turned = share_ratio(x, m, y, n).iloc[0], share_ratio(y, n, x, m).iloc[0]
    assert found["conf_low"] <= found["estimate"] <= found["conf_high"]
    assert found["conf_low"] == pytest.approx(1 / turned["conf_high"], rel=1e-3)


def test_a_higher_level_is_wider():
    narrow, wide = (share_ratio(20, 60, 30, 70, conf_level=c).iloc[0] for c in (0.8, 0.99))
    assert wide["conf_low"] < narrow["conf_low"] < narrow["conf_high"] < wide["conf_high"]


def test_nothing_to_divide_is_missing():
    assert share_ratio(0, 10, 3, 10)["estimate"].isna().all()
    assert share_ratio(3, 10, 0, 10)["conf_high"].isna().all()


# --- refusals
def test_counts_fit_their_totals():
    with pytest.raises(ValueError, match="count must be between 0 and total"):
        share_ratio(11, 10, 3, 10)


def test_level_is_a_share():
    with pytest.raises(ValueError, match="conf_level must be between 0 and 1"):
        share_ratio(1, 10, 3, 10, conf_level=0)
