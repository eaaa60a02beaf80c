"""Hazard ratios: the discrete model, Cox beside it, and the check over time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.cohort import SEX, ask
from pug_analysis.analyses.hazards import PERIODS, fit_hazards, split_periods
from pug_analysis.careers.spells import PROMOSI, Spells


def simulated(rng, *, early: float, late: float, n: int = 1500) -> Spells:
    """Monthly hazard .01 from month 49 on, times a factor for women before and after 120 months."""
    women = rng.random(n) < 0.5
    month = np.arange(1, 241)
    factor = np.where(month <= 120, early, late)
    hazard = np.where(month > 48, 0.01, 0.0) * np.where(women[:, None], factor, 1.0)
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
