"""Numbers as Indonesian readers write them: babel is the second implementation."""

from __future__ import annotations

from datetime import date

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.release.numbers import (
    _half_up,
    bilangan,
    desimal,
    in_years,
    kelas_p,
    nilai_p,
    p_kata,
    persen,
    persen_kata,
    poin,
    poin_lebih,
    tanggal,
)


def test_by_hand():
    assert bilangan(1_234_567) == "1.234.567"
    assert bilangan(-1234.4) == "-1.234"
    assert desimal(1234.565, digits=2) == "1.234,57"
    assert desimal(-0.04) == "0,0"
    assert desimal(999.96) == "1.000,0"
    assert desimal(2.5, digits=0) == "3"
    assert (persen(1), poin(-0.1)) == ("100,0%", "10,0 poin persen")


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_are_those_of_babel(value):
    assert bilangan(value) == format_decimal(value, format="#,##0", locale="id")


@given(st.floats(-(10**9), 10**9), st.integers(0, 4))
def test_decimals_are_those_of_babel(value, digits):
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    wanted = format_decimal(_half_up(value, digits), format=pattern, locale="id")
    assert desimal(value, digits=digits) == wanted


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises((ValueError, OverflowError)):
        bilangan(value)


def test_half_is_rounded_up_as_by_hand():
    assert [persen(x) for x in (0.0625, 0.1245, 0.62549999)] == ["6,3%", "12,5%", "62,5%"]
    assert desimal(-0.25) == "-0,3"
    assert bilangan(1_234_567) == "1.234.567"
    assert nilai_p(0.001) == "0,001"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (persen_kata(0.125), "12,5 persen"), (persen_kata(0.125, digits=0), "13 persen"),
        # the sign of a difference is its word
        (poin_lebih(-0.131), "13,1 poin persen lebih rendah"), (poin_lebih(0.131), "13,1 poin persen lebih tinggi"),
        (poin_lebih(0.0004), "0,0 poin persen"), (poin_lebih(-0.0005), "0,1 poin persen lebih rendah"),
        (in_years(120), "10 tahun"), (in_years(121), "10 tahun 1 bulan"), (in_years(7.6), "0 tahun 8 bulan"),
        (nilai_p(0.00099), "< 0,001"), (nilai_p(0.05), "0,050"),
        # a class tells below which edge a value lies; one on the edge lies above
        (kelas_p(0.00099), "< 0,001"), (kelas_p(0.001), "< 0,01"), (kelas_p(0.01), "< 0,05"),
        (kelas_p(0.049), "< 0,05"), (kelas_p(0.05), "≥ 0,05"), (kelas_p(1.0), "≥ 0,05"),
        (p_kata(0.0321), "p = 0,032"), (p_kata(0.0001), "p < 0,001"),
        (p_kata(0.0321, classes=True), "p < 0,05"), (p_kata(0.5, classes=True), "p ≥ 0,05"),
        (tanggal(date(2025, 1, 2)), "2 Januari 2025"),
    ],
)  # fmt: skip
def test_words_of_numbers(said, wanted):
    assert said == wanted
