"""Cells: text, shape, cleaning, and findings per distinct value."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from pug_analysis.ingest.values.cells import (
    clean_code,
    clean_eselon,
    clean_text,
    code_column,
    is_blank,
    mend_mojibake,
    note_values,
    parse_cells,
    shape,
    text_of,
    unwrap,
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [("a", "a"), (None, ""), (21.0, "21"), (2.5, "2.5"), (True, "TRUE"),
     (dt.date(2020, 1, 2), "2020-01-02"), (dt.datetime(2020, 1, 2, 3), "2020-01-02 03:00:00")],
)  # fmt: skip
def test_text_of_every_kind(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0", "\u200b", "\t\n"])
def test_blank(blank):
    assert is_blank(blank)
    assert not is_blank(0.0)


def test_shape_shows_no_letter_and_no_digit():
    assert shape("Rahasia-12 Ñ") == "AAAAAAA-99 A"
    assert len(shape("x" * 99)) == 40


@pytest.mark.parametrize(
    ("raw", "text", "codes"),
    [
        ("  Dinas   Satu ", "Dinas Satu", []),
        ("Dinas\u00a0Satu", "Dinas Satu", ["TEKS-TERSEMBUNYI"]),
        ("Di\u200bnas", "Dinas", ["TEKS-TERSEMBUNYI"]),
        ("\ufeffNULL", "", ["TEKS-TERSEMBUNYI", "TEKS-NULL"]),
        ("\u2019III", "III", ["TEKS-APOSTROF"]),
        ("NA", "NA", []),
        ("#REF!", "", ["SEL-GALAT"]),
        ("Jum'at", "Jum'at", []),
    ],
)
def test_cleaning(raw, text, codes):
    assert clean_text(raw) == (text, codes)


def test_code_columns_know_more_words_for_nothing():
    assert clean_code("NaN") == ("", ["TEKS-NULL"])
    assert clean_code("21,0") == ("21", [])
    assert clean_eselon("-") == ("", [])


def test_findings_come_back_to_their_rows():
    coded = code_column(np.array(["a", "x", "a", None, 1.0], dtype=object))
    assert coded.values == ("a", "x", "", 1.0)
    found = note_values(coded, pd.Index([7, 8, 9, 10, 11]), "f", [["K"], [], [], ["K", "M"]])
    assert found[["alamat", "kode", "bentuk"]].to_numpy().tolist() == [
        [7, "K", "A"], [9, "K", "A"], [11, "K", "9"], [11, "M", "9"],
    ]  # fmt: skip


def test_parser_runs_once_per_distinct_cell_and_every_row_gets_its_finding():
    asked = []

    def parse(cell):
        asked.append(cell)
        return (None, ["ANGKA-MUSTAHIL"]) if cell == "x" else (int(cell), [])

    coded = code_column(np.array(["7", "x", "7", "x"], dtype=object))
    values, notes = parse_cells(coded, pd.Index([1, 2, 3, 4]), "jumlah", parse, dtype="Int64")
    assert asked == ["7", "x"]
    assert values.isna().tolist() == [False, True, False, True]
    assert notes["alamat"].tolist() == [2, 4]
    assert notes["bentuk"].tolist() == ["A", "A"]


def test_column_without_rows_has_its_kind():
    coded = code_column(np.array([], dtype=object))
    values, notes = parse_cells(coded, pd.Index([]), "jumlah", clean_text, dtype="string")
    assert (len(values), str(values.dtype), len(notes)) == (0, "string", 0)


@pytest.mark.parametrize(
    ("cell", "bare"),
    [('="198501012010011001"', "198501012010011001"), ('= "a"', "a"), (' ="a" ', "a"), ('=""', ""),
     ('="a ""b"" c"', 'a "b" c'), ('="a\nb"', "a\nb"), ('="a"&"b"', '="a"&"b"'), ("=A1", "=A1"),
     ("a=\"b\"", 'a="b"'), (7, 7), (None, None)],
)  # fmt: skip
def test_wrapped_cells(cell, bare):
    assert unwrap(cell) == bare


def test_wrapped_cells_are_the_bare_ones_in_every_column(office):
    clean = office.clean()
    head, *people = office.people(20)
    office.csv("a.csv", [head, *([f'="{c}"' for c in row] for row in people)])
    build = office.build()
    assert office.codes(build) == set()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)
    office.csv("a.csv", [[f'="{c}"' for c in row] for row in [head, *people]], sep=";")
    pd.testing.assert_frame_equal(office.build().tables["pegawai"], clean)


@pytest.mark.parametrize(
    "text", ["Nu\u00f1ez", "Dinas\u00a0Pendidikan", "S\u00e3o", "\u201cMutu\u201d \u2013 \u2018a\u2019", "Jos\u00e9 \u00c9mile", "a \u20ac 5"]
)  # fmt: skip
@pytest.mark.parametrize("times", [1, 2])
def test_utf8_read_as_windows_is_mended(text, times):
    wrong = text
    for _ in range(times):
        # bytes that Windows-1252 does not have are read as Latin-1, as browsers do
        wrong = "".join(
            bytes([b]).decode("cp1252" if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1")
            for b in wrong.encode("utf-8")
        )
    assert wrong != text
    assert mend_mojibake(wrong) == text
    assert "TEKS-MOJIBAKE" in clean_text(wrong)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Nu\u00f1ez",
        "\u00c2ge",
        "ESPA\u00d1\u201d",
        "\u00c3",
        "\u00e9\u00a0",
        "A\u00b2",
        "\u00c9\u2122",
    ],
)
def test_honest_letters_stay(text):
    assert mend_mojibake(text) == text


def test_a_space_that_lost_its_break():
    assert mend_mojibake("Dinas\u00c2 Kesehatan\u00c2") == "Dinas Kesehatan"


def test_wrong_encoding_is_a_finding_and_does_not_split_an_office(office):
    rows = office.people(20)
    unit = rows[0].index("UNOR NAMA")
    clean = office.clean()
    rows[3][unit] = rows[3][unit].replace("Dinas ", "Dinas\u00c2\u00a0")
    rows[4][unit] = rows[4][unit].replace("Bidang", "Bidang\ufffd")
    office.xlsx("a.xlsx", rows)
    build = office.build()
    assert "TEKS-MOJIBAKE" in office.codes(build, 4)
    assert office.codes(build, 5) == {"TEKS-HURUF-HILANG"}
    offices = build.tables["pegawai"]["perangkat_daerah"]
    assert set(offices) == set(clean["perangkat_daerah"])


@pytest.mark.parametrize("text", ["#FIELD!", "#busy!", "Err:502", "#NAMA?", "#ERROR!"])
def test_errors_of_other_programs(text):
    assert clean_text(text) == ("", ["SEL-GALAT"])
