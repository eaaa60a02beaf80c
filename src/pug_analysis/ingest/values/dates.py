"""Dates as offices write them. The day comes before the month, unless the whole column says otherwise.

Here a cell is read alone; what its column says is found out in ``datecolumns`` and ``dateorder``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from pug_analysis.ingest.values.cells import clean_code
from pug_analysis.ingest.values.clock import cut_clock, read_clock
from pug_analysis.ingest.values.sheet_evidence import DateForm
from pug_analysis.terms.kalender import BULAN_DIBACA

_DMY = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DMYY = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{2})")
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]+)[-/., ]*(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/. ](\d{1,2})")
_NAMED_FIRST = re.compile(r"([a-z]+)[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4})")
_YEAR_NAMED = re.compile(r"(\d{4})[-/. ]*([a-z]+)[-/. ]*(\d{1,2})")
_NAMED_YEAR = re.compile(r"([a-z]+)[-/., ]*(\d{4})")
_YEAR = re.compile(r"(19|20)\d{2}")
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat"
    r"|sun)(?:day)?),?\s+"
)

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
    """A cell read as a date: the date or None, the form it is written in, and codes.

    ``parts`` are year, month and day as the cell is usually read, also where there is no such day,
    of cells in which day and month could stand the other way round; ``group`` names their form.
    ``days`` were added for the clock; ``late`` is whether the column has to judge the clock.
    """

    date: dt.date | None
    form: DateForm
    codes: tuple[str, ...] = ()
    parts: tuple[int, int, int] | None = None
    group: str = ""
    days: int = 0
    late: bool = False


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
        form: DateForm = "other" if clock else "cell"
        found = ["TGL-BENTUK"] * clock
        parsed = _build(cell.year, cell.month, cell.day, form, birth, found, group="cell")
        return move(parsed, *read_clock(cell.time())) if clock else parsed
    if isinstance(cell, dt.date):
        return _build(cell.year, cell.month, cell.day, "cell", birth, [], group="cell")
    if isinstance(cell, dt.time):
        return Parsed(None, "other", ("TGL-PENANDA",))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _parse_number(float(cell), birth, date1904)
    text, codes = clean_code(cell)
    if not text:
        return Parsed(None, "", tuple(codes))
    bare, days, late = cut_clock(_WEEKDAY.sub("", text.lower()))
    timed = bare != text.lower()
    parsed = _parse_text(bare, codes, timed, year=year, birth=birth, date1904=date1904)
    return move(parsed, days, late)


def move(parsed: Parsed, days: int, late: bool) -> Parsed:
    """Return a date moved by the days that its clock stands for."""
    if parsed.date is None or not (days or late):
        return parsed
    date, codes = parsed.date, parsed.codes
    if days:
        date, codes = date + dt.timedelta(days=days), (*codes, "TGL-JAM")
    return replace(parsed, date=date, codes=codes, days=days, late=late)


def swap(parsed: Parsed) -> Parsed:
    """Return a date read with the month first, with a finding that says so."""
    if parsed.parts is None:
        return parsed
    year, month, day = parsed.parts
    codes = [c for c in parsed.codes if c not in ("TGL-MUSTAHIL", "TGL-PENANDA", "TGL-JAM")]
    if parsed.group.startswith("dmyy") and "TGL-DUA-DIGIT" not in codes:
        codes.append("TGL-DUA-DIGIT")
    other = _build(year, day, month, parsed.form, True, [*codes, "TGL-BULAN-DULU"])
    return move(replace(other, parts=parsed.parts, group=parsed.group), parsed.days, parsed.late)


def _parse_text(
    bare: str, codes: list[str], timed: bool, *, year: int, birth: bool, date1904: bool
) -> Parsed:
    mended = [*codes, "TGL-BENTUK"]
    if m := _ISO.fullmatch(bare):
        plain = m[2] == "-" and not timed
        return _build(int(m[1]), int(m[3]), int(m[4]), "iso" if plain else "other", birth,
                      codes if plain else mended, group="iso")  # fmt: skip
    if m := _DMY.fullmatch(bare):
        plain = m[2] in "-/" and not timed
        form: DateForm = ("dmy-" if m[2] == "-" else "dmy/") if plain else "other"
        found = codes if plain else mended
        return _build(int(m[4]), int(m[3]), int(m[1]), form, birth, found, group=f"dmy{m[2]}")
    if m := _DMYY.fullmatch(bare):
        full, found = _century(int(m[4]), year, birth), [*codes, "TGL-DUA-DIGIT"]
        return _build(full, int(m[3]), int(m[1]), "other", birth, found, group=f"dmyy{m[2]}")
    if m := _NAMED.fullmatch(bare):
        month = BULAN_DIBACA.get(m[2], 0)
        short = len(m[3]) == 2
        full = _century(int(m[3]), year, birth) if short else int(m[3])
        found = [*mended, "TGL-DUA-DIGIT"] if short else mended
        return _build(full, month, int(m[1]), "other", birth, found)
    if m := _NAMED_FIRST.fullmatch(bare):
        month = BULAN_DIBACA.get(m[1], 0)
        return _build(int(m[3]), month, int(m[2]), "other", birth, mended)
    if m := _YEAR_NAMED.fullmatch(bare):
        month = BULAN_DIBACA.get(m[2], 0)
        return _build(int(m[1]), month, int(m[3]), "other", birth, mended)
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
    parsed = _build(date.year, date.month, date.day, "other", birth, ["TGL-SERIAL"])
    clock = (dt.datetime.min + dt.timedelta(seconds=int(number % 1 * 86_400))).time()
    return move(parsed, *read_clock(clock))


def _century(two_digits: int, year: int, birth: bool) -> int:
    latest = year - 17 if birth else year
    return 2000 + two_digits if 2000 + two_digits <= latest else 1900 + two_digits


def _build(
    year: int,
    month: int,
    day: int,
    form: DateForm,
    birth: bool,
    codes: list[str],
    *,
    group: str = "",
) -> Parsed:
    parts = (year, month, day)
    turnable = parts if group and group != "cell" else None
    sentinel = year == 0 or (month == 0 and day == 0) or parts in _SENTINELS
    if sentinel or (parts == _SENTINEL_TMT and not birth):
        return Parsed(None, form, ("TGL-PENANDA",), turnable, group)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return Parsed(None, form, ("TGL-MUSTAHIL",), turnable, group)
    if year not in _YEARS:
        return Parsed(None, form, ("TGL-MUSTAHIL",), turnable, group)
    return Parsed(date, form, tuple(codes), turnable, group)
