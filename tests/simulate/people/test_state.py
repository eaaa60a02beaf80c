from __future__ import annotations

import pandas as pd

from pug_analysis.simulate.people.state import state
from pug_analysis.terms import pegawai
from pug_analysis.terms.kalender import Periode


def test_the_same_people_through_the_years(regency):
    frames = {y: state(regency, Periode(y)).set_index("pegawai") for y in regency.years}
    left = set(regency.people.loc[regency.people["exit"] <= pd.Timestamp("2024-12-31"), "pegawai"])
    before = frames[2023].loc[frames[2023]["active"]]
    now = frames[2024].loc[frames[2024]["active"]]
    assert set(before.index) - left == set(before.index) & set(now.index)
    both = sorted(set(before.index) & set(now.index))
    assert (before.loc[both, "nip"] == now.loc[both, "nip"]).all()
    assert (before.loc[both, "golongan"] <= now.loc[both, "golongan"]).all()


def test_active_people_have_an_active_kedudukan_and_leavers_have_not(regency):
    found = state(regency, Periode(2025))
    usable = {
        *pegawai.KEDUDUKAN_AKTIF_PNS, *pegawai.KEDUDUKAN_AKTIF_PPPK, *pegawai.KEDUDUKAN_PARUH_WAKTU
    }  # fmt: skip
    assert set(found.loc[found["active"], "kedudukan"]) <= usable
    gone = found[~found["active"]]
    assert not set(gone["kedudukan"]) & usable
    assert (gone["exit"] > pd.Timestamp("2024-12-31")).all()


def test_somebody_who_leaves_on_new_year_is_still_here_on_31_december(regency):
    day = pd.Timestamp("2025-01-01")
    leaving = regency.people.loc[regency.people["exit"] == day, "pegawai"]
    found = state(regency, Periode(2024)).set_index("pegawai")
    assert found.loc[found.index.intersection(leaving), "active"].all()


def test_cpns_become_pns_after_a_year(regency):
    found = state(regency, Periode(2025))
    cpns = found["status_asn"] == "CPNS"
    assert (found.loc[cpns, "tmt_cpns"] > pd.Timestamp("2024-12-31")).all()
    assert set(found["status_asn"]) <= set(pegawai.STATUS_ASN)


def test_nothing_is_missing(regency):
    found = state(regency, Periode(2025))
    for column in ("golongan", "tmt_golongan", "jenis", "title", "unit", "tmt_jabatan"):
        assert found[column].notna().all(), column
