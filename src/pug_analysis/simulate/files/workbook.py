"""A plain xlsx workbook of one sheet, text and number cells only, always with the same bytes.

Written directly because a general library spends most of the time of a sample on formats,
links and shared strings that raw exports do not have (measured: 12 times as long).
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

WrittenCell = str | int | float

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: The earliest date of a zip entry: a fixed mark instead of the clock.
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_ESCAPED: Final = frozenset("&<>")


def write_raw_workbook(path: Path, rows: Sequence[Sequence[WrittenCell]], *, sheet: str) -> None:
    """Write rows as the only sheet of a workbook; an empty text leaves the cell empty."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in (*_frame_parts(sheet), ("xl/worksheets/sheet1.xml", _sheet(rows))):
            entry = zipfile.ZipInfo(name, date_time=_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())


def _frame_parts(sheet: str) -> tuple[tuple[str, str], ...]:
    part = '<Override PartName="/xl/{}" ContentType="' + _TYPE + '.{}+xml"/>'
    return (
        (
            "[Content_Types].xml",
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            + part.format("workbook.xml", "sheet.main")
            + part.format("worksheets/sheet1.xml", "worksheet")
            + "</Types>",
        ),
        ("_rels/.rels", _relationship("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", _relationship("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        ),
    )


def _relationship(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _sheet(rows: Sequence[Sequence[WrittenCell]]) -> str:
    names = [column_name(i) for i in range(max(map(len, rows), default=0))]
    parts = [f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>']
    for number, row in enumerate(rows, 1):
        cells = "".join(
            [
                _cell(f"{name}{number}", value)
                for name, value in zip(names, row, strict=False)
                if value != ""
            ]
        )
        parts.append(f'<row r="{number}">{cells}</row>')
    parts.append("</sheetData></worksheet>")
    return "".join(parts)


def _cell(place: str, value: WrittenCell) -> str:
    if not isinstance(value, str):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = value if _ESCAPED.isdisjoint(value) else escape(value)
    space = ' xml:space="preserve"' if value != value.strip() else ""
    return f'<c r="{place}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def column_name(place: int) -> str:
    """Return the letters of a column counted from 0.

    >>> column_name(0), column_name(25), column_name(26), column_name(68)
    ('A', 'Z', 'AA', 'BQ')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
