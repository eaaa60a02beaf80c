"""The map of offices in short, in words: both directions."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.peta import ringkas_show
from pug_analysis.release.display import Released


def released(**columns: object) -> Released:
    frame = pd.DataFrame(columns)
    payload = {"columns": [{"name": c} for c in frame], "rows": frame.to_numpy(object).tolist()}
    return Released("", payload)


@pytest.mark.parametrize(
    ("share", "p_value", "words"),
    [
        (0.25, 0.01, "seluruh kabupaten berada di bawah yang diharapkan"),
        (0.45, 0.01, "seluruh kabupaten berada di atas yang diharapkan"),
        (0.25, 0.2, "data belum cukup untuk menyatakan berbeda dari yang diharapkan"),
    ],
)
def test_the_whole_regency(share, p_value, words, said):
    table = released(kelompok=["Semua PD"], wanita=[50], total=[200], share_wanita=[share], harapan=[70.0],
                     share_harapan=[0.35], p_value=[p_value])  # fmt: skip
    assert words in said(ringkas_show.kalimat_kabupaten(table))


@pytest.mark.parametrize(
    ("own", "words"),
    [(0.2, "juga di bawah bagian kabupaten"), (0.4, "tidak di bawah bagian kabupaten")],
)
def test_candidates_of_a_flagged_office(own, words):
    text = ringkas_show._look_at_candidates(
        pd.Series({"share_calon": own}), pd.Series({"share_harapan": 0.35})
    )
    assert words in text
