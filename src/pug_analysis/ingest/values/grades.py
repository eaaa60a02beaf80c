"""Golongan and eselon in every spelling that is read, alone or beside the name of rank or level.

Every parser takes one clean text and returns the code to store and the code of a finding ("" if
there is none). Two grades in one text are no grade.
"""

from __future__ import annotations

import re
from typing import Final

from pug_analysis.terms import golongan, jabatan

_ROMAN: Final = {r: i for i, r in enumerate(golongan.GOLONGAN_PPPK, 1)}
_ARABIC: Final = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
_PANGKAT: Final = {name.lower(): i for i, name in enumerate(golongan.PANGKAT, 1)}
#: A step of PNS standing alone in a text: III/d, 3d, III.D, but not the I of "Tk. I".
_STEP = re.compile(r"(?<![A-Z0-9])(I{1,3}|IV|V|[1-5])\s*[-/. ]?\s*([A-E])(?![A-Z0-9])")
_GRADE = re.compile(
    rf"(?<![A-Z0-9])({'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?![A-Z0-9])"
)
_RANK_STEP = re.compile(r"\b(?:TINGKAT|TK)\b[. ]*(?:1|I|SATU)(?![A-Z0-9/])")
#: Words beside a golongan that are none.
_FILLER: Final = frozenset(
    {"GOLONGAN", "GOL", "RUANG", "PANGKAT", "PNS", "PPPK", "P3K", "KELAS", "AHLI", "PERTAMA", "MUDA",
     "MADYA", "UTAMA", "TERAMPIL", "MAHIR", "PENYELIA", "PEMULA", "GRADE"}
)  # fmt: skip


def parse_golongan(text: str, *, pppk: bool) -> tuple[str, str]:
    """Return a golongan name as stored; PPPK grades printed with PNS names are turned back.

    The name of the rank may stand before or behind; where it is that of another golongan a finding
    says so and the golongan counts.

    >>> parse_golongan("Penata Muda (III/a)", pppk=False), parse_golongan("III/a", pppk=True)
    (('III/a', 'GOL-BENTUK'), ('IX', 'GOL-BENTUK'))
    >>> parse_golongan("Penata Tk. I, III/d", pppk=False), parse_golongan("IX (Ahli Pertama)", pppk=True)
    (('III/d', 'GOL-BENTUK'), ('IX', 'GOL-BENTUK'))
    >>> parse_golongan("III/e", pppk=False)
    ('', 'GOL-MUSTAHIL')
    """
    ladder = golongan.GOLONGAN_PPPK if pppk else golongan.GOLONGAN_PNS
    if text in ladder:
        return text, ""
    step, rank = _find_step(text, pppk=pppk)
    if not step:
        return "", "GOL-MUSTAHIL"
    return ladder[step - 1], "GOL-BEDA-PANGKAT" if rank not in (0, step) else "GOL-BENTUK"


def parse_golongan_id(text: str, *, pppk: bool) -> tuple[str, str]:
    """Return the golongan of a SIASN id; 31 is III/a for a PNS and IX for a PPPK.

    >>> parse_golongan_id("31", pppk=False), parse_golongan_id("31", pppk=True)
    (('III/a', ''), ('IX', ''))
    """
    ladder = golongan.GOLONGAN_PPPK if pppk else golongan.GOLONGAN_PNS
    if text in golongan.GOLONGAN_ID:
        return ladder[golongan.GOLONGAN_ID.index(text)], ""
    return parse_golongan(text, pppk=pppk)


def _find_step(text: str, *, pppk: bool) -> tuple[int, int]:
    """Return the ordinals of golongan and rank in a text, 0 where there is none."""
    upper = " ".join(text.upper().split())
    bare = re.sub(r"^(GOLONGAN|GOL)\b[.: ]*", "", upper)
    if bare in golongan.GOLONGAN_ID and not (pppk and bare in ("11", "12", "13", "14")):
        return golongan.GOLONGAN_ID.index(bare) + 1, 0
    if pppk and bare.isdigit() and (1 <= int(bare) <= 10 or 15 <= int(bare) <= 17):
        return int(bare), 0
    marked = _RANK_STEP.sub("TINGKAT#", upper)
    steps = [
        golongan.ORDINAL.get(f"{_ARABIC.get(a, a)}/{b.lower()}", 0)
        for a, b in _STEP.findall(marked)
    ]
    rest = _STEP.sub(" ", marked)
    if pppk and not steps:
        steps = [_ROMAN[r] for r in _GRADE.findall(rest)]
        rest = _GRADE.sub(" ", rest)
    words = [w for w in re.split(r"[^A-Z0-9#]+", rest) if w]
    name = " ".join(words).replace("TINGKAT#", "tingkat i").lower()
    rank = _PANGKAT.get(name, 0)
    if not rank:
        fewer = " ".join(w for w in words if w not in ("GOLONGAN", "GOL", "RUANG", "PANGKAT"))
        rank = _PANGKAT.get(fewer.replace("TINGKAT#", "tingkat i").lower(), 0)
    if len(set(steps)) > 1 or (not rank and any(w not in _FILLER for w in words)):
        return 0, 0
    if steps:
        # A PPPK has no rank; one printed beside the grade is that of the PNS name.
        return steps[0], rank
    return (0, 0) if pppk else (rank, rank)


_NO_ESELON: Final = frozenset(
    {
        "", "NON", "99", "0", "00", "NE", "NONES", "NONESELON", "NONSTRUKTURAL", "BUKANESELON",
        "TANPAESELON", "TIDAKADA", "TIDAKADAESELON", "TIDAKBERESELON", "TAKBERESELON", "NIHIL", "KOSONG",
        "FUNGSIONAL", "FUNGSIONALUMUM", "FUNGSIONALTERTENTU", "JABATANFUNGSIONAL", "JF", "JFT", "JFU",
        "NONESELONFUNGSIONAL", "PELAKSANA", "JABATANPELAKSANA", "STAF", "STAFF", "NONJABATAN",
        "NONMANAJERIAL", "NONESELONPELAKSANA", "NONESELONNONESELON",
    }
)  # fmt: skip
_ESELON = re.compile(r"(?<![A-Z0-9])(I{1,3}|IV|V|[1-5])\s*[-/. ]?\s*([AB])(?![A-Z0-9])")
#: Whatever follows: "Non Eselon / JFT", "Tidak memiliki eselon".
_NEGATION = re.compile(r"^(?:NON|BUKAN|TANPA|TIDAK)(?![A-Z0-9])")
#: Words that may stand beside an eselon.
_LEVEL_WORDS: Final = frozenset(
    {"ESELON", "ES", "ESL", "JPT", "PRATAMA", "MADYA", "PIMPINAN", "TINGGI", "ADMINISTRATOR", "PENGAWAS",
     "PELAKSANA", "JABATAN", "STRUKTURAL", "SETARA", "PEJABAT"}
)  # fmt: skip


def parse_eselon(text: str) -> tuple[str, str]:
    """Return an eselon name as stored, "" for no eselon.

    >>> parse_eselon("II.b"), parse_eselon("Eselon IIB"), parse_eselon("NON ESELON")
    (('II.b', ''), ('II.b', 'ESELON-BENTUK'), ('', ''))
    >>> parse_eselon("Non-Eselon"), parse_eselon("Pengawas (IV.a)")
    (('', ''), ('IV.a', 'ESELON-BENTUK'))
    """
    if text in jabatan.JENJANG_OF_ESELON:
        return text, ""
    upper = text.upper()
    bare = re.sub(r"[^A-Z0-9]", "", upper)
    if bare in _NO_ESELON:
        return "", ""
    if bare in jabatan.ESELON:
        return jabatan.ESELON[bare], "ESELON-BENTUK"
    if _NEGATION.match(upper) and not _ESELON.search(upper):
        return "", ""
    spaced = re.sub(r"\b(ESELON|ESL?)(?=[IV1-5])", r"\1 ", upper)
    found = {f"{_ARABIC.get(a, a)}.{b.lower()}" for a, b in _ESELON.findall(spaced)}
    rest = re.findall(r"[A-Z0-9]+", _ESELON.sub(" ", spaced))
    if len(found) == 1 and all(word in _LEVEL_WORDS for word in rest):
        return found.pop(), "ESELON-BENTUK"
    return "", "ESELON-MUSTAHIL"


def parse_eselon_id(text: str) -> tuple[str, str]:
    """Return the eselon of a SIASN id.

    >>> parse_eselon_id("22"), parse_eselon_id("99"), parse_eselon_id("77")
    (('II.b', ''), ('', ''), ('', 'ESELON-MUSTAHIL'))
    """
    if text in jabatan.ESELON:
        return jabatan.ESELON[text], ""
    return parse_eselon(text)


#: Level of a structural post written instead of its eselon.
LEVEL_WORDS: Final = {
    "JPT PRATAMA": "JPT Pratama", "PIMPINAN TINGGI PRATAMA": "JPT Pratama",
    "ADMINISTRATOR": "Administrator", "PENGAWAS": "Pengawas",
}  # fmt: skip
