"""Intervals on the scales that R offers. R's numbers: test_survival.py, test_competing.py."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats.intervals import check_choice, confidence_limits, critical_value

Z = 1.959963984540054


def limits(p, se, conf_type):
    low, high = confidence_limits(
        np.array([p]), np.array([se]), conf_level=0.95, conf_type=conf_type
    )
    return float(low[0]), float(high[0])


# --- by hand
def test_each_scale():
    assert limits(0.5, 0.1, "plain") == pytest.approx((0.5 - 0.1 * Z, 0.5 + 0.1 * Z))
    assert limits(0.5, 0.1, "log") == pytest.approx((0.5 * np.exp(-0.2 * Z), 0.5 * np.exp(0.2 * Z)))
    # se of log(-log p) is se / (p |log p|)
    theta = Z * 0.1 / (0.5 * np.log(2))
    low, high = np.exp(-np.log(2) * np.exp(theta)), np.exp(-np.log(2) * np.exp(-theta))
    assert limits(0.5, 0.1, "log-log") == pytest.approx((low, high))


def test_edges_are_those_of_r():
    assert limits(1, 0, "plain") == limits(1, 0, "log") == (1, 1)
    assert limits(0, 0, "plain") == (0, 0)
    for p, kind in ((0, "log"), (0, "log-log"), (1, "log-log")):
        assert np.isnan(limits(p, 0, kind)).all()
    assert np.isnan(limits(0, np.nan, "plain")).all()


def test_limits_stay_inside():
    assert limits(0.1, 0.2, "plain")[0] == 0
    assert limits(0.9, 0.2, "plain")[1] == 1
    assert limits(0.9, 0.2, "log")[1] == 1


# --- second implementation
@settings(max_examples=20, deadline=None)
@given(st.floats(0.01, 0.99))
def test_critical_value_equals_scipy_stats(level):
    from scipy.stats import norm

    assert critical_value(level) == pytest.approx(norm.isf((1 - level) / 2), abs=1e-12)


# --- properties
@settings(deadline=None)
@given(st.floats(0.01, 0.99), st.floats(0.001, 0.3), st.sampled_from(["plain", "log", "log-log"]))
def test_ends_are_in_order(p, se, conf_type):
    low, high = limits(p, se, conf_type)
    assert 0 <= low <= p <= high <= 1


# --- refusals
def test_bad_options_are_refused():
    with pytest.raises(ValueError, match=r"conf_level must be between 0 and 1, but was 1"):
        critical_value(1)
    with pytest.raises(ValueError, match=r"conf_type must be one of .* but was 'arcsin'"):
        limits(0.5, 0.1, "arcsin")
    with pytest.raises(ValueError, match=r"scale must be one of 'a', 'b', but was 'c'"):
        check_choice("scale", "c", ("a", "b"))
