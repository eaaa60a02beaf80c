"""The released tables as files that Excel opens without running anything.

A text that begins like a formula stays text: in the CSV it gets a leading apostrophe, in the
workbook it is written as a string cell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pug_analysis.report.gate.outputs import TablePayload

#: Signs at which a spreadsheet begins to calculate, those of wide East Asian letters too.
_FORMULA_START: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Where Excel of another language, or another program, would end a cell.
_QUOTED: Final = re.compile('[;,|"\t\r\n]')
_NUMBER: Final = re.compile(r"-?\d+(?:,\d+)?")
_NUMBER_FORMAT: Final = {"count": "#,##0", "share": "0.0%", "number": "#,##0.00"}
#: The creation date inside the workbook is fixed, so that the same tables give the same bytes.
_CREATED: Final = dt.datetime(1900, 1, 1)
_SHEET_LENGTH: Final = 31


def format_csv(table: TablePayload) -> bytes:
    r"""Write one table as CSV for Indonesian Excel.

    Separator ``;``, decimal comma, UTF-8 with BOM, ``\r\n``; the header holds the columns' names.

    Examples
    --------
    >>> format_csv({"columns": [{"name": "n"}, {"name": "p"}], "rows": [[1, 0.25]]})
    b'\xef\xbb\xbfn;p\r\n1;0,25\r\n'
    """
    header = [_format_cell(column["name"]) for column in table["columns"]]
    lines = [header, *([_format_cell(value) for value in row] for row in table["rows"])]
    text = "".join(";".join(map(_quote, line)) + "\r\n" for line in lines)
    return text.encode("utf-8-sig")


def _quote(cell: str) -> str:
    """Quote a text that holds a separator of any locale; a number is never quoted.

    With the comma as separator ``x,=1+1`` would be a text and a formula.
    """
    if not _QUOTED.search(cell) or _NUMBER.fullmatch(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def write_workbook(tables: Iterable[TablePayload], path: Path) -> None:
    """Write all tables into one workbook, one a sheet, listed on the first sheet "Isi".

    The same tables give the same bytes.
    """
    import xlsxwriter

    tables = list(tables)
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    names = _sheet_names([table["name"] for table in tables])
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": _CREATED})
        head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "bottom",
                "bottom": 1,
                "bg_color": "#E9EFF4",
            }
        )
        text = book.add_format({"text_wrap": True, "valign": "top"})
        kinds = {kind: book.add_format({"num_format": f}) for kind, f in _NUMBER_FORMAT.items()}
        _write_contents(book.add_worksheet("Isi"), tables, names, head=head, text=text)
        for table, name in zip(tables, names, strict=True):
            _write_sheet(book.add_worksheet(name), table, head=head, kinds=kinds)


def _write_contents(
    sheet: Any, tables: list[TablePayload], names: list[str], **formats: Any
) -> None:
    for column, label in enumerate(("Lembar", "Judul", "Catatan")):
        sheet.write_string(0, column, label, formats["head"])
    for row, (table, name) in enumerate(zip(tables, names, strict=True), start=1):
        sheet.write_string(row, 0, name, formats["text"])
        sheet.write_string(row, 1, table["title"], formats["text"])
        sheet.write_string(row, 2, " ".join(table["notes"]), formats["text"])
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 2, 70)
    sheet.freeze_panes(1, 0)


def _write_sheet(sheet: Any, table: TablePayload, *, head: Any, kinds: Mapping[str, Any]) -> None:
    for column, spec in enumerate(table["columns"]):
        sheet.write_string(0, column, spec["label"], head)
        values = [row[column] for row in table["rows"]]
        for row, value in enumerate(values, start=1):
            if value is None:
                continue
            if isinstance(value, bool | str):
                sheet.write_string(row, column, _format_cell(value, guard=False))
            else:
                sheet.write_number(row, column, value, kinds.get(spec["kind"]))
        longest = max((len(str(value)) for value in values if isinstance(value, str)), default=0)
        sheet.set_column(column, column, min(max(12, longest, len(spec["label"]) // 2), 60))
    sheet.freeze_panes(1, 0)


def _sheet_names(names: list[str]) -> list[str]:
    """Cut names to Excel's 31 characters, keeping them apart whatever their case."""
    taken, result = {"isi"}, []
    for name in names:
        short = re.sub(r"[\[\]:*?/\\']", "-", name)[:_SHEET_LENGTH]
        number = 2
        while short.lower() in taken:
            tail = f"~{number}"
            short = name[: _SHEET_LENGTH - len(tail)] + tail
            number += 1
        taken.add(short.lower())
        result.append(short)
    return result


def _format_cell(value: Any, *, guard: bool = True) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, str):
        return _guard(value) if guard else value
    if isinstance(value, int):
        return str(value)
    return format(Decimal(repr(value)), "f").replace(".", ",").removesuffix(",0")


def _guard(text: str) -> str:
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA_START) else text
