"""What the name of a course says: which leadership training it is, or which gender training.

Names are free text beside a code. A training is placed only where code and name say the same, or
where one says it and the other says nothing; two that contradict each other place nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from pug_analysis.terms import diklat as terms

#: Why a record that looks like structural training is placed nowhere.
BEDA: Final = "Kode dan nama menyebut diklat yang berbeda"
GANDA: Final = "Nama menyebut lebih dari satu jenjang"
TANPA_JENJANG: Final = "Nama dan kode tidak menyebut jenjang"
SINGKATAN: Final = "Hanya singkatan, dan jenisnya bukan struktural atau manajerial"
TAK_DIKENAL: Final = "Nama tidak dikenal dan kode tidak menjelaskannya"

_LEVEL = "(" + "|".join(sorted(terms.LEVELS_WRITTEN, key=len, reverse=True)) + ")"
#: A number before a unit of time is a duration.
_LEVEL += r"\b(?! (?:BULAN|MINGGU|HARI|JAM|JP)\b)"
_PIM_LEVEL: Final = re.compile(f"{terms.PIM}{terms.PIM_BETWEEN}(?: {terms.TINGKAT_WORD})? {_LEVEL}")
_TINGKAT_LEVEL: Final = re.compile(rf"\b{terms.TINGKAT_WORD} {_LEVEL}")
_GLUED: Final = re.compile(rf"((?:{'|'.join(terms.GLUED)})+)(IV|I{{1,3}}|[1-4])?")
_PART: Final = re.compile("|".join(terms.GLUED))
#: Letters with dots between them are one word: P.K.P.
_INITIALS: Final = re.compile(r"(?<![A-Z0-9])[A-Z](?:\.[A-Z])+(?![A-Z0-9])")
_LAINNYA: Final = "8"
_OF_CODE: Final = {code: level or "lain" for code, (_, level) in terms.LATIHAN_STRUKTURAL.items()}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a name says.

    ``kind`` is "jenjang", "lain" (another training), "tanpa jenjang" (leadership training of an
    unknown level), "tak dikenal" or "kosong"; ``short``: only by a word that means other things
    too; ``role``: perhaps that of somebody who did not take the course.
    """

    kind: str
    levels: tuple[str, ...] = ()
    short: bool = False
    role: bool = False


def place_structural(code: str, name: str) -> tuple[str, str]:
    """Place a record of structural training.

    Parameters
    ----------
    code : SIASN ``latihanStrukturalId``, "" if there is none
    name : as written

    Returns
    -------
    tuple of str
        the training (PKP, PKA, PKN II, PKN I) or "", and the reason for which a record that looks
        like one of them is none. Both are "" for trainings that are no prerequisite of a post.
    """
    said, read = _OF_CODE.get(code, ""), _read(name)
    coded = terms.JENJANG_OF_LEVEL.get(said, "")
    # "Diklat Struktural Lainnya" takes in what the list has no entry for, PKP among it.
    other = bool(said) and not coded and code != _LAINNYA
    if read.kind == "jenjang" and (coded or not read.role):
        if said in read.levels:
            return coded, ""
        return ("", BEDA) if coded or other else _single(read.levels)
    if coded:
        return ("", BEDA) if read.kind == "lain" else (coded, "")
    if other or read.kind in ("jenjang", "lain"):
        return "", ""
    if read.kind == "tanpa jenjang":
        return "", TANPA_JENJANG
    return "", "" if code == _LAINNYA else TAK_DIKENAL


def place_course(jenis: str, name: str) -> tuple[str, str]:
    """Place a record of another training, where leadership training is found now and then.

    Parameters
    ----------
    jenis : SIASN ``jenisDiklatId``, "" if there is none
    name : as written

    Returns
    -------
    tuple of str
        as :func:`place_structural`; most courses are neither.
    """
    read = _read(name)
    leadership = jenis in terms.JENIS_KEPEMIMPINAN
    if read.role:
        return "", ""
    if read.kind == "jenjang":
        return ("", SINGKATAN) if read.short and not leadership else _single(read.levels)
    if read.kind == "tanpa jenjang" and (jenis == "1" or not read.short):
        return "", TANPA_JENJANG
    return "", ""


def possible_levels(name: str, *, code: str = "") -> tuple[str, ...]:
    """Trainings that a record placed nowhere may be of: those that name and code say, else any.

    Examples
    --------
    >>> possible_levels("Diklat PIM III", code="2"), possible_levels("PIM IV PIM III")
    (('PKP', 'PKA'), ('PKP', 'PKA'))
    """
    said = {*_read(name).levels, _OF_CODE.get(code, "")}
    named = tuple(name for level, name in terms.JENJANG_OF_LEVEL.items() if level in said)
    return named or terms.JENJANG_DIKLAT


def pug_level(name: str) -> str:
    """Level of the roadmap of a gender training, "" for any other course.

    Examples
    --------
    >>> pug_level("Bimtek PPRG: penyusunan GAP dan GBS"), pug_level("Analisis GAP Kompetensi")
    ('L2', '')
    """
    words = re.sub(terms.GENDER_LAIN, " ", _words(name))
    signs = (terms.GENDER, terms.GAP_GBS, terms.DATA_TERPILAH)
    if not any(re.search(sign, words) for sign in signs):
        return ""
    for level, pattern in terms.PUG_WORDS.items():
        if re.search(pattern, words):
            return level
    return "L1"


def _single(levels: tuple[str, ...]) -> tuple[str, str]:
    return (terms.JENJANG_OF_LEVEL[levels[0]], "") if len(levels) == 1 else ("", GANDA)


def _read(name: str) -> _Reading:
    words = _words(name)
    if not words:
        return _Reading("kosong")
    if re.search(terms.STRUKTURAL_BUKAN, words):
        return _Reading("lain")
    role = bool(re.search(terms.STRUKTURAL_PERAN, words))
    named, short = _levels(re.sub(terms.DAERAH_TINGKAT, " ", words))
    if named | short:
        return _Reading("jenjang", tuple(sorted(named | short)), short=not named, role=role)
    if re.search(terms.STRUKTURAL_LAIN, words):
        return _Reading("lain")
    if re.search(r"\bPIM\b", words):
        return _Reading("tanpa jenjang", role=role)
    if re.search(terms.PIM, words) or re.search(r"\bPKN\b", words):
        return _Reading("tanpa jenjang", short=True, role=role)
    return _Reading("tak dikenal")


def _levels(words: str) -> tuple[set[str], set[str]]:
    """Levels said by names that mean nothing else, and by abbreviations."""
    named = {level for level, p in terms.STRUKTURAL_NAMES.items() if re.search(p, words)}
    short = {level for level, p in terms.STRUKTURAL_SHORT.items() if re.search(p, words)}
    anywhere = {terms.LEVELS_WRITTEN[level] for level in _TINGKAT_LEVEL.findall(words)}
    if re.search(terms.PIM, words):
        near = {terms.LEVELS_WRITTEN[level] for level in _PIM_LEVEL.findall(words)}
        named |= near | anywhere
    # "PIM IV Tk. III" and "PKP Tk. III" contradict themselves; the III of "PKP III" is a batch.
    return named, short | anywhere if short else short


def _words(text: str) -> str:
    """Capitals and digits with one blank between words; words run together are taken apart."""
    upper = _INITIALS.sub(
        lambda m: m[0].replace(".", ""), unicodedata.normalize("NFKC", text).upper()
    )
    parts = []
    for word in re.sub(r"[^A-Z0-9]+", " ", upper).split():
        glued = _GLUED.fullmatch(word)
        parts += [*_PART.findall(glued[1]), glued[2] or ""] if glued else [word]
    return " ".join(filter(None, parts))
