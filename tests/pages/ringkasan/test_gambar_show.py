from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.pages.ringkasan import gambar_show
from pug_analysis.terms.kalender import Periode

DATA = SimpleNamespace(
    edition="pokja", year=2025, periode=Periode(2025), cutoff=date(2025, 12, 31), config=Config(), pooled=None,
)  # fmt: skip
#: Of each figure: its table and the column that is drawn.
SOURCES = {
    1: ("piramida_jenjang", "share_wanita"),
    2: ("kohort_tonggak", "estimate"),
    3: ("pelatihan_rasio", "estimate"),
    4: ("indikator_jabatan_setara", "share_wanita"),
    5: ("pd_pimpinan", "share_wanita"),
}


@pytest.mark.parametrize("number", SOURCES)
def test_what_is_drawn_stands_in_the_released_table(number, tables):
    given = tables()
    name, column = SOURCES[number]
    drawn = gambar_show._DRAWN[number](given).rows["estimate"].dropna()
    assert len(drawn)
    assert set(drawn) <= set(given[name][column].astype(float))


@pytest.mark.parametrize("number", SOURCES)
def test_figures_have_words_and_a_picture(number, tables):
    (one,) = gambar_show.gambar(number, tables(), DATA).parts
    assert one.payload["png"]
    assert 20 <= len(one.payload["alt"]) <= 400
    assert one.payload["title"].startswith(f"Gambar 0.{number}. ")


@pytest.mark.parametrize("number", SOURCES)
def test_without_its_table_or_any_number_nothing_is_drawn(number, tables):
    assert gambar_show.gambar(number, {}, DATA).parts == ()
    name, column = SOURCES[number]
    empty = tables(**{name: {column: [float("nan")] * len(tables()[name])}})
    assert gambar_show.gambar(number, empty, DATA).parts == ()


def test_men_and_women_stand_beside_each_other_in_order_of_time(tables):
    rows = gambar_show._DRAWN[2](tables()).rows
    assert list(rows["baris"]) == ["5 tahun", "5 tahun", "10 tahun", "10 tahun"]
    assert list(rows["kelompok"]) == ["pria", "wanita"] * 2


def test_long_lists_are_cut_in_the_words_for_the_figure():
    many = pd.DataFrame(
        {"baris": [f"Dinas nomor {i}" for i in range(40)], "kelompok": "", "estimate": 0.5}
    )
    said = gambar_show._in_words(many, ratio=False)
    assert len(said) < 300
    assert "40 nilai" in said
