"""The pieces of the cohort page: who reaches a level when, and whether women wait longer."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import MIN_AT_RISK
from pug_analysis.analyses.question import Question, Unanswerable, answered
from pug_analysis.analyses.question_counts import people_by_sex
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.putusan_show import kalimat_putusan as kalimat_putusan
from pug_analysis.release.disclosure import count_in_words
from pug_analysis.release.disclosure_models import half_years, protect_curve
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.figures import canvas, plot_incidence
from pug_analysis.release.halangan import HALANGAN, TERLALU_SEDIKIT, kotak_halangan
from pug_analysis.release.halangan import batas_waktu as batas_waktu
from pug_analysis.release.kurva import SEX_WORD
from pug_analysis.release.numbers import desimal, persen, poin_lebih
from pug_analysis.release.numbers import in_years as in_years
from pug_analysis.release.showing import show_figure, show_table
from pug_analysis.release.teks import say


def kecukupan(question: Question) -> Several:
    """A box where too few people are at risk for any curve."""
    if isinstance(question, Unanswerable):
        return Several((kotak_halangan(question),))
    return Several(())


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
    since = say("kohort_mulai", bulan=str(start)) if start else ""
    people = count_in_words(int(people_by_sex(question).sum()), edition=data.edition)
    with canvas(width=7.0, height=4.2) as (figure, ax):
        plot_incidence(grid, group=SEX, labels=labels, ax=ax, xlabel=say("kohort_sumbu"))
        one = show_figure(
            figure,
            "kohort_insidensi",
            data,
            words={
                "sasaran": question.target,
                "mulai": since,
                "jumlah": people,
                "tahun_akhir": str(int(last["tahun"].max())),
                "isi": words,
            },
        )
    return Several((one,))


def tabel_insidensi(grid: pd.DataFrame, question: Question, data: Data) -> Released:
    """The numbers of the figure, with those at risk."""
    grid = protect_curve(grid, by=(SEX,), time="tahun", edition=data.edition)
    return show_table(
        grid.assign(jk=grid[SEX].map(SEX_WORD)),
        "kohort_insidensi",
        data,
        words={"sasaran": question.target, "terkecil": str(MIN_AT_RISK)},
    )


def kalimat_tonggak(shares: pd.DataFrame, difference: pd.DataFrame, question: Question) -> Released:
    """Milestones as natural frequencies: of 100 women ..., of 100 men ..."""
    if shares.empty:
        why = HALANGAN[question.obstacle]
        return text(
            say("kohort_tonggak_kalimat", "halangan", halangan=why, sasaran=question.target)
        )
    start = answered(question).followed.start
    sentences = [say("kohort_tonggak_kalimat", "bersyarat", bulan=str(start))] if start else []
    for _, gap in difference.iterrows():
        rows = shares.loc[shares["time"] == gap["time"]].set_index(SEX)
        sentences.append(_milestone(rows, gap, question.target))
    hidden = sorted(set(shares["time"]) - set(difference["time"]))
    return text(*sentences, *(_too_few_after(time) for time in hidden))


def _milestone(rows: pd.DataFrame, gap: pd.Series, target: str) -> str:
    if rows["estimate"].isna().any():
        return _too_few_after(gap["time"])
    women, men = (_of_100(rows.loc[sex]) for sex in ("P", "L"))
    years = in_years(gap["time"])
    said = say("kohort_tonggak_bagian", waktu=years, wanita=women, pria=men, sasaran=target)
    if pd.isna(gap["conf_low"]):
        return said
    apart = say(
        "kohort_tonggak_selisih",
        selisih=poin_lebih(gap["estimate"]),
        bawah=desimal(100 * gap["conf_low"]),
        atas=desimal(100 * gap["conf_high"]),
    )
    return f"{said} {apart}"


def _too_few_after(months: float) -> str:
    few = TERLALU_SEDIKIT.lower()
    return say("kohort_tonggak_kalimat", "sedikit", waktu=in_years(months), sedikit=few)


def _of_100(row: pd.Series) -> str:
    parts = ("estimate", "conf_low", "conf_high")
    value, low, high = (desimal(100 * row[name], digits=0) for name in parts)
    return f"{value} ({low}-{high})"


def tabel_tonggak(shares: pd.DataFrame, question: Question, data: Data) -> Released:
    """Shares at the milestones."""
    return show_table(
        shares.assign(jk=shares[SEX].map(SEX_WORD)),
        "kohort_tonggak",
        data,
        words={"sasaran": question.target},
        row_header=1,
    )


def tabel_selisih(difference: pd.DataFrame, question: Question, data: Data) -> Released:
    """Differences at the milestones with simultaneous intervals."""
    return show_table(difference, "kohort_selisih", data, words={"sasaran": question.target})


def kalimat_median(median: pd.DataFrame, question: Question, data: Data) -> Released:
    """The median wait in words, to half a year where the edition is protected."""
    if median.empty:
        why = HALANGAN[question.obstacle]
        return text(say("kohort_median", "halangan", halangan=why, sasaran=question.target))
    ends = {
        name: half_years(median[name].astype(float), edition=data.edition)
        for name in ("estimate", "conf_low", "conf_high")
    }
    return text(*(_wait(row, question.target) for _, row in median.assign(**ends).iterrows()))


def _wait(row: pd.Series, target: str) -> str:
    low, high = (
        say("kohort_median", "tanpa_batas") if pd.isna(row[end]) else in_years(row[end])
        for end in ("conf_low", "conf_high")
    )
    never = pd.isna(row["estimate"])
    return say(
        "kohort_median",
        "belum" if never else "sudah",
        siapa=SEX_WORD[row[SEX]],
        sasaran=target,
        waktu="" if never else in_years(row["estimate"]),
        bawah=low,
        atas=high,
    )


def cara_kurva(question: Question) -> Several:
    """How the curve is read, where there is one."""
    if not question.enough:
        return Several(())
    said = (say("kohort_cara_kurva", "garis"), say("kohort_cara_kurva", "berhenti"))
    return Several((reading(*said),))
