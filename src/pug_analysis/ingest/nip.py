"""NIP and NI PPPK: 18 digits that hold birth date, appointment and sex.

PNS: birth YYYYMMDD, appointment YYYYMM, sex, sequence 001-999 (Perka BKN 22/2007).
PPPK: birth YYYYMMDD, year of appointment, "2", contract 1-9, sex, sequence.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from pug_analysis.ingest.cells import Coded, clean_code, note_values, text_of
from pug_analysis.terms import pegawai

_EIGHTEEN = re.compile(r"[0-9]{18}")
_EXPONENT = re.compile(r"^\d([.,]\d+)?E\+?\d+$", re.IGNORECASE)
#: Excel keeps fifteen significant digits: birth, appointment and sex, but not the sequence.
_EXACT_DIGITS = 15


def parse_nip(cell: object) -> tuple[str, list[str]]:
    """Return the 18 digits of a cell ("" if it has none), and the codes of findings.

    >>> parse_nip("19860926 201505 1 001")
    ('198609262015051001', ['NIP-BENTUK'])
    >>> parse_nip("131263190"), parse_nip(1.98609262015051e17)
    (('', ['NIP-LAMA']), ('', ['NIP-ANGKA']))
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return "", ["NIP-KOSONG" if cell == 0 else "NIP-ANGKA"]
    text, codes = clean_code(cell)
    if "SEL-GALAT" in codes or "SEL-RUMUS" in codes:
        return "", codes
    if _EXPONENT.match(text):
        return "", [*codes, "NIP-EKSPONEN"]
    bare = re.sub(r"\.0$", "", text)
    digits = "".join(c for c in bare if c.isdigit())
    if not digits.strip("0"):
        return "", [*codes, "NIP-KOSONG"]
    if digits != text:
        codes = [*codes, "NIP-BENTUK"]
    if len(digits) == 18:
        found = _check_parts(digits)
        return ("", [*codes, found]) if found else (digits, codes)
    broken = [c for c in codes if c != "NIP-BENTUK"]
    kode = {9: "NIP-LAMA", 16: "NIP-NIK"}.get(len(digits), "NIP-PANJANG")
    return "", [*broken, kode]


def _check_parts(digits: str) -> str:
    parts = split_nip(pd.Series([digits]))
    if parts["lahir"].isna()[0] or parts["angkat"].isna()[0]:
        return "NIP-TANGGAL"
    return "NIP-PRESISI" if digits.endswith("000") else ""


def split_nip(nip: pd.Series) -> pd.DataFrame:
    """Return the parts of NIPs: ``lahir, angkat`` (dates), ``pppk`` (bool), ``jenis_kelamin``.

    Parameters
    ----------
    nip : texts of 18 digits

    Returns
    -------
    pandas.DataFrame
        with the index of ``nip``. ``angkat`` is the first day of the month (PNS) or of the year
        (PPPK), missing where the digits are no month; ``jenis_kelamin`` is "" where digit 15 is
        neither 1 nor 2.
    """
    text = nip.astype("string")
    lahir = pd.to_datetime(text.str[:8], format="%Y%m%d", errors="coerce")
    year = text.str[8:12]
    month = pd.to_numeric(text.str[12:14], errors="coerce").astype("float64")
    pppk = month.between(21, 29)
    first = np.where(pppk, "01", text.str[12:14].fillna(""))
    angkat = pd.to_datetime(
        year + pd.Series(first, nip.index) + "01", format="%Y%m%d", errors="coerce"
    )
    angkat = angkat.where(angkat > lahir)
    jk = text.str[14].map(pegawai.SEX_OF_NIP_DIGIT).astype("string").fillna("")
    return pd.DataFrame({"lahir": lahir, "angkat": angkat, "pppk": pppk, "jenis_kelamin": jk})


def read_nips(coded: Coded, index: pd.Index) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the NIP of every row and the findings about it.

    Parameters
    ----------
    coded : the NIP column
    index : row addresses

    Returns
    -------
    tuple of pandas.DataFrame
        ``nip, lahir, angkat, pppk, jk_nip`` per row address (``nip`` is "" where it cannot be
        used; ``jk_nip`` is known also for a NIP whose last digits Excel destroyed), and findings.
    """
    texts = pd.Series([v if isinstance(v, str) else "" for v in coded.values], dtype=object)
    parts = split_nip(texts)
    plain = texts.str.fullmatch(_EIGHTEEN) & parts["lahir"].notna() & parts["angkat"].notna()
    plain = (plain & ~texts.str.endswith("000")).to_numpy(dtype=bool)
    nips = np.where(plain, texts, "").astype(object)
    codes: list[list[str]] = [[] for _ in coded.values]
    sex = np.where(plain, parts["jenis_kelamin"], "").astype(object)
    for i in np.flatnonzero(~plain):
        nips[i], codes[i] = parse_nip(coded.values[i])
        sex[i] = _sex_of_damaged(coded.values[i])
    parts = split_nip(pd.Series(nips, dtype=object)).drop(columns="jenis_kelamin")
    values = parts.assign(
        nip=pd.Series(nips, dtype="string"), jk_nip=pd.Series(sex, dtype="string")
    )
    frame = values.iloc[coded.codes].set_axis(index)
    return frame, note_values(coded, index, "nip", codes)


def no_nips(index: pd.Index) -> pd.DataFrame:
    """Return what :func:`read_nips` returns of rows that belong to nobody."""
    empty = pd.Series("", index, dtype="string")
    day = pd.Series(pd.NaT, index, dtype="datetime64[ns]")
    return pd.DataFrame(
        {"lahir": day, "angkat": day, "pppk": False, "nip": empty, "jk_nip": empty}, index=index
    )


def _sex_of_damaged(cell: object) -> str:
    """Sex of a NIP that cannot be used.

    >>> _sex_of_damaged(198609262015051000.0), _sex_of_damaged("198609262015052000")
    ('L', 'P')
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1e17 <= cell < 1e18:
        # A number holds 15 digits; its nearest binary fraction may differ already in the 15th.
        digits = f"{cell:.14e}".replace(".", "")[:_EXACT_DIGITS] + "000"
    else:
        digits = "".join(c for c in text_of(cell) if c.isdigit())
    if len(digits) != 18:
        return ""
    return pegawai.SEX_OF_NIP_DIGIT.get(digits[_EXACT_DIGITS - 1], "")
