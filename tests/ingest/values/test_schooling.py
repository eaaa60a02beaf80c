"""Levels of education in every wording that is read."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.values.schooling import parse_pendidikan
from pug_analysis.terms import pegawai


def test_every_level_of_education_by_code_and_name():
    for code, (name, _) in pegawai.PENDIDIKAN.items():
        assert parse_pendidikan(code.lstrip("0")) == (code, "")
        assert parse_pendidikan(name) == (code, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [("Strata 1", "40"), ("Strata I", "40"), ("Strata Satu (S1)", "40"), ("S-1", "40"), ("S.1", "40"),
     ("Sarjana (S1)", "40"), ("S1 Akuntansi", "40"), ("S-1 Pendidikan Guru Sekolah Dasar", "40"),
     ("S1 - Teknik Sipil", "40"), ("D4/S1", "40"), ("Sarjana Terapan / D-IV", "35"), ("D-IV Kebidanan", "35"),
     ("Diploma 3", "30"), ("D-III", "30"), ("D III Keperawatan", "30"), ("Diploma III (D3)", "30"),
     ("Akademi/D3", "30"), ("Sarjana Muda", "30"), ("Diploma II", "25"), ("D-I", "20"),
     ("Magister (S2)", "45"), ("Pasca Sarjana (S2)", "45"), ("Strata 2", "45"), ("S2/Magister", "45"),
     ("Doktor (S3)", "50"), ("Strata III", "50"), ("Profesi Ners", "42"), ("Dokter Spesialis", "47"),
     ("SLTA / SMA Sederajat", "15"), ("SMA/Sederajat", "15"), ("SMA / SMK / MA", "15"), ("Paket C", "15"),
     ("Sekolah Menengah Umum", "15"), ("SMK/STM", "17"), ("SLTA Kejuruan / SMK", "17"), ("SPG", "18"),
     ("SMP/MTs Sederajat", "10"), ("SLTP Sederajat", "10"), ("SD / MI", "05"), ("SD Sederajat", "05")],
)  # fmt: skip
def test_other_words_for_a_level(text, code):
    assert parse_pendidikan(text) == (code, "")
    assert parse_pendidikan(text.upper()) == (code, "")


@pytest.mark.parametrize(
    "text", ["Kejar Paket", "S1/S2", "D3 atau S1", "Kursus", "SMA/D3", "S4", "Akuntansi", "?"]
)
def test_what_names_no_single_level_is_not_guessed(text):
    assert parse_pendidikan(text) == ("", "PENDIDIKAN-TAK-DIKENAL")
