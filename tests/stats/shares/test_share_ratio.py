"""Ratio of two shares."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.shares.share_ratio import _score_limits, share_ratio


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

    assert found["conf_low"] == pytest.approx(brentq(excess, middle / 50, middle * 0.999), rel=1e-9)
    assert found["conf_high"] == pytest.approx(
        brentq(excess, middle * 1.001, middle * 50), rel=1e-9
    )


def test_where_one_group_or_both_have_everybody():
    # x of n beside m of m: at a ratio of 1 + z^2 / m the score is z, since it is m (1 - r)^2 / (r - 1)
    z2 = 3.841458820694124
    both = share_ratio(27, 27, 33, 33).iloc[0]
    assert both[["estimate", "conf_low", "conf_high"]].tolist() == pytest.approx(
        [1, 1 / (1 + z2 / 27), 1 + z2 / 33], rel=1e-9
    )
    for counts, wanted in {
        (12, 12, 20, 25): [1.25, 0.929, 1.643],
        (20, 25, 12, 12): [0.80, 0.609, 1.077],
        (3, 3, 1, 1): [1, 1 / (1 + z2 / 3), 1 + z2],
    }.items():
        found = share_ratio(*counts).iloc[0]
        assert found[["estimate", "conf_low", "conf_high"]].tolist() == pytest.approx(
            wanted, abs=6e-4
        )


#: Group sizes of the tables below: 95 counts above 0, so 95 x 95 tables.
SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24)


def test_every_small_table_against_an_inversion_of_the_score_test():
    """Written apart: bisection over logs of ratios, restricted shares by bisection of the likelihood."""
    pairs = np.array([(k, n) for n in SIZES for k in range(1, n + 1)], dtype=float)
    first, second = (np.repeat(pairs, 95, axis=0).T, np.tile(pairs, (95, 1)).T)
    assert first.shape[1] == 9025
    ours = np.array(
        [
            _score_limits(*counts, critical_value(0.95))
            for counts in zip(*first, *second, strict=True)
        ]
    )
    estimate = first[0] / first[1] / (second[0] / second[1])
    assert np.allclose(ours[:, 1], estimate, rtol=1e-14)
    low, high = inverted(first, second, estimate, -1), inverted(first, second, estimate, 1)
    differing = ~(np.isclose(ours[:, 0], low, rtol=1e-6) & np.isclose(ours[:, 2], high, rtol=1e-6))
    assert differing.sum() == 0
    assert (ours[:, 0] < estimate).all()
    assert (estimate < ours[:, 2]).all()


def inverted(first, second, estimate, side):
    """Ratio on one side of the estimate at which the squared score is the 95 % chi-square."""
    (x, m), (y, n) = first, second
    near, far = np.zeros(x.size), np.full(x.size, 12.0)
    for _ in range(60):
        middle = (near + far) / 2
        ratio = estimate * np.exp(side * middle)
        p = restricted(x, m, y, n, ratio)
        spread = ratio * p * (1 - ratio * p) / m + ratio**2 * p * (1 - p) / n
        inside = (x / m - ratio * y / n) ** 2 < 3.841458820694124 * spread
        near, far = np.where(inside, middle, near), np.where(inside, far, middle)
    return estimate * np.exp(side * near)


def restricted(x, m, y, n, ratio):
    """Second share p of largest likelihood if the first is ratio x p: its slope changes sign."""
    low, high = np.zeros(x.size), np.minimum(1.0, 1 / ratio)
    for _ in range(60):
        p = (low + high) / 2
        stay, other = 1 - ratio * p, 1 - p  # the slope times p and both of them
        slope = (x + y) * stay * other - (m - x) * ratio * p * other - (n - y) * p * stay
        low, high = np.where(slope > 0, p, low), np.where(slope > 0, high, p)
    return (low + high) / 2


# --- properties
@settings(max_examples=25, deadline=None)
@given(st.integers(2, 60), st.integers(2, 60), st.data())
def test_ends_are_in_order_and_turn_over(m, n, data):
    x, y = data.draw(st.integers(1, m)), data.draw(st.integers(1, n))
    found, turned = share_ratio(x, m, y, n).iloc[0], share_ratio(y, n, x, m).iloc[0]
    assert found["conf_low"] <= found["estimate"] <= found["conf_high"]
    assert found["conf_low"] == pytest.approx(1 / turned["conf_high"], rel=1e-9)


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


def test_counts_are_whole():
    with pytest.raises(ValueError, match="count and total must be whole numbers"):
        share_ratio(2.5, 10, 3, 10)


def test_level_is_a_share():
    with pytest.raises(ValueError, match="conf_level must be between 0 and 1"):
        share_ratio(1, 10, 3, 10, conf_level=0)
