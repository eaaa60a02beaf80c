"""Rows around the data, as offices add them: titles, column numbers, totals, signatures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pug_analysis.simulate.files.sheets import WrittenFile
from pug_analysis.terms.kalender import BULAN, Periode

#: What is added to which table; the main export of PNS and of PPPK differ.
_ADDED: Final = {
    "Export Data ASN PNS": ("BARIS-JUDUL", "BARIS-KAKI"),
    "Export Data ASN PPPK": ("BARIS-NOMOR-KOLOM", "BARIS-KOSONG", "BARIS-JUMLAH"),
    "Riwayat Pendidikan": ("BARIS-KEPALA-ULANG", "BARIS-JUMLAH"),
    "Riwayat Golongan": ("BARIS-KOSONG",),
    "Riwayat Kursus": ("BARIS-JUMLAH",),
    "Riwayat Diklat": ("BARIS-KEPALA",),
    "Daftar Pemberhentian": ("BARIS-JUDUL", "BARIS-KOSONG", "BARIS-KAKI"),
}
#: A header of two rows: these columns stand under one merged cell, the others span both rows.
_GROUP: Final = ("PELAKSANAAN", ("tanggal", "tahun", "jumlahJam", "tanggalSelesai"))
_SIGNATURE: Final = (
    "Bengkayang, {day}", "Kepala BKDPSDM Kabupaten Bengkayang,",
    "NAMA PEJABAT CONTOH",
)  # fmt: skip
_SIGNER_NIP: Final = "NIP. 19690101 199903 1 999"


def _two_rows(header: Any, extra: Callable[..., Any]) -> list[Any]:
    label, under = _GROUP
    upper = ["" if name in under else name for name in header.cells]
    upper[header.cells.index(under[0])] = label
    lower = [name if name in under else "" for name in header.cells]
    return [extra("BARIS-KEPALA", *upper), extra("BARIS-KEPALA", *lower)]


def add_structure(
    header: Any, rows: list[Any], *, file: WrittenFile, periode: Periode, row: Callable[..., Any]
) -> list[Any]:
    """Return the rows of a sheet with header and all that is no data around and between them.

    Parameters
    ----------
    header, rows : rows of the sheet
    row : builds a row from cells and findings
    """
    width = len(header.cells)
    kinds = next((v for k, v in reversed(_ADDED.items()) if file.name.startswith(k)), ())

    def extra(kode: str, *cells: str) -> Any:
        return row([*cells, *[""] * (width - len(cells))], [("", kode)])

    middle = len(rows) // 2
    if "BARIS-KOSONG" in kinds:
        rows = [*rows[:middle], extra("BARIS-KOSONG"), *rows[middle:]]
    if "BARIS-KEPALA-ULANG" in kinds:
        again = row(list(header.cells), [("", "BARIS-KEPALA-ULANG")])
        rows = [*rows[:middle], again, *rows[middle:]]
    count = len(rows)
    day = f"{periode.cutoff.day} {BULAN[periode.cutoff.month - 1]} {periode.year}"
    head, foot = [header], []
    if "BARIS-JUDUL" in kinds:
        titles = (f"DAFTAR PEGAWAI PER {day.upper()}", "PEMERINTAH KABUPATEN BENGKAYANG")
        head = [*(extra("BARIS-JUDUL", t) for t in titles), header]
    if "BARIS-KEPALA" in kinds:
        head = _two_rows(header, extra)
    if "BARIS-NOMOR-KOLOM" in kinds:
        numbers = [f"({i})" for i in range(1, width + 1)]
        head = [*head, extra("BARIS-NOMOR-KOLOM", *numbers)]
    if "BARIS-JUMLAH" in kinds:
        foot.append(extra("BARIS-JUMLAH", "Jumlah", "", str(count)))
    if "BARIS-KAKI" in kinds:
        foot += [extra("BARIS-KAKI", line.format(day=day)) for line in _SIGNATURE]
        foot.append(extra("BARIS-KAKI", "", _SIGNER_NIP))
    return [*head, *rows, *foot]
