"""Kinds of posts and targets in words: both directions, both sexes, each verdict, to the letter."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.peta import ranah_show
from pug_analysis.pages.peta.ranah import WITHIN
from pug_analysis.release.display import Released


def released(**columns: object) -> Released:
    frame = pd.DataFrame(columns)
    payload = {"columns": [{"name": c} for c in frame], "rows": frame.to_numpy(object).tolist()}
    return Released("", payload)


NAN = float("nan")
START = "Wanita memegang 30 dari 60 jabatan pendukung dan 40 dari 120 jabatan operasional."
RATIO = "rasio odds wanita berada pada jabatan pendukung"
MORE_WOMEN = "wanita lebih sering ditempatkan pada jabatan pendukung daripada pria."
MORE_MEN = "pria lebih sering ditempatkan pada jabatan pendukung daripada wanita."
OPEN = "data belum cukup untuk menyatakan bahwa penempatan pria dan wanita berbeda."
COUNTS = released(jenjang=["Semua jenjang"] * 2, ranah=["pendukung", "operasional"], wanita=[30, 40],
                  total=[60, 120])  # fmt: skip
INDICES = released(sebaran=["ranah"], jenjang=["Semua jenjang"], estimate=[0.2], expected=[0.1])


def odds_of(
    numbers: tuple, p_value: float, p_corrected: float, level: str = "Semua jenjang"
) -> Released:
    estimate, low, high = numbers
    return released(jenjang=[level], estimate=[estimate], conf_low=[low], conf_high=[high], p_value=[p_value],
                    p_terkoreksi=[p_corrected])  # fmt: skip


@pytest.mark.parametrize(
    ("level", "among"),
    [
        ("Semua jenjang", "Di antara semua pejabat"),
        (WITHIN, "Di antara pejabat pada jenjang yang sama"),
    ],
)
@pytest.mark.parametrize(
    ("numbers", "p_value", "words"),
    [
        ((2.0, 1.2, 3.4), 0.01, f"2,00 (selang 1,20 sampai 3,40, nilai-p terkoreksi 0,010): {MORE_WOMEN}"),
        ((0.5, 0.3, 0.8), 0.01, f"0,50 (selang 0,30 sampai 0,80, nilai-p terkoreksi 0,010): {MORE_MEN}"),
        ((1.5, 0.8, 2.9), 0.2, f"1,50 (selang 0,80 sampai 2,90, nilai-p terkoreksi 0,200): {OPEN}"),
        # interval and test must both say so
        ((2.0, 1.2, 3.4), 0.05, f"2,00 (selang 1,20 sampai 3,40, nilai-p terkoreksi 0,050): {OPEN}"),
        ((1.5, 0.98, 2.9), 0.04, f"1,50 (selang 0,98 sampai 2,90, nilai-p terkoreksi 0,040): {OPEN}"),
    ],
)  # fmt: skip
def test_supporting_and_operational_posts(numbers, p_value, words, level, among):
    first, second = ranah_show.kalimat_ranah(
        COUNTS, INDICES, odds_of(numbers, 0.04, p_value, level)
    )
    assert first == f"{START} {among} {RATIO} {words}"
    assert second == (
        "Indeks ketimpangan sebaran 0,20; bila orang yang sama ditempatkan secara acak rata-ratanya 0,10, jadi "
        "indeks harus dibaca terhadap angka itu, bukan terhadap nol."
    )


def test_an_open_end_is_a_word():
    assert ranah_show._end(NAN) == "tidak terbatas"
    assert ranah_show._end(3.4) == "3,40"


def test_posts_of_one_kind_or_too_few():
    few = ranah_show.kalimat_ranah(COUNTS, INDICES, odds_of((NAN,) * 3, NAN, NAN))
    assert few == (f"{START} Jumlah kasus terlalu sedikit untuk disimpulkan.",)
    apart = ranah_show.kalimat_ranah(COUNTS, INDICES, odds_of((NAN,) * 3, 0.0004, 0.0004))
    assert apart == (
        f"{START} Salah satu pihak seluruhnya berada pada satu ranah (nilai-p < 0,001).",
    )


SPREAD = "Sebaran antar-PD: indeks 0,40, bila acak 0,30 (rentang 0,20 sampai 0,38, nilai-p"


@pytest.mark.parametrize(
    ("estimate", "p_value", "words"),
    [
        (0.4, 0.01, f"{SPREAD} 0,010): wanita tersebar antar-PD lebih timpang daripada kebetulan."),
        (
            0.4,
            0.05,
            f"{SPREAD} 0,050): tidak terlihat bahwa PD berbeda satu sama lain lebih dari kebetulan.",
        ),
        (NAN, NAN, "Sebaran antar-PD: jumlah kasus terlalu sedikit untuk disimpulkan."),
    ],
)
def test_spread_over_offices(estimate, p_value, words, said):
    table = released(sebaran=["perangkat daerah"], estimate=[estimate], expected=[0.3], chance_low=[0.2],
                     chance_high=[0.38], p_value=[p_value])  # fmt: skip
    assert said(ranah_show._spread(table)) == words


@pytest.mark.parametrize(
    ("women", "everybody", "lacking", "words"),
    [
        (5, 25, 3, "JPT Pratama: 5 wanita dari 25 pejabat (20,0%), target 30,0%: masih kurang 3 orang."),
        (8, 25, 0, "JPT Pratama: 8 wanita dari 25 pejabat (32,0%), target 30,0%: tercapai."),
        (1, 9, 2, "JPT Pratama: 1 wanita dari 9 pejabat (11,1%), target 30,0%: masih kurang 2 orang. Jumlah kasus "
                  "terlalu sedikit untuk disimpulkan."),
        (3, 10, 0, "JPT Pratama: 3 wanita dari 10 pejabat (30,0%), target 30,0%: tercapai."),
        (0, 0, 0, "JPT Pratama: tidak ada pejabat, target 30,0% tidak dapat dibandingkan."),
    ],
)  # fmt: skip
def test_targets(women, everybody, lacking, words):
    share = women / everybody if everybody else NAN
    row = {"jenjang": "JPT Pratama", "wanita": women, "total": everybody, "share_wanita": share, "target": 0.3,
           "kurang": lacking}  # fmt: skip
    assert ranah_show._target(pd.Series(row)) == words


def test_the_index_is_read_before_the_odds(said):
    read = said(ranah_show.cara_indeks_pemisahan())
    assert read.index("Indeks ketimpangan (Duncan) adalah") < read.index("Rasio odds 2 berarti")
