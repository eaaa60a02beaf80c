"""Training: structural leadership courses and the kinds of other courses in SIASN."""

from __future__ import annotations

from typing import Final

#: SIASN ``latihanStrukturalId``: (name in the reference list, level of the post or "").
#: PKP is stored under id 2: the list has no entry of its own for it.
LATIHAN_STRUKTURAL: Final = {
    "1": ("SEPADA", "V"),
    "2": ("SEPALA/ADUM/DIKLAT PIM TK.IV", "IV"),
    "3": ("SEPADYA/SPAMA/DIKLAT PIM TK. III", "III"),
    "4": ("SPAMEN/SESPA/SESPANAS/DIKLAT PIM TK. II", "II"),
    "5": ("SEPATI/DIKLAT PIM TK. I", "I"),
    "6": ("SESPIM", ""),
    "7": ("SESPATI", ""),
    "8": ("Diklat Struktural Lainnya", ""),
}

#: SIASN ``jenisDiklatId`` of rw-kursus.
JENIS_DIKLAT: Final = {
    "1": "Diklat Struktural", "2": "Diklat Fungsional", "3": "Diklat Teknis", "4": "Workshop",
    "5": "Pelatihan Manajerial", "6": "Pelatihan Sosial Kultural", "7": "Sosialisasi",
    "8": "Bimbingan Teknis", "9": "Seminar", "10": "Magang",
}  # fmt: skip
