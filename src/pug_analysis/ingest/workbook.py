"""Workbooks (xlsx, xlsb, ods, xls) as sheets of raw cells, through calamine.

Calamine gives an empty text for a formula error and for a formula that was never calculated.
Both would look like missing data, so the sheet's XML is asked which cells they are.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
from typing import Final

import numpy as np
import python_calamine as calamine

from pug_analysis.ingest.cellrange import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from pug_analysis.ingest.cells import UNCALCULATED
from pug_analysis.ingest.guard import FileKind, Refused, read_parts
from pug_analysis.ingest.sheets import Sheet

_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_VALUE = re.compile(rb"<v[^>]*>(.*?)</v>|<t[^>]*>", re.DOTALL)
_SHEET = re.compile(rb"<sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_DATE1904 = re.compile(rb'date1904="(1|true)"')
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*\bhidden="(?:1|true)"')
_RISKY: Final = ("vbaProject.bin", "externalLinks/", "connections.xml")


def read_workbook(data: bytes, kind: FileKind) -> tuple[list[Sheet], list[str]]:
    """Return the sheets of a workbook, and the codes of findings about the file as a whole.

    Parameters
    ----------
    data : content of the file
    kind : from :func:`~pug_analysis.ingest.guard.sniff`

    Raises
    ------
    Refused
        if the guard refuses the file or it cannot be parsed.
    """
    parts = read_parts(data) if kind != "xls" else {}
    marked = _scan_parts(parts) if kind == "xlsx" else {}
    date1904 = bool(_DATE1904.search(parts.get("xl/workbook.xml", b"")))
    risky = any(mark in name for name in parts for mark in _RISKY)
    codes = ["BERKAS-MAKRO"] if risky else []
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [
                _read_sheet(book, meta, marked.get(meta.name, ({}, 0)), date1904)
                for meta in book.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError:
        raise Refused("BERKAS-SANDI") from None
    except (calamine.CalamineError, ValueError, OSError):
        raise Refused("BERKAS-RUSAK") from None
    except BaseException as error:
        # A panic of calamine's Rust code is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise Refused("BERKAS-RUSAK") from None
        raise
    return sheets, codes


def _read_sheet(
    book: calamine.CalamineWorkbook,
    meta: calamine.SheetMetadata,
    marked: tuple[dict[tuple[int, int], str], int],
    date1904: bool,
) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    rows, columns = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise Refused("BERKAS-TERLALU-BESAR", lembar=meta.name)
    cells = sheet.to_python(skip_empty_area=False) if sheet.end else []
    special, hidden_rows = marked
    filled: list[np.ndarray] = []
    for j, values in enumerate(zip(*cells, strict=True)):
        column = np.empty(len(cells), dtype=object)
        column[:] = values
        filled.append(column)
        for (row, col), text in special.items():
            if col == j and row < len(column):
                column[row] = text
    return Sheet(
        name=meta.name,
        n_rows=len(cells),
        columns=tuple(filled),
        hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
        merged=tuple(sheet.merged_cell_ranges or ()),
        date1904=date1904,
        hidden_rows=hidden_rows,
    )


def _scan_parts(parts: dict[str, bytes]) -> dict[str, tuple[dict[tuple[int, int], str], int]]:
    """Return per sheet name the cells with errors or uncalculated formulas, and hidden rows."""
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target")
        for tag in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b""))
    }
    found = {}
    for tag in _SHEET.findall(parts["xl/workbook.xml"]):
        target = targets.get(_attribute(tag, rb"\w+:id"), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        xml = parts.get(posixpath.normpath(path), b"")
        found[_attribute(tag, b"name")] = (_special_cells(xml), len(_HIDDEN_ROW.findall(xml)))
    return found


def _special_cells(xml: bytes) -> dict[tuple[int, int], str]:
    if b't="e"' not in xml and b"<f" not in xml:
        return {}
    special = {}
    for letters, digits, attributes, content in _CELL.findall(xml):
        value = _VALUE.search(content)
        text = (value.group(1) or b"").decode("utf-8", "replace").strip() if value else ""
        if b't="e"' in attributes:
            special[_position(letters, digits)] = html.unescape(text) or "#REF!"
        elif b"<f" in content and not text:
            special[_position(letters, digits)] = UNCALCULATED
    return special


def _position(letters: bytes, digits: bytes) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = 26 * column + letter - 64
    return int(digits) - 1, column - 1


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb'="([^"]*)"', tag)
    return html.unescape(found.group(1).decode("utf-8", "replace")) if found else ""
