"""Titles of functional and general positions, with those that mislead a word search."""

from __future__ import annotations

from typing import Final

from pug_analysis.simulate.people.units import POSTS, SEKDA
from pug_analysis.terms.jabatan import JENJANG_JF

#: Names by (family, keahlian): guru, kesehatan, teknis; keterampilan first. The last names of
#: the teknis list contain the words Pengawas and Administrator but are functional positions.
JF_NAMES: Final = (
    (("Guru",), ("Guru",)),
    (("Perawat", "Bidan", "Perawat", "Bidan", "Nutrisionis", "Tenaga Sanitasi Lingkungan",
      "Pranata Laboratorium Kesehatan", "Asisten Apoteker", "Terapis Gigi dan Mulut"),
     ("Perawat", "Bidan", "Dokter", "Apoteker", "Epidemiolog Kesehatan", "Administrator Kesehatan",
      "Tenaga Promosi Kesehatan dan Ilmu Perilaku")),
    (("Arsiparis", "Pranata Komputer", "Penyuluh Pertanian", "Pengawas Farmasi dan Makanan"),
     ("Analis Sumber Daya Manusia Aparatur", "Perencana", "Auditor", "Arsiparis",
      "Pranata Komputer", "Penyuluh Pertanian", "Pengelola Pengadaan Barang/Jasa", "Pustakawan",
      "Administrator Database Kependudukan", "Pengawas Penyelenggaraan Urusan Pemerintahan di Daerah")),
)  # fmt: skip
PELAKSANA: Final = (
    "Pengadministrasi Perkantoran", "Pengelola Layanan Operasional", "Penata Layanan Operasional",
    "Pengelola Kepegawaian", "Bendahara", "Analis Perencanaan", "Analis Keuangan",
    "Pengolah Data dan Informasi", "Operator Layanan Operasional",
)  # fmt: skip
#: Teachers' titles by golongan before the renewal of 2009 (II/a to IV/c): "Guru Madya" was III/a.
OLD_GURU: Final = (
    "Guru Pratama", "Guru Pratama Tingkat I", "Guru Muda", "Guru Muda Tingkat I", "Guru Madya",
    "Guru Madya Tingkat I", "Guru Dewasa", "Guru Dewasa Tingkat I", "Guru Pembina",
    "Guru Pembina Tingkat I", "Guru Utama Muda",
)  # fmt: skip
CONVERTED: Final = ("Analis Kebijakan", "Perencana", "Analis Sumber Daya Manusia Aparatur",
                    "Analis Keuangan Pusat dan Daerah")  # fmt: skip

_JF_BASES: Final = tuple(
    dict.fromkeys([*(n for pair in JF_NAMES for names in pair for n in names), *CONVERTED])
)
#: Every title once; histories hold the place in this list.
TITLES: Final = tuple(
    dict.fromkeys(
        [
            *(f"{base} {level}" for base in _JF_BASES for level in JENJANG_JF),
            "Guru", *OLD_GURU, *PELAKSANA,
            *(p[0] for group in POSTS for p in group), SEKDA[0],
            *(f"Plt. {p[0]}" for p in POSTS[2]), *(f"Plh. {p[0]}" for p in POSTS[2]),
        ]
    )
)  # fmt: skip
TITLE_CODE: Final = {title: code for code, title in enumerate(TITLES)}
