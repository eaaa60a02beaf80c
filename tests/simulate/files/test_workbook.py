from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.simulate.files.workbook import column_name, write_raw_workbook

ROWS = [["A", "B"], ["'01", 198503122010012000], ["", "x < y & z"], [" a\u00a0b\u200b ", 44000]]


def test_cells_come_back_as_written(tmp_path):
    path = tmp_path / "a.xlsx"
    write_raw_workbook(path, ROWS, sheet="Data")
    found = pd.read_excel(
        path, header=None, engine="calamine", dtype=object, keep_default_na=False,
        sheet_name="Data",
    )  # fmt: skip
    assert found.iloc[0].tolist() == ["A", "B"]
    assert found.iloc[1, 0] == "'01"
    assert int(found.iloc[1, 1]) == 198503122010012000
    assert found.iloc[2, 1] == "x < y & z"
    assert found.iloc[3, 0] == " a\u00a0b\u200b "
    assert int(found.iloc[3, 1]) == 44000


def test_same_rows_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_raw_workbook(tmp_path / name, ROWS, sheet="Data")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (26, "AA"), (68, "BQ"), (701, "ZZ")])
def test_column_letters(place, name):
    assert column_name(place) == name
