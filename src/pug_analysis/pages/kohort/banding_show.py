"""The cohort page's comparisons: tests, models, all targets, sensitivity, composition."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.hazards import EARLY_UNTIL, Hazards
from pug_analysis.analyses.question import Question
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.insidensi_show import in_years
from pug_analysis.pages.kohort.terlindung_show import (
    released_hazards,
    released_split,
    released_standard,
    released_targets,
    released_tests,
)
from pug_analysis.release.disclosure import count_in_words, is_protected
from pug_analysis.release.display import Released, Several, text, warning
from pug_analysis.release.halangan import HALANGAN, TANPA_KELOMPOK, lacks_groups
from pug_analysis.release.ledger import PRIA, WANITA, Cells
from pug_analysis.release.numbers import bilangan, desimal, p_kata, persen
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

_SIGNIFICANT = 0.05
#: What each verdict is called in a column.
PUTUSAN_KOHORT = cases("kohort_putusan_kolom")


def tabel_uji(
    tests: pd.DataFrame, standard: pd.DataFrame, question: Question, data: Data, *, time: int
) -> Released:
    """Stratified and crude tests, the difference in months, and the standardised difference."""
    tests, standard = released_tests(tests, question, data), released_standard(standard, data)
    shown = tests.assign(nama=tests["ukuran"].map(cases("kohort_uji_baris")))
    if len(standard):
        shown = pd.concat([shown, _standard_rows(standard.iloc[0], time, data)], ignore_index=True)
    return show_table(
        shown,
        "kohort_uji",
        data,
        words={"sasaran": question.target, "waktu": in_years(time)},
    )


def _standard_rows(row: pd.Series, time: int, data: Data) -> pd.DataFrame:
    """The standardised shares and difference, and the crude difference of the same people."""
    method = say("kohort_uji_metode", "standar", orang=_people(row, data))
    points = {name: 100 * row[name] for name in ("estimate", "conf_low", "conf_high")}
    lines = (
        ("selisih", {**points, "p_value": row["p_value"], "method": method}),
        ("wanita", {"estimate": 100 * row["share_wanita"], "method": method}),
        ("pria", {"estimate": 100 * row["share_pria"], "method": method}),
        ("kasar", {"estimate": 100 * row["crude"], "method": say("kohort_uji_metode", "kasar")}),
    )
    return pd.DataFrame(
        {"nama": say("kohort_uji_standar", case, waktu=in_years(time)), **numbers}
        for case, numbers in lines
    )


def _people(row: pd.Series, data: Data) -> str:
    people = count_in_words(row["n_total"], edition=data.edition)
    return say(
        "kohort_standar_orang",
        kelompok=bilangan(row["n_strata"]),
        orang=people,
        bagian=persen(row["share_people"], digits=0),
    )


def kalimat_standar(
    standard: pd.DataFrame, question: Question, data: Data, *, time: int
) -> Several:
    """The difference if both sexes had entered in the same groups, in words."""
    if not question.enough:
        return Several(())
    if lacks_groups(question):
        return Several(
            (text(say("kohort_standar", "tanpa_kelompok", tanpa_kelompok=TANPA_KELOMPOK)),)
        )
    if standard.empty:
        said = say(
            "kohort_standar",
            "kosong",
            orang=str(MIN_PEOPLE),
            waktu=in_years(time),
            kejadian=str(MIN_EVENTS),
        )
        return Several((text(said),))
    row = released_standard(standard, data).iloc[0]
    pointed = row["conf_low"] > 0 or row["conf_high"] < 0
    said = say(
        "kohort_standar",
        "tanpa_nol" if pointed else "memuat_nol",
        wanita=desimal(100 * row["share_wanita"]),
        pria=desimal(100 * row["share_pria"]),
        sasaran=question.target,
        waktu=in_years(time),
        selisih=desimal(100 * row["estimate"]),
        bawah=desimal(100 * row["conf_low"]),
        atas=desimal(100 * row["conf_high"]),
        kasar=desimal(100 * row["crude"]),
        dasar=_people(row, data),
    )
    return Several((text(said),))


def kotak_simpson(tests: pd.DataFrame) -> Several:
    """A warning where the crude and the stratified comparison point to different sides.

    Two tests that both find nothing point nowhere, and give no warning.
    """
    ways = tests.set_index("ukuran").reindex(["logrank_crude", "logrank_stratified"])
    opposed = ways["estimate"].prod(min_count=2) < 0
    if not opposed or not (ways["p_value"] < _SIGNIFICANT).any():
        return Several(())
    return Several((warning(say("kohort_simpson")),))


def tabel_model(hazards: Hazards, question: Question, data: Data) -> Released:
    """Hazard ratios; early and late apart where one ratio would mislead."""
    hazards = released_hazards(hazards, data)
    note = _model_note(hazards, question, data)
    if len(hazards.table) and question.tallies is not None:
        note = f"{note} {say('kohort_model_gabungan')}"
    events = count_in_words(hazards.n_event, edition=data.edition)
    return show_table(
        hazards.table,
        "kohort_model",
        data,
        words={"sasaran": question.target, "jumlah": events},
        more=(note,),
        row_header=1,
    )


def _model_note(hazards: Hazards, question: Question, data: Data) -> str:
    """Why there is no ratio, why there are two, or how the one is read."""
    if hazards.table.empty and lacks_groups(question):
        return say("kohort_model_catatan", "tanpa_kelompok", tanpa_kelompok=TANPA_KELOMPOK)
    if hazards.table.empty:
        return say("kohort_model_catatan", "halangan", halangan=HALANGAN[question.obstacle])
    if pd.isna(hazards.p_time) and hazards.proportional:
        until = in_years(EARLY_UNTIL)
        return say("kohort_model_catatan", "tidak_diperiksa", kejadian=str(MIN_EVENTS), waktu=until)
    p_time = p_kata(hazards.p_time, classes=is_protected(data.edition))
    return say("kohort_model_catatan", "diperiksa" if hazards.proportional else "berubah", p=p_time)


def _comparison(table: pd.DataFrame, name: str, data: Data, *, first: str, time: int) -> Released:
    shown = released_targets(table, data)
    sexes = (("pria", PRIA), ("wanita", WANITA))
    cells = {f"n_{word}": fixed for word, fixed in sexes}
    cells |= {f"kejadian_{word}": {**fixed, "mencapai": "ya"} for word, fixed in sexes}
    small = (table["putusan"] == "equivalent") & (table["conf_low"] * table["conf_high"] > 0)
    return show_table(
        shown.assign(putusan=table["putusan"].mask(small, "small").map(PUTUSAN_KOHORT)),
        name,
        data,
        words={"waktu": in_years(time), "kelompok_sama": say("kohort_kelompok_sama")},
        terms={"cells": Cells(name, cells, rows={"pertanyaan": first})},
    )


def tabel_sasaran(table: pd.DataFrame, data: Data, *, time: int) -> Released:
    """One line per target."""
    return _comparison(table, "kohort_sasaran", data, first="sasaran", time=time)


def tabel_penyetaraan(table: pd.DataFrame, data: Data, *, time: int) -> Released:
    """Sensitivity to the treatment of position conversion."""
    named = table.assign(perlakuan=table["perlakuan"].map(cases("kohort_perlakuan")))
    return _comparison(named, "kohort_penyetaraan", data, first="perlakuan", time=time)


def tabel_susunan(table: pd.DataFrame, question: Question, data: Data, *, time: int) -> Released:
    """Composition and rates of the crude difference."""
    shown = released_split(table, question, data)
    return show_table(
        shown.assign(bagian=table["part"].map(cases("kohort_susunan_bagian"))),
        "kohort_susunan",
        data,
        words={
            "sasaran": question.target,
            "waktu": in_years(time),
            "tanpa_kelompok": TANPA_KELOMPOK,
        },
        when=("tanpa_kelompok",) if question.obstacle == "protected" else (),
    )
