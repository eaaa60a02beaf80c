from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from pug_analysis.pages.ringkasan.tangga_show import ladder_rows, plot_ladder
from pug_analysis.release.figures import WARNA_PRIA, WARNA_WANITA, canvas

NAN = float("nan")


@pytest.fixture
def drawn(tables):
    def of(**changes):
        rows = ladder_rows(tables(kohort_langkah=changes))
        with canvas() as (figure, ax):
            plot_ladder(rows, ax=ax)
            figure.canvas.draw()
            words = [text.get_text() for text in ax.texts]
            bars = [
                patch
                for patch in ax.patches
                if to_hex(patch.get_edgecolor()) == WARNA_WANITA.lower()
            ]
            men = [p for p in ax.patches if to_hex(p.get_facecolor()) == WARNA_PRIA.lower()]
        return words, bars, men

    return of


def test_steps_of_both_ladders_in_their_order(tables):
    rows = ladder_rows(tables())
    assert list(rows["tangga"]) == [0, 0, 0, 1, 1]
    assert list(rows["dari"][:3]) == ["CPNS", "Pengawas", "Administrator"]
    assert list(rows["ke"][:3]) == ["Pengawas", "Administrator", "JPT Pratama"]
    assert list(rows["terbukti"]) == [True, False, False, False, False]
    assert ladder_rows({}).empty


def test_every_level_and_every_number_is_written(drawn):
    words, _, _ = drawn()
    for level in (
        "CPNS",
        "Pengawas",
        "Administrator",
        "JPT Pratama",
        "JF Ahli Muda",
        "JF Ahli Madya",
    ):
        assert level in words
    assert [w for w in words if w.endswith(" wanita")] == [
        "72 wanita", "88 wanita", "101 wanita", "105 wanita",
    ]  # fmt: skip
    assert words.count("100 pria") == 5
    assert (
        words.index("JPT Pratama") < words.index("Jalur struktural") < words.index("JF Ahli Muda")
    )
    assert words.index("JF Ahli Madya") < words.index("Jalur fungsional (JF)")
    assert "terlalu sedikit" in words


def test_bars_are_as_long_as_the_ratio_and_filled_where_a_gap_is_proven(drawn):
    _, women, men = drawn()
    hundred = men[0].get_width()
    assert [bar.get_width() / hundred for bar in women] == pytest.approx([0.72, 0.88, 1.01, 1.05])
    filled = [to_hex(bar.get_facecolor()) == WARNA_WANITA.lower() for bar in women]
    assert filled == [True, False, False, False]


def test_a_very_long_bar_is_cut_but_its_number_is_not(drawn):
    words, women, men = drawn(rasio=[2.4, 0.88, NAN, 1.01, 1.05])
    assert women[0].get_width() / men[0].get_width() == pytest.approx(1.5)
    assert "240 wanita" in words


def test_what_an_edition_keeps_is_not_called_too_few(drawn):
    words, _, _ = drawn(rasio=[NAN, 0.88, NAN, 1.01, 1.05])
    assert words.count("tidak tampil") == 1
    assert words.count("terlalu sedikit") == 1


def test_one_ladder_alone(tables):
    rows = ladder_rows(tables()).iloc[:3]
    with canvas() as (_, ax):
        plot_ladder(rows, ax=ax)
        assert "Jalur fungsional (JF)" not in [text.get_text() for text in ax.texts]
