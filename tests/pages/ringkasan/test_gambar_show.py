from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.pages.ringkasan import gambar_show
from pug_analysis.release.figures import WARNA_PRIA, WARNA_WANITA, canvas
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


def points(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["baris", "kelompok", "estimate", "conf_low", "conf_high"])


BOTH = points(
    ("5 tahun", "pria", 0.3, 0.2, 0.4),
    ("5 tahun", "wanita", 0.2, 0.1, 0.3),
    ("10 tahun", "pria", 0.5, 0.4, 0.6),
    ("10 tahun", "wanita", 0.4, float("nan"), float("nan")),
)


def test_men_stand_above_women_in_their_own_colours():
    with canvas() as (_, ax):
        gambar_show.plot_points(BOTH, reference=None, ax=ax)
        men, women = ax.lines
        assert (men.get_label(), women.get_label()) == ("Pria", "Wanita")
        assert (men.get_color(), women.get_color()) == (WARNA_PRIA, WARNA_WANITA)
        assert (men.get_marker(), women.get_marker()) == ("s", "o")
        assert men.get_xdata().tolist() == [0.3, 0.5]
        assert women.get_xdata().tolist() == [0.2, 0.4]
        # the first row is on top, and so are the men of each row
        assert men.get_ydata().tolist() == pytest.approx([-0.17, 0.83])
        assert women.get_ydata().tolist() == pytest.approx([0.17, 1.17])
        assert ax.get_ylim() == (1.5, -0.5)
        assert [text.get_text() for text in ax.texts] == [
            "Pria 30,0%", "Pria 50,0%", "Wanita 20,0%", "Wanita 40,0%",
        ]  # fmt: skip
        # a value stands at the upper end of its interval, or beside its point
        assert [text.xy[0] for text in ax.texts] == [0.4, 0.6, 0.3, 0.4]
        assert [label.get_text() for label in ax.get_yticklabels()] == ["5 tahun", "10 tahun"]
        assert ax.get_xlim() == (0, pytest.approx(0.76))
        assert ax.xaxis.get_major_formatter()(0.4, 0) == "40%"


def test_one_group_stands_on_its_line_beside_what_was_expected():
    some = points(("Dinas A", "ditandai", 0.95, 0.9, 0.99), ("Dinas B", "", 0.5, 0.4, 0.6))
    with canvas() as (_, ax):
        gambar_show.plot_points(some, reference=(0.6, "harapan"), ax=ax)
        assert [text.get_text() for text in ax.texts] == ["95,0%", "50,0%", "harapan"]
        assert [line.get_ydata().tolist() for line in ax.lines[:2]] == [[0], [1]]
        assert ax.lines[2].get_xdata()[0] == 0.6
        assert ax.texts[2].xy[0] == 0.6
        assert [line.get_marker() for line in ax.lines[:2]] == ["D", "o"]
        assert ax.get_xlim() == (0, 1)  # no share is above 1


def test_values_are_told_with_their_sex_and_ratios_without_a_percent_sign():
    assert gambar_show._in_words(BOTH, ratio=False) == (
        "5 tahun (pria) 30,0%; 5 tahun (wanita) 20,0%; 10 tahun (pria) 50,0%; 10 tahun (wanita) 40,0%"
    )
    ratios = points(("PKP", "wanita", 0.8, 0.6, 1.1), ("PKA", "", 1.25, 1.0, 1.5))
    assert gambar_show._in_words(ratios, ratio=True) == "PKP (wanita) 0,80; PKA 1,25"
