"""Tables of HTML pages (often named ``.xls``) and of web archives as sheets of text."""

from __future__ import annotations

import re
from email import message_from_bytes
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Final

from pug_analysis.ingest.files.cell_range import MAX_COLUMNS, MAX_ROWS
from pug_analysis.ingest.files.guard import FAR_COLUMN, check_extent
from pug_analysis.ingest.files.marks import Area, add_columns
from pug_analysis.ingest.files.plain_text import decode
from pug_analysis.ingest.files.sheets import Sheet
from pug_analysis.ingest.values.refused import Refused

_GROUPS: Final = ("thead", "tbody", "tfoot")
_STRUCK: Final = ("s", "strike", "del")
_SILENT: Final = ("script", "style")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_LINE = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_SPACES = re.compile(r"[ \r\n\t]+")


def read_html(data: bytes, *, name: str = "") -> tuple[Sheet, list[str]]:
    """Return the tables of an HTML page as one sheet of text, one below the other.

    Parameters
    ----------
    data : content of the page
    name : of the sheet

    Raises
    ------
    Refused
        if the page holds no table, or one with too many columns or cells.
    """
    text, codes = decode(data)
    parser = _Page()
    parser.feed(text)
    parser.close()
    tables = [t for t in parser.tables if t.rows]
    if not tables:
        raise Refused("BERKAS-BUKAN-TABEL")
    return _join(tables, name), codes


def read_archive(data: bytes) -> tuple[list[Sheet], list[str]]:
    """Return the pages with a table of a web archive (MHTML), one sheet each.

    Raises
    ------
    Refused
        if no page of the archive holds a table.
    """
    sheets: list[Sheet] = []
    codes: list[str] = []
    for part in message_from_bytes(data).walk():
        page = part.get_payload(decode=True)
        if part.get_content_type() != "text/html" or not isinstance(page, bytes):
            continue
        place = PurePosixPath(str(part.get("Content-Location", "")).replace("\\", "/"))
        try:
            sheet, found = read_html(page, name=place.stem)
        except Refused as verdict:
            if verdict.kode != "BERKAS-BUKAN-TABEL":
                raise
            continue
        sheets.append(sheet)
        codes += found
    if not sheets:
        raise Refused("BERKAS-BUKAN-TABEL", rincian="arsip web (MHTML) tanpa tabel")
    return sheets, sorted(set(codes))


class _Table:
    """The grid of one table: a cell that spans others stands in the first of them."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[Area] = []
        self.hidden: set[int] = set()
        self.struck: dict[int, int] = {}
        self.row_struck = False
        self._until: dict[int, int] = {}
        self._open_areas = 0

    def start_row(self, *, hidden: bool, struck: bool) -> None:
        self.rows.append([])
        self.row_struck = struck
        if hidden:
            self.hidden.add(len(self.rows) - 1)

    def put(self, text: str, across: int, down: int | None, *, struck: bool) -> None:
        """Put a cell into the next free column; ``down`` None reaches to the end of the group."""
        row = len(self.rows) - 1
        cells = self.rows[row]
        column = len(cells)
        while self._until.get(column, -1) >= row:
            column += 1
        if column >= MAX_COLUMNS and text:
            raise Refused("BERKAS-TERLALU-BESAR", rincian=FAR_COLUMN)
        cells += [""] * (column - len(cells))
        cells.append(text)
        bottom = MAX_ROWS if down is None else row + down - 1
        for place in range(column, min(column + across, MAX_COLUMNS)):
            self._until[place] = max(bottom, row)
        cells += [""] * (min(column + across, MAX_COLUMNS) - len(cells))
        if across > 1 or bottom > row:
            self.merged.append(((row, column), (bottom, column + across - 1)))
        if text and (struck or self.row_struck):
            add_columns(self.struck, row, (column,))

    def end_group(self) -> None:
        """End a group of rows: no cell spans rows of the next one."""
        last = len(self.rows) - 1
        self._until.clear()
        for i in range(self._open_areas, len(self.merged)):
            start, (bottom, right) = self.merged[i]
            self.merged[i] = (start, (min(bottom, last), right))
        self._open_areas = len(self.merged)


class _Page(HTMLParser):
    """Collect the tables of a page, those inside a cell of another one on their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[tuple[_Table, list[str] | None, tuple[int, int | None]]] = []
        self._table: _Table | None = None
        self._cell: list[str] | None = None
        self._span: tuple[int, int | None] = (1, 1)
        self._struck = self._silent = 0
        self._cell_struck = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {key: value or "" for key, value in attrs}
        if tag == "table":
            self._open_table()
        elif tag in _GROUPS and self._table is not None:
            self._close_cell()
            self._table.end_group()
        elif tag == "tr":
            self._close_cell()
            table = self._table or self._open_table()
            hidden = "hidden" in own or bool(_NOT_SHOWN.search(own.get("style", "")))
            table.start_row(hidden=hidden, struck=bool(_LINE.search(own.get("style", ""))))
        elif tag in ("td", "th") and self._table is not None and self._table.rows:
            self._close_cell()
            self._cell = []
            self._span = _read_span(own.get("colspan", "")) or 1, _read_span(own.get("rowspan", ""))
            self._cell_struck = bool(_LINE.search(own.get("style", "")))
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")
        elif tag in _STRUCK:
            self._struck += 1
        elif tag in _SILENT:
            self._silent += 1
        elif _LINE.search(own.get("style", "")):
            self._cell_struck = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", *_GROUPS):
            self._close_cell()
            if tag in _GROUPS and self._table is not None:
                self._table.end_group()
        elif tag == "table":
            self._close_table()
        elif tag in _STRUCK:
            self._struck = max(self._struck - 1, 0)
        elif tag in _SILENT:
            self._silent = max(self._silent - 1, 0)

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)
            self._cell_struck |= bool(self._struck and data.strip())

    def close(self) -> None:
        super().close()
        while self._table is not None:
            self._close_table()

    def _open_table(self) -> _Table:
        if self._table is not None:
            self._open.append((self._table, self._cell, self._span))
        self._table, self._cell = _Table(), None
        self.tables.append(self._table)
        return self._table

    def _close_table(self) -> None:
        self._close_cell()
        if self._table is not None:
            self._table.end_group()
        self._table = None
        if self._open:
            self._table, self._cell, self._span = self._open.pop()

    def _close_cell(self) -> None:
        if self._cell is not None and self._table is not None:
            text = _SPACES.sub(" ", "".join(self._cell)).strip(" ")
            self._table.put(text, *self._span, struck=self._cell_struck)
        self._cell, self._cell_struck = None, False


def _read_span(text: str) -> int | None:
    """Return how many rows or columns a cell spans, None for all that follow in its group."""
    text = text.strip()
    return (min(int(text), MAX_ROWS) or None) if text.isdecimal() else 1


def _filled(row: list[str]) -> int:
    """Return the number of cells up to the last one that holds something."""
    return max((j for j, cell in enumerate(row, 1) if cell), default=0)


def _join(tables: list[_Table], name: str) -> Sheet:
    height = sum(len(t.rows) for t in tables)
    # Columns to the right that hold nothing make no room.
    width = max(_filled(row) for table in tables for row in table.rows)
    check_extent(height, width)
    rows: list[list[str]] = []
    merged: list[Area] = []
    struck: dict[int, int] = {}
    hidden = 0
    for table in tables:
        first = len(rows)
        rows += [[*r[:width], *[""] * (width - len(r))] for r in table.rows]
        merged += [((a + first, b), (c + first, d)) for (a, b), (c, d) in table.merged]
        struck |= {row + first: columns for row, columns in table.struck.items()}
        hidden += len(table.hidden)
    columns = tuple(zip(*rows, strict=True))
    return Sheet(name, height, columns, merged=tuple(merged), hidden_rows=hidden, struck=struck)
