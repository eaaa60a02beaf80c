"""Reading step curves: values at months, months of shares."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import (
    at_times,
    cumulative_incidence,
    kaplan_meier,
    nelson_aalen,
    quantile,
    risk_table,
)

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)


def curve_of(exits, causes, **options):
    spells = pd.DataFrame({"exit": exits, "cause": causes})
    return kaplan_meier(risk_table(spells, entry=None), **options)


# --- by hand
def test_values_before_between_and_after_the_months_of_the_curve():
    curve = curve_of([2, 4, 6, 6], ["naik", "naik", "", ""])
    read = at_times(curve, [0, 1, 2, 3, 4, 6, 7])
    assert read["estimate"].tolist()[:-1] == [1, 1, 3 / 4, 3 / 4, 1 / 2, 1 / 2]
    assert np.isnan(read["estimate"].iloc[-1])  # two people left with 1/2: nobody knows
    assert read["n_risk"].tolist() == [4, 4, 4, 3, 3, 2, 0]
    assert read["n_event"].tolist() == [0, 0, 1, 1, 2, 2, 2]
    assert read["n_censor"].tolist() == [0, 0, 0, 0, 0, 2, 2]
    assert read.loc[0, ["std_error", "conf_low", "conf_high"]].tolist() == [0, 1, 1]
    assert at_times(curve, 7, extend=True)["estimate"].tolist() == [1 / 2]


def test_a_survival_curve_that_came_to_zero_stays_there():
    assert at_times(curve_of([2, 4], ["naik", "naik"]), 9)["estimate"].tolist() == [0]


def test_rising_curves_start_at_zero():
    table = risk_table(pd.DataFrame({"exit": [2, 4], "cause": ["a", "b"]}), entry=None)
    for curve in (cumulative_incidence(table, cause="b"), nelson_aalen(table)):
        assert at_times(curve, 1)["estimate"].tolist() == [0]


def test_nothing_is_known_before_the_start():
    table = risk_table(pd.DataFrame({"exit": [2, 4, 5], "cause": "naik"}), entry=None)
    read = at_times(kaplan_meier(table.since(2)), [1, 2, 3, 4])
    assert np.isnan(read["estimate"].iloc[0])
    assert read["estimate"].tolist()[1:] == [1, 1, 1 / 2]


def test_median_is_the_midpoint_of_a_flat_half():
    curve = curve_of([2, 4, 10, 12], ["naik"] * 4)
    assert quantile(curve)["estimate"].tolist() == [7]
    # flat at the end: to the last month of the curve
    assert quantile(curve_of([2, 4, 10, 12], ["naik", "naik", "", ""]))["estimate"].tolist() == [8]
    assert quantile(curve, 0.4)["estimate"].tolist() == [4]
    assert quantile(curve, 0)["estimate"].tolist() == [0]


def test_a_share_that_is_not_reached_has_no_month():
    found = quantile(curve_of([2, 4, 5], ["naik", "", ""]), 0.5)
    assert found["estimate"].isna().all()
    assert found["n_event"].tolist() == [1]


# --- oracle
@pytest.mark.oracle
def test_medians_where_survival_is_exactly_one_half(oracle):
    for case in oracle("km_exact_half").values():
        curve = curve_of(case["time"], ["x" if e else "" for e in case["event"]])
        row = quantile(curve).iloc[0]
        expected = [case["r_median"], case["r_lower"], case["r_upper"]]
        found = row[["estimate", "conf_low", "conf_high"]].to_numpy(dtype=float)
        np.testing.assert_array_equal(found, np.array(expected, dtype=float))


@pytest.mark.oracle
@pytest.mark.parametrize("conf_type", ["plain", "log", "log-log"])
@pytest.mark.parametrize(
    ("case", "name", "by"),
    [
        ("km_veteran_celltype", "veteran", "celltype"),
        ("km_channing_left_truncated", "channing", "gender"),
    ],
)
def test_quantiles(table_of, oracle, case, name, by, conf_type):
    expected = oracle(case)["quantile"][conf_type]
    found = quantile(kaplan_meier(table_of(name, by=by), conf_type=conf_type), expected["probs"])
    for theirs, ours in {"quantile": "estimate", "lower": "conf_low", "upper": "conf_high"}.items():
        np.testing.assert_array_equal(found[ours], np.array(expected[theirs], dtype=float).ravel())


@pytest.mark.oracle
def test_quantiles_of_conditional_and_naive_curves(table_of, data, oracle):
    late = table_of("channing", by="gender").since(816)
    people = data("channing").assign(cause=lambda d: d["death"].map({0: "", 1: "death"}))
    naive = risk_table(people, by="gender", entry=None, exit="age")
    pairs = [
        (kaplan_meier(late), oracle("km_channing_left_truncated_from_68y")),
        (
            kaplan_meier(naive, conf_type="log"),
            oracle("km_channing_left_truncated")["naive_ignoring_entry"],
        ),
    ]
    for curve, expected in pairs:
        rows = expected["quantile"]
        found = quantile(curve, rows["probs"])
        names = {"quantile": "estimate", "lower": "conf_low", "upper": "conf_high"}
        for theirs, ours in names.items():
            wanted = np.array(rows[theirs], dtype=float).ravel()
            np.testing.assert_array_equal(found[ours], wanted)


@pytest.mark.oracle
def test_freireich_medians(freireich, oracle):
    found = quantile(kaplan_meier(risk_table(freireich, by="arm", entry=None)))
    assert found["estimate"].tolist() == oracle("published")["freireich_6mp"]["median"]


# --- second implementation
def first_month(curve: pd.DataFrame, share: float, column: str, tolerance: float = 1e-9) -> float:
    """R's rule by literal search; limits here never rise again, so that search is enough."""
    steps = [(0, 0.0)] + [(r.time, 1 - getattr(r, column)) for r in curve.itertuples()]
    steps = [(t, y) for t, y in steps if not np.isnan(y)]
    low = [t for t, y in steps if y >= share - tolerance]
    high = [t for t, y in steps if y > share + tolerance]
    if not low:
        return np.nan
    if high:
        return (low[0] + high[0]) / 2
    return (low[0] + curve["time"].iloc[-1]) / 2


@FEW
@given(SEEDS, st.sampled_from([0.1, 0.25, 1 / 3, 0.5, 0.75]))
def test_quantiles_equal_a_literal_search(spells, seed, share):
    curve = kaplan_meier(risk_table(spells(seed)))
    found = quantile(curve, share)["estimate"].iloc[0]
    assert found == pytest.approx(first_month(curve, share, "estimate"), nan_ok=True)


@FEW
@given(SEEDS)
def test_reading_equals_a_literal_search(spells, seed):
    curve = kaplan_meier(risk_table(spells(seed)))
    for month in range(1, int(curve["time"].max()) + 1):
        before = curve[curve["time"] <= month]
        wanted = before["estimate"].iloc[-1] if len(before) else 1.0
        assert at_times(curve, month)["estimate"].iloc[0] == wanted


# --- properties
@FEW
@given(SEEDS)
def test_quantiles_of_incidence_are_those_of_survival_with_one_cause(spells, seed):
    table = risk_table(spells(seed, causes=("", "naik")))
    shares = [0.2, 0.5, 0.7]
    first = quantile(kaplan_meier(table, conf_type="plain"), shares)
    second = quantile(cumulative_incidence(table, cause="naik", conf_type="plain"), shares)
    assert first["estimate"].tolist() == pytest.approx(second["estimate"].tolist(), nan_ok=True)


@FEW
@given(SEEDS)
def test_quantiles_rise_with_the_share(spells, seed):
    found = quantile(kaplan_meier(risk_table(spells(seed))), [0.1, 0.3, 0.5, 0.7])["estimate"]
    assert (found.diff().dropna() >= 0).all()


# --- refusals
def test_bad_questions_are_refused():
    curve = curve_of([2, 4], ["naik", ""])
    with pytest.raises(ValueError, match="q must be at least 0 and below 1"):
        quantile(curve, 1)
    with pytest.raises(ValueError, match="times must be 0 or more"):
        at_times(curve, -1)
    with pytest.raises(ValueError, match="curve must have at least one row"):
        at_times(curve.iloc[:0], 1)
    hazard = nelson_aalen(risk_table(pd.DataFrame({"exit": [1], "cause": "x"}), entry=None))
    with pytest.raises(ValueError, match="curve must be of shares, but was of 'cumulative hazard'"):
        quantile(hazard)
