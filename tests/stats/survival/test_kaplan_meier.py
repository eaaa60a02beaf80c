"""Kaplan-Meier and Nelson-Aalen."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from pug_analysis.stats import at_times, kaplan_meier, nelson_aalen, risk_table

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)
TYPES = ("plain", "log", "log-log")
VALUES = {
    "surv": "estimate",
    "se_greenwood": "std_error",
    "lower": "conf_low",
    "upper": "conf_high",
}


def table(exits, causes, **options):
    return risk_table(pd.DataFrame({"exit": exits, "cause": causes}), entry=None, **options)


def agrees(rows: pd.DataFrame, expected: dict, tolerance: float = 1e-10) -> None:
    assert rows["time"].tolist() == expected["time"]
    assert rows["n_risk"].tolist() == expected["n_risk"]
    for theirs, ours in VALUES.items():
        np.testing.assert_allclose(
            rows[ours], np.array(expected[theirs], dtype=float), atol=tolerance, rtol=tolerance
        )


# --- by hand
def test_four_people():
    # 4 at risk: 1 of 4 leaves with the event, one is censored in the same month, after it
    curve = kaplan_meier(table([1, 1, 2, 3], ["naik", "", "naik", ""]), conf_type="plain")
    assert curve["n_risk"].tolist() == [4, 2, 1]
    assert curve["estimate"].tolist() == [3 / 4, 3 / 8, 3 / 8]
    # Greenwood: (3/8)^2 (1/(4 3) + 1/(2 1))
    assert curve["std_error"].iloc[1] == pytest.approx(3 / 8 * np.sqrt(1 / 12 + 1 / 2), abs=1e-15)


def test_intervals_are_missing_where_r_has_none():
    exits, causes = [1, 2, 3, 3], ["", "naik", "naik", "naik"]
    for conf_type in TYPES:
        curve = kaplan_meier(table(exits, causes), conf_type=conf_type)
        at_one = curve.loc[0, ["conf_low", "conf_high"]]
        assert at_one.isna().all() if conf_type == "log-log" else at_one.tolist() == [1, 1]
        assert curve.loc[2, ["std_error", "conf_low", "conf_high"]].isna().all()
        assert curve.loc[2, "estimate"] == 0


def test_columns_are_those_of_every_estimate(spells):
    curve = kaplan_meier(risk_table(spells(1), by="jk"))
    assert list(curve.columns) == [
        "jk", "time", "n_risk", "n_event", "n_censor", "estimate", "std_error", "conf_low",
        "conf_high", "conf_level", "method", "unit", "start",
    ]  # fmt: skip


def test_a_curve_may_begin_where_enough_are_at_risk(spells):
    late = pd.DataFrame({"entry": [0, 3, 3, 3], "exit": [2, 6, 7, 8], "cause": "naik"})
    plain = kaplan_meier(risk_table(late))
    assert plain["estimate"].eq(0).all()  # one person, alone at risk, was promoted
    ready = kaplan_meier(risk_table(late), min_at_risk=3)
    assert ready["start"].eq(3).all()
    assert ready["estimate"].tolist() == pytest.approx([2 / 3, 1 / 3, 0])


def test_nelson_aalen_of_three_people():
    curve = nelson_aalen(table([1, 2, 3], ["naik", "", "naik"]))
    assert curve["estimate"].tolist() == pytest.approx([1 / 3, 1 / 3, 4 / 3])
    assert curve["std_error"].iloc[2] == pytest.approx(np.sqrt(1 / 9 + 1))


# --- oracle
@pytest.mark.oracle
def test_freireich_6mp(freireich, oracle):
    expected = oracle("published")["freireich_6mp"]["km_6mp"]
    curve = kaplan_meier(risk_table(freireich, by="arm", entry=None))
    rows = curve[(curve["arm"] == "6-MP") & (curve["n_event"] > 0)]
    assert rows["time"].tolist() == expected["time"]
    np.testing.assert_allclose(rows["estimate"], expected["surv"], atol=1e-10)
    np.testing.assert_allclose(rows["std_error"], expected["se"], atol=1e-10)


@pytest.mark.oracle
@pytest.mark.parametrize("conf_type", TYPES)
@pytest.mark.parametrize(
    ("case", "name", "by"),
    [
        ("km_veteran_celltype", "veteran", "celltype"),
        ("km_channing_left_truncated", "channing", "gender"),
    ],
)
def test_curves_at_times(table_of, oracle, case, name, by, conf_type):
    curve = kaplan_meier(table_of(name, by=by), conf_type=conf_type)
    for label, expected in oracle(case)["at"][conf_type].items():
        rows = curve[curve[by].astype(str) == label.split("=")[1]]
        agrees(at_times(rows, expected["time"], extend=True), expected)


@pytest.mark.oracle
def test_every_row_of_the_channing_curves(table_of, oracle):
    curve = kaplan_meier(table_of("channing", by="gender"), conf_type="log")
    for label, expected in oracle("km_channing_left_truncated")["curve_log"].items():
        rows = curve[curve["gender"] == int(label.split("=")[1])]
        agrees(rows, expected)
        assert rows["n_event"].tolist() == expected["n_event"]
        assert rows["n_censor"].tolist() == expected["n_censor"]


@pytest.mark.oracle
def test_channing_conditional_on_68_years(table_of, oracle):
    expected = oracle("km_channing_left_truncated_from_68y")["at"]
    curve = kaplan_meier(table_of("channing", by="gender").since(816))
    for label, rows in expected.items():
        own = curve[curve["gender"] == int(label.split("=")[1])]
        agrees(at_times(own, rows["time"]), rows)


@pytest.mark.oracle
def test_channing_ignoring_entry(data, oracle):
    people = data("channing").assign(cause=lambda d: d["death"].map({0: "", 1: "death"}))
    curve = kaplan_meier(risk_table(people, by="gender", entry=None, exit="age"), conf_type="log")
    expected = oracle("km_channing_left_truncated")["naive_ignoring_entry"]["at"]
    for label, rows in expected.items():
        own = curve[curve["gender"] == int(label.split("=")[1])]
        agrees(at_times(own, rows["time"]), rows)


@pytest.mark.oracle
def test_channing_women_as_published(table_of, oracle):
    expected = oracle("published")["channing_left_trunc"]["female_S_75_80_85_90_95y"]
    curve = kaplan_meier(table_of("channing", by="gender"))
    found = at_times(curve, [900, 960, 1020, 1080, 1140]).query("gender == 2")["estimate"]
    np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.oracle
def test_naive_heart_transplant_curve(table_of, oracle):
    curve = kaplan_meier(table_of("heart_one_row", by="tx"))
    for label, expected in oracle("immortal_time_heart")["naive_km_at_365"].items():
        own = curve[curve["tx"] == int(label[3:])]
        row = at_times(own, 365)
        agrees(row, {k: [v] for k, v in expected.items()})


@pytest.mark.oracle
def test_teachers_of_singer_and_willett(oracle):
    # Singer and Willett (2003), table 10.1: median by linear interpolation, their rule
    expected = oracle("published")["alda_teachers"]
    risk, event = np.array(expected["risk"]), np.array(expected["event"])
    censored = risk - event - np.append(risk[1:], 0)
    rows = [("leaves", event), ("", censored)]
    people = pd.concat(
        pd.DataFrame({"exit": np.arange(1, 13), "cause": cause, "n": n}) for cause, n in rows
    )
    curve = kaplan_meier(risk_table(people, entry=None, weight="n"))
    assert curve["n_risk"].tolist() == risk.tolist()
    survival = curve["estimate"].to_numpy()
    assert round(survival[-1], 4) == expected["S12"]
    last = np.flatnonzero(survival > 0.5)[-1]
    median = last + 1 + (survival[last] - 0.5) / (survival[last] - survival[last + 1])
    assert round(median, 4) == expected["median"]


# --- second implementation
@FEW
@given(SEEDS)
def test_curves_equal_those_of_statsmodels(spells, seed):
    from statsmodels.duration.survfunc import SurvfuncRight

    people = spells(seed)
    happened = (people["cause"] != "").to_numpy()
    theirs = SurvfuncRight(people["exit"], happened, entry=people["entry"])
    ours = kaplan_meier(risk_table(people)).set_index("time")
    alive = np.isfinite(theirs.surv_prob_se) & (theirs.surv_prob > 0)
    found = ours.loc[theirs.surv_times[alive]]
    np.testing.assert_allclose(found["estimate"], theirs.surv_prob[alive], atol=1e-12)
    np.testing.assert_allclose(found["std_error"], theirs.surv_prob_se[alive], atol=1e-12)


@FEW
@given(SEEDS)
def test_curves_equal_those_of_lifelines(spells, seed):
    from lifelines import KaplanMeierFitter, NelsonAalenFitter

    people = spells(seed, late=False)
    happened = people["cause"] != ""
    fit = KaplanMeierFitter().fit(people["exit"], happened)
    curve = kaplan_meier(risk_table(people))
    inside = curve[curve["estimate"].between(1e-9, 1 - 1e-9)]
    theirs = fit.confidence_interval_.loc[inside["time"]].to_numpy()
    np.testing.assert_allclose(inside[["conf_low", "conf_high"]], theirs, atol=1e-10)
    hazard = NelsonAalenFitter(nelson_aalen_smoothing=False).fit(people["exit"], happened)
    ours = nelson_aalen(risk_table(people))
    theirs = hazard.cumulative_hazard_.loc[ours["time"]].to_numpy()[:, 0]
    np.testing.assert_allclose(ours["estimate"], theirs, atol=1e-10)


# --- properties
@FEW
@given(SEEDS)
def test_without_censoring_it_is_the_ecdf(spells, seed):
    people = spells(seed, late=False, causes=("naik",))
    curve = kaplan_meier(risk_table(people))
    ecdf = [(people["exit"] > t).mean() for t in curve["time"]]
    np.testing.assert_allclose(curve["estimate"], ecdf, atol=1e-12)


@FEW
@given(SEEDS, st.sampled_from(TYPES), st.sampled_from([0.5, 0.9, 0.99]))
def test_curves_fall_and_limits_are_in_order(spells, seed, conf_type, level):
    curve = kaplan_meier(risk_table(spells(seed), by="jk"), conf_type=conf_type, conf_level=level)
    known = curve.dropna()
    assert (known["conf_low"] <= known["estimate"] + 1e-12).all()
    assert (known["estimate"] <= known["conf_high"] + 1e-12).all()
    assert ((known[["conf_low", "conf_high"]] >= 0) & (known[["conf_low", "conf_high"]] <= 1)).all(
        axis=None
    )
    assert (curve.groupby("jk")["estimate"].diff().dropna() <= 0).all()
    wider = kaplan_meier(risk_table(spells(seed), by="jk"), conf_type=conf_type, conf_level=0.995)
    assert (wider.dropna()["conf_low"] <= known["conf_low"] + 1e-12).all()


@FEW
@given(SEEDS, st.integers(1, 8))
def test_splitting_person_time_changes_nothing(spells, seed, month):
    people = spells(seed)
    longer = (people["entry"] < month) & (people["exit"] > month)
    parts = pd.concat(
        [
            people[~longer],
            people[longer].assign(exit=month, cause=""),
            people[longer].assign(entry=month),
        ]
    )
    times = range(1, 14)
    columns = ["estimate", "std_error", "conf_low"]
    whole, split = (
        at_times(kaplan_meier(risk_table(p), conf_type="log"), times, extend=True)[columns]
        for p in (people, parts)
    )
    assert_frame_equal(split, whole)


@FEW
@given(SEEDS)
def test_strata_are_added_up_and_groups_do_not_touch(spells, seed):
    people = spells(seed)
    both = kaplan_meier(risk_table(people, by="jk", strata="jalur"))
    assert_frame_equal(both, kaplan_meier(risk_table(people, by="jk")))
    alone = kaplan_meier(risk_table(people[people["jk"] == "P"], by="jk"))
    assert_frame_equal(both[both["jk"] == "P"].reset_index(drop=True), alone)


def test_every_option_changes_something(table_of):
    lung = table_of("lung")
    base = kaplan_meier(lung)
    for option in ({"conf_level": 0.9}, {"conf_type": "log"}, {"conf_type": "plain"}):
        assert not base["conf_low"].equals(kaplan_meier(lung, **option)["conf_low"])
    hazard = nelson_aalen(lung)
    for option in ({"conf_level": 0.9}, {"conf_type": "plain"}):
        assert not hazard["conf_low"].equals(nelson_aalen(lung, **option)["conf_low"])


# --- refusals
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"conf_type": "logit"}, "conf_type must be one of 'log-log', 'log', 'plain', but was"),
        ({"conf_level": 95}, "conf_level must be between 0 and 1, but was 95"),
        ({"min_at_risk": 5}, "min_at_risk must be reached in all groups .* but 5 was not"),
        ({"min_at_risk": -1}, "min_at_risk must be 0 or more"),
    ],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        kaplan_meier(table([1, 2], ["naik", ""]), **options)


def test_nelson_aalen_refuses_log_log():
    with pytest.raises(ValueError, match="conf_type must be one of 'log', 'plain'"):
        nelson_aalen(table([1, 2], ["naik", ""]), conf_type="log-log")
