"""A whole column decides in which order it writes day and month, and whether its days are shifted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from datetime import datetime

import pandas as pd
import pytest

from pug_analysis.errors import DataError
from pug_analysis.ingest.values.date_order import judge_order
from pug_analysis.ingest.values.refused import Refused
from pug_analysis.terms.kalender import BULAN_DIBACA

DATES = ("TANGGAL LAHIR", "TMT CPNS", "TMT PNS", "TMT GOLONGAN", "TMT JABATAN")
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def us(day: datetime) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def minus(**gap: float):
    """Return how a day is written that lies so much earlier, with its clock."""
    return lambda day, form: (day - dt.timedelta(**gap)).strftime(form)


WRITERS = {
    "month first": us,
    "month first, two digits": lambda day: f"{day:%m/%d/%y}",
    "month first, clock": lambda day: f"{us(day)} 12:00:00 AM",
    "two digits": lambda day: f"{day:%d-%m-%y}",
    "clock": lambda day: f"{day:%d/%m/%Y} 00:00:00",
    "noon": lambda day: f"{day:%Y-%m-%d} 12:00:00",
    "UTC of WIB": lambda day: minus(hours=7)(day, "%Y-%m-%dT%H:%M:%S.000Z"),
    "UTC of WITA": lambda day: minus(hours=8)(day, "%Y-%m-%dT%H:%M:%SZ"),
    "UTC of WIT": lambda day: minus(hours=9)(day, "%Y-%m-%d %H:%M:%S+00:00"),
    "UTC without a mark": lambda day: minus(hours=7)(day, "%Y-%m-%d %H:%M:%S"),
    "seconds short": lambda day: minus(seconds=12)(day, "%d/%m/%Y %H:%M:%S"),
    "seconds short, AM and PM": lambda day: minus(seconds=12)(day, "%d/%m/%Y %I:%M:%S %p"),
    "WIB as UTC": lambda day: f"{day:%Y-%m-%d}T07:00:00Z",
    "English": lambda day: f"{day.day:02d} {ENGLISH[day.month - 1]} {day.year}",
    "English, short": lambda day: f"{day.day:02d}-{ENGLISH[day.month - 1][:3]}-{day.year}",
    "English, month first": lambda day: f"{ENGLISH[day.month - 1]} {day.day}, {day.year}",
    "English, weekday": lambda day: (
        f"Monday, {day.day} {ENGLISH[day.month - 1].upper()} {day.year}"
    ),
    "browser": lambda day: (
        f"Mon {ENGLISH[day.month - 1][:3]} {day.day:02d} {day.year} 00:00:00 GMT+0700 (WIB)"
    ),
    "Roman": lambda day: f"{day.day}-{ROMAN[day.month - 1]}-{day.year}",
    "year first, named": lambda day: f"{day.year} {ENGLISH[day.month - 1]} {day.day}",
    "cells, seconds short": lambda day: day - dt.timedelta(seconds=12),
    "cells, UTC": lambda day: day - dt.timedelta(hours=7),
}


def written(office, write, columns=DATES, *, n: int = 20) -> list[list]:
    """Return clean people whose dates are written another way in some columns."""
    rows = office.people(n)
    for name in columns:
        j = rows[0].index(name)
        for row in rows[1:]:
            if row[j]:
                row[j] = write(datetime.strptime(row[j], "%d-%m-%Y"))
    return rows


@pytest.mark.parametrize("how", WRITERS)
def test_a_form_of_all_dates_changes_no_table(office, how):
    clean = office.clean()
    office.xlsx("a.xlsx", written(office, WRITERS[how]))
    build = office.build()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)
    # What is not plain is told.
    assert office.codes(build) & {"TGL-BULAN-DULU", "TGL-JAM", "TGL-BENTUK", "TGL-DUA-DIGIT"}


@pytest.mark.parametrize("column", DATES)
def test_one_column_may_have_an_order_of_its_own(office, column):
    clean = office.clean()
    others = [name for name in DATES if name != column]
    rows = written(office, lambda day: f"{day:%d/%m/%Y}", others)
    j = rows[0].index(column)
    for row, other in zip(rows[1:], written(office, us, [column])[1:], strict=True):
        row[j] = other[j]
    office.csv("a.csv", rows)
    build = office.build()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)
    told = build.temuan.query("kode == 'TGL-BULAN-DULU'")
    assert set(told["kolom"]) == {column}


@pytest.mark.parametrize(
    ("column", "write", "code"),
    [
        # 08-04-01 for 1 April 2008, 2008-01-04 for 1 April 2008
        ("TANGGAL LAHIR", "%y-%m-%d", "TGL-MUSTAHIL"), ("TMT GOLONGAN", "%y-%m-%d", "TGL-URUTAN"),
        ("TMT CPNS", "%y/%m/%d", "TGL-URUTAN"), ("TANGGAL LAHIR", "%Y-%d-%m", "TGL-URUTAN"),
        ("TMT GOLONGAN", "%Y-%d-%m", "TGL-URUTAN"), ("TMT CPNS", "%Y-%d-%m", "TGL-URUTAN"),
    ],
)  # fmt: skip
def test_other_orders_are_refused(office, column, write, code):
    office.csv("a.csv", written(office, lambda day: day.strftime(write), [column]))
    assert office.codes() == {code}


def other_way(day: datetime) -> datetime | str:
    """Return what an American Excel makes of a date with the day first."""
    return day.replace(day=day.month, month=day.day) if day.day <= 12 else f"{day:%d/%m/%Y}"


@pytest.mark.parametrize("column", ["TANGGAL LAHIR", "TMT CPNS", "TMT GOLONGAN"])
def test_date_cells_with_day_and_month_exchanged_are_refused(office, column):
    office.xlsx("a.xlsx", written(office, other_way, [column], n=60))
    assert office.codes() == {"TGL-URUTAN"}


@pytest.mark.parametrize("days", [-1, 1, 1462, -1462])
@pytest.mark.parametrize("column", ["TANGGAL LAHIR", "TMT GOLONGAN"])
def test_days_that_are_all_shifted_are_refused(office, column, days):
    if column == "TMT GOLONGAN" and days != -1:
        return
    move = dt.timedelta(days=days)
    office.csv("a.csv", written(office, lambda day: f"{day + move:%d-%m-%Y}", [column]))
    assert office.codes() == {"TGL-GESER"}


def test_another_column_in_place_of_the_birth_date_is_refused(office):
    office.csv("a.csv", written(office, lambda day: f"{day.day:02d}-07-1980", ["TANGGAL LAHIR"]))
    assert office.codes() == {"TGL-BEDA-NIP"}


def test_clocks_after_noon_that_agree_with_the_nip_move_nothing(office):
    clean = office.clean()
    office.csv("a.csv", written(office, lambda day: f"{day:%Y-%m-%d} 13:45", ["TANGGAL LAHIR"]))
    pd.testing.assert_frame_equal(office.build().tables["pegawai"], clean)


@pytest.mark.parametrize(
    ("write", "codes"),
    [(us, {"TGL-BULAN-DULU"}), (lambda day: f"{day:%m/%d/%y}", {"TGL-BULAN-DULU", "TGL-DUA-DIGIT"}),
     (lambda day: minus(hours=7)(day, "%Y-%m-%dT%H:%M:%S.000Z"), {"TGL-JAM", "TGL-BENTUK"}),
     (lambda day: minus(days=1)(day, "%d-%m-%Y"), {"TGL-GESER"})],
)  # fmt: skip
@pytest.mark.parametrize("months", [(4, 10), tuple(range(1, 13)), (4,)])
def test_histories_lie_on_the_first_of_a_month(office, write, codes, months):
    # Person 4 is a PPPK.
    days = {k: datetime(2017 + k, months[k % len(months)], 1) for k in (0, 1, 2, 3, 5, 6)}
    clean = office.grades(*((k, "III/c", f"{day:%d-%m-%Y}") for k, day in days.items()))
    office.csv("a.csv", office.people())
    office.csv("g.csv", clean)
    table = office.build().tables["golongan"]
    office.csv("g.csv", office.grades(*((k, "III/c", write(d)) for k, d in days.items())))
    assert office.codes() == codes
    if codes == {"TGL-GESER"}:
        with pytest.raises(DataError, match="TGL-GESER"):
            office.build()
    else:
        pd.testing.assert_frame_equal(office.build().tables["golongan"], table)


def grid(**signs: int) -> dict:
    return {"tmt_pns": Counter({("dmy/", False, name): n for name, n in signs.items()})}


def test_a_column_that_contradicts_itself_is_refused():
    # Two lists were put together: as many dates on the first of a month each way.
    with pytest.raises(Refused, match="TGL-URUTAN"):
        judge_order(grid(open=10, first=5, january3=2, january4=3), {})
    # One slip in ten is none.
    order = judge_order(grid(open=30, first=27, january3=2, january4=1), {})
    assert order.month_first == {"tmt_pns": frozenset()}


def test_an_open_column_follows_the_others_of_its_sheet():
    sheet = grid(open=9, january3=5, january4=4)
    sheet["tmt_jabatan"] = Counter({("dmy/", False, "open"): 2})
    assert judge_order(sheet, {}).month_first["tmt_jabatan"] == {"dmy/"}
    sheet["tanggal_lahir"] = Counter({("dmy/", False, "nip"): 9})
    with pytest.raises(Refused, match="TGL-URUTAN") as caught:
        judge_order(sheet, {})
    assert caught.value.rincian == "tmt_jabatan"


def test_dates_that_would_all_be_of_january_the_other_way_are_in_order():
    sheet = grid(open=9, january3=5, january4=4)
    sheet["tmt_jabatan"] = Counter({("dmy/", False, "open"): 9, ("dmy/", False, "first"): 9})
    assert judge_order(sheet, {}).month_first == {
        "tmt_pns": {"dmy/"}, "tmt_jabatan": frozenset()
    }  # fmt: skip


def test_every_english_month_is_known():
    for i, name in enumerate(ENGLISH, 1):
        assert BULAN_DIBACA[name.lower()] == i
        assert BULAN_DIBACA[name.lower()[:3]] == i
