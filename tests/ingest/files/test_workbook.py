"""Workbooks as sheets of raw cells."""

from __future__ import annotations

import datetime as dt

import pytest

from pug_analysis.ingest.files.workbook import read_workbook
from pug_analysis.ingest.values.cells import UNCALCULATED
from pug_analysis.ingest.values.refused import Refused


def test_cells_keep_their_kind_and_place(office):
    rows = [
        [""],
        ["", "teks", 21, dt.datetime(2020, 1, 2)],
        ["", ("=1+1", ""), ("=1/0", "#DIV/0!"), ("=A1", 5)],
    ]
    (sheet,), codes = read_workbook(office.xlsx("a.xlsx", rows).read_bytes(), "xlsx")
    assert codes == []
    assert [c[1] for c in sheet.columns] == ["", "teks", 21.0, dt.date(2020, 1, 2)]
    assert [c[2] for c in sheet.columns] == ["", UNCALCULATED, "#DIV/0!", 5.0]
    assert sheet.n_rows == 3


def test_marks_of_a_workbook(office):
    path = office.xlsx(
        "a.xlsx",
        [["x"], ["a"], [""]],
        date1904=True,
        more={"B": [["y"]]},
        hidden=("B",),
        merge=[(1, 0, 2, 0)],
    )
    first, second = read_workbook(path.read_bytes(), "xlsx")[0]
    assert (first.date1904, first.hidden, second.hidden) == (True, False, True)
    assert first.merged == (((1, 0), (2, 0)),)


def test_damaged_xls_is_refused():
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        read_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls")
