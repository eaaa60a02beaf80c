"""Women appointed in each office against those expected from the risk sets of each moment, by hand."""

from __future__ import annotations

from math import isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.analyses.cohort import ask
from pug_analysis.analyses.questions.offices import (
    ALL_OFFICES,
    FLAGGED,
    NOT_FLAGGED,
    NOT_JUDGED,
    judge_appointments,
    open_appointments,
    women_at_risk,
)
from pug_analysis.analyses.questions.steps import STEPS
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.offices import PD
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.careers.spells import PROMOSI

UNTIL = 2025 * 12 + 11


# --- who was at risk
def spells(rows):
    """Rows of (sex, stratum, entry, exit, cause)."""
    frame = pd.DataFrame(rows, columns=[SEX, "angkatan", "entry", "exit", "cause"])
    return frame.assign(pegawai_id=[str(i) for i in range(len(frame))])


def test_share_of_women_at_risk_in_the_month_of_the_appointment():
    rows = spells([
        ("L", "a", 0, 10, PROMOSI),  # at risk in month 10: himself, the second man, the first woman
        ("L", "a", 5, 20, ""),
        ("P", "a", 0, 10, ""),
        ("P", "a", 10, 30, ""),  # came in that month: not yet at risk
        ("P", "a", 0, 9, ""),  # gone before
        ("P", "b", 0, 30, PROMOSI),  # another group, where only she is
    ])  # fmt: skip
    events = rows["cause"] == PROMOSI
    assert women_at_risk(rows, events, strata=("angkatan",)).tolist() == [1 / 3, 1.0]


def naive(rows, events, strata):
    shares = []
    for one in rows.loc[events].itertuples():
        same = rows.loc[(rows[list(strata)] == [getattr(one, s) for s in strata]).all(axis=1)]
        risk = same.loc[(same["entry"] < one.exit) & (same["exit"] >= one.exit)]
        shares.append((risk[SEX] == "P").mean())
    return shares


SPELL = st.tuples(
    st.sampled_from("LP"), st.sampled_from("abc"), st.integers(0, 12), st.integers(1, 9), st.booleans()
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(SPELL, min_size=1, max_size=25), st.integers(1, 3))
def test_shares_at_risk_equal_a_loop_over_all_people(drawn, windows):
    rows = spells([(s, g, a, a + n, PROMOSI if hit else "") for s, g, a, n, hit in drawn])
    rows = rows.assign(keluarga=[str(i % windows) for i in range(len(rows))])
    events, strata = rows["cause"] == PROMOSI, ("angkatan", "keluarga")
    found = women_at_risk(rows, events, strata=strata)
    assert found == pytest.approx(naive(rows, events, strata))
    # of men it is the rest
    other = rows.assign(**{SEX: rows[SEX].map({"L": "P", "P": "L"})})
    assert women_at_risk(other, events, strata=strata) == pytest.approx(1 - found)


# --- the appointments of an opened year
def posts(appointed: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame({"pegawai_id": list(appointed), "perangkat_daerah": appointed.values()})
    return frame.assign(
        tmt_jabatan=pd.Timestamp("2024-01-01"), penugasan="definitif", eselon="IV.a",
        jenjang_jf="", penyetaraan=False,
    )  # fmt: skip


@pytest.fixture
def pengawas(spells_of):
    """30 men and 30 women since 2005: 2 men are Pengawas in month 200, a woman in 230, a man in 100."""
    rows = [
        ("L", 2, 200, PROMOSI), ("P", 1, 230, PROMOSI), ("L", 1, 100, PROMOSI),
        ("L", 27, 240, ""), ("P", 29, 240, ""),
    ]  # fmt: skip
    return ask("Pengawas", spells_of(rows))


def test_appointments_of_the_last_years_with_their_office(pengawas):
    jabatan = posts({"L200promosi0": "Dinas A", "L200promosi1": "", "P230promosi0": "Dinas A"})
    found = open_appointments({STEPS[0]: pengawas}, jabatan, until=UNTIL)
    # month 100 since January 2005 is May 2013, before 2016; month 200 is September 2021
    assert found[PD].tolist() == ["Dinas A", UNKNOWN, "Dinas A"]
    assert found[SEX].tolist() == ["L", "L", "P"]
    assert found["langkah"].unique().tolist() == ["CPNS ke Pengawas"]
    # month 200: all but the man of month 100; month 230: without the two men of month 200
    assert found["harapan"].tolist() == pytest.approx([30 / 59, 30 / 59, 30 / 57])
    longer = open_appointments({STEPS[0]: pengawas}, jabatan, until=UNTIL, years=20)
    assert len(longer) == 4
    # the month after the limit is within, the month of it is not
    assert len(open_appointments({STEPS[0]: pengawas}, jabatan, until=2005 * 12 + 199 + 120)) == 3
    assert len(open_appointments({STEPS[0]: pengawas}, jabatan, until=2005 * 12 + 200 + 120)) == 1


def test_only_structural_steps_of_known_people_count(pengawas, spells_of):
    jabatan = posts({})
    jf = next(step for step in STEPS if not step.structural)
    assert open_appointments({jf: pengawas}, jabatan, until=UNTIL).empty
    survivors = ask("Pengawas", pengawas.spells, leavers_known=False)
    assert open_appointments({STEPS[0]: survivors}, jabatan, until=UNTIL).empty
    nobody = ask("Pengawas", spells_of([("L", 3, 20, "")]))
    assert open_appointments({STEPS[0]: nobody}, jabatan, until=UNTIL).empty
    found = judge_appointments(open_appointments({}, jabatan, until=UNTIL))
    assert (found.verdict, found.direction, found.n_judged) == ("too_few", "", 0)
    assert found.table.empty
    assert isnan(found.p_value)


# --- the verdict
def appointed(*offices: tuple[str, int, int, float]) -> pd.DataFrame:
    """Offices of (name, men, women, chance of each appointment to be of a woman)."""
    parts = [
        pd.DataFrame({PD: name, SEX: ["L"] * men + ["P"] * women, "harapan": chance})
        for name, men, women, chance in offices
    ]
    return pd.concat(parts, ignore_index=True).assign(langkah="CPNS ke Pengawas")


def test_offices_by_hand():
    rows = appointed(("B", 6, 6, 0.5), ("A", 12, 0, 0.5), ("C", 3, 0, 0.5))
    found = judge_appointments(rows)
    table = found.table.set_index(PD)
    assert table.index.tolist() == ["A", "B", "C", ALL_OFFICES]
    assert table[["pria", "wanita", "total"]].to_numpy().tolist() == [
        [12, 0, 12], [6, 6, 12], [3, 0, 3], [21, 6, 27],
    ]  # fmt: skip
    assert table["harapan"].tolist() == [6.0, 6.0, 1.5, 13.5]
    # none of 12 at one half each; of two tests, the smaller p-value counts twice
    assert table.loc["A", ["p_value", "q_value"]].tolist() == pytest.approx([2 / 2**12, 4 / 2**12])
    assert table.loc["B", ["p_value", "q_value"]].tolist() == [1, 1]
    assert table["penilaian"].tolist() == [FLAGGED, NOT_FLAGGED, NOT_JUDGED, ""]
    assert table.loc["C", ["rasio", "taksiran", "conf_low", "p_value", "q_value"]].isna().all()
    assert table.loc["A", "rasio"] == 0 < table.loc["A", "taksiran"] < table.loc["B", "taksiran"]
    whole = table.loc[ALL_OFFICES]
    assert whole["rasio"] == pytest.approx(6 / 13.5)
    # at most 6 of 27: 397,594 of 2 ** 27 outcomes
    assert whole["p_value"] == pytest.approx(2 * 397_594 / 2**27)
    assert (found.flagged, found.n_judged) == (("A",), 2)
    assert (found.verdict, found.direction) == ("gap", "wanita")
    assert found.p_value == pytest.approx(4 / 2**12)


def test_an_office_with_fewer_men_is_not_one_where_women_are_short():
    found = judge_appointments(appointed(("A", 0, 12, 0.5), ("B", 6, 6, 0.5)))
    assert found.table["q_value"].iloc[0] < 0.05
    assert found.flagged == ()
    assert (found.verdict, found.direction) == ("inconclusive", "")


def test_a_small_difference_is_no_flag_however_certain():
    # 1,700 of 2,000 expected: certain, and above 0.80
    found = judge_appointments(appointed(("A", 2300, 1700, 0.5), ("B", 6, 6, 0.5)))
    assert found.table["q_value"].iloc[0] < 1e-6
    assert found.flagged == ()
    assert judge_appointments(appointed(("A", 2450, 1550, 0.5), ("B", 6, 6, 0.5))).flagged == ("A",)


def test_few_appointments_everywhere_are_not_judged():
    found = judge_appointments(appointed(("A", 9, 0, 0.5), ("B", 8, 1, 0.5)))
    assert found.table["penilaian"].tolist() == [NOT_JUDGED, NOT_JUDGED, ""]
    assert (found.verdict, found.n_judged) == ("too_few", 0)
    assert isnan(found.p_value)
    # all offices together are told all the same
    assert found.table["p_value"].iloc[-1] == pytest.approx(2 * 19 / 2**18)
    assert judge_appointments(appointed(("A", 10, 0, 0.5), ("B", 8, 1, 0.5))).n_judged == 1


def test_equal_chances_are_rarely_flagged(rng):
    chances = rng.uniform(0.2, 0.7, 900)
    flagged = 0
    for _ in range(40):
        rows = pd.DataFrame({
            PD: [f"Dinas {i % 30:02}" for i in range(900)],
            SEX: np.where(rng.uniform(size=900) < chances, "P", "L"),
            "harapan": chances,
            "langkah": "CPNS ke Pengawas",
        })  # fmt: skip
        flagged += judge_appointments(rows).verdict == "gap"
    assert flagged <= 5  # at most one in twenty; 6 or more of 40 have a chance of 1 %


def test_every_option_changes_something():
    rows = appointed(("A", 12, 0, 0.5), ("B", 6, 6, 0.5))
    usual = judge_appointments(rows)
    assert judge_appointments(rows, level=1e-6).flagged == ()
    narrow = judge_appointments(rows, conf_level=0.5).table["conf_low"]
    assert (narrow.dropna() > usual.table["conf_low"].dropna()).all()


def test_people_without_an_office_are_counted_last_and_not_judged():
    found = judge_appointments(appointed((UNKNOWN, 12, 0, 0.5), ("Z", 6, 6, 0.5)))
    assert found.table[PD].tolist() == ["Z", UNKNOWN, ALL_OFFICES]
    assert found.table["penilaian"].tolist() == [NOT_FLAGGED, NOT_JUDGED, ""]
    assert (found.flagged, found.n_judged) == ((), 1)
