"""Ratios, differences and verdicts of protected counts."""

from __future__ import annotations

from math import exp, isnan, log, sqrt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.release.disclosure_estimates import (
    contrast_error,
    month_step,
    released_decision,
    released_expected,
    released_gaps,
    released_log_ratio,
    released_ratios,
    share_error,
    share_step,
    smallest_ratio,
    to_step,
    to_steps,
)
from pug_analysis.stats import decide

Z = 1.959963984540054
NAMES = ["estimate", "conf_low", "conf_high"]


def ratio_row(first: int, second: int, ratio: float, *, wider: float = 1.0) -> pd.DataFrame:
    """A ratio with the Wald interval of two counts, or one that is wider."""
    reach = wider * Z * sqrt(1 / first + 1 / second)
    return pd.DataFrame(
        {"a": [first], "b": [second], "estimate": [ratio],
         "conf_low": [ratio * exp(-reach)], "conf_high": [ratio * exp(reach)], "p": [0.2]}
    )  # fmt: skip


def shown_ratio(*args, **options) -> list[float]:
    row = released_ratios(
        ratio_row(*args, **options), counts=("a", "b"), others=("p",), edition="pokja"
    )
    return row[NAMES].iloc[0].tolist()


# --- by hand
def test_a_ratio_has_the_error_of_the_released_events():
    """28 and 19 events are shown as 30 and 20: 0.9 x exp(-+1.96 (1/30 + 1/20)^0.5)."""
    reach = Z * sqrt(1 / 30 + 1 / 20)
    assert shown_ratio(28, 19, 0.9) == [
        0.9,
        round(0.9 * exp(-reach), 2),
        round(0.9 * exp(reach), 2),
    ]


def test_an_interval_that_is_wider_for_its_strata_stays_wider():
    """1.3 times as wide is told; 1.1 times is not."""
    plain = shown_ratio(60, 40, 1.2)
    assert shown_ratio(60, 40, 1.2, wider=1.1) == plain
    reach = 1.3 * Z * sqrt(1 / 60 + 1 / 40)
    wide = [1.2, round(1.2 * exp(-reach), 2), round(1.2 * exp(reach), 2)]
    assert shown_ratio(60, 40, 1.2, wider=1.3) == wide


def test_a_ratio_beside_a_hidden_count_is_left_out():
    shown = released_ratios(
        ratio_row(7, 40, 1.2), counts=("a", "b"), others=("p",), edition="pokja"
    )
    assert shown[[*NAMES, "p"]].isna().all(axis=None)


@pytest.mark.parametrize(("ratio", "side"), [(0.63, -1), (1 / 0.63, 1)])
def test_limits_stay_on_the_side_of_1_on_which_the_exact_ones_lie(ratio, side):
    """32 and 42 events are shown as 30 and 40, whose interval alone would hold 1."""
    row = ratio_row(32, 42, ratio)
    assert (row["conf_high"].iloc[0] < 1) == (side < 0)
    _, low, high = shown_ratio(32, 42, ratio)
    assert (high < 1) if side < 0 else (low > 1)
    reach = Z * sqrt(1 / 30 + 1 / 40)
    assert ratio * exp(-reach) < 1 < ratio * exp(reach)


def test_an_interval_that_holds_1_goes_on_holding_it():
    """28 and 38 events are shown as 30 and 40, whose interval alone would not."""
    ratio = 0.62
    assert ratio * exp(Z * sqrt(1 / 28 + 1 / 38)) > 1 > ratio * exp(Z * sqrt(1 / 30 + 1 / 40))
    assert shown_ratio(28, 38, ratio)[2] == 1.0


def test_a_ratio_of_ratios_has_the_error_that_is_given():
    low, high = 0.5 * exp(-Z * 0.2), 0.5 * exp(Z * 0.2)
    shown = released_log_ratio(0.5, error=0.2, exact=(0.3, 0.9))
    assert shown == (0.5, round(low, 2), round(high, 2))


def test_a_difference_is_that_of_the_shares_shown():
    rows = pd.DataFrame({"estimate": [-0.0543], "conf_low": [-0.11], "conf_high": [0.0]})
    shown = released_gaps(
        rows, error=pd.Series([0.03]), estimate=pd.Series([0.39 - 0.46]), edition="pokja"
    )
    assert shown.iloc[0].tolist() == pytest.approx([-0.07, -0.13, 0.0])


def test_the_error_of_a_share_is_read_from_its_interval():
    error = share_error(pd.Series([0.4]), pd.Series([0.6]))
    assert float(error[0]) == pytest.approx(0.1 / Z)


def test_the_error_of_a_contrast_is_that_of_a_share_moved_by_a_hazard():
    """Share 1/2, 50 and 50 events: 0.5 ln 2 x 0.2."""
    assert contrast_error(0.5, (50, 50)) == pytest.approx(0.5 * log(2) * 0.2)


def test_expected_events_are_rounded_and_hidden_as_the_observed_are():
    expected, beside = pd.Series([19.76, 181.09, 6.2]), pd.Series([19, 175, 6])
    shown = released_expected(expected, beside=beside, edition="pokja")
    assert shown.fillna(-1).tolist() == [20, 180, -1]
    assert released_expected(expected, beside=beside, edition="internal") is expected


def test_the_smallest_ratio_follows_from_the_interval():
    """exp(-(1.96 + 0.84) s) with s read from the limits."""
    low, high = pd.Series([exp(-Z * 0.2)]), pd.Series([exp(Z * 0.2)])
    assert float(smallest_ratio(low, high)[0]) == round(exp(-0.2 * 2.8015852), 2)


def test_steps_hold_three_people():
    assert [share_step(n, edition="pokja") for n in (300, 299, 30, 5)] == [0.01, 0.02, 0.1, 0.2]
    assert share_step(30, edition="internal") is None
    months = [month_step(n, horizon=180, edition="pokja") for n in (540, 539, 54, 5)]
    assert months == [1.0, 2.0, 10.0, 20.0]
    assert month_step(30, horizon=180, edition="internal") is None
    assert to_step(-7.43, -12.97, -1.89, step=5) == (-5.0, -15.0, -5.0)


# --- verdicts
def verdict_of(estimate: float, low: float, high: float):
    return decide(estimate, low, high, margin=0.05, n_events=228, n_people=489)


def test_a_verdict_keeps_its_word_and_gets_released_numbers():
    exact = verdict_of(-0.068, -0.127, -0.004)
    shown = released_decision(exact, share=0.46, events=(228, 448), edition="pokja")
    assert shown.verdict == "gap"
    assert shown.estimate == -0.07  # 3 of 489 people are less than a point: steps of one point
    error = contrast_error(0.46, (230, 450)) * 1.3
    assert shown.conf_low == pytest.approx(round(-0.07 - Z * error, 2))
    assert shown.conf_high == -0.01  # the word says that the interval leaves out 0
    assert shown.n_people == 490
    ratio = (shown.conf_high - shown.conf_low) / (exact.conf_high - exact.conf_low)
    assert shown.smallest_gap == pytest.approx(exact.smallest_gap * ratio)


def test_the_agency_sees_the_exact_verdict():
    exact = verdict_of(-0.068, -0.127, -0.004)
    assert released_decision(exact, share=0.46, events=(228, 448), edition="internal") is exact


def test_a_verdict_on_hidden_events_is_not_told():
    exact = verdict_of(-0.068, -0.127, -0.004)
    shown = released_decision(exact, share=0.46, events=(7, 448), edition="pokja")
    assert shown.verdict == "too_few"


# --- property
@given(st.integers(8, 300), st.integers(8, 300), st.floats(0.2, 5))
def test_all_counts_that_round_alike_give_one_interval(first, second, ratio):
    """The width of an interval tells no more of the events than the events that are shown."""
    shown = shown_ratio(first, second, ratio)
    for other in (first - 1, first + 1, first - 2, first + 2):
        if other < 8 or (other + 2) // 5 != (first + 2) // 5:
            continue
        again = shown_ratio(other, second, ratio)
        sides = [exp(Z * sqrt(1 / n + 1 / second)) for n in (first, other)]
        if all(ratio < 1 / s or ratio > s or 1 / s < ratio < s for s in sides) and (
            (abs(log(ratio)) > log(sides[0])) == (abs(log(ratio)) > log(sides[1]))
        ):
            assert again == shown
    assert not any(isnan(value) for value in shown)


def test_values_are_rounded_to_whole_steps():
    assert to_steps(pd.Series([0.13, -0.13, 0.12, float("nan")]), 0.05).fillna(9).tolist() == [
        0.15,
        -0.15,
        0.1,
        9,
    ]
    # each row by its own step
    assert to_steps(pd.Series([0.13, 0.13]), pd.Series([0.05, 0.1])).tolist() == [0.15, 0.1]
    assert to_steps(pd.Series([7.0, 8.0]), 6).tolist() == [6, 6]
