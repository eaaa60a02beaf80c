"""Pangkat and golongan: the 17 steps of PNS (PP 99/2000) and the 17 grades of PPPK.

Both ladders share the SIASN ids, so a code has a meaning only together with the status:
id 31 is III/a for a PNS and IX for a PPPK.
"""

from __future__ import annotations

from typing import Final

#: Lowest to highest. The ordinal of a step is its place here, counted from 1.
GOLONGAN_PNS: Final = (
    "I/a", "I/b", "I/c", "I/d",
    "II/a", "II/b", "II/c", "II/d",
    "III/a", "III/b", "III/c", "III/d",
    "IV/a", "IV/b", "IV/c", "IV/d", "IV/e",
)  # fmt: skip

#: Lowest to highest; PPPK grades have no ruang and no pangkat name (Perpres 98/2020).
GOLONGAN_PPPK: Final = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
    "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip

#: SIASN ``golonganId`` of each ordinal, the same for PNS and PPPK.
GOLONGAN_ID: Final = (
    "11", "12", "13", "14", "21", "22", "23", "24", "31", "32", "33", "34",
    "41", "42", "43", "44", "45",
)  # fmt: skip

PANGKAT: Final = (
    "Juru Muda", "Juru Muda Tingkat I", "Juru", "Juru Tingkat I",
    "Pengatur Muda", "Pengatur Muda Tingkat I", "Pengatur", "Pengatur Tingkat I",
    "Penata Muda", "Penata Muda Tingkat I", "Penata", "Penata Tingkat I",
    "Pembina", "Pembina Tingkat I", "Pembina Utama Muda", "Pembina Utama Madya",
    "Pembina Utama",
)  # fmt: skip

#: Ordinal 1..17 of every golongan of either ladder.
ORDINAL: Final = {
    **{code: i for i, code in enumerate(GOLONGAN_PNS, 1)},
    **{code: i for i, code in enumerate(GOLONGAN_PPPK, 1)},
}

#: SIASN ``jenisKPId`` (kind of rank promotion).
JENIS_KP: Final = {
    "101": "Reguler",
    "201": "Pilihan (Jabatan Struktural)",
    "202": "Pilihan (Jabatan Fungsional Tertentu)",
    "203": "Penyesuaian Ijazah",
    "204": "Sedang Melaksanakan Tugas Belajar",
    "205": "Setelah Selesai Tugas Belajar",
    "206": "Dipekerjakan/Diperbantukan",
    "207": "Penemuan Baru",
    "208": "Prestasi Luar Biasa",
    "209": "Pejabat Negara",
    "210": "Selama Dipekerjakan/Diperbantukan",
    "211": "Gol. dari Pengadaan CPNS/PNS",
}

#: Ids of rank promotions in force from each date on: (first day, months of the year).
#: PP 99/2000; Peraturan BKN 4/2023; Peraturan BKN 4/2025.
PROMOTION_MONTHS: Final = (
    ("1900-01-01", (4, 10)),
    ("2024-01-01", (2, 4, 6, 8, 10, 12)),
    ("2025-10-01", tuple(range(1, 13))),
)
