"""Waiting time in each golongan."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.cohort import Cohort
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.kohort.pangkat import rank_question, rank_speed, rank_spells


def make(wait_men: int, wait_women: int, n: int = 30) -> tuple[Cohort, pd.DataFrame, pd.DataFrame]:
    """Everybody enters with III/a in January 2010 and reaches III/b after so many months."""
    people, ranks = [], []
    for sex, wait in (("L", wait_men), ("P", wait_women)):
        for i in range(n):
            who = f"{sex}{i}"
            people.append({"pegawai_id": who, "jenis_kelamin": sex, "masuk": 2010 * 12, "diamati": 2010 * 12,
                           "keluar": pd.NA, "sebab": "", "angkatan": "2010-2014", "pendidikan": "S1/D4",
                           "keluarga": "Teknis"})  # fmt: skip
            reached = pd.Timestamp("2010-01-01") + pd.DateOffset(months=wait)
            ranks += [
                (who, "III/a", pd.Timestamp("2010-01-01"), "211"),
                (who, "III/b", reached, "101"),
            ]
    numbers = {"masuk": "Int64", "diamati": "Int64", "keluar": "Int64"}
    cohort = Cohort(pd.DataFrame(people).astype(numbers), pd.DataFrame(), 2005 * 12)
    columns = list(TABLES["golongan"].dtypes)
    golongan = pd.DataFrame(ranks, columns=columns).astype(TABLES["golongan"].dtypes)
    cltn = pd.DataFrame({n: pd.Series(dtype=t) for n, t in TABLES["cltn"].dtypes.items()})
    return cohort, golongan, cltn


def test_women_who_wait_a_year_longer():
    table = rank_speed(*make(48, 60), until=2025 * 12)
    row = table.iloc[0]
    assert (row["dari"], row["ke"]) == ("III/a", "III/b")
    assert (row["median_pria"], row["median_wanita"]) == (48, 60)
    # month 48: 30 of 60 at risk, women are half: 15 expected; month 60: only women are left: 30
    assert row["harapan_wanita"] == pytest.approx(45)
    assert row["p_value"] < 0.001
    assert len(table) == 1


def test_equal_waits():
    row = rank_speed(*make(48, 48), until=2025 * 12).iloc[0]
    assert row["harapan_wanita"] == pytest.approx(row["kejadian_wanita"])


def test_steps_with_too_few_people_are_left_out():
    assert rank_speed(*make(48, 60, n=10), until=2025 * 12).empty


def test_women_who_were_never_enough_at_once_are_left_out():
    """Enough people over all years, but never 20 women at risk in one month."""
    cohort, golongan, cltn = make(48, 60)
    late = cohort.people.assign(
        diamati=[m + 7 * i % 59 if s == "P" else m for i, (s, m) in enumerate(
            zip(cohort.people["jenis_kelamin"], cohort.people["masuk"], strict=True))]
    )  # fmt: skip
    few = Cohort(
        late.loc[~((late["jenis_kelamin"] == "P") & (late["diamati"] > late["masuk"] + 20))],
        pd.DataFrame(),
        0,
    )
    assert rank_speed(few, golongan, cltn, until=2025 * 12).empty


def test_who_jumped_over_a_golongan_never_waited_in_it():
    cohort, golongan, cltn = make(48, 60, n=2)
    started = pd.Series({"L0": 2010 * 12, "L1": 2014 * 12, "P0": 2011 * 12}, dtype="Int64")
    reached = pd.Series({"L0": 2014 * 12, "L1": 2014 * 12}, dtype="Int64")
    spells = rank_spells(cohort, cltn, started=started, reached=reached, until=2020 * 12).table
    rows = spells[["pegawai_id", "entry", "exit", "cause"]].to_numpy().tolist()
    assert rows == [["L0", 0, 48, "promosi"], ["P0", 0, 108, ""]]
    asked = rank_question(cohort, golongan, cltn, below="III/a", above="III/b", until=2025 * 12)
    assert asked.target == "III/b"
