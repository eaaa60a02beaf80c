"""People: education, who counts as active, bands of age and service."""

from __future__ import annotations

import pytest

from pug_analysis.terms import golongan, pegawai


def test_every_education_has_a_group_an_entry_grade_and_a_ceiling():
    assert set(pegawai.PENDIDIKAN) == set(pegawai.GOLONGAN_AWAL) == set(pegawai.CEILING_REGULER)
    assert {group for _, group in pegawai.PENDIDIKAN.values()} == set(pegawai.KELOMPOK_PENDIDIKAN)
    for code, entry in pegawai.GOLONGAN_AWAL.items():
        assert golongan.ORDINAL[entry] <= golongan.ORDINAL[pegawai.CEILING_REGULER[code]]


def test_age_and_service_bands_leave_no_year_out():
    for bands in (pegawai.KELOMPOK_USIA, pegawai.KELOMPOK_MASA_KERJA):
        years = [year for low, high in bands.values() for year in range(low, high + 1)]
        assert sorted(years) == list(range(201))


def test_active_codes_exist():
    active = (
        *pegawai.KEDUDUKAN_AKTIF_PNS,
        *pegawai.KEDUDUKAN_AKTIF_PPPK,
        *pegawai.KEDUDUKAN_PARUH_WAKTU,
    )
    assert set(active) <= set(pegawai.KEDUDUKAN_HUKUM)


def test_who_counts_as_active():
    """Active, unpaid and study leave, suspension, discipline, preparing for retirement; PPPK 71 and 73."""
    assert pegawai.KEDUDUKAN_AKTIF_PNS == ("01", "02", "03", "04", "13", "15", "20")
    assert pegawai.KEDUDUKAN_AKTIF_PPPK == ("71", "73")
    assert pegawai.KEDUDUKAN_PARUH_WAKTU == ("101",)


@pytest.mark.parametrize(
    ("code", "golongan_awal", "ceiling"),
    # entry grade and highest grade without a post (PP 99/2000 with PP 12/2002)
    [
        ("05", "I/a", "II/a"),
        ("10", "I/c", "II/c"),
        ("15", "II/a", "III/b"),
        ("30", "II/c", "III/c"),
        ("35", "III/a", "III/d"),
        ("40", "III/a", "III/d"),
        ("45", "III/b", "IV/a"),
        ("50", "III/c", "IV/b"),
    ],
)
def test_grades_of_education(code, golongan_awal, ceiling):
    assert pegawai.GOLONGAN_AWAL[code] == golongan_awal
    assert pegawai.CEILING_REGULER[code] == ceiling


def test_the_sex_in_a_nip():
    assert pegawai.SEX_OF_NIP_DIGIT == {"1": "L", "2": "P"}
