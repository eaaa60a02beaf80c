"""Shares and exact tests, held against the ways in which they are published."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from pug_analysis.audit.digits import NOTHING, Told, told, told_p
from pug_analysis.audit.formulas_shares import (
    effective,
    fits_gap,
    fits_incidence,
    fits_pool,
    fits_share,
)
from pug_analysis.stats import share_interval
from pug_analysis.stats.shares.funnel import hypergeometric_p_value
from pug_analysis.stats.shares.proportions import newcombe_difference

LIMITS = ("estimate", "conf_low", "conf_high")


def shown(values, digits: int = 3) -> dict[str, Told]:
    return {
        name: told(f"{value:.{digits}f}".replace(".", ","), step=10.0**-digits)
        for name, value in zip(LIMITS, values, strict=True)
    }


def _share_of(part: int, whole: int) -> list[float]:
    return share_interval([part], [whole])[list(LIMITS)].iloc[0].round(3).tolist()


# --- by hand
def test_a_share_with_three_decimals_tells_which_of_a_few_people():
    # 7 of 23 is 0,304; of 21 to 25 people no other number gives it
    part, whole = np.meshgrid(np.arange(1, 8), np.arange(21, 26), indexing="ij")
    fits = fits_share({"bagian": part, "semua": whole}, {"estimate": Told(0.3035, 0.3045)})
    assert (part[fits].tolist(), whole[fits].tolist()) == ([7], [23])


def test_a_part_rounded_above_its_whole_is_all_of_it():
    counts = {"bagian": np.array([30]), "semua": np.array([25])}
    assert fits_share(counts, {"estimate": Told(0.9995, 1.0005)}).all()


def test_quarantined_rows_follow_from_the_limits_of_their_difference_and_fishers_test():
    """20 of 2.790 men and 17 of 3.731 women, shown as 20 and 15: -0,003 (-0,007 to 0,001), p 0,18."""
    ends = ((13, 17), (18, 22))
    one, none = np.meshgrid(*(np.arange(a, b + 1) for a, b in ends), indexing="ij")
    counts = {
        "bagian_satu": one,
        "semua_satu": np.full(one.shape, 3731),
        "bagian_nol": none,
        "semua_nol": np.full(one.shape, 2790),
    }
    numbers = shown((-0.003, -0.007, 0.001))
    with_p = numbers | {"p_value": told_p("0,18")}
    loose, tight = fits_gap(counts, numbers), fits_gap(counts, with_p)
    assert loose[4, 2]
    assert tight[4, 2]
    assert tight.sum() < loose.sum()


def test_a_class_of_p_values_narrows_nothing():
    counts = {
        "bagian_satu": np.arange(13, 18),
        "semua_satu": np.full(5, 3731),
        "bagian_nol": np.full(5, 20),
        "semua_nol": np.full(5, 2790),
    }
    assert fits_gap(counts, {"p_value": told_p("≥ 0,05")}).all()


def test_a_share_that_has_arrived_bounds_those_who_arrived():
    # 0,07 of 170, of whom at least 148 of 197 were followed to the end: 8,3 to 17,0
    told_of = {
        "estimate": Told(0.065, 0.075),
        "sisa_awal": Told(193, 197),
        "sisa": Told(148, 152),
    }
    counts = {"kejadian": np.arange(1, 20), "semua": np.full(19, 170)}
    found = counts["kejadian"][fits_incidence(counts, told_of)]
    assert (found.min(), found.max()) == (9, 16)


def test_a_share_of_events_to_the_nearest_5_tells_less():
    # 15 of 365 is 0,04: 12,5 to 17,5 events
    ends = effective(Told(0.035, 0.045), 365)
    assert ends.low == pytest.approx(12.5 / 367.5)
    assert ends.high == pytest.approx(17.5 / 362.5)
    # no multiple of 5 of 100 gives 0,07: the digits are of another share
    assert effective(Told(0.065, 0.075), 100) == Told(0.065, 0.075)


# --- enumerations by the published functions
@settings(max_examples=30, deadline=None)
@given(st.integers(1, 180), st.integers(0, 180))
def test_exactly_the_counts_that_give_the_digits_fit_a_share(whole, part):
    part = min(part, whole)
    digits = _share_of(part, whole)
    sizes = range(max(whole - 2, 1), whole + 3)
    pairs = [(k, n) for n in sizes for k in range(max(part - 4, 0), min(part + 5, n + 1))]
    counts = {
        name: np.array(v)
        for name, v in zip(("bagian", "semua"), zip(*pairs, strict=True), strict=True)
    }
    found = fits_share(counts, shown(digits))
    # a value on the edge of a rounding may fall to either side
    possible = [_share_of(*pair) == digits for pair in pairs]
    assert (found >= possible).all()
    assert found.sum() <= sum(possible) + 2


@settings(max_examples=6, deadline=None)
@given(st.tuples(*[st.integers(20, 60)] * 2), st.tuples(*[st.integers(2, 18)] * 2))
def test_no_counts_that_give_the_digits_are_left_out_of_a_difference(sizes, parts):
    def digits(one: int, none: int) -> list[float]:
        gap = newcombe_difference([one], [sizes[0]], [none], [sizes[1]]).iloc[0]
        return [round(float(gap[name]), 3) for name in LIMITS]

    def p_value(one: int, none: int) -> float:
        table = [[one, sizes[0] - one], [none, sizes[1] - none]]
        return float(f"{fisher_exact(table).pvalue:.2g}")

    pairs = list(product(*(range(max(k - 2, 0), k + 3) for k in parts)))
    one, none = (np.array(v) for v in zip(*pairs, strict=True))
    counts = {
        "bagian_satu": one, "semua_satu": np.full(one.shape, sizes[0]),
        "bagian_nol": none, "semua_nol": np.full(one.shape, sizes[1]),
    }  # fmt: skip
    p = p_value(*parts)
    told_of = shown(digits(*parts)) | {"p_value": told_p(f"{p:.10f}".rstrip("0").replace(".", ","))}
    found = fits_gap(counts, told_of)
    possible = [digits(*pair) == digits(*parts) and p_value(*pair) == p for pair in pairs]
    assert (found >= possible).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(5, 40), st.integers(0, 40), st.integers(5, 60), st.integers(0, 60))
def test_the_test_against_the_candidates_is_the_hypergeometric_one(posts, held, whole, women):
    held, women = min(held, posts), min(women, whole)
    p = hypergeometric_p_value(
        [held], [posts], pool_count=[held + women], pool_total=[posts + whole]
    )[0]
    numbers = {
        "p_value": Told(p - 1e-7, p + 1e-7),
        "pejabat": Told(posts, posts),
        "pejabat_wanita": Told(held, held),
    }
    counts = {"wanita": np.array([women]), "semua": np.array([whole])}
    assert fits_pool(counts, numbers).all()
    assert fits_pool(counts, numbers | {"p_value": NOTHING}).all()
