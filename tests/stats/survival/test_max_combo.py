"""The largest of several weighted log-rank statistics, and its chance."""

from __future__ import annotations

from math import erfc, isnan, pi, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from pug_analysis.stats import logrank, max_combo, risk_table
from pug_analysis.stats.survival.max_combo import WEIGHTS, exceedance

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)
ALL, LATE, EARLY = WEIGHTS


def table_of(people: pd.DataFrame, strata: str = "jalur"):
    return risk_table(people, by="jk", strata=strata)


def combined(people: pd.DataFrame, **options):
    return max_combo(table_of(people), group="jk", **options)


# --- by hand
def six() -> pd.DataFrame:
    """Of three men and three women one man rises in month 1, one woman in month 2, one of each in month 3."""
    return pd.DataFrame(
        {"jk": list("LLLPPP"), "exit": [1, 3, 4, 2, 3, 4], "cause": ["naik", "naik", ""] * 2}
    )


def test_six_people():
    found = max_combo(risk_table(six(), by="jk", entry=None), group="jk", cause="naik")
    # women at risk 3 of 6, 3 of 5, 2 of 4; share still there before 1, 5/6, 2/3
    excess = np.array([-1 / 2, 1 - 3 / 5, 1 - 2 * 2 / 4])
    spread = np.array([1 / 4, 3 / 5 * 2 / 5, 2 * (2 / 3) * 1 / 4])
    before = np.array([1, 5 / 6, 2 / 3])
    weight = np.array([[1, 1, 1], 1 - before, before])
    assert found.score.tolist() == pytest.approx([-1 / 10, 1 / 15, -1 / 6])
    assert found.score.tolist() == pytest.approx((weight @ excess).tolist())
    covariance = (weight * spread) @ weight.T
    assert found.variance.tolist() == pytest.approx(
        [1 / 4 + 6 / 25 + 1 / 3, 6 / 25 / 36 + 1 / 27, 1 / 4 + 6 / 36 + 4 / 27]
    )
    error = np.sqrt(np.diag(covariance))
    assert found.z.tolist() == pytest.approx(
        [-0.1 / error[0], 1 / 15 / error[1], -1 / 6 / error[2]]
    )
    assert found.statistic == pytest.approx(1 / 15 / error[1])
    np.testing.assert_allclose(found.correlation, covariance / np.outer(error, error))


def test_two_statistics_that_know_nothing_of_each_other():
    # both within 2: (1 - 2 P(Z > 2))^2
    one = erfc(2 / sqrt(2))
    assert exceedance(2, np.eye(2)) == pytest.approx(2 * one - one**2, rel=1e-13)


def test_statistics_at_sixty_degrees_to_one_another():
    """Three normals with correlation 1/2, 1/2, -1/2 in a plane: outside of a regular hexagon.

    Its six edges are alike, so that one twelfth of the plane tells all: in direction t of it the edge is
    at 1 / cos t, and is passed with the chance exp(-1 / (2 cos^2 t)).
    """
    from scipy.integrate import quad

    angles = np.radians([0, 60, -60])
    correlation = np.cos(angles[:, None] - angles)
    outside = 6 / pi * quad(lambda t: np.exp(-1 / (2 * np.cos(t) ** 2)), 0, pi / 6)[0]
    assert exceedance(1, correlation) == pytest.approx(outside, rel=1e-12)


# --- oracle
CASES = {
    "veteran_trt": ("veteran", {"by": "trt"}),
    "veteran_trt_by_celltype": ("veteran", {"by": "trt", "strata": "celltype"}),
    "lung_sex": ("lung", {"by": "sex"}),
    "channing_delayed_entry": ("channing", {"by": "gender"}),
}


@pytest.mark.oracle
@pytest.mark.parametrize("case", CASES)
def test_it_is_that_of_r(table_of, oracle, case):
    expected = oracle(f"maxcombo_{case}")
    name, options = CASES[case]
    found = max_combo(table_of(name, **options), group=options["by"])
    assert [list(one) for one in found.z.index] == expected["weights"]
    for part in ("score", "variance", "z", "correlation"):
        np.testing.assert_allclose(getattr(found, part), expected[part], rtol=1e-8, err_msg=part)
    assert found.statistic == pytest.approx(expected["maximum"], rel=1e-8)
    # R integrates by quasi-random draws
    assert found.p_value == pytest.approx(expected["p_value"], abs=1e-5)


# --- the chance
@pytest.mark.parametrize("largest", [0.5, 1, 3, 10, 20, 37])
def test_small_chances_keep_their_digits(largest):
    one = ndtr(-largest)
    assert exceedance(largest, np.eye(2)) == pytest.approx(4 * one - 4 * one**2, rel=1e-11, abs=0)
    # nearly the same twice: between once and twice the chance of one
    near = exceedance(largest, np.array([[1, 1 - 1e-9], [1 - 1e-9, 1]]))
    assert 2 * one < near < 2 * one * 1.01
    four = exceedance(largest, np.eye(4))
    assert 2 * one <= four <= min(8 * one, 1)
    assert four == pytest.approx(1 - (1 - 2 * one) ** 4, abs=1e-6)


def test_beyond_all_numbers_the_chance_is_0():
    assert exceedance(40, np.eye(2)) == 0
    assert exceedance(0, np.eye(2)) == pytest.approx(1)


@pytest.mark.parametrize("largest", [0.3, 2.0, 20.0])
def test_the_same_statistic_twice_is_one(largest):
    single = 2 * ndtr(-largest)
    assert exceedance(largest, np.ones((1, 1))) == single
    for sign in (1, -1):
        same = np.array([[1, sign], [sign, 1]])
        assert exceedance(largest, same) == pytest.approx(single, rel=1e-12, abs=0)
    three = np.array([[1, 1, 0.4], [1, 1, 0.4], [0.4, 0.4, 1]])
    assert exceedance(largest, three) == pytest.approx(
        exceedance(largest, three[1:, 1:]), rel=1e-9, abs=0
    )


@pytest.mark.parametrize("weights", [WEIGHTS, (*WEIGHTS, (1, 1)), (*WEIGHTS, (1, 1), (0.5, 2))])
def test_drawing_the_statistics_gives_the_same_chance(spells, rng, weights):
    """400,000 draws of the normals: the standard error is below 0.0008."""
    found = combined(spells(3), weights=weights)
    values, vectors = np.linalg.eigh(found.correlation)
    root = vectors * np.sqrt(np.maximum(values, 0))
    drawn = rng.standard_normal((400_000, len(weights))) @ root.T
    share = (np.abs(drawn).max(axis=1) >= found.statistic).mean()
    assert found.p_value == pytest.approx(share, abs=0.003)


def test_the_sexes_drawn_again_reach_the_largest_as_often(spells, rng):
    """Who is a woman drawn again 250 times within strata: no normal distribution in it."""
    people = pd.concat([spells(seed, late=False) for seed in range(4)], ignore_index=True)
    found = combined(people)
    drawn = np.array(
        [
            combined(people.assign(jk=people.groupby("jalur")["jk"].transform(rng.permutation))).statistic
            for _ in range(250)
        ]
    )  # fmt: skip
    share = (drawn >= found.statistic).mean()
    assert found.p_value == pytest.approx(share, abs=0.08)
    critical = np.quantile(drawn, 0.95)
    assert 0.02 < exceedance(critical, found.correlation.to_numpy()) < 0.08


# --- properties
@FEW
@given(SEEDS, st.sampled_from([None, "naik"]))
def test_one_weight_is_the_logrank_test(spells, seed, cause):
    people = spells(seed)
    found, test = (
        one(table_of(people), group="jk", cause=cause, **options)
        for one, options in ((max_combo, {"weights": [(0, 0)]}), (logrank, {}))
    )
    if test.df == 0:
        assert isnan(found.statistic)
        assert isnan(found.p_value)
        return
    assert found.statistic**2 == pytest.approx(test.statistic, rel=1e-9, abs=1e-12)
    assert found.p_value == pytest.approx(test.p_value, rel=1e-9)
    women = test.table.set_index("jk").loc["P"]
    assert found.score.iloc[0] == pytest.approx(women["observed"] - women["expected"], abs=1e-10)


@FEW
@given(SEEDS)
def test_every_weight_is_that_of_the_logrank_test(spells, seed):
    table = table_of(spells(seed))
    found = max_combo(table, group="jk", cause="naik")
    for (rho, gamma), z in found.z.items():
        test = logrank(table, group="jk", rho=rho, gamma=gamma, cause="naik")
        assert z**2 == pytest.approx(test.statistic, rel=1e-8, abs=1e-12, nan_ok=True)


@FEW
@given(SEEDS)
def test_exchanging_the_sexes_changes_signs_only(spells, seed):
    people = spells(seed)
    found = combined(people)
    turned = combined(people.assign(jk=people["jk"].map({"L": "P", "P": "L"})))
    np.testing.assert_allclose(found.z, -turned.z, atol=1e-10)
    np.testing.assert_allclose(found.correlation, turned.correlation, atol=1e-10)
    assert found.p_value == pytest.approx(turned.p_value, rel=1e-9, nan_ok=True)


@FEW
@given(SEEDS)
def test_the_chance_lies_between_the_smallest_and_bonferroni(spells, seed):
    found = combined(spells(seed))
    if isnan(found.p_value):
        return
    single = 2 * ndtr(-found.statistic)
    assert single * (1 - 1e-9) <= found.p_value <= min(1, 3 * single) * (1 + 1e-9)
    assert found.p_value == combined(spells(seed)).p_value


def test_the_chance_is_the_same_at_every_call(spells):
    weights = (*WEIGHTS, (1, 1))
    assert (
        combined(spells(3), weights=weights).p_value == combined(spells(3), weights=weights).p_value
    )


@FEW
@given(SEEDS)
def test_several_tables_add_up(spells, seed):
    """Two steps of a career are one table with the step as a further stratum."""
    first, second = spells(seed), spells(seed + 1)
    found = max_combo([table_of(first), table_of(second)], group="jk", cause="naik")
    both = pd.concat([first.assign(langkah=1), second.assign(langkah=2)])
    one = max_combo(
        risk_table(both, by="jk", strata=["langkah", "jalur"]), group="jk", cause="naik"
    )
    np.testing.assert_allclose(found.score, one.score, atol=1e-10)
    np.testing.assert_allclose(found.correlation, one.correlation, atol=1e-10)
    assert found.p_value == pytest.approx(one.p_value, rel=1e-9, nan_ok=True)
    parts = [max_combo(table_of(part), group="jk", cause="naik") for part in (first, second)]
    np.testing.assert_allclose(found.score, parts[0].score + parts[1].score, atol=1e-10)
    np.testing.assert_allclose(found.variance, parts[0].variance + parts[1].variance, atol=1e-10)


@FEW
@given(SEEDS)
def test_the_order_of_people_tables_and_strata_does_not_matter(spells, seed):
    first, second = spells(seed), spells(seed + 1)
    found = max_combo([table_of(first), table_of(second)], group="jk")
    named = {"a": "z", "b": "y", "c": "x"}
    turned = [part[::-1].assign(jalur=part["jalur"].map(named)) for part in (second, first)]
    other = max_combo([table_of(part) for part in turned], group="jk")
    np.testing.assert_allclose(found.z, other.z, atol=1e-10)
    assert found.p_value == pytest.approx(other.p_value, rel=1e-9, nan_ok=True)


def test_tables_and_strata_with_one_group_say_nothing(spells):
    people = spells(3)
    apart = people.assign(jalur=people["jk"])  # never both sexes in one stratum
    alone = people.loc[people["jk"] == "L"].assign(jalur="d")
    found = combined(people)
    for other in (
        max_combo([table_of(people), table_of(apart)], group="jk"),
        combined(pd.concat([people, alone])),
    ):
        np.testing.assert_allclose(other.z, found.z, rtol=1e-12)
        assert other.p_value == pytest.approx(found.p_value, rel=1e-12)


def test_a_table_in_which_only_men_rise_counts_against_women():
    """One man of four people rises in month 1: half a promotion of women is missing, variance 1/4."""
    more = pd.DataFrame({"jk": list("LLPP"), "exit": [1, 2, 2, 2], "cause": ["naik", "", "", ""]})
    tables = [risk_table(people, by="jk", entry=None) for people in (six(), more)]
    alone, both = (max_combo(one, group="jk", cause="naik") for one in (tables[:1], tables))
    np.testing.assert_allclose(both.score - alone.score, [-1 / 2, 0, -1 / 2])
    np.testing.assert_allclose(both.variance - alone.variance, [1 / 4, 0, 1 / 4])


def test_it_finds_what_one_test_misses(rng):
    """Women rise half as often, but only from month 60 on."""
    n = 1500
    people = pd.DataFrame({"jk": np.resize(["L", "P"], n), "entry": 0})
    early, late = rng.geometric(1 / 80, n), rng.geometric(np.where(people["jk"] == "P", 1, 2) / 160)
    months = np.where(early <= 60, early, 60 + late)
    people = people.assign(
        exit=np.minimum(months, 240), cause=np.where(months <= 240, "naik", ""), jalur="a"
    )
    found = combined(people)
    assert np.abs(found.z).idxmax() == LATE
    assert found.p_value < logrank(table_of(people), group="jk").p_value
    assert found.p_value < 1e-6


# --- where little can be compared
def test_where_nothing_can_be_compared():
    people = six().assign(jalur=list("aaabbb"))
    found = max_combo(risk_table(people, by="jk", strata="jalur", entry=None), group="jk")
    assert isnan(found.statistic)
    assert isnan(found.p_value)
    assert found.z.isna().all()
    assert found.score.tolist() == [0, 0, 0]
    known = six().assign(cause=pd.Categorical(six()["cause"], ["", "naik", "pensiun"]))
    never = max_combo(risk_table(known, by="jk", entry=None), group="jk", cause="pensiun")
    assert isnan(never.p_value)


def test_a_weight_that_leaves_nothing_takes_no_part():
    """Everything happens in month 1, so that nothing is late."""
    people = pd.DataFrame(
        {"jk": list("LLLPPP"), "exit": [1, 2, 2, 1, 1, 2], "cause": ["naik", "", ""] * 2}
    )
    table = risk_table(
        people.assign(cause=["naik", "", "", "naik", "naik", ""]), by="jk", entry=None
    )
    found = max_combo(table, group="jk", cause="naik")
    assert isnan(found.z[LATE])
    assert found.z[ALL] == found.z[EARLY]
    assert found.p_value == pytest.approx(2 * ndtr(-found.statistic))


def test_rare_events_keep_their_late_weight():
    """One in 10,000 has gone when the second rises: the late weight is 1e-8, its z that of any weight."""
    n = 10_000
    people = pd.DataFrame({"jk": np.resize(["L", "P"], n), "exit": 5, "cause": ""})
    people.loc[[0, 1], ["exit", "cause"]] = [[1, "naik"], [2, "naik"]]
    found = max_combo(risk_table(people, by="jk", entry=None), group="jk", weights=[(0, 0), (0, 2)])
    assert found.z[(0, 2)] == pytest.approx(sqrt(4999 / 5000))


def test_counts_with_weights_leave_no_rounding_behind():
    """A tenth of everybody: when all have gone, 0 are still there, and no root is drawn of a little less.

    The last two come after that; what they do has no early weight.
    """
    first = pd.DataFrame({"jk": list("LPLPLP"), "entry": 0, "exit": [1, 2, 2, 1, 3, 3]})
    last = pd.DataFrame({"jk": list("LP"), "entry": 4, "exit": [5, 6]})
    people = pd.concat([first] * 3 + [last]).assign(bobot=0.1, cause="naik")
    tenth, whole = (
        max_combo(
            risk_table(people, by="jk", weight=weight), group="jk", weights=[(0.5, 0), (0, 0.5)]
        )
        for weight in ("bobot", None)
    )
    np.testing.assert_allclose(tenth.score, whole.score / 10, atol=1e-9)


# --- refusals
def test_bad_questions_are_refused(spells):
    people = spells(1)
    table = table_of(people)
    for empty in ({"tables": []}, {"tables": table, "weights": []}):
        with pytest.raises(ValueError, match="max_combo needs a table and a weight"):
            max_combo(**empty, group="jk")
    with pytest.raises(ValueError, match="rho and gamma must be 0 or more"):
        combined(people, weights=[(0, 0), (0, -1)])
    with pytest.raises(ValueError, match="cause must be one of"):
        combined(people, cause="mutasi")
    with pytest.raises(ValueError, match=r"group must be the only .by. column"):
        max_combo(table, group="jalur")
    with pytest.raises(ValueError, match="'jk' must have two levels, but had 3"):
        combined(people.assign(jk=np.resize(["L", "P", "X"], len(people))))
    with pytest.raises(ValueError, match="'jk' must have the same levels in all tables"):
        max_combo(
            [table, table_of(people.assign(jk=people["jk"].map({"L": "P", "P": "W"})))], group="jk"
        )
