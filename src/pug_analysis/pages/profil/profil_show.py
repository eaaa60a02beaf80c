"""The pieces of the profile page: Tabel 4.1, its second layout, golongan, ages."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pug_analysis.analyses.quarantine import kept_out, quarantine_shares
from pug_analysis.careers.columns import SEX, TOTAL_ASN
from pug_analysis.careers.load import Data
from pug_analysis.pages.profil.profil import count_beside
from pug_analysis.release.disclosure import count_in_words
from pug_analysis.release.display import Released, Several, headline, reading, text
from pug_analysis.release.figures import canvas, plot_population_pyramid
from pug_analysis.release.halangan import daerah_digabung
from pug_analysis.release.ledger import ASN, BY_SEX, PRIA, WANITA, Cells
from pug_analysis.release.numbers import bilangan, persen, persen_kata, poin, tanggal
from pug_analysis.release.showing import show_figure, show_table
from pug_analysis.release.teks import say
from pug_analysis.terms.pegawai import KEDUDUKAN_HUKUM


def tabel_4_1(profile: pd.DataFrame, data: Data) -> Released:
    """Tabel 4.1 as the roadmap prints it."""
    beside = (
        data.pooled.numbers
        if data.pooled is not None
        else count_beside(data.snapshot, data.tables["jabatan"])
    )
    return show_table(
        profile,
        "profil_tabel_4_1",
        data,
        words={
            "cpns": bilangan(beside["cpns"]),
            "penyetaraan": bilangan(beside["penyetaraan"]),
            "eselon_v": bilangan(beside["eselon_v"]),
        },
        terms={"cells": _active(where={"kategori": TOTAL_ASN})},
        row_header=1,
    )


def rekonsiliasi(table: pd.DataFrame, data: Data) -> Released:
    """Whether each block adds up to all ASN."""
    return show_table(table, "profil_rekonsiliasi", data)


def layout_kementerian(table: pd.DataFrame, data: Data) -> Released:
    """The layout of the ministry: L, P, L+P, percentages, difference."""
    columns = {"l": PRIA, "p": WANITA, "l_p": {}}
    cells = Cells(ASN, columns, where={"kategori": TOTAL_ASN}, complete=(SEX,))
    return show_table(
        table, "profil_layout_kementerian", data, terms={"cells": cells}, row_header=1
    )


def rincian_golongan(table: pd.DataFrame, data: Data) -> Released:
    """Every golongan of both ladders."""
    cells = _active(rows={"tangga": "kelompok", "golongan": "golongan"})
    return show_table(table, "profil_golongan", data, terms={"cells": cells}, row_header=1)


def tabel_usia(table: pd.DataFrame, data: Data) -> Released:
    """Five-year ages, the table behind the pyramid."""
    cells = _active(rows={"kelompok_usia": "kelompok_usia"})
    return show_table(table, "profil_usia", data, terms={"cells": cells})


def gambar_usia(table: pd.DataFrame, data: Data) -> Released:
    """Population pyramid of ages."""
    labels = (data.config.profil.label_pria, data.config.profil.label_wanita)
    largest = table.loc[table["total"].idxmax()]
    with canvas(width=7.0, height=4.4) as (figure, ax):
        plot_population_pyramid(table, group="kelompok_usia", labels=labels, ax=ax)
        return show_figure(
            figure,
            "profil_piramida_usia",
            data,
            words={
                "jumlah": bilangan(table["total"].sum()),
                "kelompok": largest["kelompok_usia"],
                "jumlah_pria": bilangan(largest["pria"]),
                "jumlah_wanita": bilangan(largest["wanita"]),
            },
        )


def _active(**cells: Any) -> Cells:
    """Counts by sex over all active ASN; ``cells`` as of ``ledger.Cells``."""
    return Cells(ASN, BY_SEX, complete=(SEX, *cells.get("rows", {})), **cells)


def kalimat_ringkas(profile: pd.DataFrame, data: Data) -> Several:
    """The opening: how many, what share, and the share in each status."""
    lines = profile.set_index(["kategori", "sub_kategori"])
    semua = lines.loc[("Total ASN", "")]
    status = [
        say(
            "profil_status_bagian",
            bagian=persen_kata(row["share_wanita"]),
            jumlah=bilangan(row["total"]),
            status=name,
        )
        for (_, name), row in lines.loc[["Status Kepegawaian"]].iterrows()
        if row["total"]
    ]
    wanita, pria = data.config.profil.label_wanita.lower(), data.config.profil.label_pria.lower()
    opening = say(
        "profil_pembuka",
        tanggal=tanggal(data.cutoff),
        kabupaten=data.config.instansi.kabupaten,
        jumlah=bilangan(semua["total"]),
        jumlah_pria=bilangan(semua["pria"]),
        pria=pria,
        jumlah_wanita=bilangan(semua["wanita"]),
        wanita=wanita,
        bagian=persen_kata(semua["share_wanita"]),
    )
    note = say(
        "profil_kunci_catatan",
        bagian=persen(semua["share_wanita"]),
        wanita=wanita,
        tanggal=tanggal(data.cutoff),
    )
    by_status = say("profil_status", wanita=wanita, isi=_join(status))
    return Several(
        (
            headline(say("profil_kunci_label"), bilangan(semua["total"]), note),
            text(opening, by_status, *_not_counted(data)),
        )
    )


def kalimat_jabatan(profile: pd.DataFrame, data: Data) -> Released:
    """Structural posts, in people: one person among few posts is several percentage points."""
    posts = profile.loc[profile["kategori"] == "Jenjang Jabatan Struktural"]
    parts = [
        say(
            "profil_jabatan_bagian",
            jumlah=bilangan(row["wanita"]),
            semua=bilangan(row["total"]),
            jenjang=row["sub_kategori"],
            bagian=persen(row["share_wanita"]),
        )
        for _, row in posts.iterrows()
        if row["total"]
    ]
    if not parts:
        return text(say("profil_jabatan_kosong"))
    wanita = data.config.profil.label_wanita.lower()
    sentences = [say("profil_jabatan", wanita=wanita, isi=_join(parts))]
    if top := posts.iloc[0]["total"]:
        sentences.append(say("profil_jabatan_satu", poin=poin(1 / top)))
    return text(" ".join(sentences))


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
    return text(say("profil_dihitung", isi="; ".join(names)), *daerah_digabung(data))


def _not_counted(data: Data) -> tuple[str, ...]:
    """Rows of the staff lists that are in no number of the page."""
    tables = data.tables
    staff = quarantine_shares(tables["neraca"]).iloc[1]
    if not staff["karantina"]:
        return ()
    rows, share = bilangan(staff["karantina"]), persen_kata(staff["share"])
    if data.pooled is not None and data.pooled.tier != "tepat":  # a hidden count stands there as 0
        return (say("profil_tidak_terhitung", "semua", jumlah=rows, bagian=share),)
    sexes = kept_out(data.people, tables)
    pria, wanita = (count_in_words(n, edition=data.edition) for n in sexes["n"].iloc[:2])
    return (
        say(
            "profil_tidak_terhitung",
            "menurut_jenis",
            jumlah=rows,
            bagian=share,
            pria=pria,
            wanita=wanita,
        ),
    )


def cara_tabel() -> Released:
    """How Tabel 4.1 is read."""
    return reading(say("profil_cara_tabel"))


def cara_piramida() -> Released:
    """How the pyramid of ages is read."""
    return reading(say("profil_cara_piramida"))


def _join(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return say("profil_daftar", awal=", ".join(parts[:-1]), akhir=parts[-1])
