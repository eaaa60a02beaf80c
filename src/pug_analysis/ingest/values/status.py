"""Status (PNS, CPNS, PPPK, PPPK Paruh Waktu) and kedudukan hukum, read together.

Offices write them as codes or words, in one column or in two, and a word means one thing for a PNS
and another for a PPPK: "Aktif" is code 01 or 71. So the status is decided first, from the words, the
kedudukan and the form of the NIP, and the kedudukan is read by it. A word that nobody knows puts the
row aside: it never counts as the commonest status.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.values.cells import note, shape
from pug_analysis.ingest.values.codes import parse_kedudukan
from pug_analysis.terms import pegawai

NOT_ASN: Final = "bukan ASN"
_PW: Final = "PPPK Paruh Waktu"
_PATTERNS: Final = {s: re.compile(rf"\b(?:{p})\b") for s, p in pegawai.STATUS_KATA.items()}
#: SIASN's letters tell a CPNS from a PNS; of a PPPK they say nothing.
_LETTERS: Final = {"C": "CPNS", "P": ""}
#: What somebody was before does not count: "PPPK (eks honorer)".
_FORMER: Final = re.compile(r"(?<=\S) (?:EKS|EX|MANTAN|BEKAS|DARI|ASAL|JALUR|KATEGORI)\b.*")
_STATUS_OF_CODE: Final = {"71": "PPPK", "72": "PPPK", "73": "PPPK", "101": _PW}
_NAMES: Final = {"PPPK": "73", _PW: "101"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What one text says: status ("" if nothing), kedudukan ("" if nothing), whether it is unknown.

    ``name`` is the kedudukan that a status alone stands for in SIASN's list ("PPPK" is 73). ``word``
    is whether the kedudukan was a word, which means another code for a PPPK.
    """

    status: str = ""
    kode: str = ""
    name: str = ""
    unknown: bool = False
    word: bool = False


@lru_cache(maxsize=2**12)
def parse_standing(text: str) -> Standing:
    """Return what a text of a column of status or kedudukan says.

    >>> parse_standing("Calon PNS").status, parse_standing("PPPK PARUH WAKTU").status
    ('CPNS', 'PPPK Paruh Waktu')
    >>> parse_standing("P3K Aktif").kode, parse_standing("Tenaga Honorer").status
    ('71', 'bukan ASN')
    >>> parse_standing("Pegawai Ajaib").unknown
    True
    """
    words = " ".join(re.sub(r"[^A-Z0-9]+", " ", text.upper()).split())
    words = _FORMER.sub("", re.sub(r"\bP3K", "PPPK", words))
    if words in _LETTERS:
        return Standing(_LETTERS[words])
    if words.isdigit():
        kode = parse_kedudukan(words)[0]
        return Standing(_STATUS_OF_CODE.get(kode, ""), kode, unknown=not kode)
    found, rest = _take_status(words)
    bare = " ".join(w for w in rest.split() if w not in pegawai.KATA_PENGISI and not w.isdigit())
    kode = next((k for t in (words, rest, bare) if t and (k := parse_kedudukan(t)[0])), "")
    if len(found) > 1 or (bare and not kode):
        return Standing(unknown=True)
    status = found[0] if found else ""
    if rest:
        return Standing(status, _by_status(kode, status), word=bool(kode))
    return Standing(status, name=_NAMES.get(status, ""))


def _take_status(words: str) -> tuple[list[str], str]:
    """Return the statuses that are named, and the words that are left."""
    found = []
    for status, pattern in _PATTERNS.items():
        words, n = pattern.subn(" ", words)
        if n:
            found.append(status)
    return found, " ".join(words.split())


def _by_status(kode: str, status: str) -> str:
    """Return the code of a kedudukan that was written as a word, by status."""
    if status == "PPPK":
        return {"01": "71", "52": "72"}.get(kode, kode)
    if status == _PW:
        return {"01": "101", "71": "101", "73": "101", "52": "72"}.get(kode, kode)
    return kode


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: str
    kode: str
    #: (field, code of a finding)
    found: tuple[tuple[str, str], ...]


def _judge(kedudukan: str, column: str, written: str, *, pppk: bool, config: Config) -> _Verdict:
    """Return status and kedudukan of a row from its texts and the form of its NIP."""
    place, own = parse_standing(kedudukan), parse_standing(written)
    found = []
    if own.unknown or written.isdigit():
        found.append(("status_cpns_pns", "STATUS-TAK-DIKENAL"))
    named = {s.status for s in (place, own)} - {""}
    if place.kode in config.data.kedudukan_paruh_waktu:
        named.add(_PW)
    status = next((s for s in (NOT_ASN, _PW, "PPPK") if s in named), "PPPK" if pppk else "")
    status = status or ("CPNS" if "CPNS" in named else "PNS")
    of_pns, of_pppk = named & {"PNS", "CPNS"}, named & {"PPPK", _PW}
    if of_pns and status.startswith("PPPK") and written.upper() not in _LETTERS:
        found.append(("status_cpns_pns", "STATUS-BEDA"))
    elif of_pppk and not pppk:
        found.append(("nip", "STATUS-BEDA"))
    first = place if place.kode or not own.kode else own
    kode = first.kode or first.name
    kode = _by_status(kode, status) if first.word or status == _PW else kode
    both = bool(place.kode and own.kode) and _by_status(own.kode, status) != kode
    of_others = status.startswith("PPPK") and kode in (
        {*config.data.kedudukan_aktif_pns} - {*config.data.kedudukan_aktif_pppk}
    )
    if place.unknown or not kode:
        found.append((column, "KEDUDUKAN-TAK-DIKENAL"))
    elif both or of_others:
        found.append((column, "KEDUDUKAN-BEDA-STATUS"))
    return _Verdict(status, kode, tuple(found))


def read_status_kedudukan(
    frame: pd.DataFrame, config: Config, notes: list[pd.DataFrame]
) -> tuple[pd.Series, pd.Series]:
    """Return status and kedudukan hukum of each row.

    Parameters
    ----------
    frame : typed rows with ``kedudukan_id, kedudukan_nama, status_cpns_pns, pppk``
    config : settings (kedudukan that count)
    notes : findings, added to
    """
    coded = frame["kedudukan_id"] != ""
    texts = frame["kedudukan_id"].where(coded, frame["kedudukan_nama"])
    flags = coded.map({True: "1", False: ""}).str.cat(
        frame["pppk"].map({True: "1", False: ""}), "-"
    )
    both = texts.str.cat([frame["status_cpns_pns"], flags], sep="\x1f")
    codes, values = pd.factorize(both, use_na_sentinel=False)
    verdicts = [_judge_text(v, config) for v in values]
    shapes = {"status_cpns_pns": frame["status_cpns_pns"], "nip": frame["nip"]}
    for field, kode in sorted({f for v in verdicts for f in v.found}):
        rows = np.array([(field, kode) in v.found for v in verdicts])[codes]
        written = shapes.get(field, texts)[rows]
        notes.append(note(frame.index[rows], field, kode, bentuk=[shape(t) for t in written]))
    out = [
        pd.Series(pd.array(each or [""], dtype="string")[codes], frame.index)
        for each in ([v.status for v in verdicts], [v.kode for v in verdicts])
    ]
    return out[0], out[1]


def _judge_text(text: str, config: Config) -> _Verdict:
    kedudukan, written, flags = text.split("\x1f")
    coded, pppk = flags.split("-")
    column = "kedudukan_id" if coded else "kedudukan_nama"
    return _judge(kedudukan, column, written, pppk=bool(pppk), config=config)


def find_others(frame: pd.DataFrame) -> np.ndarray:
    """Return, for each row, whether its own words say that it is no ASN (honorer, THL, kontrak).

    Parameters
    ----------
    frame : typed rows with ``status_cpns_pns, kedudukan_nama``
    """
    flags = np.zeros(len(frame), dtype=bool)
    for column in ("status_cpns_pns", "kedudukan_nama"):
        codes, values = pd.factorize(frame[column], use_na_sentinel=False)
        known = np.array([parse_standing(v).status == NOT_ASN for v in values] or [False])
        flags |= known[codes]
    return flags
