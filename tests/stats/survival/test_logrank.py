"""Log-rank tests: weighted, stratified, with delayed entry, of k groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import logrank, risk_table
from pug_analysis.stats.survival.logrank import quadratic_test, stratum_score, weights_at
from pug_analysis.stats.survival.risk_sets import AlignedRiskSets

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)


def agrees(found, expected: dict) -> None:
    assert found.statistic == pytest.approx(expected["chisq"], rel=1e-10)
    assert found.p_value == pytest.approx(expected["p"], rel=1e-8)
    if "obs" in expected:
        assert found.table["n"].tolist() == expected["n"]
        assert found.df == expected["df"]
        np.testing.assert_allclose(found.table["observed"], expected["obs"], rtol=1e-10)
        np.testing.assert_allclose(found.table["expected"], expected["exp"], rtol=1e-10)
        np.testing.assert_allclose(found.covariance, expected["var"], rtol=1e-9)


# --- by hand
def test_four_people():
    people = pd.DataFrame({"jk": list("LLPP"), "exit": [1, 2, 3, 4], "cause": "naik"})
    found = logrank(risk_table(people, by="jk", entry=None), group="jk")
    # expected of L: 2/4 + 1/3 ; variance: 1/4 + 2/9
    assert found.table["expected"].tolist() == pytest.approx([5 / 6, 19 / 6])
    assert found.statistic == pytest.approx((2 - 5 / 6) ** 2 / (1 / 4 + 2 / 9))


def test_strata_with_one_group_say_nothing():
    people = pd.DataFrame(
        {"jk": list("LLPPLL"), "s": list("aaaabb"), "exit": [1, 2, 3, 4, 1, 2], "cause": "naik"}
    )
    both = logrank(risk_table(people, by="jk", strata="s", entry=None), group="jk")
    one = logrank(risk_table(people[:4], by="jk", entry=None), group="jk")
    assert both.statistic == pytest.approx(one.statistic, abs=1e-13)
    assert both.table["observed"].tolist() == [4, 2]


def test_nothing_to_compare_gives_no_statistic():
    people = pd.DataFrame({"jk": list("LP"), "s": list("ab"), "exit": [1, 2], "cause": "naik"})
    found = logrank(risk_table(people, by="jk", strata="s", entry=None), group="jk")
    assert found.df == 0
    assert np.isnan([found.statistic, found.p_value]).all()
    censored = risk_table(people.assign(cause=""), by="jk", entry=None)
    assert logrank(censored, group="jk").df == 0


def test_a_group_that_is_never_at_risk_with_others_takes_no_degree_of_freedom():
    people = pd.DataFrame(
        {
            "g": list("aabbc"),
            "entry": [0, 0, 0, 0, 9],
            "exit": [1, 3, 2, 4, 12],
            "cause": ["naik"] * 4 + [""],
        }
    )
    assert logrank(risk_table(people, by="g"), group="g").df == 1
    # a and b, c and d meet only in their own strata: two comparisons, four groups
    pairs = people[:4].assign(s="x")
    pairs = pd.concat([pairs, pairs.assign(s="y", g=pairs["g"].map({"a": "c", "b": "d"}))])
    assert logrank(risk_table(pairs, by="g", strata="s"), group="g").df == 2


# --- oracle
@pytest.mark.oracle
def test_freireich(freireich, oracle):
    expected = oracle("published")["freireich_6mp"]
    table = risk_table(freireich, by="arm", entry=None)
    found = logrank(table, group="arm")
    assert found.statistic == pytest.approx(expected["logrank_chisq"], abs=1e-8)
    np.testing.assert_allclose(found.table["expected"], expected["expected"], atol=1e-8)
    peto = logrank(table, group="arm", rho=1).statistic
    assert peto == pytest.approx(expected["peto_FH10_chisq"], abs=1e-8)
    late = logrank(table, group="arm", gamma=1).statistic
    assert late == pytest.approx(expected["fh01"], abs=1e-8)


@pytest.mark.oracle
def test_lung_with_every_weight_and_strata(table_of, data, oracle):
    expected = oracle("published")["lung_sex"]
    table = table_of("lung", by="sex")
    for rho, gamma, name in ((0, 0, "logrank"), (1, 0, "fh10"), (0, 1, "fh01"), (1, 1, "fh11")):
        found = logrank(table, group="sex", rho=rho, gamma=gamma).statistic
        assert found == pytest.approx(expected[name], abs=1e-8)
    people = data("lung").dropna(subset=["ph.ecog"])
    people = people.assign(
        cause=people["status"].map({1: "", 2: "death"}), ecog=people["ph.ecog"].astype(int)
    )
    strata = risk_table(people, by="sex", strata="ecog", entry=None, exit="time")
    found = logrank(strata, group="sex").statistic
    assert found == pytest.approx(expected["strat_ph_ecog"], abs=1e-8)


@pytest.mark.oracle
def test_veteran_k_samples_and_strata(table_of, oracle):
    expected = oracle("logrank_veteran_ksample")
    table = table_of("veteran", by="celltype")
    agrees(logrank(table, group="celltype"), expected["celltype"])
    agrees(logrank(table, group="celltype", rho=1), expected["celltype_rho1"])
    agrees(logrank(table_of("veteran", by="trt"), group="trt"), expected["trt"])
    strata = table_of("veteran", by="trt", strata="celltype")
    agrees(logrank(strata, group="trt"), expected["trt_strat_celltype"])


@pytest.mark.oracle
def test_veteran_pairs(table_of, data, oracle):
    expected = oracle("logrank_veteran_ksample")["pairwise_celltype"]
    for pair, chisq, p in zip(expected["pair"], expected["chisq"], expected["p"], strict=True):
        rows = data("veteran")["celltype"].isin(pair.split(" vs "))
        found = logrank(table_of("veteran", rows, by="celltype"), group="celltype")
        agrees(found, {"chisq": chisq, "p": p})


@pytest.mark.oracle
def test_mgus2(table_of, oracle):
    expected = oracle("logrank_mgus2_death_sex")
    table = table_of("mgus2", by="sex")
    agrees(logrank(table, group="sex"), expected["logrank"])
    agrees(logrank(table, group="sex", rho=1), expected["peto_rho1"])


@pytest.mark.oracle
def test_channing_with_delayed_entry(table_of, oracle):
    expected = oracle("logrank_left_truncated_via_cox_score")["channing_logrank"]
    found = logrank(table_of("channing", by="gender"), group="gender")
    agrees(found, expected)
    women = found.table.set_index("gender").loc[2]
    assert women["observed"] == expected["observed_group"]
    assert women["expected"] == pytest.approx(expected["expected_group"], rel=1e-12)
    assert found.covariance.loc[2, 2] == pytest.approx(expected["var"], rel=1e-12)


@pytest.mark.oracle
def test_heart_transplant_landmarks(data, oracle):
    people = data("heart_one_row")
    for case in oracle("immortal_time_heart")["landmark"]:
        month = case["landmark"]
        later = people[people["futime"] > month]
        later = later.assign(
            trained=(later["tx_time"] <= month).map({True: "yes", False: "no"}),
            exit=later["futime"] - month,
            cause=later["fustat"].map({0: "", 1: "death"}),
        )
        assert (later["trained"] == "yes").sum() == case["n_tx"]
        table = risk_table(later, by="trained", entry=None)
        agrees(logrank(table, group="trained"), case["logrank"])


# --- second implementation
def logrank_by_loop(people: pd.DataFrame, rho: float, gamma: float) -> float:
    """Two groups, strata one after the other, everything counted anew in every month."""
    score = variance = 0.0
    for _, own in people.groupby("jalur"):
        survival = 1.0
        for t in sorted(own.loc[own["cause"] != "", "exit"].unique()):
            at_risk = own[(own["entry"] < t) & (own["exit"] >= t)]
            n, n1 = len(at_risk), (at_risk["jk"] == "P").sum()
            event = (at_risk["exit"] == t) & (at_risk["cause"] != "")
            d, d1 = event.sum(), (event & (at_risk["jk"] == "P")).sum()
            w = survival**rho * (1 - survival) ** gamma
            score += w * (d1 - d * n1 / n)
            if n > 1:
                variance += w**2 * d * (n1 / n) * (1 - n1 / n) * (n - d) / (n - 1)
            survival *= 1 - d / n
    return score**2 / variance if variance > 0 else np.nan


@FEW
@given(SEEDS, st.sampled_from([(0, 0), (1, 0), (0, 1), (0.5, 2)]))
def test_statistics_equal_a_literal_loop(spells, seed, weights):
    people = spells(seed)
    table = risk_table(people, by="jk", strata="jalur")
    found = logrank(table, group="jk", rho=weights[0], gamma=weights[1]).statistic
    assert found == pytest.approx(logrank_by_loop(people, *weights), rel=1e-9, nan_ok=True)


# what a newer pandas finds outdated in lifelines' own lines
@pytest.mark.filterwarnings("ignore::DeprecationWarning:lifelines")
@FEW
@given(SEEDS)
def test_statistics_equal_those_of_lifelines(spells, seed):
    from lifelines.statistics import multivariate_logrank_test

    people = spells(seed, late=False)
    happened = people["cause"] != ""
    theirs = multivariate_logrank_test(people["exit"], people["jalur"], happened)
    ours = logrank(risk_table(people, by="jalur"), group="jalur")
    if ours.df == people["jalur"].nunique() - 1:
        assert ours.statistic == pytest.approx(theirs.test_statistic, rel=1e-8)


# --- properties
@FEW
@given(SEEDS)
def test_swapping_the_sexes_swaps_the_rows(spells, seed):
    people = spells(seed)
    swapped = people.assign(jk=people["jk"].map({"L": "P", "P": "L"}))
    first, second = (logrank(risk_table(p, by="jk"), group="jk") for p in (people, swapped))
    np.testing.assert_allclose(
        first.table[["observed", "expected"]], second.table[["observed", "expected"]][::-1]
    )
    assert first.statistic == pytest.approx(second.statistic, rel=1e-9, nan_ok=True)


@FEW
@given(SEEDS)
def test_one_stratum_equals_none(spells, seed):
    people = spells(seed).assign(satu="x")
    none = logrank(risk_table(people, by="jk"), group="jk")
    one = logrank(risk_table(people, by="jk", strata="satu"), group="jk")
    assert one.statistic == pytest.approx(none.statistic, rel=1e-12, nan_ok=True)


@FEW
@given(SEEDS)
def test_observed_and_expected_add_to_the_same(spells, seed):
    table = risk_table(spells(seed), by="jk", strata="jalur")
    found = logrank(table, group="jk", rho=1).table
    assert found["observed"].sum() == pytest.approx(found["expected"].sum(), abs=1e-10)


def test_every_option_changes_something(table_of, data):
    table = table_of("mgus2_cr", by="sex")
    options = [{}, {"rho": 1}, {"gamma": 1}, {"cause": "pcm"}, {"cause": "death"}]
    found = [logrank(table, group="sex", **option).statistic for option in options]
    assert len({round(statistic, 6) for statistic in found}) == len(found)


def test_quadratic_test_of_a_singular_covariance():
    # twice the same statistic: one degree of freedom
    statistic, df, _ = quadratic_test(np.array([3.0, 3.0]), np.full((2, 2), 9.0))
    assert (statistic, df) == (pytest.approx(1), 1)


# --- month by month
def months(n_risk, n_event) -> AlignedRiskSets:
    n_risk, n_event = np.array(n_risk), np.array(n_event)
    return AlignedRiskSets(np.arange(1, len(n_risk) + 1), n_risk, n_event, 0 * n_event)


def test_weights_of_four_months():
    """Of 4 one goes, of 3 two, of 2 both: 1, 3/4, 1/4 and then nobody is still there."""
    sets = months([[2, 2], [2, 1], [1, 1], [1, 1]], [[1, 0], [1, 1], [1, 1], [1, 0]])
    before = np.array([1, 3 / 4, 1 / 4, 0])
    for rho, gamma in ((0, 0), (1, 0), (0, 1), (2, 0.5)):
        found = weights_at(sets, rho=rho, gamma=gamma)
        np.testing.assert_allclose(found, before**rho * (1 - before) ** gamma, atol=1e-15)


def test_score_of_each_month():
    # 1 of 2 + 3 goes, a man; 2 of 3 + 1 go, one of each; one alone; all of 2 + 2
    sets = months([[2, 3], [3, 1], [0, 1], [2, 2]], [[1, 0], [1, 1], [0, 1], [2, 2]])
    excess, variance = stratum_score(sets)
    np.testing.assert_allclose(excess, [-3 / 5, 1 - 2 / 4, 0, 0])
    np.testing.assert_allclose(variance, [6 / 25, 2 * (2 / 3) * 3 / 16, 0, 0])


@FEW
@given(SEEDS)
def test_the_months_add_up_to_the_test(spells, seed):
    from pug_analysis.stats.survival.risk_sets import aligned_risk_sets

    table = risk_table(spells(seed), by="jk", strata="jalur")
    parts = [stratum_score(one) for one in aligned_risk_sets(table, group="jk", cause="naik")]
    found = logrank(table, group="jk", cause="naik")
    women = found.table.set_index("jk").loc["P"]
    assert sum(excess.sum() for excess, _ in parts) == pytest.approx(
        women["observed"] - women["expected"], abs=1e-10
    )
    assert sum(spread.sum() for _, spread in parts) == pytest.approx(found.covariance.loc["P", "P"])


# --- refusals
def test_bad_questions_are_refused(spells):
    people = spells(1)
    with pytest.raises(ValueError, match=r"group must be the only .by. column .*RiskTable\.pool"):
        logrank(risk_table(people, by=["jk", "jalur"]), group="jk")
    with pytest.raises(ValueError, match="rho and gamma must be 0 or more"):
        logrank(risk_table(people, by="jk"), group="jk", rho=-1)
    with pytest.raises(ValueError, match="cause must be one of"):
        logrank(risk_table(people, by="jk"), group="jk", cause="mutasi")
    with pytest.raises(ValueError, match="'jk' must have at least two groups"):
        logrank(risk_table(people.query("jk == 'P'"), by="jk"), group="jk")
