"""The cells of a workbook as a reader sees them: one text per sheet, dates as dates.

Read from the parts themselves, hidden sheets and rows included, so that nothing that a reading
library would leave out is left out.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator, Mapping
from typing import Final

_CELL: Final = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
#: A cell as nearly all are written: style, type, value.
_PLAIN_CELL: Final = re.compile(
    r'<c r="[A-Z]{1,3}\d+"(?: s="(\d+)")?(?: t="([sn])")?(?:><v>([^<]*)</v></c>|/>)'
)
_VALUE: Final = re.compile(r"<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>")
_STRING: Final = re.compile(r"<(?:\w+:)?si\b[^>]*>(.*?)</(?:\w+:)?si>", re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_ROW_TAG: Final = rb'</?row(?: [\w:]+="[\w.: ]{0,12}")*/?>'
_GRID: Final = re.compile(_PLAIN_CELL.pattern.encode() + rb"|" + _ROW_TAG)
_TYPE: Final = re.compile(r'\bt="(\w+)"')
_STYLE: Final = re.compile(r'\bs="(\d+)"')
_CELL_FORMATS: Final = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT_OF: Final = re.compile(r'<(?:\w+:)?xf\b[^>]*?numFmtId="(\d+)"')
_OWN_FORMAT: Final = re.compile(r'numFmtId="(\d+)"\s+formatCode="([^"]*)"')
_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_GENERAL: Final = 0
_DATE_FORMATS: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
#: Serial numbers of days that could be somebody's birth: from 1930 on.
_SERIALS: Final = range(10_959, 60_000)


def read_cells(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the cells of each sheet of a workbook in order, separated by tabs.

    Parameters
    ----------
    parts : name to content of the parts of the file

    Notes
    -----
    A whole number in a cell of a date format, or of none, is also given as the day it stands for.
    Numbers in a format of numbers are counts.
    """
    shared = [
        html.unescape(_TAG.sub("", m[1]))
        for m in _STRING.finditer(_text(parts, "xl/sharedStrings.xml"))
    ]
    dates = _date_styles(_text(parts, "xl/styles.xml"))
    late = 'date1904="1"' in _text(parts, "xl/workbook.xml")
    epoch = dt.date(1904, 1, 1) if late else dt.date(1899, 12, 30)
    for name in sorted(parts):
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        sheet = _text(parts, name)
        cells = _PLAIN_CELL.findall(sheet)
        if len(cells) != len(_CELL.findall(sheet)):
            cells = [_take_apart(m[1], m[2] or "") for m in _CELL.finditer(sheet)]
        yield "\t".join(
            _read_cell(*cell, shared=shared, dates=dates, epoch=epoch) for cell in cells if cell[2]
        )


def _take_apart(attributes: str, body: str) -> tuple[str, str, str]:
    """Return style, type and value of a cell; any text that is no value is a value too."""
    kind, style, value = _TYPE.search(attributes), _STYLE.search(attributes), _VALUE.search(body)
    text = value[1] if value else _TAG.sub("", body)
    return (style[1] if style else "", kind[1] if kind and value else "" if value else "str", text)


def bare_sheet(part: bytes) -> bytes:
    """Return a part of a workbook without the cells that :func:`read_cells` gives in full."""
    return _GRID.sub(b" ", part)


def _text(parts: Mapping[str, bytes], name: str) -> str:
    return parts.get(name, b"").decode("utf-8", errors="replace")


def _date_styles(styles: str) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as a date, or as it is."""
    own = {
        int(number)
        for number, code in _OWN_FORMAT.findall(styles)
        if re.search("[dmy]", _QUOTED.sub("", html.unescape(code)), re.IGNORECASE)
    }
    found = _CELL_FORMATS.search(styles)
    formats = [int(n) for n in _FORMAT_OF.findall(found[0])] if found else []
    shown = {_GENERAL} | _DATE_FORMATS | own
    return frozenset(place for place, number in enumerate(formats) if number in shown) | (
        frozenset() if formats else frozenset({0})
    )


def _read_cell(
    style: str,
    kind: str,
    value: str,
    *,
    shared: list[str],
    dates: frozenset[int],
    epoch: dt.date,
) -> str:
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else value
    if kind in ("", "n") and int(style or 0) in dates:
        return f"{value} {_as_day(value, epoch)}"
    return html.unescape(value)


def _as_day(text: str, epoch: dt.date) -> str:
    try:
        number = float(text)
    except ValueError:
        return ""
    if int(number) not in _SERIALS:
        return ""
    return (epoch + dt.timedelta(days=int(number))).isoformat()
