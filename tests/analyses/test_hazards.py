"""Hazard ratios: the discrete model, Cox beside it, and the check over time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask
from pug_analysis.analyses.contrast import within_groups
from pug_analysis.analyses.hazards import (
    EARLY_UNTIL,
    RULE_PERIODS,
    check_over_time,
    fit_hazards,
    split_periods,
)
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.stats.survival.logrank_ratio import logrank_ratio


def simulated(rng, *, early: float, late: float, n: int = 1500, rise: float = 1) -> Spells:
    """Monthly hazard .01 from month 49 on, times a factor for women before and after 120 months.

    ``rise`` multiplies everybody's hazard after 120 months.
    """
    women = rng.random(n) < 0.5
    month = np.arange(1, 241)
    factor = np.where(month <= 120, early, late)
    base = np.where(month > 48, 0.01, 0.0) * np.where(month > 120, rise, 1)
    hazard = base * np.where(women[:, None], factor, 1.0)
    hit = rng.random((n, 240)) < hazard
    first = np.where(hit.any(axis=1), hit.argmax(axis=1) + 1, 240)
    table = pd.DataFrame(
        {
            "pegawai_id": [f"{i:05d}" for i in range(n)],
            SEX: np.where(women, "P", "L"),
            "angkatan": rng.choice(["2000-2004", "2005-2009"], n),
            "pendidikan": "S1/D4",
            "keluarga": "Teknis",
            "asal": 2004 * 12,
            "entry": 0,
            "exit": first,
            "cause": np.where(hit.any(axis=1), PROMOSI, ""),
        }
    )
    return Spells(table, pd.DataFrame({"langkah": ["Dianalisis"], "orang": [n]}))


def test_a_constant_ratio_is_recovered_and_cox_agrees(rng):
    found = fit_hazards(ask("Pengawas", simulated(rng, early=0.6, late=0.6)))
    assert found.proportional
    women = found.table.loc[found.table["term"] == "Wanita dibanding pria"].set_index("model")
    discrete, cox = women["hazard_ratio"]
    assert women["conf_low"].iloc[0] < 0.6 < women["conf_high"].iloc[0]
    assert discrete == pytest.approx(cox, rel=0.03)


def test_a_ratio_that_changes_is_never_given_as_one(rng):
    found = fit_hazards(ask("Pengawas", simulated(rng, early=1.0, late=0.3)))
    assert not found.proportional
    assert found.p_time < 0.05
    ratios = found.table.set_index("term")
    assert "Wanita dibanding pria" not in ratios.index
    early, late = ratios["hazard_ratio"]
    assert ratios["conf_low"].iloc[0] < 1.0 < ratios["conf_high"].iloc[0]
    assert ratios["conf_low"].iloc[1] < 0.3 < ratios["conf_high"].iloc[1]
    assert late < early


def test_a_baseline_that_jumps_where_early_becomes_late_is_no_changing_ratio(rng):
    # of 40 samples 2 are expected below 0.05; a fixed baseline from month 108 to 132 gives about 25
    p_values = [
        check_over_time(ask("Pengawas", simulated(rng, early=0.75, late=0.75, rise=3))).p_value
        for _ in range(40)
    ]
    assert sum(p < 0.05 for p in p_values) <= 6


def test_the_ratios_shown_are_those_that_were_compared(rng):
    """Early is the contrast of the main question at ten years; each interval goes with its p-value."""
    question = ask("Pengawas", simulated(rng, early=1.0, late=0.3))
    found, change = fit_hazards(question), check_over_time(question)
    assert found.p_time == change.p_value
    early, late = change.ratios[0], change.ratios[1]
    shown = found.table[["hazard_ratio", "conf_low", "conf_high", "p_value"]].to_numpy()
    assert shown[0].tolist() == [early.estimate, early.conf_low, early.conf_high, early.p_value]
    assert shown[1].tolist() == [late.estimate, late.conf_low, late.conf_high, late.p_value]
    main = within_groups(question, time=EARLY_UNTIL)
    assert (main.ratio, main.ratio_low, main.ratio_high, main.p_value) == pytest.approx(shown[0])
    after = question.stratified.since(EARLY_UNTIL)
    assert late == logrank_ratio(after, group=SEX, cause=PROMOSI)


def counted(promotions: dict[tuple[str, int], int]):
    """Promotions by sex and month, beside 60 of each sex who are followed for 300 months."""
    rows = [
        {SEX: sex, "exit": month, "cause": PROMOSI}
        for (sex, month), count in promotions.items() for _ in range(count)
    ]  # fmt: skip
    rows += [{SEX: sex, "exit": 300, "cause": ""} for sex in "LP" for _ in range(60)]
    table = pd.DataFrame(rows).assign(
        entry=0, asal=2001 * 12, angkatan="2000-2004", pendidikan="S1/D4", keluarga="Teknis"
    )
    table = table.assign(pegawai_id=[str(i) for i in range(len(table))])
    return ask("Pengawas", Spells(table, pd.DataFrame({"langkah": ["Dianalisis"], "orang": [0]})))


def test_a_change_is_asked_from_five_promotions_of_each_sex_early_and_late_on():
    enough = {("L", 90): 9, ("P", 90): 5, ("L", 121): 5, ("P", 140): 5}
    assert check_over_time(counted(enough)) is not None
    for which in enough:
        few = counted(enough | {which: 4})
        assert check_over_time(few) is None
        found = fit_hazards(few)
        assert found.table["term"].eq("Wanita dibanding pria").all()
        assert len(found.table)
        assert np.isnan(found.p_time)
    assert check_over_time(counted(enough | {("P", 120): 1})).ratios[0].observed == 6


def test_cox_is_left_out_where_no_group_has_both_sexes(rng):
    spells = simulated(rng, early=1.0, late=1.0, n=400)
    apart = spells.table.assign(
        angkatan=np.where(spells.table[SEX] == "P", "2000-2004", "2005-2009")
    )
    found = fit_hazards(ask("Pengawas", Spells(apart, spells.flow)))
    assert not found.table["model"].str.startswith("Cox").any()


def test_too_few_promotions_give_no_model(rng):
    few = simulated(rng, early=1.0, late=1.0, n=8)
    found = fit_hazards(ask("Pengawas", few))
    assert found.table.empty
    assert found.n_event == (few.table["cause"] == PROMOSI).sum()


def test_splitting_by_period_keeps_person_time_and_events(rng):
    spells = simulated(rng, early=1.0, late=1.0, n=200).table
    parts = split_periods(spells)
    assert (parts["exit"] - parts["entry"]).sum() == (spells["exit"] - spells["entry"]).sum()
    assert (parts["cause"] == PROMOSI).sum() == (spells["cause"] == PROMOSI).sum()
    # a promotion in the first month of a period belongs to it
    month = parts["asal"] + parts["exit"]
    promoted = parts["cause"] == PROMOSI
    name, first = list(RULE_PERIODS.items())[-1]
    assert ((month >= first) == (parts["periode"] == name))[promoted].all()
