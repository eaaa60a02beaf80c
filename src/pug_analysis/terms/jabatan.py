"""Positions: eselon, jenis jabatan, jenjang, and the functional positions (JF)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

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

#: A doctor of animals is none of people.
BUKAN_KESEHATAN: Final = ("DOKTER HEWAN",)

#: What may stand before the title itself: the kind of post and its level.
AWALAN_JF: Final = (
    r"JABATAN|FUNGSIONAL|TERTENTU|JFT|JF|CALON|KEAHLIAN|KETERAMPILAN|KATEGORI|JENJANG"
    r"|AHLI (?:PERTAMA|MUDA|MADYA|UTAMA)|PELAKSANA (?:PEMULA|LANJUTAN)|PELAKSANA|PEMULA|TERAMPIL"
    r"|MAHIR|PENYELIA|PERTAMA|MUDA|MADYA|UTAMA|PPPK|PNS"
)

#: Words in a title that say that a post is held for another or for the time being, to plt or plh.
PENUGASAN: Final = {
    "plh": "PLH|PELAKSANA HARIAN",
    "plt": (
        "PLT|PJS|PJ|YMT|PGS|PELAKSANA TUGAS|PENJABAT SEMENTARA|PENJABAT|PENGGANTI SEMENTARA"
        "|YANG MELAKSANAKAN TUGAS"
    ),
}

#: How a post is held that is one's own; every other assignment is acting (plt, plh).
DEFINITIF: Final = "definitif"


def is_definitive(penugasan: pd.Series) -> pd.Series:
    """Whether each assignment is a post of one's own: who acts in a post does not hold it.

    The one place that decides: appointments, levels held, time in them and conversions count these.
    """
    return penugasan == DEFINITIF


#: Older names of the keterampilan levels.
JENJANG_JF_LAMA: Final = {
    "Pelaksana Pemula": "Pemula",
    "Pelaksana Lanjutan": "Mahir",
    "Pelaksana": "Terampil",
}

KELOMPOK_JF: Final = ("Guru", "Kesehatan", "Teknis")

#: Title prefixes (whole words, upper case) of JF Guru. Pengawas Sekolah, Penilik and Pamong
#: Belajar are counted with the teachers; the roadmap is silent, the report says so.
#: Head of a school is a task of a teacher, head of a Puskesmas one of health staff.
JF_GURU: Final = (
    "GURU", "PENGAWAS SEKOLAH", "PENGAWAS TK", "PENGAWAS SD", "PENGAWAS SMP", "PENILIK",
    "PAMONG BELAJAR", "TENAGA PENDIDIK", "KEPSEK", "WAKIL KEPALA SEKOLAH",
    *(f"KEPALA {school}" for school in (
        "SEKOLAH", "TK", "TKN", "PAUD", "SD", "SDN", "SMP", "SMPN", "SMA", "SMAN", "SMK", "SMKN",
        "SLB", "SLBN", "UPT SD", "UPT SDN", "UPT SMP", "UPT SMPN",
    )),
)  # fmt: skip

#: Title prefixes (whole words, upper case) of JF Kesehatan.
JF_KESEHATAN: Final = (
    "DOKTER", "PERAWAT", "NERS", "TERAPIS GIGI", "AHLI GIZI", "DIETISIEN",
    "TENAGA TEKNIS KEFARMASIAN", "ANALIS KESEHATAN", "AUDIOLOGIS", "AKUPUNKTUR", "OPTOMETRIS",
    "RADIOTERAPIS", "TEKNISI KARDIOVASKULER", "PRANATA LABKES", "TENAGA SANITARIAN",
    "TENAGA EPIDEMIOLOG", "TENAGA KESEHATAN", "TENAGA PEREKAM MEDIS", "TENAGA KEPERAWATAN",
    "TENAGA KEBIDANAN", "TENAGA GIZI", "PENYULUH KESEHATAN", "KEPALA PUSKESMAS",
    "KEPALA UPTD PUSKESMAS", "KEPALA UPT PUSKESMAS", "BIDAN", "APOTEKER", "ASISTEN APOTEKER", "NUTRISIONIS",
    "TENAGA SANITASI LINGKUNGAN", "SANITASI LINGKUNGAN", "SANITARIAN",
    "PRANATA LABORATORIUM KESEHATAN", "RADIOGRAFER", "PEREKAM MEDIS", "FISIOTERAPIS",
    "OKUPASI TERAPIS", "TERAPIS WICARA", "TERAPIS GIGI DAN MULUT", "REFRAKSIONIS OPTISIEN",
    "EPIDEMIOLOG KESEHATAN", "ENTOMOLOG KESEHATAN", "PROMOSI KESEHATAN",
    "TENAGA PROMOSI KESEHATAN", "PENYULUH KESEHATAN MASYARAKAT", "ADMINISTRATOR KESEHATAN",
    "PEMBIMBING KESEHATAN KERJA", "TEKNISI ELEKTROMEDIS", "TEKNISI TRANSFUSI DARAH",
    "FISIKAWAN MEDIS", "PSIKOLOG KLINIS", "ORTOTIS PROSTETIS", "PENATA ANESTESI",
    "ASISTEN PENATA ANESTESI", "TEKNISI GIGI",
)  # fmt: skip

#: Abbreviations in names of offices, lower case; what they stand for everywhere.
SINGKATAN_KANTOR: Final = {
    "kec": "kecamatan", "kel": "kelurahan", "kab": "kabupaten", "prov": "provinsi", "din": "dinas",
    "bag": "bagian", "sekr": "sekretariat", "setda": "sekretariat daerah",
    "setwan": "sekretariat dprd", "dinkes": "dinas kesehatan", "disdik": "dinas pendidikan",
    "disdikbud": "dinas pendidikan kebudayaan", "dikbud": "dinas pendidikan kebudayaan",
    "dinsos": "dinas sosial", "dishub": "dinas perhubungan", "distan": "dinas pertanian",
    "dispora": "dinas pemuda olahraga", "disnaker": "dinas tenaga kerja",
    "bappeda": "badan perencanaan pembangunan daerah", "satpol": "satuan polisi",
    "pp": "pamong praja", "smpn": "smp negeri", "sdn": "sd negeri", "sman": "sma negeri",
    "smkn": "smk negeri", "tkn": "tk negeri", "rsud": "rumah sakit umum daerah", "rs": "rumah sakit",
    "upt": "uptd", "pkm": "puskesmas",
}  # fmt: skip

#: Position conversion (PermenPANRB 28/2019, 17/2021): eselon level to JF level, and its window.
JF_SETARA: Final = {"III": "Ahli Madya", "IV": "Ahli Muda", "V": "Ahli Pertama"}
PENYETARAAN_WINDOW: Final = ("2020-01-01", "2023-12-31")
