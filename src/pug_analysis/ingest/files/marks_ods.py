"""Marks of the sheets of an OpenDocument workbook, read from its XML by a parser."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from pug_analysis.ingest.files.cell_range import MAX_COLUMNS, MAX_ROWS
from pug_analysis.ingest.files.guard import check_extent
from pug_analysis.ingest.files.marks import Area, Marks, Place, add_columns, name_error
from pug_analysis.ingest.values.cells import UNCALCULATED
from pug_analysis.ingest.values.refused import Refused

_ERROR: Final = re.compile(r"#[A-Z/0!?]+[A-Z0!?]|Err:\d+", re.IGNORECASE)
#: A cell may stand for many rows and columns.
_MOST_SPECIAL: Final = 5_000_000
_HIDDEN: Final = ("collapse", "filter")


def mark_ods(parts: dict[str, bytes]) -> dict[str, Marks]:
    """Return the marks of each sheet by its name.

    Parameters
    ----------
    parts : from :func:`~pug_analysis.ingest.files.guard.read_parts`

    Raises
    ------
    Refused
        if the content is no XML, or a sheet has too many columns or cells.
    """
    reader = _Reader()
    try:
        for name in ("styles.xml", "content.xml"):
            if parts.get(name):
                reader.read(parts[name])
    except (expat.ExpatError, ValueError):
        raise Refused("BERKAS-RUSAK", rincian="bagian berkas bukan XML yang utuh") from None
    return {name: sheet.marks() for name, sheet in reader.sheets.items()}


class _Sheet:
    """What is known of the table that is being read."""

    def __init__(self, *, hidden: bool) -> None:
        self.hidden = hidden
        self.row = self.column = self.columns = 0
        self.row_repeat = self.hidden_rows = self.tallest = self.widest = 0
        self.row_hidden = self.row_filled = False
        self.row_style = ""
        self.column_styles: list[str] = []
        self.hidden_columns: set[int] = set()
        self.special: dict[Place, str] = {}
        self.merged: list[Area] = []
        self.struck: dict[int, int] = {}

    def marks(self) -> Marks:
        return Marks(
            self.special, tuple(self.merged), self.hidden, self.hidden_rows,
            frozenset(self.hidden_columns), self.struck,
        )  # fmt: skip


class _Cell:
    """The cell that is being read: its attributes, and what its paragraphs say."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self.paragraphs = 0
        self.text: list[str] = []
        self.struck = False

    def special(self) -> str:
        """Return the text that stands for an error or a formula without a result, "" for neither."""
        own = self.attributes
        if "formula" not in own:
            return ""
        shown = "".join(self.text).strip() or own.get("string-value", "").strip()
        if own.get("error") or _ERROR.fullmatch(shown):
            return name_error(shown)
        kind = own.get("value-type", "")
        stored = ("string-value", "value", "date-value", "time-value", "boolean-value")
        has_result = self.paragraphs if kind == "string" else shown
        return "" if has_result or any(k in own for k in stored) else UNCALCULATED

    def filled(self) -> bool:
        """Whether the cell holds anything."""
        return bool(self.attributes.get("value-type") or self.paragraphs or self.special())


class _Reader:
    """Walk through the tags of the parts, whatever their prefixes."""

    def __init__(self) -> None:
        self.sheets: dict[str, _Sheet] = {}
        self.sheet: _Sheet | None = None
        self.cell: _Cell | None = None
        self.aside = 0
        self.group: list[bool] = []
        self.style = ""
        self.parents: dict[str, str] = {}
        self.undisplayed: set[str] = set()
        self.lines: dict[str, bool] = {}

    def read(self, xml: bytes) -> None:
        """Read a part; styles are looked up by later ones."""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.buffer_text = True
        self.parser.Parse(xml, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in ("annotation", "tracked-changes", "shapes"):
            self.aside += 1
        if self.aside:
            return
        own = _without_prefixes(attributes)
        if local == "style":
            self.style = own.get("name", "")
            self.parents[self.style] = own.get("parent-style-name", "")
        elif local == "table-properties" and own.get("display") == "false":
            self.undisplayed.add(self.style)
        elif local == "text-properties":
            self._note_line(own)
        elif local == "table":
            hidden = own.get("style-name", "") in self.undisplayed
            self.sheet = self.sheets[own.get("name", "")] = _Sheet(hidden=hidden)
            self.group = []
        elif self.sheet is not None:
            self._start_inside(local, own, self.sheet)

    def _note_line(self, own: dict[str, str]) -> None:
        kinds = [own[k] for k in ("text-line-through-style", "text-line-through-type") if k in own]
        if kinds:
            self.lines[self.style] = any(kind != "none" for kind in kinds)

    def _start_inside(self, local: str, own: dict[str, str], sheet: _Sheet) -> None:
        if local == "table-column":
            repeat = int(own.get("number-columns-repeated", "1"))
            places = range(sheet.columns, min(sheet.columns + repeat, MAX_COLUMNS))
            if own.get("visibility") in _HIDDEN:
                sheet.hidden_columns.update(places)
            sheet.column_styles += [own.get("default-cell-style-name", "")] * len(places)
            sheet.columns += repeat
        elif local in ("table-row-group", "table-column-group"):
            self.group.append(own.get("display") == "false")
        elif local == "table-row":
            sheet.row_repeat = int(own.get("number-rows-repeated", "1"))
            sheet.column = 0
            sheet.row_filled = False
            sheet.row_style = own.get("default-cell-style-name", "")
            sheet.row_hidden = own.get("visibility") in _HIDDEN or any(self.group)
        elif local in ("table-cell", "covered-table-cell"):
            self.cell = _Cell(own)
        elif self.cell is not None:
            if local == "p":
                self.cell.paragraphs += 1
            if local in ("p", "span", "a"):
                self.cell.struck |= self._is_struck(own.get("style-name", ""))
                self.parser.CharacterDataHandler = self.cell.text.append

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in ("annotation", "tracked-changes", "shapes"):
            self.aside -= 1
        elif self.aside or self.sheet is None:
            return
        elif local == "p":
            self.parser.CharacterDataHandler = None
        elif local in ("table-cell", "covered-table-cell") and self.cell is not None:
            self._keep(self.cell, self.sheet)
            self.cell = None
        elif local == "table-row":
            self.sheet.row += self.sheet.row_repeat
            if self.sheet.row_hidden and self.sheet.row_filled:
                self.sheet.hidden_rows += self.sheet.row_repeat
        elif local in ("table-row-group", "table-column-group"):
            self.group.pop()
        elif local == "table":
            self.sheet = None

    def _keep(self, cell: _Cell, sheet: _Sheet) -> None:
        """Note what a cell says, once for each row and column that it stands for."""
        own = cell.attributes
        repeat = int(own.get("number-columns-repeated", "1"))
        row, column = sheet.row, sheet.column
        sheet.column += repeat
        if cell.filled():
            sheet.tallest = max(sheet.tallest, row + sheet.row_repeat)
            sheet.widest = max(sheet.widest, column + repeat)
            sheet.row_filled = True
            check_extent(sheet.tallest, sheet.widest)
        text = cell.special()
        style = own.get("style-name") or sheet.row_style or _at(sheet.column_styles, column)
        struck = cell.filled() and (cell.struck or self._is_struck(style))
        rows, columns = range(row, row + sheet.row_repeat), range(column, column + repeat)
        if text:
            if len(sheet.special) + len(rows) * len(columns) > _MOST_SPECIAL:
                raise Refused("BERKAS-TERLALU-BESAR", rincian="terlalu banyak sel bergalat")
            sheet.special |= {(r, c): text for r in rows for c in columns}
        if struck:
            for r in rows:
                add_columns(sheet.struck, r, columns)
        down, right = (int(own.get(f"number-{k}-spanned", "1")) for k in ("rows", "columns"))
        if down > 1 or right > 1:
            end = (row + min(down, MAX_ROWS) - 1, column + min(right, MAX_COLUMNS) - 1)
            sheet.merged.append(((row, column), end))

    def _is_struck(self, style: str) -> bool:
        seen: set[str] = set()
        while style and style not in seen:
            if style in self.lines:
                return self.lines[style]
            seen.add(style)
            style = self.parents.get(style, "")
        return False


def _without_prefixes(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by local name; ``calcext:value-type`` would hide ``office:value-type``."""
    own = {}
    for key, value in attributes.items():
        prefix, _, local = key.rpartition(":")
        if prefix == "calcext":
            if local == "value-type" and value == "error":
                own["error"] = value
        else:
            own[local] = value
    return own


def _at(styles: list[str], place: int) -> str:
    return styles[place] if place < len(styles) else ""
