"""The cohort page of a protected edition: its numbers follow from counts that it may show."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses.hazards import Hazards
from pug_analysis.pages.kohort import terlindung_show
from pug_analysis.pages.kohort.terlindung_show import (
    released_hazards,
    released_split,
    released_standard,
    released_targets,
    released_tests,
    released_verdict,
)
from pug_analysis.stats import decide
from pug_analysis.stats.intervals import confidence_limits

POKJA, INTERNAL = SimpleNamespace(edition="pokja"), SimpleNamespace(edition="internal")
QUESTION = SimpleNamespace()


@pytest.fixture(autouse=True)
def people(monkeypatch):
    """490 women and 777 men, of whom 228 and 448 reached the target."""
    counts = {"people_by_sex": (777, 490), "events_by_sex": (448, 228)}
    for name, (men, women) in counts.items():
        found = pd.Series({"L": men, "P": women})
        monkeypatch.setattr(terlindung_show, name, lambda _, found=found: found)


def share(value: float, n: int) -> tuple[float, float, float]:
    """A share of a curve with its limits."""
    point, error = (
        pd.Series([value]).to_numpy(),
        pd.Series([(value * (1 - value) / n) ** 0.5]).to_numpy(),
    )
    low, high = confidence_limits(point, error, conf_level=0.95, conf_type="log-log")
    return value, float(low[0]), float(high[0])


def comparison(n: int = 0) -> pd.DataFrame:
    men, women = share(0.457, 500), share(0.392, 300)
    return pd.DataFrame(
        [{"sasaran": "Pengawas", "n_pria": 777, "n_wanita": 490 + n, "kejadian_pria": 448,
          "kejadian_wanita": 228 + n, "share_pria": men[0], "pria_low": men[1], "pria_high": men[2],
          "share_wanita": women[0], "wanita_low": women[1], "wanita_high": women[2],
          "estimate": -0.068, "conf_low": -0.127, "conf_high": -0.004, "p_value": 0.048,
          "putusan": "gap"}]
    )  # fmt: skip


def test_people_above_or_below_the_expected_go_to_the_nearest_5_and_months_in_steps():
    tests = pd.DataFrame(
        [
            ("logrank_stratified", -46.43, None, None, 0.0002),
            ("rmst", -7.43, -12.97, -1.89, 0.0085),
        ],
        columns=["ukuran", "estimate", "conf_low", "conf_high", "p_value"],
    )
    shown = released_tests(tests, QUESTION, POKJA)
    assert shown["estimate"].tolist() == [
        -45,
        -8,
    ]  # 3 of 490 people are 1.1 of 180 months: steps of 2
    assert shown.loc[1, ["conf_low", "conf_high"]].tolist() == [-12, -2]
    assert released_tests(tests, QUESTION, INTERNAL) is tests


def test_standardised_shares_step_with_the_smaller_sex():
    standard = pd.DataFrame(
        [{"estimate": -0.1135, "conf_low": -0.1887, "conf_high": -0.0384, "share_pria": 0.4753,
          "share_wanita": 0.3617, "crude": -0.1195, "n_total": 681, "n_smaller": 200,
          "share_people": 681 / 1267}]
    )  # fmt: skip
    row = released_standard(standard, POKJA).iloc[0]
    assert row[["estimate", "conf_low", "conf_high"]].tolist() == [-0.12, -0.18, -0.04]
    assert row[["share_pria", "share_wanita", "crude"]].tolist() == pytest.approx(
        [0.48, 0.36, -0.12]
    )
    assert row["share_people"] == 680 / 1265
    assert released_standard(standard, INTERNAL) is standard


def test_a_line_of_a_target_follows_from_the_counts_beside_it():
    """All numbers of 490 women with 228 promotions are those of 489 with 227."""
    shown = released_targets(comparison(), POKJA)
    row = shown.iloc[0]
    assert row[["share_pria", "share_wanita"]].tolist() == [0.46, 0.4]
    assert row[["estimate", "conf_low", "conf_high"]].tolist() == [-0.07, -0.14, -0.01]
    same = released_targets(comparison(-1), POKJA)
    numbers = ["share_pria", "share_wanita", "estimate", "conf_low", "conf_high"]
    pd.testing.assert_frame_equal(shown[numbers], same[numbers])
    assert released_targets(comparison(), INTERNAL).equals(comparison())


def test_the_headline_says_the_numbers_of_its_line(monkeypatch):
    exact = decide(-0.068, -0.127, -0.004, margin=0.05, n_events=228, n_people=490)
    rows = pd.DataFrame(
        [("L", *share(0.457, 500)), ("P", *share(0.392, 300))],
        columns=["jenis_kelamin", "estimate", "conf_low", "conf_high"],
    )
    monkeypatch.setattr(terlindung_show, "milestone_table", lambda _, times: (rows, None))
    shown = released_verdict(exact, QUESTION, POKJA, time=120)
    row = released_targets(comparison(), POKJA).iloc[0]
    assert shown.verdict == exact.verdict == "gap"
    found = [shown.estimate, shown.conf_low, shown.conf_high]
    assert found == row[["estimate", "conf_low", "conf_high"]].tolist()
    assert released_verdict(exact, QUESTION, INTERNAL, time=120) is exact
    assert released_verdict(None, QUESTION, POKJA, time=120) is None


def test_parts_of_a_difference_go_in_steps():
    split = pd.DataFrame(
        {"part": ["total"], "estimate": [-0.118], "conf_low": [-0.1504], "conf_high": [-0.0872]}
    )
    row = released_split(split, QUESTION, POKJA).iloc[0]
    assert row[["estimate", "conf_low", "conf_high"]].tolist() == [-0.12, -0.15, -0.09]
    assert released_split(split, QUESTION, INTERNAL) is split


def test_hazard_ratios_have_the_error_of_the_promotions_shown():
    table = pd.DataFrame(
        [{"model": "m", "term": "t", "hazard_ratio": 0.724, "conf_low": 0.62, "conf_high": 0.846,
          "p_value": 0.0001, "kejadian_pria": 448, "kejadian_wanita": 228}]
    )  # fmt: skip
    hazards = Hazards(table, proportional=True, p_time=0.4, n_event=676)
    row = released_hazards(hazards, POKJA).table.iloc[0]
    # 0.72 exp(-+1.96 (1/450 + 1/230)^0.5)
    assert row[["hazard_ratio", "conf_low", "conf_high"]].tolist() == [0.72, 0.61, 0.84]
    few = released_hazards(
        Hazards(table.assign(kejadian_wanita=7), proportional=True, p_time=0.4, n_event=455), POKJA
    )
    assert few.table[["hazard_ratio", "conf_low", "conf_high", "p_value"]].isna().all(axis=None)
