"""The workbooks for the data officer: what was put aside, and what was mended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format

from pug_analysis.terms.temuan import TEMUAN

#: A fixed date, so that equal findings give equal files.
_CREATED: Final = dt.datetime(2000, 1, 1)

#: A sheet of Excel ends at row 1,048,576.
_MAX_ROWS: Final = 1_000_000

#: So many rows are held in memory at once.
_MANY: Final = 50_000

_COLUMNS: Final = (
    ("Berkas", 34), ("Lembar", 16), ("Baris", 8), ("Kolom", 24), ("Kode", 24), ("Tindakan", 13),
    ("Bentuk isi sel", 24), ("Alasan", 60), ("Saran", 50),
)  # fmt: skip

#: The columns of the account of people, in the order of its table.
_PEOPLE: Final = (
    ("Berkas", 34), ("Status", 20), ("Kedudukan hukum", 18), ("Masuk", 10), ("Dipakai", 10),
)  # fmt: skip

_NOTES: Final = {
    "Karantina": (
        "Baris pada lembar 'Karantina' tidak dipakai dalam laporan.",
        "Cari baris itu di berkas aslinya (berkas, lembar, baris), perbaiki di SIMPEG/SIASN,"
        " lalu ekspor ulang.",
    ),
    "Perbaikan": (
        "Baris pada lembar 'Perbaikan' dipakai setelah isi selnya dibaca dengan cara yang"
        " disebut, atau digabung dengan baris yang sama.",
        "Tidak harus ditindaklanjuti; memperbaikinya di SIMPEG/SIASN membuat data lebih rapi.",
    ),
}
_PRIVACY: Final = (
    "'Bentuk isi sel' memperlihatkan pola saja: angka menjadi 9, huruf menjadi A. Berkas ini tidak"
    " memuat nama, NIP, atau isi sel."
)


def write_workbooks(temuan: pd.DataFrame, folder: Path, *, orang: pd.DataFrame) -> None:
    """Write ``karantina.xlsx`` and ``perbaikan.xlsx``.

    Parameters
    ----------
    temuan : the table ``temuan``
    folder : where they are written
    orang : the account of people, a sheet of the first
    """
    action = temuan["tindakan"]
    write_findings(
        temuan[action == "karantina"], folder / "karantina.xlsx", title="Karantina", orang=orang
    )
    mended = temuan[action.isin(["perbaikan", "gabung"])]
    write_findings(mended, folder / "perbaikan.xlsx", title="Perbaikan")


def write_findings(
    findings: pd.DataFrame, path: Path, *, title: str, orang: pd.DataFrame | None = None
) -> None:
    """Write findings as a workbook: a table, and a sheet that says how to read it.

    Parameters
    ----------
    findings : rows of the table ``temuan``
    path : file to write
    title : name of the sheet: Karantina or Perbaikan
    orang : the account of people, for a sheet of its own
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # Many rows go straight to the disk, their texts repeated in each.
    options["constant_memory"] = len(findings) > _MANY
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": title, "created": _CREATED})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(title)
        rows = findings.head(_MAX_ROWS)
        for j, (name, width) in enumerate(_COLUMNS):
            sheet.set_column(j, j, width)
            sheet.write_string(0, j, name, head)
        for start in range(0, len(rows), _MANY):
            part = rows.iloc[start : start + _MANY]
            columns = [_cells(part, name) for name, _ in _COLUMNS]
            for i, cells in enumerate(zip(*columns, strict=True), start + 1):
                for j, value in enumerate(cells):
                    if isinstance(value, int):
                        sheet.write_number(i, j, value)
                    else:
                        sheet.write_string(i, j, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(_COLUMNS) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        if orang is not None:
            _write_people(book, orang, head)
        _write_notes(book, title, len(findings))


def _cells(rows: pd.DataFrame, name: str) -> list[str | int]:
    sources = {
        "Berkas": "berkas", "Lembar": "lembar", "Kolom": "kolom", "Kode": "kode",
        "Tindakan": "tindakan", "Bentuk isi sel": "bentuk",
    }  # fmt: skip
    if name == "Baris":
        return ["" if pd.isna(v) else int(v) for v in rows["baris"]]
    if name == "Alasan":
        return [TEMUAN[k].pesan for k in rows["kode"]]
    if name == "Saran":
        return [TEMUAN[k].saran for k in rows["kode"]]
    return rows[sources[name]].astype(str).tolist()


def _write_people(book: xlsxwriter.Workbook, orang: pd.DataFrame, head: Format) -> None:
    """Write how many people of each status every staff list holds, and how many are used."""
    sheet = book.add_worksheet("Orang")
    for j, (name, width) in enumerate(_PEOPLE):
        sheet.set_column(j, j, width)
        sheet.write_string(0, j, name, head)
    for i, row in enumerate(orang.itertuples(index=False), 1):
        for j, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(i, j, value)
            else:
                sheet.write_number(i, j, int(value))
    sheet.freeze_panes(1, 0)


def _write_notes(book: xlsxwriter.Workbook, title: str, count: int) -> None:
    sheet = book.add_worksheet("Baca saya")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    lines = [*_NOTES[title], _PRIVACY, f"Jumlah temuan: {count}."]
    if count > _MAX_ROWS:
        lines.append(f"Hanya {_MAX_ROWS} temuan pertama ditulis; sisanya di temuan.parquet.")
    for i, line in enumerate(lines):
        sheet.write_string(i, 0, line, wrap)
