"""Marks of xls sheets; whole files are in test_marks."""

from __future__ import annotations

import struct

import pytest

from pug_analysis.ingest.files.marks_xls import mark_xls
from pug_analysis.ingest.values.cells import UNCALCULATED
from pug_analysis.ingest.values.refused import Refused


def marks(office, rows, **kinds):
    return mark_xls(office.xls("a.xls", rows, **kinds).read_bytes())[0]


def test_errors_as_cells_and_as_results(office):
    rows = [["#N/A", ("=A1", "#REF!"), "teks"], ["", "", ("=A1", "#VALUE!")]]
    assert marks(office, rows).special == {(0, 0): "#N/A", (0, 1): "#REF!", (1, 2): "#VALUE!"}


def test_empty_results_are_results_where_others_are_there(office):
    assert marks(office, [[("=A1", ""), ("=A1", "x")]]).special == {}
    assert marks(office, [[("=A1", ""), ("=A1", "")]]).special == {
        (0, 0): UNCALCULATED,
        (0, 1): UNCALCULATED,
    }


def test_a_sheet_that_says_it_was_not_calculated(office):
    stale = struct.pack("<HHH", 0x5E, 2, 0)
    found = marks(office, [[("=A1", "x"), ("=A1", "#N/A"), "y"]], more=stale)
    assert found.special == {(0, 0): UNCALCULATED, (0, 1): "#N/A"}


def test_many_numbers_in_one_record_are_struck(office):
    numbers = struct.pack("<HH", 3, 2) + struct.pack("<HI", 1, 2) * 2 + struct.pack("<HIH", 0, 2, 4)
    record = struct.pack("<HH", 0xBD, len(numbers)) + numbers
    assert marks(office, [["x"]], more=record).struck == {3: 0b1100}


def test_hidden_rows_without_cells_do_not_count(office):
    found = marks(office, [["x"], [""], ["y"]], hidden_rows=(1, 2), hidden_columns=(0,))
    assert (found.hidden_rows, found.hidden_columns) == (1, {0})


@pytest.mark.parametrize("cut", [30, 400, 600, 2000])
def test_damage(office, cut):
    data = office.xls("a.xls", [["x"] * 9] * 99).read_bytes()
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        mark_xls(data[:cut])


@pytest.mark.parametrize(("row", "column"), [(65535, 700), (1, 201), (65535, 65535)])
def test_far_cells_are_refused(office, row, column):
    """The parser would make room for every cell before them, and die of it."""
    body = struct.pack("<HHHd", row, column, 0, 1.0)
    with pytest.raises(Refused, match="BERKAS-TERLALU-BESAR"):
        marks(office, [["x"]], more=struct.pack("<HH", 0x203, len(body)) + body)


def test_a_sheet_that_says_it_is_huge_is_refused(office):
    body = struct.pack("<IIHHH", 0, 2**31, 0, 60_000, 0)
    with pytest.raises(Refused, match="BERKAS-TERLALU-BESAR"):
        marks(office, [["x"]], more=struct.pack("<HH", 0x200, len(body)) + body)
    body = struct.pack("<IIHHH", 0, 65536, 0, 256, 0)
    coloured = struct.pack("<HH", 0x200, len(body)) + body
    assert marks(office, [["x"]], more=coloured).special == {}
