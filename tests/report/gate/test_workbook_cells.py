"""Cells of a workbook as a reader sees them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from pug_analysis.report.gate.workbook_cells import bare_sheet, read_cells


@pytest.fixture
def parts():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        day, count = (
            book.add_format({"num_format": "dd/mm/yyyy"}),
            book.add_format({"num_format": "#,##0"}),
        )
        sheet.write_row(0, 0, ["Budi", "Santoso & Rekan"])
        sheet.write_datetime(1, 0, dt.datetime(1985, 3, 15), day)
        sheet.write_number(1, 1, 31_121, count)
    with zipfile.ZipFile(io.BytesIO(file.getvalue())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_texts_stand_in_order_and_dates_as_dates(parts):
    (sheet,) = read_cells(parts)
    assert "Budi\tSantoso & Rekan" in sheet
    # 31,121 is that day as Excel counts; in a format of numbers it is a count and stays one
    assert sheet.endswith("31121 1985-03-15\t31121")


def test_a_sheet_without_its_plain_cells_keeps_what_is_not_one(parts):
    sheet = next(data for name, data in parts.items() if name.endswith("sheet1.xml"))
    bare = bare_sheet(sheet.replace(b"</worksheet>", b"<x>Budi</x></worksheet>"))
    assert b"Budi" in bare
    assert len(bare) < len(sheet)
