"""Functional posts and unit paths."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.values.jabatan import (
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


@pytest.mark.parametrize(
    ("title", "group", "level"),
    [("AHLI PERTAMA - GURU KELAS", "Guru", "Ahli Pertama"), ("AHLI MUDA-GURU AGAMA ISLAM", "Guru", "Ahli Muda"),
     ("Ahli Madya – Pengawas Sekolah", "Guru", "Ahli Madya"), ("Kepala Sekolah", "Guru", ""),
     ("Kepala SDN 02 Contoh", "Guru", ""), ("JF Guru Ahli Pertama", "Guru", "Ahli Pertama"),
     ("Plt. Kepala Sekolah", "Guru", ""), ("JABATAN FUNGSIONAL TERTENTU : GURU PERTAMA", "Guru", "Ahli Pertama"),
     ("TERAMPIL - PERAWAT", "Kesehatan", "Terampil"), ("Mahir: Bidan", "Kesehatan", "Mahir"),
     ("PENYELIA - PRANATA LABORATORIUM KESEHATAN", "Kesehatan", "Penyelia"),
     ("Pranata Laboratorium Kesehatan", "Kesehatan", ""), ("TERAMPIL – NUTRISIONIS", "Kesehatan", "Terampil"),
     ("Ahli Pertama / Apoteker", "Kesehatan", "Ahli Pertama"), ("Pelaksana Lanjutan - Perawat", "Kesehatan", "Mahir"),
     ("Muda - Dokter Gigi", "Kesehatan", "Ahli Muda"), ("Kepala Puskesmas Contoh", "Kesehatan", ""),
     ("TERAMPIL - PENYULUH PERTANIAN", "Teknis", "Terampil"), ("AHLI MUDA - ANALIS KEBIJAKAN", "Teknis", "Ahli Muda"),
     ("Dokter Hewan Ahli Muda", "Teknis", "Ahli Muda"), ("Ahli Muda - Medik Veteriner", "Teknis", "Ahli Muda"),
     ("Arsiparis Terampil - Dinas Kesehatan", "Teknis", "Terampil")],
)  # fmt: skip
def test_a_level_in_front_is_no_part_of_the_title(title, group, level):
    grade = "III/a" if "GURU PERTAMA" in title else ""
    assert (read_kelompok_jf(title), read_jenjang_jf(title, grade)) == (group, level)


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Plt. Kepala Dinas", "plt"), ("PLH. CAMAT", "plh"), ("Pj. Sekretaris Daerah", "plt"),
     ("Kepala Dinas (Plt.)", "plt"), ("Camat Contoh - Plh", "plh"), ("Pelaksana Tugas Camat", "plt"),
     ("Pelaksana Harian Kepala Bidang", "plh"), ("Penjabat Sekretaris Daerah", "plt"), ("Pjs Lurah", "plt"),
     ("Pgs. Kepala UPTD", "plt"), ("Camat (Plt) Contoh", "plt"), ("Perawat Pelaksana", "definitif"),
     ("Pejabat Pengadaan", "definitif"), ("Pelaksana", "definitif"), ("Pengelola Harian", "definitif")],
)  # fmt: skip
def test_prefixes_and_suffixes_of_acting_posts(title, kind):
    assert read_penugasan(title) == kind


@pytest.mark.parametrize(
    ("path", "office", "unit"),
    [("Seksi Pemerintahan - Kecamatan Teriak - PEMERINTAH KABUPATEN X", "Kecamatan Teriak", "Seksi Pemerintahan"),
     ("Pemerintahan Desa - Kecamatan Lumar - Pemerintah Kab. X", "Kecamatan Lumar", "Pemerintahan Desa"),
     ("Pemerintah Desa dan Kelurahan - DPMD - PEMKAB X", "DPMD", "Pemerintah Desa dan Kelurahan"),
     ("PEMERINTAH KABUPATEN X - Dinas A - Bidang B", "Dinas A", "Bidang B"),
     ("Seksi Pemerintahan", "Seksi Pemerintahan", "Seksi Pemerintahan")],
)  # fmt: skip
def test_units_that_speak_of_government(path, office, unit):
    assert split_unit(path) == (office, unit)
