"""Kinds of posts in words: both directions."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.peta import ranah_show
from pug_analysis.release.display import Released


def released(**columns: object) -> Released:
    frame = pd.DataFrame(columns)
    payload = {"columns": [{"name": c} for c in frame], "rows": frame.to_numpy(object).tolist()}
    return Released("", payload)


@pytest.mark.parametrize(
    ("numbers", "p_value", "words"),
    [
        ((2.0, 1.2, 3.4), 0.01, "wanita lebih sering ditempatkan pada jabatan pendukung daripada pria."),
        ((0.5, 0.3, 0.8), 0.01, "pria lebih sering ditempatkan pada jabatan pendukung daripada wanita."),
        ((1.5, 0.8, 2.9), 0.2, "data belum cukup untuk menyatakan bahwa penempatan pria dan wanita berbeda."),
    ],
)  # fmt: skip
def test_supporting_and_operational_posts(numbers, p_value, words):
    estimate, low, high = numbers
    counts = released(jenjang=["Semua jenjang"] * 2, ranah=["pendukung", "operasional"], wanita=[30, 40],
                      total=[60, 120])  # fmt: skip
    indices = released(sebaran=["ranah"], jenjang=["Semua jenjang"], estimate=[0.2], expected=[0.1])
    odds = released(jenjang=["Semua jenjang"], estimate=[estimate], conf_low=[low], conf_high=[high],
                    p_value=[0.04], p_terkoreksi=[p_value])  # fmt: skip
    first, _ = ranah_show.kalimat_ranah(counts, indices, odds)
    assert (
        "Wanita memegang 30 dari 60 jabatan pendukung dan 40 dari 120 jabatan operasional." in first
    )
    assert first.endswith(words)


@pytest.mark.parametrize(
    ("p_value", "words"),
    [
        (0.01, "wanita tersebar antar-PD lebih timpang daripada kebetulan"),
        (0.3, "tidak terlihat bahwa PD berbeda satu sama lain lebih dari kebetulan"),
    ],
)
def test_spread_over_offices(p_value, words, said):
    table = released(sebaran=["perangkat daerah"], estimate=[0.4], expected=[0.3], chance_low=[0.2],
                     chance_high=[0.38], p_value=[p_value])  # fmt: skip
    assert words in said(ranah_show._spread(table))
