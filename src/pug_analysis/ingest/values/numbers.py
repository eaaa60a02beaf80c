"""Numbers as people type them in Indonesia: a dot parts thousands, a comma begins the decimals.

A number cell of a workbook is taken as it is. A text is read by that custom, and its reading is
noted wherever it was more than digits, since an English spreadsheet means the opposite.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final, Literal

import pandas as pd

from pug_analysis.ingest.values.cells import NULL_WORDS_CODE, Coded, clean_text, parse_cells

NumberKind = Literal["integer", "number", "year", "hours"]
NUMBER_KINDS: Final = ("integer", "number", "year", "hours")

_DTYPE: Final = {"integer": "Int64", "number": "Float64", "year": "Int64", "hours": "Int64"}
#: What may stand around a number: currency before, unit after.
_AROUND: Final = re.compile(
    r"^(?:rp\.?\s*)?(.*?)(?:\s*(?:%|jp|jpl|jam(?: pelajaran)?|orang|org|rupiah|,-))?$"
)
_PLAIN: Final = re.compile(r"[-+]?\d+")
_THOUSANDS: Final = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL: Final = re.compile(r"[-+]?\d+[.,]\d+")
#: Units of the hours of a training; of anything else (days, weeks) nobody can tell the hours.
_HOURS: Final = re.compile(r"^(.*?)\s*(?:jp|jpl|jam(?: pelajaran| pel\.?)?)?\.?$")
#: No training has more hours.
_MOST_HOURS: Final = 10_000
#: No budget of a regency, in rupiah, is larger.
_LARGEST: Final = 1e15
_YEARS: Final = range(1990, 2101)


def parse_number(cell: object, *, kind: NumberKind) -> tuple[float | None, list[str]]:
    """Return a cell as a number, None if it is empty or no such number, and codes.

    Parameters
    ----------
    cell : raw cell
    kind : "integer" (whole, not negative), "number" (any), "year" (1990-2100)

    Examples
    --------
    >>> parse_number("12,5", kind="number"), parse_number("Rp 1.500.000", kind="integer")
    ((12.5, ['ANGKA-BENTUK']), (1500000.0, ['ANGKA-BENTUK']))
    >>> parse_number(-3, kind="integer"), parse_number("banyak", kind="integer")
    ((None, ['ANGKA-NEGATIF']), (None, ['ANGKA-MUSTAHIL']))
    """
    codes: list[str] = []
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        value = float(cell)
    else:
        # Not clean_code: it takes 1.000 for one and a decimal zero.
        text, codes = clean_text(cell, NULL_WORDS_CODE)
        if not text:
            return None, codes
        read = _read_text(text.lower())
        if read is None:
            return None, [*codes, _fault(kind)]
        value, plain = read
        codes = codes if plain else [*codes, "ANGKA-BENTUK"]
    fault = _check(value, kind)
    return (None, [*codes, fault]) if fault else (value, codes)


def _read_text(text: str) -> tuple[float, bool] | None:
    """Return the number in a text, and whether the text is only that number in digits."""
    around = _AROUND.match(text)
    bare = (around[1] if around else text).replace(" ", "")
    if _PLAIN.fullmatch(bare):
        return float(bare), bare == text
    if _THOUSANDS.fullmatch(bare):
        return float(bare.replace(".", "").replace(",", ".")), False
    if _DECIMAL.fullmatch(bare):
        return float(bare.replace(",", ".")), False
    return None


def _check(value: float, kind: NumberKind) -> str:
    if not abs(value) <= _LARGEST:
        return _fault(kind)
    if kind == "number":
        return ""
    if not value.is_integer() or (kind == "year" and int(value) not in _YEARS):
        return _fault(kind)
    return "ANGKA-NEGATIF" if value < 0 else ""


def _fault(kind: NumberKind) -> str:
    return "TAHUN-MUSTAHIL" if kind == "year" else "ANGKA-MUSTAHIL"


def parse_hours(cell: object) -> tuple[float | None, list[str]]:
    """Return a cell as hours of a training, None if it is empty or says something else, and codes.

    >>> parse_hours("40 JP"), parse_hours("1.250"), parse_hours("5 hari")
    ((40.0, []), (1250.0, ['ANGKA-BENTUK']), (None, ['JAM-TAK-TERBACA']))
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        codes: list[str] = []
        value, plain = float(cell), float(cell).is_integer()
    else:
        text, codes = clean_text(cell, NULL_WORDS_CODE)
        if not text:
            return None, codes
        found = _HOURS.match(text.lower())
        bare = found[1] if found else ""
        read = _read_text(bare) if bare[-1:].isdigit() else None
        if read is None:
            return None, [*codes, "JAM-TAK-TERBACA"]
        value, plain = read
        plain = plain or re.fullmatch(r"\d+[.,]0{1,2}", bare) is not None
    if not 0 <= value <= _MOST_HOURS:
        return None, [*codes, "JAM-TAK-TERBACA"]
    return float(int(value)), codes if plain else [*codes, "ANGKA-BENTUK"]


def read_numbers(
    coded: Coded, index: pd.Index, field: str, *, kind: NumberKind
) -> tuple[pd.Series, pd.DataFrame]:
    """Return a column as numbers (Int64, or Float64 for "number"), and the findings.

    Parameters
    ----------
    coded : the column
    index : row addresses
    field : field name
    kind : see :func:`parse_number`
    """
    parse = parse_hours if kind == "hours" else partial(parse_number, kind=kind)
    series, notes = parse_cells(coded, index, field, parse, dtype="Float64")
    return series.astype(_DTYPE[kind]), notes


def no_numbers(index: pd.Index, *, kind: NumberKind) -> pd.Series:
    """Return the column of a field that a sheet does not have."""
    return pd.Series(pd.NA, index, dtype=_DTYPE[kind])
