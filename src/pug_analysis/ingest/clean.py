"""Codes of grades, eselon, posts, kedudukan and education, in every spelling that is read.

Every parser takes one clean text and returns the code to store and the code of a finding ("" if
there is none). Tables are closed: what is not in them is not guessed.
"""

from __future__ import annotations

import re
from typing import Final

from pug_analysis.terms import golongan, jabatan, pegawai

_ROMAN: Final = {r: i for i, r in enumerate(golongan.GOLONGAN_PPPK, 1)}
_ARABIC: Final = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
_PANGKAT: Final = {name.lower(): i for i, name in enumerate(golongan.PANGKAT, 1)}
_STEP = re.compile(r"^(I{1,3}|IV|V|[1-5])\s*[-/. ]?\s*([A-E])$")


def parse_golongan(text: str, *, pppk: bool) -> tuple[str, str]:
    """Return a golongan name as stored; PPPK grades printed with PNS names are turned back.

    >>> parse_golongan("Penata Muda (III/a)", pppk=False), parse_golongan("III/a", pppk=True)
    (('III/a', 'GOL-BENTUK'), ('IX', 'GOL-BENTUK'))
    >>> parse_golongan("III/e", pppk=False)
    ('', 'GOL-MUSTAHIL')
    """
    ladder = golongan.GOLONGAN_PPPK if pppk else golongan.GOLONGAN_PNS
    if text in ladder:
        return text, ""
    step = _find_step(text, pppk=pppk)
    return (ladder[step - 1], "GOL-BENTUK") if step else ("", "GOL-MUSTAHIL")


def parse_golongan_id(text: str, *, pppk: bool) -> tuple[str, str]:
    """Return the golongan of a SIASN id; 31 is III/a for a PNS and IX for a PPPK.

    >>> parse_golongan_id("31", pppk=False), parse_golongan_id("31", pppk=True)
    (('III/a', ''), ('IX', ''))
    """
    ladder = golongan.GOLONGAN_PPPK if pppk else golongan.GOLONGAN_PNS
    if text in golongan.GOLONGAN_ID:
        return ladder[golongan.GOLONGAN_ID.index(text)], ""
    return parse_golongan(text, pppk=pppk)


def _find_step(text: str, *, pppk: bool) -> int:
    """Return the ordinal of a golongan in any spelling, 0 if there is none."""
    inside = re.search(r"\(([^)]*)\)", text)
    bare = re.sub(r"^(GOLONGAN|GOL)\b[.: ]*", "", (inside[1] if inside else text).upper().strip())
    m = _STEP.match(bare)
    if m:
        step = f"{_ARABIC.get(m[1], m[1])}/{m[2].lower()}"
        return golongan.ORDINAL.get(step, 0)
    if bare in golongan.GOLONGAN_ID and not (pppk and bare in ("11", "12", "13", "14")):
        return golongan.GOLONGAN_ID.index(bare) + 1
    if pppk and bare in _ROMAN:
        return _ROMAN[bare]
    if pppk and bare.isdigit() and (1 <= int(bare) <= 10 or 15 <= int(bare) <= 17):
        return int(bare)
    name = re.sub(r"\s+", " ", re.sub(r"\bTK\.?\s*", "Tingkat ", text, flags=re.IGNORECASE))
    name = re.sub(r"tingkat\s*(1|i)\b", "tingkat i", name.lower()).strip()
    return 0 if pppk else _PANGKAT.get(name, 0)


def parse_eselon(text: str) -> tuple[str, str]:
    """Return an eselon name as stored, "" for no eselon.

    >>> parse_eselon("II.b"), parse_eselon("Eselon IIB"), parse_eselon("NON ESELON")
    (('II.b', ''), ('II.b', 'ESELON-BENTUK'), ('', ''))
    """
    if text in jabatan.JENJANG_OF_ESELON:
        return text, ""
    bare = re.sub(r"^(ESELON|ES)\b[.: ]*", "", text.upper()).replace(" ", "")
    if bare in ("", "-", "NON", "NONESELON", "99", "0", "TIDAKADA"):
        return "", ""
    if bare in jabatan.ESELON:
        return jabatan.ESELON[bare], "ESELON-BENTUK"
    m = re.fullmatch(r"(I{1,3}|IV|V|[1-5])[-/.]?([AB])", bare)
    if m:
        return f"{_ARABIC.get(m[1], m[1])}.{m[2].lower()}", "ESELON-BENTUK"
    return "", "ESELON-MUSTAHIL"


def parse_eselon_id(text: str) -> tuple[str, str]:
    """Return the eselon of a SIASN id.

    >>> parse_eselon_id("22"), parse_eselon_id("99"), parse_eselon_id("77")
    (('II.b', ''), ('', ''), ('', 'ESELON-MUSTAHIL'))
    """
    if text in jabatan.ESELON:
        return jabatan.ESELON[text], ""
    return parse_eselon(text)


_JENIS: Final = {
    "STRUKTURAL": "struktural", "JPT": "struktural", "ADMINISTRATOR": "struktural",
    "PENGAWAS": "struktural", "JPTPRATAMA": "struktural", "JPTMADYA": "struktural",
    "PIMPINANTINGGIPRATAMA": "struktural", "PIMPINANTINGGI": "struktural",
    "MANAJERIAL": "struktural",
    "FUNGSIONAL": "fungsional", "FUNGSIONALTERTENTU": "fungsional", "JFT": "fungsional",
    "JF": "fungsional",
    "FUNGSIONALUMUM": "pelaksana", "JFU": "pelaksana", "PELAKSANA": "pelaksana",
    "RANGKAP": "rangkap",
}  # fmt: skip


def parse_jenis_jabatan(text: str) -> tuple[str, str]:
    """Return the kind of a post: struktural, fungsional, pelaksana, rangkap, or "" with a finding.

    >>> parse_jenis_jabatan("4"), parse_jenis_jabatan("Jabatan Fungsional Umum")
    (('pelaksana', ''), ('pelaksana', ''))
    """
    known = jabatan.JENIS_JABATAN.get(text.lstrip("0"))
    if known:
        return known, ""
    bare = "".join(c for c in text.upper() if c.isalpha()).removeprefix("JABATAN")
    return (_JENIS[bare], "") if bare in _JENIS else ("", "JABATAN-TAK-DIKENAL")


_KEDUDUKAN: Final = {word.lower(): kode for word, kode in pegawai.KEDUDUKAN_KATA.items()} | {
    "".join(c for c in name.lower() if c.isalnum()): kode
    for kode, name in reversed(pegawai.KEDUDUKAN_HUKUM.items())
}


def parse_kedudukan(text: str) -> tuple[str, str]:
    """Return the code of a kedudukan hukum from its code (``1``, ``01``) or name.

    >>> parse_kedudukan("1"), parse_kedudukan("PPPK Aktif"), parse_kedudukan("55")
    (('01', ''), ('71', ''), ('', 'KEDUDUKAN-TAK-DIKENAL'))
    """
    if text.isdigit():
        kode = text.lstrip("0").zfill(2)
    else:
        name = "".join(c for c in text.lower() if c.isalnum())
        kode = _KEDUDUKAN.get(name) or _KEDUDUKAN.get(name.removeprefix("pns"), "")
    return (kode, "") if kode in pegawai.KEDUDUKAN_HUKUM else ("", "KEDUDUKAN-TAK-DIKENAL")


_PENDIDIKAN: Final = {
    **{"".join(c for c in v[0].upper() if c.isalnum()): k for k, v in pegawai.PENDIDIKAN.items()},
    "SD": "05", "MI": "05", "SDMI": "05", "SMP": "10", "MTS": "10", "SLTPSEDERAJAT": "10",
    "SLTPKEJURUAN": "12", "SMA": "15", "MA": "15", "SLTASEDERAJAT": "15", "SMU": "15",
    "SMASMKMA": "15", "SMASMKMADI": "15", "SMK": "17", "STM": "17", "SMEA": "17", "SPG": "18",
    "SGO": "18", "SPK": "17", "D1": "20", "DI": "20", "D2": "25", "DII": "25", "D3": "30",
    "DIII": "30", "DIPLOMAIII": "30", "SARJANAMUDA": "30", "D4": "35", "DIV": "35",
    "S1": "40", "SARJANA": "40", "S1SARJANA": "40", "D4S1": "40", "S1D4": "40", "S2": "45",
    "MAGISTER": "45", "S2MAGISTER": "45", "SP1": "47", "SPESIALIS1": "47", "SP2": "49",
    "SUBSPESIALIS": "49", "S3": "50", "DOKTOR": "50", "S3DOKTOR": "50",
}  # fmt: skip


def parse_pendidikan(text: str) -> tuple[str, str]:
    """Return the code of an education level from its code or name.

    >>> parse_pendidikan("5"), parse_pendidikan("S1 / Sarjana"), parse_pendidikan("47")
    (('05', ''), ('40', ''), ('47', ''))
    """
    if text.isdigit() and text.zfill(2) in pegawai.PENDIDIKAN:
        return text.zfill(2), ""
    kode = _PENDIDIKAN.get("".join(c for c in text.upper() if c.isalnum()), "")
    return kode, "" if kode else "PENDIDIKAN-TAK-DIKENAL"


def parse_leaving(text: str) -> str:
    """Return the kind of leaving from its words: pensiun, meninggal, pindah, berhenti, or "".

    >>> parse_leaving("Meninggal Dunia"), parse_leaving("Mencapai BUP"), parse_leaving("x")
    ('meninggal', 'pensiun', '')
    """
    low = text.lower()
    words = {
        "meninggal": ("meninggal", "wafat", "tewas", "anumerta"),
        "pindah": ("pindah", "mutasi keluar", "alih instansi"),
        "pensiun": ("pensiun", "bup", "batas usia", "janda", "purna"),
        "berhenti": (
            "berhenti", "diberhentikan", "pemberhentian", "mengundurkan", "keluar", "punah",
            "pembatalan", "permintaan sendiri", "ptdh", "habis kontrak", "putus",
        ),
    }  # fmt: skip
    without = low.replace("tanpa hak pensiun", "")
    return next((kind for kind, signs in words.items() if any(s in without for s in signs)), "")


#: Kind of leaving by kedudukan hukum, where the words say nothing.
LEAVING_OF_KEDUDUKAN: Final = {
    "20": "pensiun", "88": "pensiun", "89": "pensiun", "98": "pensiun", "99": "pensiun",
    "17": "berhenti", "52": "berhenti", "66": "berhenti", "67": "meninggal", "69": "berhenti",
    "70": "berhenti", "72": "berhenti", "77": "berhenti", "91": "berhenti",
}  # fmt: skip


def parse_integer(text: str) -> int | None:
    """Return the whole number at the start of a text, or None; days are no hours.

    >>> parse_integer("40 JP"), parse_integer("40,0"), parse_integer("5 hari")
    (40, 40, None)
    """
    m = re.match(r"^(\d{1,6})(?:[.,]\d+)?\s*([a-z]*)", text.lower())
    return int(m[1]) if m and m[2] not in ("hari", "minggu", "bulan") else None


#: Level of a structural post written instead of its eselon.
LEVELS: Final = {
    "JPT PRATAMA": "JPT Pratama", "PIMPINAN TINGGI PRATAMA": "JPT Pratama",
    "ADMINISTRATOR": "Administrator", "PENGAWAS": "Pengawas",
}  # fmt: skip
