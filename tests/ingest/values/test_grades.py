"""Golongan and eselon in every spelling that is read."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.ingest.values.grades import (
    parse_eselon,
    parse_eselon_id,
    parse_golongan,
    parse_golongan_id,
)
from pug_analysis.terms import golongan, jabatan


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
    "text",
    ["III/d (Penata Tingkat I)", "Penata Tk. I, III/d", "Penata Tingkat I (III/d)", "PENATA TK.I III/D",
     "III/d - Penata Tk. I", "Penata Tk I / III d", "(III/d) Penata Tingkat I", "Penata Tk.1 - III.d",
     "Gol. III/d, Penata Tk. I", "Penata Tingkat I", "Pangkat Penata Tk. I Gol. Ruang III/d", "3d Penata Tk I",
     "Penata Tingkat Satu (III/d)", "III/d\nPenata Tk. I", "PNS III/d"],
)  # fmt: skip
def test_a_golongan_beside_the_name_of_its_rank(text):
    assert parse_golongan(text, pppk=False) == ("III/d", "GOL-BENTUK")


def test_every_rank_stands_before_or_behind_its_golongan():
    for step, name in zip(golongan.GOLONGAN_PNS, golongan.PANGKAT, strict=True):
        for spelled in (name, name.replace("Tingkat", "Tk."), name.upper()):
            for text in (f"{spelled}, {step}", f"{step} ({spelled})", f"{spelled} {step.upper()}"):
                assert parse_golongan(text, pppk=False) == (step, "GOL-BENTUK"), text


@pytest.mark.parametrize(
    ("text", "grade"),
    [("IX (Ahli Pertama)", "IX"), ("Ahli Pertama - IX", "IX"), ("PPPK IX", "IX"), ("Gol. VII / Terampil", "VII"),
     ("III/b (Penata Muda Tk. I)", "X"), ("Golongan V", "V"), ("XI/PPPK", "XI")],
)  # fmt: skip
def test_a_grade_of_pppk_beside_other_words(text, grade):
    assert parse_golongan(text, pppk=True)[0] == grade


def test_a_rank_of_another_golongan_is_told():
    assert parse_golongan("III/d (Penata)", pppk=False) == ("III/d", "GOL-BEDA-PANGKAT")


@pytest.mark.parametrize(
    "text", ["III/d atau IV/a", "III/c - III/d", "III/d (Sakti)", "Penata Tk. I Sakti", "Tk. I"]
)
def test_what_says_two_things_or_a_strange_one_is_no_golongan(text):
    assert parse_golongan(text, pppk=False) == ("", "GOL-MUSTAHIL")


@pytest.mark.parametrize(
    "text",
    ["Non-Eselon", "NON – ESELON", "NonEselon", "Non. Eselon", "Bukan Eselon", "Tidak Ber-eselon", "Tanpa Eselon",
     "Tidak Ada", "Staf", "Fungsional", "Pelaksana", "JFT", "Non Struktural", "nihil", "Non Eselon / Fungsional", "Non Eselon/JFT", "Tidak memiliki eselon"],
)  # fmt: skip
def test_relatives_of_no_eselon(text):
    assert parse_eselon(text) == ("", "")


@pytest.mark.parametrize(
    "text",
    ["Pengawas (IV.a)", "IV.a - Pengawas", "Eselon IV/a", "ESELON IV A", "EselonIVa", "Es. IV.a"],
)
def test_an_eselon_beside_its_level(text):
    assert parse_eselon(text) == ("IV.a", "ESELON-BENTUK")


@pytest.mark.parametrize("text", ["II.b / III.a", "IV", "Eselon", "IV.a lama", "VI.a", "Non IV.a"])
def test_what_is_no_eselon_for_sure(text):
    assert parse_eselon(text) == ("", "ESELON-MUSTAHIL")


def test_files_with_ranks_and_words_are_the_clean_ones(office):
    clean = office.clean()
    ranks = {"III/c": "Penata, III/c", "IX": "IX (Ahli Pertama)"}
    rows = office.people()
    grade, eselon = rows[0].index("GOL AKHIR NAMA"), rows[0].index("ESELON NAMA")
    for row in rows[1:]:
        row[grade], row[eselon] = ranks[row[grade]], row[eselon] or "Non-Eselon"
    office.csv("a.csv", rows)
    build = office.build()
    assert office.codes(build) == {"GOL-BENTUK"}
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)
