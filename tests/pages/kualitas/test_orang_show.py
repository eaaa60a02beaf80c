"""What is said of people by status: exactly to the agency, roughly to others."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest.tables.schema import NERACA_ORANG
from pug_analysis.pages.kualitas import orang_show
from pug_analysis.pages.kualitas.orang import people_by_file, people_by_status
from pug_analysis.terms.kalender import Periode

LAST = Periode(2024)


def account(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(NERACA_ORANG.dtypes)).astype(NERACA_ORANG.dtypes)


NOW = account(("a", "", "", 1, 0), ("a", "PNS", "01", 63, 60), ("b", "PPPK", "01", 17, 17))
BEFORE = account(("a", "PNS", "01", 61, 61), ("b", "PPPK", "71", 17, 17), ("c", "PPPK Paruh Waktu", "101", 3, 3))  # fmt: skip


@pytest.fixture
def table() -> pd.DataFrame:
    return people_by_status(NOW, BEFORE, config=Config())


def test_the_agency_reads_counts(table):
    assert orang_show.describe_falls(table, edition="internal", before=LAST) == [
        "PPPK: 17 orang aktif pada 2024, sekarang tidak ada.",
        "PPPK Paruh Waktu: 3 orang aktif pada 2024, sekarang tidak ada.",
    ]


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_others_read_no_counts(table, edition):
    told = orang_show.describe_falls(table, edition=edition, before=LAST)
    assert told == [
        "PPPK ada pada 2024 dan sekarang tidak ada.",
        "PPPK Paruh Waktu ada pada 2024 dan sekarang tidak ada.",
    ]
    part = people_by_status(
        account(("b", "PPPK", "71", 13, 13)), account(("b", "PPPK", "71", 17, 17)), config=Config()
    )
    # 4 of 17 are 23.5 percent
    assert orang_show.describe_falls(part, edition=edition, before=LAST) == [
        "PPPK turun 20 persen atau lebih sejak 2024."
    ]
    assert orang_show.describe_falls(part, edition="internal", before=LAST) == [
        "PPPK: 17 orang aktif pada 2024, sekarang 13 (turun 23,5%)."
    ]


def test_a_box_says_what_to_do_and_is_none_where_nothing_fell(table):
    told = orang_show.describe_falls(table, edition="internal", before=LAST)
    assert orang_show.warn_of_falls(told).endswith("lihat halaman Kualitas data.")
    assert orang_show.warn_of_falls([]) == ""


def columns(released) -> list[str]:
    return [column["name"] for column in released.payload["columns"]]


def test_who_came_in_is_for_the_agency_alone(table, tiny_data):
    before = replace(tiny_data, year=2024)
    inside = orang_show.tabel_orang(table, tiny_data, before)
    assert columns(inside) == [
        "status", "masuk", "dipakai", "aktif", "masuk_lalu", "aktif_lalu", "perubahan"
    ]  # fmt: skip
    assert inside.payload["rows"][0][:6] == ["PNS", 63, 60, 60, 61, 61]
    # those in but not active are a count of few people that no other table shows
    shared = orang_show.tabel_orang(table, replace(tiny_data, edition="pokja"), before)
    assert columns(shared) == ["status", "aktif", "aktif_lalu", "perubahan"]
    assert [row[0] for row in shared.payload["rows"]] == ["PNS", "PPPK", "PPPK Paruh Waktu"]


def test_counts_by_file_are_for_the_agency_alone(tiny_data):
    files = people_by_file(NOW, config=Config())
    assert orang_show.tabel_orang_berkas(files, tiny_data).payload["rows"] == [
        ["a", "PNS", 63, 60, 60], ["a", "Tidak terbaca", 1, 0, 0], ["b", "PPPK", 17, 17, 0],
    ]  # fmt: skip
    for edition in ("pokja", "publik"):
        shared = orang_show.tabel_orang_berkas(files, replace(tiny_data, edition=edition))
        assert shared.payload["kind"] != "table"
        assert "17" not in shared.html


def test_without_a_last_period_it_is_said_and_nothing_is_warned_of(tiny_data):
    alone = people_by_status(NOW, config=Config())
    said = orang_show.kalimat_orang(alone, tiny_data, None).html
    assert "Data periode sebelumnya tidak ada di ruang kerja ini" in said
    assert "tidak ada peringatan" in said


def test_with_a_last_period_it_is_named(table, tiny_data):
    before = replace(tiny_data, year=2024)
    assert (
        "Dibandingkan dengan 2024: PPPK: 17"
        in orang_show.kalimat_orang(table, tiny_data, before).html
    )
    same = people_by_status(BEFORE, BEFORE, config=Config())
    said = orang_show.kalimat_orang(same, tiny_data, before).html
    assert "tidak ada status yang turun lebih dari 10 persen" in said


@pytest.mark.parametrize(
    ("now", "roughly"),
    [(179, "lebih dari 10 persen"), (161, "lebih dari 10 persen"), (160, "20 persen atau lebih"),
     (101, "40 persen atau lebih"), (100, "50 persen atau lebih")],
)  # fmt: skip
def test_a_fall_is_told_by_the_ten_that_it_reaches(now, roughly):
    table = people_by_status(
        account(("b", "PPPK", "71", now, now)),
        account(("b", "PPPK", "71", 200, 200)),
        config=Config(),
    )
    assert orang_show.describe_falls(table, edition="publik", before=LAST) == [
        f"PPPK turun {roughly} sejak 2024."
    ]


@pytest.mark.parametrize("now", [180, 200, 900])
def test_a_tenth_less_or_more_people_is_no_fall(now):
    table = people_by_status(
        account(("b", "PPPK", "71", now, now)),
        account(("b", "PPPK", "71", 200, 200)),
        config=Config(),
    )
    assert orang_show.describe_falls(table, edition="internal", before=LAST) == []


def test_the_box_is_the_falls_and_the_remedy(table):
    told = orang_show.describe_falls(table, edition="internal", before=LAST)
    assert orang_show.warn_of_falls(told).startswith(
        "Jumlah pegawai aktif berubah banyak. PPPK: 17 orang aktif pada 2024, sekarang tidak ada. PPPK "
        "Paruh Waktu: 3 orang aktif pada 2024, sekarang tidak ada. Periksa apakah semua berkas ada"
    )


def test_people_are_counted_by_status_and_nobody_is_said(tiny_data):
    alone = people_by_status(NOW, config=Config())
    said = orang_show.kalimat_orang(alone, tiny_data, None).html
    assert "Dihitung sebagai pegawai aktif: 60 orang (60 PNS)." in said
    nobody = people_by_status(account(("b", "PPPK", "01", 17, 17)), config=Config())
    said = orang_show.kalimat_orang(nobody, tiny_data, None).html
    assert "Dihitung sebagai pegawai aktif: 0 orang (tidak ada)." in said


def test_columns_name_the_period_compared_with(table, tiny_data):
    shown = orang_show.tabel_orang(table, tiny_data, replace(tiny_data, year=2024)).payload
    assert shown["title"] == "Tabel 90.2. Orang menurut status, 2025 dan 2024"
    assert [c["label"] for c in shown["columns"]][4:6] == ["Masuk, 2024", "Aktif, 2024"]
    assert "lebih dari 10 persen diperingatkan" in shown["notes"][0]
    alone = people_by_status(NOW, config=Config())
    shown = orang_show.tabel_orang(alone, tiny_data, None).payload
    assert shown["title"].endswith("2025 dan periode sebelumnya")


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_who_lacks_counts_by_file_reads_where_they_are(tiny_data, edition):
    shown = orang_show.tabel_orang_berkas(NOW, replace(tiny_data, edition=edition))
    assert "(Tabel 90.3) hanya dimuat dalam edisi internal" in shown.html
