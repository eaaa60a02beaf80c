"""Dates as offices write them. The day always comes before the month.

A column whose dates show the month first is refused as a whole: nobody can tell which of its
other dates are wrong.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.cells import Coded, clean_code, note_values
from pug_analysis.ingest.evidence import PLAIN_FORMS, Decided, Evidence, Form
from pug_analysis.terms.kalender import BULAN_DIBACA

#: Plain forms of dates that are texts.
_WRITTEN: Final = ("iso", "dmy-", "dmy/")

_DMY = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DMYY = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{2})")
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_NAMED = re.compile(r"(\d{1,2})[-/. ]*([a-z]+)[-/., ]*(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/. ](\d{1,2})")
_NAMED_YEAR = re.compile(r"([a-z]+)[-/., ]*(\d{4})")
_YEAR = re.compile(r"(19|20)\d{2}")
_TIME = re.compile(
    r"[t ]\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?\s*(z|[+-]\d{2}:?\d{2}|wib|wita|wit|am|pm)?$"
)
_WEEKDAY = re.compile(r"^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu),?\s+")

#: Excel serials that can be a date of a career: 1927 to 2119.
_SERIAL: Final = range(10_000, 80_001)
#: Days between the 1900 and the 1904 system.
_SHIFT_1904: Final = 1462
_EPOCH: Final = dt.date(1899, 12, 30)
#: Dates that stand for "unknown". 1 January 1970 is a real birthday, but no real TMT.
_SENTINELS: Final = frozenset(
    {(1900, 1, 0), (1900, 1, 1), (1899, 12, 30), (9999, 12, 31), (1904, 1, 1)}
)
_SENTINEL_TMT: Final = (1970, 1, 1)
#: Outside these years a date is no date of a living person; pandas ends at 2262.
_YEARS: Final = range(1800, 2262)
#: A year without a month counts from its middle.
_MIDYEAR: Final = (7, 1)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A cell read as a date: the date or None, the form it is written in, and codes."""

    date: dt.date | None
    form: Form
    codes: tuple[str, ...] = ()


@lru_cache(maxsize=2**17, typed=True)
def parse_date(cell: object, *, year: int, birth: bool = False, date1904: bool = False) -> Parsed:
    """Return a cell as a date.

    Parameters
    ----------
    cell : raw cell
    year : report year; a year of two digits is the latest one that is not after it
    birth : whether it is a birth date: the person is then at least 17 in the report year
    date1904 : whether serial numbers count from 1904

    Examples
    --------
    >>> parse_date("17 Agst 1990", year=2025).date, parse_date("31-02-1980", year=2025).codes
    (datetime.date(1990, 8, 17), ('TGL-MUSTAHIL',))
    """
    if isinstance(cell, dt.datetime):
        clock = cell.time() != dt.time()
        form: Form = "other" if clock else "cell"
        return _build(cell.year, cell.month, cell.day, form, birth, ["TGL-BENTUK"] * clock)
    if isinstance(cell, dt.date):
        return _build(cell.year, cell.month, cell.day, "cell", birth, [])
    if isinstance(cell, dt.time):
        return Parsed(None, "other", ("TGL-PENANDA",))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _parse_number(float(cell), birth, date1904)
    text, codes = clean_code(cell)
    if not text:
        return Parsed(None, "", tuple(codes))
    return _parse_text(text.lower(), codes, year=year, birth=birth, date1904=date1904)


def _parse_text(text: str, codes: list[str], *, year: int, birth: bool, date1904: bool) -> Parsed:
    bare = _TIME.sub("", _WEEKDAY.sub("", text))
    mended = [*codes, "TGL-BENTUK"]
    timed = bare != text
    if m := _ISO.fullmatch(bare):
        plain = m[2] == "-" and not timed
        return _build(int(m[1]), int(m[3]), int(m[4]), "iso" if plain else "other", birth,
                      codes if plain else mended)  # fmt: skip
    if m := _DMY.fullmatch(bare):
        plain = m[2] in "-/" and not timed
        form: Form = ("dmy-" if m[2] == "-" else "dmy/") if plain else "other"
        return _build(int(m[4]), int(m[3]), int(m[1]), form, birth, codes if plain else mended)
    if m := _DMYY.fullmatch(bare):
        full = _century(int(m[4]), year, birth)
        return _build(full, int(m[3]), int(m[1]), "other", birth, [*codes, "TGL-DUA-DIGIT"])
    if m := _NAMED.fullmatch(bare):
        month = BULAN_DIBACA.get(m[2], 0)
        short = len(m[3]) == 2
        full = _century(int(m[3]), year, birth) if short else int(m[3])
        found = [*mended, "TGL-DUA-DIGIT"] if short else mended
        return _build(full, month, int(m[1]), "other", birth, found)
    if m := _COMPACT.fullmatch(bare):
        return _build(int(m[1] + m[2]), int(m[3]), int(m[4]), "other", birth, mended)
    if re.fullmatch(r"\d{5}([.,]\d+)?", bare):
        return _parse_number(float(bare.replace(",", ".")), birth, date1904)
    return _parse_partial(bare, codes, birth)


def _parse_partial(text: str, codes: list[str], birth: bool) -> Parsed:
    found = [*codes, "TGL-TAK-PENUH"]
    if _YEAR.fullmatch(text):
        return _build(int(text), *_MIDYEAR, "other", birth, found)
    if m := _MONTH_YEAR.fullmatch(text):
        return _build(int(m[2]), int(m[1]), 1, "other", birth, found)
    if m := _YEAR_MONTH.fullmatch(text):
        return _build(int(m[1]), int(m[2]), 1, "other", birth, found)
    if m := _NAMED_YEAR.fullmatch(text):
        return _build(int(m[2]), BULAN_DIBACA.get(m[1], 0), 1, "other", birth, found)
    if text == "0":
        return Parsed(None, "other", (*codes, "TGL-PENANDA"))
    return Parsed(None, "other", (*codes, "TGL-MUSTAHIL"))


def _parse_number(number: float, birth: bool, date1904: bool) -> Parsed:
    if number in (0, 1):
        return Parsed(None, "other", ("TGL-PENANDA",))
    if 1900 <= number <= 2100:
        return _build(int(number), *_MIDYEAR, "other", birth, ["TGL-TAK-PENUH"])
    days = int(number) + (_SHIFT_1904 if date1904 else 0)
    if days not in _SERIAL:
        return Parsed(None, "other", ("TGL-MUSTAHIL",))
    date = _EPOCH + dt.timedelta(days=days)
    return _build(date.year, date.month, date.day, "other", birth, ["TGL-SERIAL"])


def _century(two_digits: int, year: int, birth: bool) -> int:
    latest = year - 17 if birth else year
    return 2000 + two_digits if 2000 + two_digits <= latest else 1900 + two_digits


def _build(year: int, month: int, day: int, form: Form, birth: bool, codes: list[str]) -> Parsed:
    parts = (year, month, day)
    sentinel = year == 0 or (month == 0 and day == 0) or parts in _SENTINELS
    if sentinel or (parts == _SENTINEL_TMT and not birth):
        return Parsed(None, form, ("TGL-PENANDA",))
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return Parsed(None, form, ("TGL-MUSTAHIL",))
    if year not in _YEARS:
        return Parsed(None, form, ("TGL-MUSTAHIL",))
    return Parsed(date, form, tuple(codes))


def count_forms(coded: Coded, parsed: list[Parsed]) -> Counter[Form]:
    """Return how many rows of a column are written in each plain form."""
    counts: np.ndarray | list[int] = []
    if len(coded.codes):
        counts = np.bincount(coded.codes, minlength=len(parsed))
    forms: Counter[Form] = Counter()
    for p, n in zip(parsed, counts, strict=False):
        if p.form in PLAIN_FORMS and n:
            forms[p.form] += int(n)
    return forms


def parse_columns(
    columns: dict[str, Coded], *, year: int, births: frozenset[str] = frozenset(),
    date1904: bool = False,
) -> dict[str, list[Parsed]]:  # fmt: skip
    """Return every distinct cell of date columns as a date.

    Parameters
    ----------
    columns : coded date columns by field
    year : report year
    births : fields that are birth dates
    date1904 : whether serial numbers count from 1904
    """
    return {
        f: [parse_date(v, year=year, birth=f in births, date1904=date1904) for v in c.values]
        for f, c in columns.items()
    }


def weigh_dates(columns: dict[str, Coded], parsed: dict[str, list[Parsed]]) -> Evidence:
    """Return what date columns show of the way in which dates are written."""
    first: set[str] = set()
    second: dict[str, frozenset[str]] = {}
    for field, coded in columns.items():
        texts: set[str] = set()
        used = set(np.unique(coded.codes).tolist())
        for i, value in enumerate(coded.values):
            if not isinstance(value, str) or i not in used:
                continue
            if m := _DMY.fullmatch(value.strip()):
                day, month = int(m[1]), int(m[3])
                if 12 < day <= 31 and 1 <= month <= 12:
                    first.add(field)
                elif 12 < month <= 31 and 1 <= day <= 12:
                    texts.add(value)
        if texts:
            second[field] = frozenset(texts)
    forms = {f: count_forms(c, parsed[f]) for f, c in columns.items()}
    return Evidence(forms=forms, day_first=frozenset(first), month_first=second)


def read_dates(
    columns: dict[str, Coded],
    index: pd.Index,
    parsed: dict[str, list[Parsed]],
    *,
    decided: Decided,
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return the date columns of one sheet as dates, and the findings.

    Plain forms other than the column's usual one are mended with a finding.

    Parameters
    ----------
    columns : coded date columns by field
    index : row addresses
    parsed : their distinct cells as dates
    decided : the usual form of each column
    """
    frame, notes = {}, []
    for field, coded in columns.items():
        usual = decided.forms.get(field)
        codes = [
            (*p.codes, "TGL-BENTUK") if p.form in _WRITTEN and p.form != usual and p.date
            else p.codes
            for p in parsed[field]
        ]  # fmt: skip
        values = np.array([p.date or "NaT" for p in parsed[field]] or ["NaT"], "datetime64[D]")
        frame[field] = pd.Series(values.astype("datetime64[ns]")[coded.codes], index)
        notes.append(note_values(coded, index, field, codes))
    return pd.DataFrame(frame, index=index), notes
