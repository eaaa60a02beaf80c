"""Training: structural leadership courses, gender courses, and the words by which they are known.

The patterns read texts as ``careers.events`` prepares them: capitals and digits, one blank between
words, words that were written as one taken apart.
"""

from __future__ import annotations

from typing import Final, Literal

#: Leadership trainings; those of the ladder of the structural track; its posts.
Jenjang = Literal["PKP", "PKA", "PKN II", "PKN I"]
JenjangTangga = Literal["PKP", "PKA", "PKN II"]
Struktural = Literal["Pengawas", "Administrator", "JPT Pratama"]

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
#: Kinds of kursus in which PKP, PKA or PKN on its own means the leadership training.
JENIS_KEPEMIMPINAN: Final = ("1", "5")

#: Level of the post to today's name of its leadership training (PerLAN 15/2019, 16/2019), low first.
JENJANG_OF_LEVEL: Final[dict[str, Jenjang]] = {
    "IV": "PKP",
    "III": "PKA",
    "II": "PKN II",
    "I": "PKN I",
}
JENJANG_DIKLAT: Final = tuple(JENJANG_OF_LEVEL.values())
#: Training of each structural post, lowest post first: the ladder of the structural track. Below
#: the first post are pelaksana and JF.
TANGGA: Final[dict[JenjangTangga, Struktural]] = {
    "PKP": "Pengawas", "PKA": "Administrator", "PKN II": "JPT Pratama",
}  # fmt: skip
#: The trainings of that ladder, lowest first.
DIKLAT_TANGGA: Final = tuple(TANGGA)

#: A level as written, small l for I included.
LEVELS_WRITTEN: Final = {
    "IV": "IV", "4": "IV", "LV": "IV", "1V": "IV", "III": "III", "3": "III", "LLL": "III",
    "II": "II", "2": "II", "LL": "II", "I": "I", "1": "I",
}  # fmt: skip
#: Words that offices run together, as in SEPALAADUMDIKLAT or DIKLATPIMTKIV.
GLUED: Final = (
    "KEPEMIMPINAN", "ADMINISTRATOR", "PELATIHAN", "LANJUTAN", "PENGAWAS", "NASIONAL", "ANGKATAN",
    "SESPANAS", "TINGKAT", "SESPATI", "SEPADYA", "SEPALA", "SEPADA", "SEPATI", "SPAMEN", "SESPIM",
    "DIKLAT", "SESPA", "SPAMA", "SPATI", "PEMDA", "ADUM", "PIM", "PKP", "PKA", "PKN", "TKT", "DIK",
    "LAT", "TK",
)  # fmt: skip

#: Names that belong to one level alone.
STRUKTURAL_NAMES: Final = {
    "IV": r"\b(?:SEPALA|ADUM|ADUMLA|KEPEMIMPINAN PENGAWAS)\b",
    "III": r"\b(?:SEPADYA|SPAMA|KEPEMIMPINAN ADMINISTRATOR)\b",
    "II": r"\b(?:SPAMEN|SESPA|SESPANAS)\b",
    "I": r"\b(?:SEPATI|SPATI)\b",
}
#: Short or everyday names that also mean other things.
STRUKTURAL_SHORT: Final = {
    "IV": r"\b(?:PKP|DIKLAT ADMINISTRASI UMUM)\b",
    "III": r"\bPKA\b",
    "II": r"\bPKN (?:(?:TK|TKT|TINGKAT) )?(?:II|2)\b",
    "I": r"\bPKN (?:(?:TK|TKT|TINGKAT) )?(?:I|1)\b",
}
#: Leadership training that needs a level to be placed.
PIM: Final = r"\b(?:PIM|KEPEMIMPINAN|KEPIMPINAN)\b"
#: What may stand between it and its level. ANGKATAN (batch) and KEL (group) have numbers of their own.
PIM_BETWEEN: Final = (
    r"(?: (?:PEMDA|PEMERINTAH|DAERAH|APARATUR|ASN|PNS|STRUKTURAL|NASIONAL|POLA BARU))*"
    r"(?: (?:ESELON|ESL))?"
)
TINGKAT_WORD: Final = r"(?:TK|TKT|TKAT|TINGKAT)"
#: Regions were Daerah Tingkat I and II until 1999: that II is no level of a training.
DAERAH_TINGKAT: Final = (
    r"\b(?:DATI|(?:DAERAH|PEMDA|PROPINSI|PROVINSI|KABUPATEN|KAB|KOTAMADYA) (?:TK|TKT|TINGKAT))"
    r" (?:II?|[12])\b"
)

#: Courses that are no prerequisite of a post.
STRUKTURAL_LAIN: Final = (
    r"\b(?:SEPADA|SESPIM\w*|SESPATI|LEMHANNAS|LEMHANAS|PRAJABATAN|PRAJAB|LATSAR|LATSARMIL"
    r"|(?:PELATIHAN|LATIHAN) DASAR|STRUKTURAL LAINNYA)\b"
)
#: Schools, clinics and clubs have leaders too; teachers have a PKP and pupils a PKn of their own.
STRUKTURAL_BUKAN: Final = (
    r"\b(?:PENINGKATAN (?:KAPASITAS|KOMPETENSI)|PEMBELAJARAN|GURU|SISWA|MGMP|KKG|MAPEL|KURIKULUM"
    r"|PENGAWAS (?:SEKOLAH|MADRASAH|SATUAN PENDIDIKAN|SD|TK|PAUD|SMP|SMA|SMK)"
    r"|KEPALA (?:SEKOLAH|MADRASAH|TK|PAUD|SD|SMP|SMA|SMK|PUSKESMAS|DESA|RUANGAN)"
    r"|KEWARGANEGARAAN|PRAMUKA|PEMUDA|MAHASISWA|OSIS)\b"
)
#: Who mentors, examines or prepares a leadership training has not taken it.
STRUKTURAL_PERAN: Final = (
    r"\b(?:MENTOR\w*|COACH\w*|PENGUJI|PENYELENGGARA\w* (?:DIKLAT|PELATIHAN)|FASILITATOR|WIDYAISWARA"
    r"|NARASUMBER|PANITIA|TOT|TOF|TOC|MOT|SOSIALISASI|SELEKSI|PEMBEKALAN|SEMINAR|WORKSHOP|RAKOR\w*)\b"
)

#: Gender courses, by level of the roadmap, the most specific first.
TINGKAT_PUG: Final = ("khusus", "L3", "L2", "L1")
#: Words of gender: not the drum (genderang), the instrument of the gamelan, nor transgender.
GENDER: Final = r"(?<!TRANS)(?:GENDER|JENDER)(?!ANG|\w* WAYANG)|\b(?:PUG|PPRG)\b"
#: GAP and GBS each mean other things; together they are the two documents of PPRG. "Data terpilah" is
#: data by sex in PermenPPPA 6/2009, unless it says by what else.
GAP_GBS: Final = r"\bGAP\b.*\bGBS\b|\bGBS\b.*\bGAP\b"
DATA_TERPILAH: Final = r"\bDATA (?:TER)?PILAH\b(?!.*\b(?:DISABILITAS|KEMISKINAN|MISKIN)\b)"
#: No words of the course: protection of victims is another programme, offices plan and inspect,
#: and every course has a budget year.
GENDER_LAIN: Final = (
    r"\bKEKERASAN (?:SEKSUAL )?BERBASIS (?:GENDER|JENDER)\b|\bKBGO?\b|\bTAHUN ANGGARAN\b"
    r"|\b(?:BADAN|BIRO|BAGIAN|SUB ?BAG|SUB ?BAGIAN|BIDANG) (?:PERENCANAAN|PENGAWASAN|ANGGARAN)\b"
)
PUG_WORDS: Final = {
    "khusus": r"\b(?:AUDIT|AUDITOR|APIP|PENGAWASAN)\b",
    "L3": (
        r"\b(?:TOF|TOT|TRAINING (?:OF|FOR) (?:THE )?(?:TRAINER|FACILITATOR)S?"
        r"|PELATIHAN (?:BAGI|UNTUK) (?:CALON )?PELATIH"
        r"|FASILITATOR(?! (?:DESA|KELURAHAN|MASYARAKAT|FORUM|PKH|PNPM)))\b"
    ),
    "L2": (
        r"\b(?:PPRG|ARG|GAP|GBS|PERENCANAAN|PENGANGGARAN|ANGGARAN|BUDGET\w*|PATHWAY|SIGA"
        r"|ANALISIS (?:GENDER|JENDER)|(?:DATA|STATISTIK) (?:GENDER|JENDER)|DATA (?:TER)?PILAH)\b"
    ),
}
