"""The pieces of the data-quality page on leadership training: dates and names that are missing."""

from __future__ import annotations

from functools import partial

import pandas as pd

from pug_analysis.careers import course_names
from pug_analysis.careers.load import Data
from pug_analysis.pages.kualitas import kualitas
from pug_analysis.release.disclosure import (
    count_in_words,
    is_protected,
    mask_counts,
    released_share,
)
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.ledger import PRIA, WANITA, Cells, Release
from pug_analysis.release.numbers import bilangan
from pug_analysis.release.tables import Column, release_table

#: Free texts are cut: what stands behind is mostly a place or a batch.
_TEXT_LENGTH = 80
#: More texts than these go into the file alone.
_TEXTS_SHOWN = 40
_WHAT_TO_DO = {
    course_names.BEDA: "Cocokkan dengan sertifikat, lalu betulkan kode latihan struktural atau "
    "nama diklat di SIMPEG.",
    course_names.GANDA: "Tulis satu jenjang per baris; diklat lain menjadi baris sendiri.",
    course_names.TANPA_JENJANG: "Isi kode latihan struktural, atau tulis jenjangnya pada nama "
    "(misalnya PKP, PKA, PKN Tk. II).",
    course_names.SINGKATAN: "Bila memang diklat kepemimpinan, tulis namanya lengkap atau pindahkan "
    "ke riwayat diklat struktural; bila bukan, tidak perlu tindakan.",
    course_names.TAK_DIKENAL: "Isi kode latihan struktural; bila bukan diklat struktural, pindahkan "
    "ke riwayat kursus.",
}


#: Whom the table of end dates counts: of those recognised, those without a date.
_TANGGAL = Cells(
    "diklat kepemimpinan",
    {
        "pria": PRIA,
        "pria_tanpa_tanggal": {**PRIA, "tanggal": "tidak ada"},
        "wanita": WANITA,
        "wanita_tanpa_tanggal": {**WANITA, "tanggal": "tidak ada"},
    },
    rows={"jenjang": "jenjang"},
)


#: Who had the training is mostly a holder of a post; whether its date is known is not public.
_TANPA_TANGGAL = {"pria_tanpa_tanggal": "pria", "wanita_tanpa_tanggal": "wanita"}


def kalimat_diklat(
    dates: pd.DataFrame, unplaced: pd.DataFrame, doubtful: pd.DataFrame, data: Data
) -> Released:
    """How many leadership trainings can be used, and what happens with the others.

    Parameters
    ----------
    dates : of ``pages.kualitas.kualitas.training_dates_by_sex``
    unplaced : of ``careers.events.unclassified``
    doubtful : of ``careers.events.unplaced``
    """
    say = partial(count_in_words, edition=data.edition)
    hide = partial(say, public=True)
    known = int(dates[["pria", "wanita"]].sum().sum())
    men, women = (int(dates[f"{sex}_tanpa_tanggal"].sum()) for sex in ("pria", "wanita"))
    first = (
        f"{say(known)} diklat kepemimpinan dikenali (PKP, PKA, PKN II, PKN I beserta nama-nama "
        "lamanya). "
    )
    if not known:
        first = "Tidak ada diklat kepemimpinan yang dikenali dalam riwayat diklat dan kursus."
    elif men + women or is_protected(data.edition):
        first += (
            f"{hide(men + women)} di antaranya tanpa tanggal selesai ({hide(men)} pria, "
            f"{hide(women)} wanita): dihitung di sini, tetapi tanggalnya tidak ditebak, sehingga "
            "tidak ikut dalam analisis menurut waktu."
        )
    else:
        first += "Semuanya bertanggal selesai."
    second = (
        f"{bilangan(len(unplaced))} nama pelatihan tampak seperti diklat kepemimpinan tetapi belum "
        "dapat digolongkan; tidak ada jenjang yang ditebak."
        if len(unplaced)
        else "Semua nama yang tampak seperti diklat kepemimpinan dapat digolongkan."
    )
    unknown = doubtful["pegawai_id"].nunique()
    third = (
        f"Dari {hide(unknown)} orang tidak diketahui apakah sudah mengikuti diklat kepemimpinan tertentu, "
        "karena jenjangnya tidak dapat dipastikan atau barisnya dikarantina: mereka tidak dihitung sebagai "
        "sudah maupun belum. Perbaiki baris itu di SIMPEG."
        if unknown or is_protected(data.edition)
        else "Tidak ada orang yang diklatnya hanya diketahui dari baris yang dikarantina."
    )
    return text(first, second, third)


def tabel_tanggal_diklat(table: pd.DataFrame, data: Data) -> Released:
    """Leadership trainings recognised and without an end date, by level and sex."""
    shown = mask_counts(table, ("pria", "wanita"), edition=data.edition)
    if is_protected(data.edition):
        for name, size in _TANPA_TANGGAL.items():
            undated = mask_counts(table, (name,), public=True, edition=data.edition)[name]
            shown[name] = undated.mask(table[size] == 0, 0)
        for sex in ("pria", "wanita"):
            pairs = zip(shown[f"{sex}_tanpa_tanggal"], shown[sex], strict=True)
            shown[f"share_{sex}"] = [released_share(*pair) for pair in pairs]
    return release_table(
        shown,
        name="kualitas_tanggal_diklat",
        title="Tabel 9.7. Diklat kepemimpinan yang dikenali dan yang tanpa tanggal selesai",
        terms=Release("B", data.edition, public=_TANPA_TANGGAL, cells=_TANGGAL),
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column("pria", "Pria, dikenali", "count"),
            Column("pria_tanpa_tanggal", "Pria, tanpa tanggal", "count"),
            Column("share_pria", "% tanpa tanggal, pria", "share"),
            Column("wanita", "Wanita, dikenali", "count"),
            Column("wanita_tanpa_tanggal", "Wanita, tanpa tanggal", "count"),
            Column("share_wanita", "% tanpa tanggal, wanita", "share"),
        ),
        notes=(
            "Catatan: pegawai dalam daftar pegawai dan daftar berhenti; satu orang dihitung sekali "
            "per jenjang. Tanggal selesai tidak ditebak dari tanggal mulai atau tahun: isi tanggal "
            "selesai di SIMPEG sesuai sertifikat.",
        ),
    )


def diklat_belum_tergolong(unplaced: pd.DataFrame, data: Data) -> Several:
    """Trainings that could not be placed: by reason, and in the internal edition by name."""
    reasons = kualitas.unplaced_reasons(unplaced)
    parts = [_tabel_alasan(reasons.assign(tindakan=reasons["alasan"].map(_WHAT_TO_DO)), data)]
    if data.edition == "internal" and len(unplaced):
        parts.append(_daftar_nama(unplaced.assign(nama=unplaced["nama"].map(_shorten)), data))
    return Several(tuple(parts))


def _tabel_alasan(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        table,
        name="kualitas_diklat_alasan",
        title="Tabel 9.8. Diklat yang belum dapat digolongkan menurut alasannya",
        terms=Release("B", data.edition),
        columns=(
            Column("sumber", "Riwayat", "text"),
            Column("alasan", "Alasan", "text"),
            Column("tindakan", "Yang perlu dilakukan", "text"),
            Column("teks", "Nama berbeda", "whole"),
            Column("orang", "Pegawai", "count"),
        ),
        row_header=1,
        notes=(
            "Catatan: pegawai dengan dua nama berbeda dihitung dua kali. Baris ini tidak dihitung "
            "sebagai diklat kepemimpinan sampai diperbaiki.",
        ),
    )


def _daftar_nama(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        table,
        name="kualitas_diklat_nama",
        title="Tabel 9.9. Diklat yang belum dapat digolongkan",
        terms=Release("B", data.edition),
        columns=(
            Column("nama", "Nama sebagaimana tertulis", "text"),
            Column("sumber", "Riwayat", "text"),
            Column("alasan", "Alasan", "text"),
            Column("orang", "Pegawai", "count"),
        ),
        notes=(
            f"Catatan: hanya dalam edisi internal; nama dipotong pada {_TEXT_LENGTH} huruf. Cari nama "
            "ini di riwayat SIMPEG, lalu perbaiki seperti pada Tabel 9.8.",
        ),
        file_only=len(table) > _TEXTS_SHOWN,
    )


def _shorten(name: str) -> str:
    if not name:
        return "(kosong)"
    return name if len(name) <= _TEXT_LENGTH else name[: _TEXT_LENGTH - 1] + "…"
