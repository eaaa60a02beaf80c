"""The pieces on who takes part in training: women among participants, kinds, units, candidates."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.careers.load import Data, Edition
from pug_analysis.pages.pelatihan.akses_show import RUTE
from pug_analysis.pages.pelatihan.peserta import ALL_KINDS, ALL_YEARS, STRUCTURAL
from pug_analysis.pages.pelatihan.peserta_terlindung_show import (
    protect_kinds,
    protect_participants,
    without_hours,
)
from pug_analysis.release.disclosure import (
    count_in_words,
    is_protected,
    mask_counts,
    released_share,
)
from pug_analysis.release.display import Released, Several, headline, text
from pug_analysis.release.figures import canvas, plot_target
from pug_analysis.release.halangan import TERLALU_SEDIKIT
from pug_analysis.release.ledger import dilatih
from pug_analysis.release.lines import tanpa_kursus
from pug_analysis.release.numbers import bilangan, desimal, persen, persen_kata
from pug_analysis.release.showing import show_figure, show_table
from pug_analysis.release.small_counts import MASKED
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import MIN_PEOPLE

#: Words for the verdicts against the target.
CAPAIAN = cases("pelatihan_capaian")
_EXACT = {"pria": "", "wanita": ""}


def gambar_peserta(shares: pd.DataFrame, data: Data, *, target: float) -> Several:
    """Share of women among participants of all levels by year, with the target."""
    shares = protect_participants(shares, edition=data.edition)
    rows = shares.loc[(shares["jenjang"] == ALL_LEVELS) & (shares["tahun"] != ALL_YEARS)]
    if rows["share_wanita"].isna().all():
        return Several(())
    words = "; ".join(
        f"{_year(row['tahun'], data)} {persen(row['share_wanita'], digits=0)}"
        for _, row in rows.dropna(subset=["share_wanita"]).iterrows()
    )
    with canvas(width=7.0, height=3.4) as (figure, ax):
        plot_target(rows, target=target, ax=ax)
        one = show_figure(
            figure,
            "pelatihan_peserta",
            data,
            words={
                "target": persen(target, digits=0),
                "orang_min": str(MIN_PEOPLE),
                "berjalan": _half(data),
                "jumlah": bilangan(rows["total"].dropna().sum()),
                "isi": words,
            },
        )
    return Several((one,))


def kalimat_peserta(
    shares: pd.DataFrame, eligible: pd.DataFrame, data: Data, *, target: float
) -> Several:
    """Whether the target is reached: all years together, then the last one, beside the eligible."""
    eligible = _released_eligible(eligible, data)
    shares = protect_participants(shares, edition=data.edition)
    years = shares.loc[shares["tahun"] != ALL_YEARS, "tahun"]
    by_level = shares.loc[shares["tahun"] == ALL_YEARS].set_index("jenjang")
    whole = by_level.loc[ALL_LEVELS]
    last = shares.loc[(shares["jenjang"] == ALL_LEVELS) & (shares["tahun"] == years.max())].iloc[0]
    span = _span(int(years.min()), int(years.max()), data)
    judged = [(say("pelatihan_peserta_masa", "semua", rentang=span), whole)]
    judged += [
        (say("pelatihan_peserta_masa", "jenjang", pelatihan=str(level), rentang=span), row)
        for level, row in by_level.drop(index=ALL_LEVELS).iterrows()
    ]
    judged.append((say("pelatihan_peserta_masa", "akhir", masa=data.periode.masa), last))
    sentences = [_against(when, row, target) for when, row in judged]
    sentences += _unjudged(shares) + _undated(by_level, data.edition) + [_beside(eligible, span)]
    return Several((_card(whole, span, target), text(*sentences)))


def _span(first: int, last: int, data: Data) -> str:
    if data.semester == 1:
        return say("pelatihan_rentang_semester", awal=str(first), akhir=str(last))
    return f"{first}-{last}"


def _card(whole: pd.Series, span: str, target: float) -> Released:
    label = say("pelatihan_peserta_label", rentang=span)
    if whole["putusan"] == "too_few":
        return headline(label, say("pelatihan_peserta_kunci", "sedikit"), TERLALU_SEDIKIT.lower())
    goal, reached = persen(target, digits=0), CAPAIAN[whole["putusan"]]
    note = say("pelatihan_peserta_kunci", "catatan", target=goal, capaian=reached)
    return headline(label, _share(whole["share_wanita"]), note)


def _share(value: float) -> str:
    return say("pelatihan_tidak_tampil") if pd.isna(value) else persen(value)


def _unjudged(shares: pd.DataFrame) -> list[str]:
    return [say("pelatihan_tidak_dinilai")] if shares["putusan"].eq("no_leavers").any() else []


def _against(when: str, row: pd.Series, target: float) -> str:
    if pd.isna(row["total"]):
        return say("pelatihan_peserta_tanpa", "disembunyikan", masa=when)
    if not row["total"]:
        return say("pelatihan_peserta_tanpa", "kosong", masa=when)
    women, everybody = bilangan(row["wanita"]), bilangan(row["total"])
    if row["putusan"] == "too_few":
        why = TERLALU_SEDIKIT.lower()
        return say(
            "pelatihan_peserta_tanpa",
            "sedikit",
            masa=when,
            wanita=women,
            total=everybody,
            sebab=why,
        )
    return say(
        "pelatihan_peserta_kalimat",
        row["putusan"],
        masa=when,
        wanita=women,
        total=everybody,
        bagian=persen_kata(row["share_wanita"]),
        bawah=desimal(100 * row["conf_low"]),
        atas=desimal(100 * row["conf_high"]),
        target=persen_kata(target, digits=0),
    )


def _undated(by_level: pd.DataFrame, edition: Edition) -> list[str]:
    """Who is in no year, because the end of the training is not known."""
    people = by_level.drop(index=ALL_LEVELS)["tanpa_tanggal"]
    words = [
        say(
            "pelatihan_tanpa_tanggal_orang",
            pelatihan=str(level),
            jumlah=count_in_words(n, public=True, edition=edition),
        )
        for level, n in people.items()
        if n or is_protected(edition)
    ]
    return [say("pelatihan_tanpa_tanggal", isi=", ".join(words))] if words else []


def _beside(eligible: pd.DataFrame, span: str) -> str:
    """Share of women among those who could attend, level by level."""
    parts = []
    for _, row in eligible.loc[eligible["tahun"] == ALL_YEARS].iterrows():
        routes = (("share_calon", RUTE["sebelum"]), ("share_pejabat", RUTE["sesudah"]))
        known = [
            f"{words} {persen_kata(row[name])}" for name, words in routes if not pd.isna(row[name])
        ]
        if known:
            parts.append(f"{row['jenjang']} {', '.join(known)}")
    if not parts:
        why = TERLALU_SEDIKIT.lower()
        return say("pelatihan_berhak_kalimat", "sedikit", rentang=span, sebab=why)
    return say("pelatihan_berhak_kalimat", "ada", rentang=span, isi="; ".join(parts))


def tabel_peserta(shares: pd.DataFrame, data: Data, *, target: float) -> Released:
    """Participants by level and year against the target."""
    every_row, shares = len(shares), protect_participants(shares, edition=data.edition)
    return show_table(
        _with_years(shares, data).assign(putusan=shares["putusan"].map(CAPAIAN)),
        "pelatihan_peserta",
        data,
        words={"target": persen(target, digits=0), "orang_min": str(MIN_PEOPLE)},
        when=["baris_dihilangkan"] if len(shares) < every_row else [],
        more=_unjudged(shares),
        terms={"public": _EXACT},
        row_header=1,
        on_page=(shares["tahun"] == ALL_YEARS) | (shares["jenjang"] == ALL_LEVELS),
    )


_BERHAK = ("calon_pria", "calon_wanita", "pejabat_pria", "pejabat_wanita")


def _released_eligible(eligible: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Shares of women among the eligible from released counts."""
    if not is_protected(data.edition):
        return eligible
    shown = mask_counts(eligible, _BERHAK, public=True, edition=data.edition)
    for who in ("calon", "pejabat"):
        parts = zip(shown[f"{who}_pria"], shown[f"{who}_wanita"], strict=True)
        shown[f"share_{who}"] = [
            float("nan") if MASKED in (men, women) else released_share(women, men + women)
            for men, women in parts
        ]
    return shown


def tabel_berhak(eligible: pd.DataFrame, data: Data) -> Released:
    """Share of women among those who could attend, by level and year."""
    return show_table(
        _with_years(_released_eligible(eligible, data), data),
        "pelatihan_berhak",
        data,
        words={"orang_min": str(MIN_PEOPLE)},
        terms={"public": dict.fromkeys(_BERHAK, "")},
        row_header=1,
        on_page=eligible["tahun"] == ALL_YEARS,
    )


def _with_years(table: pd.DataFrame, data: Data) -> pd.DataFrame:
    years = table["tahun"].astype(int)
    words = {year: _year(year, data) for year in years.unique()} | {
        ALL_YEARS: say("pelatihan_semua_tahun")
    }
    return table.assign(tahun=years.map(words))


def _year(year: int, data: Data) -> str:
    """The last year of a semester edition ends with the report's day."""
    if data.semester == 1 and int(year) == data.year:
        return say("pelatihan_setengah_tahun", tahun=str(int(year)))
    return str(int(year))


def _half(data: Data) -> str:
    if data.semester != 1:
        return ""
    return f" {say('pelatihan_tahun_berjalan', tahun=str(data.year))}"


def tabel_jenis(table: pd.DataFrame, data: Data) -> Released:
    """Training of every kind in the report year, people and hours by sex."""
    return show_table(
        protect_kinds(table, edition=data.edition),
        "pelatihan_jenis",
        data,
        words={"masa": data.periode.masa, "orang_min": str(MIN_PEOPLE)},
        more=tanpa_kursus(data),
        terms={
            "public": _EXACT,
            "public_rows": {"jenis": (STRUCTURAL,)},
            "cells": dilatih(ALL_KINDS),
        },
    )


def tabel_tahun(table: pd.DataFrame, data: Data) -> Released:
    """Training of every kind by year, people and hours by sex."""
    shown = without_hours(_with_years(table, data), edition=data.edition)
    return show_table(shown, "pelatihan_tahun", data, more=tanpa_kursus(data))
