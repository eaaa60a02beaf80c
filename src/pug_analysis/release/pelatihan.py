"""The pieces on access to leadership training: who attends it when."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pug_analysis.analyses.access import Access
from pug_analysis.analyses.cohort import MIN_AT_RISK, SEX, Question
from pug_analysis.analyses.hazards import MIN_EVENTS
from pug_analysis.careers.eligible import JABATAN, MASA_SYARAT
from pug_analysis.careers.load import Data
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.figures import canvas, plot_incidence, release_figure
from pug_analysis.release.kohort import HALANGAN, SEX_WORD, TERLALU_SEDIKIT, in_years
from pug_analysis.release.numbers import bilangan, desimal, persen, poin
from pug_analysis.release.profil import sumber
from pug_analysis.release.tables import Column, release_table

#: What the two routes are called.
JALUR = {"sebelum": "sebelum diangkat", "sesudah": "sesudah diangkat"}
_SHARES = (
    Column("n_risk", "Masih berhak, belum ikut", "count"),
    Column("n_event", "Sudah ikut (orang)", "count"),
    Column("estimate", "Bagian", "share"),
    Column("conf_low", "Batas bawah", "share"),
    Column("conf_high", "Batas atas", "share"),
)


def alur_pelatihan(access: Access) -> Released:
    """Who counts as able to attend before the post, and who is left out for which reason."""
    level = access.eligible.level
    return release_table(
        access.eligible.spells.flow,
        name="pelatihan_alur",
        title=f"Tabel P.1. Alur orang: siapa yang berhak mengikuti {level} sebelum diangkat",
        columns=(Column("langkah", "Langkah", "text"), Column("orang", "Orang", "count")),
        notes=(
            f"Catatan: berhak berarti sudah {MASA_SYARAT[level]} bulan di jenjang di bawah "
            f"{JABATAN[level]} (untuk PKP: sejak TMT CPNS; PP 11/2017), belum diangkat, dan belum "
            f"{level}. 'Lain' berarti di luar pilihan pada parameter notebook. Pelatihan tanpa tanggal "
            "selesai tidak dikira-kira tanggalnya; orangnya tidak ikut dianalisis.",
        ),
    )


def gambar_akses(grid: pd.DataFrame, question: Question, data: Data) -> Several:
    """Cumulative incidence of the first training by sex on the yearly grid."""
    if grid.empty:
        return Several(())
    level = question.target
    labels = {"L": data.config.profil.label_pria, "P": data.config.profil.label_wanita}
    last = grid.groupby(SEX).tail(1).set_index(SEX)
    words = ", ".join(f"{SEX_WORD[sex]} {persen(row['estimate'])}" for sex, row in last.iterrows())
    start = int(grid["mulai"].iloc[0])
    since = "" if start == 0 else f" Kurva dimulai pada bulan ke-{start}, bersyarat belum ikut."
    people = question.spells.table["pegawai_id"].nunique()
    with canvas(width=7.0, height=4.0) as (figure, ax):
        plot_incidence(
            grid, group=SEX, labels=labels, ax=ax, xlabel="Tahun sejak memenuhi masa jabatan"
        )
        top = float(grid["conf_high"].fillna(grid["estimate"]).max())
        ax.set(ylim=(0, min(1.0, max(0.05, 1.15 * top))), ylabel=f"Sudah mengikuti {level}")
        one = release_figure(
            figure,
            name="pelatihan_akses",
            title=f"Gambar P.1. Bagian yang sudah mengikuti {level} sebelum diangkat, menurut tahun sejak "
            f"memenuhi masa jabatan, dengan selang kepercayaan 95%.{since}",
            alt=f"Kurva bagian pegawai yang sudah mengikuti {level} menurut tahun sejak memenuhi masa "
            f"jabatan, {bilangan(people)} orang. Pada tahun ke-{int(last['tahun'].max())}: {words}.",
            notes=(sumber(data),),
        )
    return Several((one,))


def cara_akses(question: Question) -> Several:
    """How the curve is read, where there is one."""
    if not question.enough:
        return Several(())
    box = reading(
        f"Garis menunjukkan berapa bagian dari orang yang berhak sudah mengikuti {question.target} sekian "
        "tahun sejak berhak. Orang yang diangkat, pensiun, pindah, atau berhenti lebih dahulu dihitung "
        "belum ikut sebelum diangkat. Sumbu tegak tidak sampai 100 persen, agar garisnya terbaca.",
        "Pita adalah selang kepercayaan: makin sedikit orang, makin lebar. Bila pita pria dan wanita "
        "bertumpuk lebar, datanya belum cukup untuk membedakan keduanya.",
    )
    return Several((box,))


def tabel_akses(grid: pd.DataFrame, question: Question) -> Released:
    """The numbers of the figure."""
    return release_table(
        grid.assign(jk=grid[SEX].map(SEX_WORD)),
        name="pelatihan_akses",
        title=f"Tabel P.2. Bagian yang sudah mengikuti {question.target} sebelum diangkat, akhir setiap tahun",
        columns=(
            Column("jk", "Jenis kelamin", "text"),
            Column("tahun", "Tahun sejak berhak", "count"),
            *_SHARES,
        ),
        row_header=1,
        notes=(
            "Catatan: insidensi kumulatif (Aalen-Johansen); pengangkatan, pensiun, meninggal, pindah, "
            "berhenti, dan penyetaraan adalah risiko bersaing. Tabel berhenti bila yang berhak kurang dari "
            f"{MIN_AT_RISK} orang dari salah satu jenis kelamin.",
        ),
    )


def tabel_tonggak_akses(shares: pd.DataFrame, question: Question) -> Released:
    """Shares at the milestones."""
    return release_table(
        shares.assign(jk=shares[SEX].map(SEX_WORD)),
        name="pelatihan_tonggak",
        title=f"Tabel P.3. Bagian yang sudah mengikuti {question.target} pada tonggak waktu",
        columns=(
            Column("time", "Bulan sejak berhak", "count"),
            Column("jk", "Jenis kelamin", "text"),
            *_SHARES,
        ),
        row_header=1,
    )


def tabel_selisih_akses(difference: pd.DataFrame, question: Question) -> Released:
    """Differences at the milestones with simultaneous intervals."""
    return release_table(
        difference,
        name="pelatihan_selisih",
        title=f"Tabel P.4. Selisih wanita dikurangi pria, sudah mengikuti {question.target} (poin persen)",
        columns=(
            Column("time", "Bulan sejak berhak", "count"),
            Column("estimate", "Selisih", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
            Column("p_value", "Nilai-p", "p"),
        ),
        notes=(
            "Catatan: selang simultan 95% berlaku untuk semua tonggak sekaligus; nilai-p per tonggak. "
            "Dalam berkas CSV nilai ditulis sebagai pecahan 0-1.",
        ),
    )


def kalimat_akses(shares: pd.DataFrame, difference: pd.DataFrame, question: Question) -> Released:
    """Milestones as natural frequencies: of 100 women who can attend ..., of 100 men ..."""
    level = question.target
    if shares.empty:
        return text(f"{HALANGAN[question.obstacle]} ({level} pada tonggak yang diminta).")
    sentences = []
    for _, gap in difference.iterrows():
        rows = shares.loc[shares["time"] == gap["time"]].set_index(SEX)
        years = in_years(gap["time"])
        if rows["n_event"].min() < MIN_EVENTS:
            sentences.append(f"Dalam {years} sejak berhak: {TERLALU_SEDIKIT.lower()}.")
            continue
        women, men = (_of_100(rows.loc[sex]) for sex in ("P", "L"))
        more = "lebih rendah" if gap["estimate"] < 0 else "lebih tinggi"
        low, high = (desimal(100 * gap[end]) for end in ("conf_low", "conf_high"))
        sentences.append(
            f"Dalam {years} sejak berhak, dari 100 wanita {women} mengikuti {level} sebelum diangkat; dari "
            f"100 pria {men}. Selisih wanita terhadap pria {poin(gap['estimate'])} {more} (selang simultan "
            f"95%: {low} sampai {high} poin)."
        )
    return text(*sentences)


def _of_100(row: pd.Series) -> str:
    value, low, high = (desimal(100 * row[name]) for name in ("estimate", "conf_low", "conf_high"))
    return f"{value} ({low}-{high})"


def tabel_risiko_akses(*routes: Mapping[str, Access]) -> Several:
    """The risk tables of all levels and routes, from which every curve can be drawn again."""
    parts = [
        one.question.by_sex.at_risk().assign(jenjang=level, jalur=JALUR[one.eligible.route])
        for access in routes
        for level, one in access.items()
        if one.question.by_sex is not None
    ]
    if not parts:
        return Several(())
    table = pd.concat(parts, ignore_index=True)
    released = release_table(
        table.assign(jk=table[SEX].map(SEX_WORD)),
        name="pelatihan_tabel_risiko",
        title="Tabel risiko pelatihan: orang berhak, kejadian, dan penyensoran per bulan",
        columns=(
            Column("jenjang", "Pelatihan", "text"),
            Column("jalur", "Jalur", "text"),
            Column("jk", "Jenis kelamin", "text"),
            Column("time", "Bulan", "count"),
            Column("cause", "Sebab", "text"),
            Column("n_risk", "Berhak", "count"),
            Column("n_event", "Kejadian", "count"),
            Column("n_censor", "Tersensor", "count"),
        ),
        file_only=True,
    )
    return Several((released,))
