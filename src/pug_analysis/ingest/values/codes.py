"""Codes of posts, kedudukan and leaving, in every spelling that is read.

Every parser takes one clean text and returns the code to store and the code of a finding ("" if
there is none). Tables are closed: what is not in them is not guessed.
"""

from __future__ import annotations

from typing import Final

from pug_analysis.terms import jabatan, pegawai

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
