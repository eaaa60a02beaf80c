"""Hazard ratios: the discrete model, Cox beside it, and the check over time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.cohort import SEX, ask
from pug_analysis.analyses.hazards import (
    BREAKS,
    EARLY_UNTIL,
    PERIODS,
    baseline_breaks,
    check_over_time,
    count_periods,
    fit_hazards,
    split_periods,
)
from pug_analysis.careers.spells import PROMOSI, Spells


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
    # of 20 samples 1 is expected below 0.05; without a cut at month 120 about 13 are
    p_values = [
        check_over_time(count_periods(simulated(rng, early=0.75, late=0.75, rise=3).table))
        for _ in range(20)
    ]
    assert sum(p < 0.05 for p in p_values) <= 4


def test_early_and_late_are_parted_by_a_cut_of_the_baseline():
    assert EARLY_UNTIL in BREAKS


def counted(months: list[int]):
    """Promotions of two people, of each sex, in each of these months."""
    rows = [
        {SEX: sex, "exit": month, "cause": PROMOSI}
        for month in months for sex in "LP" for _ in range(2)
    ]  # fmt: skip
    rows += [{SEX: sex, "exit": 300, "cause": ""} for sex in "LP" for _ in range(20)]
    table = pd.DataFrame(rows).assign(
        entry=0, asal=2001 * 12, angkatan="2000-2004", pendidikan="S1/D4", keluarga="Teknis"
    )
    return count_periods(table.assign(pegawai_id=[str(i) for i in range(len(table))]))


def test_nothing_is_joined_across_the_cut():
    # no promotion from 121 to 132, nor before 85, nor from 157 on: these join others of their half
    table = counted([90, 110, 120, 133, 140, 150])
    assert baseline_breaks(table) == (0, 108, 120, 480)
    assert baseline_breaks(counted([50, 60, 61, 119, 121, 300])) == (0, 60, 84, 120, 132, 480)
    # as the pages find it: every stretch has promotions
    every = [*BREAKS[1:-1], 300]
    assert baseline_breaks(counted(every)) == BREAKS


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
    name, first = list(PERIODS.items())[-1]
    assert ((month >= first) == (parts["periode"] == name))[promoted].all()
