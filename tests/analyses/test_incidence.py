"""Curves, milestones and waits of one question, on people that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pug_analysis.analyses.cohort import MIN_AT_RISK, ask
from pug_analysis.analyses.incidence import (
    check_second_engine,
    compare_tests,
    median_wait,
    milestone_table,
    yearly_incidence,
)
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.errors import ReportError


def test_shares_at_the_milestones_are_plain_counts(question):
    shares, difference = milestone_table(question, times=[48, 59, 60, 120])
    at = shares.set_index([SEX, "time"])
    assert at.loc["L", "estimate"].to_dict() == pytest.approx({48: 0.4, 59: 0.4, 60: 0.4, 120: 0.4})
    assert at.loc["P", "estimate"].to_dict() == pytest.approx({48: 0, 59: 0, 60: 0.2, 120: 0.2})
    assert at.loc[("L", 120), ["n_risk", "n_event"]].tolist() == [50, 40]
    assert difference["estimate"].iloc[-1] == pytest.approx(-0.2)


def test_yearly_grid_with_those_at_risk(question):
    grid = yearly_incidence(question, years=6).set_index([SEX, "tahun"])
    # month 48 itself: everybody still at risk; month 60: 50 men are left
    assert grid.loc["L", "n_risk"].tolist() == [100, 100, 100, 100, 50, 50]
    assert grid.loc["P", "n_event"].tolist() == [0, 0, 0, 0, 20, 20]
    assert grid.loc["P", "estimate"].tolist() == pytest.approx([0, 0, 0, 0, 0.2, 0.2])
    # nobody of 100 yet: Clopper and Pearson's upper limit
    assert grid.loc["P", "conf_high"].tolist()[:4] == pytest.approx([1 - 0.025 ** (1 / 100)] * 4)


def test_grid_stops_where_too_few_are_followed(spells_of):
    short = [("L", 100, 200, ""), ("P", 30, 30, PROMOSI), ("P", MIN_AT_RISK - 1, 200, "")]
    grid = yearly_incidence(ask("Pengawas", spells_of(short)))
    assert grid["tahun"].max() == 2


def test_median_is_missing_where_half_was_never_reached(question, spells_of):
    assert median_wait(question)["estimate"].isna().all()
    fast = ask(
        "Pengawas",
        spells_of(
            [("L", 60, 48, PROMOSI), ("L", 40, 200, ""), ("P", 30, 60, PROMOSI), ("P", 10, 200, "")]
        ),
    )
    assert median_wait(fast).set_index(SEX)["estimate"].to_dict() == {"L": 48, "P": 60}


def test_observed_minus_expected_by_hand(question):
    # month 48: 40 of 200 at risk, women are 100 of them: 20 expected, none seen.
    # month 60: 20 of 150 at risk, women are 100 of them: 13.33 expected, 20 seen.
    tests = compare_tests(question, tau=120).set_index("ukuran")
    assert tests.loc["logrank_crude", "estimate"] == pytest.approx(20 - 20 - 20 * 100 / 150)
    # one stratum equals none
    assert tests.loc["logrank_stratified", "p_value"] == pytest.approx(
        tests.loc["logrank_crude", "p_value"]
    )
    # men hold the post 72 of 120 months with chance .4, women 60 with .2
    assert tests.loc["rmst", "estimate"] == pytest.approx(0.2 * 60 - 0.4 * 72)


def test_the_second_engine_agrees_and_stops_a_wrong_curve(question):
    check_second_engine(question)
    late = question.spells.table.assign(
        exit=lambda t: t["exit"].where(t["cause"] != PROMOSI, t["exit"] + 1)
    )
    wrong = replace(question, spells=Spells(late, question.spells.flow))
    with pytest.raises(ReportError, match="mesin kedua"):
        check_second_engine(wrong)


def test_milestones_before_the_start_of_the_curve_are_left_out(spells_of):
    # everybody is seen from month 83 on only, as those who entered before the register
    spells = spells_of(
        [("L", 40, 100, PROMOSI), ("L", 60, 200, ""), ("P", 20, 100, PROMOSI), ("P", 80, 200, "")]
    )
    late = Spells(spells.table.assign(entry=83), spells.flow)
    question = ask("Pengawas", late)
    shares, _ = milestone_table(question, times=[60, 120])
    assert shares["time"].unique().tolist() == [120]
    assert yearly_incidence(question)["mulai"].eq(83).all()
    assert shares.set_index(SEX)["estimate"].to_dict() == pytest.approx({"L": 0.4, "P": 0.2})


def test_what_is_shown_goes_by_people_at_risk_not_by_promotions(spells_of):
    # of 100 women 2 are promoted by month 60: share, interval and difference are there all the same
    few = [("L", 40, 48, PROMOSI), ("L", 60, 200, ""), ("P", 2, 60, PROMOSI), ("P", 98, 200, "")]
    question = ask("Pengawas", spells_of(few))
    shares, difference = milestone_table(question, times=[48, 60])
    assert shares[["estimate", "conf_low", "conf_high"]].notna().all(axis=None)
    assert difference[["estimate", "conf_low", "conf_high", "ratio_low"]].notna().all(axis=None)
    grid = yearly_incidence(question, years=5).set_index([SEX, "tahun"])
    assert grid.loc["P", "estimate"].tolist() == pytest.approx([0, 0, 0, 0, 0.02])
    # nobody of 100: Clopper and Pearson's upper limit
    assert grid.loc[("P", 4), "conf_high"] == pytest.approx(1 - 0.025 ** (1 / 100))
    assert grid.loc[("P", 5), "conf_low"] > 0


def test_milestones_after_everybody_has_gone(spells_of):
    # all are promoted or retire before month 240: the shares stay what they were
    gone = [
        ("L", 40, 48, PROMOSI),
        ("L", 60, 200, "pensiun"),
        ("P", 30, 60, PROMOSI),
        ("P", 70, 199, "pensiun"),
    ]
    shares, difference = milestone_table(ask("Pengawas", spells_of(gone)), times=[120, 240])
    assert shares.set_index([SEX, "time"]).loc[:, 240, :]["estimate"].tolist() == pytest.approx(
        [0.4, 0.3]
    )
    assert difference["estimate"].tolist() == pytest.approx([-0.1, -0.1])
    assert difference["ratio"].tolist() == pytest.approx([0.75, 0.75])
    assert difference[["conf_low", "conf_high"]].notna().all(axis=None)
