"""The row account and the findings."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.errors import DataError
from pug_analysis.ingest.cells import note
from pug_analysis.ingest.ledger import build_neraca, count_rows, describe_refused
from pug_analysis.ingest.reading import FileNote, SheetRecord
from pug_analysis.ingest.rows import SHEET_STEP

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
