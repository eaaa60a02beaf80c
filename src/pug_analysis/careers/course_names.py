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
_PIM: Final = re.compile(terms.PIM)
_PIM_LEVEL: Final = re.compile(f"{terms.PIM}{terms.PIM_BETWEEN}(?: {terms.TINGKAT})? {_LEVEL}")
_TINGKAT_LEVEL: Final = re.compile(rf"\b{terms.TINGKAT} {_LEVEL}")
_GLUED: Final = re.compile(rf"((?:{'|'.join(terms.GLUED)})+)(IV|I{{1,3}}|[1-4])?")
_PART: Final = re.compile("|".join(terms.GLUED))
#: Letters with dots between them are one word: P.K.P.
_INITIALS: Final = re.compile(r"(?<![A-Z0-9])[A-Z](?:\.[A-Z])+(?![A-Z0-9])")
_OF_CODE: Final = {code: level or "lain" for code, (_, level) in terms.LATIHAN_STRUKTURAL.items()}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text says: levels, whether only by an abbreviation, and what else it is.

    ``kind`` is "jenjang", "lain" (another training), "tanpa jenjang" (leadership training of an
    unknown level), "tak dikenal" or "kosong".
    """

    kind: str
    levels: tuple[str, ...] = ()
    short: bool = False


def place_structural(code: str, name: str) -> tuple[str, str]:
    """(jenjang, reason against it) of a record of structural training."""
    said, read = _OF_CODE.get(code, ""), _read(name)
    coded = terms.JENJANG_OF_LEVEL.get(said, "")
    # "Diklat Struktural Lainnya" takes in what the list has no entry for, PKP among it.
    other = said in ("lain", "V") and code != "8"
    if read.kind == "jenjang":
        if said in read.levels:
            return coded, ""
        if coded or other:
            return "", BEDA
        return _single(read.levels)
    if coded:
        return ("", BEDA) if read.kind == "lain" else (coded, "")
    if read.kind == "lain" or other:
        return "", ""
    if read.kind == "tanpa jenjang":
        return "", TANPA_JENJANG
    return "", "" if code == "8" else TAK_DIKENAL


def place_course(jenis: str, name: str) -> tuple[str, str]:
    """(jenjang, reason against it) of a record of other training; most are neither."""
    read = _read(name)
    leadership = jenis in terms.JENIS_KEPEMIMPINAN
    if read.kind == "jenjang":
        return ("", SINGKATAN) if read.short and not leadership else _single(read.levels)
    if read.kind == "tanpa jenjang" and (jenis == "1" or not read.short):
        return "", TANPA_JENJANG
    return "", ""


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
    words = re.sub(terms.DAERAH_TINGKAT, " ", words)
    named = {level for level, p in terms.STRUKTURAL_NAMES.items() if re.search(p, words)}
    if _PIM.search(words):
        near = _PIM_LEVEL.findall(words) or _TINGKAT_LEVEL.findall(words)
        named |= {terms.LEVELS_WRITTEN[level] for level in near}
    short = {level for level, p in terms.STRUKTURAL_SHORT.items() if re.search(p, words)}
    if re.search(r"\bPK[PA]\b", words):
        short |= {terms.LEVELS_WRITTEN[level] for level in _TINGKAT_LEVEL.findall(words)}
    if named or short:
        return _Reading("jenjang", tuple(sorted(named | short)), short=not named)
    if re.search(terms.STRUKTURAL_LAIN, words):
        return _Reading("lain")
    if re.search(r"\bPIM\b", words):
        return _Reading("tanpa jenjang")
    if re.search(r"\bPKN\b", words) or _PIM.search(words):
        return _Reading("tanpa jenjang", short=True)
    return _Reading("tak dikenal")


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
