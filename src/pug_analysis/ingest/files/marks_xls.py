"""Marks of the sheets of an xls workbook (BIFF 5 and 8), read record by record."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from pug_analysis.ingest.files.cell_range import MAX_COLUMNS
from pug_analysis.ingest.files.guard import check_extent
from pug_analysis.ingest.files.marks import Marks, Place, add_columns
from pug_analysis.ingest.files.ole import read_stream
from pug_analysis.ingest.values.cells import UNCALCULATED
from pug_analysis.ingest.values.refused import Refused

_BOF, _EOF, _SHEET, _FONT, _FORMAT = 0x809, 0x0A, 0x85, 0x31, 0xE0
#: What a sheet says of its own size: coloured columns may be part of it.
_EXTENT, _EXTENT_BYTES, _LAST_COLUMN = 0x200, 14, 256
_ROW, _COLUMNS, _FORMULA, _ERROR, _UNCALCULATED, _MANY = 0x208, 0x7D, 0x06, 0x205, 0x5E, 0xBD
#: Number, text, shared text, packed number, error or Boolean, formula, rich text: row, column, format.
_CELLS: Final = frozenset({0x203, 0x204, 0xFD, 0x27E, 0x205, 0x06, 0xD6})
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
_STRUCK: Final = 0x08
_NO_HEIGHT: Final = 0x20
#: The last bytes of a result that is no number; the first one then tells text, logical, error, empty.
_NO_NUMBER: Final = b"\xff\xff"
_ERROR_RESULT, _EMPTY_RESULT = 2, 3


def mark_xls(data: bytes) -> list[Marks]:
    """Return the marks of the sheets in their order.

    Parameters
    ----------
    data : content of the file

    Raises
    ------
    Refused
        if the file is damaged.
    """
    book = read_stream(data, ("Workbook", "Book"))
    try:
        sheets = [_Sheet(book, start, struck) for start, struck in _find_sheets(book)]
    except (struct.error, IndexError):
        raise Refused("BERKAS-RUSAK") from None
    # Programs that do not calculate write an empty text as the result of each formula. Where
    # somebody calculated, at least one formula of the workbook has another result.
    blank = not any(s.results for s in sheets)
    return [s.marks(blank=blank) for s in sheets]


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield the records of a part of the stream, and whether each is its own or a chart's in it."""
    depth = 0
    while start + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, start)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth < 1:
                return
        else:
            yield kind, book[start + 4 : start + 4 + length], depth == 1
        start += 4 + length


def _find_sheets(book: bytes) -> list[tuple[int, frozenset[int]]]:
    """Return where each sheet starts, and the cell formats that are struck through."""
    fonts: list[bool] = []
    formats: list[int] = []
    starts: list[int] = []
    for kind, body, _ in _records(book, 0):
        if kind == _SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _FONT:
            if len(fonts) == 4:  # there is no fifth font
                fonts.append(False)
            fonts.append(bool(body[2] & _STRUCK))
        elif kind == _FORMAT:
            formats.append(struct.unpack_from("<H", body)[0])
    struck = frozenset(i for i, font in enumerate(formats) if font < len(fonts) and fonts[font])
    return [(start, struck) for start in starts]


def _extent(kind: int, body: bytes) -> tuple[int, int]:
    """Return the last row and column, from 1, for which a record makes the parser make room."""
    if kind in _CELLS:
        row, column = struct.unpack_from("<HH", body)
        return row + 1, column + 1
    if kind == _MANY:
        row, first = struct.unpack_from("<HH", body)
        return row + 1, first + max(len(body) - 6, 0) // 6
    if kind == _EXTENT and len(body) >= _EXTENT_BYTES:
        _, bottom, _, right = struct.unpack_from("<IIHH", body)
        return (bottom, min(right, MAX_COLUMNS)) if right <= _LAST_COLUMN else (bottom, right)
    return 0, 0


class _Sheet:
    """One sheet: errors, formulas without a result, what is hidden or struck through."""

    def __init__(self, book: bytes, start: int, styles: frozenset[int]) -> None:
        self.styles = styles
        self.special: dict[Place, str] = {}
        self.formulas: list[Place] = []
        self.empty: list[Place] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.filled: set[int] = set()
        self.struck: dict[int, int] = {}
        self.uncalculated = False
        tallest = widest = 0
        for kind, body, own in _records(book, start):
            rows, columns = _extent(kind, body)
            if rows > tallest or columns > widest:
                tallest, widest = max(tallest, rows), max(widest, columns)
                check_extent(tallest, widest)
            if own:
                self._note(kind, body)

    @property
    def results(self) -> int:
        """Formulas with a result other than an empty text."""
        return len(self.formulas) - len(self.empty)

    def marks(self, *, blank: bool) -> Marks:
        """Return what was found; ``blank`` says that no formula of the workbook has a result."""
        lost = self.formulas if self.uncalculated else self.empty if blank else []
        special = dict.fromkeys(lost, UNCALCULATED) | self.special
        return Marks(
            special, hidden_rows=len(self.hidden_rows & self.filled),
            hidden_columns=frozenset(self.hidden_columns), struck=self.struck,
        )  # fmt: skip

    def _note(self, kind: int, body: bytes) -> None:
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            self.filled.add(row)
            if style in self.styles:
                add_columns(self.struck, row, (column,))
            if kind == _FORMULA:
                self._note_formula((row, column), body[6:14])
            elif kind == _ERROR and body[7]:
                self.special[row, column] = _ERRORS.get(body[6], "#VALUE!")
        elif kind == _MANY:
            row, first = struct.unpack_from("<HH", body)
            self.filled.add(row)
            styles = [struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 5, 6)]
            columns = [first + i for i, style in enumerate(styles) if style in self.styles]
            if columns:
                add_columns(self.struck, row, columns)
        elif kind == _ROW and body[12] & _NO_HEIGHT:
            self.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<5H", body)
            if flags & 1 or not width:
                self.hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))
        elif kind == _UNCALCULATED:
            self.uncalculated = True

    def _note_formula(self, place: Place, result: bytes) -> None:
        self.formulas.append(place)
        if result[6:8] != _NO_NUMBER:
            return
        if result[0] == _ERROR_RESULT:
            self.special[place] = _ERRORS.get(result[2], "#VALUE!")
        elif result[0] == _EMPTY_RESULT:
            self.empty.append(place)
