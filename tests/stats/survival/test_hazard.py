"""Discrete-time hazard models."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import discrete_hazard, risk_table
from pug_analysis.stats.survival.hazard_design import NotEstimableError

SEEDS = st.integers(0, 10**6)


def counts(**changes) -> pd.DataFrame:
    columns = {
        "jk": ["L", "L", "P", "P"],
        "time": [1, 2, 1, 2],
        "n_risk": [40, 30, 50, 30],
        "n_event": [10, 5, 5, 9],
    }
    return pd.DataFrame(columns | changes)


def many_spells(seed: int, n: int = 400) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "jk": rng.choice(["L", "P"], n),
            "nilai": rng.integers(0, 4, n),
            "exit": rng.integers(1, 5, n),
            "cause": rng.choice(["", "naik", "pensiun"], n),
        }
    )


# --- by hand
def test_one_group_gives_the_share_of_each_period():
    rows = pd.DataFrame({"time": [1, 2], "n_risk": [40, 30], "n_event": [10, 5]})
    found = discrete_hazard(rows, terms=())
    share = np.array([10 / 40, 5 / 30])
    assert found.table["term"].tolist() == ["time=1", "time=2"]
    np.testing.assert_allclose(found.table["estimate"], np.log(-np.log(1 - share)), rtol=1e-12)
    likelihood = 10 * np.log(share[0]) + 30 * np.log(1 - share[0])
    likelihood += 5 * np.log(share[1]) + 25 * np.log(1 - share[1])
    assert found.log_likelihood == pytest.approx(likelihood, rel=1e-14)
    assert (found.n_event, found.n_risk) == (15, 70)


def test_a_saturated_logit_gives_the_odds_ratio():
    rows = pd.DataFrame({"jk": ["L", "P"], "n_risk": [40, 50], "n_event": [10, 5]})
    found = discrete_hazard(rows, terms="jk", link="logit", period=None).table.set_index("term")
    assert found.loc["jk=P", "odds_ratio"] == pytest.approx((5 / 45) / (10 / 30), rel=1e-10)
    error = np.sqrt(1 / 5 + 1 / 45 + 1 / 10 + 1 / 30)
    assert found.loc["jk=P", "std_error"] == pytest.approx(error, rel=1e-8)
    ratio = (5 / 45) / (10 / 30)
    ends = (ratio * np.exp(sign * 1.959963984540054 * error) for sign in (-1, 1))
    for column, end in zip(("odds_ratio_low", "odds_ratio_high"), ends, strict=True):
        assert found.loc["jk=P", column] == pytest.approx(end, rel=1e-8)


def test_an_event_free_period_joins_the_one_before():
    rows = counts(n_event=[10, 0, 5, 0])
    found = discrete_hazard(rows, terms="jk", empty_periods="merge").table["term"].tolist()
    assert found == ["time=1", "jk=P"]


# --- oracle
@pytest.mark.oracle
def test_veteran_grouped_by_thirty_days(data, oracle):
    expected = oracle("grouped_ph_equivalence")["cloglog_glm"]
    rows = data("veteran_grouped_personperiod").assign(n_risk=1)
    found = discrete_hazard(rows, terms=["trt", "karno"], period="j", events="y")
    for ours, theirs in (("estimate", "coef"), ("std_error", "se")):
        wanted = np.array(list(expected[theirs].values()))
        # R stops by the deviance, which leaves it 1e-8 from the maximum; ours goes on to it
        np.testing.assert_allclose(found.table[ours], wanted, rtol=1e-8, atol=2e-8)
    np.testing.assert_allclose(found.table["p_value"], list(expected["p"].values()), rtol=1e-6)
    assert found.log_likelihood == pytest.approx(expected["loglik"], abs=1e-10)
    direct = oracle("grouped_ph_equivalence")["direct_grouped_ph"]
    np.testing.assert_allclose(found.table["estimate"], direct["coef"], atol=1e-4)


# --- second implementation
def test_maximum_of_the_likelihood_by_a_general_optimiser():
    from scipy.optimize import minimize

    rows = counts()
    matrix = np.array([[1, 0, 0], [0, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=float)
    d, n = rows["n_event"].to_numpy(), rows["n_risk"].to_numpy()

    def minus_log_likelihood(b):
        cumulative = np.exp(matrix @ b)
        return -(d * np.log(-np.expm1(-cumulative)) - (n - d) * cumulative).sum()

    best = minimize(minus_log_likelihood, [-1.0, -1, 0], method="BFGS", options={"gtol": 1e-9})
    found = discrete_hazard(rows, terms="jk")
    np.testing.assert_allclose(found.table["estimate"], best.x, atol=1e-6)
    assert found.log_likelihood == pytest.approx(-best.fun, abs=1e-10)


@pytest.mark.parametrize("link", ["cloglog", "logit"])
@pytest.mark.parametrize("level", [0.002, 0.05, 0.4, 0.97])
def test_estimates_and_errors_equal_those_of_statsmodels(link, level, rng):
    """Also where events are rare or almost everybody has one, and with numbers far from 0."""
    from statsmodels.genmod.families import Binomial, links
    from statsmodels.genmod.generalized_linear_model import GLM

    rows = pd.DataFrame(
        {"time": np.tile([1, 2, 3], 40), "x": rng.normal(30, 4, 120), "n_risk": 500}
    )
    odds = level / (1 - level) * np.exp(0.1 * (rows["x"] - 30))
    rows["n_event"] = rng.binomial(rows["n_risk"], odds / (1 + odds))
    found = discrete_hazard(rows, terms="x", link=link).table
    matrix = np.column_stack([rows["time"] == t for t in (1, 2, 3)] + [rows["x"]]).astype(float)
    family = Binomial(link={"cloglog": links.CLogLog, "logit": links.Logit}[link]())
    d = rows["n_event"]
    told = GLM(np.column_stack([d, rows["n_risk"] - d]), matrix, family=family).fit(tol=1e-14)
    np.testing.assert_allclose(found["estimate"], told.params, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(found["std_error"], told.bse, rtol=1e-6)


def test_cluster_robust_errors_equal_the_sandwich_written_out(rng):
    people = np.repeat(np.arange(60), 3)
    x = rng.normal(size=180)
    rows = pd.DataFrame(
        {"pegawai": people, "x": x, "n_event": rng.integers(0, 2, 180), "n_risk": 1}
    )
    found = discrete_hazard(rows, terms="x", period=None, clusters="pegawai")
    best = found.table["estimate"].to_numpy()

    def log_likelihood(b, own):
        cumulative = np.exp(b[0] + b[1] * x[own])
        y = rows["n_event"].to_numpy()[own]
        return (y * np.log(-np.expm1(-cumulative)) - (1 - y) * cumulative).sum()

    meat, expected = np.zeros((2, 2)), np.zeros((2, 2))
    for person in range(60):
        steps = np.eye(2) * 1e-5
        own = people == person
        score = [log_likelihood(best + s, own) - log_likelihood(best - s, own) for s in steps]
        score = np.array(score) / 2e-5
        meat += np.outer(score, score)
    for value in x:  # E[score^2] of one row: h'^2 / (h (1 - h))
        cumulative = np.exp(best[0] + best[1] * value)
        hazard = -np.expm1(-cumulative)
        slope = cumulative * np.exp(-cumulative)
        row = np.array([1, value])
        expected += slope**2 / (hazard * (1 - hazard)) * np.outer(row, row)
    bread = np.linalg.inv(expected)
    errors = np.sqrt(np.diag(bread @ meat @ bread) * 60 / 59)
    np.testing.assert_allclose(found.table["std_error"], errors, rtol=1e-7)
    bare = discrete_hazard(rows, terms="x", period=None).table["std_error"]
    np.testing.assert_allclose(bare, np.sqrt(np.diag(bread)), rtol=1e-9)


# --- properties
@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_a_risk_table_and_person_periods_give_the_same(seed):
    people = many_spells(seed)
    periods = people.loc[people.index.repeat(people["exit"])].copy()
    periods["time"] = periods.groupby(level=0).cumcount() + 1
    happened = (periods["time"] == periods["exit"]) & (periods["cause"] == "naik")
    periods = periods.assign(n_risk=1, n_event=happened.astype(int))
    first = discrete_hazard(periods, terms=["jk", "nilai"])
    table = risk_table(people, by=["jk", "nilai"], entry=None)
    second = discrete_hazard(table, terms=["jk", "nilai"], cause="naik")
    values = ["estimate", "std_error", "p_value"]
    np.testing.assert_allclose(first.table[values], second.table[values], rtol=1e-6, atol=1e-9)
    assert first.log_likelihood == pytest.approx(second.log_likelihood, rel=1e-12)
    assert (first.n_event, first.n_risk) == (second.n_event, second.n_risk)


def test_months_without_leavers_are_at_risk_too():
    people = pd.DataFrame({"entry": [0, 2, 0], "exit": [5, 9, 9], "cause": ["naik", "naik", ""]})
    found = discrete_hazard(risk_table(people), terms=(), period=None)
    assert (found.n_event, found.n_risk) == (2, 5 + 7 + 9)


def test_swapping_the_sexes_flips_the_sign():
    swapped = counts(jk=["P", "P", "L", "L"])
    first, second = (discrete_hazard(rows, terms="jk").table for rows in (counts(), swapped))
    assert first["estimate"].iloc[-1] == pytest.approx(-second["estimate"].iloc[-1], rel=1e-9)


def test_every_option_changes_something():
    people = many_spells(1)
    table = risk_table(people, by=["jk", "nilai"], entry=None)
    base = {"terms": ["jk", "nilai"], "cause": "naik"}
    changes = [
        {},
        {"terms": "jk"},
        {"terms": ["jk", "nilai", "jk:nilai"]},
        {"link": "logit"},
        {"cause": None},
        {"breaks": [0, 2, 4]},
        {"period": None},
        {"conf_level": 0.9},
    ]
    found = [discrete_hazard(table, **(base | change)).table for change in changes]
    assert len({round(frame["conf_low"].sum(), 9) for frame in found}) == len(changes)
    assert found[2]["term"].iloc[-1] == "jk=P:nilai"


# --- refusals
@pytest.mark.parametrize(
    ("changes", "options", "message"),
    [
        ({}, {"link": "probit"}, "link must be one of 'cloglog', 'logit'"),
        ({}, {"empty_periods": "fill"}, "empty_periods must be one of"),
        ({}, {"aliased": "keep"}, "aliased must be one of"),
        ({}, {"terms": "umur"}, r"data must have the columns .* lacked \['umur'\]"),
        ({"jk": ["L", None, "P", "P"]}, {}, "columns must have no missing values"),
        ({"n_event": [50, 5, 5, 9]}, {}, "'n_event' must be between 0 and 'n_risk'"),
        ({"n_event": [0, 5, 0, 9]}, {}, "every period must have some events .* 1 of 2 had not"),
        ({"n_event": [0, 0, 0, 0]}, {}, "there must be events and people without one"),
        ({"n_event": [0, 0, 5, 9]}, {}, r"every level must have some events .*jk=L"),
        ({"jk": ["L"] * 4}, {"terms": "time"}, "terms must not depend on one another"),
        ({}, {"cause": "naik"}, "cause must be None with counts"),
        ({}, {"breaks": [2, 1]}, "breaks must be two or more rising months"),
    ],
)
def test_bad_questions_are_refused(changes, options, message):
    with pytest.raises(ValueError, match=message):
        discrete_hazard(counts(**changes), **({"terms": "jk"} | options))


def test_clusters_and_unknown_causes_are_refused_with_a_risk_table():
    table = risk_table(many_spells(1), by="jk", entry=None)
    with pytest.raises(ValueError, match="clusters must be None with a risk table"):
        discrete_hazard(table, terms="jk", clusters="jk")
    with pytest.raises(ValueError, match="cause must be one of"):
        discrete_hazard(table, terms="jk", cause="mutasi")


def test_separation_by_a_number_is_refused():
    rows = pd.DataFrame({"x": [0, 1, 2, 3], "n_risk": 10, "n_event": [0, 0, 10, 10]})
    with pytest.raises(ValueError, match="every coefficient must be finite"):
        discrete_hazard(rows, terms="x", period=None)


def test_dropping_empty_periods_equals_giving_each_its_own_coefficient():
    # a coefficient of -30 is as good as none: hazard 0 in a period without events
    rows = pd.DataFrame(
        {
            "time": [1, 1, 2, 2, 3, 3],
            "jk": [0, 1] * 3,
            "n_event": [0, 0, 5, 3, 4, 6],
            "n_risk": [50, 40, 50, 40, 45, 37],
        }
    )
    dropped = discrete_hazard(rows, terms="jk", empty_periods="drop")
    later = discrete_hazard(rows[rows["time"] > 1], terms="jk")
    assert dropped.log_likelihood == pytest.approx(later.log_likelihood, abs=1e-12)
    merged = discrete_hazard(rows, terms="jk", empty_periods="merge")
    assert dropped.table["estimate"].iloc[-1] != pytest.approx(merged.table["estimate"].iloc[-1])


def test_terms_left_out_change_nothing_for_the_others():
    rng = np.random.default_rng(3)
    rows = pd.DataFrame({"time": np.tile([1, 2], 20), "x": rng.random(40), "n_risk": 30})
    rows["n_event"] = rng.integers(1, 9, 40)
    twice = rows.assign(y=2 * rows["x"] + (rows["time"] == 2))
    with pytest.raises(NotEstimableError, match="must not depend on one another"):
        discrete_hazard(twice, terms=["x", "y"])
    kept = discrete_hazard(twice, terms=["x", "y"], aliased="drop")
    pd.testing.assert_frame_equal(kept.table, discrete_hazard(rows, terms="x").table)


def test_adding_cells_up_changes_nothing():
    rng = np.random.default_rng(4)
    rows = pd.DataFrame({"time": np.tile([1, 2, 3], 60), "x": rng.integers(0, 2, 180)})
    rows = rows.assign(n_risk=1, n_event=rng.integers(0, 2, 180))
    single = discrete_hazard(rows.assign(who=np.arange(180)), terms="x", clusters="who")
    added = discrete_hazard(rows, terms="x")
    np.testing.assert_allclose(single.table["estimate"], added.table["estimate"], rtol=1e-10)
    assert single.log_likelihood == pytest.approx(added.log_likelihood, abs=1e-9)


def test_hazards_of_very_different_size_are_found():
    """Uncut steps lead from one hazard for all to where nothing is known any more: no separation."""
    counts = pd.DataFrame(
        {
            "time": np.repeat(range(5), 2),
            "woman": [0, 1] * 5,
            "n_event": [2, 2, 8, 7, 68, 109, 625, 649, 8, 4],
            "n_risk": [18568, 11140, 12840, 7704, 17918, 10750, 19323, 11593, 9, 5],
        }
    )
    found = discrete_hazard(counts, terms="woman").table["estimate"].to_numpy()
    periods = np.eye(5)[counts["time"]]
    matrix = np.column_stack([periods, counts["woman"]])
    d, n = counts["n_event"].to_numpy(), counts["n_risk"].to_numpy()
    # at the maximum the score of every coefficient is 0: sum of x e^eta (d / h - n), h = 1 - exp(-e^eta)
    rate = np.exp(matrix @ found)
    score = matrix.T @ (rate * (d / -np.expm1(-rate) - n))
    assert np.abs(score).max() < 1e-7
