"""What a text looks like: a person, an office, or neither. All people are invented."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.layouts.known import LAYOUTS, header_key
from pug_analysis.ingest.values.name_or_office import names_people, read_sign


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("SITI REKAAN AMINAH", "kuat"),
        ("Drs. H. Budi Umpama, M.Si.", "kuat"),
        ("Dayang Umpama, S.Pd.", "kuat"),
        ("Siti", "kuat"),
        ("Dayang Umpama (198503122010012001)", "kuat"),
        ("Dayang Umpama Rekaan", "lemah"),
        ("Seksi Umum SITI REKAAN", "ekor"),
        ("Siti Rekaan Seksi Umum", "ekor"),
        ("Bidang Mutasi - Siti Rekaan - PEMERINTAH KABUPATEN CONTOH", "ekor"),
        ("Bidang Mutasi - BKPSDM - PEMERINTAH KABUPATEN CONTOH", "kantor"),
        ("SD Negeri 3 Budi Utomo", "kantor"),
        ("SMP Santo Paulus", "kantor"),
        ("RSUD dr. Abdul Aziz", "kantor"),
        ("Jalan Pangeran Iskandar", ""),
        ("Santo Paulus", ""),
        ("Sungai Raya Kepulauan", ""),
        ("Guru Ahli Pertama", ""),
        ("Pengadministrasi Perkantoran", ""),
        ("Pelatihan Kepemimpinan Pengawas", ""),
        ("Public Speaking", ""),
        ("Nama Rekaan 3", ""),
        ("laporan-0025.pdf", ""),
        ("", ""),
    ],
)
def test_texts_and_what_they_look_like(text, sign):
    assert read_sign(text) == sign


def test_headers_of_names_are_those_of_names_alone():
    for layout in LAYOUTS.values():
        for field in layout.fields:
            for header in (field.official, *field.aliases):
                assert names_people(header_key(header)) == (field.kind == "name"), header


@pytest.mark.parametrize(
    ("header", "people"),
    [
        ("Nama Suami/Istri", True), ("NAMA_IBU_KANDUNG", True), ("Nama & NIP", True),
        ("Nama Lengkap (dengan gelar)", True), ("Ayah", True), ("NAMA SEKOLAH", False),
        ("NAMA JABATAN", False), ("TEMPAT LAHIR NAMA", False), ("AGAMA NAMA", False),
    ],
)  # fmt: skip
def test_headers_beside_the_layouts(header, people):
    assert names_people(header_key(header)) == people
