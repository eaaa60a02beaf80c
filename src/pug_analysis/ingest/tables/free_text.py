"""Which columns of the tables hold what people typed: free text unless it is said otherwise.

A column that is not named here may hold what belongs elsewhere (the name of a person, a NIP), and is
cleared of it. So a new column is cleared until somebody says why it needs not be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.tables.schema import TABLES

#: Columns of text that the program wrote itself: pseudonyms, and codes that a parser knows.
_PARSED: Final = frozenset({
    "pegawai_id", "jenis_kelamin", "status_asn", "kedudukan_hukum", "golongan_awal", "golongan",
    "jenis_jabatan", "eselon", "kelompok_jf", "jenjang_jf", "fungsi_jabatan", "ranah_jabatan",
    "tingkat_pendidikan", "jenis_kp", "penugasan", "latihan_struktural", "jenis_diklat", "sumber",
    "kode", "jenis",
})  # fmt: skip


def _free(table: str) -> frozenset[str]:
    if table in REGISTERS:
        return frozenset(c.name for c in REGISTERS[table].columns if c.masked)
    return frozenset(c.name for c in TABLES[table].columns if c.kind == "text") - _PARSED


#: By table, the columns that are cleared.
FREE_TEXT: Final[Mapping[str, frozenset[str]]] = {table: _free(table) for table in TABLES}
