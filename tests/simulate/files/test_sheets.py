from __future__ import annotations

import pandas as pd

from pug_analysis.simulate.files.sheets import WrittenFile, frame_rows, write_parquet, write_rows

FRAME = pd.DataFrame({"id": ["1", "2"], "nama": ["A, B", "C; D"]})


def test_kind_and_sheet_come_from_the_name():
    assert (
        WrittenFile("a b.xlsx", "kursus", FRAME).kind,
        WrittenFile("a.b.csv", "kursus", FRAME).kind,
    ) == (
        "xlsx",
        "csv",
    )
    assert WrittenFile("a.xlsx", "kursus", FRAME).sheet == "Data"
    assert WrittenFile("a.csv", "kursus", FRAME).sheet == ""


def test_separators_inside_cells_are_quoted(tmp_path):
    path = tmp_path / "a.csv"
    write_rows(path, frame_rows(FRAME), separator=";")
    assert path.read_bytes() == b'id;nama\r\n1;A, B\r\n2;"C; D"\r\n'


def test_parquet_keeps_text(tmp_path):
    write_parquet(tmp_path / "a.parquet", FRAME)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "a.parquet"), FRAME)
