"""What a text looks like: the name of a person, a name behind an office, an office, or neither.

Judged are columns, by most of their values (:mod:`pug_analysis.ingest.reading.name_columns`): "Sungai
Raya" is no person, and one text alone does not tell. Words come from :mod:`pug_analysis.terms.orang`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

from pug_analysis.terms import orang as terms

#: "kuat": a person beyond much doubt; "lemah": words that might be a name; "ekor": an office and a
#: name in one; "kantor": an office.
Sign = Literal["", "kuat", "lemah", "ekor", "kantor"]

_SEGMENT: Final = re.compile(r"\s[-\u2013\u2014]\s*|\s*[-\u2013\u2014]\s|[/,;:|()\[\]\n]|\.{2,}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['`\u2018\u2019][^\W\d_]+)*")
_LONG_NUMBER: Final = re.compile(r"\d(?:[ .-]?\d){16,}")
#: Degrees behind a name, as no unit or post has them: S.Pd, M.Si., A.Md.Keb.
_DEGREE: Final = re.compile(r"\b(?:S|M|A\.?Md|Sp|Ph|Amd)\.\s?[A-Z][A-Za-z]{0,5}\b", re.ASCII)
_MOST_WORDS: Final = 6
_USUAL_WORDS: Final = (2, 5)
_BUSINESS: Final = terms.URUSAN - terms.NAMA_LAZIM
_HEADER: Final = re.compile(terms.KEPALA_NAMA)


def names_people(header: str) -> bool:
    """Whether a header, as :func:`~pug_analysis.ingest.layouts.fields.header_key` reduces it, names people.

    >>> names_people("NAMALENGKAP"), names_people("NAMAISTRI"), names_people("NAMASEKOLAH")
    (True, True, False)
    """
    return bool(_HEADER.fullmatch(header))


def tells_business(text: str) -> bool:
    """Whether a text has a word of offices, posts, courses or papers, as no name has.

    >>> tells_business("Ruang Melati"), tells_business("SITIAMINAH"), tells_business("S I T I")
    (False, False, False)
    >>> tells_business("Bidang Mutasi"), tells_business("SDN 3 Sungai Raya")
    (True, True)
    """
    words = map(_plain, _WORD.findall(text))
    return any(
        len(word) > 1 and word in _BUSINESS for word in words
    )  # "I", "V": letters spaced out


@lru_cache(maxsize=2**14)
def read_sign(text: str) -> Sign:
    """Return what a text looks like.

    >>> read_sign("SITI AMINAH, S.Pd"), read_sign("Kornelia Dayang"), read_sign("SMP Santo Paulus")
    ('kuat', 'lemah', 'kantor')
    >>> read_sign("Seksi Umum Siti Aminah"), read_sign("Bidang Mutasi - BKPSDM"), read_sign("Umum")
    ('ekor', 'kantor', '')
    """
    words = _WORD.findall(text.lower())
    if not terms.KANTOR.isdisjoint(words) and terms.NAMA_LAZIM.isdisjoint(words):
        # Without a degree or a number beside it there is no telling a name from a place.
        more = _LONG_NUMBER.search(text) or _DEGREE.search(text)
        if not more:
            return "kantor"
    bare = _LONG_NUMBER.sub(" ", text)
    signs = [_read_segment(part) for part in _SEGMENT.split(_DEGREE.sub(" ", bare))]
    weak = "lemah" in signs
    if "kuat" in signs or (weak and (bare != text or _DEGREE.search(bare))):
        return "ekor" if "kantor" in signs else "kuat"
    if weak and "kantor" not in signs:
        return "lemah"
    return next((sign for sign in ("ekor", "kantor") if sign in signs), "")


def _read_segment(text: str) -> Sign:
    words = [_plain(w) for w in _WORD.findall(text)]
    while words and words[0] in terms.GELAR_DEPAN:
        words = words[1:]
    business = [i for i, word in enumerate(words) if word in _BUSINESS]
    if not business:
        if any(c.isdigit() for c in text):
            return ""
        if len(words) <= _MOST_WORDS and not terms.NAMA_LAZIM.isdisjoint(words):
            return "kuat"
        return "lemah" if _USUAL_WORDS[0] <= len(words) <= _USUAL_WORDS[1] else ""
    last, first = business[-1], business[0]
    behind, before = words[last + 1 :], words[:first]
    for part, beside in ((behind, words[last]), (before, words[first])):
        named = len(part) > 1 and not terms.NAMA_LAZIM.isdisjoint(part)
        if named and beside not in terms.BERNAMA_ORANG:
            return "ekor"
    return "kantor" if not terms.KANTOR.isdisjoint(words) else ""


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    text = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in text if c.isalpha() or c == "'")
