"""Marks of the sheets of an xlsb workbook, read record by record."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from pug_analysis.ingest.files.cell_range import MAX_COLUMNS
from pug_analysis.ingest.files.guard import check_extent
from pug_analysis.ingest.files.marks import Area, Marks, Place
from pug_analysis.ingest.values.refused import Refused

_ROW, _ERROR, _FORMULA_ERROR, _COLUMNS, _SHEET, _MERGED = 0, 3, 11, 60, 156, 176
#: All cells: blank, number, error, logical, texts, and the same as results of formulas.
_FILLED: Final = frozenset(range(2, 12))
_NO_HEIGHT: Final = 0x10
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip


def mark_xlsb(parts: dict[str, bytes]) -> dict[str, Marks]:
    """Return the marks of each sheet by its name; struck-through cells are not looked for.

    Parameters
    ----------
    parts : from :func:`~pug_analysis.ingest.files.guard.read_parts`

    Raises
    ------
    Refused
        if a part is damaged.
    """
    try:
        # The guard lets no document type pass.
        relations = ET.fromstring(parts["xl/_rels/workbook.bin.rels"])  # noqa: S314
        targets = {tag.get("Id", ""): tag.get("Target", "") for tag in relations}
        found = {}
        for relation, name in _find_sheets(parts["xl/workbook.bin"]):
            target = targets.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            found[name] = _mark_sheet(parts.get(posixpath.normpath(path), b""))
    except (KeyError, IndexError, struct.error, ET.ParseError):
        raise Refused("BERKAS-RUSAK") from None
    return found


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while True:
            byte = part[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        if at + length > len(part):
            raise IndexError("a record must end inside its part")
        yield kind, part[at : at + length]
        at += length


def _find_sheets(part: bytes) -> Iterator[tuple[str, str]]:
    for kind, body in _records(part):
        if kind == _SHEET:
            relation, rest = _read_text(body[8:])
            yield relation, _read_text(rest)[0]


def _read_text(body: bytes) -> tuple[str, bytes]:
    end = 4 + 2 * struct.unpack_from("<I", body)[0]
    return body[4:end].decode("utf-16-le", "replace"), body[end:]


def _mark_sheet(part: bytes) -> Marks:
    special: dict[Place, str] = {}
    merged: list[Area] = []
    hidden_columns: set[int] = set()
    row, hidden, hidden_rows = -1, False, 0
    tallest = widest = 0
    for kind, body in _records(part):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
            hidden = bool(body[11] & _NO_HEIGHT)
        elif kind in _FILLED:
            hidden_rows += hidden
            hidden = False
            column = struct.unpack_from("<I", body)[0]
            tallest, widest = max(tallest, row + 1), max(widest, column + 1)
            check_extent(tallest, widest)
            if kind in (_ERROR, _FORMULA_ERROR):
                special[row, column] = _ERRORS.get(body[8], "#VALUE!")
        elif kind == _COLUMNS:
            first, last = struct.unpack_from("<II", body)
            if body[16] & 1:
                hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            merged.append(((top, left), (bottom, right)))
    return Marks(
        special, tuple(merged), hidden_rows=hidden_rows, hidden_columns=frozenset(hidden_columns)
    )
