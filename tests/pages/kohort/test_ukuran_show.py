"""The milestone as a measure: its difference and interval, and no verdict beside that of the page."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.pages.kohort.ukuran_show import kalimat_ukuran
from pug_analysis.stats.decision import decide

QUESTION = SimpleNamespace(
    target="Pengawas", obstacle="", enough=True, tallies=None, stratified=object()
)
TESTS = pd.DataFrame([("logrank_stratified", -3.0, 0.4)], columns=["ukuran", "estimate", "p_value"])
SAME = (
    "Besarnya pada 10 tahun: dibandingkan dengan pria yang angkatan, pendidikan, dan keluarga jabatannya saat masuk "
    "sama, bagian wanita yang mencapai Pengawas "
)
WHERE = "putusan halaman ini ada pada Tabel 3.16."


def paragraphs(found) -> list[str]:
    texts = [t for part in found.parts for t in re.findall(r"<p>(.*?)</p>", part.html, re.S)]
    return [re.sub(r"\s+", " ", t) for t in texts]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((-0.09, -0.15, -0.03), "9,0 poin persen lebih rendah (selang 95%: -15,0 sampai -3,0 poin). Ini ukuran"),
        ((0.09, 0.03, 0.15), "9,0 poin persen lebih tinggi (selang 95%: 3,0 sampai 15,0 poin). Ini ukuran"),
        ((-0.02, -0.09, 0.05), "2,0 poin persen lebih rendah (selang 95%: -9,0 sampai 5,0 poin; selang ini memuat "
         "nol). Ini ukuran"),
        ((0.01, -0.02, 0.04), "1,0 poin persen lebih tinggi (selang 95%: -2,0 sampai 4,0 poin; selang ini memuat "
         "nol). Ini ukuran"),
    ],
)  # fmt: skip
def test_the_difference_without_a_verdict(numbers, said, year):
    decision = decide(*numbers, margin=0.05, n_events=90, n_people=300)
    found = kalimat_ukuran(decision, TESTS, QUESTION, year(), time=120)
    first, seen = paragraphs(found)
    assert first.startswith(f"{SAME}{said}")
    assert first.endswith(WHERE)
    assert seen.startswith("Dengan data sebanyak ini, kesenjangan yang akan terlihat")
    assert [part.payload["kind"] for part in found.parts] == ["text"]
    assert not any(word in first for word in ("Belum dapat disimpulkan", "etara", "kesenjangan"))


@pytest.mark.parametrize(
    ("obstacle", "said"),
    [
        ("few", "Jumlah kasus terlalu sedikit untuk disimpulkan (Pengawas pada 10 tahun)."),
        ("no_leavers", "Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada (Pengawas pada 10 tahun)."),
    ],
)  # fmt: skip
def test_why_there_is_no_difference(obstacle, said, year):
    blocked = SimpleNamespace(**vars(QUESTION) | {"obstacle": obstacle, "enough": False})
    assert paragraphs(kalimat_ukuran(None, TESTS, blocked, year(), time=120)) == [said]


def test_a_merged_report_keeps_the_verdict_of_the_milestone(year):
    merged = SimpleNamespace(**vars(year()) | {"pooled": object()})
    decision = decide(-0.09, -0.15, -0.03, margin=0.05, n_events=90, n_people=300)
    found = kalimat_ukuran(decision, TESTS, QUESTION, merged, time=120)
    assert found.parts[0].payload["value"] == "9,0 poin persen"
