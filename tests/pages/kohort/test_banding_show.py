"""Careers compared in several ways, in words: both directions, and whether the ways agree."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses.hazards import Hazards
from pug_analysis.config import Config
from pug_analysis.pages.kohort import banding_show

NAN = float("nan")


DATA = SimpleNamespace(
    edition="internal", config=Config(), pooled=None, cutoff=date(2025, 12, 31), year=2025,
    periode=SimpleNamespace(label="2025"),
)  # fmt: skip


#: What the sentences read of a question that can be answered.
QUESTION = SimpleNamespace(
    target="Pengawas", obstacle="", enough=True, tallies=None, stratified=object(),
    followed=SimpleNamespace(start=0),
)  # fmt: skip


LOWER, HIGHER = (-0.09, -0.15, -0.03), (0.09, 0.03, 0.15)


OPEN, EQUAL = (-0.02, -0.09, 0.05), (0.01, -0.02, 0.04)


@pytest.mark.parametrize(
    ("numbers", "end"),
    [(LOWER, "sampai -3,0)."), (HIGHER, "sampai 15,0)."), (OPEN, "sampai 5,0; selang ini memuat nol).")],
)  # fmt: skip
def test_the_standardised_difference(numbers, end, said):
    gap, low, high = numbers
    row = {"estimate": gap, "conf_low": low, "conf_high": high, "share_wanita": 0.4 + gap, "share_pria": 0.4,
           "crude": -gap, "n_strata": 3, "n_total": 200, "share_people": 0.5}  # fmt: skip
    text = said(banding_show.kalimat_standar(pd.DataFrame([row]), QUESTION, DATA, time=120))
    women = f"{100 * (0.4 + gap):.1f}".replace(".", ",")
    assert f"dari 100 wanita {women} mencapai Pengawas dalam 10 tahun, dari 100 pria 40,0" in text
    assert f"selisih wanita dikurangi pria {100 * gap:.1f}".replace(".", ",") in text
    assert end in text


@pytest.mark.parametrize(
    ("crude", "fair", "warned"),
    [
        ((-9, 0.01), (5, 0.2), True), ((9, 0.2), (-5, 0.01), True),
        ((-9, 0.2), (5, 0.3), False),  # two that find nothing point nowhere
        ((-9, 0.01), (-5, 0.01), False), ((9, 0.01), (5, 0.01), False), ((0, 1), (5, 0.01), False),
        ((-9, 0.01), (NAN, NAN), False),
    ],
)  # fmt: skip
def test_crude_and_fair_on_opposite_sides(crude, fair, warned):
    names = ("logrank_crude", "logrank_stratified")
    rows = [(name, *numbers) for name, numbers in zip(names, (crude, fair), strict=True)]
    tests = pd.DataFrame(rows, columns=["ukuran", "estimate", "p_value"])
    assert bool(banding_show.kotak_simpson(tests).parts) is warned
    assert banding_show.kotak_simpson(tests.iloc[:0]).parts == ()


@pytest.mark.parametrize(
    ("proportional", "p_time", "words", "others"),
    [
        (True, 0.4, "Pemeriksaan perubahan rasio menurut waktu: p = 0,400.", ("tidak dapat", "berubah")),
        (False, 0.01, "rasio wanita terhadap pria berubah menurut waktu (p = 0,010), sehingga tidak "
                      "diringkas menjadi satu angka", ("Pemeriksaan", "masa berlakunya")),
        (True, NAN, "tidak dapat diperiksa: untuk itu diperlukan paling sedikit 5 promosi wanita dan 5 "
                    "promosi pria sebelum dan sesudah 10 tahun.", ("Pemeriksaan", "berubah")),
    ],
)  # fmt: skip
def test_whether_the_ratio_changes_with_time(proportional, p_time, words, others):
    numbers = ("model", "term", "hazard_ratio", "conf_low", "conf_high", "p_value")
    table = pd.DataFrame([("x", "Wanita dibanding pria", 0.7, 0.5, 0.9, 0.01)], columns=numbers)
    found = Hazards(table, proportional, p_time=p_time, n_event=90)
    (note,) = banding_show.tabel_model(found, QUESTION, DATA).payload["notes"]
    assert words in note
    assert not any(other in note for other in others)
