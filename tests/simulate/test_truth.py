from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from pug_analysis.simulate import planted_truth, simulate, write_truth
from pug_analysis.simulate.truth import HORIZONS


def whole(table: pd.DataFrame, column: str) -> pd.Series:
    table = table[table["window"] == 0]
    return table.set_index(["target", "sex", "months"])[column]


def of_women(shares: pd.Series) -> pd.Series:
    """The shares of women with a first Pengawas post, by month."""
    return shares.xs(("Pengawas", "P"), level=("target", "sex"))


def test_each_scenario_moves_what_it_should():
    null = whole(planted_truth(truth=("null",)).incidence, "population")
    gap = whole(planted_truth(truth=("gap",)).incidence, "population")
    late = whole(planted_truth(truth=("late-gap",)).incidence, "population")
    training = whole(planted_truth(truth=("training",)).incidence, "population")
    men = null.index.get_level_values("sex") == "L"
    pd.testing.assert_series_equal(null[men], gap[men])
    assert gap["Pengawas", "P", 120] < 0.85 * null["Pengawas", "P", 120]
    assert late["Pengawas", "P", 120] == pytest.approx(null["Pengawas", "P", 120])
    assert late["Pengawas", "P", 180] < null["Pengawas", "P", 180]
    # In month 60 nobody can have finished a training in an earlier month of eligibility.
    later = (null > 0) & (null.index.get_level_values("months") > 60)
    assert (training[later] > null[later]).all()


def test_gaps_in_time_and_at_one_step_move_what_they_should():
    null, early, step, crossing = (
        whole(planted_truth(truth=(name,)).incidence, "population")
        for name in ("null", "early-gap", "step-gap", "crossing")
    )
    men = null.index.get_level_values("sex") == "L"
    for one in (early, step, crossing):
        pd.testing.assert_series_equal(null[men], one[men])
    # Rare first appointments are halved; those held back are still there to be appointed later.
    assert early["Pengawas", "P", 60] == pytest.approx(null["Pengawas", "P", 60] / 2)
    lost = of_women(null - early)
    assert lost[120] > 0.17 > 0.13 > lost[180] > 0
    pd.testing.assert_series_equal(of_women(step), of_women(null))
    rows = [("Administrator", "P", 120), ("Administrator", "P", 180), ("JPT Pratama", "P", 180)]
    ratio = step[rows] / null[rows]
    assert ratio.between(0.6, 0.75).all()
    assert crossing["Pengawas", "P", 60] == pytest.approx(1.4 * null["Pengawas", "P", 60])
    ahead = of_women(crossing - null)
    assert ahead[120] > 0.05 > 0 > ahead[180]


def test_access_moves_appointments_only_where_training_counts():
    null, access, training, both = (
        planted_truth(truth=truth).incidence["population"]
        for truth in (("null",), ("access-gap",), ("training",), ("training", "access-gap"))
    )
    pd.testing.assert_series_equal(null, access)
    assert (both <= training + 1e-15).all()
    assert (both < training - 1e-6).any()


def test_strata_average_to_nothing_outside_their_range():
    table = planted_truth(truth=("gap",)).incidence
    assert table["population"].between(0, 1).all()
    assert table["pooled"].dropna().between(0, 1).all()
    for _, group in table.groupby(["window", "education", "sex", "target"]):
        assert group.sort_values("months")["population"].is_monotonic_increasing


def test_pooled_is_missing_where_the_window_is_too_young():
    table = planted_truth(truth=("null",)).incidence
    young = table[(table["window"] == 2020) & (table["months"] == 180)]
    assert len(young)
    assert young["pooled"].isna().all()


def test_pooled_is_what_an_estimate_from_the_register_tends_to(large):
    """Aalen-Johansen with delayed entry, written out here, on 60,000 active people."""
    people = large.people[large.people["structural_track"] & large.people["tmt_pindah"].isna()]
    month = lambda d: d.to_numpy().astype("datetime64[M]").astype(float)  # noqa: E731
    start = month(people["tmt_cpns"])

    def served(name):
        return np.where(people[name].notna(), month(people[name]) - start, np.inf)

    entry = np.maximum(0, (np.datetime64("2005-01", "M").astype(int) - start))
    event, leave = served("first_pengawas"), month(people["exit"]) - start
    end = np.datetime64("2025-12", "M").astype(int) - start
    true = whole(planted_truth(years=(2025,), truth=("gap",)).incidence, "pooled")
    for sex in ("L", "P"):
        mine = (people["sex"] == sex).to_numpy()
        surviving, reached = 1.0, 0.0
        for m in range(1, HORIZONS[-1] + 1):
            last = np.minimum(np.minimum(event, leave), end)
            at_risk = (mine & (entry < m) & (last >= m)).sum()
            hit = (mine & (entry < m) & (event == m) & (m <= np.minimum(leave, end))).sum()
            lost = (mine & (entry < m) & (leave == m) & (event > m) & (m <= end)).sum()
            reached += surviving * hit / at_risk
            surviving *= 1 - (hit + lost) / at_risk
            if m in HORIZONS[1:]:
                n = mine.sum() / 2
                p = true["Pengawas", sex, m]
                assert reached == pytest.approx(p, abs=4 * np.sqrt(p * (1 - p) / n))


def test_truth_file_names_what_was_planted(tmp_path):
    regency = simulate(size=60, years=(2025,), seed=1, truth=("gap", "training"))
    write_truth(tmp_path / "truth.json", regency)
    content = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert content["scenarios"] == ["gap", "training"]
    assert content["register_start"] == "2005-01-01"
    assert content["hazards"]["factor"]["gap"] == 0.75
    assert {"population", "pooled", "target", "sex", "months"} <= set(content["incidence"][0])


def test_truth_tells_of_new_scenarios_only_where_they_are_planted():
    plain = planted_truth(truth=("gap",)).hazards["factor"]
    assert set(plain) == {"gap", "late-gap", "late-gap after months", "training"}
    office = planted_truth(truth=("office-gap",)).hazards["factor"]
    assert office["office-gap"] == 0.3
    assert office["office-gap office"] == "Dinas Pertanian dan Ketahanan Pangan"
    assert office["office-gap share of appointments"] == [28 / 314, 4 / 121, 1 / 31]
    several = planted_truth(truth=("early-gap", "step-gap", "access-gap")).hazards["factor"]
    assert several["early-gap"] == 0.5
    assert several["early-gap until months"] == 120
    assert (several["step-gap"], several["step-gap target"]) == (0.6, "Administrator")
    assert several["access-gap"] == 0.6
    crossing = planted_truth(truth=("crossing",)).hazards["factor"]
    assert crossing["crossing"] == [1.4, 0.5]
    assert (crossing["crossing after months"], crossing["crossing target"]) == (120, "Pengawas")


def test_unknown_scenario_is_refused():
    with pytest.raises(ValueError, match="must be some of"):
        planted_truth(truth=("none",))
