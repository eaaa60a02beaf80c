"""Dates in every form that is met."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.ingest.values.dates import parse_date
from pug_analysis.terms.kalender import BULAN

DAY = dt.date(1990, 8, 15)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("15-08-1990", ()), ("15/08/1990", ()), ("1990-08-15", ()), (DAY, ()),
        (dt.datetime(1990, 8, 15), ()), ("15-8-1990", ()),
        ("15.08.1990", ("TGL-BENTUK",)), ("1990/08/15", ("TGL-BENTUK",)),
        ("15 Agustus 1990", ("TGL-BENTUK",)), ("15 agt 1990", ("TGL-BENTUK",)),
        ("15-Agu-1990", ("TGL-BENTUK",)), ("Rabu, 15 Agustus 1990", ("TGL-BENTUK",)),
        ("1990-08-15T07:30:00+07:00", ("TGL-BENTUK",)), ("15-08-1990 00:00", ("TGL-BENTUK",)),
        ("1990-08-15 00:00:00", ("TGL-BENTUK",)), ("15/08/1990 10.30 WIB", ("TGL-BENTUK",)),
        (dt.datetime(1990, 8, 15, 9), ("TGL-BENTUK",)), ("19900815", ("TGL-BENTUK",)),
        (33100.0, ("TGL-SERIAL",)), ("33100", ("TGL-SERIAL",)), ("'15-08-1990", ("TEKS-APOSTROF",)),
        ("15-08-90", ("TGL-DUA-DIGIT",)), ("15 Agt 90", ("TGL-BENTUK", "TGL-DUA-DIGIT")),
    ],
)  # fmt: skip
def test_forms_of_one_day(cell, codes):
    parsed = parse_date(cell, year=2025)
    assert (parsed.date, parsed.codes) == (DAY, codes)


@pytest.mark.parametrize(("text", "month"), [("1 Pebruari 2010", 2), ("1 Nop 2010", 11), ("1 Des. 2010", 12),
                                              *((f"1 {name} 2010", i) for i, name in enumerate(BULAN, 1))])  # fmt: skip
def test_month_names(text, month):
    assert parse_date(text, year=2025).date == dt.date(2010, month, 1)


@pytest.mark.parametrize(
    ("cell", "date"),
    [("2015", dt.date(2015, 7, 1)), (2015.0, dt.date(2015, 7, 1)), ("04-2015", dt.date(2015, 4, 1)),
     ("2015-04", dt.date(2015, 4, 1)), ("April 2015", dt.date(2015, 4, 1))],
)  # fmt: skip
def test_partial_dates(cell, date):
    parsed = parse_date(cell, year=2025)
    assert (parsed.date, parsed.codes) == (date, ("TGL-TAK-PENUH",))


@pytest.mark.parametrize(
    "cell",
    [
        "00-00-0000",
        "0000-00-00",
        "1900-01-00",
        "01-01-1900",
        "9999-12-31",
        "01-01-1970",
        dt.time(0),
        0.0,
        "0",
    ],
)
def test_sentinels(cell):
    assert parse_date(cell, year=2025).codes == ("TGL-PENANDA",)


def test_first_of_1970_is_a_birthday():
    assert parse_date("01-01-1970", year=2025, birth=True).date == dt.date(1970, 1, 1)


@pytest.mark.parametrize(
    "cell",
    ["31-02-1980", "15-13-1990", "00-05-1990", "1 Agusten 1990", "besok", "01-01-3000", 5.0, "3/4"],
)
def test_impossible(cell):
    assert parse_date(cell, year=2025).codes == ("TGL-MUSTAHIL",)


def test_two_digits_by_plausibility():
    assert parse_date("01-03-15", year=2025).date.year == 2015
    assert parse_date("01-03-15", year=2025, birth=True).date.year == 1915
    assert parse_date("01-03-98", year=2025).date.year == 1998


def test_serial_of_1904():
    assert parse_date(33100.0 - 1462, year=2025, date1904=True).date == DAY


@given(st.dates(dt.date(1930, 1, 1), dt.date(2099, 12, 31)))
def test_plain_forms_agree(day):
    forms = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")
    wanted = None if day == dt.date(1970, 1, 1) else day
    assert {parse_date(day.strftime(f), year=2100).date for f in forms} == {wanted}
