"""Why there is no answer: one sentence for each obstacle, and from when leaving is on record."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.careers.cohort import Cohort
from pug_analysis.release.halangan import (
    HALANGAN,
    batas_gabungan,
    batas_waktu,
    bulan,
    daerah_digabung,
    kotak_halangan,
    lacks_groups,
)

FLOW = pd.DataFrame({"langkah": ["Semua"], "orang": [9]})


def said(released) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", released.html)).strip()


@pytest.mark.parametrize(
    ("obstacle", "start", "rest"),
    [
        ("few", "Jumlah kasus terlalu sedikit untuk disimpulkan: kurva Pengawas tidak ditampilkan",
         "kurang dari 20 orang dari salah satu jenis kelamin berisiko"),
        ("no_leavers", "Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada",
         "sehingga kurva dan putusan tidak ditampilkan."),
        ("protected", "Tidak ada dalam gabungan terlindung dengan pilihan ini.",
         "kembalikan angkatan, pendidikan, dan keluarga pada parameter notebook."),
        ("rounded", "Pembulatan daerah yang terlindung terlalu kasar untuk disimpulkan: bagian yang mencapai "
         "Pengawas dapat bergeser lebih dari 5 poin persen", "putusan hanya dari ekspor tingkat tepat"),
    ],
)  # fmt: skip
def test_each_obstacle_has_its_box(obstacle, start, rest):
    box = said(kotak_halangan(SimpleNamespace(obstacle=obstacle, target="Pengawas")))
    assert box.startswith(start)
    assert rest in box
    assert start.startswith(HALANGAN[obstacle])
    others = [words for other, words in HALANGAN.items() if other not in ("", obstacle)]
    assert not any(words in box for words in others if words != HALANGAN[obstacle])


def test_no_obstacle_is_few():
    assert HALANGAN[""] == HALANGAN["few"]


@pytest.mark.parametrize(
    ("tallies", "stratified", "lacks"),
    [(None, None, False), (object(), None, True), (object(), object(), False)],
)
def test_groups_are_lacking_where_agencies_keep_them(tallies, stratified, lacks):
    assert lacks_groups(SimpleNamespace(tallies=tallies, stratified=stratified)) is lacks


def test_without_a_leavers_list_it_is_asked_for():
    box = said(batas_waktu(Cohort(pd.DataFrame(), FLOW, None)))
    assert "Daftar pemberhentian dan pensiun belum ada" in box
    assert "akan tampak terlalu tinggi" in box


@pytest.mark.parametrize(("silence", "told"), [(24, False), (25, True)])
def test_a_hole_is_told_from_25_months_on(silence, told):
    box = said(batas_waktu(Cohort(pd.DataFrame(), FLOW, 2005 * 12, longest_silence=silence)))
    assert "Pemberhentian tercatat sejak Januari 2005." in box
    assert (f"pernah {silence} bulan berlalu" in box) is told


# --- of many agencies
def agency(name: str, *, tier: str = "tepat", cohort: object = "ada") -> dict:
    return {"nama": name, "tingkat": tier, "kohort": cohort}


def pooled(
    *agencies: dict, first: int = 2005 * 12, last: int = 2005 * 12, **fields: object
) -> Cohort:
    every = all(one["tingkat"] == "tepat" for one in agencies)
    joined = SimpleNamespace(agencies=list(agencies), tier="tepat" if every else "terlindung")
    return Cohort(pd.DataFrame(), FLOW, first, pooled=joined, register_last=last, **fields)


@pytest.mark.parametrize(
    ("cohort", "words", "never"),
    [
        (pooled(agency("A"), agency("B")), "tercatat sejak Januari 2005. Di setiap daerah", "membulatkan"),
        (pooled(agency("A"), agency("B"), last=2008 * 12 + 3),
         "sejak Januari 2005 di daerah yang paling awal, April 2008 di yang paling akhir. Di setiap", "membulatkan"),
        (pooled(agency("A", tier="terlindung")), "Semua daerah membulatkan tabel kohortnya", "Sebagian daerah"),
        (pooled(agency("A", tier="terlindung"), agency("B")), "Sebagian daerah membulatkan", "Semua daerah"),
        (pooled(agency("A"), agency("B", cohort=None)), "1 daerah tidak ikut dalam kohort", "membulatkan"),
        (pooled(agency("A"), longest_silence=30), "pernah 30 bulan berlalu", "tidak ikut dalam kohort"),
        (pooled(agency("A"), longest_silence=25), "pernah 25 bulan berlalu", "tidak ikut dalam kohort"),
        (pooled(agency("A"), longest_silence=24), "tercatat sejak Januari 2005", "bulan berlalu"),
    ],
)  # fmt: skip
def test_from_when_leaving_is_on_record_in_many_agencies(cohort, words, never):
    box = said(batas_waktu(cohort))
    assert words in box
    assert never not in box


def test_no_agency_with_a_list():
    box = said(batas_gabungan(pooled(agency("A", cohort=None), first=None, last=None)))
    assert box == (
        "Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada di semua daerah; karena itu kurva "
        "tidak dihitung."
    )


def test_a_single_agency_is_no_merged_one():
    with pytest.raises(ValueError, match="merged workspace"):
        batas_gabungan(Cohort(pd.DataFrame(), FLOW, 2005 * 12))


@pytest.mark.parametrize(
    ("tiers", "words"),
    [
        (("tepat", "tepat"), ("tabel 2 daerah (A, B), tanpa data orang.", "Semua tabelnya tepat.")),
        (("tepat", "terlindung"), ("tabel 2 daerah (A, B)", "Tabel kohort 1 daerah dibulatkan")),
    ],
)
def test_agencies_that_were_added_up(tiers, words):
    agencies = [agency(name, tier=tier) for name, tier in zip("BA", tiers, strict=True)]
    told = daerah_digabung(SimpleNamespace(pooled=SimpleNamespace(agencies=agencies)))
    assert all(word in line for word, line in zip(words, told, strict=True))


@pytest.mark.parametrize(("n", "named"), [(20, True), (21, False)])
def test_so_many_agencies_are_named(n, named):
    agencies = [agency(f"Kabupaten {i}") for i in range(n)]
    first, _ = daerah_digabung(SimpleNamespace(pooled=SimpleNamespace(agencies=agencies)))
    assert ("Kabupaten 1" in first) is named


def test_one_agency_adds_nothing_up():
    assert daerah_digabung(SimpleNamespace(pooled=None)) == ()


def test_months_are_named():
    assert (bulan(2025 * 12), bulan(2025 * 12 + 11)) == ("Januari 2025", "Desember 2025")
