"""Data rows and the others."""

from __future__ import annotations

import pytest

from pug_analysis.config import Config
from pug_analysis.ingest.files.plain_text import read_csv_sheet
from pug_analysis.ingest.layouts.headers import build_lookup, find_header
from pug_analysis.ingest.reading.rows import SHEET_STEP, count_fields, extract_rows, read_widths

LOOKUP = build_lookup(Config())
NIP = "198503122010012001"


def extract(lines: str):
    sheet, _ = read_csv_sheet(lines.encode())
    match = find_header(sheet.head(31), LOOKUP)
    widths = read_widths(sheet, match, count_fields(sheet, match))
    found = extract_rows(sheet, match, 3, widths=widths)
    kinds = dict(zip(found.notes["alamat"] % SHEET_STEP, found.notes["kode"], strict=True))
    return [a % SHEET_STEP for a in found.index], kinds


def test_every_row_has_one_place():
    data, kinds = extract(
        "REKAP,,,,\nnipBaru,golongan,tmtGolongan,jenisKPId,x\n(1),(2),(3),(4),(5)\nDINAS A,,,,\n"
        f"{NIP},III/a,01-03-2010,211,\n,III/b,01-03-2014,101,\n,,,,\nnipBaru,golongan,tmtGolongan,jenisKPId,x\n"
        f"{NIP},III/b,01-04-2014,101,\nJumlah,2,,,\n,,,,Kepala Dinas\n,,,,NIP. 19680101 199003 1 005\n"
    )
    assert data == [5, 6, 9]
    assert kinds == {
        1: "BARIS-JUDUL", 2: "BARIS-KEPALA", 3: "BARIS-NOMOR-KOLOM", 4: "BARIS-KELOMPOK",
        7: "BARIS-KOSONG", 8: "BARIS-KEPALA-ULANG", 10: "BARIS-JUMLAH", 11: "BARIS-KAKI",
        12: "BARIS-KAKI",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "shifted"),
    [("III/a,01-03-2010,a", False), ("III/a,01-03-2010,a,", True), ("III/a", True)],
)
def test_number_of_fields(line, shifted):
    good = f"{NIP},III/a,01-03-2010,x\n"
    _, kinds = extract(f"nipBaru,golongan,tmtGolongan,x\n{good}{good}{NIP},{line}\n")
    assert (kinds.get(4) == "CSV-JUMLAH-KOLOM") is shifted


def test_separators_at_the_end_of_all_rows_are_free():
    good = f"{NIP},III/a,01-03-2010,,\n"
    data, kinds = extract(f"nipBaru,golongan,tmtGolongan\n{good}{good}{good}")
    assert data == [2, 3, 4]
    assert set(kinds.values()) == {"BARIS-KEPALA"}
