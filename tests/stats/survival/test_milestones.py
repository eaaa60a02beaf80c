"""Shares at several months, compared together."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import cumulative_incidence, milestones, risk_table

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)


# --- by hand
def test_two_shares_without_censoring():
    people = pd.DataFrame(
        {"jk": ["L"] * 4 + ["P"] * 4, "exit": [1, 5, 5, 5, 1, 1, 1, 5], "cause": "naik"}
    )
    found = milestones(risk_table(people, by="jk", entry=None), times=[2], group="jk", cause="naik")
    row = found.difference.iloc[0]
    assert (row["reference"], row["group"]) == ("L", "P")
    assert row["estimate"] == pytest.approx(3 / 4 - 1 / 4)
    assert row["std_error"] == pytest.approx(np.sqrt(2 * (3 / 16) / 4))
    assert found.critical_value == pytest.approx(1.959963984540054)
    assert found.statistic == pytest.approx((row["estimate"] / row["std_error"]) ** 2)


def test_the_ratio_of_two_shares():
    people = pd.DataFrame(
        {
            "jk": ["L"] * 40 + ["P"] * 40,
            "exit": [1] * 10 + [5] * 30 + [1] * 20 + [5] * 20,
            "cause": "naik",
        }
    )
    found = milestones(risk_table(people, by="jk", entry=None), times=[2], group="jk", cause="naik")
    row = found.ratio.iloc[0]
    assert (row["reference"], row["group"], row["estimate"]) == ("L", "P", 2)
    # log-log limits of 1/4 and 1/2, then the distances of their logs, squared and added
    logs = {}
    for share in (0.25, 0.5):
        spread = 1.959963984540054 * np.sqrt(share * (1 - share) / 40) / (share * np.log(share))
        logs[share] = [np.log(share) * np.exp(side * spread) for side in (-1, 1)]
    (men_low, men_high), (women_low, women_high) = logs[0.25], logs[0.5]
    below = np.hypot(np.log(0.5) - women_low, men_high - np.log(0.25))
    above = np.hypot(women_high - np.log(0.5), np.log(0.25) - men_low)
    limits = [2 * np.exp(-below), 2 * np.exp(above)]
    assert row[["conf_low", "conf_high"]].tolist() == pytest.approx(limits)
    assert row[["simultaneous_low", "simultaneous_high"]].tolist() == pytest.approx(
        limits
    )  # one month


def test_a_ratio_with_a_share_of_0_has_an_end_on_one_side_at_most():
    people = pd.DataFrame(
        {"jk": ["L"] * 4 + ["P"] * 4, "exit": [2, 5, 5, 5, 5, 5, 5, 5], "cause": "naik"}
    )
    table = risk_table(people, by="jk", entry=None)
    found = milestones(table, times=[1, 2, 9], group="jk", cause="naik").ratio.set_index("time")
    assert found.loc[1, ["conf_low", "conf_high"]].tolist() == [0, np.inf]
    assert found.loc[2, ["estimate", "conf_low"]].tolist() == [0, 0]
    assert found.loc[9, "conf_low"] < found.loc[9, "estimate"] < found.loc[9, "conf_high"]


@pytest.mark.parametrize("limits", ["wald", "square-and-add"])
def test_months_after_the_last_has_gone_are_known(limits):
    # men: naik, pergi, naik, naik; women: naik, naik, pergi, naik; nobody is left after month 7
    people = pd.DataFrame(
        {
            "jk": list("LLLLPPPP"),
            "exit": [3, 4, 5, 7, 2, 3, 5, 6],
            "cause": ["naik", "pergi", "naik", "naik", "naik", "naik", "pergi", "naik"],
        }
    )
    table = risk_table(people, by="jk", entry=None)
    found = milestones(table, times=[4, 240], group="jk", cause="naik", limits=limits)
    shares = found.table.set_index(["jk", "time"])["estimate"]
    assert shares.loc[:, 240].tolist() == pytest.approx([3 / 4, 3 / 4])
    row = found.difference.set_index("time").loc[240]
    assert row["estimate"] == pytest.approx(0)
    assert row["std_error"] == pytest.approx(np.sqrt(2 * (3 / 16) / 4))
    assert row["conf_low"] < 0 < row["conf_high"]
    # as rmst, one who is still there is followed to the last month and no further
    left = people.assign(cause=people["cause"].where(people["exit"] < 7, ""))
    with pytest.raises(ValueError, match="months in which every group is followed"):
        milestones(risk_table(left, by="jk", entry=None), times=[4, 240], group="jk", cause="naik")


def test_months_in_which_nothing_happened_yet_have_no_interval():
    people = pd.DataFrame(
        {"jk": ["L"] * 4 + ["P"] * 4, "exit": [3, 5, 5, 5, 3, 3, 4, 5], "cause": "naik"}
    )
    found = milestones(risk_table(people, by="jk", entry=None), times=[2, 3], group="jk")
    row = found.difference.iloc[0]
    assert (row["estimate"], row["std_error"]) == (0, 0)
    names = ["conf_low", "conf_high", "simultaneous_low", "simultaneous_high", "p_value"]
    assert row[names].isna().all()
    assert found.df == 1
    nothing = milestones(risk_table(people, by="jk", entry=None), times=[1, 2], group="jk")
    assert nothing.df == 0
    assert np.isnan(nothing.critical_value)


def test_square_and_add_gives_limits_where_nothing_happened_yet():
    people = pd.DataFrame(
        {"jk": ["L"] * 10 + ["P"] * 8, "exit": [2, 2] + [9] * 16, "cause": ["naik"] * 2 + [""] * 16}
    )
    table = risk_table(people, by="jk", entry=None)
    found = milestones(table, times=[1, 4], group="jk", cause="naik", limits="square-and-add")
    shares = found.table.set_index(["jk", "time"])
    # 8 women followed for 4 months, none promoted: (1 - u)^8 = 0.025
    upper = 1 - 0.025 ** (1 / 8)
    assert shares.loc[("P", 4), ["conf_low", "conf_high"]].tolist() == pytest.approx([0, upper])
    # 10 men: 10, 10, 8, 8 at risk; nobody by month 1
    assert shares.loc[("L", 1), "conf_high"] == pytest.approx(1 - 0.025 ** (1 / 10))
    men = shares.loc[("L", 4)]
    assert men["estimate"] == pytest.approx(0.2)
    row = found.difference.set_index("time").loc[4]
    assert row["conf_low"] == pytest.approx(-0.2 - (men["conf_high"] - 0.2))
    assert row["conf_high"] == pytest.approx(-0.2 + np.hypot(upper, 0.2 - men["conf_low"]))


def test_square_and_add_counts_no_more_people_than_are_left_or_were_there_on_average():
    rows = {
        "jk": list("LLLLPPPP"),
        "entry": [0, 0, 4, 4, 0, 0, 0, 0],
        "exit": [9] * 4 + [3] * 3 + [9],
    }
    never = pd.Categorical([""] * 8, categories=["", "naik"])
    table = risk_table(pd.DataFrame(rows).assign(cause=never), by="jk")
    found = milestones(table, times=[8], group="jk", cause="naik", limits="square-and-add")
    high = found.table.set_index("jk")["conf_high"]
    assert high["L"] == pytest.approx(1 - 0.025 ** (1 / 3))  # 2 and then 4: on average 3
    assert high["P"] == pytest.approx(1 - 0.025)  # 1 is left
    row = found.difference.iloc[0]
    assert (row["simultaneous_low"], row["simultaneous_high"]) == (
        row["conf_low"],
        row["conf_high"],
    )


# --- oracle
@pytest.mark.oracle
def test_lung(table_of, oracle):
    expected = oracle("published")["lung_sex"]["milestones"]
    found = milestones(table_of("lung", by="sex"), times=expected["t"], group="sex")
    shares = found.table["estimate"].to_numpy().reshape(2, 3)
    np.testing.assert_allclose(shares, [expected["S_male"], expected["S_female"]], atol=5e-9)
    np.testing.assert_allclose(found.difference["estimate"], expected["diff"], atol=5e-9)
    np.testing.assert_allclose(found.difference["std_error"], expected["se"], atol=5e-9)
    error = found.difference["std_error"].to_numpy()
    correlation = found.covariance / np.outer(error, error)
    np.testing.assert_allclose(correlation, expected["corr"], atol=5e-8)
    assert found.statistic == pytest.approx(expected["wald3"], abs=5e-6)
    # R's qmvnorm searches by chance, to about 2e-4
    assert found.critical_value == pytest.approx(expected["crit_mvn"], abs=2e-4)
    assert found.critical_value < expected["crit_bonf"]


@pytest.mark.oracle
def test_mgus2_errors_of_single_groups(table_of, oracle):
    rows = oracle("cif_mgus2_sex")["survival_survfit"]
    found = milestones(
        table_of("mgus2_cr", by="sex"), times=rows["sex=F"]["time"], group="sex", cause="pcm"
    )
    women, men = (np.array(rows[f"sex={sex}"]["se1_IJ"]) for sex in "FM")
    np.testing.assert_allclose(
        found.difference["std_error"], np.sqrt(women**2 + men**2), rtol=1e-10
    )


# --- second implementation
def shares_of(counts: np.ndarray, months: list[int]) -> np.ndarray:
    """Incidence at months from hazards per month; counts are months x (n, asked, other)."""
    survival, incidence, found = 1.0, 0.0, []
    for t, (n, asked, other) in enumerate(counts, 1):
        if n:
            incidence += survival * asked / n
            survival *= 1 - (asked + other) / n
        if t in months:
            found.append(incidence)
    return np.array(found)


def covariance_by_differences(own: pd.DataFrame, months: list[int]) -> np.ndarray:
    """Delta method with numerical derivatives of the shares by each month's hazards."""
    counts = np.array(
        [
            [
                ((own["entry"] < t) & (own["exit"] >= t)).sum(),
                ((own["exit"] == t) & (own["cause"] == "naik")).sum(),
                ((own["exit"] == t) & (own["cause"] == "pensiun")).sum(),
            ]
            for t in range(1, max(months) + 1)
        ],
        dtype=float,
    )
    total = np.zeros((len(months), len(months)))
    for t, (n, *happened) in enumerate(counts):
        if n == 0:
            continue
        slopes = []
        for k in (1, 2):
            moved = [counts.copy(), counts.copy()]
            moved[0][t, k] -= 1e-5
            moved[1][t, k] += 1e-5
            slopes.append(np.subtract(*(shares_of(m, months) for m in moved[::-1])) / 2e-5 * n)
        h = np.array(happened) / n
        spread = (np.diag(h) - np.outer(h, h)) / n
        total += np.array(slopes).T @ spread @ np.array(slopes)
    return total


@FEW
@given(SEEDS)
def test_covariances_equal_numerical_differentiation(spells, seed):
    people = spells(seed, followed=True)
    months = [2, 4, 7]
    found = milestones(risk_table(people, by="jk"), times=months, group="jk", cause="naik")
    wanted = sum(covariance_by_differences(own, months) for _, own in people.groupby("jk"))
    np.testing.assert_allclose(found.covariance, wanted, atol=1e-7)


@FEW
@given(SEEDS)
def test_square_and_add_equals_newcombe_form_of_the_single_limits(spells, seed):
    people = spells(seed, followed=True)
    found = milestones(
        risk_table(people, by="jk"), times=[3, 6], group="jk", cause="naik", limits="square-and-add"
    )
    men, women = (rows.reset_index() for _, rows in found.table.groupby("jk"))
    wanted = (
        women["estimate"]
        - men["estimate"]
        - np.sqrt(
            (women["estimate"] - women["conf_low"]) ** 2 + (men["conf_high"] - men["estimate"]) ** 2
        )
    )
    np.testing.assert_allclose(found.difference["conf_low"], wanted, atol=1e-12)
    assert found.table[["conf_low", "conf_high"]].notna().all(axis=None)
    assert found.difference[["simultaneous_low", "conf_high"]].notna().all(axis=None)


# --- properties
@FEW
@given(SEEDS, st.sampled_from(["wald", "square-and-add"]))
def test_limits_of_both_kinds_enclose_the_estimate_and_widen_together(spells, seed, limits):
    people = spells(seed, followed=True)
    rows = milestones(
        risk_table(people, by="jk"), times=[2, 4, 6], group="jk", limits=limits
    ).difference.dropna()
    edges = ["simultaneous_low", "conf_low", "estimate", "conf_high", "simultaneous_high"]
    assert (np.diff(rows[edges].to_numpy(), axis=1) >= -1e-12).all()


@FEW
@given(SEEDS)
def test_swapping_the_sexes_flips_the_sign(spells, seed):
    people = spells(seed, followed=True)
    swapped = people.assign(jk=people["jk"].map({"L": "P", "P": "L"}))
    first, second = (
        milestones(risk_table(p, by="jk"), times=[3, 6], group="jk", cause="naik")
        for p in (people, swapped)
    )
    np.testing.assert_allclose(first.difference["estimate"], -second.difference["estimate"])
    np.testing.assert_allclose(
        first.difference["simultaneous_low"], -second.difference["simultaneous_high"]
    )
    assert first.p_value == pytest.approx(second.p_value, nan_ok=True)


@FEW
@given(SEEDS)
def test_simultaneous_intervals_contain_the_pointwise_ones(spells, seed):
    people = spells(seed, followed=True)
    rows = milestones(risk_table(people, by="jk"), times=[2, 4, 6], group="jk").difference.dropna()
    assert (rows["simultaneous_low"] <= rows["conf_low"] + 1e-12).all()
    assert (rows["conf_high"] <= rows["simultaneous_high"] + 1e-12).all()


def test_every_option_changes_something(table_of):
    table = table_of("mgus2_cr", by="sex")
    base = {"times": [60, 120], "group": "sex", "cause": "pcm"}
    changes = [
        {},
        {"limits": "square-and-add"},
        {"times": [60, 180]},
        {"cause": None},
        {"cause": "death"},
        {"conf_level": 0.9},
    ]
    found = [milestones(table, **(base | change)) for change in changes]
    assert len({row.difference["simultaneous_low"].sum() for row in found}) == len(found)
    assert found[0].table["estimate"].tolist() != found[2].table["estimate"].tolist()
    assert len(cumulative_incidence(table, cause="pcm"))


# --- refusals
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"times": [3, 3]}, "times must rise and be after month 0"),
        ({"times": []}, "times must rise"),
        ({"times": [3, 99]}, "times must be months in which every group is followed"),
        ({"times": [3], "limits": "exact"}, "limits must be one of 'wald', 'square-and-add'"),
        ({"times": [3], "cause": "mutasi"}, "cause must be one of"),
        ({"times": [3], "group": "jalur"}, "group must be the only `by` column"),
    ],
)
def test_bad_questions_are_refused(spells, options, message):
    people = spells(1)
    with pytest.raises(ValueError, match=message):
        milestones(risk_table(people, by="jk"), **({"group": "jk"} | options))


def test_three_groups_are_refused(spells):
    table = risk_table(spells(1), by="jalur")
    with pytest.raises(ValueError, match="'jalur' must have two levels, but had 3"):
        milestones(table, times=[3], group="jalur")


def test_a_share_of_nobody_left_is_borne_by_those_to_whom_it_happened():
    """All ten men have gone by month 4, of eight women none: shares of people to whom nothing happened."""
    people = pd.DataFrame(
        {"jk": ["L"] * 10 + ["P"] * 8, "exit": [1, 2, 3] + [4] * 7 + [9] * 8,
         "cause": ["naik"] * 10 + [""] * 8}
    )  # fmt: skip
    table = risk_table(people, by="jk", entry=None)
    found = milestones(table, times=[5], group="jk", limits="square-and-add")
    shares = found.table.set_index("jk")
    assert shares["estimate"].to_dict() == {"L": 0, "P": 1}
    # (1 - u)^10 = 0.025 of the ten who went; l^8 = 0.025 of the eight who stayed
    assert shares.loc["L", "conf_high"] == pytest.approx(1 - 0.025 ** (1 / 10))
    assert shares.loc["P", "conf_low"] == pytest.approx(0.025 ** (1 / 8))
