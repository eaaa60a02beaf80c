"""Rates per person-time and their ratios."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import person_time, rate_ratio, rates, risk_table

FEW = settings(max_examples=30, deadline=None)
SEEDS = st.integers(0, 10**6)


def counts(events, times, **columns) -> pd.DataFrame:
    return pd.DataFrame({"n_event": events, "person_time": times} | columns)


# --- by hand
def test_person_time_of_three_people():
    people = pd.DataFrame(
        {"jk": list("LLP"), "entry": [0, 2, 1], "exit": [4, 6, 3], "cause": ["naik", "", "pensiun"]}
    )
    table = risk_table(people, by="jk")
    assert person_time(table).to_numpy().tolist() == [["L", 1, 8], ["P", 1, 2]]
    assert person_time(table, cause="naik")["n_event"].tolist() == [1, 0]
    assert person_time(risk_table(people)).to_numpy().tolist() == [[2, 10]]


def test_no_event_has_an_upper_limit():
    row = rates(counts([0], [100.0])).iloc[0]
    # exp(-100 rate) = .025
    assert row["conf_low"] == 0
    assert row["conf_high"] == pytest.approx(-np.log(0.025) / 100, rel=1e-12)


def test_mantel_haenszel_of_two_strata():
    rows = counts([2, 8, 1, 9], [10.0, 20, 30, 60], jk=list("LPLP"), s=list("aabb"))
    row = rate_ratio(rows, group="jk", strata="s").iloc[0]
    above = 8 * 10 / 30 + 9 * 30 / 90
    below = 2 * 20 / 30 + 1 * 60 / 90
    assert row["estimate"] == pytest.approx(above / below)
    spread = 10 * 10 * 20 / 30**2 + 10 * 30 * 60 / 90**2
    assert row["std_error"] == pytest.approx(np.sqrt(spread / (above * below)))


# --- oracle: R's documentation of poisson.test
@pytest.mark.oracle
def test_poisson_test_of_r():
    # ?poisson.test: 137 events in 24.19893; Kazuko, 11 of 800 against 23 of 3011
    row = rates(counts([137], [24.19893])).iloc[0]
    assert (row["conf_low"], row["conf_high"]) == pytest.approx((4.753125, 6.692709), abs=5e-7)
    rows = counts([23, 11], [3011.0, 800], jk=["a", "b"])
    row = rate_ratio(rows, group="jk").iloc[0]
    assert row["estimate"] == pytest.approx(1.80005, abs=1e-5)


# --- second implementation
@FEW
@given(st.integers(0, 200), st.floats(0.5, 1000), st.sampled_from([0.8, 0.95]))
def test_limits_equal_those_of_chi_square(k, time, level):
    from scipy.stats import chi2

    row = rates(counts([k], [time]), conf_level=level).iloc[0]
    tail = (1 - level) / 2
    low = chi2.ppf(tail, 2 * k) / 2 / time if k else 0
    assert row["conf_low"] == pytest.approx(low, rel=1e-9)
    assert row["conf_high"] == pytest.approx(chi2.isf(tail, 2 * k + 2) / 2 / time, rel=1e-9)


@FEW
@given(st.integers(0, 40), st.integers(0, 40), st.floats(1, 100), st.floats(1, 100))
def test_exact_ratio_equals_clopper_pearson(first, second, time_1, time_2):
    from scipy.stats import binomtest

    rows = counts([first, second], [time_1, time_2], jk=["L", "P"])
    row = rate_ratio(rows, group="jk").iloc[0]
    if first + second == 0:
        assert np.isnan(row["estimate"])
        return
    exact = binomtest(second, first + second).proportion_ci(0.95, method="exact")
    odds = time_2 / time_1
    low = exact.low / (1 - exact.low) / odds
    assert row["conf_low"] == pytest.approx(low, rel=1e-7, abs=1e-12)
    if first:
        assert row["conf_high"] == pytest.approx(exact.high / (1 - exact.high) / odds, rel=1e-7)
    else:
        assert np.isinf(row["conf_high"])


# --- properties
@FEW
@given(SEEDS)
def test_person_time_adds_up_and_splitting_changes_nothing(spells, seed):
    people = spells(seed)
    table = risk_table(people, by="jk", strata="jalur")
    found = person_time(table)
    assert found["person_time"].sum() == (people["exit"] - people["entry"]).sum()
    halves = [person_time(risk_table(people[i::2], by="jk")) for i in (0, 1)]
    whole = person_time(risk_table(people, by="jk"))["person_time"].sum()
    assert sum(half["person_time"].sum() for half in halves) == whole


def test_swapping_the_groups_inverts_the_ratio():
    rows = counts([2, 8, 1, 9], [10.0, 20, 30, 60], jk=list("LPLP"), s=list("aabb"))
    swapped = rows.assign(jk=list("PLPL"))
    for strata in ((), "s"):
        first, second = (rate_ratio(r, group="jk", strata=strata).iloc[0] for r in (rows, swapped))
        assert first["estimate"] == pytest.approx(1 / second["estimate"])
        assert first["conf_low"] == pytest.approx(1 / second["conf_high"])
        assert first["p_value"] == pytest.approx(second["p_value"])


def test_every_option_changes_something():
    rows = counts([2, 8, 1, 9], [10.0, 20, 30, 60], jk=list("LPLP"), s=list("aabb"))
    found = [
        rate_ratio(rows, group="jk")["conf_low"][0],
        rate_ratio(rows, group="jk", conf_level=0.9)["conf_low"][0],
        rate_ratio(rows, group="jk", strata="s")["conf_low"][0],
        rates(rows)["conf_low"][0],
        rates(rows, by="jk")["conf_low"][0],
        rates(rows, conf_level=0.9)["conf_low"][0],
    ]
    assert len(set(found)) == len(found)


# --- refusals
@pytest.mark.parametrize(
    ("frame", "options", "message"),
    [
        (counts([1.5], [1.0]), {}, "'n_event' must be whole numbers from 0"),
        (counts([1], [0.0]), {}, "'person_time' must be positive in every group"),
        (counts([1], [1.0]), {"by": "jk"}, r"lacked \['jk'\]"),
        (counts([1], [1.0], jk=[None]), {"by": "jk"}, r"\['jk'\] must not be missing"),
        (counts([1], [1.0]), {"conf_level": 0}, "conf_level must be between 0 and 1"),
    ],
)
def test_bad_counts_are_refused(frame, options, message):
    with pytest.raises(ValueError, match=message):
        rates(frame, **options)


def test_bad_groups_are_refused(spells):
    with pytest.raises(ValueError, match="'jk' must have two levels, but had 1"):
        rate_ratio(counts([1], [1.0], jk=["L"]), group="jk")
    with pytest.raises(ValueError, match="cause must be one of"):
        person_time(risk_table(spells(1)), cause="mutasi")


def test_errors_of_an_exact_ratio_and_of_one_without_events():
    # (1/11 + 1/23)^0.5; without an event of one group there is none
    row = rate_ratio(counts([23, 11], [3011.0, 800], jk=["a", "b"]), group="jk").iloc[0]
    assert row["std_error"] == pytest.approx((1 / 11 + 1 / 23) ** 0.5)
    none = rate_ratio(counts([23, 0], [3011.0, 800], jk=["a", "b"]), group="jk").iloc[0]
    assert not np.isfinite(none["std_error"])
