"""Cox's model on stretches whose covariates change."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from pug_analysis.stats.survival.cox import cox_time_varying
from pug_analysis.stats.survival.hazard_design import NotEstimableError

FEW = settings(max_examples=10, deadline=None)
HEART = {"entry": "start", "exit": "stop", "event": "event"}


def test_two_people_by_hand():
    # at the only event an exposed and an unexposed person are at risk, and again with three: the
    # likelihood is e^b/(1 + e^b) * 1/(1 + e^b), highest at b = 0
    rows = pd.DataFrame(
        {
            "x": [1, 0, 1, 0],
            "s": [1, 1, 2, 2],
            "entry": 0,
            "exit": [3, 5, 5, 4],
            "event": [1, 0, 0, 1],
        }
    )
    found = cox_time_varying(rows, terms="x", strata="s").iloc[0]
    assert found["estimate"] == pytest.approx(0, abs=1e-9)
    # information: two events, each p(1 - p) = 1/4
    assert found["std_error"] == pytest.approx(np.sqrt(2))
    assert found["hazard_ratio_high"] == pytest.approx(np.exp(1.959964 * np.sqrt(2)), rel=1e-6)
    assert found["n_event"] == 2


@pytest.mark.oracle
def test_heart_transplant_over_time(data, oracle):
    expected = oracle("tvc_heart_stanford")["transplant_only"]["efron"]
    found = cox_time_varying(data("heart"), terms="transplant", **HEART).iloc[0]
    assert found["estimate"] == pytest.approx(expected["coef"]["transplant"], abs=1e-8)
    assert found["std_error"] == pytest.approx(expected["se"]["transplant"], abs=1e-8)
    assert found["p_value"] == pytest.approx(expected["p"]["transplant"], abs=1e-8)


@pytest.mark.oracle
def test_heart_transplant_with_covariates(data, oracle):
    expected = oracle("immortal_time_heart")["time_varying_adj"]
    terms = ["transplant", "age", "surgery"]
    found = cox_time_varying(data("heart"), terms=terms, **HEART).set_index("term")
    for name in terms:
        assert found.loc[name, "estimate"] == pytest.approx(expected["coef"][name], abs=1e-8)
        assert found.loc[name, "std_error"] == pytest.approx(expected["se"][name], abs=1e-7)


@FEW
@given(st.integers(0, 10**6))
@example(677136)  # all but one event have one x
@example(221101)  # flat but for rounding, on which the library ends with an error of hundreds
@example(1704)  # nobody is ever at risk beside somebody with another x
def test_second_implementation_of_the_partial_likelihood(spells, seed):
    people = spells(seed).assign(event=lambda d: d["cause"] == "naik")
    people["x"] = np.random.default_rng(seed).integers(0, 2, len(people))
    people.loc[:1, "x"] = [0, 1]

    def minus_log_likelihood(b: float) -> float:
        total = 0.0
        for _, own in people.groupby("jalur"):
            for t in own.loc[own["event"], "exit"].unique():
                risk = own[(own["entry"] < t) & (own["exit"] >= t)]
                tied = risk[(risk["exit"] == t) & risk["event"]]
                everybody, dying = np.exp(b * risk["x"]).sum(), np.exp(b * tied["x"]).sum()
                total += b * tied["x"].sum()
                for k in range(len(tied)):
                    total -= np.log(everybody - k / len(tied) * dying)
        return -total

    best = minimize_scalar(minus_log_likelihood, bounds=(-6, 6), method="bounded",
                           options={"xatol": 1e-9})  # fmt: skip
    if abs(best.x) > 4:  # separation: the likelihood has no maximum
        return
    if minus_log_likelihood(best.x + 1) - best.fun < 1e-6:  # flat: x is the same for all at risk
        with pytest.raises(NotEstimableError, match="no single maximum"):
            cox_time_varying(people, terms="x", strata="jalur")
        return
    found = cox_time_varying(people, terms="x", strata="jalur").iloc[0]
    assert found["estimate"] == pytest.approx(best.x, abs=1e-5)


def test_the_order_of_rows_changes_nothing_at_all(data):
    rows = data("heart")
    first = cox_time_varying(rows, terms="transplant", strata="surgery", **HEART)
    for seed in range(3):
        mixed = rows.sample(frac=1, random_state=seed)
        again = cox_time_varying(mixed, terms="transplant", strata="surgery", **HEART)
        pd.testing.assert_frame_equal(first, again, check_exact=True)


def test_splitting_a_stretch_changes_nothing(data):
    rows = data("heart")
    cut = rows["stop"] > rows["start"] + 1
    middle = (rows["start"] + rows["stop"]) / 2
    halves = pd.concat(
        [
            rows[~cut],
            rows[cut].assign(stop=middle[cut], event=0),
            rows[cut].assign(start=middle[cut]),
        ]
    )
    one, two = (cox_time_varying(r, terms="transplant", **HEART) for r in (rows, halves))
    assert one["estimate"].iloc[0] == pytest.approx(two["estimate"].iloc[0], abs=1e-9)


def test_every_option_changes_something(data):
    base = {"terms": "transplant", **HEART}
    changes = [{}, {"terms": "age"}, {"strata": "surgery"}, {"conf_level": 0.9}]
    found = [cox_time_varying(data("heart"), **(base | change)) for change in changes]
    assert len({row["conf_low"].iloc[0] for row in found}) == len(found)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"event": 0}, "someone must have the event"),
        ({"transplant": 1}, r"terms must vary, but \['transplant'\] did not"),
        ({"stop": 0}, "'start' must be before 'stop'"),
        ({"transplant": np.nan}, r"no missing values, but \['transplant'\] had"),
    ],
)
def test_bad_rows_are_refused(data, change, message):
    with pytest.raises(ValueError, match=message):
        cox_time_varying(data("heart").assign(**change), terms="transplant", **HEART)


def test_missing_columns_are_named(data):
    with pytest.raises(ValueError, match=r"lacked \['dilatih'\]"):
        cox_time_varying(data("heart"), terms="dilatih", **HEART)
