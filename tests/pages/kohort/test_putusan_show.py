"""The verdict of the cohort page in words: both directions, each verdict, and what the test says beside it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.pages.kohort import insidensi_show
from pug_analysis.stats.decision import decide

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


def decided(numbers: tuple, **changes: str):
    from dataclasses import replace

    return replace(decide(*numbers, margin=0.05, n_events=90, n_people=300), **changes)


def proofs(excess: float, p_value: float) -> pd.DataFrame:
    rows = [("logrank_stratified", excess, p_value), ("logrank_crude", -excess, 0.0004)]
    return pd.DataFrame(rows, columns=["ukuran", "estimate", "p_value"])


@pytest.mark.parametrize(
    ("numbers", "words", "note"),
    [
        (LOWER, "9,0 poin persen lebih rendah daripada pria (selang 95%: -15,0 sampai -3,0 poin); selangnya "
                "tidak memuat nol.", "wanita lebih rendah (selang 95%: -15,0 sampai -3,0 poin)"),
        (HIGHER, "9,0 poin persen lebih tinggi daripada pria (selang 95%: 3,0 sampai 15,0 poin)",
         "wanita lebih tinggi (selang 95%: 3,0 sampai 15,0 poin)"),
        (OPEN, "Belum dapat disimpulkan apakah wanita dan pria dari kelompok saat masuk yang sama berbeda "
               "(selang 95%: -9,0 sampai 5,0 poin). Ini bukan berarti tidak ada perbedaan.",
         "selang 95%: -9,0 sampai 5,0 poin"),
        (EQUAL, "dari kelompok saat masuk yang sama. Perbedaan antara wanita dan pria lebih kecil daripada 5,0 "
                "poin persen (selang 95%: -2,0 sampai 4,0 poin) dan rasionya di antara 0,80 "
                "dan 1,25: setara dalam batas toleransi.", "selang 95%: -2,0 sampai 4,0 poin"),
    ],
)  # fmt: skip
def test_verdict_of_the_milestone(numbers, words, note, said):
    found = insidensi_show.kalimat_putusan(
        decided(numbers), proofs(-3, 0.4), QUESTION, DATA, time=120
    )
    assert words in said(found)
    assert found.parts[0].payload["note"] == note
    other = "lebih tinggi" if "lebih rendah" in words else "lebih rendah"
    assert other not in said(found)


ALSO, AGAINST = "juga menemukan", "arah yang berlawanan"


@pytest.mark.parametrize(
    ("numbers", "test", "words", "never"),
    [
        # a gap: only a test that points to the same side agrees
        (LOWER, (-9, 0.0004), "juga menemukan wanita lebih jarang diangkat (p < 0,001).", (AGAINST,)),
        (HIGHER, (9, 0.01), "juga menemukan wanita lebih sering diangkat (p = 0,010).", (AGAINST,)),
        (LOWER, (9, 0.01), "arah yang berlawanan: wanita lebih sering diangkat (p = 0,010).", (ALSO,)),
        (HIGHER, (-9, 0.01), "arah yang berlawanan: wanita lebih jarang diangkat (p = 0,010).", (ALSO,)),
        (LOWER, (-9, 0.2), "belum menemukan perbedaan yang pasti (p = 0,200).", (ALSO, AGAINST)),
        # without a gap nothing agrees, whatever the test
        (OPEN, (-9, 0.01), "menemukan wanita lebih jarang diangkat (p = 0,010); putusan tetap", (ALSO, AGAINST)),
        (OPEN, (9, 0.01), "menemukan wanita lebih sering diangkat (p = 0,010); putusan tetap", (ALSO, AGAINST)),
        (EQUAL, (9, 0.01), "menemukan wanita lebih sering diangkat (p = 0,010); putusan tetap", (ALSO, AGAINST)),
        (OPEN, (-9, 0.2), "belum menemukan perbedaan yang pasti", (ALSO, AGAINST)),
        (LOWER, (0, NAN), "tidak dapat dihitung.", (ALSO, AGAINST)),
    ],
)  # fmt: skip
def test_the_test_over_the_whole_time_agrees_only_where_it_does(numbers, test, words, never, said):
    text = said(
        insidensi_show.kalimat_putusan(decided(numbers), proofs(*test), QUESTION, DATA, time=120)
    )
    assert words in text
    assert not any(word in text for word in never)
    assert "p = <" not in text


def test_an_interval_without_0_that_is_not_proven_is_told(said):
    unproven = decided(LOWER, verdict="inconclusive")
    text = said(insidensi_show.kalimat_putusan(unproven, proofs(-3, 0.4), QUESTION, DATA, time=120))
    assert "Belum dapat disimpulkan" in text
    assert "Selangnya tidak memuat nol, tetapi peluang salah 5% dibagi" in text
    assert "lebih rendah daripada pria" not in text
    plain = said(
        insidensi_show.kalimat_putusan(decided(OPEN), proofs(-3, 0.4), QUESTION, DATA, time=120)
    )
    assert "peluang salah 5%" not in plain


def test_without_entry_groups_there_is_no_verdict(said):
    bare = SimpleNamespace(**vars(QUESTION) | {"tallies": object(), "stratified": None})
    found = insidensi_show.kalimat_putusan(None, proofs(-3, 0.4), bare, DATA, time=120)
    assert found.parts[0].payload["value"] == "Belum ada"
    assert "tanpa angkatan, pendidikan, dan keluarga jabatan" in said(found)
    assert "terlalu sedikit" not in said(found)
