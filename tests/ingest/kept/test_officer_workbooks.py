"""Workbooks for the data officer."""

from __future__ import annotations

import zipfile

import pandas as pd

from pug_analysis.ingest.kept.officer_workbooks import write_findings
from pug_analysis.ingest.tables.schema import TEMUAN_TABEL


def findings(n):
    frame = pd.DataFrame(
        {"berkas": "=a.xlsx", "lembar": "", "baris": range(n), "kolom": "@NIP", "kode": "NIP-KOSONG",
         "tindakan": "karantina", "bentuk": "=9+9", "jenis_kelamin": "L"}
    )  # fmt: skip
    return frame.astype(TEMUAN_TABEL.dtypes)


def test_table_and_notes(tmp_path):
    write_findings(findings(3), tmp_path / "k.xlsx", title="Karantina")
    sheets = pd.read_excel(tmp_path / "k.xlsx", sheet_name=None, engine="calamine")
    assert list(sheets) == ["Karantina", "Baca saya"]
    first = sheets["Karantina"].iloc[0]
    assert (first["Berkas"], first["Alasan"], first["Saran"]) == (
        "=a.xlsx",
        "NIP kosong.",
        "Isi NIP di SIMPEG.",
    )
    assert "Jenis Kelamin" not in sheets["Karantina"]


def test_no_formula_and_always_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_findings(findings(3), tmp_path / f"{name}.xlsx", title="Karantina")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"autoFilter" in sheet
    assert b'state="frozen"' in sheet


def test_nothing_to_tell(tmp_path):
    write_findings(findings(0), tmp_path / "k.xlsx", title="Perbaikan")
    assert pd.read_excel(tmp_path / "k.xlsx", engine="calamine").empty
