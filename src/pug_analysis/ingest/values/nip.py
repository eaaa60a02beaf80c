"""NIP and NI PPPK: 18 digits that hold birth date, appointment and sex.

PNS: birth YYYYMMDD, appointment YYYYMM, sex, sequence 001-999 (Perka BKN 22/2007).
PPPK: birth YYYYMMDD, year of appointment, "2", contract 1-9, sex, sequence.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.values.cells import Coded, clean_code, note_values, text_of
from pug_analysis.terms import pegawai

_EXPONENT = re.compile(r"^\d([.,]\d+)?E\+?\d+$", re.IGNORECASE)
#: Excel keeps fifteen significant digits: birth, appointment and sex, but not the sequence.
_EXACT_DIGITS = 15
#: Year and kind of contract stand where a PNS has year and month.
_PPPK_MONTHS: Final = frozenset(str(n) for n in range(21, 30))
#: The first and last whole day that pandas can hold.
_FIRST_DAY: Final = dt.date(1677, 9, 22)
_LAST_DAY: Final = dt.date(2262, 4, 11)
_NO_DAY: Final = np.datetime64("NaT", "D")
_SEX_OF_DIGIT: Final = np.array(
    [pegawai.SEX_OF_NIP_DIGIT.get(str(n), "") for n in range(10)], dtype=object
)


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
    born = _parse_day(digits[:8])
    pppk = digits[12:14] in _PPPK_MONTHS
    start = _parse_day(digits[8:12] + ("01" if pppk else digits[12:14]) + "01")
    if born is None or start is None or start <= born:
        return "NIP-TANGGAL"
    return "NIP-PRESISI" if digits.endswith("000") else ""


def _parse_day(digits: str) -> dt.date | None:
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if _FIRST_DAY <= day <= _LAST_DAY else None


def split_nip(nip: pd.Series) -> pd.DataFrame:
    """Return the parts of NIPs: ``lahir, angkat`` (dates), ``pppk`` (bool), ``jenis_kelamin``.

    Parameters
    ----------
    nip : texts; one that is not 18 digits has no parts

    Returns
    -------
    pandas.DataFrame
        with the index of ``nip``. ``angkat`` is the first day of the month (PNS) or of the year
        (PPPK), missing where the digits are no month; ``jenis_kelamin`` is "" where digit 15 is
        neither 1 nor 2.
    """
    texts = nip.to_numpy(dtype=object, na_value="")
    whole = np.fromiter((len(t) == 18 and t.isascii() and t.isdigit() for t in texts), bool)
    digits = np.frombuffer("".join(texts[whole]).encode(), "uint8").reshape(-1, 18) - np.uint8(48)
    born = _days(_number(digits, 0, 4), _number(digits, 4, 6), _number(digits, 6, 8))
    month = _number(digits, 12, 14)
    pppk = (month >= 21) & (month <= 29)
    start = _days(_number(digits, 8, 12), np.where(pppk, 1, month), np.ones_like(month))
    start[~(start > born)] = _NO_DAY
    empty = np.full(len(texts), _NO_DAY, "datetime64[ns]")
    parts = {"lahir": empty, "angkat": empty.copy(), "pppk": np.zeros(len(texts), bool)}
    for name, values in (("lahir", born), ("angkat", start), ("pppk", pppk)):
        parts[name][whole] = values
    sex = np.full(len(texts), "", dtype=object)
    sex[whole] = _SEX_OF_DIGIT[digits[:, _EXACT_DIGITS - 1]]
    return pd.DataFrame(parts | {"jenis_kelamin": pd.array(sex, dtype="string")}, index=nip.index)


def _number(digits: np.ndarray, start: int, stop: int) -> np.ndarray:
    return digits[:, start:stop] @ 10 ** np.arange(stop - start - 1, -1, -1)


def _days(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Return dates, NaT where there is no such day, or pandas cannot hold it."""
    known = (month >= 1) & (month <= 12) & (day >= 1)
    first = ((year - 1970) * 12 + np.where(known, month, 1) - 1).astype("datetime64[M]")
    days = first.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    known &= days.astype("datetime64[M]") == first
    known &= (days >= np.datetime64(_FIRST_DAY)) & (days <= np.datetime64(_LAST_DAY))
    return np.where(known, days, _NO_DAY)


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
    nips = np.array([v if isinstance(v, str) else "" for v in coded.values] or [""], dtype=object)
    parts = split_nip(pd.Series(nips, dtype=object))
    plain = (parts["lahir"].notna() & parts["angkat"].notna()).to_numpy()
    plain = plain & np.fromiter((not t.endswith("000") for t in nips), bool)
    sex = parts.pop("jenis_kelamin").to_numpy(dtype=object, copy=True)
    codes: list[list[str]] = [[] for _ in coded.values]
    for i in np.flatnonzero(~plain[: len(coded.values)]):
        nips[i], codes[i] = parse_nip(coded.values[i])
        sex[i] = _sex_of_damaged(coded.values[i])
    mended = split_nip(pd.Series(nips[~plain]))
    for name in parts:
        column = parts[name].to_numpy(copy=True)
        column[~plain] = mended[name].to_numpy()
        parts[name] = column
    values = parts.assign(nip=pd.array(nips, dtype="string"), jk_nip=pd.array(sex, dtype="string"))
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
