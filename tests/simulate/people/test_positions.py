from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.simulate.people.positions import (
    AS_PENYETARAAN,
    FUNGSIONAL,
    functional_level,
    rows,
)
from pug_analysis.simulate.people.titles import TITLES
from pug_analysis.terms.golongan import ORDINAL
from pug_analysis.terms.jabatan import JENJANG_JF


def test_level_follows_golongan():
    golongan = np.array([ORDINAL[g] for g in ("III/a", "III/b", "III/c", "IV/a", "IV/c", "IV/d")])
    found = [JENJANG_JF[i] for i in functional_level(golongan, np.ones(6, bool))]
    assert found == ["Ahli Pertama", "Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Madya",
                     "Ahli Utama"]  # fmt: skip
    golongan = np.array([ORDINAL[g] for g in ("II/a", "II/b", "II/d", "III/b", "III/c", "III/d")])
    found = [JENJANG_JF[i] for i in functional_level(golongan, np.zeros(6, bool))]
    assert found == ["Pemula", "Terampil", "Terampil", "Mahir", "Penyelia", "Penyelia"]


def test_rows_fill_what_is_not_named():
    frame = rows([3], np.array(["2020-01-01"], "datetime64[D]"), title=5)
    assert frame.loc[0, ["jenis", "eselon", "penugasan", "mutasi", "title"]].tolist() == [
        4,
        0,
        0,
        0,
        5,
    ]


def titles(regency) -> pd.Series:
    return regency.jabatan["title"].map(dict(enumerate(TITLES)))


def test_teachers_have_the_titles_of_their_time(large):
    title = titles(large)
    guru = title.str.startswith("Guru")
    old = guru & (large.jabatan["tmt"] < pd.Timestamp("2009-12-01"))
    assert old.any()
    assert title[old].str.contains("Ahli").sum() == 0
    assert title[old].eq("Guru Madya").any()
    assert title[guru & ~old].isin(["Guru", *(f"Guru {j}" for j in JENJANG_JF)]).all()


def test_conversion_is_to_the_level_of_the_regulation_on_mass_dates(large):
    rows_ = large.jabatan["mutasi"] == AS_PENYETARAAN
    title = titles(large)[rows_]
    assert set(large.jabatan.loc[rows_, "jenis"]) == {FUNGSIONAL}
    assert set(large.jabatan.loc[rows_, "tmt"].astype(str)) == {"2021-12-31", "2022-06-30"}
    who = large.people.loc[large.jabatan.loc[rows_, "pegawai"]]
    high = who["first_administrator"].notna().to_numpy()
    assert title[high].str.endswith("Ahli Madya").all()
    assert title[~high].str.endswith("Ahli Muda").all()


def test_a_third_to_a_half_of_pengawas_was_converted(large):
    people = large.people
    day = pd.Timestamp("2021-12-31")
    held = (people["first_pengawas"] <= day) & ~(people["first_administrator"] <= day)
    held &= people["exit"] > day
    assert 0.28 < people.loc[held, "first_penyetaraan"].notna().mean() < 0.5
