"""Share of women in each structural level before a dated programme and now, in words and tables."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.service import without_date
from pug_analysis.careers.snapshot import is_active
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.halangan import TERLALU_SEDIKIT
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import bilangan, desimal, persen
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_PEOPLE
from pug_analysis.terms.kalender import BULAN

_SIGNIFICANT = 0.05


def pimpinan_wanita(
    shares: pd.DataFrame,
    differences: pd.DataFrame,
    checked: pd.DataFrame,
    data: Data,
    *,
    month: int | None,
    mulai: str = "",
) -> Several:
    """Sentences and tables of the comparison; one sentence where there is nothing to compare.

    Parameters
    ----------
    shares, differences : of ``pages.alumni.kepemimpinan.before_and_now``
    checked : of ``pages.alumni.kepemimpinan.compare_with_snapshot``
    month : number of the first month under the programme; None if none is named
    mulai : day given by the notebook's parameter instead of the settings
    """
    if month is None:
        return Several(
            (
                text(
                    "Tidak ada program bertanggal yang dibandingkan. Isi program_nama dan program_mulai pada "
                    "bagian [kohort] di pug.toml untuk menampilkan keadaan sebelum dan sesudahnya."
                ),
            )
        )
    if shares.empty:
        return Several(
            (
                text(
                    f"Keadaan sebelum {_month(month)} tidak dapat disusun: pemberhentian belum tercatat pada "
                    "waktu itu, atau program mulai sesudah tanggal laporan."
                ),
            )
        )
    name = data.config.kohort.program_nama if not mulai else None
    program = name or f"program yang mulai {_month(month)}"
    return Several(
        (
            text(*_sentences(shares, differences, program)),
            _shares(shares, program, checked, data),
            _differences(differences, program, data),
        )
    )


def _sentences(shares: pd.DataFrame, differences: pd.DataFrame, program: str) -> list[str]:
    sentences = []
    for _, gap in differences.iterrows():
        rows = shares.loc[shares["jenjang"] == gap["jenjang"]].set_index("masa")
        before, now = rows.loc["sebelum"], rows.loc["sekarang"]
        counts = (
            f"{bilangan(before['wanita'])} dari {bilangan(before['total'])} pejabat sebelum {program}, "
            f"{bilangan(now['wanita'])} dari {bilangan(now['total'])} sekarang"
        )
        if min(before["total"], now["total"]) < MIN_PEOPLE:
            sentences.append(f"{gap['jenjang']}: wanita {counts}. {TERLALU_SEDIKIT}.")
            continue
        low, high = (desimal(100 * gap[end]) for end in ("conf_low", "conf_high"))
        said = "belum dapat dipastikan bahwa bagiannya berubah"
        if gap["conf_low"] > 0 or gap["conf_high"] < 0:
            said = f"bagiannya {'naik' if gap['estimate'] > 0 else 'turun'}"
            if not gap["p_holm"] < _SIGNIFICANT:
                said = (
                    "selangnya tidak memuat nol, tetapi sesudah koreksi untuk banyaknya jenjang yang diuji "
                    "(Holm) perubahannya tidak terbukti"
                )
        sentences.append(
            f"{gap['jenjang']}: wanita {persen(before['estimate'])} menjadi {persen(now['estimate'])} "
            f"({counts}). Selisihnya {desimal(100 * gap['estimate'])} poin persen (selang 95%: {low} sampai "
            f"{high} poin): {said}."
        )
    sentences.append("Perubahan sesudah suatu tanggal bukan bukti bahwa program itu penyebabnya.")
    return sentences


def _shares(shares: pd.DataFrame, program: str, checked: pd.DataFrame, data: Data) -> Released:
    shown = shares.assign(
        bulan=[f"akhir {_month(month)}" for month in shares["bulan"]],
        masa=shares["masa"].astype(str),
    )
    active = is_active(data.tables["pegawai"], config=data.config)
    undated = without_date(data.tables, active=active)
    return release_table(
        shown,
        name="alumni_pimpinan_wanita",
        title=f"Tabel A.6. Bagian wanita menurut jenjang sebelum {program} dan sekarang",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column("masa", "Masa", "text"),
            Column("bulan", "Keadaan", "text"),
            Column("wanita", "Wanita", "count"),
            Column("total", "Pejabat", "count"),
            Column("estimate", "% wanita", "share"),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
        ),
        row_header=1,
        notes=(
            "Catatan: jenjang disusun dari riwayat jabatan definitif setiap orang yang bertugas pada akhir "
            "bulan itu, termasuk yang kemudian berhenti. Selang 95%: Clopper-Pearson di bawah 100 orang, "
            "selebihnya Wilson. Yang tidak aktif tanpa tanggal berhenti tidak dapat ditempatkan: "
            f"{bilangan(undated)} orang. … = kurang dari {MIN_PEOPLE} pejabat.",
            _agreement(checked),
        ),
    )


def _agreement(checked: pd.DataFrame) -> str:
    different = int(checked["berbeda"].sum())
    if different == 0:
        return (
            "Pada tanggal laporan jenjang dari riwayat jabatan sama dengan jenjang dalam Data ASN."
        )
    words = ", ".join(
        f"{row['jenjang']} {bilangan(row['riwayat'])} menurut riwayat dan {bilangan(row['ekspor'])} "
        "menurut Data ASN"
        for _, row in checked.loc[checked["berbeda"] > 0].iterrows()
    )
    return (
        f"Pada tanggal laporan jenjang {bilangan(different)} orang menurut riwayat jabatan berbeda dari Data "
        f"ASN ({words}); seorang dapat terhitung pada dua jenjang."
    )


def _differences(differences: pd.DataFrame, program: str, data: Data) -> Released:
    return release_table(
        differences,
        name="alumni_pimpinan_selisih",
        title=f"Tabel A.7. Perubahan bagian wanita sejak sebelum {program} (poin persen)",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column("estimate", "Selisih", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
            Column("p_value", "Nilai-p", "p"),
            Column("p_holm", "Nilai-p (Holm)", "p"),
        ),
        notes=(
            "Catatan: selang Newcombe 95%, nilai-p Fisher, Holm atas jenjang-jenjang ini. Banyak orang ada "
            "pada kedua waktu, tetapi selang ini memperlakukan mereka sebagai orang berbeda: selangnya lebih "
            f"lebar daripada seharusnya. … = kurang dari {MIN_PEOPLE} pejabat pada salah satu waktu. "
            "Dalam berkas CSV nilai ditulis sebagai pecahan 0-1.",
        ),
    )


def _month(number: int) -> str:
    year, month = divmod(number, 12)
    return f"{BULAN[month]} {year}"
