"""What hands do to cells of a register, and which register gets which damage."""

from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.ingest.declare.columns import Column, words
from pug_analysis.ingest.declare.register import Dirt, Register
from pug_analysis.simulate.dirt.defects_registers import (
    DAMAGE,
    defects_of,
    long_past,
    negative,
    no_number,
    unknown_word,
    with_number,
    with_unit,
)

RNG = np.random.default_rng(1)


@pytest.mark.parametrize(
    ("damage", "cell", "spoiled"),
    [
        (unknown_word, "naik", "naik lain"),
        (unknown_word, "", None),
        (with_unit, "16", "16 JP"),
        (with_unit, "", None),
        (negative, "16", "-16"),
        (negative, "0", None),  # minus nothing is nothing
        (negative, "", None),
        (no_number, "16", "belum ada data"),
        (no_number, "", None),
        (long_past, "17-08-2025", "17-08-1999"),
        (long_past, "29-02-2024", None),  # 1999 has no 29 February
        (long_past, "2025", None),
        (with_number, "Rapat", "Rapat 199001012015032999"),
        (with_number, "", None),
    ],
)
def test_each_damage(damage, cell, spoiled):
    assert damage(cell, RNG) == spoiled


def register(*columns: Column, **options: object) -> Register:
    return Register(
        name="rapat", label="Rapat", called="rapat", grain="baris", purpose="Rapat.", columns=columns,
        own=(), examples=lambda year: [], **options,
    )  # fmt: skip


COLUMNS = (
    Column("tanggal", "date", "", "", required=True),
    Column(
        "arah", "word", "", "", required=True, words=words(["naik"], unknown="ARAH-TAK-DIKENAL")
    ),
    Column("peserta", "integer", "", ""),
    Column("bagian", "number", "", ""),
    Column("tahun", "year", "", "", required=True),
    Column("catatan", "text", "", ""),
)


def told(one: Register) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for defect in defects_of(one):
        found.setdefault(defect.kode, []).append(tuple(defect.columns))
    return found


def test_a_register_without_a_list_gets_what_hands_do_to_each_kind():
    assert told(register(*COLUMNS)) == {
        "ARAH-TAK-DIKENAL": [("ARAH",)],
        "ISIAN-KOSONG": [("ARAH",)],
        "TAHUN-KOSONG": [("TAHUN",)],
        "ANGKA-MUSTAHIL": [("PESERTA", "BAGIAN")],
        "ANGKA-NEGATIF": [("PESERTA",)],
        "TEKS-PRIBADI": [("CATATAN",)],
    }


def test_dates_are_spoiled_where_something_happened():
    dates = told(register(*COLUMNS, happened="tanggal", dirt=()))
    assert dates == {
        kode: [("TANGGAL",)]
        for kode in ("TGL-BENTUK", "TGL-SERIAL", "TGL-MUSTAHIL", "TGL-KOSONG", "TGL-MASA-DEPAN")
    }
    none = told(register(*COLUMNS, happened="tanggal", dirt=(), dirty_dates=()))
    assert none["TGL-BENTUK"] == [()]
    assert none["TGL-KOSONG"] == [("TANGGAL",)]


def test_a_declared_list_stands_instead_and_may_bring_its_own_damage():
    listed = (Dirt("X", ("peserta",), "with unit"), Dirt("Y", ("catatan",), with_number))
    one, other = defects_of(register(*COLUMNS, dirt=listed))
    assert (one.kode, tuple(one.columns), one.damage) == ("X", ("PESERTA",), DAMAGE["with unit"])
    assert (other.kode, other.damage("a", RNG)) == ("Y", "a 199001012015032999")


def test_a_personal_register_gets_strangers_but_no_missing_nip():
    people = register(Column("nip", "nip", "", "", required=True), *COLUMNS, dirt=())
    found = defects_of(people)
    codes = {defect.kode for defect in found}
    assert "NIP-TANPA-PEGAWAI" in codes
    assert "NIP-KOSONG" not in codes
    assert all(tuple(defect.columns) == ("NIP",) for defect in found)
    # a row that may have no NIP is left as it is
    assert all(defect.damage("", RNG) is None for defect in found)
