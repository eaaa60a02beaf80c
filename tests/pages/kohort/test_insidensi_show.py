"""The sentences of the cohort page: what they say and what they keep to themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask
from pug_analysis.analyses.incidence import compare_tests
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.config import Config, Kohort
from pug_analysis.pages.kohort import banding_show, insidensi_show, karier_show
from pug_analysis.pages.kohort.banding import standardised_difference
from pug_analysis.pages.kohort.program import before_and_after
from pug_analysis.release.display import Released
from pug_analysis.stats import decide

INTERNAL = SimpleNamespace(edition="internal")

START = 2005 * 12


def text_of(part: Released) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


def cohort(**fields: object) -> Cohort:
    flow = pd.DataFrame({"langkah": ["Semua", "Dianalisis"], "orang": [9, 8]})
    return replace(Cohort(pd.DataFrame(), flow, START), **fields)


def question_of(men: tuple, women: tuple, **options: bool):
    """Of each sex: (promoted in month 24, promoted in month 60, followed for 150 months)."""
    table = pd.DataFrame(
        [
            (sex, end, cause)
            for sex, counts in (("L", men), ("P", women))
            for n, (end, cause) in zip(counts, [(24, PROMOSI), (60, PROMOSI), (150, "")], strict=True)
            for _ in range(n)
        ],
        columns=[SEX, "exit", "cause"],
    ).assign(
        entry=0, asal=2010 * 12, angkatan="2010-2014", pendidikan="S1/D4", keluarga="Teknis",
        pegawai_id=lambda t: [f"{i:04}" for i in range(len(t))],
    )  # fmt: skip
    flow = pd.DataFrame({"langkah": ["Kohort", "keluarga lain", "Dianalisis"], "orang": [8, 3, 5]})
    return ask("Pengawas", Spells(table, flow), **options)


MANY = ((30, 10, 60), (20, 15, 65))


# --- from when leaving is on record
def test_start_of_the_register():
    said = text_of(insidensi_show.batas_waktu(cohort()))
    assert "Pemberhentian tercatat sejak Januari 2005" in said
    assert "awal_register" not in said


def test_lonely_dates_and_holes_are_told_with_what_to_do():
    said = text_of(insidensi_show.batas_waktu(cohort(isolated_leavings=2, longest_silence=40)))
    assert "2 pemberhentian bertanggal lebih awal tidak dipakai" in said
    assert "pernah 40 bulan berlalu tanpa satu pun pemberhentian" in said
    assert said.count("awal_register di bagian [kohort] pug.toml") == 2


# --- the standardised difference
def test_standardised_difference_in_the_table_and_in_words(tiny_data):
    question = question_of(*MANY)
    standard = standardised_difference(question, time=120)
    # 35 of 100 women, 40 of 100 men
    (sentence,) = banding_show.kalimat_standar(standard, question, tiny_data, time=120).parts
    said = text_of(sentence)
    assert "dari 100 wanita 35,0 mencapai Pengawas dalam 10 tahun, dari 100 pria 40,0" in said
    assert "selisih wanita dikurangi pria -5,0 poin persen" in said
    assert "selang ini memuat nol" in said
    tests = compare_tests(question, tau=120)
    rows = banding_show.tabel_uji(tests, standard, question, tiny_data, time=120).payload["rows"]
    assert [row[1] for row in rows[-4:]] == pytest.approx([-5, 35, 40, -5])
    assert "1 kelompok berisi 200 orang (100% dari yang dianalisis)" in rows[-1 - 3][5]


def test_without_groups_enough_it_says_so(tiny_data):
    question = question_of((30, 0, 60), (2, 0, 60))
    standard = standardised_difference(question, time=120)
    (sentence,) = banding_show.kalimat_standar(standard, question, tiny_data, time=120).parts
    assert "tidak dapat dihitung" in text_of(sentence)
    tests = compare_tests(question, tau=120)
    assert len(
        banding_show.tabel_uji(tests, standard, question, tiny_data, time=120).payload["rows"]
    ) == len(tests)


# --- before and after
def page(question, tiny_data, *, name: str | None = "Seleksi terbuka"):
    data = replace(
        tiny_data,
        config=Config(kohort=Kohort(program_nama=name, program_mulai=date(2014, 1, 1))),
    )
    found = before_and_after(question, month=data.program_month)
    return karier_show.tabel_program(found, question, data).parts


# --- milestones
def test_equal_and_yet_not_the_same_is_said_so():
    question = question_of(*MANY)
    tests = compare_tests(question, tau=120)
    numbers = {"margin": 0.05, "n_events": 400, "n_people": 1000}
    small = decide(-0.02, -0.03, -0.01, ratio=(0.90, 0.97), **numbers)
    assert small.verdict == "equivalent"
    head, said = insidensi_show.kalimat_putusan(small, tests, question, INTERNAL, time=120).parts
    assert head.payload["value"] == "Setara"
    assert "wanita lebih rendah" in head.payload["note"]
    assert "rasionya di antara 0,80 dan 1,25" in text_of(said)
    assert "Selangnya tidak memuat nol: bagian wanita 2,0 poin persen lebih rendah" in text_of(said)
    same = decide(-0.01, -0.02, 0.01, ratio=(0.90, 1.02), **numbers)
    assert "tidak memuat nol" not in text_of(
        insidensi_show.kalimat_putusan(same, tests, question, INTERNAL, time=120).parts[1]
    )


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


@pytest.mark.parametrize(
    ("women", "men", "numbers", "words"),
    [
        (0.37, 0.46, LOWER, "dari 100 wanita 37 (32-42) mencapai Pengawas; dari 100 pria 46 (41-51). Selisih "
         "wanita terhadap pria 9,0 poin persen lebih rendah (selang simultan 95%: -15,0 sampai -3,0 poin)."),
        (0.46, 0.37, HIGHER, "dari 100 wanita 46 (41-51) mencapai Pengawas; dari 100 pria 37 (32-42). Selisih "
         "wanita terhadap pria 9,0 poin persen lebih tinggi (selang simultan 95%: 3,0 sampai 15,0 poin)."),
        (0.4, 0.4, (0.0002, -0.05, 0.05), "Selisih wanita terhadap pria 0,0 poin persen (selang simultan"),
    ],
)  # fmt: skip
def test_milestones_of_the_cohort(women, men, numbers, words, said, shares_of, gap_of):
    text = said(insidensi_show.kalimat_tonggak(shares_of(women, men), gap_of(*numbers), QUESTION))
    assert words in text


def test_the_wait_of_each_sex(said):
    median = pd.DataFrame(
        {SEX: ["L", "P"], "estimate": [120.0, 150.0], "conf_low": [110.0, 140.0], "conf_high": [NAN, 170.0]}
    )  # fmt: skip
    text = said(insidensi_show.kalimat_median(median, QUESTION, DATA))
    assert "Setengah dari pria mencapai Pengawas dalam 10 tahun (" in text
    assert "Setengah dari wanita mencapai Pengawas dalam 12 tahun 6 bulan (" in text
    assert "sampai belum tercapai)" in text
    never = said(
        insidensi_show.kalimat_median(median.assign(estimate=[120.0, NAN]), QUESTION, DATA)
    )
    assert "Setengah dari wanita belum mencapai Pengawas" in never
