"""The snapshot counts the right people and puts each into the right group."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.snapshot import UNKNOWN, build_snapshot
from pug_analysis.config import Config, DataMentah
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.ingest.tables.schema import TABLES


# --- by hand
def test_only_active_people_are_counted(tiny_pegawai, config):
    # 24 people; retired PNS, PNS with a PPPK code, PPPK with a PNS code, inactive PPPK are out.
    active = is_active(tiny_pegawai, config=config)
    assert active.sum() == 20
    assert not active.tail(4).any()


def test_cpns_counts_with_pns(tiny):
    assert tiny.loc[tiny["status_asn"] == "CPNS", "kelompok_status"].unique().tolist() == ["PNS"]


@pytest.mark.parametrize(
    ("jenjang", "people"),
    [
        ("JPT Pratama", 2),
        ("Administrator", 3),
        ("Pengawas", 3),
        ("Pelaksana", 5),
        ("JF", 6),
        (UNKNOWN, 1),
    ],
)
def test_jenjang(tiny, jenjang, people):
    assert (tiny["jenjang"] == jenjang).sum() == people


def test_structural_track_has_no_teachers_no_health_staff_no_cpns_and_no_pppk(tiny):
    # 8 structural, 3 pelaksana PNS, 1 JF teknis PNS
    track = tiny.loc[tiny["jalur_struktural"]]
    assert len(track) == 12
    assert set(track["kelompok_jf"]) == {"", "Teknis"}
    assert set(track["status_asn"]) == {"PNS"}


@pytest.mark.parametrize(
    ("usia", "band"),
    [(30, "≤ 30 tahun"), (31, "31 - 40 tahun"), (50, "41 - 50 tahun"), (51, "> 50 tahun")],
)
def test_age_bands_leave_out_no_age(tiny, usia, band):
    assert set(tiny.loc[tiny["usia_tahun"] == usia, "kelompok_usia"]) == {band}


@pytest.mark.parametrize(
    ("tahun", "band"),
    [(5, "0 - 5 tahun"), (6, "6 - 15 tahun"), (15, "6 - 15 tahun"), (16, "> 15 tahun")],
)
def test_service_bands(tiny, tahun, band):
    assert set(tiny.loc[tiny["masa_kerja_tahun"] == tahun, "kelompok_masa_kerja"]) == {band}


def test_pppk_grade_is_never_read_as_a_pns_grade(tiny):
    assert set(tiny.loc[~tiny["status_asn"].isin(["PNS", "CPNS"]), "kelompok_golongan"]) == {"PPPK"}


def test_profesi_counts_with_s1(tiny):
    assert set(tiny.loc[tiny["tingkat_pendidikan"] == "42", "kelompok_pendidikan"]) == {"S1/D4"}


def test_eselon_v_counts_with_pelaksana(tiny_pegawai, config):
    row = tiny_pegawai.head(1).assign(eselon="V.a")
    assert build_snapshot(row, config=config)["jenjang"].tolist() == ["Pelaksana"]


def test_jft_madya_equivalent_of_jpt_madya_is_not_in_a_regency(tiny_pegawai, config):
    row = tiny_pegawai.head(1).assign(eselon="I.b")
    assert build_snapshot(row, config=config)["jenjang"].tolist() == ["JPT Madya"]


# --- properties
def test_settings_change_who_counts(tiny_pegawai):
    without_cltn = Config(data=DataMentah(kedudukan_aktif_pns=("01", "03", "15")))
    assert len(build_snapshot(tiny_pegawai, config=without_cltn)) == 19


def test_inputs_stay_as_they_were(tiny_pegawai, config):
    before = tiny_pegawai.copy()
    build_snapshot(tiny_pegawai, config=config)
    pd.testing.assert_frame_equal(tiny_pegawai, before)


def test_nobody_is_a_snapshot_too(config):
    empty = pd.DataFrame({n: pd.Series(dtype=t) for n, t in TABLES["pegawai"].dtypes.items()})
    assert len(build_snapshot(empty, config=config)) == 0
