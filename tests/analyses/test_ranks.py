"""Waiting time in each golongan."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.ranks import rank_speed
from pug_analysis.careers.cohort import Cohort
from pug_analysis.ingest.schema import TABLES


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
    cohort = Cohort(pd.DataFrame(people).astype(numbers), pd.DataFrame(), None)
    columns = list(TABLES["golongan"].dtypes)
    golongan = pd.DataFrame(ranks, columns=columns).astype(TABLES["golongan"].dtypes)
    cltn = pd.DataFrame({n: pd.Series(dtype=t) for n, t in TABLES["cltn"].dtypes.items()})
    return cohort, golongan, cltn


def test_women_who_wait_a_year_longer():
    table = rank_speed(*make(48, 60), until=2025 * 12)
    row = table.iloc[0]
    assert (row["dari"], row["ke"]) == ("III/a", "III/b")
    assert (row["median_pria"], row["median_wanita"]) == (48, 60)
    # of the first 72 months men have it for 24, women for 12
    assert row["estimate"] == pytest.approx(12)
    assert row["p_value"] < 0.001
    assert len(table) == 1


def test_equal_waits():
    row = rank_speed(*make(48, 48), until=2025 * 12).iloc[0]
    assert row["estimate"] == pytest.approx(0)


def test_steps_with_too_few_people_are_left_out():
    assert rank_speed(*make(48, 60, n=10), until=2025 * 12).empty
