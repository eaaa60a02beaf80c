"""Changes over time in words: both directions, each verdict."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.tren import perubahan_show


@pytest.mark.parametrize(
    ("numbers", "verdict", "words"),
    [
        ((0.05, 0.02, 0.08), "changed", "proporsinya naik 5,0 poin (selang kepercayaan 95%: 2,0 sampai 8,0 poin)"),
        ((-0.05, -0.08, -0.02), "changed", "proporsinya turun 5,0 poin (selang kepercayaan 95%: 2,0 sampai 8,0"),
        ((-0.05, -0.08, -0.02), "chance", ": dalam rentang kebetulan."),
        ((0.05, 0.02, 0.08), "corrections", ": terutama pembetulan data."),
    ],
)  # fmt: skip
def test_changes_over_time(numbers, verdict, words):
    row = pd.Series({"sub_kategori": "JPT Pratama", "kategori": "Jenjang", "perubahan": numbers[0],
                     "share_dulu": 0.2, "total_dulu": 20, "share_kini": 0.25, "total_kini": 24, "putusan": verdict,
                     **dict(zip(("estimate", "conf_low", "conf_high"), numbers, strict=True))})  # fmt: skip
    text = perubahan_show._sentence(row)
    assert "JPT Pratama: 20,0% dari 20 orang menjadi 25,0% dari 24 orang" in text
    assert words in text
    assert ("naik" in text or "turun" in text) is (verdict == "changed")
