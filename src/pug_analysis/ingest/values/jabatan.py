"""Functional posts (group and level), and the perangkat daerah in a unit's path."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pug_analysis.terms import golongan
from pug_analysis.terms import jabatan as terms

#: Kind of post and level in front of a title: "AHLI PERTAMA - GURU KELAS".
_FRONT = re.compile(rf"^(?:(?:{terms.AWALAN_JF})\b[-:\u2013\u2014 ]*)+(?=\S)")
_GURU = re.compile(rf"^(?:{'|'.join(terms.JF_GURU)})\b")
_KESEHATAN = re.compile(
    rf"^(?!{'|'.join(terms.BUKAN_KESEHATAN)})(?:{'|'.join(terms.JF_KESEHATAN)})\b"
)
_AHLI = re.compile(r"\bAHLI (PERTAMA|MUDA|MADYA|UTAMA)\b")
_TERAMPIL = re.compile(r"\b(PEMULA|TERAMPIL|MAHIR|PENYELIA)\b")
_OLD = re.compile(r"\b(PELAKSANA PEMULA|PELAKSANA LANJUTAN|PELAKSANA)\b")
_BARE = re.compile(r"\b(PERTAMA|MUDA|MADYA|UTAMA)$|^(PERTAMA|MUDA|MADYA|UTAMA) ?[-:\u2013\u2014]")
_OLD_GURU = re.compile(r"^GURU\b.*\b(PRATAMA|MUDA|MADYA|DEWASA|PEMBINA|UTAMA)(?: TINGKAT I)?$")
#: Acting: in front of a title or behind it; abbreviations of three letters also inside.
_ACTING: Final = {
    kind: re.compile(
        rf"^(?:{words})\b|\b(?:{words})$"
        rf"|\b(?:{'|'.join(w for w in words.split('|') if len(w) == 3)})\b"
    )
    for kind, words in terms.PENUGASAN.items()
}
_CONVERTED = re.compile(r"PENYETARAAN|SUB[- ]?KOORDINATOR")
#: A segment that names the government itself, and not a unit such as "Pemerintahan Desa".
_GOVERNMENT = re.compile(
    r"^(?:PEMERINTAH(?! DESA| KELURAHAN| KECAMATAN| DAN )|PEMKAB|PEMKOT|PEMPROV|PEMDA)\b"
)

#: Highest ordinal of golongan of each level of keahlian (III/b, III/d, IV/c, IV/e).
_AHLI_TOP: Final = ((10, "Ahli Pertama"), (12, "Ahli Muda"), (15, "Ahli Madya"), (17, "Ahli Utama"))
_FIRST_AHLI: Final = golongan.ORDINAL["III/a"]


def _upper(title: str) -> str:
    text = re.sub(r"\bTK\b\.?", "TINGKAT", title.upper())
    return " ".join(re.sub(r"[.,()/]", " ", text).split())


def read_kelompok_jf(title: str) -> str:
    """Return the group of a functional post from the first words of its title.

    A level or kind of post in front of the title is no part of it.

    >>> read_kelompok_jf("Guru Ahli Muda"), read_kelompok_jf("TERAMPIL - PERAWAT")
    ('Guru', 'Kesehatan')
    """
    text = _upper(title)
    # A state of the person that offices write where the title belongs is no title.
    if not text or "TUGAS BELAJAR" in text:
        return ""
    text = without_acting(text)
    for start in (text, _FRONT.sub("", text)):
        if _GURU.match(start):
            return "Guru"
        if _KESEHATAN.match(start):
            return "Kesehatan"
    return "Teknis"


def read_jenjang_jf(title: str, grade: str = "") -> str:
    """Return the level of a functional post from its title and the golongan held then.

    Teachers' titles before 2009 (Guru Madya, Guru Dewasa) name no level of today: for them the
    golongan decides.

    >>> read_jenjang_jf("Perawat Pelaksana Lanjutan"), read_jenjang_jf("Guru Madya", "III/a")
    ('Mahir', 'Ahli Pertama')
    >>> read_jenjang_jf("Pengawas Sekolah Muda")
    'Ahli Muda'
    """
    text = _upper(title)
    if m := _AHLI.search(text):
        return f"Ahli {m[1].capitalize()}"
    if _OLD_GURU.match(text):
        return _level_of_grade(grade)
    if m := _OLD.search(text):
        return terms.JENJANG_JF_LAMA[m[1].title()]
    if m := _TERAMPIL.search(text):
        return m[1].capitalize()
    if m := _BARE.search(text):
        return f"Ahli {(m[1] or m[2]).capitalize()}"
    return ""


def _level_of_grade(grade: str) -> str:
    step = golongan.ORDINAL.get(grade, 0)
    if step < _FIRST_AHLI:
        return ""
    return next(level for top, level in _AHLI_TOP if step <= top)


def read_penugasan(title: str, assignment: str = "") -> str:
    """Return whether a post is held definitively or acting: definitif, plt or plh.

    >>> read_penugasan("Plt. Kepala Dinas"), read_penugasan("Kepala Dinas", "Pelaksana Harian")
    ('plt', 'plh')
    >>> read_penugasan("Camat Contoh (Plh.)"), read_penugasan("Perawat Pelaksana")
    ('plh', 'definitif')
    """
    for text in (_upper(title), _upper(assignment)):
        for kind, pattern in _ACTING.items():
            if pattern.search(text):
                return kind
    return terms.DEFINITIF


def without_acting(text: str) -> str:
    """Return a title in capitals without the words that say that it is held acting.

    >>> without_acting("PLT KEPALA SEKOLAH")
    'KEPALA SEKOLAH'
    """
    for pattern in _ACTING.values():
        text = pattern.sub("", text)
    return " ".join(text.split())


def is_penyetaraan(text: str) -> bool:
    """Whether a title or a kind of mutation says that the post was converted (penyetaraan)."""
    return bool(_CONVERTED.search(text.upper()))


def split_path(path: str) -> tuple[str, list[str]]:
    """Return (perangkat daerah, units below it, the deepest first) of a unit's path.

    >>> split_path("Subbagian Umum - Sekretariat - Dinas Contoh - PEMERINTAH KABUPATEN CONTOH.")
    ('Dinas Contoh', ['Subbagian Umum', 'Sekretariat'])
    """
    office, inner, _ = _read_path(path)
    return office, list(inner)


def names_government(path: str) -> bool:
    """Whether a path goes up to the government, so that its perangkat daerah can be told.

    >>> names_government("Dinas A - PEMERINTAH KABUPATEN X"), names_government("Seksi Pemerintahan")
    (True, False)
    """
    return _read_path(path)[2]


@lru_cache(maxsize=2**14)
def _read_path(path: str) -> tuple[str, tuple[str, ...], bool]:
    """Return perangkat daerah, units below it, and whether the government is named."""
    parts = _parts(path)
    tops = [i for i, p in enumerate(parts) if _GOVERNMENT.match(p.upper())]
    if tops == [0]:
        # The path of some systems begins with the government and ends with the unit.
        parts = parts[::-1]
        tops = [len(parts) - 1]
    top = tops[-1] if tops else len(parts)
    office, inner = (parts[top - 1], tuple(parts[: top - 1])) if top else ("", ())
    return office, inner, bool(tops)


def split_unit(path: str) -> tuple[str, str]:
    """Return (perangkat daerah, deepest unit) of a path ``unit - parent - ... - PEMERINTAH X``.

    >>> split_unit("Bidang Mutasi - BKPSDM - PEMERINTAH KABUPATEN CONTOH.")
    ('BKPSDM', 'Bidang Mutasi')
    """
    office, inner = split_path(path)
    return office, next(iter([*inner, office])) or next(iter(_parts(path)), "")


def _parts(path: str) -> list[str]:
    parts = [p.strip(" .") for p in re.split(r"\s+[-\u2013\u2014]\s+", path)]
    return [p for p in parts if p]
