"""Rows and columns of a sheet's XML; the spellings of attacks are in test_guard."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.cellrange import MAX_COLUMNS, MAX_ROWS, find_far_cell


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize(
    ("address", "far"),
    [("A1", ""), ("GR200000", ""), ("GR200001", "baris"), (f"A{MAX_ROWS}", ""), ("GS1", "kolom"), ("HA1", "kolom"), ("AAA1", "kolom"),
     (f"A{MAX_ROWS + 1}", "baris"), ("CV400000", ""), ("CV400001", "baris")],
)  # fmt: skip
def test_usual_and_odd_quotes_agree(address, far, quote):
    xml = f"<sheetData><row r={quote}1{quote}><c r={quote}{address}{quote}/></row></sheetData>"
    assert find_far_cell(xml.encode()) == far


def test_positions_start_anew_in_each_row():
    row = "<row>" + "<c/>" * MAX_COLUMNS + "</row>"
    assert find_far_cell(f"<sheetData>{row * 3}</sheetData>".encode()) == ""


def test_document_type_is_refused():
    assert find_far_cell(b"<!DOCTYPE x []><sheetData><row/></sheetData>") == "rusak"
