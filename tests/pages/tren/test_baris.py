"""Lines of the trend: the same people as Tabel 4.1 and as the indicator count."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.indikator.jabatan import GABUNGAN, count_equal_posts
from pug_analysis.pages.profil.profil import profile_table
from pug_analysis.pages.tren.baris import (
    KEY,
    LINES,
    MANAGERIAL,
    POSTS_BLOCK,
    TRAITS,
    count_lines,
    members,
    traits_of,
)

COUNTS = ["pria", "wanita", "total"]


@pytest.fixture
def lines(tiny_data):
    return count_lines(traits_of(tiny_data))


def test_some_lines_by_hand(lines):
    """Of TINY: 2 JPT (1 woman), 3 Administrator (1), 3 Pengawas (2)."""
    rows = lines.set_index("sub_kategori")[COUNTS]
    assert rows.loc["Administrator (Eselon III)"].tolist() == [2, 1, 3]
    assert rows.loc[MANAGERIAL].tolist() == [4, 4, 8]
    assert rows.loc["I.2.10 (a) Jabatan struktural saja"].tolist() == [3, 2, 5]
    # one teacher is Ahli Madya
    assert rows.loc["I.2.10 (c) Struktural dan semua JF setara"].tolist() == [3, 3, 6]


def test_the_first_lines_are_tabel_4_1(lines, tiny):
    table = profile_table(tiny)
    mine = lines.iloc[: len(table)]
    pd.testing.assert_frame_equal(mine, table, check_dtype=False)


def test_the_indicator_is_that_of_its_own_page(lines, tiny_data):
    other = count_equal_posts(tiny_data.snapshot, tiny_data.tables["jabatan"])
    other = other.loc[other["setara"] == GABUNGAN].set_index("ragam")
    mine = lines.loc[lines["sub_kategori"].str.startswith("I.2.10")]
    for (_, row), ragam in zip(mine.iterrows(), "abc", strict=True):
        assert f"({ragam})" in row["sub_kategori"]
        assert row[COUNTS].tolist() == other.loc[ragam, COUNTS].tolist()


def test_every_block_holds_everybody_once(tiny_data):
    traits = traits_of(tiny_data)
    for kategori in ("Status Kepegawaian", "Pangkat / Golongan Ruang", "Kelompok Usia"):
        on = sum(members(traits, line).astype(int) for line in LINES if line.kategori == kategori)
        assert set(on) == {1}


def test_names_of_lines_are_unique_and_headlines_known():
    names = [(line.kategori, line.sub_kategori) for line in LINES]
    assert len(set(names)) == len(names)
    assert {line.trait for line in LINES} == set(TRAITS)
    assert sum(line.headline for line in LINES) == 8
    assert all(line.headline for line in LINES if line.kategori == POSTS_BLOCK)


def test_rows_without_a_sex_are_nobody(tiny_data):
    traits = traits_of(tiny_data)
    traits.loc[traits.index[:3], "jenis_kelamin"] = pd.NA
    assert count_lines(traits)["total"].iloc[0] == len(traits) - 3


def test_the_order_of_people_does_not_matter(tiny_data, lines):
    pd.testing.assert_frame_equal(count_lines(traits_of(tiny_data).iloc[::-1]), lines)
    assert lines[KEY].to_numpy().tolist() == [[n.kategori, n.sub_kategori] for n in LINES]
