"""Alumni beside those who were not trained, in words: both directions, both sexes."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.careers.columns import SEX
from pug_analysis.config import Config
from pug_analysis.pages.alumni import pembanding_show
from pug_analysis.pages.alumni.alumni import AskedOfAlumni

DATA = SimpleNamespace(
    edition="internal", config=Config(), pooled=None, cutoff=date(2025, 12, 31), year=2025,
    periode=SimpleNamespace(label="2025"),
)  # fmt: skip


ASKED = AskedOfAlumni("PKP", (12,), 12, (0.25, 0.30))


@pytest.mark.parametrize(("sex", "word"), [("P", "wanita"), ("L", "pria")])
@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0.08, 0.01, 0.15), "8,0 poin persen (selang 95%: 1,0 sampai 15,0 poin): alumni lebih sering naik"),
        ((-0.08, -0.15, -0.01), "-8,0 poin persen (selang 95%: -15,0 sampai -1,0 poin): alumni lebih jarang naik"),
        ((0.02, -0.05, 0.09), "selangnya memuat nol, sehingga belum dapat disimpulkan"),
    ],
)  # fmt: skip
def test_alumni_beside_those_not_trained(sex, word, numbers, words, said):
    gap, low, high = numbers
    row = {"jenjang": "PKP", SEX: sex, "time": 12, "share_alumni": 0.2 + gap, "share_lain": 0.2, "estimate": gap,
           "conf_low": low, "conf_high": high, "event_alumni": 20, "event_lain": 20}  # fmt: skip
    text = said(pembanding_show.kalimat_pembanding(pd.DataFrame([row]), ASKED, DATA))
    alumni_share = f"{100 * (0.2 + gap):.1f}".replace(".", ",")
    assert f"Dari {word} alumni PKP yang mempunyai pembanding, {alumni_share}% naik" in text
    assert f"dari {word} sejenis yang belum mengikutinya 20,0%" in text
    assert words in text
