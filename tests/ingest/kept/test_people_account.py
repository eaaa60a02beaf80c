"""The account of people: who is in each staff list by status, and who of them is used."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.errors import DataError
from pug_analysis.ingest.kept.people_account import build_orang
from pug_analysis.ingest.reading.file_records import SheetRecord
from pug_analysis.ingest.tables.schema import NERACA_ORANG


def rows(build) -> list[list]:
    return build.orang.to_numpy().tolist()


def test_people_by_hand(office):
    """Every fifth of ten is PPPK: 8 PNS, 2 PPPK."""
    office.csv("a.csv", office.people(10))
    assert rows(office.build()) == [["a.csv", "PNS", "01", 8, 8], ["a.csv", "PPPK", "71", 2, 2]]


def test_who_is_kept_out_is_in_but_not_used(office):
    """Of ten: person 1 has no readable golongan, person 0 none of a NIP, person 2 stands twice."""
    table = office.people(10, NIP_BARU=["131263190"], GOL_AKHIR_NAMA=["III/c", "AAA/Z"])
    office.csv("a.csv", [*table, table[3]])
    office.csv("b.csv", office.grades((1, "III/a", "01-04-2002")))
    build = office.build()
    assert rows(build) == [
        ["a.csv", "", "", 1, 0],  # no NIP, no status
        ["a.csv", "PNS", "01", 8, 6],  # 7 and the repeated one; person 1 is out
        ["a.csv", "PPPK", "71", 2, 2],
    ]
    account = build.neraca.set_index("berkas").loc["a.csv"]
    assert account["dipakai"] + account["karantina"] + account["gabung"] == 11
    assert account["dipakai"] == len(build.tables["pegawai"]) == 8


def test_who_came_after_the_day_of_the_report_is_no_data(office):
    later = "199001012026032001"
    office.csv("a.csv", office.people(5, NIP_BARU=[later], TMT_CPNS=["01-03-2026"]))
    build = office.build()
    assert build.neraca["bukan_data"].tolist() == [2]  # the header and the one of next year
    assert build.orang["masuk"].sum() == 4


def test_each_list_has_its_own_rows_and_histories_none(office):
    table = office.people(10)
    office.csv("a.csv", table[:6])
    office.csv("b.csv", [table[0], *table[6:]])
    office.csv("c.csv", office.grades((1, "III/a", "01-04-2002")))
    assert rows(office.build()) == [
        ["a.csv", "PNS", "01", 4, 4],
        ["a.csv", "PPPK", "71", 1, 1],
        ["b.csv", "PNS", "01", 4, 4],
        ["b.csv", "PPPK", "71", 1, 1],
    ]


def test_it_is_written_with_its_columns_and_into_the_workbook_of_the_officer(office):
    office.csv("a.csv", office.people(10))
    office.build()
    folder = office.root / "data/processed/2025"
    assert list(pd.read_parquet(folder / "neraca_orang.parquet")) == list(NERACA_ORANG.dtypes)
    sheet = pd.read_excel(folder / "karantina.xlsx", "Orang", dtype=str, engine="calamine")
    assert sheet.to_numpy().tolist() == [
        ["a.csv", "PNS", "01", "8", "8"],
        ["a.csv", "PPPK", "71", "2", "2"],
    ]


def test_more_people_than_rows_is_a_fault_of_the_program():
    sheets = (SheetRecord(0, "a.csv", "", "Data ASN", 3, "pegawai"),)
    counts = pd.DataFrame(
        {
            "nomor": [0],
            "status_asn": ["PNS"],
            "kedudukan_hukum": ["01"],
            "masuk": [3],
            "dipakai": [3],
        }
    )
    neraca = pd.DataFrame({"dipakai": [2], "karantina": [0], "gabung": [0]})
    with pytest.raises(DataError, match="Neraca orang tidak seimbang"):
        build_orang(sheets, counts, neraca)
