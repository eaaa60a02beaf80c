"""The layout that reads a declared register."""

from __future__ import annotations

from pug_analysis.ingest.declare.columns import Column, words
from pug_analysis.ingest.declare.register import Register
from pug_analysis.ingest.layouts.fields import NAMA, Field
from pug_analysis.ingest.layouts.registers import layout_of

ARAH = words(["naik", "turun"])
DECLARED = Register(
    name="rapat",
    label="Rapat",
    called="daftar rapat",
    grain="satu baris per rapat",
    purpose="Rapat.",
    columns=(
        Column("nip", "nip", "", "", required=True),
        Column("nama", "name", "", ""),
        Column("tanggal_rapat", "date", "", "", required=True, also=("HARI",)),
        Column("perangkat_daerah", "office", "", ""),
        Column("arah", "word", "", "", words=ARAH),
        Column("peserta", "integer", "", ""),
        Column("kode", "code", "", "", free=False),
    ),
    own=("peserta",),
    examples=lambda year: [],
)


def test_columns_are_read_by_their_headers_and_kinds():
    layout = layout_of(DECLARED)
    nip, nama, *others = layout.fields
    assert (nip.official, nip.aliases[0]) == ("NIP", "NIP BARU")
    assert "NIP" not in nip.aliases
    assert nama == NAMA
    assert others == [
        Field("tanggal_rapat", "date", "TANGGAL RAPAT", ("HARI",), None, free=False),
        Field("perangkat_daerah", "text", "PERANGKAT DAERAH", (), None, free=True),
        Field("arah", "word", "ARAH", (), ARAH, free=False),
        Field("peserta", "integer", "PESERTA", (), None, free=False),
        Field("kode", "code", "KODE", (), None, free=False),
    ]


def test_what_must_be_there_and_what_tells_it_from_others():
    layout = layout_of(DECLARED)
    assert (layout.table, layout.label) == ("rapat", "Rapat")
    assert layout.required == (("nip",), ("tanggal_rapat",))
    assert layout.own == ("peserta",)
    assert (layout.register, layout.may_be_empty, layout.personal) == (True, True, True)
