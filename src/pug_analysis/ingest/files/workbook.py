"""Workbooks (xlsx, xlsb, ods, xls) as sheets of raw cells, through calamine.

What calamine does not tell of a sheet (errors, hidden rows ...) is read beside it, see
:mod:`~pug_analysis.ingest.files.marks`.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import python_calamine as calamine

from pug_analysis.ingest.files.guard import FileKind, check_extent, read_parts
from pug_analysis.ingest.files.marks import NO_MARKS, Marks, Place
from pug_analysis.ingest.files.marks_ods import mark_ods
from pug_analysis.ingest.files.marks_ooxml import find_date1904, mark_xlsx
from pug_analysis.ingest.files.marks_xls import mark_xls
from pug_analysis.ingest.files.marks_xlsb import mark_xlsb
from pug_analysis.ingest.files.sheets import Sheet
from pug_analysis.ingest.values.refused import Refused

_RISKY: Final = ("vbaProject.bin", "externalLinks/", "connections.xml")
_MARKERS: Final[dict[FileKind, Callable[[dict[str, bytes]], dict[str, Marks]]]] = {
    "xlsx": mark_xlsx,
    "xlsb": mark_xlsb,
    "ods": mark_ods,
}


def read_workbook(data: bytes, kind: FileKind) -> tuple[list[Sheet], list[str]]:
    """Return the sheets of a workbook, and the codes of findings about the file as a whole.

    Parameters
    ----------
    data : content of the file
    kind : from :func:`~pug_analysis.ingest.files.guard.sniff`

    Raises
    ------
    Refused
        if the guard refuses the file or it cannot be parsed.
    """
    parts = read_parts(data) if kind != "xls" else {}
    by_name = _MARKERS[kind](parts) if kind in _MARKERS else {}
    in_order = mark_xls(data) if kind == "xls" else []
    date1904 = find_date1904(parts)
    risky = any(mark in name for name in parts for mark in _RISKY)
    codes = ["BERKAS-MAKRO"] if risky else []
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [
                _read_sheet(book, meta, marks, date1904)
                for meta, marks in _beside(book.sheets_metadata, by_name, in_order)
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


def _beside(
    sheets: list[calamine.SheetMetadata], by_name: dict[str, Marks], in_order: list[Marks]
) -> list[tuple[calamine.SheetMetadata, Marks]]:
    """Return each sheet with its marks; an xls has no names that are worth a look."""
    if in_order:
        if len(in_order) != len(sheets):
            raise Refused("BERKAS-RUSAK")
        return list(zip(sheets, in_order, strict=True))
    return [(meta, by_name.get(meta.name, NO_MARKS)) for meta in sheets]


def _read_sheet(
    book: calamine.CalamineWorkbook,
    meta: calamine.SheetMetadata,
    marks: Marks,
    date1904: bool,
) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    rows, columns = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    # Of a formula that was never calculated calamine knows nothing, not even that it is there.
    rows = max([rows, *(row + 1 for row, _ in marks.special)])
    columns = max([columns, *(column + 1 for _, column in marks.special)])
    try:
        check_extent(rows, columns)
    except Refused as verdict:
        raise Refused(verdict.kode, lembar=meta.name, rincian=verdict.rincian) from None
    cells = sheet.to_python(skip_empty_area=False) if sheet.end else []
    merged = sheet.merged_cell_ranges if marks.merged is None else marks.merged
    return Sheet(
        name=meta.name,
        n_rows=rows,
        columns=_columns(cells, marks.special, rows, columns),
        hidden=marks.hidden or meta.visible != calamine.SheetVisibleEnum.Visible,
        merged=tuple(merged or ()),
        date1904=date1904,
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
        struck=marks.struck,
    )


def _columns(
    cells: Sequence[Sequence[object]], special: dict[Place, str], rows: int, columns: int
) -> tuple[np.ndarray, ...]:
    """Return the cells column by column, with the texts that stand for special ones."""
    by_column: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for (row, column), text in special.items():
        by_column[column].append((row, text))
    known = list(zip(*cells, strict=True))
    found = []
    for j in range(columns):
        filled = np.full(rows, "", dtype=object)
        if j < len(known):
            filled[: len(cells)] = known[j]
        for row, text in by_column[j]:
            filled[row] = text
        found.append(filled)
    return tuple(found)
