"""Which columns are cleared of people: every text that no parser made, by opt-out."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.tables.free_text import FREE_TEXT
from pug_analysis.ingest.tables.schema import TABLES

#: Written by hand: columns of text that are not free.
CLOSED = {
    "pelatihan_pug": {"pegawai_id", "tingkat"},
    "sk_pug": {"pegawai_id", "jenis"},
    "kegiatan_pug": {"jenis"},
    "rencana_aksi": {"arah"},
    "kursus": {"pegawai_id", "jenis_diklat"},
    "penghargaan": {"pegawai_id"},
    "jabatan": {"pegawai_id", "jenis_jabatan", "eselon", "kelompok_jf", "jenjang_jf", "penugasan"},
}  # fmt: skip


@pytest.mark.parametrize("table", CLOSED)
def test_every_other_text_is_free(table):
    texts = {c.name for c in TABLES[table].columns if c.kind == "text"}
    assert FREE_TEXT[table] == texts - CLOSED[table]


def test_the_staff_list_has_three():
    assert FREE_TEXT["pegawai"] == {"jabatan", "perangkat_daerah", "unit_kerja"}


def test_every_table_is_judged():
    assert set(FREE_TEXT) == set(TABLES)
