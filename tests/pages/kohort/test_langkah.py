"""Both questions asked at once for the page."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import choose
from pug_analysis.careers.cohort import Cohort
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.kohort.langkah import answer_climb

UNTIL = 2025 * 12 + 11


def entrants(n: int, *, register_start: int | None = 2000 * 12) -> Cohort:
    """n men and n women who entered in January 2000."""
    people = pd.DataFrame(
        {
            "pegawai_id": [f"{sex}{i}" for sex in "LP" for i in range(n)],
            "jenis_kelamin": ["L"] * n + ["P"] * n, "angkatan": "2000-2004", "pendidikan": "S1/D4",
            "keluarga": "Teknis", "masuk": 2000 * 12, "diamati": 2000 * 12, "keluar": pd.NA, "sebab": "",
        }
    ).astype({"masuk": "Int64", "diamati": "Int64", "keluar": "Int64"})  # fmt: skip
    flow = pd.DataFrame({"langkah": ["Dianalisis"], "orang": [2 * n]})
    return Cohort(people, flow, register_start)


def opened(**months: str) -> SimpleNamespace:
    """Posts of Pengawas by person and month."""
    types = TABLES["jabatan"].dtypes
    rows = [
        {"pegawai_id": who, "tmt_jabatan": f"{month}-01", "penugasan": "definitif", "eselon": "IV.a",
         "jenjang_jf": "", "penyetaraan": False}
        for who, month in months.items()
    ]  # fmt: skip
    jabatan = pd.DataFrame(rows).reindex(columns=list(types)).astype(types)
    cltn = pd.DataFrame(columns=list(TABLES["cltn"].dtypes))
    return SimpleNamespace(tables={"jabatan": jabatan, "cltn": cltn}, until=UNTIL)


def promoted(sex: str, n: int, month: str) -> dict[str, str]:
    return {f"{sex}{i}": month for i in range(n)}


def test_both_questions_of_one_cohort():
    """60 men and 60 women; after five years 20 men and 10 women are Pengawas, after 12 years 30 and 25."""
    data = opened(
        **promoted("L", 30, "2012-01") | promoted("L", 20, "2004-01"),
        **promoted("P", 25, "2012-01") | promoted("P", 10, "2004-01"),
    )
    found = answer_climb(data, entrants(60), groups=choose(), margin=0.05)
    assert found.first.to_dict() == {"L": 30, "P": 25}
    assert found.ladder.table.loc[0, ["kejadian_pria", "kejadian_wanita"]].tolist() == [30, 25]
    assert found.speed.verdict == "inconclusive"
    # month 48: 30 of 120; month 144: 25 of 90, of whom 40 men and 50 women
    first, second = 30 * 90 / 119 / 4, 25 * 65 / 89 * (40 * 50 / 90**2)
    assert found.variance.to_dict() == {"CPNS ke Pengawas": pytest.approx(first + second)}
    assert (found.margin, found.obstacle) == (0.05, "")
    curves = found.speed.curves.set_index("time")
    assert curves.loc[60, ["share_pria", "share_wanita"]].tolist() == pytest.approx(
        [20 / 60, 10 / 60]
    )
    # still at risk of the sex with fewer: 60 - 20 men after five and ten years, 30 after fifteen
    assert found.at_risk.to_dict() == {60: 40, 120: 40, 180: 30, 240: 30}


def test_a_protected_merge_keeps_the_entry_groups_to_itself():
    pooled = SimpleNamespace(pooled=SimpleNamespace(tier="terlindung"))
    assert answer_climb(SimpleNamespace(), pooled, groups=choose(), margin=0.05) is None


def test_without_a_leavers_list_the_obstacle_is_named():
    found = answer_climb(
        opened(**promoted("L", 20, "2004-01")),
        entrants(30, register_start=None),
        groups=choose(),
        margin=0.05,
    )
    assert found.obstacle == "no_leavers"
    assert found.at_risk.empty
    assert found.ladder.table.loc[0, "putusan"] == "no_leavers"
