"""Clocks behind dates: a day that an export has moved by its time zone or by rounding is put back.

A date without a clock is a midnight. Software that keeps it as an instant writes it in another zone
(17:00 of the day before, in UTC) or a few seconds short (23:59:48). Where the text says that it is
UTC, or the clock is that close to midnight, one cell is enough; other clocks after noon are judged by
the whole column.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_TIME = re.compile(
    r"[t ](\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*"
    r"(z|(?:gmt|utc)?\s?[+-]\d{2}:?\d{2}|gmt|utc|wib|wita|wit)?\s*(?:\(.*\))?$"
)
_HOUR: Final = 3600
_NOON: Final = 12 * _HOUR
#: From here on a clock without a zone is a midnight that was cut short.
_NEARLY_MIDNIGHT: Final = 23 * _HOUR + 1800
#: Midnight in Indonesia lies between 14:30 (WIT, old time) and 17:00 UTC.
_MIDNIGHT_UTC: Final = 14 * _HOUR + 1800
_LOCAL: Final = frozenset({"wib", "wita", "wit", "+0700", "+0800", "+0900"})


def cut_clock(text: str) -> tuple[str, int, bool]:
    """Return a text without its clock, the days to add, and whether its column has to judge it.

    Parameters
    ----------
    text : in lower case

    Examples
    --------
    >>> cut_clock("2008-03-31t17:00:00.000z"), cut_clock("3/1/2004 12:00:00 am")
    (('2008-03-31', 1, False), ('3/1/2004', 0, False))
    >>> cut_clock("31-03-2008 17:00:00")
    ('31-03-2008', 0, True)
    """
    m = _TIME.search(text)
    if not m:
        return text, 0, False
    hour = int(m[1]) % 12 + 12 * (m[4] == "pm") if m[4] else int(m[1])
    days, late = _judge(hour * _HOUR + int(m[2]) * 60 + int(m[3] or 0), m[5] or "")
    return text[: m.start()], days, late


def read_clock(clock: dt.time) -> tuple[int, bool]:
    """Return the days to add to a date cell by its clock, and whether its column has to judge it.

    >>> read_clock(dt.time(23, 59, 48)), read_clock(dt.time(9)), read_clock(dt.time(17))
    ((1, False), (0, False), (0, True))
    """
    return _judge(clock.hour * _HOUR + clock.minute * 60 + clock.second, "")


def _judge(seconds: int, zone: str) -> tuple[int, bool]:
    sign = re.sub(r"gmt|utc|[ :]", "", zone)
    if zone and sign not in _LOCAL:
        # An offset in hours and minutes; "z", "utc" and "gmt" have none.
        m = re.fullmatch(r"([+-])(\d{2})(\d{2})", sign)
        offset = (int(m[2]) * _HOUR + int(m[3]) * 60) * (-1 if m[1] == "-" else 1) if m else 0
        return int(seconds - offset >= _MIDNIGHT_UTC), False
    if seconds >= _NEARLY_MIDNIGHT:
        return 1, False
    return 0, not zone and seconds > _NOON
