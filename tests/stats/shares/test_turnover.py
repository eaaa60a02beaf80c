"""Turnover of a share: by pencil, by listing every way of coming and going, and by playing it out."""

from __future__ import annotations

from itertools import combinations
from math import isclose, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nchypergeom_fisher
from statsmodels.stats.proportion import proportion_confint

from pug_analysis.stats.shares.turnover import turnover_change


def one(k, n, kj, j, kl, g, **options):
    return turnover_change(
        [k], [n], count_joined=[kj], joined=[j], count_left=[kl], left=[g], **options
    ).iloc[0]


# --- by hand
def test_four_of_twenty_by_pencil():
    """2 of 5 come, 0 of 5 go: 6 of 20. Comers: Wilson (.1176, .7693); leavers: 5 * 19 / 15 = 6.33
    draws, upper limit (3.8415 / 6.33) / (1 + 3.8415 / 6.33) = .3776; both times 5 / 20.
    """
    row = one(4, 20, 2, 5, 0, 5)
    assert row["n_moved"] == 10
    assert row["estimate"] == pytest.approx(6 / 20 - 4 / 20)
    assert row["conf_low"] == pytest.approx(0.1 - 0.25 * np.hypot(0.4 - 0.11762, 0.37755), abs=1e-5)
    assert row["conf_high"] == pytest.approx(0.1 + 0.25 * (0.76928 - 0.4), abs=1e-5)


def test_three_people_by_pencil():
    """A woman stays, a man goes, a woman comes. Of W, W, M each may be the one who goes, comes or
    stays; the change is 1/2, -1/2 or 0, so two of three are at least as large.
    """
    assert one(1, 2, 1, 1, 0, 1)["p_value"] == pytest.approx(2 / 3)


def test_of_the_kind_no_more_can_go_than_are_there():
    """Two women of 30; both are among 20 who go: their share cannot have been above 2 / 20."""
    row = one(2, 30, 0, 0, 2, 20)
    assert row["estimate"] == pytest.approx(-2 / 30)
    assert row["conf_low"] == pytest.approx(row["estimate"])


# --- second implementations
def listed(k, n, kj, j, kl, g):
    """Probability of a change at least as large, listing who comes, goes and stays."""
    kinds = [1] * (k + kj) + [0] * (n + j - k - kj)
    observed = abs((k - kl + kj) / (n - g + j) - k / n)
    hits = ways = 0
    people = range(n + j)
    for leavers in combinations(people, g):
        rest = [i for i in people if i not in leavers]
        for comers in combinations(rest, j):
            stayers = sum(kinds[i] for i in rest if i not in comers)
            before = (stayers + sum(kinds[i] for i in leavers)) / n
            after = (stayers + sum(kinds[i] for i in comers)) / (n - g + j)
            hits += abs(after - before) >= observed - 1e-12
            ways += 1
    return hits / ways


@pytest.mark.parametrize(
    "case", [(2, 5, 1, 2, 0, 2), (3, 6, 0, 3, 1, 2), (0, 4, 2, 3, 0, 1), (2, 4, 1, 1, 2, 4), (5, 7, 0, 0, 3, 3)]
)  # fmt: skip
def test_p_values_by_listing_every_turnover(case):
    assert one(*case)["p_value"] == pytest.approx(listed(*case), rel=1e-9)


def test_only_comers_is_wilson_of_statsmodels():
    low, high = proportion_confint(7, 20, method="wilson")
    row = one(10, 50, 7, 20, 0, 0)
    base = 10 / 70 - 10 / 50
    assert row["conf_low"] == pytest.approx(base + 20 / 70 * low, rel=1e-9)
    assert row["conf_high"] == pytest.approx(base + 20 / 70 * high, rel=1e-9)


def test_everybody_leaving_is_no_chance():
    """When all go, nothing about them is random: only the comers are."""
    row = one(3, 10, 4, 8, 3, 10)
    low, high = proportion_confint(4, 8, method="wilson")
    assert row["conf_low"] == pytest.approx(low - 0.3)
    assert row["conf_high"] == pytest.approx(high - 0.3)


PLANS = [
    # total, women, come, go, share of women among comers, odds of women to go
    (30, 5, 5, 5, 1 / 6, 1.0),
    (150, 40, 15, 12, 0.45, 1.0),
    (150, 40, 60, 70, 0.27, 3.0),
    (300, 120, 0, 60, 0.4, 0.4),
    (300, 120, 60, 0, 0.6, 1.0),
    (6500, 3600, 400, 250, 0.55, 1.0),
]


@pytest.mark.parametrize("plan", PLANS)
def test_intervals_cover_the_expected_change_as_often_as_they_say(plan):
    n, k, j, g, share, odds = plan
    rng = np.random.default_rng(5)
    leaving = nchypergeom_fisher(n, k, g, odds) if g else None
    went = leaving.rvs(3000, random_state=rng) if g else np.zeros(3000, dtype=int)
    outcomes, times = np.unique(
        np.stack([rng.binomial(j, share, 3000), went]), axis=1, return_counts=True
    )
    expected = (k - (leaving.mean() if g else 0) + j * share) / (n - g + j) - k / n
    found = turnover_change(
        k, n, count_joined=outcomes[0], joined=j, count_left=outcomes[1], left=g
    )
    inside = (found["conf_low"] <= expected) & (expected <= found["conf_high"])
    assert 0.925 <= np.average(inside, weights=times) <= 0.995


@pytest.mark.parametrize("plan", PLANS[:2] + PLANS[4:])
def test_chance_alone_is_seldom_called_a_change(plan):
    n, k, j, g = plan[:4]
    rng = np.random.default_rng(6)
    came = rng.binomial(j, k / n, 2000)
    went = rng.hypergeometric(k, n - k, g, 2000) if g else np.zeros(2000, dtype=int)
    outcomes, times = np.unique(np.stack([came, went]), axis=1, return_counts=True)
    found = turnover_change(
        k, n, count_joined=outcomes[0], joined=j, count_left=outcomes[1], left=g
    )
    assert np.average(found["p_value"] < 0.05, weights=times) <= 0.06


# --- properties
@st.composite
def turnovers(draw):
    n = draw(st.integers(1, 60))
    k = draw(st.integers(0, n))
    g = draw(st.integers(0, n))
    kl = draw(st.integers(max(0, g - (n - k)), min(g, k)))
    j = draw(st.integers(0, 40))
    return k, n, draw(st.integers(0, j)), j, kl, g


@given(turnovers())
@settings(max_examples=60, deadline=None)
def test_ends_are_in_order_and_the_other_sex_mirrors_them(case):
    k, n, kj, j, kl, g = case
    row, other = one(*case), one(n - k, n, j - kj, j, g - kl, g)
    if n - g + j == 0:
        assert np.isnan(row["estimate"])
        return
    assert row["estimate"] == pytest.approx((k - kl + kj) / (n - g + j) - k / n, abs=1e-12)
    assert row["estimate"] == pytest.approx(-other["estimate"], abs=1e-12)
    if not j + g:
        return
    assert row["conf_low"] <= row["estimate"] + 1e-12
    assert row["estimate"] <= row["conf_high"] + 1e-12
    assert row["conf_low"] == pytest.approx(-other["conf_high"], abs=1e-12)
    assert row["p_value"] == pytest.approx(other["p_value"], rel=1e-9)
    assert 0 < row["p_value"] <= 1
    wider = one(*case, conf_level=0.99)
    assert wider["conf_low"] <= row["conf_low"] + 1e-12
    assert row["conf_high"] <= wider["conf_high"] + 1e-12


def test_without_movers_there_is_no_change_and_no_interval():
    row = one(4, 20, 0, 0, 0, 0)
    assert row["estimate"] == 0
    assert row[["conf_low", "conf_high", "p_value"]].isna().all()


def test_nobody_at_one_end_has_no_change():
    assert np.isnan(one(0, 0, 1, 2, 0, 0)["estimate"])
    assert np.isnan(one(1, 2, 0, 0, 1, 2)["estimate"])


def test_a_nation_is_counted_too():
    row = one(2_315_288, 4_254_513, 60_500, 110_000, 52_000, 100_000)
    assert isclose(row["estimate"], 2_323_788 / 4_264_513 - 2_315_288 / 4_254_513)
    assert row["conf_low"] < row["estimate"] < row["conf_high"]
    assert 0 <= row["p_value"] < 1


# --- refusals
@pytest.mark.parametrize(
    ("case", "words"),
    [
        ((4.5, 20, 0, 0, 0, 0), "whole numbers"),
        ((nan, 20, 0, 0, 0, 0), "whole numbers"),
        ((21, 20, 0, 0, 0, 0), "between 0 and total"),
        ((4, 20, 3, 2, 0, 0), "between 0 and total"),
        ((4, 20, 0, 0, 5, 6), "must have been there"),
        ((19, 20, 0, 0, 0, 2), "must have been there"),
    ],
)
def test_impossible_numbers_are_refused(case, words):
    with pytest.raises(ValueError, match=words):
        one(*case)


def test_a_level_outside_0_and_1_is_refused():
    with pytest.raises(ValueError, match=r"conf_level must be between 0 and 1, but was 1\.5"):
        one(4, 20, 1, 2, 1, 2, conf_level=1.5)
