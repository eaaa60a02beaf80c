"""The pieces of the profile page: Tabel 4.1, its second layout, golongan, ages, PD."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pug_analysis.analyses.quarantine import kept_out, quarantine_shares
from pug_analysis.careers.load import Data
from pug_analysis.pages.profil.profil import TOTAL, count_beside
from pug_analysis.release.disclosure import count_in_words
from pug_analysis.release.display import Released, Several, headline, reading, text
from pug_analysis.release.figures import canvas, plot_population_pyramid, release_figure
from pug_analysis.release.halangan import daerah_digabung
from pug_analysis.release.ledger import ASN, BY_SEX, PRIA, SEX, WANITA, Cells, Release
from pug_analysis.release.lines import KELOMPOK_JF, sex_columns, sumber
from pug_analysis.release.numbers import bilangan, persen, persen_kata, poin, tanggal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.terms.pegawai import KEDUDUKAN_HUKUM


def tabel_4_1(profile: pd.DataFrame, data: Data) -> Released:
    """Tabel 4.1 as the roadmap prints it."""
    beside = (
        data.pooled.numbers
        if data.pooled is not None
        else count_beside(data.snapshot, data.tables["jabatan"])
    )
    return release_table(
        profile,
        name="profil_tabel_4_1",
        title=f"Tabel 4.1. Profil statistik ASN {data.config.instansi.kabupaten} "
        f"menurut jenis kelamin, {tanggal(data.cutoff)}",
        terms=whole_regency(data, where={"kategori": TOTAL}),
        columns=(
            Column("kategori", "Kategori", "text"),
            Column("sub_kategori", "Sub-Kategori", "text"),
            *sex_columns(data),
        ),
        row_header=1,
        notes=(
            "Catatan: – = tidak ada; … = tidak dapat dihitung. PNS termasuk CPNS "
            f"({bilangan(beside['cpns'])} orang). Usia dan masa kerja dihitung dalam tahun penuh per "
            f"{tanggal(data.cutoff)}; masa kerja dihitung sejak TMT CPNS (PPPK: sejak perjanjian "
            "kerja pertama), bukan masa kerja golongan. Contoh: 15 tahun 11 bulan masuk '6 - 15 tahun'.",
            "Usia 30 tahun: templat peta jalan menulis '< 30' dan '31 - 40' sehingga usia 30 tidak "
            "mempunyai baris; di sini usia 30 dihitung pada '≤ 30 tahun'.",
            "PPPK Paruh Waktu, golongan PPPK, dan 'tidak diketahui' ditambahkan supaya setiap blok "
            "berjumlah sama dengan Total ASN; golongan PPPK mencakup PPPK Paruh Waktu. Jabatan "
            "fungsional hasil penyetaraan dihitung sebagai jabatan fungsional "
            f"({bilangan(beside['penyetaraan'])} orang). Pejabat eselon V dihitung sebagai pelaksana "
            f"({bilangan(beside['eselon_v'])} orang; padanan jenjang menurut UU 5/2014 Pasal 131, yang kini "
            "digantikan UU 20/2023).",
            KELOMPOK_JF,
            sumber(data),
        ),
    )


def rekonsiliasi(table: pd.DataFrame, data: Data) -> Released:
    """Whether each block adds up to all ASN."""
    return release_table(
        table,
        name="profil_rekonsiliasi",
        title="Tabel 1.1. Pemeriksaan jumlah setiap blok Tabel 4.1",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("blok", "Blok", "text"),
            Column("pria", "Pria", "count"),
            Column("wanita", "Wanita", "count"),
            Column("total", "Total", "count"),
            Column("seharusnya", "Seharusnya", "count"),
            Column("selisih", "Selisih", "count"),
        ),
        notes=("Catatan: selisih – berarti blok berjumlah tepat.",),
    )


def layout_kementerian(table: pd.DataFrame, data: Data) -> Released:
    """The layout of the ministry: L, P, L+P, percentages, difference."""
    return release_table(
        table,
        name="profil_layout_kementerian",
        title=f"Tabel 1.2. Profil ASN menurut tata letak Kementerian PPPA, {tanggal(data.cutoff)}",
        terms=Release(
            "B",
            data.edition,
            exact=True,
            cells=Cells(
                ASN, {"l": PRIA, "p": WANITA, "l_p": {}}, where={"kategori": TOTAL}, complete=(SEX,)
            ),
        ),
        columns=(
            Column("kategori", "Kategori", "text"),
            Column("sub_kategori", "Sub-Kategori", "text"),
            Column("l", "L", "count"),
            Column("p", "P", "count"),
            Column("l_p", "L+P", "count"),
            Column("share_l", "% L", "share"),
            Column("share_p", "% P", "share"),
            Column("perbedaan", "Perbedaan gender (% L - % P)", "points"),
        ),
        row_header=1,
        notes=("Catatan: L = laki-laki (pria), P = perempuan (wanita).", sumber(data)),
    )


def rincian_golongan(table: pd.DataFrame, data: Data) -> Released:
    """Every golongan of both ladders."""
    return release_table(
        table,
        name="profil_golongan",
        title=f"Tabel 1.4. ASN menurut golongan ruang dan jenis kelamin, {tanggal(data.cutoff)}",
        terms=whole_regency(data, rows={"tangga": "kelompok", "golongan": "golongan"}),
        columns=(
            Column("kelompok", "Kelompok", "text"),
            Column("golongan", "Golongan", "text"),
            *sex_columns(data),
        ),
        row_header=1,
        notes=("Catatan: PNS termasuk CPNS; PPPK termasuk PPPK Paruh Waktu.", sumber(data)),
    )


def tabel_usia(table: pd.DataFrame, data: Data) -> Released:
    """Five-year ages, the table behind the pyramid."""
    return release_table(
        table,
        name="profil_usia",
        title=f"Tabel 1.3. ASN menurut kelompok usia lima tahunan, {tanggal(data.cutoff)}",
        terms=whole_regency(data, rows={"kelompok_usia": "kelompok_usia"}),
        columns=(Column("kelompok_usia", "Kelompok usia (tahun)", "text"), *sex_columns(data)),
        notes=(sumber(data),),
    )


def gambar_usia(table: pd.DataFrame, data: Data) -> Released:
    """Population pyramid of ages."""
    labels = (data.config.profil.label_pria, data.config.profil.label_wanita)
    largest = table.loc[table["total"].idxmax()]
    with canvas(width=7.0, height=4.4) as (figure, ax):
        plot_population_pyramid(table, group="kelompok_usia", labels=labels, ax=ax)
        return release_figure(
            figure,
            name="profil_piramida_usia",
            title=f"Gambar 1.1. Piramida usia ASN, {tanggal(data.cutoff)}.",
            alt=f"Piramida penduduk {bilangan(table['total'].sum())} ASN menurut kelompok usia lima "
            f"tahunan, pria di kiri dan wanita di kanan. Kelompok terbesar "
            f"{largest['kelompok_usia']} tahun: {bilangan(largest['pria'])} pria dan "
            f"{bilangan(largest['wanita'])} wanita.",
            notes=(sumber(data),),
        )


def whole_regency(data: Data, **cells: Any) -> Release:
    """Terms of exact counts by sex over all active ASN; ``cells`` as of ``ledger.Cells``."""
    complete = (SEX, *cells.get("rows", {}))
    return Release(
        "B", data.edition, exact=True, cells=Cells(ASN, BY_SEX, complete=complete, **cells)
    )


def kalimat_ringkas(profile: pd.DataFrame, data: Data) -> Several:
    """The opening: how many, what share, and where that share differs most."""
    lines = profile.set_index(["kategori", "sub_kategori"])
    semua = lines.loc[("Total ASN", "")]
    status = [
        f"{persen_kata(row['share_wanita'])} dari {bilangan(row['total'])} {name}"
        for (_, name), row in lines.loc[["Status Kepegawaian"]].iterrows()
        if row["total"]
    ]
    wanita, pria = data.config.profil.label_wanita.lower(), data.config.profil.label_pria.lower()
    opening = (
        f"Pada {tanggal(data.cutoff)}, {data.config.instansi.kabupaten} memiliki "
        f"{bilangan(semua['total'])} ASN aktif: {bilangan(semua['pria'])} {pria} dan "
        f"{bilangan(semua['wanita'])} {wanita}. Proporsi {wanita} {persen_kata(semua['share_wanita'])}."
    )
    missing = _not_counted(data)
    return Several(
        (
            headline(
                "ASN aktif",
                bilangan(semua["total"]),
                f"{persen(semua['share_wanita'])} {wanita}, {tanggal(data.cutoff)}",
            ),
            text(
                opening, f"Menurut status kepegawaian, {wanita} adalah {_join(status)}.", *missing
            ),
        )
    )


def kalimat_jabatan(profile: pd.DataFrame, data: Data) -> Released:
    """Structural posts, in people: one person among few posts is several percentage points."""
    wanita = data.config.profil.label_wanita.lower()
    posts = profile.loc[profile["kategori"] == "Jenjang Jabatan Struktural"]
    parts = [
        f"{bilangan(row['wanita'])} dari {bilangan(row['total'])} {row['sub_kategori']} "
        f"({persen(row['share_wanita'])})"
        for _, row in posts.iterrows()
        if row["total"]
    ]
    if not parts:
        return text("Tidak ada pejabat struktural dalam data tahun ini.")
    top = posts.iloc[0]
    one = (
        f" Pada jenjang JPT Pratama satu orang setara dengan {poin(1 / top['total'])}."
        if top["total"]
        else ""
    )
    return text(f"Jumlah {wanita} pada jabatan struktural: {_join(parts)}.{one}")


def siapa_dihitung(data: Data) -> Released:
    """Which kedudukan hukum count, as the workspace's settings say."""
    settings = data.config.data
    names = [
        f"{status}: {', '.join(f'{KEDUDUKAN_HUKUM.get(c, c)} ({c})' for c in codes)}"
        for status, codes in (
            ("PNS dan CPNS", settings.kedudukan_aktif_pns),
            ("PPPK", settings.kedudukan_aktif_pppk),
            ("PPPK Paruh Waktu", settings.kedudukan_paruh_waktu),
        )
    ]
    return text(
        f"Yang dihitung sebagai pegawai aktif menurut kedudukan hukumnya: {'; '.join(names)}.",
        *daerah_digabung(data),
    )


def _not_counted(data: Data) -> tuple[str, ...]:
    """Rows of the staff lists that are in no number of the page."""
    tables = data.tables
    staff = quarantine_shares(tables["neraca"]).iloc[1]
    if not staff["karantina"]:
        return ()
    by_sex = ""
    if data.pooled is None or data.pooled.tier == "tepat":  # else a hidden count stands there as 0
        sexes = kept_out(data.snapshot, tables)
        pria, wanita = (count_in_words(n, edition=data.edition) for n in sexes["n"].iloc[:2])
        by_sex = f"; pria {pria}, wanita {wanita}"
    return (
        f"Tidak terhitung: {bilangan(staff['karantina'])} baris daftar pegawai "
        f"({persen_kata(staff['share'])}{by_sex}) yang dikarantina karena datanya perlu diperbaiki.",
    )


def cara_tabel() -> Released:
    """How Tabel 4.1 is read."""
    return reading(
        "Setiap baris menghitung orang, masing-masing satu kali dalam setiap blok. '% Wanita' adalah "
        "jumlah wanita dibagi total pada baris yang sama. Bandingkan % Wanita sebuah baris dengan "
        "% Wanita pada baris Total ASN: jauh di bawahnya berarti wanita kurang terwakili di sana."
    )


def cara_piramida() -> Released:
    """How the pyramid of ages is read."""
    return reading(
        "Setiap batang adalah satu kelompok usia; panjangnya jumlah orang. Batang kiri pria, batang "
        "kanan (berarsir) wanita. Batang kanan yang lebih panjang berarti lebih banyak wanita pada "
        "kelompok usia itu."
    )


def _join(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, dan {parts[-1]}"
