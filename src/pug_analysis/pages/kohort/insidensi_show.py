"""The pieces of the cohort page: who reaches a level when, and whether women wait longer."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import MIN_AT_RISK, Question
from pug_analysis.analyses.question_counts import people_by_sex
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.putusan_show import kalimat_putusan as kalimat_putusan
from pug_analysis.release.disclosure import count_in_words
from pug_analysis.release.disclosure_models import half_years, protect_curve
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.figures import canvas, plot_incidence, release_figure
from pug_analysis.release.halangan import (
    HALANGAN,
    TERLALU_SEDIKIT,
    kotak_halangan,
)
from pug_analysis.release.halangan import batas_waktu as batas_waktu
from pug_analysis.release.kurva import (
    SEX_WORD,
    catatan_awal,
    catatan_bulat,
    catatan_kurva,
    curve_columns,
)
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sumber
from pug_analysis.release.numbers import desimal, persen, poin_lebih
from pug_analysis.release.numbers import in_years as in_years
from pug_analysis.release.tables import Column, release_table

_SHARES = (
    Column("n_risk", "Masih berisiko", "count"),
    Column("n_event", "Sudah mencapai (orang)", "count"),
    Column("estimate", "Bagian", "share"),
    Column("conf_low", "Batas bawah", "share"),
    Column("conf_high", "Batas atas", "share"),
)


def kecukupan(question: Question) -> Several:
    """A box where too few people are at risk for any curve."""
    if question.enough:
        return Several(())
    return Several((kotak_halangan(question),))


def gambar_insidensi(grid: pd.DataFrame, question: Question, data: Data) -> Several:
    """Cumulative incidence by sex on the yearly grid."""
    grid = protect_curve(grid, by=(SEX,), time="tahun", edition=data.edition).dropna(
        subset="estimate"
    )
    if grid.empty:
        return Several(())
    labels = {"L": data.config.profil.label_pria, "P": data.config.profil.label_wanita}
    last = grid.groupby(SEX).tail(1).set_index(SEX)
    words = ", ".join(
        f"{SEX_WORD[str(sex)]} {persen(row['estimate'], digits=0)}" for sex, row in last.iterrows()
    )
    start = int(grid["mulai"].iloc[0])
    since = (
        "" if start == 0 else f" Kurva dimulai pada bulan ke-{start}, bersyarat belum mencapainya."
    )
    n_people = int(people_by_sex(question).sum())
    people = count_in_words(n_people, edition=data.edition)
    with canvas(width=7.0, height=4.2) as (figure, ax):
        plot_incidence(grid, group=SEX, labels=labels, ax=ax, xlabel="Tahun sejak TMT CPNS")
        one = release_figure(
            figure,
            name="kohort_insidensi",
            title=f"Gambar 3.1. Bagian yang sudah mencapai {question.target} menurut tahun sejak CPNS, "
            f"dengan selang kepercayaan 95%.{since}",
            alt=f"Kurva bagian pegawai yang sudah mencapai {question.target} menurut tahun sejak CPNS, "
            f"{people} orang. Pada tahun ke-{int(last['tahun'].max())}: {words}.",
            notes=(sumber(data),),
        )
    return Several((one,))


def tabel_insidensi(grid: pd.DataFrame, question: Question, data: Data) -> Released:
    """The numbers of the figure, with those at risk."""
    grid = protect_curve(grid, by=(SEX,), time="tahun", edition=data.edition)
    shown = grid.assign(jk=grid[SEX].map(SEX_WORD))
    return release_table(
        shown,
        name="kohort_insidensi",
        title=f"Tabel 3.2. Bagian yang sudah mencapai {question.target} pada akhir setiap tahun",
        terms=Release("D", data.edition),
        columns=curve_columns(
            data,
            Column("jk", "Jenis kelamin", "text"),
            Column("tahun", "Tahun sejak CPNS", "whole"),
            *_SHARES,
        ),
        notes=(
            "Catatan: insidensi kumulatif (Aalen-Johansen); pensiun, meninggal, pindah, berhenti, dan "
            "penyetaraan adalah risiko bersaing. Tabel berhenti bila yang berisiko kurang dari "
            f"{MIN_AT_RISK} orang dari salah satu jenis kelamin.",
            *catatan_awal(data),
            *catatan_kurva(data),
        ),
    )


def kalimat_tonggak(shares: pd.DataFrame, difference: pd.DataFrame, question: Question) -> Released:
    """Milestones as natural frequencies: of 100 women ..., of 100 men ..."""
    if shares.empty:
        return text(f"{HALANGAN[question.obstacle]} ({question.target} pada tonggak yang diminta).")
    start = question.followed.start if question.followed is not None else 0
    sentences = (
        []
        if not start
        else [
            f"Semua bagian berikut bersyarat: di antara orang yang belum mencapainya sampai bulan ke-{start}."
        ]
    )
    for _, gap in difference.iterrows():
        rows = shares.loc[shares["time"] == gap["time"]].set_index(SEX)
        women, men = (_of_100(rows.loc[sex]) for sex in ("P", "L"))
        years = in_years(gap["time"])
        if rows["estimate"].isna().any():
            sentences.append(f"Setelah {years}: {TERLALU_SEDIKIT.lower()}.")
            continue
        sentence = f"Setelah {years}, dari 100 wanita {women} mencapai {question.target}; dari 100 pria {men}."
        if not pd.isna(gap["conf_low"]):
            low, high = (100 * gap["conf_low"], 100 * gap["conf_high"])
            sentence += (
                f" Selisih wanita terhadap pria {poin_lebih(gap['estimate'])} (selang simultan 95%: "
                f"{desimal(low)} sampai {desimal(high)} poin)."
            )
        sentences.append(sentence)
    hidden = sorted(set(shares["time"]) - set(difference["time"]))
    sentences += [f"Setelah {in_years(time)}: {TERLALU_SEDIKIT.lower()}." for time in hidden]
    return text(*sentences)


def _of_100(row: pd.Series) -> str:
    parts = ("estimate", "conf_low", "conf_high")
    value, low, high = (desimal(100 * row[name], digits=0) for name in parts)
    return f"{value} ({low}-{high})"


def tabel_tonggak(shares: pd.DataFrame, question: Question, data: Data) -> Released:
    """Shares at the milestones."""
    shown = shares.assign(jk=shares[SEX].map(SEX_WORD))
    return release_table(
        shown,
        name="kohort_tonggak",
        title=f"Tabel 3.3. Bagian yang sudah mencapai {question.target} pada tonggak waktu",
        terms=Release("D", data.edition),
        columns=curve_columns(
            data,
            Column("time", "Bulan sejak CPNS", "whole"),
            Column("jk", "Jenis kelamin", "text"),
            *_SHARES,
        ),
        row_header=1,
        notes=(*catatan_awal(data), *catatan_kurva(data)),
    )


def tabel_selisih(difference: pd.DataFrame, question: Question, data: Data) -> Released:
    """Differences at the milestones with simultaneous intervals."""
    return release_table(
        difference,
        name="kohort_selisih",
        title=f"Tabel 3.4. Selisih wanita dikurangi pria, {question.target} (poin persen)",
        terms=Release("D", data.edition),
        columns=(
            Column("time", "Bulan sejak CPNS", "whole"),
            Column("estimate", "Selisih", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
            Column("p_value", "Nilai-p", "p"),
        ),
        notes=(
            "Catatan: selang simultan 95% (normal peubah ganda) berlaku untuk semua tonggak sekaligus; "
            "nilai-p per tonggak. Dalam berkas CSV nilai ditulis sebagai pecahan 0-1.",
            *catatan_bulat(data),
        ),
    )


def kalimat_median(median: pd.DataFrame, question: Question, data: Data) -> Released:
    """The median wait in words, to half a year where the edition is protected."""
    if median.empty:
        return text(f"{HALANGAN[question.obstacle]} (lama menunggu {question.target}).")
    ends = {
        name: half_years(median[name].astype(float), edition=data.edition)
        for name in ("estimate", "conf_low", "conf_high")
    }
    median = median.assign(**ends)
    sentences = []
    for _, row in median.iterrows():
        who = SEX_WORD[row[SEX]]
        if pd.isna(row["estimate"]):
            sentences.append(
                f"Setengah dari {who} belum mencapai {question.target} selama pengamatan."
            )
            continue
        limits = [
            "belum tercapai" if pd.isna(row[end]) else in_years(row[end])
            for end in ("conf_low", "conf_high")
        ]
        sentences.append(
            f"Setengah dari {who} mencapai {question.target} dalam {in_years(row['estimate'])} (selang 95%: "
            f"{limits[0]} sampai {limits[1]})."
        )
    return text(*sentences)


def cara_kurva(question: Question) -> Several:
    """How the curve is read, where there is one."""
    if not question.enough:
        return Several(())
    return Several((_reading(),))


def _reading() -> Released:
    return reading(
        "Garis menunjukkan berapa bagian orang yang sudah mencapai jabatan itu sekian tahun "
        "setelah menjadi CPNS, "
        "semua angkatan dan pendidikan yang dipilih digabung. Pita di sekitarnya adalah selang "
        "kepercayaan: makin sedikit orang, makin lebar. "
        "Bila pita pria dan wanita bertumpuk lebar, datanya belum cukup untuk membedakan keduanya.",
        "Orang yang pensiun, pindah, berhenti, atau meninggal sebelum mencapainya ikut dihitung "
        "sebagai belum "
        "mencapai; mereka tidak dihilangkan.",
    )
