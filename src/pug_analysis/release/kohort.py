"""The pieces of the cohort page: who reaches a level when, and whether women wait longer."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import MIN_AT_RISK, SEX, Question
from pug_analysis.analyses.question_counts import people_by_sex
from pug_analysis.careers.cohort import SILENCE, Cohort
from pug_analysis.careers.load import Data
from pug_analysis.release.disclosure import count_in_words
from pug_analysis.release.disclosure_models import half_years, protect_curve
from pug_analysis.release.display import Released, Several, headline, reading, text, warning
from pug_analysis.release.figures import canvas, plot_incidence, release_figure
from pug_analysis.release.halangan import (
    HALANGAN,
    TERLALU_SEDIKIT,
    batas_gabungan,
    bulan,
    kotak_halangan,
)
from pug_analysis.release.kurva import SEX_WORD, catatan_awal, catatan_kurva, curve_columns
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import bilangan, desimal, nilai_p, persen, poin
from pug_analysis.release.profil import sumber
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_EVENTS, Decision

#: Two shares in whole percent may differ by so much more than their difference without being held back.
_ROUNDED = 0.0101


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
            Column("n_risk", "Masih berisiko", "count"),
            Column("n_event", "Sudah mencapai (orang)", "count"),
            Column("estimate", "Bagian", "share"),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
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
    held_back = False
    for _, gap in difference.iterrows():
        rows = shares.loc[shares["time"] == gap["time"]].set_index(SEX)
        women, men = (_of_100(rows.loc[sex]) for sex in ("P", "L"))
        years = in_years(gap["time"])
        if rows["n_event"].min() < MIN_EVENTS:
            sentences.append(f"Setelah {years}: {TERLALU_SEDIKIT.lower()}.")
            continue
        sentence = f"Setelah {years}, dari 100 wanita {women} mencapai {question.target}; dari 100 pria {men}."
        if not pd.isna(gap["conf_low"]):
            more = "lebih rendah" if gap["estimate"] < 0 else "lebih tinggi"
            low, high = (100 * gap["conf_low"], 100 * gap["conf_high"])
            shown = rows.loc["P", "estimate"] - rows.loc["L", "estimate"]
            held_back |= abs(shown - gap["estimate"]) > _ROUNDED
            sentence += (
                f" Selisih wanita terhadap pria {poin(gap['estimate'])} {more} (selang simultan 95%: "
                f"{desimal(low)} sampai {desimal(high)} poin)."
            )
        sentences.append(sentence)
    if held_back:
        sentences.append(
            "Bagian wanita dan pria ditahan sampai beberapa orang lagi mencapainya, agar tidak menunjuk satu "
            "orang; selisih dihitung tanpa itu, sehingga tidak selalu sama dengan pengurangan keduanya."
        )
    hidden = sorted(set(shares["time"]) - set(difference["time"]))
    sentences += [f"Setelah {in_years(time)}: {TERLALU_SEDIKIT.lower()}." for time in hidden]
    return text(*sentences)


def _of_100(row: pd.Series) -> str:
    value = desimal(100 * row["estimate"], digits=0)
    if pd.isna(row["conf_low"]):
        return value
    low, high = (desimal(100 * row[end], digits=0) for end in ("conf_low", "conf_high"))
    return f"{value} ({low}-{high})"


def in_years(months: float) -> str:
    """Months as years and months.

    >>> in_years(125)
    '10 tahun 5 bulan'
    """
    years, rest = divmod(round(months), 12)
    return f"{years} tahun" + (f" {rest} bulan" if rest else "")


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
            Column("n_risk", "Masih berisiko", "count"),
            Column("n_event", "Sudah mencapai (orang)", "count"),
            Column("estimate", "Bagian", "share"),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
        ),
        row_header=1,
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
        ),
    )


def kalimat_putusan(
    decision: Decision | None, tests: pd.DataFrame, question: Question, *, time: int
) -> Several:
    """The verdict at the milestone named before the data were seen, with the test within groups."""
    label = f"{question.target}, {in_years(time)} sejak CPNS, semua kelompok terpilih digabung"
    if decision is None or decision.verdict == "too_few":
        said = HALANGAN[question.obstacle]
        value = {"no_leavers": "Belum ada", "rounded": "Terlalu kasar"}.get(
            question.obstacle, "Terlalu sedikit"
        )
        return Several((headline(label, value, said.lower()), text(f"{said}.")))
    margin, gap = poin(decision.margin), poin(decision.estimate)
    interval = f"selang 95%: {desimal(100 * decision.conf_low)} sampai {desimal(100 * decision.conf_high)} poin"
    lower = "lebih rendah" if decision.estimate < 0 else "lebih tinggi"
    said = {
        "gap": f"Bagian wanita yang mencapai {question.target} dalam {in_years(time)} {gap} {lower} "
        f"daripada pria ({interval}); selangnya tidak memuat nol.",
        "equivalent": f"Perbedaan antara wanita dan pria lebih kecil daripada {margin} ({interval}): setara "
        "dalam batas toleransi.",
        "inconclusive": f"Belum dapat disimpulkan apakah wanita dan pria berbeda ({interval}). Ini bukan "
        "berarti tidak ada perbedaan.",
    }[decision.verdict]
    people = decision.smallest_gap_people
    seen = (
        f"Dengan data sebanyak ini, kesenjangan yang akan terlihat dengan peluang 80% paling "
        f"sedikit kira-kira "
        f"{poin(decision.smallest_gap)}, setara {bilangan(people or 0)} orang dari kelompok yang lebih kecil."
    )
    values = {"gap": gap, "equivalent": "Setara", "inconclusive": "Belum pasti"}
    note = f"wanita {lower} ({interval})" if decision.verdict == "gap" else interval
    return Several(
        (headline(label, values[decision.verdict], note), text(said, _within(tests), seen))
    )


def _within(tests: pd.DataFrame) -> str:
    """What the test within entry groups adds to a difference of all groups together."""
    p = tests.set_index("ukuran")["p_value"].get("logrank_stratified", float("nan"))
    start = (
        "Angka itu menggabungkan semua angkatan dan pendidikan yang dipilih. Uji yang hanya "
        "membandingkan orang "
        "dengan angkatan, pendidikan, dan keluarga jabatan yang sama"
    )
    if pd.isna(p):
        return f"{start} tidak dapat dihitung."
    ends = "juga menemukan perbedaan" if p < 0.05 else "belum menemukan perbedaan yang pasti"
    return f"{start} {ends} (p = {nilai_p(p)})."


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


def batas_waktu(cohort: Cohort) -> Released:
    """What the missing leavers' list means, or from when leaving is on record."""
    if cohort.pooled is not None:
        return batas_gabungan(cohort)
    if cohort.register_start is None:
        return warning(
            "Daftar pemberhentian dan pensiun belum ada. Orang yang sudah berhenti tidak terlihat, sehingga "
            "bagian yang mencapai jabatan akan tampak terlalu tinggi; karena itu tidak dihitung. "
            "Letakkan daftar "
            "itu di data/raw/<tahun>."
        )
    start = bulan(cohort.register_start)
    sentences = [
        f"Pemberhentian tercatat sejak {start}. Orang yang masuk sebelumnya baru ikut berisiko sejak bulan "
        "itu; yang berhenti sebelumnya tidak ikut dihitung."
    ]
    if cohort.isolated_leavings:
        sentences.append(
            f"{bilangan(cohort.isolated_leavings)} pemberhentian bertanggal lebih awal tidak dipakai sebagai "
            f"awal pencatatan, karena selama lebih dari {SILENCE} bulan sesudahnya tidak ada pemberhentian "
            f"lain; mungkin tanggalnya salah ketik. Periksa tanggal itu. Bila pencatatan memang mulai sebelum "
            f"{start}, tulis bulannya pada awal_register di bagian [kohort] pug.toml, misalnya "
            "awal_register = 2001-01-01."
        )
    if cohort.longest_silence > SILENCE:
        sentences.append(
            f"Sesudah {start}, pernah {bilangan(cohort.longest_silence)} bulan berlalu tanpa satu pun "
            "pemberhentian tercatat. Bila daftar untuk masa itu belum lengkap, lengkapi, atau tulis bulan "
            "sesudahnya pada awal_register di bagian [kohort] pug.toml."
        )
    return text(*sentences)
