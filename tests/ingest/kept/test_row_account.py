"""The row account and the findings."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.errors import DataError
from pug_analysis.ingest.kept.row_account import (
    build_neraca,
    count_rows,
    describe_refused,
    note_overlaps,
)
from pug_analysis.ingest.reading.period import FileNote, SheetRecord
from pug_analysis.ingest.reading.rows import SHEET_STEP
from pug_analysis.ingest.values.cells import note

SHEET = SheetRecord(1, "a.csv", "", "rw-golongan", 4, "golongan")


def rows(*numbers):
    return pd.Index([SHEET_STEP + n for n in numbers])


def test_a_row_counts_once_by_its_worst_finding():
    notes = [note(rows(1), "", "BARIS-KEPALA"), note(rows(2, 2), "", "NIP-KOSONG"), note(rows(2), "", "BARIS-GANDA"),
             note(rows(3), "", "BARIS-GANDA"), note(rows(4), "", "GOL-BENTUK")]  # fmt: skip
    account = build_neraca([SHEET], count_rows(notes, {"golongan": pd.DataFrame(index=rows(4))}))
    assert account.iloc[0, 3:].tolist() == [4, 1, 1, 1, 1]


@pytest.mark.parametrize("used", [(), (3, 4)])
def test_a_lost_row_stops_the_run(used):
    notes = [
        note(rows(1), "", "BARIS-KEPALA"),
        note(rows(2), "", "NIP-KOSONG"),
        note(rows(3), "", "BARIS-GANDA"),
    ]
    with pytest.raises(DataError, match=r"Neraca baris tidak seimbang pada a\.csv"):
        build_neraca([SHEET], count_rows(notes, {"golongan": pd.DataFrame(index=rows(*used))}))


def test_skipped_sheets_are_no_data():
    account = build_neraca(
        [SheetRecord(2, "a.xlsx", "Petunjuk", "tidak dikenali", 9)], count_rows([], {})
    )
    assert account.iloc[0, 3:].tolist() == [9, 0, 0, 0, 9]


def test_refusals_name_code_sheet_reason_and_remedy():
    notes = [
        FileNote("a.xlsx", "PNS", "", "KOLOM-HILANG", "tidak ada kolom TMT"),
        FileNote("b", "", "", "TEKS-CP1252"),
    ]
    text = describe_refused(notes)
    assert text.startswith(
        "- a.xlsx [PNS]: KOLOM-HILANG: Kolom wajib tidak ditemukan. (tidak ada kolom TMT)"
    )
    assert text.endswith("di pug.toml.")
    assert "\n" not in text


def staff(number: int, name: str) -> SheetRecord:
    return SheetRecord(number, name, "", "Data ASN", 0, "pegawai")


@pytest.mark.parametrize(
    ("merged", "used", "told"), [(70, 5, ["b"]), (70, 0, []), (9, 1, []), (30, 70, [])]
)
def test_lists_of_mostly_the_same_people_are_told(merged, used, told):
    account = pd.DataFrame({"gabung": [0, merged, 99], "dipakai": [100, used, 1]})
    history = SheetRecord(3, "c", "", "rw-golongan", 0, "golongan")
    sheets = [staff(1, "a"), staff(2, "b"), history]
    assert [n.berkas for n in note_overlaps(sheets, account)] == told
    # Alone in its folder a list repeats nobody else's.
    assert note_overlaps([staff(2, "b"), history], account[1:]) == ()


def test_last_years_list_beside_this_years_is_told(office):
    office.csv("baru.csv", office.people(20))
    old = office.people(24)
    old[3][old[0].index("TMT JABATAN")] = "15-06-2008"
    office.csv("lama.csv", old)
    build = office.build()
    found = build.temuan.query("kode == 'DAFTAR-TUMPANG'")
    assert found["berkas"].tolist() == ["lama.csv"]
