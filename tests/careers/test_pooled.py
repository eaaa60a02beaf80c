"""Counts that agencies have added up are read as they were written, or used in place of people."""

from __future__ import annotations

import pandas as pd
from pandas.testing import assert_frame_equal

from pug_analysis.careers.pooled import Pooled, counted, is_merged, read_counts, write_counts


def test_counts_come_back_as_whole_numbers_and_text(tmp_path):
    table = pd.DataFrame(
        {"golongan": ["III/a", ""], "pria": [1, 0], "wanita": [2, 3], "total": [3, 3]}
    )
    write_counts(table, tmp_path / "golongan.csv")
    assert_frame_equal(read_counts(tmp_path / "golongan.csv"), table)


def test_people_are_counted_and_sums_are_looked_up():
    people = pd.DataFrame({"x": [1, 2]})
    sums = pd.DataFrame({"total": [7]})
    pooled = Pooled({"tingkat": "tepat", "daerah": []}, {"profil": sums}, {"orang_aktif": 7})

    def count(rows):
        return pd.DataFrame({"total": [len(rows)]})

    assert counted(people, "profil", count)["total"].item() == 2
    assert counted(pooled, "profil", count)["total"].item() == 7
    assert (len(pooled), pooled.tier, pooled.agencies) == (7, "tepat", [])


def test_a_merged_folder_is_told_by_its_description(tmp_path):
    assert not is_merged(tmp_path)
    (tmp_path / "gabungan.json").write_text("{}")
    assert is_merged(tmp_path)
