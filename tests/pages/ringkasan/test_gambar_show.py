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
NAN = float("nan")
#: Of each figure: its table and, by column drawn, the column that it comes from.
SOURCES = {
    1: ("kohort_langkah", {"rasio": "rasio", "conf_low": "conf_low", "conf_high": "conf_high"}),
    2: ("kohort_kurva_setara", {"pria": "share_pria", "wanita": "share_wanita"}),
    3: ("pelatihan_semua", {"estimate": "rasio"}),
    4: ("indikator_jabatan_arah", {"estimate": "share_wanita"}),
    5: ("pd_pengangkatan", {"estimate": "wanita", "harapan": "harapan"}),
}


@pytest.mark.parametrize("number", SOURCES)
def test_what_is_drawn_stands_in_the_released_table(number, tables):
    given = tables()
    name, columns = SOURCES[number]
    rows = gambar_show.PICTURES[number](given).rows
    for drawn, source in columns.items():
        values = rows[drawn].dropna()
        assert len(values)
        assert set(values) <= set(given[name][source].astype(float)), drawn


@pytest.mark.parametrize("number", SOURCES)
def test_figures_have_words_and_a_picture(number, tables):
    (one,) = gambar_show.gambar(number, tables(), DATA).parts
    assert one.payload["png"]
    assert 20 <= len(one.payload["alt"]) <= 300
    assert one.payload["title"].startswith(f"Gambar 0.{number}. ")


@pytest.mark.parametrize("number", SOURCES)
def test_without_its_table_or_any_number_nothing_is_drawn(number, tables):
    assert gambar_show.gambar(number, {}, DATA).parts == ()
    name, columns = SOURCES[number]
    size = len(tables()[name])
    empty = tables(**{name: {source: [NAN] * size for source in columns.values()}})
    assert gambar_show.gambar(number, empty, DATA).parts == ()


class TestWords:
    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (1, "CPNS ke Pengawas 72; Pengawas ke Administrator 88"),
            (2, "15 tahun: pria 46%, wanita 35%"),
            (
                3,
                "semua pelatihan kepemimpinan 93; sebelum memegang jabatan 85; sesudah memegang jabatan 102",
            ),
            (
                4,
                "Memegang jabatan sekarang 31,6%; Diangkat ke Administrator atau di atasnya, 5 tahun terakhir 31,7%",
            ),
            (5, "Dinas A 4 (diharapkan 13); Badan B 12 (diharapkan 12)"),
        ],
    )
    def test_values_stand_in_the_text_for_the_figure(self, number, words, tables):
        assert words in gambar_show.PICTURES[number](tables()).words

    def test_long_lists_are_cut(self, tables):
        n = 40
        many = tables(
            pd_pengangkatan={
                "perangkat_daerah": [f"Dinas nomor {i}" for i in range(n)], "pria": [20] * n,
                "wanita": [5] * n, "total": [25] * n, "harapan": [9.0] * n, "rasio": [0.5] * n,
                "taksiran": [0.5] * n, "conf_low": [0.1] * n, "conf_high": [1.1] * n,
                "p_value": [0.1] * n, "q_value": [0.1] * n, "penilaian": ["tidak ditandai"] * n,
            }
        )  # fmt: skip
        picture = gambar_show.PICTURES[5](many)
        assert len(picture.rows) == gambar_show.MOST_OFFICES
        (one,) = gambar_show.gambar(5, many, DATA).parts
        assert len(one.payload["alt"]) <= 300
        assert "12 nilai" in one.payload["alt"]


def test_flagged_offices_come_first_then_those_furthest_below(tables):
    given = tables(
        pd_pengangkatan={
            "penilaian": ["tidak ditandai", "ditandai", "tidak ditandai", ""],
            "rasio": [0.96, 0.6, 0.5, 0.866],
        }
    )
    rows = gambar_show.PICTURES[5](given).rows
    assert list(rows["baris"]) == ["Dinas A", "Kecamatan C", "Badan B"]
    assert list(rows["ditandai"]) == [True, False, False]


def test_all_offices_together_and_small_ones_are_not_drawn(tables):
    assert set(gambar_show.PICTURES[5](tables()).rows["baris"]) == {"Dinas A", "Badan B"}


def test_both_routes_stand_under_the_whole(tables):
    assert list(gambar_show.PICTURES[3](tables()).rows["estimate"]) == [0.93, 0.85, 1.02]


def test_hidden_numbers_are_left_out(tables):
    hidden = pd.Series([12, "*", 1, 130], dtype=object)
    rows = gambar_show.PICTURES[5](tables(pd_pengangkatan={"wanita": hidden})).rows
    assert list(rows["baris"]) == ["Badan B"]
