"""The contract: names are unique, and nothing personal has a column."""

from __future__ import annotations

from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.tables.schema import DTYPE, NERACA, TABLES, TEMUAN_TABEL

PERSONAL = {"nip", "nik", "nama", "tanggal_lahir", "alamat", "email", "nomor_hp", "lahir_nip"}


def test_columns_are_unique_and_typed():
    for table in (*TABLES.values(), NERACA, TEMUAN_TABEL):
        names = [c.name for c in table.columns]
        assert len(names) == len(set(names))
        assert set(table.dtypes.values()) <= set(DTYPE.values())
        assert all(c.meaning for c in table.columns)


def test_nothing_personal_has_a_column():
    for table in (*TABLES.values(), NERACA, TEMUAN_TABEL):
        assert not PERSONAL & {c.name for c in table.columns}
    nobody = {name for name, register in REGISTERS.items() if not register.personal}
    assert nobody >= {"kegiatan_pug", "rencana_aksi"}
    assert all((t.columns[0].name == "pegawai_id") != (n in nobody) for n, t in TABLES.items())
