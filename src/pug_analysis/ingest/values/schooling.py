"""Levels of education in every wording that is read.

A text names a level, sometimes twice ("Magister (S2)", "SMA/SMK sederajat"), sometimes with a field of
study behind it ("S1 Akuntansi"). Every part has to be known, and all have to mean one level.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pug_analysis.terms import pegawai

_NAMES: Final = {
    "".join(c for c in name.upper() if c.isalnum()): kode
    for kode, (name, _) in pegawai.PENDIDIKAN.items()
}
_WORDS: Final = _NAMES | {
    word: kode for kode, words in pegawai.PENDIDIKAN_KATA.items() for word in words
}
#: Degrees that say their level wherever a field of study follows them.
_DEGREE = re.compile(
    r"\b(S(?:TRATA)?[- .]*(?:1|2|3|I{1,3}|SATU|DUA|TIGA)"
    r"|D(?:IPLOMA)?[- .]*(?:1|2|3|4|IV|I{1,3}|SATU|DUA|TIGA|EMPAT))\b"
)
_NUMERALS: Final = {"SATU": "1", "DUA": "2", "TIGA": "3", "EMPAT": "4", "IV": "4", "III": "3",
                    "II": "2", "I": "1"}  # fmt: skip
_FILLER = re.compile(
    r"\b(?:SEDERAJAT|SETINGKAT|SETARA|SEKOLAH UMUM|UMUM|NEGERI|SWASTA|TINGKAT|JENJANG)\b"
)
_PARTS = re.compile(r"[/(),;&|]| - |\u2013|\bATAU\b|\bDAN\b")
_SMA: Final = frozenset({"15", "17", "18"})


@lru_cache(maxsize=2**12)
def parse_pendidikan(text: str) -> tuple[str, str]:
    """Return the code of an education level from its code or name.

    >>> parse_pendidikan("5"), parse_pendidikan("S1 / Sarjana"), parse_pendidikan("47")
    (('05', ''), ('40', ''), ('47', ''))
    >>> parse_pendidikan("Strata 1"), parse_pendidikan("SLTA / SMA Sederajat")
    (('40', ''), ('15', ''))
    """
    if text.isdigit() and text.zfill(2) in pegawai.PENDIDIKAN:
        return text.zfill(2), ""
    upper = " ".join(text.upper().split())
    kode = _look_up(upper) or _join(
        [_look_up(part) for part in _PARTS.split(_FILLER.sub(" ", upper)) if part.strip(" .-")]
    )
    return kode, "" if kode else "PENDIDIKAN-TAK-DIKENAL"


def _look_up(text: str) -> str:
    short = " ".join(_FILLER.sub(" ", text).split())
    for bare in (re.sub(r"[^A-Z0-9]", "", t) for t in (text, short)):
        if bare in _WORDS:
            return _WORDS[bare]
    text = short
    m = _DEGREE.match(text)
    if not m:
        return ""
    number = re.sub(r"^(?:STRATA|S|DIPLOMA|D)[- .]*", "", m[1])
    rest = text[m.end() :]
    if _DEGREE.search(rest):
        return ""
    return _WORDS.get(m[1][0] + _NUMERALS.get(number, number), "")


def _join(kodes: list[str]) -> str:
    """Return the one level that all parts name; kinds of SLTA together are SLTA."""
    if not kodes or "" in kodes:
        return ""
    found = set(kodes)
    if len(found) == 1:
        return kodes[0]
    return "15" if found <= _SMA else ""
