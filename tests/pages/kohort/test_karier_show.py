"""Ranks, requirements, and before and after a programme: numbers to words, and what a shared edition shows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.config import Config, Kohort
from pug_analysis.pages.kohort import karier_show
from pug_analysis.pages.kohort.program import before_and_after
from pug_analysis.release.display import Released


def text_of(part: Released) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


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


def page(question, tiny_data, *, name: str | None = "Seleksi terbuka"):
    data = replace(
        tiny_data,
        config=Config(kohort=Kohort(program_nama=name, program_mulai=date(2014, 1, 1))),
    )
    found = before_and_after(question, month=data.program_month)
    return karier_show.tabel_program(found, question, data).parts


def test_without_a_programme_one_sentence_says_how_to_set_it(tiny_data):
    question = question_of(*MANY)
    found = before_and_after(question, month=tiny_data.program_month)
    (only,) = karier_show.tabel_program(found, question, tiny_data).parts
    assert "program_nama dan program_mulai" in text_of(only)
    assert "[kohort] di pug.toml" in text_of(only)


@pytest.mark.parametrize(
    ("men", "women", "said"),
    [
        (*MANY, "tidak terbukti berubah: 0,63 sebelum"),
        ((60, 10, 60), (10, 60, 60), "berubah (naik)"),
        ((10, 60, 60), (60, 10, 60), "berubah (turun)"),
        ((30, 4, 60), (20, 15, 65), "kasus terlalu sedikit"),
    ],
)
def test_whether_the_ratio_changed_is_said_and_never_as_an_effect(tiny_data, men, women, said):
    *_, sentence = page(question_of(men, women), tiny_data)
    assert said in text_of(sentence)
    assert "bukan bukti bahwa program" in text_of(sentence) or "terlalu sedikit" in said


def test_rates_of_a_few_appointments_are_shown_with_their_interval(tiny_data):
    rates, _, sentence = page(question_of((30, 4, 60), (20, 15, 65)), tiny_data, name=None)
    row = next(row for row in rates.payload["rows"] if row[:3] == ["sesudah", "pria", 4])
    rate, low, high = row[4:]
    # exact Poisson limits of 4 events are 1.0899 and 10.2416
    assert (low / rate, high / rate) == pytest.approx((1.089865 / 4, 10.241589 / 4), rel=1e-3)
    assert "sebelum dan sesudah 1 Januari 2014" in rates.payload["title"]
    assert "Seleksi" not in text_of(sentence)


def test_without_a_leavers_list_nothing_is_compared(tiny_data):
    (only,) = page(question_of(*MANY, leavers_known=False), tiny_data)
    assert "daftar pemberhentian dan pensiun belum ada" in text_of(only)
