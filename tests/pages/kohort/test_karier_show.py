"""Ranks, requirements, and before and after a programme: numbers to words, and what a shared edition shows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.config import Config, Kohort
from pug_analysis.pages.kohort import karier_show
from pug_analysis.pages.kohort.program import BeforeAfter, before_and_after
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


# --- numbers to words
RATIOS = pd.DataFrame(
    {"masa": ["1. sebelum", "2. sesudah"], "estimate": [0.5, 0.75], "conf_low": [0.3, 0.5],
     "conf_high": [0.8, 1.1], "p_value": [0.004, 0.14]}
)  # fmt: skip
ASKED = SimpleNamespace(target="Administrator", obstacle="")
NEVER = "bukan bukti bahwa program itu penyebabnya."


def changed(estimate: float, low: float, high: float, p: float) -> BeforeAfter:
    row = {"estimate": [estimate], "conf_low": [low], "conf_high": [high], "p_value": [p]}
    return BeforeAfter(pd.DataFrame({"x": [1]}), RATIOS, pd.DataFrame(row))


@pytest.mark.parametrize(
    ("numbers", "verdict", "told"),
    [
        ((1.5, 1.01, 2.2, 0.045), "berubah (naik)", "1,50 (selang 95%: 1,01 sampai 2,20; p = 0,045)"),
        ((0.4, 0.2, 0.99, 0.047), "berubah (turun)", "0,40 (selang 95%: 0,20 sampai 0,99; p = 0,047)"),
        # an interval that touches 1 shows no change
        ((1.5, 1.0, 2.2, 0.05), "tidak terbukti berubah", "1,50 (selang 95%: 1,00 sampai 2,20; p = 0,050)"),
        ((0.5, 0.2, 1.0, 0.05), "tidak terbukti berubah", "0,50 (selang 95%: 0,20 sampai 1,00; p = 0,050)"),
        ((1.0, 0.5, 2.0, 1.0), "tidak terbukti berubah", "1,00 (selang 95%: 0,50 sampai 2,00; p = 1,000)"),
    ],
)  # fmt: skip
def test_each_change_of_the_ratio_in_words(tiny_data, numbers, verdict, told):
    internal = replace(tiny_data, edition="internal")
    said = text_of(
        karier_show.kalimat_program(changed(*numbers), ASKED, "1 Januari 2014", internal)
    )
    assert said.strip().startswith(
        f"Rasio laju pengangkatan Administrator, wanita terhadap pria, {verdict}: 0,50 sebelum dan 0,75 sesudah "
        f"1 Januari 2014; sesudah dibagi sebelum {told}."
    )
    assert said.strip().endswith(NEVER)
    assert ("Ini bukan berarti rasionya tetap." in said) is (verdict == "tidak terbukti berubah")


def test_a_shared_edition_tells_the_class_of_the_p_value(tiny_data):
    pokja = replace(tiny_data, edition="pokja")
    said = karier_show.kalimat_program(changed(1.5, 1.01, 2.2, 0.045), ASKED, "x", pokja)
    assert "1,01 sampai 2,20; p &lt; 0,05)" in text_of(said)


@pytest.mark.parametrize(("edition", "least"), [("internal", 5), ("pokja", 8), ("publik", 8)])
def test_too_few_appointments_name_how_many_of_each_sex_are_needed(tiny_data, edition, least):
    found = BeforeAfter(pd.DataFrame(), RATIOS.iloc[:0], pd.DataFrame())
    said = karier_show.kalimat_program(found, ASKED, "x", replace(tiny_data, edition=edition))
    assert (
        f"kasus terlalu sedikit. Untuk itu diperlukan paling sedikit {least} pengangkatan wanita dan {least} "
        "pengangkatan pria, baik sebelum maupun sesudahnya."
    ) in text_of(said)


def test_periods_and_sexes_of_rates_and_ratios_are_named(tiny_data):
    rates, ratios, sentence = page(question_of(*MANY), replace(tiny_data, edition="internal"))
    assert [row[:3] for row in rates.payload["rows"]] == [
        ["sebelum", "pria", 30], ["sebelum", "wanita", 20], ["sesudah", "pria", 10], ["sesudah", "wanita", 15],
    ]  # fmt: skip
    assert [row[0] for row in ratios.payload["rows"]] == [
        "sebelum",
        "sesudah",
        "sesudah dibagi sebelum",
    ]
    before, after, change = (row[1] for row in ratios.payload["rows"])
    assert change == pytest.approx(after / before)
    assert "sesudah 1 Januari 2014 (Seleksi terbuka);" in text_of(sentence)


def test_a_merged_report_and_an_obstacle_have_their_own_sentence(tiny_data):
    settings = Config(kohort=Kohort(program_mulai=date(2014, 1, 1)))
    merged = SimpleNamespace(config=settings, pooled=object())
    (only,) = karier_show.tabel_program(changed(1.5, 1.01, 2.2, 0.045), ASKED, merged).parts
    assert "tidak ada dalam laporan gabungan" in text_of(only)
    nothing = BeforeAfter(pd.DataFrame(), pd.DataFrame(), pd.DataFrame())
    for obstacle, said in (
        ("few", "Jumlah kasus terlalu sedikit"),
        ("no_leavers", "Belum dapat dihitung"),
    ):
        asked = SimpleNamespace(target="Pengawas", obstacle=obstacle)
        (only,) = karier_show.tabel_program(
            nothing, asked, replace(tiny_data, config=settings)
        ).parts
        assert text_of(only).strip().startswith(said)
        assert text_of(only).strip().endswith("(sebelum dan sesudah program).")


# --- requirements
def requirement(level: str, men: tuple[int, int], women: tuple[int, int]) -> dict:
    return {
        "ke": "x", "dari": level, "syarat": "y", "pria": men[0], "wanita": women[0], "pria_semua": men[1],
        "wanita_semua": women[1], "share_pria": men[0] / men[1], "share_wanita": women[0] / women[1],
    }  # fmt: skip


def test_holders_of_whom_few_or_nearly_all_meet_a_requirement_are_hidden_by_sex():
    table = pd.DataFrame(
        [
            requirement("Pengawas", (10, 20), (1, 30)),
            requirement("Pengawas", (19, 20), (15, 30)),
            requirement("Administrator", (10, 40), (12, 40)),
            requirement("Pelaksana", (1, 20), (1, 30)),
        ]
    )
    shown = karier_show.protect_requirements(table, edition="pokja")
    assert shown["pria"].tolist() == [10, "*", 10, 1]
    assert shown["wanita"].tolist() == ["*", 15, 12, 1]
    assert shown["share_pria"].isna().tolist() == [False, True, False, False]
    assert shown["share_wanita"].isna().tolist() == [True, False, False, False]
    assert shown.loc[0, "share_pria"] == 0.5
    assert karier_show.protect_requirements(table, edition="internal") is table


def test_holders_of_whom_nothing_is_known_count_among_all_of_the_level():
    """17 of 30 women of whom 3 are unknown are 17 of 33: else 3 would follow from both rows."""
    table = pd.DataFrame(
        [requirement("Pengawas", (10, 20), (17, 30)), requirement("Pengawas", (10, 20), (11, 33))]
    )
    shown = karier_show.protect_requirements(table, edition="publik")
    assert shown["wanita_semua"].tolist() == [33, 33]
    assert shown["share_wanita"].tolist() == [17 / 33, 11 / 33]
    assert shown["pria_semua"].tolist() == [20, 20]
