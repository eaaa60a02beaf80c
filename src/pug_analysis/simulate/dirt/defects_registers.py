"""Defects of the office's own registers: words, numbers and dates as hands mistype them."""

from __future__ import annotations

from typing import Final

import numpy as np

from pug_analysis.simulate.dirt.defects import (
    ON_NIP,
    Damage,
    Defect,
    date_parts,
    emptied,
    future_date,
    impossible_date,
    nip_stranger,
    other_date_form,
    serial_date,
)


def unknown_word(cell: str, _: np.random.Generator) -> str | None:
    """Write a word that is in no list."""
    return f"{cell} lain" if cell else None


def with_unit(cell: str, _: np.random.Generator) -> str | None:
    """Write a number with its unit."""
    return f"{cell} JP" if cell else None


def negative(cell: str, _: np.random.Generator) -> str | None:
    """Write a number below zero."""
    return f"-{cell}" if cell and cell != "0" else None


def no_number(cell: str, _: np.random.Generator) -> str | None:
    """Write a word where a number belongs."""
    return "belum ada data" if cell else None


def long_past(cell: str, _: np.random.Generator) -> str | None:
    """Let a validity end before it began."""
    parts = date_parts(cell)
    return f"{parts[0]}-{parts[1]}-1999" if parts and parts[0] != "29" else None


def _where_filled(damage: Damage) -> Damage:
    """Return a defect of a NIP for rows that may have none."""
    return lambda cell, rng: damage(cell, rng) if cell else None


def _register(*own: Defect, nip: bool = False, dates: tuple[str, ...] = (),
              required: str = "") -> tuple[Defect, ...]:  # fmt: skip
    """Return the defects of a register of the office by the role of its columns."""
    found = [
        Defect(kode, ("NIP",), _where_filled(damage), only)
        for kode, damage, only in ON_NIP if nip and kode != "NIP-KOSONG"
    ]  # fmt: skip
    found += [Defect("NIP-TANPA-PEGAWAI", ("NIP",), _where_filled(nip_stranger))] * nip
    for kode, columns, damage in (
        ("TGL-BENTUK", dates, other_date_form), ("TGL-SERIAL", dates, serial_date),
        ("TGL-MUSTAHIL", dates, impossible_date), ("TGL-KOSONG", (required,), emptied),
        ("TGL-MASA-DEPAN", (required,), future_date),
    ):  # fmt: skip
        if required:
            found.append(Defect(kode, columns, damage))
    return (*found, *own)


#: Defects by register.
REGISTER_DEFECTS: Final = {
    "pelatihan_pug": _register(
        Defect("TINGKAT-TAK-DIKENAL", ("TINGKAT",), unknown_word),
        Defect("ISIAN-KOSONG", ("TINGKAT",), emptied), Defect("ANGKA-BENTUK", ("JAM",), with_unit),
        Defect("ANGKA-NEGATIF", ("JAM",), negative),
        nip=True, dates=("TANGGAL MULAI", "TANGGAL SELESAI"), required="TANGGAL SELESAI",
    ),
    "sk_pug": _register(
        Defect("JENIS-SK-TAK-DIKENAL", ("JENIS",), unknown_word),
        Defect("BERLAKU-TERBALIK", ("BERLAKU SAMPAI",), long_past),
        nip=True, dates=("TANGGAL", "BERLAKU SAMPAI"), required="TANGGAL",
    ),
    "kegiatan_pug": _register(
        Defect("JENIS-KEGIATAN-TAK-DIKENAL", ("JENIS",), unknown_word),
        Defect("ISIAN-KOSONG", ("NAMA KEGIATAN",), emptied),
        Defect("ANGKA-NEGATIF", ("PESERTA PRIA", "PESERTA WANITA"), negative),
        dates=("TANGGAL",), required="TANGGAL",
    ),
    "rencana_aksi": _register(
        Defect("ARAH-TAK-DIKENAL", ("ARAH",), unknown_word),
        Defect("TAHUN-KOSONG", ("TAHUN",), emptied),
        Defect("ANGKA-MUSTAHIL", ("TARGET", "REALISASI"), no_number),
    ),
}  # fmt: skip
