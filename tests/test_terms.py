"""The vocabulary is complete and agrees with itself."""

from __future__ import annotations

from pug_analysis.terms import diklat, golongan, jabatan, kalender, pegawai
from pug_analysis.terms.syarat import MASA_SYARAT, SYARAT
from pug_analysis.terms.temuan import TEMUAN


def test_both_ladders_have_17_steps_with_shared_ids():
    assert (
        len(golongan.GOLONGAN_PNS) == len(golongan.GOLONGAN_PPPK) == len(golongan.GOLONGAN_ID) == 17
    )
    shared = dict(
        zip(
            golongan.GOLONGAN_ID,
            zip(golongan.GOLONGAN_PNS, golongan.GOLONGAN_PPPK, strict=True),
            strict=True,
        )
    )
    # the collisions that make a bare code meaningless
    assert shared["21"] == ("II/a", "V")
    assert shared["23"] == ("II/c", "VII")
    assert shared["31"] == ("III/a", "IX")
    assert len(golongan.PANGKAT) == 17


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


def test_every_eselon_has_a_level():
    assert set(jabatan.ESELON.values()) - {""} == set(jabatan.JENJANG_OF_ESELON)


def test_months_are_read_in_all_spellings():
    assert len(kalender.BULAN) == 12
    assert set(kalender.BULAN_DIBACA.values()) == set(range(1, 13))
    assert kalender.BULAN_DIBACA["nopember"] == 11


def test_leadership_courses_name_levels_of_posts():
    assert {level for _, level in diklat.LATIHAN_STRUKTURAL.values()} == {
        "I",
        "II",
        "III",
        "IV",
        "V",
        "",
    }


def test_findings_that_need_work_say_what_to_do():
    for finding in TEMUAN.values():
        assert finding.pesan.endswith(".")
        if finding.tindakan in ("tolak", "karantina"):
            assert finding.saran, finding.kode


def test_what_each_post_asks_for_as_the_law_has_it():
    """PP 11/2017 art. 54 (pengawas, administrator) and 107 (JPT pratama), with PP 17/2020; written out."""
    asked = {post: (one.dari, one.tahun, one.golongan, one.diklat) for post, one in SYARAT.items()}
    assert asked == {
        # art. 54 (3): 4 years as pelaksana or in a JF equal to it, D3 or higher
        "Pengawas": ("Pelaksana", 4, "III/b", "PKP"),
        # art. 54 (2): 3 years as pengawas or in a JF equal to it, S1 or D4
        "Administrator": ("Pengawas", 3, "III/d", "PKA"),
        # art. 107: 2 years as administrator or JF ahli madya, S1 or D4
        "JPT Pratama": ("Administrator", 2, "IV/b", "PKN II"),
    }
    # ids of the reference list: 30 D3, 35 D4, 40 S1, 42 and 47 of profession and specialists, 45 S2, 50 S3
    assert SYARAT["Pengawas"].pendidikan == ("30", "35", "40", "42", "45", "47", "49", "50")
    for post in ("Administrator", "JPT Pratama"):
        assert SYARAT[post].pendidikan == ("35", "40", "42", "45", "47", "49", "50")


def test_months_that_the_posts_of_trainings_ask_for():
    """One year as CPNS (art. 34) and 4 as PNS; then 3 and 2 years in the level below."""
    assert MASA_SYARAT == {"PKP": 12 + 48, "PKA": 36, "PKN II": 24}
