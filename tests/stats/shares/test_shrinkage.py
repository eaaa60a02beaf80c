"""Shrunken shares."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import expit
from scipy.stats import beta, betabinom

from pug_analysis.stats.shares.shrinkage import _counted, _log_steps, shrink_shares


def independent_fit(k, n, penalty):
    """Maximise scipy's own beta-binomial with a method without gradients."""

    def loss(x):
        mean, rho = expit(x)
        size = (1 - rho) / rho
        fit = betabinom.logpmf(k, n, mean * size, (1 - mean) * size).sum()
        return -fit - penalty * np.log(rho)

    options = {"xatol": 1e-10, "fatol": 1e-13, "maxiter": 20_000}
    found = minimize(loss, [0.0, -2.0], method="Nelder-Mead", options=options)
    return expit(found.x)


def groups(rng, *, spread, offices=45):
    n = rng.integers(5, 31, offices)
    share = np.clip(rng.normal(0.35, spread, offices), 0.01, 0.99)
    return rng.binomial(n, share), n


# --- by hand
def test_posterior_of_a_known_prior():
    """Given mean and spread, the estimate is (a + k) / (a + b + n)."""
    found = shrink_shares([0, 5, 10, 4], [10] * 4)
    size = (1 - found.rho) / found.rho
    by_hand = (found.mean * size + np.array([0, 5, 10, 4])) / (size + 10)
    assert found.table["estimate"].to_numpy() == pytest.approx(by_hand)


def test_a_group_of_nobody_is_given_the_mean():
    found = shrink_shares([0, 3, 9, 5], [0, 10, 10, 10])
    assert found.table["estimate"][0] == pytest.approx(found.mean)


@pytest.mark.parametrize("count", [4095, 4096, 4097, 9000])
def test_long_counts_are_added_up_as_short_ones_are(count):
    """Sum over j below the count of log(start + rho j), with its slopes, term by term."""
    start, rho = 0.3, 0.02
    steps = start + rho * np.arange(count)
    value, by_start, by_rho = _log_steps(start, rho, _counted(np.array([count, 7])))
    few = steps[:7]
    assert value == pytest.approx(np.log(steps).sum() + np.log(few).sum(), rel=1e-11)
    assert by_start == pytest.approx((1 / steps).sum() + (1 / few).sum(), rel=1e-10)
    far = (np.arange(count) / steps).sum() + (np.arange(7) / few).sum()
    assert by_rho == pytest.approx(far, rel=1e-10)


def test_counts_stand_beside_their_estimates():
    found = shrink_shares([0, 5, 10, 4], [10] * 4)
    assert found.table["n"].tolist() == [0, 5, 10, 4]
    assert found.table["n_total"].tolist() == [10] * 4
    assert set(found.table["conf_level"]) == {0.95}


# --- second implementation
@pytest.mark.parametrize("spread", [0.1, 0.2])
@pytest.mark.parametrize("penalty", [0.0, 0.5])
def test_fit_by_an_independent_optimiser(rng, spread, penalty):
    k, n = groups(rng, spread=spread)
    found = shrink_shares(k, n, penalty=penalty)
    mean, rho = independent_fit(k, n, penalty)
    assert found.mean == pytest.approx(mean, rel=1e-4)
    assert found.rho == pytest.approx(rho, rel=2e-3, abs=1e-5)


def test_interval_by_scipy(rng):
    k, n = groups(rng, spread=0.1)
    found = shrink_shares(k, n, conf_level=0.9)
    size = (1 - found.rho) / found.rho
    posterior = beta(found.mean * size + k, (1 - found.mean) * size + n - k)
    assert found.table["conf_low"].to_numpy() == pytest.approx(posterior.ppf(0.05))
    assert found.table["conf_high"].to_numpy() == pytest.approx(posterior.ppf(0.95))


# --- properties
@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=3, max_size=12))
def test_estimates_lie_between_share_and_mean(pairs):
    k = np.array([a for a, _ in pairs])
    n = k + np.array([b for _, b in pairs])
    found = shrink_shares(k, n)
    if np.isnan(found.mean):
        return
    table = found.table.loc[n > 0]
    raw = k[n > 0] / n[n > 0]
    low, high = np.minimum(raw, found.mean), np.maximum(raw, found.mean)
    assert ((table["estimate"] >= low - 1e-9) & (table["estimate"] <= high + 1e-9)).all()
    assert (table["conf_low"] <= table["estimate"] + 1e-9).all()
    assert (table["estimate"] <= table["conf_high"] + 1e-9).all()


def test_order_of_groups_does_not_matter(rng):
    k, n = groups(rng, spread=0.1)
    turned = shrink_shares(k[::-1], n[::-1]).table["estimate"].to_numpy()[::-1]
    assert (turned == shrink_shares(k, n).table["estimate"].to_numpy()).all()


def test_men_mirror_women(rng):
    k, n = groups(rng, spread=0.1)
    women, men = shrink_shares(k, n), shrink_shares(n - k, n)
    assert women.table["estimate"].to_numpy() == pytest.approx(1 - men.table["estimate"], abs=1e-5)


def test_larger_groups_keep_more_of_their_own_share():
    found = shrink_shares([1, 4, 16, 30, 20], [5, 20, 80, 60, 60]).table["estimate"]
    assert found[0] > found[1] > found[2] > 0.2


def test_groups_of_one_share_keep_an_interval():
    """Plain maximum likelihood would say that all is known; the weak penalty does not."""
    k, n = np.full(20, 4), np.full(20, 10)
    plain, found = shrink_shares(k, n, penalty=0), shrink_shares(k, n)
    assert plain.rho < 1e-5 < 1e-3 < found.rho
    width = found.table["conf_high"] - found.table["conf_low"]
    assert (width > 0.05).all()


def test_intervals_keep_their_level(rng):
    inside = total = 0
    for _ in range(25):
        n = rng.integers(5, 31, 45)
        share = rng.beta(3.5, 6.5, 45)
        table = shrink_shares(rng.binomial(n, share), n).table
        inside += int(((table["conf_low"] <= share) & (share <= table["conf_high"])).sum())
        total += 45
    assert 0.92 < inside / total < 0.98


@pytest.mark.parametrize(
    ("k", "n"), [([], []), ([1], [2]), ([0, 0], [5, 5]), ([1, 0, 1], [1, 1, 1])]
)
def test_nothing_to_draw_towards(k, n):
    found = shrink_shares(np.array(k, dtype=int), np.array(n, dtype=int))
    assert found.table["estimate"].isna().all()
    assert np.isnan(found.mean)


# --- refusals
def test_counts_fit_their_totals():
    with pytest.raises(ValueError, match="count must be whole and between 0 and total"):
        shrink_shares([3], [2])


def test_level_is_a_share():
    with pytest.raises(ValueError, match="conf_level must be between 0 and 1"):
        shrink_shares([1, 2], [3, 4], conf_level=1)
