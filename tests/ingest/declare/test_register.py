"""A declaration that contradicts itself is refused where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pug_analysis.ingest.declare.columns import Column, owner
from pug_analysis.ingest.declare.register import Dirt, Register
from pug_analysis.ingest.registers import REGISTERS

ONE = Register(
    name="satu", label="register satu", called="daftar satu", grain="satu baris", purpose="Satu.",
    columns=(
        Column("tanggal", "date", "Hari", "Hari.", required=True),
        Column("sampai", "date", "Hari", "Hari."),
        Column("pd", "office", "PD", "PD."),
    ),
    own=("tanggal",), examples=lambda year: [], happened="tanggal",
)  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"own": ("lain",)},
        {"happened": "lain"},
        {"interval": ("tanggal", "lain")},
        {"dirty_dates": ("lain",)},
        {"dirt": (Dirt("ISIAN-KOSONG", ("lain",), "emptied"),)},
    ],
)
def test_a_column_that_is_not_there(change):
    with pytest.raises(ValueError, match="satu: lain is no column"):
        replace(ONE, **change)


def test_the_date_of_the_event_is_required():
    with pytest.raises(ValueError, match="must be required"):
        replace(ONE, happened="sampai")


def test_columns_once():
    with pytest.raises(ValueError, match="declared twice"):
        replace(ONE, columns=(*ONE.columns, ONE.columns[0]))


def test_what_follows_from_it():
    assert (ONE.template, ONE.personal, ONE.offices) == ("satu.xlsx", False, ("pd",))
    assert ONE.by_kind("date") == ("tanggal", "sampai")
    assert replace(ONE, columns=(owner("NIP.", required=True), *ONE.columns)).personal


def test_registers_are_named_like_their_modules_in_order():
    assert list(REGISTERS)[:4] == ["pelatihan_pug", "sk_pug", "kegiatan_pug", "rencana_aksi"]
    assert all(name == register.name for name, register in REGISTERS.items())
