"""The work of posts from the words of their titles."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.ingest.tables.fungsi import add_work, read_fungsi, read_ranah
from pug_analysis.terms import pug

TITLES = {
    "perencana": (
        "Kepala Sub Bagian Perencanaan, Evaluasi dan Pelaporan", "KASUBBAG PROGRAM DAN KEUANGAN",
        "Perencana Ahli Muda", "Analis Perencanaan", "Penyusun Program Anggaran dan Pelaporan",
        "Analis Rencana Program dan Kegiatan", "Plt. Kepala Seksi Perencanaan Bina Marga",
        "Kepala Subbag. Perencanaan Badan Pengelola Keuangan dan Aset Daerah",
    ),
    "keuangan": (
        "Bendahara", "BENDAHARA PENGELUARAN", "Analis Keuangan", "Kasubbag Keuangan",
        "Kepala Sub Bagian Keuangan dan Perlengkapan", "Kepala Bidang Anggaran",
        "Analis Keuangan Pusat dan Daerah Ahli Muda", "Pengelola Gaji",
    ),
    "evaluator": (
        "Kepala Subbagian Evaluasi dan Pelaporan", "Analis Monitoring, Evaluasi dan Pelaporan",
        "Kepala Bidang Data dan Evaluasi",
    ),
    "auditor": (
        "Auditor Ahli Madya", "PPUPD Ahli Muda", "Inspektur Daerah", "Inspektur Pembantu Wilayah II",
        "Pengawas Penyelenggaraan Urusan Pemerintahan di Daerah Ahli Pertama", "Inspektur",
    ),
    "pelaksana teknis": (
        "Kepala Dinas Kesehatan", "Pengelola Program Imunisasi", "Camat Ledo", "Arsiparis Terampil",
        "Staf Ahli Bidang Ekonomi dan Keuangan", "Penyuluh Keluarga Berencana Ahli Muda",
        "Kepala Subbagian Umum Badan Perencanaan Pembangunan Daerah", "Inspektur Tambang Ahli Muda",
        "Kepala Badan Perencanaan Pembangunan Daerah", "Asisten Perekonomian dan Pembangunan",
        "Sekretaris Badan Pengelola Keuangan dan Aset Daerah", "Pengevaluasian",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("work", "title"), [(w, t) for w, ts in TITLES.items() for t in ts])
def test_titles(work, title):
    assert read_fungsi(title) == read_fungsi(title.upper()) == work


def test_teachers_and_health_staff_are_technical():
    assert read_fungsi("Guru Ahli Muda", kelompok_jf="Guru") == "pelaksana teknis"
    title = "Epidemiolog Kesehatan Bidang Evaluasi"
    assert read_fungsi(title, kelompok_jf="Kesehatan") == "pelaksana teknis"


def test_the_unit_speaks_where_the_title_is_silent():
    unit = "Subbagian Perencanaan dan Keuangan"
    assert read_fungsi("Pengelola Layanan Operasional", unit) == "perencana"
    assert read_fungsi("Bendahara", unit) == "keuangan"
    # The title of a functional post is complete, and an office's name is no work.
    assert read_fungsi("Arsiparis Mahir", unit, kelompok_jf="Teknis") == "pelaksana teknis"
    assert read_fungsi("Pengadministrasi", "Sekretariat Badan Keuangan") == "pelaksana teknis"
    assert read_fungsi("", "") == ""


@pytest.mark.parametrize(
    ("title", "ranah"),
    [
        ("Sekretaris Dinas Kesehatan", "pendukung"), ("Sekretaris Camat", "pendukung"),
        ("Kepala Subbagian Umum dan Kepegawaian", "pendukung"),
        ("KASUBBAG KEUANGAN", "pendukung"), ("Kepala Tata Usaha UPTD Puskesmas Ledo", "pendukung"),
        ("Kepala Sub Bagian Perencanaan, Evaluasi dan Pelaporan", "pendukung"),
        ("Kepala Bagian Umum", "pendukung"),
        ("Kepala Bidang Mutasi dan Kepegawaian", "operasional"), ("Lurah Sebalo", "operasional"),
        ("Kepala Bidang Perbendaharaan", "operasional"), ("Kepala Bagian Hukum", "operasional"),
        ("Kepala Seksi Pelayanan Umum", "operasional"), ("Camat Ledo", "operasional"),
        ("Kepala Seksi Ketenteraman dan Ketertiban Umum", "operasional"),
        ("Kepala Seksi Perencanaan Dinas Pekerjaan Umum", "operasional"),
        ("Inspektur Pembantu Wilayah I", "operasional"),
    ],
)  # fmt: skip
def test_support_and_operation(title, ranah):
    assert read_ranah(title, eselon="IV.a") == ranah


def test_posts_inside_a_secretariat_support_it():
    path = "Subbagian Aset - Sekretariat - Dinas Contoh - PEMERINTAH KABUPATEN CONTOH"
    assert read_ranah("Kepala Subbagian Aset", path) == "pendukung"
    # The regency's own secretariat makes policy.
    path = "Subbagian Bantuan Hukum - Bagian Hukum - Sekretariat Daerah - PEMERINTAH KABUPATEN C"
    assert read_ranah("Kepala Subbagian Bantuan Hukum", path) == "operasional"
    assert read_ranah("Sekretaris DPRD", eselon="II.b") == "operasional"


def test_columns_of_a_table():
    out = pd.DataFrame(
        {"jenis_jabatan": ["struktural", "fungsional", "pelaksana", ""],
         "eselon": ["IV.a", "", "", ""], "kelompok_jf": ["", "Guru", "", ""]}, dtype="string",
    )  # fmt: skip
    titles = pd.Series(
        ["Kepala Subbagian Keuangan", "Guru", "Pengadministrasi", ""], dtype="string"
    )
    paths = pd.Series(["", "", "Subbagian Program - Dinas C - PEMERINTAH K", ""], dtype="string")
    add_work(out, titles, paths)
    assert out["fungsi_jabatan"].tolist() == ["keuangan", "pelaksana teknis", "perencana", ""]
    assert out["ranah_jabatan"].tolist() == ["pendukung", "", "", ""]
    empty = out[:0].copy()
    add_work(empty, titles[:0], paths[:0])
    assert list(empty["ranah_jabatan"]) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_title_has_one_work(title, unit):
    assert read_fungsi(title, unit) in (*pug.FUNGSI, "")
    assert read_ranah(title, unit) in pug.RANAH
