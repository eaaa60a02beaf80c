"""Women in posts before a programme and now, in words: both directions."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.alumni import kepemimpinan_show


@pytest.mark.parametrize(
    ("numbers", "p_holm", "words"),
    [
        ((0.1, 0.02, 0.18), 0.01, "bagiannya naik."),
        ((-0.1, -0.18, -0.02), 0.01, "bagiannya turun."),
        ((-0.1, -0.18, -0.02), 0.08, "sesudah koreksi untuk banyaknya jenjang yang diuji (Holm)"),
        ((0.1, -0.02, 0.22), 0.2, "belum dapat dipastikan bahwa bagiannya berubah."),
    ],
)
def test_women_in_posts_before_and_now(numbers, p_holm, words):
    shares = pd.DataFrame({"jenjang": "Pengawas", "masa": ["sebelum", "sekarang"], "wanita": [20, 30],
                           "total": [80, 90], "estimate": [0.25, 1 / 3]})  # fmt: skip
    gap = pd.DataFrame([{"jenjang": "Pengawas", "p_holm": p_holm,
                         **dict(zip(("estimate", "conf_low", "conf_high"), numbers, strict=True))}])  # fmt: skip
    (text, _) = kepemimpinan_show._sentences(shares, gap, "program contoh")
    assert "20 dari 80 pejabat sebelum program contoh, 30 dari 90 sekarang" in text
    assert "wanita 25,0% menjadi 33,3%" in text
    assert text.endswith(words) or f"{words} perubahannya tidak terbukti." in text
