"""The processed table of a declared register: whose row it is, and no names."""

from __future__ import annotations

from pug_analysis.ingest.declare.columns import Column, words
from pug_analysis.ingest.declare.register import Register
from pug_analysis.ingest.tables.columns import PEGAWAI_ID, TableColumn
from pug_analysis.ingest.tables.schema_registers import table_of

DECLARED = Register(
    name="rapat",
    label="Rapat",
    called="daftar rapat",
    grain="satu baris per rapat",
    purpose="Rapat.",
    columns=(
        Column("nip", "nip", "", "isi NIP", required=True),
        Column("nama", "name", "", "boleh kosong"),
        Column("tanggal", "date", "Hari rapat", "", required=True),
        Column("arah", "word", "Naik atau turun", "", words=words(["naik", "turun"])),
        Column("peserta", "integer", "Banyaknya", ""),
        Column("biaya", "number", "Rupiah", ""),
        Column("nomor", "code", "Nomor surat", ""),
        Column("jam", "text", "Lamanya", "", stored="number"),
    ),
    own=("peserta",),
    examples=lambda year: [],
)


def test_each_column_is_stored_by_its_kind_and_names_are_not():
    table = table_of(DECLARED)
    assert (table.name, table.grain) == ("rapat", "satu baris per rapat")
    assert table.columns == (
        TableColumn("pegawai_id", "text", required=True, meaning=PEGAWAI_ID[3]),
        TableColumn("tanggal", "date", required=True, meaning="Hari rapat"),
        TableColumn("arah", "text", required=False, meaning="Naik atau turun"),
        TableColumn("peserta", "integer", required=False, meaning="Banyaknya"),
        TableColumn("biaya", "number", required=False, meaning="Rupiah"),
        TableColumn("nomor", "text", required=False, meaning="Nomor surat"),
        TableColumn("jam", "number", required=False, meaning="Lamanya"),
    )


def test_a_register_may_say_itself_whose_row_it_is():
    from dataclasses import replace

    own = replace(DECLARED, columns=(Column("nip", "nip", "NIP ketua", ""), *DECLARED.columns[2:]))
    first = table_of(own).columns[0]
    assert first == TableColumn("pegawai_id", "text", required=False, meaning="NIP ketua")
