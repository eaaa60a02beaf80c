"""Rates and ratios, held against the ways in which they are published."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.audit.digits import Told, told
from pug_analysis.audit.formulas import (
    COX_SPREAD,
    fits_log_ratio,
    fits_rate,
    fits_rate_ratio,
    recomputes_log_ratio,
    recomputes_seen,
)
from pug_analysis.stats import rate_ratio, rates

LIMITS = ("estimate", "conf_low", "conf_high")


def shown(*values: float, step: float = 0.01) -> dict[str, Told]:
    digits = 2 if step == 0.01 else 3
    return {
        name: told(f"{value:.{digits}f}".replace(".", ","), step=step)
        for name, value in zip(LIMITS, values, strict=True)
    }


def grid(**ends: tuple[int, int]) -> dict[str, np.ndarray]:
    axes = [np.arange(low, high + 1) for low, high in ends.values()]
    return dict(zip(ends, np.meshgrid(*axes, indexing="ij"), strict=True))


def fitting(counts: dict[str, np.ndarray], fits: np.ndarray) -> set[tuple[int, ...]]:
    return set(zip(*(values[fits].tolist() for values in counts.values()), strict=True))


# --- by hand
def test_28_and_19_are_the_only_pair_behind_the_exact_interval_of_a_rate_ratio():
    """0,94 (0,50 to 1,74) of 2.410 and 3.330 person-years beside the counts "20" and "30"."""
    counts = grid(satu=(18, 22), nol=(28, 32))
    told_of = shown(0.94, 0.50, 1.74) | {
        "tahun_satu": Told(2405, 2415),
        "tahun_nol": Told(3325, 3335),
    }
    assert fitting(counts, fits_rate_ratio(counts, told_of)) == {(19, 28)}


@pytest.mark.parametrize(
    ("limits", "others", "hidden"),
    # Wald: 2 x 1,96 x s = ln(2,49 / 0,39) and ln(1,45 / 0,28), s2 = 1 / d1 + 1 / d0
    [((0.98, 0.39, 2.49), (53, 57), 5), ((0.63, 0.28, 1.45), (153, 157), 6)],
)
def test_stars_from_the_width_of_an_interval_of_a_hazard_ratio(limits, others, hidden):
    counts = grid(satu=(1, 7), nol=others)
    fits = fits_log_ratio(counts, shown(*limits) | {"sebar": COX_SPREAD})
    assert {one for one, _ in fitting(counts, fits)} == {hidden}


def test_the_p_value_tells_the_error_where_the_ratio_is_far_from_1():
    # z of p 0,0011 is 3,255 to 3,279: s2 from (1,008 / 3,279)2 = 0,0945 to (1,036 / 3,255)2 = 0,1013;
    # 1 / 10 + 1 / 140 = 0,107 is above it, 1,15 (1 / 14 + 1 / 140) = 0,090 below
    counts = grid(satu=(8, 14), nol=(138, 142))
    p_value = {"estimate": Told(0.355, 0.365), "p_value": Told(0.00105, 0.00115)}
    found = {one for one, _ in fitting(counts, fits_log_ratio(counts, p_value))}
    assert found == {11, 12, 13}


def test_a_ratio_with_the_error_of_the_shown_counts_is_recognised():
    # (1 / 30 + 1 / 650)^0,5 = 0,187: 1,20 x exp(-+ 1,96 x 0,187) = 0,83 to 1,73
    counts = {"satu": np.array([30.0, 31.0]), "nol": np.array([650.0, 650.0])}
    assert recomputes_log_ratio(counts, shown(1.20, 0.83, 1.73)).tolist() == [True, False]


def test_digits_of_the_exact_interval_are_not_taken_for_recomputed_ones():
    counts = {"satu": np.array([10.0]), "nol": np.array([220.0])}
    assert not recomputes_log_ratio(counts, shown(1.38, 0.74, 2.55)).any()


def test_person_years_must_be_one_number_for_rate_and_limits():
    counts = {"kejadian": np.array([30, 29])}
    # 30 of 3.330 years: 0,90 (0,61 to 1,29); 29 of 3.222 has the rate too, but other limits
    told_of = shown(0.90, 0.61, 1.29) | {"tahun": Told(3330, 3330)}
    assert fits_rate(counts, told_of).tolist() == [True, False]


# --- enumerations by the published functions
def _ratio_of(one: int, none: int, years: tuple[float, float]) -> list[float]:
    counts = pd.DataFrame(
        {"jk": ["L", "P"], "n_event": [none, one], "person_time": [years[1], years[0]]}
    )
    return rate_ratio(counts, group="jk")[list(LIMITS)].iloc[0].round(2).tolist()


@settings(max_examples=25, deadline=None)
@given(st.integers(8, 60), st.integers(8, 60), st.integers(300, 900), st.integers(300, 900))
def test_no_pair_that_gives_the_digits_is_left_out_of_a_rate_ratio(one, none, first, second):
    """Whatever an enumeration with the true person-years finds, the arm finds too."""
    years = float(first), float(second)
    digits = _ratio_of(one, none, years)
    ends = {"satu": (max(one - 2, 1), one + 2), "nol": (max(none - 2, 1), none + 2)}
    counts = grid(**ends)
    told_of = shown(*digits) | {
        "tahun_satu": Told(years[0] - 5, years[0] + 5),
        "tahun_nol": Told(years[1] - 5, years[1] + 5),
    }
    found = fitting(counts, fits_rate_ratio(counts, told_of))
    pairs = product(*(range(low, high + 1) for low, high in ends.values()))
    possible = {pair for pair in pairs if _ratio_of(*pair, years) == digits}
    assert (one, none) in possible
    assert possible <= found


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 80), st.integers(50, 900))
def test_no_count_that_gives_the_digits_is_left_out_of_a_rate(events, years):
    def digits(k: int) -> list[float]:
        counts = pd.DataFrame({"n_event": [k], "person_time": [years / 100]})
        return rates(counts)[list(LIMITS)].iloc[0].round(2).tolist()

    counts = {"kejadian": np.arange(max(events - 7, 0), events + 8)}
    told_of = shown(*digits(events)) | {"tahun": Told(years - 5, years + 5)}
    found = fitting(counts, fits_rate(counts, told_of))
    possible = {(int(k),) for k in counts["kejadian"] if digits(int(k)) == digits(events)}
    assert possible <= found


@given(st.lists(st.floats(0.01, 0.99), min_size=2, max_size=60))
def test_the_information_of_a_partial_likelihood_is_no_larger_than_that_of_its_counts(shares):
    """Jensen: sum p (1 - p) <= d1 d0 / d, so that the variance is at least 1 / d1 + 1 / d0."""
    p = np.array(shares)
    first, none = p.sum(), (1 - p).sum()
    assert (p * (1 - p)).sum() <= first * none / len(p) + 1e-9


def test_a_ratio_that_follows_from_shown_limits_tells_nothing_more():
    """Limits 0.32 and 1.68: the error is log(5.25) / 3.92 = 0.423, and exp(-2.8016 * 0.423) = 0.306."""
    shown = {"conf_low": Told(0.315, 0.325), "conf_high": Told(1.675, 1.685)}
    counts = {"satu": np.array([9.0, 15.0]), "nol": np.array([19.0, 25.0])}
    assert recomputes_seen(counts, shown | {"terlihat": Told(0.305, 0.315)}).tolist() == [True] * 2
    assert recomputes_seen(counts, shown | {"terlihat": Told(0.295, 0.3)}).tolist() == [False] * 2
    assert recomputes_seen(counts, shown).tolist() == [False] * 2
