"""The part "Apa yang berubah sejak ..." of the index."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.depan.perubahan import LINES, TOTAL
from pug_analysis.release.display import Released, reading, text
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import bilangan, desimal, persen, tanggal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.terms.kalender import Periode

#: A change of fewer people is told, but not as a trend.
MEANINGFUL = 5
SHORT = {"L": "label_pria", "P": "label_wanita"}


def perubahan(
    split: pd.DataFrame, shares: pd.DataFrame, data: Data, *, since: Periode, sumber: str
) -> tuple[Released, ...]:
    """Sentences, how to read them, and the two tables.

    Parameters
    ----------
    split : of ``pages.depan.perubahan.split_changes``
    shares : of ``pages.depan.perubahan.split_shares``
    data : the report's period
    since : the period that it is compared with: the same day a year before, or another
    sumber : from which data that one was told, one sentence
    """
    then = _name(data, since)
    day = tanggal(since.cutoff)
    return (
        text(*_other_distance(data, since), *_sentences(split, shares, data, then=then)),
        reading(
            f"Setiap perubahan adalah jumlah tiga bagian. 'Pembetulan catatan': angka {then} yang kini "
            "diketahui berbeda, misalnya jabatan yang terlambat dicatat. 'Kejadian': pengangkatan, "
            f"perpindahan, atau penyetaraan jabatan bertanggal sesudah {day} pada orang yang bertugas "
            "pada kedua tanggal, yaitu yang datang ke jenjang itu dikurangi yang meninggalkannya. 'Masuk dan "
            "keluar': orang yang mulai bertugas dikurangi orang yang tidak bertugas lagi. Hanya dua bagian "
            "terakhir yang menunjukkan perubahan keadaan.",
            f"Perubahan di bawah {MEANINGFUL} orang tidak bermakna sebagai kecenderungan.",
        ),
        _counts(split, data, since=since, sumber=sumber),
        _shares(shares, data, since=since),
    )


def judul(data: Data, *, since: Periode) -> str:
    """Heading of the part."""
    return f"Apa yang berubah sejak {_name(data, since)}"


def belum_ada(since: Periode, reason: str) -> Released:
    """The one sentence where there is nothing to compare with."""
    return text(f"Perubahan sejak {tanggal(since.cutoff)} belum dapat ditunjukkan: {reason}.")


def _name(data: Data, since: Periode) -> str:
    return "tahun lalu" if since == data.periode.last_year else tanggal(since.cutoff)


def _other_distance(data: Data, since: Periode) -> list[str]:
    if since == data.periode.last_year:
        return []
    return [
        f"Data keadaan {tanggal(data.periode.last_year.cutoff)} tidak ada atau tidak dapat dibaca; karena itu "
        f"perubahan dihitung sejak {tanggal(since.cutoff)}, periode terakhir sebelum laporan ini."
    ]


def _sentences(split: pd.DataFrame, shares: pd.DataFrame, data: Data, *, then: str) -> list[str]:
    lines = split.set_index(["jenjang", SEX])
    everybody = lines.loc[TOTAL].sum(min_count=2)
    said = [f"ASN aktif {_told(everybody, then)}"]
    word = data.config.profil.label_wanita
    said += [
        f"{word} pada jenjang {line} {_told(lines.loc[(line, 'P')], then)}" for line in LINES[1:]
    ]
    share = shares.set_index("jenjang").loc[TOTAL]
    if share.notna().all():
        said.insert(
            1,
            f"Proporsi {word.lower()} {persen(share['sebelum'])} menjadi {persen(share['sesudah'])} "
            f"({_signed(100 * share['pembetulan'], digits=1)} poin karena pembetulan catatan, "
            f"{_signed(100 * share['populasi'], digits=1)} poin karena orang masuk dan keluar).",
        )
    return said


def _told(row: pd.Series, then: str) -> str:
    if pd.isna(row["sebelum"]):
        return f"kini {bilangan(row['sesudah'])}; angka {then} tidak diterbitkan."
    change = row["sesudah"] - row["sebelum"]
    parts = (
        f"pembetulan catatan {_signed(row['pembetulan'])}, kejadian {_signed(row['kejadian'])}, "
        f"masuk dan keluar {_signed(row['populasi'])}"
    )
    if not (change or row["pembetulan"] or row["kejadian"] or row["populasi"]):
        return f"tetap {bilangan(row['sesudah'])}."
    return f"{bilangan(row['sebelum'])} menjadi {bilangan(row['sesudah'])} ({_signed(change)}): {parts}."


def _signed(value: float, *, digits: int = 0) -> str:
    """Write a change with its sign; the minus is that of typography, as in the sentences of other pages."""
    shown = desimal(abs(value), digits=digits)
    if not shown.strip("0,"):
        return "0"
    return f"{'+' if value > 0 else '-'}{shown}"


def _counts(split: pd.DataFrame, data: Data, *, since: Periode, sumber: str) -> Released:
    then = _name(data, since)
    labels = {sex: getattr(data.config.profil, name) for sex, name in SHORT.items()}
    return release_table(
        split.assign(**{SEX: split[SEX].map(labels)}),
        name="perubahan_setahun",
        title=f"Tabel 0.1. Perubahan jumlah ASN sejak {tanggal(since.cutoff)}",
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column(SEX, "Jenis kelamin", "text"),
            Column("sebelum", tanggal(since.cutoff), "count"),
            Column("pembetulan", "Pembetulan catatan", "count"),
            Column("kejadian", "Kejadian", "count"),
            Column("populasi", "Masuk dan keluar", "count"),
            Column("sesudah", tanggal(data.cutoff), "count"),
        ),
        terms=Release("B", data.edition, exact=True),
        row_header=1,
        notes=(
            f"Catatan: – = tidak ada; … = tidak diterbitkan {then}. Setiap baris: angka {then} + "
            "pembetulan + kejadian + masuk dan keluar = angka sekarang. Total mencakup semua ASN aktif.",
            "Tanggal menentukan: yang bertanggal sesudah "
            f"{tanggal(since.cutoff)} adalah kejadian atau masuk dan keluar, "
            "selebihnya pembetulan. Yang tidak ada lagi tanpa tanggal berhenti dihitung keluar. Bila daftar "
            "pindah instansi tidak ada, yang pindah masuk terhitung sebagai pembetulan.",
            sumber,
        ),
    )


def _shares(shares: pd.DataFrame, data: Data, *, since: Periode) -> Released:
    word = data.config.profil.label_wanita.lower()
    return release_table(
        shares,
        name="perubahan_proporsi",
        title=f"Tabel 0.2. Perubahan proporsi {word} sejak {tanggal(since.cutoff)}",
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column("sebelum", tanggal(since.cutoff), "share"),
            Column("pembetulan", "Pembetulan (poin persen)", "points"),
            Column("kejadian", "Kejadian (poin persen)", "points"),
            Column("populasi", "Masuk dan keluar (poin persen)", "points"),
            Column("sesudah", tanggal(data.cutoff), "share"),
        ),
        terms=Release("B", data.edition, exact=True),
        notes=(
            "Catatan: ketiga bagian ditambahkan berurutan; urutan lain membaginya sedikit berbeda. "
            "… = tidak dapat dihitung. Dalam berkas CSV nilai ditulis sebagai pecahan 0-1.",
        ),
    )
