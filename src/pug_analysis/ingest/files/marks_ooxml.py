"""Marks of the sheets of an xlsx workbook, read from its XML by a parser."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from pug_analysis.ingest.files.cell_range import MAX_COLUMNS, split_address
from pug_analysis.ingest.files.marks import NO_MARKS, Marks, Place, add_columns, name_error
from pug_analysis.ingest.values.cells import UNCALCULATED
from pug_analysis.ingest.values.refused import Refused

#: A sheet without any of these has nothing to be marked: formulas, errors, what is hidden or
#: struck through. Short signs are slow to look for, so there are few.
_TELLING: Final = (b"<f", b'="e"', b"hidden", b"strike")
_FALSE: Final = ("0", "false", "off")


def mark_xlsx(parts: dict[str, bytes]) -> dict[str, Marks]:
    """Return the marks of each sheet by its name.

    Parameters
    ----------
    parts : from :func:`~pug_analysis.ingest.files.guard.read_parts`

    Raises
    ------
    Refused
        if a part is no XML.
    """
    try:
        targets = {
            tag.get("Id", ""): tag.get("Target", "")
            for tag in _find(parts.get("xl/_rels/workbook.xml.rels", b""), "Relationship")
        }
        styles = _struck_styles(_part(parts, "styles"))
        texts = _struck_texts(_part(parts, "sharedStrings"))
        found = {}
        for tag in _find(parts["xl/workbook.xml"], "sheet"):
            relation = next((v for k, v in tag.attrib.items() if _local(k) == "id"), "")
            target = targets.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            xml = parts.get(posixpath.normpath(path), b"")
            found[tag.get("name", "")] = _mark_sheet(xml, styles, texts)
    except (ET.ParseError, expat.ExpatError, ValueError):
        raise Refused("BERKAS-RUSAK", rincian="bagian berkas bukan XML yang utuh") from None
    return found


def find_date1904(parts: dict[str, bytes]) -> bool:
    """Whether the serial dates of a workbook count from 1904."""
    try:
        tags = list(_find(parts.get("xl/workbook.xml", b""), "workbookPr"))
    except ET.ParseError:
        raise Refused("BERKAS-RUSAK", rincian="bagian berkas bukan XML yang utuh") from None
    return any(_is_true(tag.get("date1904")) for tag in tags)


def _part(parts: dict[str, bytes], stem: str) -> bytes:
    wanted = f"xl/{stem}.xml".lower()
    return next((content for name, content in parts.items() if name.lower() == wanted), b"")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _parse(xml: bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314  the guard lets no document type pass


def _find(xml: bytes, name: str) -> Iterator[ET.Element]:
    if xml:
        yield from (tag for tag in _parse(xml).iter() if _local(tag.tag) == name)


def _is_true(value: str | None) -> bool:
    return value is not None and value.strip().lower() not in _FALSE


def _is_struck(tag: ET.Element) -> bool:
    """Whether a font or a piece of text is struck through; without a value the tag alone says so."""
    return any(_local(t.tag) == "strike" and _is_true(t.get("val", "1")) for t in tag.iter())


def _struck_styles(xml: bytes) -> frozenset[str]:
    """Return the numbers of cell formats whose font is struck through."""
    if b"strike" not in xml:
        return frozenset()
    fonts: list[bool] = []
    formats: list[str] = []
    for group in _parse(xml):
        if _local(group.tag) == "fonts":
            fonts = [_is_struck(font) for font in group]
        elif _local(group.tag) == "cellXfs":
            formats = [xf.get("fontId", "0") for xf in group]
    return frozenset(
        str(i) for i, font in enumerate(formats) if int(font) < len(fonts) and fonts[int(font)]
    )


def _struck_texts(xml: bytes) -> frozenset[str]:
    """Return the numbers of shared texts of which a piece is struck through."""
    if b"strike" not in xml:
        return frozenset()
    return frozenset(str(i) for i, text in enumerate(_find(xml, "si")) if _is_struck(text))


def _mark_sheet(xml: bytes, styles: frozenset[str], texts: frozenset[str]) -> Marks:
    if not (styles or texts or _is_odd(xml) or any(sign in xml for sign in _TELLING)):
        return NO_MARKS
    reader = _SheetReader(styles, texts)
    reader.parser.Parse(xml, True)
    return reader.result()


def _is_odd(xml: bytes) -> bool:
    """Whether a sheet is not written the usual way: tags without prefix, values in double quotes."""
    start = xml.find(b"sheetData")
    return (
        xml[start - 1 : start] == b":"
        or b'width="0' in xml[: max(start, 0)]
        or xml.count(b"=") != xml.count(b'="')
        or (b"&" in xml and b"&#" in xml)
    )


class _SheetReader:
    """Walk through the tags of a sheet, whatever their prefixes, quotes and order of attributes."""

    def __init__(self, styles: frozenset[str], texts: frozenset[str]) -> None:
        self.styles, self.texts = styles, texts
        self.row = self.column = -1
        self.kind = self.style = ""
        self.formula = self.value = self.strike = False
        self.content: list[str] = []
        self.special: dict[Place, str] = {}
        self.struck: dict[int, int] = {}
        self.hidden_rows = 0
        self.hidden_columns: set[int] = set()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.buffer_text = True

    def result(self) -> Marks:
        """Return what was found."""
        return Marks(
            self.special, hidden_rows=self.hidden_rows,
            hidden_columns=frozenset(self.hidden_columns), struck=self.struck,
        )  # fmt: skip

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            address = attributes.get("r")
            if address:
                self.row, self.column = split_address(address)
            else:
                self.column += 1
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self.formula = self.value = self.strike = False
        elif name == "v":
            self.value = True
            if self.formula or self.kind == "e" or (self.texts and self.kind == "s"):
                self.content = []
                self.parser.CharacterDataHandler = self.content.append
        elif name == "f":
            self.formula = True
        elif name == "is":
            self.value = True
        elif name == "strike":
            self.strike |= _is_true(attributes.get("val", "1"))
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            self.hidden_rows += _is_hidden(attributes, "ht")
        elif name == "col" and _is_hidden(attributes, "width"):
            first, last = int(attributes["min"]) - 1, int(attributes["max"])
            self.hidden_columns.update(range(first, min(last, MAX_COLUMNS)))

    def _end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "v":
            self.parser.CharacterDataHandler = None
        elif name == "c":
            text = "".join(self.content).strip() if self.content else ""
            place = (self.row, self.column)
            if self.kind == "e":
                self.special[place] = name_error(text)
            elif self.formula and not text and not (self.kind == "str" and self.value):
                # A calculated empty text has a value, which is empty, and says it is a text.
                self.special[place] = UNCALCULATED
            if self.value and (
                self.strike
                or self.style in self.styles
                or (self.kind == "s" and text in self.texts)
            ):
                add_columns(self.struck, self.row, (self.column,))
            if self.content:
                self.content = []


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    if _is_true(attributes.get("hidden")):
        return True
    try:
        return float(attributes.get(size, "1")) == 0
    except ValueError:
        return False
