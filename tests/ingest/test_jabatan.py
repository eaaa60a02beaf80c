"""Functional posts and unit paths."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.jabatan import (
    is_penyetaraan,
    read_jenjang_jf,
    read_kelompok_jf,
    read_penugasan,
    split_unit,
)


@pytest.mark.parametrize(
    ("title", "group"),
    [("Guru Ahli Pertama", "Guru"), ("Pengawas Sekolah Ahli Madya", "Guru"), ("Penilik", "Guru"),
     ("PERAWAT GIGI", "Kesehatan"), ("Administrator Kesehatan", "Kesehatan"),
     ("Administrator Database Kependudukan", "Teknis"), ("Pengawas Farmasi dan Makanan", "Teknis"),
     ("Bidang Data", "Teknis"), ("Penyuluh Pertanian", "Teknis"), ("", "")],
)  # fmt: skip
def test_groups(title, group):
    assert read_kelompok_jf(title) == group


@pytest.mark.parametrize(
    ("title", "grade", "level"),
    [("Guru Ahli Muda", "III/a", "Ahli Muda"), ("Perawat Pelaksana", "", "Terampil"),
     ("Perawat Pelaksana Lanjutan", "", "Mahir"), ("Bidan Pelaksana Pemula", "", "Pemula"),
     ("Perawat Penyelia", "", "Penyelia"), ("Auditor Madya", "", "Ahli Madya"),
     ("Pengawas Sekolah Muda", "IV/a", "Ahli Muda"), ("Guru Madya", "III/a", "Ahli Pertama"),
     ("Guru Dewasa Tk. I", "III/d", "Ahli Muda"), ("Guru Pembina", "IV/a", "Ahli Madya"),
     ("Guru Utama", "IV/e", "Ahli Utama"), ("Guru Madya", "", ""), ("Guru Pratama", "II/b", ""),
     ("Guru", "III/a", ""), ("Pemudahan Berusaha", "", "")],
)  # fmt: skip
def test_levels(title, grade, level):
    assert read_jenjang_jf(title, grade) == level


@pytest.mark.parametrize(
    ("title", "assignment", "kind"),
    [("Plt. Kepala Dinas", "", "plt"), ("PLH Camat", "", "plh"), ("Pj. Sekretaris Daerah", "", "plt"),
     ("Kepala Dinas", "Plt", "plt"), ("Kepala Dinas", "", "definitif"), ("Pjok Guru", "", "definitif")],
)  # fmt: skip
def test_acting(title, assignment, kind):
    assert read_penugasan(title, assignment) == kind


def test_conversion():
    assert is_penyetaraan("Analis Kebijakan Ahli Muda (Penyetaraan)")
    assert is_penyetaraan("Sub-Koordinator Umum")
    assert not is_penyetaraan("Koordinator Wilayah")


@pytest.mark.parametrize(
    ("path", "office", "unit"),
    [("A - B - C - PEMERINTAH KABUPATEN X", "C", "A"), ("C - PEMERINTAH KABUPATEN X", "C", "C"),
     ("A - B.", "B", "A"), ("PEMERINTAH KABUPATEN X", "", "PEMERINTAH KABUPATEN X"), ("", "", ""),
     ("SD 1 Anak-Anak - DINAS - PEMERINTAH X", "DINAS", "SD 1 Anak-Anak")],
)  # fmt: skip
def test_paths(path, office, unit):
    assert split_unit(path) == (office, unit)
