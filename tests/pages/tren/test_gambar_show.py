"""Figures of the trend: told in words, and drawn from their numbers."""

from __future__ import annotations

import base64
import io

from PIL import Image

from pug_analysis.pages.tren import gambar_show
from pug_analysis.pages.tren.acuan import national_lines
from pug_analysis.pages.tren.proporsi import yearly_slopes
from pug_analysis.release.numbers import persen


def test_figures_have_alternative_text_and_change_with_their_numbers(table, series):
    data, national = series[-1], national_lines()
    slopes = yearly_slopes(table)
    one = gambar_show.gambar_tren(table, slopes, national, data).parts[0]
    other = gambar_show.gambar_tren(
        table.assign(share_wanita=table["share_wanita"] / 2), slopes, national, data
    ).parts[0]
    ladder = gambar_show.gambar_jenjang(table, data).parts[0]
    for figure in (one, ladder):
        assert 20 <= len(figure.payload["alt"]) <= 300
        png = base64.b64decode(figure.payload["png"])
        assert len(png) < 60_000
        assert Image.open(io.BytesIO(png)).width > 600
    assert one.payload["png"] != other.payload["png"]
    rows = table.loc[table["sub_kategori"] == "Pengawas (Eselon IV)", "share_wanita"]
    assert (
        f"Pengawas {persen(rows.iloc[0])} (2023) ke {persen(rows.iloc[-1])} (2025)"
        in one.payload["alt"]
    )
    assert "Pengawas" in ladder.payload["alt"]


def test_no_straight_line_is_drawn_without_slopes(table, series):
    slopes = yearly_slopes(table)
    two = [
        gambar_show.gambar_tren(table, s, national_lines(), series[-1]).parts[0].payload["png"]
        for s in (slopes, slopes.iloc[:0])
    ]
    assert two[0] != two[1]
