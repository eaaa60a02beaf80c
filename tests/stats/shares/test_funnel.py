"""Funnel limits, exact tests and false discoveries."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, fisher_exact
from statsmodels.stats.multitest import multipletests

from pug_analysis.stats.shares.funnel import (
    benjamini_hochberg,
    binomial_limits,
    binomial_p_value,
    flagged_up_to,
    hypergeometric_p_value,
    share_seen,
)

FEW = settings(max_examples=25, deadline=None)
SHARES = st.floats(0.05, 0.95)


def coin(n: int, k: int) -> float:
    """P(X <= k) for n tosses of a fair coin, by counting."""
    return sum(comb(n, i) for i in range(k + 1)) / 2**n


# --- by hand
def test_limit_of_ten_tosses():
    # F(1) = 11/1024 = 0.0107, F(2) = 56/1024 = 0.0547 > 0.025, so r = 2,
    # a = (0.0547 - 0.025) / (45/1024) = 0.6756, limit = (2 - 0.6756) / 10
    a = (56 / 1024 - 0.025) / (45 / 1024)
    assert binomial_limits([10], share=0.5, tail=0.025)[0] == pytest.approx((2 - a) / 10)


def test_p_value_of_ten_tosses():
    assert binomial_p_value([1, 9, 5], [10] * 3, share=0.5) == pytest.approx(
        [22 / 1024, 22 / 1024, 1]
    )


def test_a_group_of_the_pool_by_counting():
    # none of 6 among 4 of 10: C(4,4) / C(10,4) = 1/210
    found = hypergeometric_p_value([0], [4], pool_count=[6], pool_total=[10])
    assert found[0] == pytest.approx(2 / 210)


def test_what_is_flagged_and_seen_among_twenty():
    # 2 F(5) = 0.0414 < 0.05 <= 2 F(6) = 0.115
    assert 2 * coin(20, 5) < 0.05 < 2 * coin(20, 6)
    assert flagged_up_to(20, share=0.5, margin=0.1, p_below=0.05) == 5
    seen = share_seen(20, share=0.5, margin=0.1, p_below=0.05)
    assert binom.cdf(5, 20, seen) == pytest.approx(0.80)


def test_the_margin_alone_may_decide():
    assert flagged_up_to(20, share=0.5, margin=0.4, p_below=0.05) == 2


def test_an_office_too_small_to_be_flagged_has_no_share():
    assert flagged_up_to(4, share=0.5, margin=0.1, p_below=0.05) == -1
    assert np.isnan(share_seen(4, share=0.5, margin=0.1, p_below=0.05))


# --- second implementations
@FEW
@given(n=st.integers(1, 80), share=SHARES, tail=st.sampled_from([0.001, 0.025, 0.975, 0.999]))
def test_limit_by_a_loop_over_counts(n, share, tail):
    f, r = 0.0, -1
    while f <= tail + 1e-12:
        r += 1
        before, f = f, f + binom.pmf(r, n, share)
    expected = (r - (f - tail) / (f - before)) / n
    got = binomial_limits([n], share=share, tail=tail)[0]
    assert got == pytest.approx(min(max(expected, 0), 1), abs=1e-6)


@FEW
@given(n=st.integers(1, 60), share=SHARES, data=st.data())
def test_doubled_tail_by_scipy(n, share, data):
    k = data.draw(st.integers(0, n))
    tails = [binomtest(k, n, share, alternative=side).pvalue for side in ("less", "greater")]
    assert binomial_p_value([k], [n], share=share)[0] == pytest.approx(min(1, 2 * min(tails)))


@FEW
@given(pool=st.integers(2, 60), data=st.data())
def test_doubled_hypergeometric_tail_by_fisher(pool, data):
    women = data.draw(st.integers(0, pool))
    n = data.draw(st.integers(1, pool))
    k = data.draw(st.integers(max(0, n - (pool - women)), min(n, women)))
    table = [[k, n - k], [women - k, pool - women - (n - k)]]
    tails = [fisher_exact(table, alternative=side).pvalue for side in ("less", "greater")]
    found = hypergeometric_p_value([k], [n], pool_count=[women], pool_total=[pool])
    assert found[0] == pytest.approx(min(1, 2 * min(tails)), rel=1e-7)


@FEW
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_false_discoveries_by_statsmodels(p):
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


# --- properties
@FEW
@given(n=st.integers(1, 60), share=SHARES, data=st.data())
def test_below_the_lower_limit_means_a_small_tail(n, share, data):
    k = data.draw(st.integers(0, n))
    limit = binomial_limits([n], share=share, tail=0.025)[0]
    tail = binom.cdf(k, n, share)
    if k / n < limit - 1e-9:
        assert tail <= 0.025 + 1e-9
    if tail < 0.025 - 1e-9:
        assert k / n <= limit + 1e-9


@FEW
@given(n=st.integers(1, 80), share=SHARES)
def test_limits_are_in_order(n, share):
    ends = [binomial_limits([n], share=share, tail=t)[0] for t in (0.001, 0.025, 0.975, 0.999)]
    assert ends == sorted(ends)
    assert ends[0] >= 0
    assert ends[-1] <= 1


def test_the_funnel_narrows():
    width = np.subtract(
        *(binomial_limits([20, 200, 2000], share=0.3, tail=t) for t in (0.975, 0.025))
    )
    assert (np.diff(width) < 0).all()


def test_missing_p_values_are_no_tests():
    assert benjamini_hochberg([0.01, np.nan, 0.02]).tolist()[::2] == [0.02, 0.02]


def test_a_screen_of_nothing_but_chance_flags_few(rng):
    """Of 200 screens of 40 offices without any shortfall about a tenth flags anything at q = 0.1."""
    n = rng.integers(10, 31, (200, 40))
    k = rng.binomial(n, 0.4)
    any_low = 0
    for counts, sizes in zip(k, n, strict=True):
        q = benjamini_hochberg(binomial_p_value(counts, sizes, share=0.4))
        any_low += bool(((q < 0.1) & (counts / sizes < 0.3)).any())
    assert any_low / 200 < 0.10


# --- refusals
@pytest.mark.parametrize("total", [[0], [1.5]])
def test_a_limit_needs_people(total):
    with pytest.raises(ValueError, match="total must be whole numbers from 1"):
        binomial_limits(total, share=0.5, tail=0.025)


@pytest.mark.parametrize("options", [{"share": 0, "tail": 0.1}, {"share": 0.5, "tail": 1}])
def test_shares_lie_inside(options):
    with pytest.raises(ValueError, match="must be between 0 and 1"):
        binomial_limits([10], **options)


def test_counts_fit_their_totals():
    with pytest.raises(ValueError, match="count must be between 0 and total"):
        binomial_p_value([3], [2], share=0.5)
    with pytest.raises(ValueError, match="must be whole numbers"):
        binomial_p_value([0.5], [2], share=0.5)


def test_a_pool_holds_its_group():
    with pytest.raises(ValueError, match="pool must hold the group"):
        hypergeometric_p_value([3], [4], pool_count=[2], pool_total=[10])


def test_power_is_a_chance():
    with pytest.raises(ValueError, match="power must be between 0 and 1"):
        share_seen(20, share=0.5, margin=0.1, p_below=0.05, power=1)
