"""Leaving and awards in words: both directions."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.peta import keluar_show

NAN = float("nan")


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1.5, 1.1, 2.1), "1,50 (selang 1,10 sampai 2,10), lebih sering pada wanita"),
        ((0.6, 0.4, 0.9), "0,60 (selang 0,40 sampai 0,90), kurang sering pada wanita"),
        ((0.9, 0.6, 1.3), "data belum cukup untuk menyatakan pria dan wanita berbeda"),
    ],
)
def test_leaving_and_awards(numbers, words):
    names = ("estimate", "conf_low", "conf_high")
    row = {"wanita": 40, "pria": 30, "laju_wanita": 8.0, "laju_pria": 6.0, "rasio_masa_kerja": NAN,
           **dict(zip(names, numbers, strict=True))}  # fmt: skip
    (text, _) = keluar_show._sentences(pd.Series(row))
    assert "40 wanita dan 30 pria keluar, 8,0 dan 6,0 per 1.000 orang-tahun" in text
    assert words in text
