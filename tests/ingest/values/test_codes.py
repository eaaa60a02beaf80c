"""Codes in every spelling that is read."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.values.codes import (
    parse_jenis_jabatan,
    parse_kedudukan,
    parse_leaving,
)
from pug_analysis.terms import pegawai


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1", "struktural"), ("Jabatan Struktural", "struktural"), ("2", "fungsional"), ("JFT", "fungsional"),
     ("Jabatan Fungsional Tertentu", "fungsional"), ("4", "pelaksana"), ("Jabatan Fungsional Umum", "pelaksana"),
     ("Jabatan Pelaksana", "pelaksana"), ("3", "rangkap")],
)  # fmt: skip
def test_kinds_of_posts(text, kind):
    assert parse_jenis_jabatan(text) == (kind, "")


def test_unknown_codes_are_not_guessed():
    assert parse_jenis_jabatan("Lain") == ("", "JABATAN-TAK-DIKENAL")
    assert parse_kedudukan("") == ("", "KEDUDUKAN-TAK-DIKENAL")
    assert parse_leaving("") == ""


def test_every_kedudukan_by_code_and_name():
    for code, name in pegawai.KEDUDUKAN_HUKUM.items():
        assert parse_kedudukan(code.lstrip("0")) == (code, "")
        assert parse_kedudukan(name.upper()) == (code, "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Pensiun BUP", "pensiun"), ("PENSIUN JANDA/DUDA", "pensiun"), ("Meninggal Dunia", "meninggal"),
     ("Pensiun karena meninggal", "meninggal"), ("Pindah Instansi", "pindah"),
     ("Diberhentikan tanpa hak pensiun", "berhenti"), ("Mengundurkan diri", "berhenti")],
)  # fmt: skip
def test_kinds_of_leaving(text, kind):
    assert parse_leaving(text) == kind
