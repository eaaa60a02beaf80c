"""Cells: text, shape, cleaning, and findings per distinct value."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from pug_analysis.ingest.cells import (
    clean_code,
    clean_eselon,
    clean_text,
    code_column,
    is_blank,
    note_values,
    parse_cells,
    shape,
    text_of,
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
