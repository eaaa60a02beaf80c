"""Counts that agencies have added up are read as they were written, or used in place of people."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from pug_analysis.careers.pooled import (
    Pooled,
    counted,
    is_merged,
    merged_account,
    read_counts,
    read_pooled,
    write_counts,
)
from pug_analysis.stats import risk_table, write_csv


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


def folder_of(place, *, about: str = "gabungan.json", **tables: pd.DataFrame):
    place.joinpath(about).write_text('{"tingkat": "terlindung", "daerah": [{"nama": "A"}]}')
    for name, table in tables.items():
        write_counts(table, place / f"{name}.csv")
    return place


ACCOUNT = pd.DataFrame(
    {"tata_letak": ["Data ASN"], "baris_masuk": [9], "dipakai": [7], "karantina": [2], "gabung": [0],
     "bukan_data": [0]}
)  # fmt: skip
TABLES = {
    "angka": pd.DataFrame({"nama": ["orang_aktif", "lain"], "jumlah": [7, 3]}),
    "golongan": pd.DataFrame({"golongan": ["III/a", ""], "pria": [1, 0], "wanita": [4, 2]}),
    "kohort_orang": pd.DataFrame({"pertanyaan": ["q1"], "orang": [5]}),
    "neraca": ACCOUNT,
}


def test_a_folder_is_read_into_counts_numbers_and_cohort(tmp_path):
    found = read_pooled(folder_of(tmp_path, **TABLES))
    assert set(found.counts) == {"golongan", "neraca"}
    assert set(found.cohort) == {"kohort_orang"}
    assert_frame_equal(found.counts["golongan"], TABLES["golongan"])
    assert_frame_equal(found.cohort["kohort_orang"], TABLES["kohort_orang"])
    assert found.numbers == {"orang_aktif": 7, "lain": 3}
    assert (len(found), found.tier, found.agencies) == (7, "terlindung", [{"nama": "A"}])
    assert (found.risk, found.periods) == (None, None)


def test_risk_tables_are_read_as_what_they_are(tmp_path):
    spells = pd.DataFrame({"jk": ["L", "P"], "exit": [3, 4], "cause": ["naik", ""]})
    early, late = (risk_table(spells.iloc[:n], by="jk", entry=None) for n in (1, 2))
    folder = folder_of(tmp_path, **TABLES)
    write_csv(early, folder / "kohort_risiko.csv")
    write_csv(late, folder / "kohort_masa.csv")
    found = read_pooled(folder)
    assert_frame_equal(found.risk.increments, early.increments)
    assert_frame_equal(found.periods.increments, late.increments)
    assert set(found.cohort) == {"kohort_orang"}


def test_an_export_is_described_by_another_file(tmp_path):
    folder = folder_of(tmp_path, about="ekspor.json", **TABLES)
    assert read_pooled(folder, about="ekspor.json").tier == "terlindung"
    with pytest.raises(FileNotFoundError):
        read_pooled(folder)


def test_the_account_of_rows_names_layouts_and_no_files(tmp_path):
    account = merged_account(read_pooled(folder_of(tmp_path, **TABLES)))
    row = account.iloc[0]
    assert (row["tata_letak"], row["berkas"], row["lembar"]) == ("Data ASN", "Data ASN", "")
    assert (row["baris_masuk"], row["dipakai"], row["karantina"]) == (9, 7, 2)


def test_text_that_looks_missing_stays_text(tmp_path):
    table = pd.DataFrame({"unit": ["NA", "", "null"], "jumlah": [1, 2, 3]})
    write_counts(table, tmp_path / "unit.csv")
    assert (tmp_path / "unit.csv").read_bytes() == b"unit,jumlah\nNA,1\n,2\nnull,3\n"
    assert_frame_equal(read_counts(tmp_path / "unit.csv"), table)
