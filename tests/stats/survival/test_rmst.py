"""Restricted mean times and their differences."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import cumulative_incidence, kaplan_meier, risk_table, rmst

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)


# --- by hand
def test_area_of_three_people():
    people = pd.DataFrame({"exit": [1, 3, 4], "cause": ["naik", "naik", ""]})
    row = rmst(risk_table(people, entry=None), tau=4).table.iloc[0]
    # 1 + 2 x 2/3 + 1 x 1/3
    assert row["estimate"] == pytest.approx(8 / 3)
    # areas ahead: 5/3 after month 1 (1/(3 2)), 1/3 after month 3 (1/(2 1))
    assert row["std_error"] == pytest.approx(np.sqrt((5 / 3) ** 2 / 6 + (1 / 3) ** 2 / 2))
    assert (row["n"], row["n_event"]) == (3, 2)


def test_time_after_an_event_of_a_cause():
    people = pd.DataFrame({"exit": [1, 2, 4, 4], "cause": ["naik", "pensiun", "", ""]})
    row = rmst(risk_table(people, entry=None), tau=4, cause="naik").table.iloc[0]
    assert row["estimate"] == pytest.approx(3 / 4)
    # without censoring before tau it is a mean of (3, 0, 0, 0), errors of the n kind
    assert row["std_error"] == pytest.approx(np.std([3, 0, 0, 0]) / 2)


def test_it_begins_at_the_start_of_the_table():
    people = pd.DataFrame({"exit": [1, 3, 4], "cause": ["naik", "naik", ""]})
    row = rmst(risk_table(people, entry=None).since(1), tau=4).table.iloc[0]
    assert row["estimate"] == pytest.approx(2 + 1 / 2)
    assert row["n"] == 2


def test_without_group_there_is_no_difference(spells):
    assert rmst(risk_table(spells(1), by=["jk", "jalur"]), tau=3).difference.empty


# --- oracle
@pytest.mark.oracle
@pytest.mark.parametrize(
    ("case", "name", "group"),
    [("rmst_veteran_trt", "veteran", "trt"), ("rmst_mgus2_death_sex", "mgus2", "sex")],
)
def test_means_and_differences(table_of, oracle, case, name, group):
    for expected in oracle(case).values():
        found = rmst(table_of(name, by=group), tau=expected["tau"], group=group)
        np.testing.assert_allclose(found.table["estimate"], expected["rmst"], rtol=1e-10)
        np.testing.assert_allclose(found.table["std_error"], expected["se"], rtol=1e-10)
        row = found.difference.iloc[0]
        names = ["diff_2_minus_1", "diff_se", "lower", "upper", "p"]
        ours = row[["estimate", "std_error", "conf_low", "conf_high", "p_value"]]
        np.testing.assert_allclose(ours.astype(float), [expected[n] for n in names], rtol=1e-9)


@pytest.mark.oracle
def test_pbc_at_ten_years(table_of, oracle):
    expected = oracle("published")["rmst_pbc_tau10"]
    found = rmst(table_of("pbc", by="arm"), tau=3652.5, group="arm")
    years = found.table[["estimate", "std_error"]] / 365.25
    np.testing.assert_allclose(years, [expected["arm0"], expected["arm1"]], atol=1e-9)
    row = found.difference.iloc[0]
    assert row["p_value"] == pytest.approx(expected["p"], abs=1e-9)
    limits = row[["conf_low", "conf_high"]].astype(float) / 365.25
    np.testing.assert_allclose(limits, expected["ci"], atol=1e-9)
    assert row["estimate"] / 365.25 == pytest.approx(expected["diff_arm1_minus_arm0"][0], abs=1e-9)


# --- second implementation
@FEW
@given(SEEDS)
def test_means_equal_the_area_of_lifelines(spells, seed):
    from lifelines import KaplanMeierFitter
    from lifelines.utils import restricted_mean_survival_time

    people = spells(seed, late=False)
    people.loc[0, ["exit", "cause"]] = [9, ""]
    fit = KaplanMeierFitter().fit(people["exit"], people["cause"] != "")
    found = rmst(risk_table(people), tau=6.5).table["estimate"].iloc[0]
    assert found == pytest.approx(restricted_mean_survival_time(fit, t=6.5), abs=1e-10)


@settings(max_examples=6, deadline=None)
@given(SEEDS, st.sampled_from(["naik", "pensiun"]))
def test_areas_and_errors_equal_sums_over_months(spells, seed, cause):
    """The area is the sum of F over whole months; its error that of the covariances."""
    from pug_analysis.stats import milestones

    people = spells(seed, followed=True)
    if cause not in set(people["cause"]):
        return
    table, months = risk_table(people, by="jk"), list(range(1, 10))
    found = rmst(table, tau=10, cause=cause, group="jk").difference.iloc[0]
    steps = milestones(table, times=months, group="jk", cause=cause)
    assert found["estimate"] == pytest.approx(steps.difference["estimate"].sum(), abs=1e-12)
    variance = steps.covariance.to_numpy().sum()
    assert found["std_error"] ** 2 == pytest.approx(variance, abs=1e-10)


# --- properties
@FEW
@given(SEEDS)
def test_areas_of_causes_and_survival_add_to_tau(spells, seed):
    people = spells(seed)
    table = risk_table(people)
    tau = int(people["exit"].max())
    areas = [rmst(table, tau=tau, cause=cause).table["estimate"][0] for cause in table.causes]
    assert rmst(table, tau=tau).table["estimate"][0] + sum(areas) == pytest.approx(tau)


@FEW
@given(SEEDS)
def test_with_one_cause_the_errors_are_the_same(spells, seed):
    people = spells(seed, causes=("", "naik"))
    table, tau = risk_table(people), int(people["exit"].max())
    first, second = rmst(table, tau=tau), rmst(table, tau=tau, cause="naik")
    # where S has come to 0 the error of the area ahead is rounding, on both ways
    np.testing.assert_allclose(
        first.table["std_error"], second.table["std_error"], rtol=1e-7, atol=1e-6
    )


@FEW
@given(SEEDS)
def test_swapping_the_sexes_flips_the_sign(spells, seed):
    people = spells(seed)
    swapped = people.assign(jk=people["jk"].map({"L": "P", "P": "L"}))
    tau = people.groupby("jk")["exit"].max().min()
    first, second = (
        rmst(risk_table(p, by="jk"), tau=tau, group="jk").difference.iloc[0]
        for p in (people, swapped)
    )
    assert first["estimate"] == pytest.approx(-second["estimate"], abs=1e-12)
    assert first["conf_low"] == pytest.approx(-second["conf_high"], abs=1e-12)
    assert first["p_value"] == pytest.approx(second["p_value"], nan_ok=True)


def test_every_option_changes_something(table_of):
    table = table_of("mgus2_cr", by="sex")
    options = [{}, {"tau": 60}, {"cause": "pcm"}, {"conf_level": 0.9}]
    found = [
        rmst(table, **({"tau": 120, "group": "sex"} | option)).difference["conf_low"][0]
        for option in options
    ]
    assert len(set(found)) == len(found)
    curves = kaplan_meier(table), cumulative_incidence(table, cause="pcm")
    assert all(len(curve) for curve in curves)


# --- refusals
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tau": 0}, "tau must be after month 0, but was 0"),
        ({"tau": 5}, "tau must be at most the last month .* 4, but was 5"),
        ({"tau": 4, "cause": "mutasi"}, "cause must be one of"),
        ({"tau": 4, "group": "jk"}, "group must be the only `by` column"),
        ({"tau": 4, "conf_level": 2}, "conf_level must be between 0 and 1"),
    ],
)
def test_bad_options_are_refused(options, message):
    people = pd.DataFrame({"exit": [1, 3, 4], "cause": ["naik", "naik", ""]})
    with pytest.raises(ValueError, match=message):
        rmst(risk_table(people, entry=None), **options)


def test_tau_after_everyone_had_the_event_is_fine():
    people = pd.DataFrame({"exit": [1, 3], "cause": ["naik", "naik"]})
    assert rmst(risk_table(people, entry=None), tau=9).table["estimate"][0] == 2
