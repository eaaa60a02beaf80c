"""National lines: the published files, by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pug_analysis.pages.piramida.nasional import national_ladder
from pug_analysis.pages.tren.acuan import national_beside, national_lines
from pug_analysis.pages.tren.baris import LINES


def test_shares_are_those_of_the_published_counts():
    table = national_lines().set_index(["sub_kategori", "keadaan"])["share_wanita"]
    assert table["", "2025-11-01"] == pytest.approx(3140460 / 5588245)
    assert table["JPT Pratama (Eselon II)", "2022"] == pytest.approx(3240 / 20877)
    assert table["JPT Pratama (Eselon II)", "2017"] == pytest.approx(0.1306)
    assert table["PPPK", "2022-12-31"] == pytest.approx(238156 / 363934)


def test_posts_agree_with_the_national_ladder_of_the_pyramid():
    ladder = national_ladder().set_index("jenjang")["share_wanita"]
    table = national_lines().query("keadaan == '2022'")
    for _, row in table.iterrows():
        assert row["share_wanita"] == ladder[row["sub_kategori"].split(" (")[0]]


def test_every_figure_has_a_date_a_population_and_a_source():
    table = national_lines()
    assert (table[["keadaan", "populasi", "sumber"]] != "").all(axis=None)
    assert table["sumber"].str.contains("https://", regex=False).all()
    known = {(line.kategori, line.sub_kategori) for line in LINES}
    assert set(zip(table["kategori"], table["sub_kategori"], strict=True)) <= known
    assert table["share_wanita"].between(0, 1).all()


def test_percentages_alone_have_no_counts():
    table = national_lines()
    old = table["keadaan"].isin(["2016", "2017", "2020"]) & table["populasi"].str.startswith(
        "Eselon"
    )
    assert old.sum() == 3
    assert table.loc[old, ["pria", "wanita", "total"]].isna().all(axis=None)
    assert table.loc[~old, "total"].notna().all()


def test_the_newest_figure_not_after_the_report_is_drawn():
    table = national_lines()
    at = {
        year: national_beside(table, until=date(year, 12, 31)).set_index("sub_kategori")["keadaan"]
        for year in (2010, 2019, 2023, 2025)
    }
    assert at[2025][""] == "2025-11-01"
    assert at[2023][""] == "2022-12-31"
    assert at[2019]["JPT Pratama (Eselon II)"] == "2017"
    assert at[2010]["Pengawas (Eselon IV)"] == "2022"  # nothing older: the oldest, with its year
    assert all(isinstance(one, pd.Series) and one.index.is_unique for one in at.values())
