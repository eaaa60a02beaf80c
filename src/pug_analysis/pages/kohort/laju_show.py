"""The verdict of the cohort page: whether women and men climb as fast, and when a gap opens."""

from __future__ import annotations

from math import log
from typing import Literal

import pandas as pd

from pug_analysis.analyses.hazards import EARLY_UNTIL
from pug_analysis.analyses.questions.speed import opens_at
from pug_analysis.analyses.questions.verdicts import ALPHA, slower
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.laju_terlindung_show import (
    RATIO,
    released_parts,
    released_speed,
    released_standard_curves,
)
from pug_analysis.pages.kohort.langkah import Climb
from pug_analysis.pages.kohort.langkah_show import PUTUSAN_LANGKAH, fewer, of_hundred_men
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Several, headline, text
from pug_analysis.release.halangan import HALANGAN
from pug_analysis.release.ledger import PRIA, WANITA, Cells
from pug_analysis.release.numbers import bilangan, desimal, in_years, p_kata, poin
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import RATIO_MARGIN

#: Parts of a career are told apart at this level each, as for the direction of the verdict.
_OF_A_PART = ALPHA / 2
#: The sentence of a gap by whose rate is lower.
_GAP_BY = {"wanita": "gap_wanita", "pria": "gap_pria", "berganti": "gap_berganti"}
#: When a gap opens, see :func:`when_it_opens`.
Shape = Literal[
    "berganti", "sepanjang", "searah", "melebar", "menyempit", "akhir", "akhir_sama", "akhir_belum",
    "awal", "awal_sama", "awal_belum", "belum", "sedikit",
]  # fmt: skip


def speed_row(climb: Climb) -> pd.DataFrame:
    """The one row of ``kohort_laju``."""
    speed = climb.speed
    z = {} if speed.test is None else dict(speed.test.z)
    row = {
        "putusan": climb.obstacle or speed.verdict,
        "arah": speed.direction,
        "statistik": float("nan") if speed.test is None else speed.test.statistic,
        "z_sepanjang": z.get((0.0, 0.0), float("nan")),
        "z_akhir": z.get((0.0, 1.0), float("nan")),
        "z_awal": z.get((1.0, 0.0), float("nan")),
        "p_value": speed.p_value,
        "p_perubahan": speed.p_change,
        "rasio_terlihat": speed.rasio_terlihat,
    }
    return pd.DataFrame([row])


def _released_row(climb: Climb, data: Data) -> pd.Series:
    return released_speed(speed_row(climb), released_parts(climb, data), climb, data).iloc[0]


def tabel_kecepatan(climb: Climb | None, data: Data) -> Several:
    """The verdict with its test, the ratios, and the standardised curves."""
    if climb is None:
        return Several(())
    parts = released_parts(climb, data)
    row = released_speed(speed_row(climb), parts, climb, data)
    small = (row["putusan"] == "equivalent") & (row["arah"] != "")
    arah = row["arah"].map(lambda one: say("kohort_laju_arah", one) if one else "")
    said = row["putusan"].mask(small, "small").map(PUTUSAN_LANGKAH)
    verdict = show_table(row.assign(putusan=said, arah=arah), "kohort_laju", data)
    counted = {
        f"kejadian_{word}": {**fixed, "mencapai": "ya"}
        for word, fixed in (("pria", PRIA), ("wanita", WANITA))
    }
    named = cases("kohort_laju_bagian_nama")
    ratios = show_table(
        parts.assign(bagian=parts["bagian"].map(named)),
        "kohort_laju_bagian",
        data,
        words={"waktu": in_years(EARLY_UNTIL)},
        terms={
            "derived": ("kejadian_pria", "kejadian_wanita"),
            "cells": Cells("kohort_laju_bagian", counted, rows={"bagian": "bagian"}),
        },
    )
    curves = show_table(released_standard_curves(climb, data), "kohort_kurva_setara", data)
    return Several((verdict, ratios, curves))


def kalimat_laju(climb: Climb | None, data: Data) -> Several:
    """The verdict of the page: key figure, sentence, size, shape, and what could have been seen."""
    if climb is None:
        return Several((text(say("kohort_laju_gabungan")),))
    row, parts = _released_row(climb, data), released_parts(climb, data)
    label = say("kohort_laju_label")
    if row["putusan"] in ("no_leavers", "too_few"):
        why = HALANGAN["no_leavers" if row["putusan"] == "no_leavers" else "few"]
        value = say("kohort_laju_tanpa_nilai", row["putusan"])
        return Several((headline(label, value, why.lower()), text(f"{why}.")))
    whole = parts.loc[parts["bagian"] == "semua"].iloc[0]
    changing = "berganti" if row["arah"] == "berganti" else ""
    case = changing or row["putusan"]
    value = say("kohort_laju_nilai", case, wanita=bilangan(100 * whole["rasio"]))
    note = say("kohort_laju_catatan", row["arah"] or "tanpa_arah", selang=_interval(whole))
    said = say(
        "kohort_laju_kalimat",
        _GAP_BY[row["arah"]] if row["putusan"] == "gap" else row["putusan"],
        uji=_test(row, data),
        batas=poin(climb.margin),
        bawah=desimal(1 / RATIO_MARGIN, digits=2),
        atas=desimal(RATIO_MARGIN, digits=2),
    )
    size = say(
        "kohort_laju_ukuran",
        setiap=of_hundred_men(whole, say("kohort_laju_jenjang")),
        orang=fewer(whole["selisih_orang"]),
    )
    more = [_when(climb, data)] if row["putusan"] == "gap" else []
    if not pd.isna(row["rasio_terlihat"]):
        more.append(say("kohort_laju_terlihat", wanita=bilangan(100 * row["rasio_terlihat"])))
    return Several((headline(label, value, note), text(said, size, *more)))


def _test(row: pd.Series, data: Data) -> str:
    if pd.isna(row["p_value"]):
        return say("kohort_laju_uji", "tanpa_p")
    return say(
        "kohort_laju_uji", "dengan_p", p=p_kata(row["p_value"], classes=is_protected(data.edition))
    )


def _interval(row: pd.Series) -> str:
    low, high = (bilangan(100 * row[name]) for name in RATIO[1:])
    return say("kohort_laju_selang", bawah=low, atas=high)


def when_it_opens(parts: pd.DataFrame, p_change: float) -> Shape:
    """When in a career the gap is there, from the ratios early and late.

    Parameters
    ----------
    parts : of ``Speed``
    p_change : of the test that both parts have one ratio

    Returns
    -------
    "berganti": both parts prove a gap, of different sexes; "sepanjang", "melebar", "menyempit": of the same
    sex, which does not demonstrably change, or grows, or shrinks; "akhir", "awal": only that part proves
    one, and the change is proven; "akhir_sama", "awal_sama": where the other part is moreover equal within
    the margin; "searah": one part proves one, the other points to the same sex, and no change is proven;
    "akhir_belum", "awal_belum": where the other points elsewhere; "belum": neither part proves one;
    "sedikit": a part has too few promotions.
    """
    rows = parts.set_index("bagian").reindex(["awal", "akhir"])
    if rows["p_value"].isna().any():
        return "sedikit"
    early, late = (bool(p < _OF_A_PART) for p in rows["p_value"])
    changes = bool(p_change < ALPHA)
    ratio = rows["rasio"].astype(float)
    if early and late:
        if slower(ratio["awal"]) != slower(ratio["akhir"]):
            return "berganti"
        wider = abs(log(ratio["akhir"])) > abs(log(ratio["awal"]))
        return ("melebar" if wider else "menyempit") if changes else "sepanjang"
    if not (early or late):
        return "belum"
    other = rows.loc["awal" if late else "akhir"]
    if not changes and slower(ratio["awal"]) == slower(ratio["akhir"]):
        return "searah"
    if not changes:
        return "akhir_belum" if late else "awal_belum"
    same = other["conf_low"] >= 1 / RATIO_MARGIN and other["conf_high"] <= RATIO_MARGIN
    if late:
        return "akhir_sama" if same else "akhir"
    return "awal_sama" if same else "awal"


def _when(climb: Climb, data: Data) -> str:
    """When the gap opens, in words; whose rate is lower is that of the part that proves it."""
    speed = climb.speed
    shape = when_it_opens(speed.parts, speed.p_change)
    rows = speed.parts.set_index("bagian").reindex(["awal", "akhir"])
    shown = released_parts(climb, data).set_index("bagian").reindex(["awal", "akhir"])
    own = "awal" if shape.startswith("awal") else "akhir"
    who = slower(rows.loc[own, "rasio"])
    before = slower(rows.loc["awal", "rasio"])
    numbers = "" if shown["rasio"].isna().any() else _both(shown)
    said = say(
        "kohort_laju_bentuk",
        shape,
        siapa=who,
        awal_siapa=before,
        waktu=in_years(EARLY_UNTIL),
        angka=numbers,
    )
    return f"{said}{_opening(climb, data)}"


def _both(shown: pd.DataFrame) -> str:
    early, late = (bilangan(100 * shown.loc[name, "rasio"]) for name in ("awal", "akhir"))
    return say("kohort_laju_bentuk_angka", awal=early, akhir=late, waktu=in_years(EARLY_UNTIL))


def _opening(climb: Climb, data: Data) -> str:
    """From which milestone on the difference of the standardised curves is proven."""
    month = opens_at(climb.speed.curves)
    if month is None:
        return ""
    row = released_standard_curves(climb, data).set_index("time").loc[month]
    if pd.isna(row["estimate"]):
        return ""
    men, women = (bilangan(100 * row[name]) for name in ("share_pria", "share_wanita"))
    said = say("kohort_laju_buka", waktu=in_years(month), pria=men, wanita=women)
    return f" {said}"
