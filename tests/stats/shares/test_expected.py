"""Counts against what was expected of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import binom, gamma, nbinom

from pug_analysis.stats.shares.expected import chance_of_count, shrink_ratios

CHANCES = st.lists(st.floats(0, 1), max_size=10)


def by_enumeration(count: int, chances: list[float]) -> float:
    """Twice the smaller tail, over all outcomes of all trials."""
    below = above = 0.0
    for outcome in product((0, 1), repeat=len(chances)):
        weight = np.prod([p if hit else 1 - p for hit, p in zip(outcome, chances, strict=True)])
        below += weight * (sum(outcome) <= count)
        above += weight * (sum(outcome) >= count)
    return min(1.0, 2 * min(below, above))


# --- a count of unequal chances, by hand
@pytest.mark.parametrize(
    ("count", "chances", "p_value"),
    [
        # 0.4 for none, 0.5 for one, 0.1 for both
        (2, [0.2, 0.5], 0.2),
        (1, [0.2, 0.5], 1.0),
        (0, [0.2, 0.5], 0.8),
        (0, [0.5, 0.5, 0.5], 0.25),
        (1, [1.0], 1.0),
        (0, [1.0], 0.0),
        (0, [], 1.0),
    ],
)
def test_twice_the_smaller_tail(count, chances, p_value):
    assert chance_of_count(count, chances) == pytest.approx(p_value)


@settings(max_examples=60, deadline=None)
@given(CHANCES, st.data())
def test_unequal_chances_equal_an_enumeration_of_all_outcomes(chances, data):
    count = data.draw(st.integers(0, len(chances)))
    found = chance_of_count(count, chances)
    assert found == pytest.approx(by_enumeration(count, chances), abs=1e-12)


@pytest.mark.parametrize(("count", "n", "share"), [(3, 40, 0.2), (14, 40, 0.2), (0, 7, 0.6), (60, 300, 0.25)])  # fmt: skip
def test_equal_chances_are_the_binomial_distribution(count, n, share):
    tails = binom.cdf(count, n, share), binom.sf(count - 1, n, share)
    assert chance_of_count(count, np.full(n, share)) == pytest.approx(min(1, 2 * min(tails)))


@settings(max_examples=60, deadline=None)
@given(CHANCES, st.data())
def test_men_counted_instead_of_women_have_the_same_chance(chances, data):
    count = data.draw(st.integers(0, len(chances)))
    other = chance_of_count(len(chances) - count, [1 - p for p in chances])
    assert chance_of_count(count, chances) == pytest.approx(other, abs=1e-12)


@pytest.mark.parametrize(("count", "chances"), [(0, [1.2]), (0, [-0.1]), (2, [0.5]), (-1, [0.5])])
def test_impossible_counts_and_chances_are_refused(count, chances):
    with pytest.raises(ValueError, match="chances must be between 0 and 1"):
        chance_of_count(count, chances)


# --- ratios drawn towards their mean
def fit(hit, due, penalty):
    """Shape by scipy's negative binomial distribution and its own minimiser, on a grid and then between."""
    mean = hit.sum() / due.sum()

    def loss(log_shape):
        a = np.exp(log_shape)
        return -nbinom.logpmf(hit, a, a / (a + due * mean)).sum() + penalty * log_shape / 2

    grid = np.linspace(-4, 12, 801)
    best = grid[int(np.argmin([loss(one) for one in grid]))]
    found = minimize_scalar(loss, bracket=(best - 0.02, best, best + 0.02))
    return float(np.exp(found.x)), mean


@pytest.mark.parametrize("penalty", [0.5, 2.0])
def test_the_posterior_of_a_second_fit(rng, penalty):
    due = rng.uniform(2, 15, 30)
    hit = rng.poisson(due * rng.gamma(4, 1 / 4, 30))
    shape, mean = fit(hit, due, penalty)
    found = shrink_ratios(hit, due, penalty=penalty, conf_level=0.9)
    # gamma of ratios: shape a + hit, rate a / mean + due
    posterior = gamma(shape + hit, scale=1 / (shape / mean + due))
    assert found["estimate"].to_numpy() == pytest.approx(posterior.mean(), rel=1e-4)
    assert found["conf_low"].to_numpy() == pytest.approx(posterior.ppf(0.05), rel=1e-3)
    assert found["conf_high"].to_numpy() == pytest.approx(posterior.ppf(0.95), rel=1e-3)


def test_offices_of_one_rate_are_drawn_to_it():
    due = np.linspace(4, 16, 20)
    found = shrink_ratios(np.round(due * 0.75), due)
    mean = np.round(due * 0.75).sum() / due.sum()
    assert found["estimate"].to_numpy() == pytest.approx(np.full(20, mean), rel=0.05)
    assert (found["conf_high"] - found["conf_low"] > 0.05).all()


def test_an_office_far_away_with_many_people_keeps_its_own_ratio():
    hit, due = np.array([10.0] * 12 + [12.0]), np.array([10.0] * 12 + [60.0])
    found = shrink_ratios(hit, due)["estimate"]
    mean = hit.sum() / due.sum()
    assert abs(found.iloc[-1] - 0.2) < abs(found.iloc[-1] - mean) / 4
    assert found.iloc[-1] > 0.2


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 15), st.floats(0.5, 15)), min_size=2, max_size=12))
def test_ratios_lie_between_their_own_and_the_mean(pairs):
    hit, due = (np.array(values, dtype=float) for values in zip(*pairs, strict=True))
    found = shrink_ratios(hit, due)
    if hit.sum() == 0:
        assert found[["estimate", "conf_low", "conf_high"]].isna().all(axis=None)
        return
    mean, own = hit.sum() / due.sum(), hit / due
    low, high = np.minimum(own, mean), np.maximum(own, mean)
    assert found["estimate"].between(low - 1e-9, high + 1e-9).all()
    assert (found["conf_low"] <= found["estimate"]).all()
    assert (found["estimate"] <= found["conf_high"]).all()
    turned = shrink_ratios(hit[::-1], due[::-1])["estimate"].to_numpy()[::-1]
    assert turned == pytest.approx(found["estimate"].to_numpy(), rel=1e-6)


def test_an_office_of_which_nothing_was_expected_gets_the_mean():
    found = shrink_ratios([0, 4, 6], [0.0, 5.0, 5.0])["estimate"]
    assert found[0] == pytest.approx(1.0)


@pytest.mark.parametrize(("hit", "due"), [([], []), ([3], [2.0]), ([0, 0], [2.0, 3.0])])
def test_nothing_to_draw_towards(hit, due):
    assert shrink_ratios(hit, due)[["estimate", "conf_low", "conf_high"]].isna().all(axis=None)


def test_refusals():
    with pytest.raises(ValueError, match="must be 0 or more"):
        shrink_ratios([1, -1], [2.0, 2.0])
    with pytest.raises(ValueError, match="conf_level must be between 0 and 1"):
        shrink_ratios([1, 2], [2.0, 2.0], conf_level=1.0)
