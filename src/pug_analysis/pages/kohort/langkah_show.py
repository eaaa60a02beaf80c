"""The ladder of the cohort page: each step with the ratio of women's rate to men's, as people tell it."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.laju_terlindung_show import RATIO, released_ladder
from pug_analysis.pages.kohort.langkah import Climb
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Several, text
from pug_analysis.release.figures import WARNA_WANITA, canvas, plot_ratios
from pug_analysis.release.halangan import HALANGAN
from pug_analysis.release.ledger import PRIA, WANITA, Cells
from pug_analysis.release.numbers import bilangan, p_kata
from pug_analysis.release.showing import show_figure, show_table
from pug_analysis.release.teks import cases, say

#: What each verdict is called in a column.
PUTUSAN_LANGKAH = cases("kohort_langkah_putusan")


def tabel_langkah(climb: Climb | None, data: Data) -> Several:
    """One line per step of the ladder."""
    if climb is None:
        return Several(())
    shown = released_ladder(climb, data)
    sexes = (("pria", PRIA), ("wanita", WANITA))
    counted = {f"n_{word}": fixed for word, fixed in sexes}
    counted |= {f"kejadian_{word}": {**fixed, "mencapai": "ya"} for word, fixed in sexes}
    table = show_table(
        shown.assign(
            putusan=with_small(shown).map(PUTUSAN_LANGKAH),
            jalur=shown["jalur"].map(cases("kohort_langkah_jalur")),
        ),
        "kohort_langkah",
        data,
        when=["ekspor_lama"] if has_first_form(data) else [],
        terms={"cells": Cells("kohort_langkah", counted, rows={"langkah": "langkah"})},
    )
    return Several((table,))


def has_first_form(data: Data) -> bool:
    """Whether some agency of a merged workspace has sent the first form of an export."""
    return data.pooled is not None and 1 in data.pooled.about.get("versi_ekspor", [])


def with_small(table: pd.DataFrame) -> pd.Series:
    """The verdicts, where a difference that is too small to matter has its own word."""
    one_side = (table["conf_low"] > 1) | (table["conf_high"] < 1)
    return table["putusan"].mask((table["putusan"] == "equivalent") & one_side, "small")


def kalimat_langkah(climb: Climb | None, data: Data) -> Several:
    """A sentence on each step: of 100 men appointed, how many women with the same chances."""
    if climb is None:
        return Several(())
    shown = released_ladder(climb, data)
    said = [_step(row, data) for _, row in shown.assign(putusan=with_small(shown)).iterrows()]
    return Several((text(*said),))


def _step(row: pd.Series, data: Data) -> str:
    if pd.isna(row["rasio"]):
        why = HALANGAN.get(row["putusan"], HALANGAN["few"])
        return say("kohort_langkah_halangan", langkah=row["langkah"], halangan=why)
    test = p_kata(row["p_holm"], classes=is_protected(data.edition))
    p_value = "" if pd.isna(row["p_holm"]) else f"; {test}"
    return say(
        "kohort_langkah_kalimat",
        row["putusan"],
        langkah=row["langkah"],
        setiap=of_hundred_men(row, row["jenjang"]),
        p=p_value,
        orang=fewer(row["selisih_orang"]),
    )


def of_hundred_men(row: pd.Series, level: str) -> str:
    """Of 100 men appointed to a level, how many women if as many women had the chance.

    Parameters
    ----------
    row : ``rasio, conf_low, conf_high``
    level : name of the level or of several
    """
    women, low, high = (bilangan(100 * row[name]) for name in RATIO)
    return say("kohort_dari_seratus", jenjang=level, wanita=women, bawah=low, atas=high)


def fewer(people: float) -> str:
    """Promotions of women less those expected, in words: fewer, more, or about as many."""
    if pd.isna(people):
        return say("kohort_bila_sama", "tidak_tampil")
    number = bilangan(abs(people))
    if number == "0":
        return say("kohort_bila_sama", "nol")
    return say("kohort_bila_sama", "kurang" if people < 0 else "lebih", orang=number)


def gambar_langkah(climb: Climb | None, data: Data) -> Several:
    """The ratio of each step with its interval."""
    if climb is None:
        return Several(())
    shown = released_ladder(climb, data)
    rows = shown.loc[shown["rasio"].notna()].rename(columns={"rasio": "hazard_ratio"})
    if rows.empty:
        return Several(())
    series = say("kohort_langkah_seri")
    words = [
        f"{row['langkah']} {bilangan(100 * row['hazard_ratio'])}" for _, row in rows.iterrows()
    ]
    with canvas(width=7.0, height=1.3 + 0.55 * len(rows)) as (figure, ax):
        plot_ratios(
            rows.assign(seri=series),
            row="langkah",
            series="seri",
            styles={series: (WARNA_WANITA, "o", "-")},
            ax=ax,
            xlabel=say("kohort_langkah_sumbu"),
        )
        one = show_figure(figure, "kohort_langkah", data, words={"isi": ", ".join(words)})
    return Several((one,))
