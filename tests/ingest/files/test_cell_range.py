"""Rows and columns of a sheet's XML; the spellings of attacks are in test_guard."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.files.cell_range import MAX_COLUMNS, MAX_ROWS, find_far_cell, split_address


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize(
    ("address", "far"),
    [("A1", ""), ("GR200000", ""), ("GR200001", "baris"), (f"A{MAX_ROWS}", ""), ("GS1", "kolom"), ("HA1", "kolom"), ("AAA1", "kolom"),
     (f"A{MAX_ROWS + 1}", "baris"), ("CV400000", ""), ("CV400001", "baris")],
)  # fmt: skip
def test_usual_and_odd_quotes_agree(address, far, quote):
    xml = f"<sheetData><row r={quote}1{quote}><c r={quote}{address}{quote}><v>1</v></c></row></sheetData>"
    assert find_far_cell(xml.encode()) == far


def test_cells_without_content_count_nowhere():
    coloured = '<row r="1"><c r="A1"><v>1</v></c>' + '<c s="3"/>' * 400 + "</row>"
    bottom = f'<row r="{MAX_ROWS}"><c r="XFD{MAX_ROWS}" s="3"/></row>'
    assert find_far_cell(f"<sheetData>{coloured}{bottom}</sheetData>".encode()) == ""


@pytest.mark.parametrize("inside", ["<row/>", '<c r="A1"/>', '<row r="2"><v>1</v></row>'])
def test_rows_and_cells_inside_a_cell_are_damage(inside):
    xml = f'<sheetData><row r="1"><c r="XFD1">{inside}<v>1</v></c></row></sheetData>'
    assert find_far_cell(xml.encode()) == "rusak"


def test_addresses():
    assert split_address("AA10") == (9, 26)
    for wrong in ("", "10", "AA", "A1B"):
        with pytest.raises(ValueError, match="letters and digits"):
            split_address(wrong)


def test_positions_start_anew_in_each_row():
    row = "<row>" + "<c><v>1</v></c>" * MAX_COLUMNS + "</row>"
    assert find_far_cell(f"<sheetData>{row * 3}</sheetData>".encode()) == ""


def test_document_type_is_refused():
    assert find_far_cell(b"<!DOCTYPE x []><sheetData><row/></sheetData>") == "rusak"
