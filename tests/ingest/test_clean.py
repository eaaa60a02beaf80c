"""Codes in every spelling that is read."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.clean import (
    parse_eselon,
    parse_eselon_id,
    parse_golongan,
    parse_golongan_id,
    parse_integer,
    parse_jenis_jabatan,
    parse_kedudukan,
    parse_leaving,
    parse_pendidikan,
)
from pug_analysis.terms import golongan, jabatan, pegawai


@pytest.mark.parametrize(
    "text",
    [
        "III.a",
        "3A",
        "IIIa",
        "3/a",
        "iii/A",
        "III a",
        "III-a",
        "Penata Muda (III/a)",
        "31",
        "Gol. III/a",
        "Penata Muda",
    ],
)
def test_spellings_of_one_golongan(text):
    assert parse_golongan(text, pppk=False) == ("III/a", "GOL-BENTUK")


def test_pangkat_names_are_read_whole():
    for step, name in zip(golongan.GOLONGAN_PNS, golongan.PANGKAT, strict=True):
        assert parse_golongan(name.replace("Tingkat I", "Tk. I"), pppk=False)[0] == step


@pytest.mark.parametrize("text", ["V/a", "III/e", "VI/a", "IX", "0", "Penata Tua", "NA"])
def test_what_is_no_golongan_of_a_pns(text):
    assert parse_golongan(text, pppk=False) == ("", "GOL-MUSTAHIL")


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("IX", "IX"),
        ("9", "IX"),
        ("Golongan IX", "IX"),
        ("III/a", "IX"),
        ("31", "IX"),
        ("II/a", "V"),
    ],
)
def test_grades_of_pppk(text, grade):
    assert parse_golongan(text, pppk=True)[0] == grade


def test_codes_collide_and_the_status_decides():
    for i, code in enumerate(golongan.GOLONGAN_ID):
        assert parse_golongan_id(code, pppk=False) == (golongan.GOLONGAN_PNS[i], "")
        assert parse_golongan_id(code, pppk=True) == (golongan.GOLONGAN_PPPK[i], "")
    # Neither grade XI nor id 11 can be meant for sure.
    assert parse_golongan("11", pppk=True) == ("", "GOL-MUSTAHIL")


@pytest.mark.parametrize("text", ["IIB", "22", "II/b", "Eselon II.b", "ESELON II.B", "2b", "II b"])
def test_spellings_of_one_eselon(text):
    assert parse_eselon(text) == ("II.b", "ESELON-BENTUK")


@pytest.mark.parametrize("text", ["", "-", "NON ESELON", "Non", "99"])
def test_no_eselon(text):
    assert parse_eselon(text) == ("", "")


def test_ids_of_eselon():
    assert all(parse_eselon_id(k) == (v, "") for k, v in jabatan.ESELON.items())
    assert parse_eselon("VII.c") == ("", "ESELON-MUSTAHIL")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1", "struktural"), ("Jabatan Struktural", "struktural"), ("2", "fungsional"), ("JFT", "fungsional"),
     ("Jabatan Fungsional Tertentu", "fungsional"), ("4", "pelaksana"), ("Jabatan Fungsional Umum", "pelaksana"),
     ("Jabatan Pelaksana", "pelaksana"), ("3", "rangkap")],
)  # fmt: skip
def test_kinds_of_posts(text, kind):
    assert parse_jenis_jabatan(text) == (kind, "")


def test_unknown_codes_are_not_guessed():
    assert parse_jenis_jabatan("Lain") == ("", "JABATAN-TAK-DIKENAL")
    assert parse_kedudukan("") == ("", "KEDUDUKAN-TAK-DIKENAL")
    assert parse_pendidikan("Kejar Paket") == ("", "PENDIDIKAN-TAK-DIKENAL")
    assert parse_leaving("") == ""


def test_every_kedudukan_by_code_and_name():
    for code, name in pegawai.KEDUDUKAN_HUKUM.items():
        assert parse_kedudukan(code.lstrip("0")) == (code, "")
        assert parse_kedudukan(name.upper()) == (code, "")


def test_every_level_of_education_by_code_and_name():
    for code, (name, _) in pegawai.PENDIDIKAN.items():
        assert parse_pendidikan(code.lstrip("0")) == (code, "")
        assert parse_pendidikan(name) == (code, "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Pensiun BUP", "pensiun"), ("PENSIUN JANDA/DUDA", "pensiun"), ("Meninggal Dunia", "meninggal"),
     ("Pensiun karena meninggal", "meninggal"), ("Pindah Instansi", "pindah"),
     ("Diberhentikan tanpa hak pensiun", "berhenti"), ("Mengundurkan diri", "berhenti")],
)  # fmt: skip
def test_kinds_of_leaving(text, kind):
    assert parse_leaving(text) == kind


@pytest.mark.parametrize(
    ("text", "number"),
    [("40", 40), ("40 JP", 40), ("40,0", 40), ("5 hari", None), ("", None), ("dua", None)],
)
def test_whole_numbers(text, number):
    assert parse_integer(text) == number
