"""Curves and rates: no step tells of one person, no rate tells its count."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.careers.columns import SEX
from pug_analysis.release.disclosure_models import (
    half_years,
    protect_curve,
    protect_rates,
    released_rate_ratio,
    released_steps,
    released_years,
)
from pug_analysis.release.small_counts import CURVE_EVENTS, MASKED, SMALLEST
from pug_analysis.stats.intervals import confidence_limits


def grid(**events: list[int]) -> pd.DataFrame:
    """Curves of 100 people each, all followed to the end."""
    rows = [
        (sex, year, 60 - 10 * year, n, *limits_of(n / 100, 100))
        for sex, totals in events.items()
        for year, n in enumerate(totals, start=1)
    ]
    return pd.DataFrame(
        rows, columns=[SEX, "tahun", "n_risk", "n_event", "estimate", "conf_low", "conf_high"]
    )


def limits_of(share: float, n_people: int) -> tuple[float, float, float]:
    """Share with its log-log limits, as curves have them."""
    error = (share * (1 - share) / n_people) ** 0.5
    low, high = confidence_limits(
        np.array([share]), np.array([error]), conf_level=0.95, conf_type="log-log"
    )
    return share, float(low[0]), float(high[0])


def protect(table: pd.DataFrame, **options) -> pd.DataFrame:
    return protect_curve(table, by=(SEX,), time="tahun", edition="pokja", **options)


# --- by hand
def test_a_curve_steps_with_several_people_and_ends_where_few_are_followed():
    shown = protect(grid(L=[2, 8, 10, 14, 20, 30], P=[0, 3, 9, 9, 9, 9]))
    # 50, 40, 30, 20, 10 are at risk in years 1 to 5, nobody in year 6; 10 men are no new step after 8
    assert shown["tahun"].tolist() == [1, 2, 3, 4, 5] * 2
    men = shown.loc[shown[SEX] == "L"]
    assert men["estimate"].fillna(-1).tolist() == [-1, 0.1, 0.1, 0.15, 0.2]
    assert [str(n) for n in men["n_event"]] == ["<NA>", "10", "10", "15", "20"]
    women = shown.loc[shown[SEX] == "P"]
    assert women["estimate"].fillna(-1).tolist() == [-1, -1, 0.1, 0.1, 0.1]


def test_rows_after_the_end_may_stay_without_numbers():
    table = grid(L=[20] * 6, P=[20] * 6)
    shown = protect(table, blank=True)
    assert shown["tahun"].tolist() == table["tahun"].tolist()
    assert shown.loc[[5, 11], ["estimate", "n_risk"]].isna().all(axis=None)


def test_the_agency_sees_the_whole_curve():
    table = grid(L=[2], P=[1])
    assert protect_curve(table, by=(SEX,), time="tahun", edition="internal") is table


def test_a_rate_is_that_of_the_released_count():
    table = pd.DataFrame(
        {"n_event": [12, 5, 0], "orang_tahun": [397.4, 100.0, 50.0], "estimate": [3.02, 5.0, None],
         "conf_low": [1.56, 1.6, None], "conf_high": [5.28, 11.7, None]}
    )  # fmt: skip
    shown = protect_rates(table, edition="pokja")
    assert shown["n_event"].tolist() == [10, MASKED, 0]
    assert shown["orang_tahun"].tolist() == [400, 100, 50]
    # 10 in 400 person-years
    assert shown["estimate"].fillna(-1).tolist() == [2.5, -1, -1]
    assert shown.loc[0, "conf_low"] == pytest.approx(1.199, abs=1e-3)


def test_a_ratio_of_rates_is_that_of_released_counts():
    """(10/1000) / (20/1000), exact limits by R's poisson.test(c(10, 20), c(1000, 1000))."""
    assert released_rate_ratio(events=(12, 18), years=(1004, 996)) == (0.5, 0.21, 1.12)


def test_medians_are_told_to_half_a_year():
    assert half_years(pd.Series([51.0, 56.0]), edition="pokja").tolist() == [48, 54]


# --- properties
@given(st.lists(st.integers(0, 20), max_size=25))
def test_each_step_covers_enough_people(moves):
    totals = pd.Series(moves, dtype=int).cumsum().tolist()
    shown = released_steps(totals)
    steps = sorted({0, *shown})
    assert all(b - a >= CURVE_EVENTS for a, b in pairwise(steps))
    assert all(n == 0 or n >= SMALLEST for n in shown)
    assert all(
        0 <= total - n < max(SMALLEST, CURVE_EVENTS) for total, n in zip(totals, shown, strict=True)
    )


def test_a_protected_curve_of_a_large_group_is_close_to_the_true_one():
    """Groups of 100 and more lose at most 3 points, once the curve has begun."""
    totals = [9, 22, 40, 61, 80]
    table = pd.DataFrame(
        {SEX: "L", "tahun": range(1, 6), "n_risk": 200, "n_event": totals,
         "estimate": [n / 300 for n in totals]}
    )  # fmt: skip
    ends = [limits_of(n / 300, 300)[1:] for n in totals]
    table[["conf_low", "conf_high"]] = ends
    shown = protect(table)
    assert (shown["estimate"] - table["estimate"]).abs().max() <= 0.03


def test_no_curve_falls_for_its_rounding():
    """52.4 of 100 become 50 and 52.6 of 103 become 55 of 105: a later share must not be lower."""
    rows = [(40, 100), (52, 100), (59, 108)]
    values = [limits_of(n / people, people) for n, people in rows]
    table = pd.DataFrame(values, columns=["estimate", "conf_low", "conf_high"]).assign(
        **{SEX: "L", "tahun": [1, 2, 3], "n_risk": 50, "n_event": [n for n, _ in rows]}
    )
    shown = protect(table)["estimate"]
    assert shown.tolist() == [0.4, 0.5, 0.55]
    assert shown.is_monotonic_increasing


def test_person_years_are_told_to_the_nearest_10():
    years = pd.Series([0.0, 4.9, 5.1, 14.9, 1234.5])
    assert released_years(years).tolist() == [0, 0, 10, 10, 1230]
