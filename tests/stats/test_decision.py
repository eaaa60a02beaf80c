"""The four verdicts."""

from __future__ import annotations

import dataclasses
from math import exp, inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import decide

ENOUGH = {"margin": 0.05, "n_events": 40, "n_people": 200}


# --- by hand
@pytest.mark.parametrize(
    ("interval", "verdict"),
    [
        ((-0.10, -0.15, -0.05), "gap"),
        ((0.10, 0.01, 0.19), "gap"),
        ((0.02, 0.01, 0.07), "gap"),
        ((0.00, -0.04, 0.04), "equivalent"),
        ((0.02, 0.01, 0.03), "equivalent"),  # not 0, but smaller than what matters
        ((0.00, -0.05, 0.04), "inconclusive"),  # touches the margin
        ((0.10, 0.00, 0.20), "inconclusive"),  # touches 0
        ((0.01, -0.20, 0.22), "inconclusive"),
        ((nan, nan, nan), "too_few"),
        ((1.00, 0.20, inf), "too_few"),
    ],
)
def test_each_verdict(interval, verdict):
    assert decide(*interval, **ENOUGH).verdict == verdict


def test_rare_events_are_not_equal_because_they_are_rare():
    # 8 of 800 against 24 of 800: 1 % and 3 %, Fisher's p 0.0065, within five points all the same
    rare = {"margin": 0.05, "n_events": 8, "n_people": 800}
    assert decide(-0.02, -0.0351, -0.0063, **rare).verdict == "gap"
    # nor without a difference: half a point either way is half of 1 %
    assert decide(0.0, -0.005, 0.005, **rare).verdict == "inconclusive"
    assert decide(0.0, -0.0025, 0.0025, **rare).verdict == "equivalent"  # a quarter of 1 %
    assert decide(0.0, -0.0026, 0.0026, **rare).verdict == "inconclusive"
    assert decide(0.0, -0.001, 0.001, **(rare | {"n_events": 0}), min_events=0).ratio == (0, inf)


@pytest.mark.parametrize(
    ("ratio", "verdict"),
    [
        ((0.80, 1.25), "equivalent"),
        ((0.85, 0.95), "equivalent"),
        ((0.79, 1.10), "inconclusive"),
        ((0.90, 1.26), "inconclusive"),
        ((0.0, inf), "inconclusive"),
    ],
)
def test_the_limits_of_the_ratio_decide_where_they_are_given(ratio, verdict):
    found = decide(0.01, -0.02, 0.03, **ENOUGH, ratio=ratio)
    assert (found.verdict, found.ratio) == (verdict, ratio)
    # a difference that is not 0 and too large as a ratio is a gap
    apart = decide(0.02, 0.01, 0.03, **ENOUGH, ratio=ratio)
    assert apart.verdict == ("equivalent" if verdict == "equivalent" else "gap")


def test_an_equal_share_that_is_not_the_same_says_so():
    assert decide(0.02, 0.01, 0.03, **ENOUGH).excludes_zero
    assert not decide(0.02, 0.0, 0.03, **ENOUGH).excludes_zero
    assert not decide(nan, nan, nan, **ENOUGH).excludes_zero
    assert (
        decide(-0.2, -0.22, -0.1, margin=0.23, n_events=9, n_people=99, scale="log_ratio").ratio
        is None
    )


def test_few_people_or_events_silence_everything():
    for few in ({"n_events": 4}, {"n_people": 9}):
        assert decide(-0.5, -0.9, -0.1, **(ENOUGH | few)).verdict == "too_few"
    for enough in ({"n_events": 5}, {"n_people": 10}):
        assert decide(-0.5, -0.9, -0.1, **(ENOUGH | enough)).verdict == "gap"
    strict = decide(-0.5, -0.9, -0.1, **ENOUGH, min_events=41)
    assert strict.verdict == "too_few"
    assert decide(-0.5, -0.9, -0.1, **ENOUGH, min_people=201).verdict == "too_few"


def test_the_smallest_gap_in_people():
    # se = .1 / 1.96; (1.96 + .8416) se = .14294; of 120 people 17.2, so 18
    found = decide(0.0, -0.1, 0.1, margin=0.05, n_events=30, n_people=120)
    assert found.smallest_gap == pytest.approx(0.142941, abs=1e-6)
    assert found.smallest_gap_people == 18
    assert decide(0.0, -3, 3, **ENOUGH, scale="month").smallest_gap_people is None
    ratio = decide(0.0, -0.5, 0.5, margin=0.1, n_events=50, n_people=400, scale="log_ratio")
    wanted = 50 * (1 - exp(-ratio.smallest_gap))
    assert ratio.smallest_gap_people == int(np.ceil(wanted))


def test_hazard_ratios_that_some_numbers_of_events_can_show():
    # Schoenfeld: se of the log ratio is 2 / sqrt(events); 100 show 1.75, 400 show 1.32
    for events, ratio in ((100, 1.75), (400, 1.32)):
        half = 1.959964 * 2 / np.sqrt(events)
        found = decide(
            0.0, -half, half, margin=0.1, n_events=events, n_people=1000, scale="log_ratio"
        )
        assert exp(found.smallest_gap) == pytest.approx(ratio, abs=0.005)


def test_it_is_frozen_and_says_whether_the_estimate_exceeds_the_margin():
    found = decide(0.02, 0.01, 0.07, **ENOUGH)
    assert not found.exceeds_margin
    assert decide(-0.06, -0.08, -0.04, **ENOUGH).exceeds_margin
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.verdict = "gap"


# --- properties
@settings(deadline=None)
@given(st.floats(-1, 1), st.floats(0.001, 1), st.floats(0.001, 1))
def test_swapping_the_groups_keeps_the_verdict(estimate, down, up):
    first = decide(estimate, estimate - down, estimate + up, **ENOUGH)
    second = decide(-estimate, -estimate - up, -estimate + down, **ENOUGH)
    assert first.verdict == second.verdict
    assert first.smallest_gap == pytest.approx(second.smallest_gap)


@settings(deadline=None)
@given(st.floats(-1, 1), st.floats(0.001, 1), st.floats(0.01, 0.5))
def test_never_equivalent_if_the_interval_reaches_the_margin(estimate, half, margin):
    found = decide(
        estimate, estimate - half, estimate + half, margin=margin, n_events=40, n_people=200
    )
    if found.verdict == "equivalent":
        assert abs(estimate) + half < margin
    if found.verdict == "gap":
        assert half < abs(estimate)


def test_every_option_changes_something():
    base = decide(0.02, -0.01, 0.05, **ENOUGH)
    assert base.verdict == "inconclusive"
    assert decide(0.02, -0.01, 0.05, **(ENOUGH | {"margin": 0.06})).verdict == "equivalent"
    wide = decide(0.02, -0.01, 0.05, **(ENOUGH | {"margin": 0.06}), ratio_margin=1.2)
    assert wide.verdict == "inconclusive"
    assert decide(0.02, -0.01, 0.05, **ENOUGH, power=0.9).smallest_gap > base.smallest_gap
    assert decide(0.02, -0.01, 0.05, **ENOUGH, conf_level=0.9).smallest_gap > base.smallest_gap


# --- refusals
@pytest.mark.parametrize(
    ("interval", "options", "message"),
    [
        ((0, -1, 1), {"margin": 0}, "margin must be above 0, but was 0"),
        ((2, -1, 1), {}, "limits must lie on both sides of the estimate"),
        ((0, -1, 1), {"n_people": -1}, "counts must be 0 or more"),
        ((0, -1, 1), {"power": 1}, "power must be between 0 and 1, but was 1"),
        ((0, -1, 1), {"scale": "people"}, "scale must be one of 'share', 'log_ratio', 'month'"),
        ((0, -1, 1), {"ratio_margin": 1}, "ratio_margin must be above 1, but was 1"),
        ((0, -1, 1), {"ratio": (1.2, 1.1)}, "ratio must be rising limits of a ratio of shares"),
        ((0, -1, 1), {"ratio": (0.9, 1.1), "scale": "month"}, "ratio must be rising limits"),
        ((0, -1, 1), {"conf_level": 1}, "conf_level must be between 0 and 1"),
    ],
)
def test_bad_questions_are_refused(interval, options, message):
    with pytest.raises(ValueError, match=message):
        decide(*interval, **(ENOUGH | options))
