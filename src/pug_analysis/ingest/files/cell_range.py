"""Whether the XML of a sheet claims a cell outside the allowed rows and columns.

Regular expressions let a sheet pass whose rows and cells are all written the usual way, ``<c
r="A1"`` and ``<row r="1"``, well inside the limits. As soon as one tag is not, an XML parser reads
the whole sheet: addresses then count in any quotes, with blanks, as character references, or by
position.
"""

from __future__ import annotations

import re
from typing import Final, Literal
from xml.parsers import expat

Far = Literal["", "kolom", "baris", "rusak"]

#: A sheet of Excel ends here.
MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 200
#: Rows times columns: the parser makes room for all of them.
MAX_CELLS: Final = 40_000_000

#: Tags in the usual spelling and well inside the limits need no closer look; all others do.
_ODD: Final = (
    re.compile(rb'<c(?! r="(?:[A-Z]|[A-F][A-Z]|G[A-R])[1-9]\d{0,4}")[\s/>]'),
    re.compile(rb'<row(?! r="[1-9]\d{0,4}")[\s/>]'),
    re.compile(rb":(?:c|row)[\s/>]"),
)
_ADDRESS = re.compile(r"([A-Za-z]*)(\d*)")


class _Stop(Exception):  # noqa: N818 - how a handler ends the parser, no error
    pass


def find_far_cell(sheet: bytes) -> Far:
    """Return what lies outside: a column, a row, or nothing; "rusak" if it cannot be told.

    >>> find_far_cell(b"<sheetData><row r='1'><c r = 'XFD1'><v>1</v></c></row></sheetData>")
    'kolom'
    >>> find_far_cell(b"<sheetData><row r='1'><c r = 'XFD1' s='3'/></row></sheetData>")
    ''
    >>> find_far_cell(b'<sheetData><row r="1048577"/></sheetData>')
    'baris'
    """
    if sheet.count(b"<row") > MAX_ROWS:
        return "baris"
    return _parse(sheet) if any(odd.search(sheet) for odd in _ODD) else ""


def split_address(address: str) -> tuple[int, int]:
    """Return row and column, 0-based, of an address such as ``B7``.

    >>> split_address("AA10")
    (9, 26)

    Raises
    ------
    ValueError
        if it is no address.
    """
    found = _ADDRESS.fullmatch(address.strip())
    if not found or not found[1] or not found[2]:
        raise ValueError("an address must be letters and digits")
    return int(found[2]) - 1, _column(found[1]) - 1


def _parse(sheet: bytes) -> Far:
    """Walk through the tags; a row or cell without an address follows the one before it.

    Only cells with content count: colours that reach the last column hold nothing, and the parser
    makes no room for them.
    """
    row = column = widest = tallest = 0
    inside = False
    verdict: Far = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, widest, tallest, inside, verdict
        local = name.rpartition(":")[2]
        if local not in ("row", "c"):
            if inside:
                judge()
            return
        found = _ADDRESS.fullmatch(_address(attributes).strip())
        if inside or not found:
            verdict = "rusak"
            raise _Stop
        if local == "row":
            row, column = int(found[2] or row + 1), 0
        else:
            column = _column(found[1]) or column + 1
            row = max(row, int(found[2] or 0))
        inside = local == "c"
        if row > MAX_ROWS:
            verdict = "baris"
            raise _Stop

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name.rpartition(":")[2] != "c"

    def judge() -> None:
        nonlocal widest, tallest, verdict
        widest, tallest = max(widest, column), max(tallest, row)
        if column > MAX_COLUMNS or tallest * widest > MAX_CELLS:
            verdict = "kolom" if column > MAX_COLUMNS else "baris"
            raise _Stop

    def refuse(*_: object) -> None:
        nonlocal verdict
        verdict = "rusak"
        raise _Stop

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(sheet, True)
    except _Stop:
        return verdict
    except expat.ExpatError:
        return "rusak"
    return ""


def _address(attributes: dict[str, str]) -> str:
    if "r" in attributes:
        return attributes["r"]
    return next((v for k, v in attributes.items() if k.rpartition(":")[2] == "r"), "")


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper()[:6]:
        number = 26 * number + ord(letter) - 64
    return number
