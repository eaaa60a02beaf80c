"""Limits of an odds ratio: exact and for large samples agree where both can be had."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom
from scipy.stats.contingency import odds_ratio

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.shares.odds_limits import (
    LARGE_CELL,
    cornfield_limits,
    exact_limits,
    is_large,
)

Z = critical_value(0.95)
FEW = settings(max_examples=25, deadline=None)


# --- by hand
def test_a_table_with_one_other_possible():
    # margins 1, 1 and 1, 1: the other table is the mirror; chances r/(r + 1) and 1/(r + 1)
    found = exact_limits(np.array([[1, 0], [0, 1]]), tail=0.025)
    assert found == pytest.approx((inf, 0.025 / 0.975, inf, 1.0))


def test_the_large_sample_limits_solve_their_equation():
    # Cornfield: (|a - m| - 1/2)^2 x (sum of 1/cells) is z^2 at the tables with first cells m
    found = cornfield_limits(np.array([[60, 40], [40, 60]]), z=Z)
    assert found[0] == pytest.approx(60 * 60 / (40 * 40))
    for ratio, side in zip(found[1:3], (1, -1), strict=True):
        mean = np.roots([1 - ratio, ratio * 200, -ratio * 100 * 100])
        m = next(x.real for x in mean if 0 < x.real < 100)
        spread = 1 / (2 / m + 2 / (100 - m))
        assert (side * (60 - m) - 0.5) ** 2 == pytest.approx(Z**2 * spread, rel=1e-9)


# --- second implementation
@FEW
@given(st.lists(st.integers(0, 30), min_size=4, max_size=4))
def test_as_scipy_gives_them(cells):
    table = np.array(cells).reshape(2, 2)
    if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        return
    estimate, low, high, p_value = exact_limits(table, tail=0.025)
    theirs = odds_ratio(table, kind="conditional")
    ends = theirs.confidence_interval(0.95)
    assert (estimate, low, high) == pytest.approx((theirs.statistic, *ends), rel=1e-5)
    margins = table.sum(), table[:, 0].sum(), table[0].sum()
    tails = hypergeom.cdf(table[0, 0], *margins), hypergeom.sf(table[0, 0] - 1, *margins)
    assert p_value == pytest.approx(min(1, 2 * min(tails)), rel=1e-8)


@pytest.mark.parametrize(
    "cells",
    [(30000, 30000, 30300, 30000), (1000, 99000, 99000, 100000), (2000, 60000, 2300, 60000)],
)
def test_exact_and_large_sample_agree_to_a_thousandth(cells):
    table = np.array(cells).reshape(2, 2)
    assert table.min() >= LARGE_CELL
    exact, large = exact_limits(table, tail=0.025), cornfield_limits(table, z=Z)
    assert large[:3] == pytest.approx(exact[:3], rel=1e-3)
    assert large[3] == pytest.approx(exact[3], abs=1e-4)


def test_nearby_tables_are_enough_around_a_small_cell():
    # at the limit the cell is Poisson with mean r x 10^6 10^6 / 10^6, of which 0 has chance 0.025
    table = np.array([[0, 10**6], [10**6, 10**6]])
    assert not is_large(table)
    found = exact_limits(table, tail=0.025)
    assert found[:2] == (0, 0)
    assert found[2] == pytest.approx(-np.log(0.025) / 10**6, rel=1e-4)
    assert found[3] == 0


def test_what_counts_as_large():
    assert is_large(np.full((2, 2), 10**6))
    assert not is_large(np.full((2, 2), 10_000))  # few enough to add up
