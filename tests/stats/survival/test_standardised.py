"""Incidence of two groups as if both were made up of the same strata."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import (
    RiskTable,
    cumulative_incidence,
    milestones,
    risk_table,
    standardised_incidence,
)
from pug_analysis.stats.survival.curves import at_times

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)
MONTHS = [2, 5, 9]


def standardised(people: pd.DataFrame, *, strata="jalur", times=MONTHS, **options):
    table = risk_table(people, by="jk", strata=strata)
    return standardised_incidence(
        table, **{"group": "jk", "cause": "naik", "times": times, **options}
    )


# --- by hand
def eight() -> pd.DataFrame:
    rows = [
        ("a", "L", 1, "naik"), ("a", "L", 2, "pensiun"), ("b", "L", 3, "naik"),
        ("a", "P", 2, "naik"), ("a", "P", 4, "naik"),
        ("b", "P", 1, "naik"), ("b", "P", 4, ""), ("b", "P", 5, ""),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["jalur", "jk", "exit", "cause"]).assign(entry=0)


def test_eight_people():
    """Weights n1 n2 / (n1 + n2): a 1, b 3/4 in month 1; 2/3, 2/3 in month 2; b alone in month 3.

    Men: a rises with 1/2 in month 1, leaves with 1 in month 2; b rises with 1 in month 3. Women: b rises
    with 1/3 in month 1, a with 1/2 in month 2.
    """
    found = standardised(eight(), times=[1, 2, 3, 4, 5])
    men = [1 / 2 / (7 / 4), 0, 1]
    women = [1 / 4 / (7 / 4), 1 / 4, 0]
    share = {
        "L": [men[0], men[0], men[0] + (1 - men[0]) / 2],
        "P": [women[0], *[women[0] + (1 - women[0]) / 4] * 2],
    }
    assert found.last_month == 3  # only women from then on
    shown = found.table.set_index(["jk", "time"])
    for jk, expected in share.items():
        assert shown.loc[jk, "estimate"].tolist() == pytest.approx(expected)
    assert shown["n_event"].tolist() == [1, 1, 2, 1, 2, 2]
    assert found.difference["estimate"].tolist() == pytest.approx(
        np.subtract(share["P"], share["L"]).tolist()
    )
    # d of n vary by d (n - d) / (n - 1) / n^2: men of a and women of b in month 1, women of a in month 2
    first = {"L": 1 / 4 / (7 / 4) ** 2, "P": (3 / 4) ** 2 * 2 / 18 / (7 / 4) ** 2}
    second = (3 / 4) ** 2 * first["P"] + (6 / 7) ** 2 * (1 / 4) / 2**2
    # men of month 2 and 3 stand alone in their strata: variance 1, half the weight in month 2
    third = first["L"] / 4 + (5 / 7) ** 2 * (1 / 4) + (5 / 14) ** 2
    spread = {"L": [first["L"], first["L"], third], "P": [first["P"], second, second]}
    for jk, expected in spread.items():
        assert shown.loc[jk, "std_error"].tolist() == pytest.approx(np.sqrt(expected).tolist())
    gap = found.difference.set_index("time")["std_error"]
    assert gap[2] == pytest.approx(sqrt(first["L"] + second))
    # months 1 and 2 share the hazards of month 1
    assert found.covariance.loc[1, 2] == pytest.approx(first["L"] + 3 / 4 * first["P"])


# --- what is known otherwise
@FEW
@given(SEEDS)
def test_without_strata_it_is_the_crude_curve(spells, seed):
    """Everybody 1,000 times: one in the number at risk is no difference any more."""
    people = spells(seed, followed=True).assign(n=1000)
    table = risk_table(people, by="jk", weight="n")
    found = standardised_incidence(table, group="jk", times=MONTHS, cause="naik")
    crude = milestones(table, times=MONTHS, group="jk", cause="naik")
    assert found.table["estimate"].tolist() == pytest.approx(crude.table["estimate"].tolist())
    for name in found.difference.drop(columns="method"):
        one, other = found.difference[name], crude.difference[name]
        if one.dtype == float:
            np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-5, err_msg=name)
        else:
            assert one.tolist() == other.tolist()
    np.testing.assert_allclose(found.covariance, crude.covariance, rtol=1e-3, atol=1e-9)
    assert found.critical_value == pytest.approx(crude.critical_value, abs=1e-3, nan_ok=True)


@FEW
@given(SEEDS)
def test_of_one_cause_the_error_is_that_of_aalen(spells, seed):
    people = spells(seed, followed=True, causes=("", "naik"))
    crude = cumulative_incidence(risk_table(people, by="jk"), cause="naik", variance="aalen")
    expected = at_times(crude, MONTHS)["std_error"]
    found = standardised(people, strata=()).table["std_error"]
    np.testing.assert_allclose(found, expected.fillna(0), rtol=1e-7, atol=1e-9)


@FEW
@given(SEEDS)
def test_equal_strata_leave_the_crude_estimate(spells, seed):
    """Each man has two women of his stratum who come and go with him: strata weigh alike in both."""
    men = spells(seed, followed=True).assign(jk="L")
    women = pd.concat([men, men]).assign(
        jk="P", cause=lambda d: d["cause"].replace({"naik": "pensiun", "pensiun": "naik"})
    )
    people = pd.concat([men, women], ignore_index=True)
    found = standardised(people)
    crude = milestones(risk_table(people, by="jk"), times=MONTHS, group="jk", cause="naik")
    assert found.table["estimate"].tolist() == pytest.approx(crude.table["estimate"].tolist())


@pytest.mark.oracle
def test_it_is_that_of_r(data, oracle):
    """R's weighted multi-state curves of people cut at each month; the error is a recursion there."""
    expected = oracle("standardised_mgus2_sex_by_age")
    people = data("mgus2_cr")
    people = people.assign(
        cause=people["ev"].map({0: "", 1: "pcm", 2: "death"}), tua=(people["age"] >= 70) * 1
    )
    table = risk_table(people, by="sex", strata="tua", entry=None, exit="etime")
    times = expected["time"]
    for cause, part in expected["cause"].items():
        found = standardised_incidence(table, group="sex", times=times, cause=cause)
        for sex, values in part["group"].items():
            own = found.table[found.table["sex"] == sex]
            for name in ("estimate", "std_error"):
                np.testing.assert_allclose(own[name], values[name], rtol=1e-8, err_msg=name)
        np.testing.assert_allclose(found.difference["estimate"], part["difference"], rtol=1e-8)
        np.testing.assert_allclose(found.covariance, part["covariance"], rtol=1e-8)
        assert found.critical_value == pytest.approx(part["critical_value"], abs=1e-4)


# --- properties
@FEW
@given(SEEDS)
def test_a_stratum_with_one_group_counts_nothing(spells, seed):
    people = spells(seed, followed=True)
    alone = spells(seed + 1).assign(jk="L", jalur="d")
    found, more = standardised(people), standardised(pd.concat([people, alone]))
    pd.testing.assert_frame_equal(found.difference, more.difference)
    pd.testing.assert_frame_equal(found.table, more.table)


@FEW
@given(SEEDS)
def test_exchanging_the_sexes_changes_the_sign(spells, seed):
    people = spells(seed, followed=True)
    turned = standardised(people.assign(jk=people["jk"].map({"L": "P", "P": "L"}))).difference
    found = standardised(people).difference
    np.testing.assert_allclose(found["estimate"], -turned["estimate"], atol=1e-14)
    np.testing.assert_allclose(found["simultaneous_low"], -turned["simultaneous_high"], atol=1e-12)
    np.testing.assert_allclose(found["p_value"], turned["p_value"], atol=1e-12)


@FEW
@given(SEEDS)
def test_causes_and_stayers_add_up_to_everybody(spells, seed):
    """With all causes taken together, the shares of the single ones add up."""
    people = spells(seed, followed=True)
    parts = [standardised(people, cause=cause).table["estimate"] for cause in ("naik", "pensiun")]
    any_cause = people.assign(cause=people["cause"].replace({"pensiun": "naik"}))
    whole = standardised(any_cause).table["estimate"]
    np.testing.assert_allclose(parts[0] + parts[1], whole, atol=1e-12)


def expected_counts(paces: dict[str, float], sizes: dict[tuple[str, str], int], ratio: float):
    """Shares of people who rise, as a table of expected counts: the hazards are exact."""
    rows = []
    for stratum, pace in paces.items():
        for jk, factor in (("L", 1.0), ("P", ratio)):
            left = float(sizes[stratum, jk])
            for month in range(1, 13):
                rows.append((stratum, jk, month, "naik", left * pace * factor))
                left *= 1 - pace * factor
            rows.append((stratum, jk, 12, "", left))
    people = pd.DataFrame(rows, columns=["jalur", "jk", "exit", "cause", "n"])
    return risk_table(people, by="jk", strata="jalur", entry=None, weight="n")


def hazards(found) -> pd.DataFrame:
    """Hazards of every month from shares of every month, no other cause competing; one column per sex."""
    shares = found.table.pivot_table(index="time", columns="jk", values="estimate").to_numpy()
    before = np.vstack([np.zeros((1, 2)), shares[:-1]])
    return pd.DataFrame((shares - before) / (1 - before), columns=["L", "P"])


def test_one_ratio_in_all_strata_is_the_ratio_of_the_standardised_hazards():
    sizes = {("a", "L"): 400, ("a", "P"): 50, ("b", "L"): 100, ("b", "P"): 700}
    table = expected_counts({"a": 0.08, "b": 0.02}, sizes, 0.6)
    found = hazards(standardised_incidence(table, group="jk", times=range(1, 13), cause="naik"))
    np.testing.assert_allclose(found["P"] / found["L"], 0.6, rtol=1e-9)
    crude = milestones(table.pool("jalur"), times=range(1, 13), group="jk", cause="naik")
    shares = crude.table.pivot_table(index="time", columns="jk", values="estimate").to_numpy()
    assert shares[0, 1] / shares[0, 0] < 0.4


def test_it_starts_where_its_table_does(spells):
    """People followed after month 3: shares of those to whom nothing has happened up to it."""
    people = spells(5, followed=True)
    later = people.loc[people["exit"] > 3].assign(entry=lambda d: d["entry"].clip(lower=3))
    table = risk_table(people, by="jk", strata="jalur").since(3)
    found = standardised_incidence(table, group="jk", times=[5, 9], cause="naik")
    again = standardised(
        later.assign(entry=later["entry"] - 3, exit=later["exit"] - 3), times=[2, 6]
    )
    np.testing.assert_allclose(found.table["estimate"], again.table["estimate"], rtol=1e-12)
    np.testing.assert_allclose(found.covariance, again.covariance, atol=1e-15)
    assert found.last_month == again.last_month + 3


# --- chance
RISE, LEAVE = {"a": 0.12, "b": 0.04}, 0.03


def careers(rng, *, ratio: float, n: int = 400) -> pd.DataFrame:
    """Twelve months; group a rises thrice as fast and holds 4 of 5 men, 1 of 5 women; some enter late."""
    jk = rng.choice(["L", "P"], n)
    jalur = np.where(rng.random(n) < np.where(jk == "L", 0.8, 0.2), "a", "b")
    pace = np.where(jalur == "a", RISE["a"], RISE["b"]) * np.where(jk == "P", ratio, 1)
    rise, leave, entry = rng.geometric(pace), rng.geometric(LEAVE, n), rng.integers(0, 4, n)
    cause = np.where(rise <= np.minimum(leave, 12), "naik", np.where(leave <= 12, "pensiun", ""))
    frame = pd.DataFrame(
        {"jk": jk, "jalur": jalur, "entry": entry, "exit": np.minimum(np.minimum(rise, leave), 12)}
    )
    return frame.assign(cause=cause).loc[entry < frame["exit"]]


def true_gap(people: pd.DataFrame, ratio: float, months: list[int]) -> list[float]:
    """The gap of the true hazards with the weights that these people give."""
    women, fast = people["jk"].to_numpy() == "P", people["jalur"].to_numpy() == "a"
    entry, exit_ = people["entry"].to_numpy(), people["exit"].to_numpy()
    still, share, course = np.ones(2), np.zeros(2), {}
    for month in range(1, 13):
        there = (entry < month) & (month <= exit_)
        n = np.array([[(there & (fast == a) & (women == w)).sum() for w in (0, 1)] for a in (1, 0)])
        weight = n.prod(axis=1) / n.sum(axis=1)
        pace = np.average(list(RISE.values()), weights=weight) * np.array([1, ratio])
        share, still = share + still * pace, still * (1 - pace) * (1 - LEAVE)
        course[month] = share[1] - share[0]
    return [course[month] for month in months]


@pytest.mark.parametrize("ratio", [1.0, 0.5])
def test_intervals_hold_the_true_gap(rng, ratio):
    """Registers whose sexes also differ in their strata; one standard error of a share is 1.4 %."""
    draws, times = 250, [6, 12]
    misses, spreads, inside, band, crude = [], [], [], [], []
    for _ in range(draws):
        people = careers(rng, ratio=ratio)
        truth = np.array(true_gap(people, ratio, times)) if ratio != 1 else np.zeros(2)
        result = standardised(people, times=times)
        found = result.difference
        misses.append(found["estimate"] - truth)
        spreads.append(result.covariance.to_numpy())
        inside.append((found["conf_low"] <= truth) & (truth <= found["conf_high"]))
        band.append(
            ((found["simultaneous_low"] <= truth) & (truth <= found["simultaneous_high"])).all()
        )
        shares = (
            people.loc[people["exit"] <= 6]
            .groupby("jk")["cause"]
            .agg(lambda c: (c == "naik").sum())
        )
        crude.append(np.diff(shares / people.groupby("jk").size())[0])
    assert ((np.mean(inside, axis=0) > 0.91) & (np.mean(inside, axis=0) < 0.985)).all()
    assert 0.91 < np.mean(band) < 0.985
    spread = np.cov(np.array(misses).T)
    np.testing.assert_allclose(spread, np.mean(spreads, axis=0), rtol=0.3)
    # without bias, where men and women of the same strata alone differ by far in the crude
    assert (np.abs(np.mean(misses, axis=0)) < 3.5 * np.sqrt(np.diag(spread) / draws)).all()
    assert np.mean(crude) < -0.15


def test_intervals_hold_in_fine_strata(rng):
    """Two people of each sex in a stratum, 100 strata: 250 registers, one standard error is 1.4 %."""
    n, inside = 400, []
    for _ in range(250):
        people = pd.DataFrame({"jk": rng.choice(["L", "P"], n), "jalur": rng.integers(0, 100, n)})
        months = rng.geometric(0.05, n)
        people = people.assign(
            entry=0, exit=np.minimum(months, 12), cause=np.where(months <= 12, "naik", "")
        )
        found = standardised(people, times=[4, 8]).difference
        inside.append((found["conf_low"] <= 0) & (found["conf_high"] >= 0))
    assert (np.mean(inside, axis=0) > 0.91).all()


# --- where little can be compared
def test_months_after_the_last_comparison_are_left_out():
    people = eight()
    found = standardised(people, times=[1, 3, 4])
    assert found.difference["time"].tolist() == [1, 3]
    none = standardised(people, times=[4, 5])
    assert none.last_month == 3
    assert none.difference.empty
    assert none.table.empty
    assert np.isnan(none.critical_value)
    assert list(none.difference) == list(found.difference)
    assert list(none.table) == list(found.table)


def test_strata_that_never_hold_both_sexes_compare_nothing():
    people = eight().assign(jalur=lambda d: d["jk"])
    found = standardised(people, times=[1])
    assert found.last_month == 0
    assert found.difference.empty


def test_a_cause_that_never_happened_has_no_interval():
    people = eight()
    people["cause"] = pd.Categorical(people["cause"], ["", "naik", "pensiun", "mutasi"])
    found = standardised(people, cause="mutasi", times=[1, 2])
    assert found.difference["estimate"].tolist() == [0, 0]
    assert found.difference["std_error"].tolist() == [0, 0]
    missing = ["conf_low", "conf_high", "simultaneous_low", "simultaneous_high", "p_value"]
    assert found.difference[missing].isna().all(axis=None)
    assert np.isnan(found.critical_value)


def test_a_share_that_is_known_has_no_interval():
    """All have risen by month 5, the last two together: 1 - 1 = 0 without an error, not one of rounding."""
    people = pd.DataFrame(
        {"jk": list("LLLLPPPP"), "exit": [1, 3, 5, 5, 2, 3, 5, 5], "cause": "naik", "entry": 0}
    )
    found = standardised(people, strata=(), times=[2, 5]).difference.set_index("time")
    assert found.loc[5, "estimate"] == pytest.approx(0, abs=1e-12)
    assert found.loc[5, "std_error"] == 0
    assert np.isnan(found.loc[5, "p_value"])
    assert found.loc[2, "p_value"] > 0


def test_a_month_in_which_everybody_leaves_ends_the_curve():
    """Those who enter after it change nothing: nobody of the curve is left to whom it could happen."""
    early = pd.DataFrame({"jk": list("LLPP"), "entry": 0, "exit": [1, 2, 1, 2], "cause": "naik"})
    late = pd.DataFrame(
        {"jk": list("LLPP"), "entry": 3, "exit": [5, 6, 6, 6], "cause": ["naik", "", "", ""]}
    )
    found = standardised(pd.concat([early, late]), strata=(), times=[1, 2, 6]).table
    assert found["estimate"].tolist() == pytest.approx([1 / 2, 1, 1] * 2)
    errors = found["std_error"].to_numpy().reshape(2, 3)
    np.testing.assert_allclose(errors, [[1 / 2, 1 / 2, 1 / 2]] * 2)


def test_months_without_a_comparison_change_nothing():
    """Between months 2 and 4 only men are at risk."""
    people = pd.DataFrame(
        {"jk": list("LLLPPPP"), "entry": [0, 0, 0, 0, 0, 4, 4], "exit": [1, 3, 6, 2, 2, 5, 6],
         "cause": ["naik", "naik", "", "naik", "", "naik", ""]}
    )  # fmt: skip
    found = standardised(people, strata=(), times=[2, 3, 4, 5]).table
    men = found.loc[found["jk"] == "L", "estimate"].tolist()
    assert men == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1 / 3])
    assert found.loc[found["jk"] == "P", "estimate"].tolist() == pytest.approx(
        [1 / 2, 1 / 2, 1 / 2, 3 / 4]
    )


def test_counts_with_weights_leave_no_rounding_behind(spells):
    people = pd.concat([spells(5)] * 300).assign(bobot=0.1)
    tenth, whole = (
        standardised_incidence(
            risk_table(people, by="jk", strata="jalur", weight=weight),
            group="jk",
            times=[2, 5, 8],
            cause="naik",
        )
        for weight in ("bobot", None)
    )
    np.testing.assert_allclose(tenth.table["estimate"], whole.table["estimate"], rtol=1e-9)
    np.testing.assert_allclose(
        tenth.difference["std_error"], whole.difference["std_error"] * sqrt(10), rtol=0.05
    )


# --- refusals
@pytest.mark.parametrize("times", [[], [0], [5, 5], [5, 2], [0.5, 3], [np.nan], [2, np.inf], 5])
def test_bad_months_are_refused(spells, times):
    with pytest.raises(ValueError, match="times must be whole months, rise and be after month 0"):
        standardised(spells(1), times=times)


def test_bad_questions_are_refused(spells):
    people = spells(1)
    with pytest.raises(ValueError, match="cause must be one of"):
        standardised(people, cause="mutasi")
    with pytest.raises(ValueError, match="conf_level must be between 0 and 1"):
        standardised(people, conf_level=95)
    with pytest.raises(ValueError, match=r"group must be the only .by. column"):
        standardised(people, group="jalur")
    with pytest.raises(ValueError, match="'jk' must have two levels, but had 3"):
        standardised(people.assign(jk=np.resize(["L", "P", "X"], len(people))))
    table = risk_table(people, by="jk").since(2)
    assert isinstance(table, RiskTable)
    with pytest.raises(ValueError, match="after month 2"):
        standardised_incidence(table, group="jk", times=[2, 3], cause="naik")
