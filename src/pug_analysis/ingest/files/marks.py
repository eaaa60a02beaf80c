"""What a workbook says of its cells beside their values, which calamine does not tell.

Calamine gives an empty text for a formula error and for a formula that was never calculated: both
would look like missing data. Nor does it tell what is hidden or struck through.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pug_analysis.ingest.values.cells import EXCEL_ERRORS

#: Row and column, 0-based.
Place = tuple[int, int]
#: Two corners, both ends inside.
Area = tuple[Place, Place]

#: What an error cell without a known name is taken for.
SOME_ERROR: Final = "#VALUE!"


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of a sheet beside the values of its cells.

    Attributes
    ----------
    special : text by place of cells with an error, or a formula that was never calculated
    merged : merged areas, None where calamine tells them itself
    hidden : whether the sheet is hidden (calamine may know better)
    hidden_rows : number of hidden or filtered rows
    hidden_columns : hidden columns, 0-based
    struck : by row, the columns with content that is struck through, as the bits of a number
    """

    special: dict[Place, str]
    merged: tuple[Area, ...] | None = None
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: frozenset[int] = frozenset()
    struck: dict[int, int] = field(default_factory=dict)


NO_MARKS: Final = Marks({})


def add_columns(struck: dict[int, int], row: int, columns: Iterable[int]) -> None:
    """Add the columns of a row to those that are struck through."""
    bits = struck.get(row, 0)
    for column in columns:
        bits |= 1 << column
    struck[row] = bits


def name_error(text: str) -> str:
    """Return the text of an error cell as a known error.

    >>> name_error(" #n/a "), name_error("#LAIN!")
    ('#N/A', '#VALUE!')
    """
    known = text.strip().upper()
    return known if known in EXCEL_ERRORS else SOME_ERROR
