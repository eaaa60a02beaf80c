"""The pieces on who was counted: people in and people active, by file and status.

Counts by status are those of Tabel 4.1, which everybody may see; those by file are below the
regency and stand in the edition ``internal`` alone.
"""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.kualitas.orang import UNREAD
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Released, text
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import bilangan, persen
from pug_analysis.release.tables import Column, release_table
from pug_analysis.terms.kalender import Periode

#: What to do about a fall, said once after all of them.
_CHECK = (
    "Periksa apakah semua berkas ada, apakah kolom status dan kedudukan hukum terbaca, dan apakah "
    "perubahan ini memang terjadi; lihat halaman Kualitas data."
)


def kalimat_orang(table: pd.DataFrame, data: Data, before: Data | None) -> Released:
    """How many are counted, and with which period that is compared.

    Parameters
    ----------
    table : of ``pages.kualitas.orang.people_by_status``
    before : the period compared with, if there is one
    """
    parts = ", ".join(
        f"{bilangan(n)} {status}"
        for n, status in zip(table["aktif"], table["status"], strict=True)
        if n
    )
    first = f"Dihitung sebagai pegawai aktif: {bilangan(table['aktif'].sum())} orang ({parts or 'tidak ada'})."
    if before is None:
        return text(
            f"{first} Data periode sebelumnya tidak ada di ruang kerja ini (atau tidak dapat dibaca), "
            "sehingga jumlah menurut status belum dapat dibandingkan dan tidak ada peringatan tentangnya."
        )
    fallen = describe_falls(table, edition=data.edition, before=before.periode)
    second = (
        f"Dibandingkan dengan {before.periode.label}: {' '.join(fallen)} {_CHECK}"
        if fallen
        else f"Dibandingkan dengan {before.periode.label}, tidak ada status yang turun lebih dari 10 persen."
    )
    return text(first, second)


def tabel_orang(table: pd.DataFrame, data: Data, before: Data | None) -> Released:
    """People by status, beside the period before."""
    then = before.periode.label if before else "periode sebelumnya"
    inside = () if is_protected(data.edition) else (
        Column("masuk", "Masuk", "count"), Column("dipakai", "Dipakai", "count"),
    )  # fmt: skip
    past = () if is_protected(data.edition) else (Column("masuk_lalu", f"Masuk, {then}", "count"),)
    shown = table if not is_protected(data.edition) else table.loc[table["status"] != UNREAD]
    return release_table(
        shown,
        name="kualitas_orang_status",
        title=f"Tabel 9.2. Orang menurut status, {data.periode.label} dan {then}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("status", "Status", "text"),
            *inside,
            Column("aktif", "Aktif", "count"),
            *past,
            Column("aktif_lalu", f"Aktif, {then}", "count"),
            Column("perubahan", "Perubahan yang aktif", "share"),
        ),
        notes=(
            "Catatan: aktif menurut status bersama kedudukan hukum, seperti di Tabel 4.1; PNS termasuk "
            "CPNS; … = tidak ada data. Penurunan lebih dari 10 persen diperingatkan di setiap halaman.",
        ),
    )


def tabel_orang_berkas(table: pd.DataFrame, data: Data) -> Released:
    """People by staff list and status, for the agency alone.

    Parameters
    ----------
    table : of ``pages.kualitas.orang.people_by_file``
    """
    if is_protected(data.edition):
        return text(
            "Jumlah orang menurut berkas dan status (Tabel 9.3) hanya dimuat dalam edisi internal: satu berkas "
            "dapat memuat satu perangkat daerah kecil."
        )
    return release_table(
        table,
        name="kualitas_orang_berkas",
        title="Tabel 9.3. Orang menurut berkas dan status",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("berkas", "Berkas", "text"),
            Column("status", "Status", "text"),
            Column("masuk", "Masuk", "count"),
            Column("dipakai", "Dipakai", "count"),
            Column("aktif", "Aktif", "count"),
        ),
        row_header=1,
        notes=(
            f"Catatan: masuk = baris orang, termasuk yang dikarantina dan yang berulang; '{UNREAD}' = "
            "dikarantina sebelum statusnya terbaca, misalnya karena NIP atau galat rumus.",
        ),
    )


def describe_falls(table: pd.DataFrame, *, edition: str, before: Periode) -> list[str]:
    """Say which statuses fell; roughly and without counts where counts are protected.

    Parameters
    ----------
    table : of ``pages.kualitas.orang.people_by_status``
    edition : who reads it
    before : the period compared with
    """
    told = []
    for row in table.loc[table["turun"]].itertuples():
        gone, protected = row.aktif == 0, is_protected(edition)  # type: ignore[arg-type]
        if gone and protected:
            told.append(f"{row.status} ada pada {before.label} dan sekarang tidak ada.")
        elif gone:
            told.append(
                f"{row.status}: {bilangan(row.aktif_lalu)} orang aktif pada {before.label}, sekarang "
                "tidak ada."
            )
        elif protected:
            told.append(
                f"{row.status} turun {_roughly(-float(row.perubahan))} sejak {before.label}."
            )
        else:
            told.append(
                f"{row.status}: {bilangan(row.aktif_lalu)} orang aktif pada {before.label}, sekarang "
                f"{bilangan(row.aktif)} (turun {persen(-float(row.perubahan))})."
            )
    return told


def warn_of_falls(told: list[str]) -> str:
    """Join what fell and what to do about it into the text of a box; "" if nothing fell."""
    if not told:
        return ""
    return f"Jumlah pegawai aktif berubah banyak. {' '.join(told)} {_CHECK}"


def _roughly(fall: float) -> str:
    """Name the ten of a percentage that a fall reaches.

    >>> _roughly(0.104), _roughly(0.2), _roughly(0.47)
    ('lebih dari 10 persen', '20 persen atau lebih', '40 persen atau lebih')
    """
    tens = int(fall * 10 + 1e-9) * 10
    return "lebih dari 10 persen" if tens <= 10 else f"{tens} persen atau lebih"
