"""Positions: eselon, jenis jabatan, jenjang, and the functional positions (JF)."""

from __future__ import annotations

from typing import Final

#: SIASN ``eselonId`` to eselon, highest first. ``""`` is no eselon (NON).
ESELON: Final = {
    "10": "I.a", "11": "I.a", "12": "I.b",
    "21": "II.a", "22": "II.b",
    "31": "III.a", "32": "III.b",
    "41": "IV.a", "42": "IV.b",
    "51": "V.a", "52": "V.b",
    "99": "",
}  # fmt: skip

#: Managerial level of each eselon (UU 5/2014 art. 131, PP 11/2017; UU 20/2023: manajerial).
#: Eselon V belongs to the pelaksana since then.
JENJANG_OF_ESELON: Final = {
    "I.a": "JPT Madya", "I.b": "JPT Madya",
    "II.a": "JPT Pratama", "II.b": "JPT Pratama",
    "III.a": "Administrator", "III.b": "Administrator",
    "IV.a": "Pengawas", "IV.b": "Pengawas",
    "V.a": "Pelaksana", "V.b": "Pelaksana",
}  # fmt: skip

#: The structural ladder, lowest first.
JENJANG_STRUKTURAL: Final = ("Pelaksana", "Pengawas", "Administrator", "JPT Pratama")

#: Age of retirement of holders of structural posts (PP 11/2017 art. 239).
BUP: Final = {"Pengawas": 58, "Administrator": 58, "JPT Pratama": 60, "JPT Madya": 60}

#: Kinds of position as stored; SIASN ``JENIS JABATAN ID`` to kind.
JENIS_JABATAN: Final = {"1": "struktural", "2": "fungsional", "3": "rangkap", "4": "pelaksana"}

#: Levels of JF, keterampilan then keahlian, lowest first (PermenPANRB 1/2023).
JENJANG_JF: Final = (
    "Pemula", "Terampil", "Mahir", "Penyelia",
    "Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Utama",
)  # fmt: skip

#: Older names of the keterampilan levels.
JENJANG_JF_LAMA: Final = {
    "Pelaksana Pemula": "Pemula",
    "Pelaksana Lanjutan": "Mahir",
    "Pelaksana": "Terampil",
}

KELOMPOK_JF: Final = ("Guru", "Kesehatan", "Teknis")

#: Title prefixes (whole words, upper case) of JF Guru. Pengawas Sekolah, Penilik and Pamong
#: Belajar are counted with the teachers; the roadmap is silent, the report says so.
JF_GURU: Final = ("GURU", "PENGAWAS SEKOLAH", "PENILIK", "PAMONG BELAJAR")

#: Title prefixes (whole words, upper case) of JF Kesehatan.
JF_KESEHATAN: Final = (
    "DOKTER", "PERAWAT", "BIDAN", "APOTEKER", "ASISTEN APOTEKER", "NUTRISIONIS",
    "TENAGA SANITASI LINGKUNGAN", "SANITASI LINGKUNGAN", "SANITARIAN",
    "PRANATA LABORATORIUM KESEHATAN", "RADIOGRAFER", "PEREKAM MEDIS", "FISIOTERAPIS",
    "OKUPASI TERAPIS", "TERAPIS WICARA", "TERAPIS GIGI DAN MULUT", "REFRAKSIONIS OPTISIEN",
    "EPIDEMIOLOG KESEHATAN", "ENTOMOLOG KESEHATAN", "PROMOSI KESEHATAN",
    "TENAGA PROMOSI KESEHATAN", "PENYULUH KESEHATAN MASYARAKAT", "ADMINISTRATOR KESEHATAN",
    "PEMBIMBING KESEHATAN KERJA", "TEKNISI ELEKTROMEDIS", "TEKNISI TRANSFUSI DARAH",
    "FISIKAWAN MEDIS", "PSIKOLOG KLINIS", "ORTOTIS PROSTETIS", "PENATA ANESTESI",
    "ASISTEN PENATA ANESTESI", "TEKNISI GIGI",
)  # fmt: skip

#: Position conversion (PermenPANRB 28/2019, 17/2021): eselon level to JF level, and its window.
PENYETARAAN: Final = {"III": "Ahli Madya", "IV": "Ahli Muda", "V": "Ahli Pertama"}
PENYETARAAN_WINDOW: Final = ("2020-01-01", "2023-12-31")
