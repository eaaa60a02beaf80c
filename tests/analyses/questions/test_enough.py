from __future__ import annotations

from math import isnan, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.analyses.questions.enough import TARGET, More, more_for_ratio, more_for_share
from pug_analysis.stats.decision import decide


def test_a_gap_whose_logarithm_is_twice_the_one_that_matters_asks_for_four_times_the_events():
    """0.64 = 0.8^2: the standard error must be halved, so 200 events must become 800."""
    found = more_for_ratio(0.64, events=200, events_per_year=30)
    assert found.times == pytest.approx(4)
    assert found.years == pytest.approx(600 / 30)
    assert found.regencies == 4


def test_what_is_seen_already_needs_nothing_more():
    assert more_for_ratio(0.9, events=200, events_per_year=30) == More(
        times=pytest.approx((log(0.9) / log(0.8)) ** 2), years=0.0, regencies=1
    )


def test_without_a_known_pace_no_years_are_told():
    assert isnan(more_for_ratio(0.5, events=20, events_per_year=float("nan")).years)
    assert isnan(more_for_ratio(0.5, events=20, events_per_year=0).years)


def test_with_so_many_events_the_smallest_gap_seen_is_the_one_that_matters():
    """The other way: the standard error of Schoenfeld's formula, through the rules of verdicts."""
    events = 80

    def seen(n: float) -> float:
        half = 1.959964 / sqrt(n / 4)  # variance of the log ratio: 1 / (p (1 - p) events), p = 1/2
        found = decide(
            0, -half, half, margin=0.1, n_events=99, n_people=99, scale="log_ratio"
        )  # fmt: skip
        return float(np.exp(-found.smallest_gap))

    more = more_for_ratio(seen(events), events=events, events_per_year=8)
    assert seen(events * more.times) == pytest.approx(TARGET, rel=1e-6)
    assert seen(events + 8 * more.years) == pytest.approx(TARGET, rel=1e-6)


def test_appointments_that_show_ten_points():
    """Share 0.4, 10 points: (1.96 + 0.8416)^2 * 0.5 * 0.5 / 0.01 = 196.2 appointments."""
    found = more_for_share(0.4, n=100, n_per_year=20, difference=0.1)
    assert found.times == pytest.approx(1.962, abs=0.001)
    assert found.years == pytest.approx(96.2 / 20, abs=0.01)
    assert found.regencies == 2


def test_the_larger_variance_of_both_directions_counts():
    low = more_for_share(0.2, n=100, n_per_year=20, difference=0.1).times
    assert low == pytest.approx(7.8489 * 0.3 * 0.7 / 0.01 / 100, rel=1e-4)


@given(st.floats(0.05, 0.95), st.integers(1, 2000), st.floats(1, 100))
def test_more_is_never_less_than_nothing(seen, events, per_year):
    found = more_for_ratio(seen, events=events, events_per_year=per_year)
    assert found.years >= 0
    assert found.regencies >= 1
    assert (found.times > 1) == (seen < TARGET)


@pytest.mark.parametrize("seen", [0.0, 1.0, 1.3, float("nan")])
def test_a_ratio_that_shows_no_gap_below_one_is_refused(seen):
    with pytest.raises(ValueError, match="seen must be between 0 and 1"):
        more_for_ratio(seen, events=1, events_per_year=1)


def test_other_refusals():
    with pytest.raises(ValueError, match="target must be between 0 and 1"):
        more_for_ratio(0.5, events=1, events_per_year=1, target=1.2)
    with pytest.raises(ValueError, match="events must be 0 or more"):
        more_for_ratio(0.5, events=-1, events_per_year=1)
    with pytest.raises(ValueError, match="share and difference must be between 0 and 1"):
        more_for_share(1.0, n=1, n_per_year=1, difference=0.1)
    with pytest.raises(ValueError, match="n must be above 0"):
        more_for_share(0.5, n=0, n_per_year=1, difference=0.1)
