"""Defects of the office's own registers: words, numbers and dates as hands mistype them.

Which register gets which is in its declaration, or follows from its columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from pug_analysis.ingest.declare.columns import Column
from pug_analysis.ingest.declare.register import Dirt, Register
from pug_analysis.ingest.registers import REGISTERS
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

#: A NIP that nobody has.
_STRANGER: Final = "199001012015032999"


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


def with_number(cell: str, _: np.random.Generator) -> str | None:
    """Write the number of a person behind a text."""
    return f"{cell} {_STRANGER}" if cell else None


#: The damages that a declaration may name.
DAMAGE: Final[Mapping[str, Damage]] = {
    "other word": unknown_word, "emptied": emptied, "with unit": with_unit, "negative": negative,
    "no number": no_number, "long past": long_past, "with number": with_number,
}  # fmt: skip


def _where_filled(damage: Damage) -> Damage:
    """Return a defect of a NIP for rows that may have none."""
    return lambda cell, rng: damage(cell, rng) if cell else None


def defects_of(register: Register) -> tuple[Defect, ...]:
    """Return the defects of a register: of its NIPs and dates, and those that it declares.

    One without a declared list gets what hands do to each kind of column.
    """
    header = {c.name: c.header for c in register.columns}
    found: list[Defect] = []
    if register.personal:
        found += [
            Defect(kode, ("NIP",), _where_filled(damage), only)
            for kode, damage, only in ON_NIP if kode != "NIP-KOSONG"
        ]  # fmt: skip
        found.append(Defect("NIP-TANPA-PEGAWAI", ("NIP",), _where_filled(nip_stranger)))
    if register.happened:
        names = register.by_kind("date") if register.dirty_dates is None else register.dirty_dates
        dates, event = tuple(header[n] for n in names), (header[register.happened],)
        found += [
            Defect("TGL-BENTUK", dates, other_date_form), Defect("TGL-SERIAL", dates, serial_date),
            Defect("TGL-MUSTAHIL", dates, impossible_date), Defect("TGL-KOSONG", event, emptied),
            Defect("TGL-MASA-DEPAN", event, future_date),
        ]  # fmt: skip
    planted = _usual_dirt(register.columns) if register.dirt is None else register.dirt
    for dirt in planted:
        damage = DAMAGE[dirt.damage] if isinstance(dirt.damage, str) else dirt.damage
        found.append(Defect(dirt.kode, tuple(header[c] for c in dirt.columns), damage))
    return tuple(found)


def _usual_dirt(columns: tuple[Column, ...]) -> list[Dirt]:
    """Return what hands do to each kind of column, with the finding that it must give."""
    numbers = tuple(c.name for c in columns if c.kind in ("integer", "number"))
    wholes = tuple(c.name for c in columns if c.kind == "integer")
    free = tuple(c.name for c in columns if c.masked and c.kind != "office")
    found = [Dirt(c.words.unknown, (c.name,), "other word") for c in columns if c.words]
    found += [
        Dirt("TAHUN-KOSONG" if c.kind == "year" else "ISIAN-KOSONG", (c.name,), "emptied")
        for c in columns if c.required and c.kind not in ("nip", "date")
    ]  # fmt: skip
    found += [
        Dirt("ANGKA-MUSTAHIL", numbers, "no number"), Dirt("ANGKA-NEGATIF", wholes, "negative"),
        Dirt("TEKS-PRIBADI", free, "with number"),
    ]  # fmt: skip
    return [dirt for dirt in found if dirt.columns]


#: Defects by register.
REGISTER_DEFECTS: Final = {name: defects_of(register) for name, register in REGISTERS.items()}
