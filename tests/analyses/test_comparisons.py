"""All targets, treatments of position conversion, and the split by job family."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import SEX, ask, choose
from pug_analysis.analyses.comparisons import (
    compare_targets,
    compare_treatments,
    composition_split,
)
from pug_analysis.careers.cohort import build_cohort
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.ingest.schema import TABLES


def empty(name: str) -> pd.DataFrame:
    return pd.DataFrame({n: pd.Series(dtype=t) for n, t in TABLES[name].dtypes.items()})


def test_a_tiny_office_says_too_few_everywhere(tiny_pegawai):
    tables = {name: empty(name) for name in TABLES} | {"pegawai": tiny_pegawai}
    posts = pd.DataFrame({"pegawai_id": tiny_pegawai["pegawai_id"]}).assign(
        jenis_jabatan="pelaksana", eselon="", kelompok_jf="", jenjang_jf="", jabatan="",
        tmt_jabatan=pd.Timestamp("2010-03-01"), penugasan="definitif", penyetaraan=False,
        perangkat_daerah="",
    )  # fmt: skip
    tables["jabatan"] = posts.astype(TABLES["jabatan"].dtypes)
    degrees = posts[["pegawai_id"]].assign(
        tingkat_pendidikan="40", tahun_lulus=2009, pendidikan_pertama=True
    )
    tables["pendidikan"] = degrees.astype(TABLES["pendidikan"].dtypes)
    cohort = build_cohort(tables, active=pd.Series(True, index=tiny_pegawai.index))
    options = {"until": 2025 * 12 + 11, "groups": choose(), "time": 120, "margin": 0.05}
    assert set(compare_targets(cohort, tables, **options)["putusan"]) == {"too_few"}
    table = compare_treatments(cohort, tables, **options)
    assert table["perlakuan"].tolist() == ["compete", "censor", "stay"]
    assert set(table["putusan"]) == {"too_few"}


def test_a_difference_of_composition_alone():
    # half of technical staff, nobody of the teachers is appointed; women are teachers more often
    rows = [
        (sex, family, exit_, cause)
        for sex, technical, teachers in (("L", 80, 20), ("P", 20, 80))
        for family, n in (("Teknis", technical), ("Guru", teachers))
        for i in range(n)
        for exit_, cause in [(60, PROMOSI) if family == "Teknis" and i % 2 else (200, "")]
    ]
    table = pd.DataFrame(rows, columns=[SEX, "keluarga", "exit", "cause"]).assign(
        pegawai_id=[str(i) for i in range(200)], entry=0, asal=2005 * 12, angkatan="2005-2009",
        pendidikan="S1/D4",
    )  # fmt: skip
    question = ask(
        "Pengawas", Spells(table, pd.DataFrame({"langkah": ["Dianalisis"], "orang": [200]}))
    )
    parts = composition_split(question, time=120, until=2025 * 12).set_index("part")["estimate"]
    # 40 % of men, 10 % of women
    assert parts["total"] == pytest.approx(-0.3)
    assert parts["composition"] == pytest.approx(-0.3)
    assert parts["rate"] == pytest.approx(0)
