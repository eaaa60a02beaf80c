"""Which step of the ladder: each number from risk sets that are written out."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask, choose
from pug_analysis.analyses.questions.steps import (
    LEVEL_ENTRY,
    STEPS,
    Step,
    compare_steps,
    open_steps,
    step_ratio,
    structural_tables,
)
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.spells import PROMOSI
from pug_analysis.ingest.tables.schema import TABLES

FIRST = "CPNS ke Pengawas"
NUMBERS = [
    "harapan_wanita", "selisih_orang", "rasio", "conf_low", "conf_high", "p_value", "p_holm",
    "rasio_terlihat",
]  # fmt: skip
#: 40 of 100 men in month 48 and 20 of 100 women in month 60, all others stay.
FEWER_WOMEN = [
    ("L", 60, 48, PROMOSI), ("L", 40, 200, ""), ("P", 20, 60, PROMOSI), ("P", 80, 200, ""),
]  # fmt: skip


def line(ladder, step: str = FIRST) -> pd.Series:
    return ladder.table.set_index("langkah").loc[step]


# --- by hand
def test_a_step_by_hand(steps_of, small):
    found = line(compare_steps(steps_of({"Pengawas": small})))
    assert found[["n_pria", "n_wanita", "kejadian_pria", "kejadian_wanita"]].tolist() == [
        10,
        10,
        5,
        5,
    ]
    assert found["harapan_wanita"] == pytest.approx(5 * 10 / 20 + 5 * 10 / 15)
    assert found["selisih_orang"] == pytest.approx(5 - 35 / 6)
    assert found["rasio"] == pytest.approx(math.sqrt(0.5))
    variance = 5 * 15 / 19 / 4 + 5 * 10 / 14 * 2 / 9
    z = (35 / 6 - 5) / math.sqrt(variance)
    assert found["p_value"] == pytest.approx(math.erfc(z / math.sqrt(2)))
    assert found["conf_low"] < found["rasio"] < 1 < found["conf_high"]
    assert found["jalur"] == "struktural"
    assert found["putusan"] == "inconclusive"


def test_who_is_alone_at_risk_is_expected_as_often_as_observed(in_groups, small):
    """Three women of a window without men move neither the ratio nor the difference in people."""
    alone = [("P", 3, 15, PROMOSI), ("P", 2, 30, "")]
    asked = in_groups({"2005-2009": small, "2010-2014": alone})
    found = line(compare_steps({STEPS[0]: asked}))
    assert found["kejadian_wanita"] == 8
    assert found["harapan_wanita"] == pytest.approx(3 + 35 / 6)
    assert found["selisih_orang"] == pytest.approx(5 - 35 / 6)
    assert found["rasio"] == pytest.approx(math.sqrt(0.5))


def test_groups_are_compared_within_themselves(in_groups):
    """Women are many where promotion is rare: together they look slower, within groups they are not."""
    seldom = [("L", 5, 10, PROMOSI), ("L", 15, 30, ""), ("P", 20, 10, PROMOSI), ("P", 60, 30, "")]
    often = [("L", 60, 10, PROMOSI), ("L", 20, 30, ""), ("P", 15, 10, PROMOSI), ("P", 5, 30, "")]
    asked = in_groups({"2005-2009": seldom, "2010-2014": often})
    found = line(compare_steps({STEPS[0]: asked}))
    assert found["rasio"] == pytest.approx(1)
    assert found["selisih_orang"] == pytest.approx(0, abs=1e-9)
    assert found["kejadian_wanita"] / found["n_wanita"] < found["kejadian_pria"] / found["n_pria"]


@pytest.mark.parametrize(
    ("verdict", "rows"),
    [
        ("gap", FEWER_WOMEN),
        ("inconclusive", [("L", 6, 10, PROMOSI), ("L", 9, 30, ""), ("P", 5, 10, PROMOSI), ("P", 9, 30, "")]),
        ("equivalent", [(sex, n, m, c) for sex in "LP" for n, m, c in ((900, 48, PROMOSI), (900, 99, ""))]),
    ],
)  # fmt: skip
def test_verdicts_of_a_step(verdict, rows, steps_of):
    ladder = compare_steps(steps_of({"Pengawas": rows}))
    assert line(ladder)["putusan"] == verdict
    # steps that nobody reaches leave a gap a gap, and what cannot be judged is not equal
    assert ladder.verdict == ("inconclusive" if verdict == "equivalent" else verdict)


def test_equal_needs_every_structural_step(steps_of):
    same = [(sex, n, m, c) for sex in "LP" for n, m, c in ((900, 48, PROMOSI), (900, 99, ""))]
    levels = ("Pengawas", "Administrator", "JPT Pratama")
    assert compare_steps(steps_of(dict.fromkeys(levels, same))).verdict == "equivalent"


# --- over the steps
def test_holm_over_the_steps(steps_of, small):
    """Of two steps the smaller p-value counts twice; a step without a test counts nothing."""
    ladder = compare_steps(steps_of({"Pengawas": FEWER_WOMEN, "JF Ahli Muda": small}))
    first, other = line(ladder), line(ladder, "CPNS ke JF Ahli Muda")
    assert first["p_holm"] == pytest.approx(2 * first["p_value"])
    assert other["p_holm"] == pytest.approx(other["p_value"])
    assert ladder.p_value == first["p_holm"]
    assert ladder.gaps == (FIRST,)


def test_a_gap_that_does_not_hold_beside_the_others_is_none(steps_of):
    """16 of 50 men and 6 of 50 women: p between 0.01 and 0.05, of five steps alike it proves nothing."""
    rows = [("L", 16, 10, PROMOSI), ("L", 34, 30, ""), ("P", 6, 10, PROMOSI), ("P", 44, 30, "")]
    alone = compare_steps(steps_of({"Pengawas": rows}))
    assert 0.01 < line(alone)["p_value"] < 0.05
    assert line(alone)["putusan"] == "gap"
    beside = compare_steps(steps_of({step.level: rows for step in STEPS}))
    assert line(beside)["p_holm"] == pytest.approx(5 * line(alone)["p_value"])
    assert set(beside.table["putusan"]) == {"inconclusive"}
    assert (beside.verdict, beside.gaps, beside.direction) == ("inconclusive", (), "")


def test_gaps_of_both_kinds_change_their_direction(steps_of, exchanged):
    women, men = FEWER_WOMEN, exchanged(FEWER_WOMEN)
    assert compare_steps(steps_of({"Pengawas": women})).direction == "wanita"
    assert compare_steps(steps_of({"Pengawas": men})).direction == "pria"
    both = compare_steps(steps_of({"Pengawas": women, "Administrator": men}))
    assert both.direction == "berganti"
    assert both.gaps == (FIRST, "Pengawas ke Administrator")


# --- what cannot be said
@pytest.mark.parametrize(
    "rows",
    [
        [("L", 30, 10, PROMOSI), ("L", 30, 30, "")],  # no women
        [("L", 30, 10, PROMOSI), ("P", 30, 30, "")],  # none of them promoted
        [("L", 30, 10, PROMOSI), ("P", 4, 10, PROMOSI), ("P", 30, 30, "")],  # four
        [("L", 30, 10, ""), ("P", 30, 30, "")],  # nobody
    ],
)
def test_a_step_with_too_few_says_nothing(rows, steps_of):
    ladder = compare_steps(steps_of({"Pengawas": rows}))
    found = line(ladder)
    assert found["putusan"] == "too_few"
    assert found[NUMBERS].isna().all()
    assert found["n_pria"] == 30 + 30 * (rows[1][0] == "L")
    assert (ladder.verdict, ladder.gaps) == ("too_few", ())
    assert math.isnan(ladder.p_value)


def test_without_a_leavers_list_no_step_is_answered(steps_of, two_hundred):
    ladder = compare_steps(steps_of({"Pengawas": two_hundred}, leavers_known=False))
    assert set(ladder.table["putusan"]) == {"no_leavers"}
    assert ladder.table[NUMBERS].isna().all(axis=None)
    assert ladder.verdict == "too_few"


def test_a_table_of_one_sex_is_no_step_of_the_ladder(steps_of, small):
    steps = steps_of(
        {"Pengawas": small, "Administrator": [("L", 30, 10, PROMOSI)], "JF Ahli Muda": small}
    )
    assert len(structural_tables(steps)) == 1
    assert step_ratio(steps[STEPS[1]]) is None


# --- properties
def test_twice_the_people_have_the_same_ratio_and_twice_the_difference(steps_of):
    twice = [(sex, 2 * n, month, cause) for sex, n, month, cause in FEWER_WOMEN]
    one, two = (line(compare_steps(steps_of({"Pengawas": rows}))) for rows in (FEWER_WOMEN, twice))
    assert two["rasio"] == pytest.approx(one["rasio"])
    assert two["selisih_orang"] == pytest.approx(2 * one["selisih_orang"])
    assert two["conf_high"] - two["conf_low"] < one["conf_high"] - one["conf_low"]
    assert two["p_value"] < one["p_value"]


def test_exchanging_the_sexes_inverts_the_ratio(steps_of, exchanged):
    women, men = (
        compare_steps(steps_of({"Pengawas": rows}))
        for rows in (FEWER_WOMEN, exchanged(FEWER_WOMEN))
    )
    one, other = line(women), line(men)
    assert other["rasio"] == pytest.approx(1 / one["rasio"])
    assert other["conf_low"] == pytest.approx(1 / one["conf_high"])
    assert other["conf_high"] == pytest.approx(1 / one["conf_low"])
    assert other["selisih_orang"] == pytest.approx(-one["selisih_orang"])
    assert other["p_value"] == pytest.approx(one["p_value"])
    assert (women.direction, men.direction) == ("wanita", "pria")


def test_the_order_of_the_steps_changes_no_number(steps_of, small):
    steps = steps_of({"Pengawas": FEWER_WOMEN, "Administrator": small})
    turned = dict(reversed(steps.items()))
    one, other = (compare_steps(s).table.set_index("langkah") for s in (steps, turned))
    pd.testing.assert_frame_equal(one, other.loc[one.index])


# --- from histories
def _posts(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Definitive posts of (id, month, eselon or JF level)."""
    types = TABLES["jabatan"].dtypes
    frame = pd.DataFrame(
        {
            "pegawai_id": who, "tmt_jabatan": f"{when}-01", "penugasan": "definitif",
            "eselon": post if "." in post else "", "jenjang_jf": "" if "." in post else post,
            "penyetaraan": False,
        }
        for who, when, post in rows
    )  # fmt: skip
    return frame.reindex(columns=list(types)).astype(types)


def _entrants(*names: str, register_start: int | None = 2005 * 12) -> Cohort:
    people = pd.DataFrame(
        {
            "pegawai_id": list(names), SEX: ["P" if n.startswith("p") else "L" for n in names],
            "angkatan": "2005-2009", "pendidikan": "S1/D4", "keluarga": "Teknis", "masuk": 2005 * 12,
            "diamati": 2005 * 12, "keluar": pd.NA, "sebab": "",
        }
    ).astype({"masuk": "Int64", "diamati": "Int64", "keluar": "Int64"})  # fmt: skip
    return Cohort(
        people, pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(names)]}), register_start
    )


def test_time_runs_from_the_level_below_and_is_compared_within_its_five_years():
    """p1 is Pengawas in January 2012 and Administrator in March 2015: 38 months."""
    jabatan = _posts(
        ("p1", "2012-01", "IV.a"), ("p1", "2015-03", "III.a"), ("l1", "2016-07", "IV.a"),
        ("l2", "2010-05", "Ahli Muda"),
    )  # fmt: skip
    tables = {"jabatan": jabatan, "cltn": pd.DataFrame(columns=list(TABLES["cltn"].dtypes))}
    steps = open_steps(_entrants("p1", "l1", "l2"), tables, until=2025 * 12 + 11, groups=choose())
    assert list(steps) == list(STEPS)
    first, second = (steps[step].spells.table.set_index("pegawai_id") for step in STEPS[:2])
    assert set(first.index) == {"p1", "l1", "l2"}
    assert first.loc["p1", ["exit", "cause"]].tolist() == [(2012 - 2005) * 12, PROMOSI]
    assert set(second.index) == {"p1", "l1"}
    assert second.loc["p1", ["exit", "cause", LEVEL_ENTRY]].tolist() == [38, PROMOSI, "2010-2014"]
    assert second.loc["l1", LEVEL_ENTRY] == "2015-2019"
    assert steps[STEPS[0]].stratified.strata == tuple(ENTRY_GROUPS)
    assert steps[STEPS[1]].stratified.strata == (*ENTRY_GROUPS, LEVEL_ENTRY)
    reached = steps[STEPS[3]].spells.table.set_index("pegawai_id")["cause"]
    assert reached.to_dict() == {"p1": "", "l1": "", "l2": PROMOSI}


def test_groups_choose_people_and_steps_of_jf_take_every_family():
    tables = {
        "jabatan": _posts(("p1", "2012-01", "IV.a")),
        "cltn": pd.DataFrame(columns=list(TABLES["cltn"].dtypes)),
    }
    steps = open_steps(
        _entrants("p1", "l1"), tables, until=2025 * 12 + 11, groups=choose(keluarga="Guru")
    )
    assert steps[STEPS[0]].spells.table.empty
    assert len(steps[STEPS[3]].spells.table) == 2


def test_steps_without_a_leavers_list_say_so():
    tables = {
        "jabatan": _posts(("p1", "2012-01", "IV.a")),
        "cltn": pd.DataFrame(columns=list(TABLES["cltn"].dtypes)),
    }
    cohort = _entrants("p1", "l1", register_start=None)
    steps = open_steps(cohort, tables, until=2025 * 12 + 11, groups=choose())
    assert steps[STEPS[0]].obstacle == "no_leavers"


def test_names_of_the_steps():
    assert [step.name for step in STEPS] == [
        "CPNS ke Pengawas", "Pengawas ke Administrator", "Administrator ke JPT Pratama",
        "CPNS ke JF Ahli Muda", "JF Ahli Muda ke JF Ahli Madya",
    ]  # fmt: skip
    assert Step("JF Ahli Muda", None, structural=False).name == "CPNS ke JF Ahli Muda"


def test_inputs_stay_as_they_were(spells_of):
    asked = ask("Pengawas", spells_of(FEWER_WOMEN))
    before = asked.stratified.increments.copy()
    compare_steps({STEPS[0]: asked})
    pd.testing.assert_frame_equal(asked.stratified.increments, before)
    assert np.isfinite(before["n_event"]).all()
