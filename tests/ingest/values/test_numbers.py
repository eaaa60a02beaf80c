"""Numbers as typed in Indonesia."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.ingest.values.cells import code_column
from pug_analysis.ingest.values.numbers import no_numbers, parse_hours, parse_number, read_numbers


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12,5", 12.5), ("12.5", 12.5), ("0,375", 0.375), ("0.375", 0.375), ("1.500", 1500.0),
        ("1.500.000,25", 1500000.25), ("Rp 2.000.000", 2000000.0), ("Rp. 75.000,-", 75000.0),
        ("17,5 %", 17.5), ("17,5%", 17.5), ("40 JP", 40.0), ("25 orang", 25.0), ("40,0", 40.0),
        ("1 500 000", 1500000.0), ("-4,5", -4.5),
    ],
)  # fmt: skip
def test_spellings(cell, value):
    assert parse_number(cell, kind="number") == (value, ["ANGKA-BENTUK"])


@pytest.mark.parametrize(("cell", "value"), [("12", 12.0), (12, 12.0), (12.5, 12.5), ("-3", -3.0)])
def test_plain_numbers_are_no_finding(cell, value):
    assert parse_number(cell, kind="number") == (value, [])


@pytest.mark.parametrize("cell", ["", "-", "n/a", None, "\u00a0"])
def test_empty_cells(cell):
    value, codes = parse_number(cell or "", kind="integer")
    assert value is None
    assert not set(codes) & {"ANGKA-MUSTAHIL", "ANGKA-BENTUK"}


@pytest.mark.parametrize(
    "cell", ["banyak", "1,5", 1.5, "1.50.000", "12-15", True, 1e16, "9" * 20, "1e5", "#12"]
)
def test_no_whole_number(cell):
    assert parse_number(cell, kind="integer")[1][-1] == "ANGKA-MUSTAHIL"


def test_negative_counts_and_strange_years():
    assert parse_number("-2", kind="integer") == (None, ["ANGKA-NEGATIF"])
    for cell in ("25", 1989, 2101, "2025,5", "tahun ini", "2025-01-01"):
        assert parse_number(cell, kind="year")[1][-1] == "TAHUN-MUSTAHIL"
    assert parse_number(2025.0, kind="year") == (2025.0, [])


def test_a_formula_that_failed_is_told():
    assert parse_number("#REF!", kind="number") == (None, ["SEL-GALAT"])


def test_columns():
    cells = code_column(np.array([1, "2,5", "", "x"], dtype=object))
    index = pd.Index([5, 6, 7, 8])
    values, notes = read_numbers(cells, index, "target", kind="number")
    assert values.dtype == "Float64"
    assert values.fillna(-1).tolist() == [1, 2.5, -1, -1]
    assert notes[["alamat", "kode", "bentuk"]].to_numpy().tolist() == [
        [6, "ANGKA-BENTUK", "9,9"], [8, "ANGKA-MUSTAHIL", "A"],
    ]  # fmt: skip
    assert read_numbers(cells.take([0]), index[:1], "t", kind="integer")[0].dtype == "Int64"
    assert no_numbers(index, kind="year").isna().all()


@given(st.integers(0, 10**12))
def test_thousands_by_a_second_way(n):
    written = f"{n:,}".replace(",", ".")
    assert parse_number(written, kind="integer")[0] == n


@pytest.mark.parametrize(
    ("cell", "hours", "codes"),
    [("40", 40, []), ("40 JP", 40, []), ("40 jpl.", 40, []), ("40 jam pelajaran", 40, []), ("40,0", 40, []),
     ("40.00", 40, []), (40.0, 40, []), ("", None, []), ("-", None, ["TEKS-NULL"]),
     ("1.250", 1250, ["ANGKA-BENTUK"]), ("1.000", 1000, ["ANGKA-BENTUK"]), ("40,5", 40, ["ANGKA-BENTUK"]),
     *((text, None, ["JAM-TAK-TERBACA"]) for text in (
         "4O", "1e3", "5 hari", "-40", "40-50", "2 minggu", "±40", "40 JP/hari", "3 bln", "99999", "JP", -40.0))],
)  # fmt: skip
def test_hours_of_a_training(cell, hours, codes):
    assert parse_hours(cell) == (hours, codes)
