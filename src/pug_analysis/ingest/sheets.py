"""A sheet as read: raw cells column by column, with what is known beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pug_analysis.ingest.cells import text_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or a block of its rows. Row ``i`` (0-based) of a column is row ``i + 1`` of the spreadsheet.

    Attributes
    ----------
    name : sheet name, "" for csv and parquet
    n_rows : rows, the empty ones inside counted
    columns : the raw cells of each column
    hidden : whether the sheet is hidden
    merged : merged ranges ((row, column), (row, column)), both ends inside, 0-based
    date1904 : whether serial dates count from 1904
    hidden_rows : number of hidden or filtered rows
    field_counts : csv only: number of fields of each record
    first : rows of the sheet before these, where it is read block by block
    more : whether further rows follow
    """

    name: str
    n_rows: int
    columns: tuple[Sequence[object], ...]
    hidden: bool = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    date1904: bool = False
    hidden_rows: int = 0
    field_counts: np.ndarray | None = None
    first: int = 0
    more: bool = False

    def row(self, i: int) -> list[str]:
        """Return row ``i`` as text."""
        return [text_of(column[i]) for column in self.columns]

    def head(self, n: int) -> list[list[str]]:
        """Return the first ``n`` rows as text."""
        return [self.row(i) for i in range(min(n, self.n_rows))]

    def rows_until(self, stop: int) -> Sheet:
        """Return the rows before ``stop``."""
        counts = None if self.field_counts is None else self.field_counts[:stop]
        return replace(
            self, n_rows=min(stop, self.n_rows), columns=tuple(c[:stop] for c in self.columns),
            field_counts=counts,
        )  # fmt: skip

    def tail(self, start: int) -> Sheet:
        """Return the rows from ``start`` on."""
        counts = None if self.field_counts is None else self.field_counts[start:]
        return replace(
            self, n_rows=self.n_rows - start, columns=tuple(c[start:] for c in self.columns),
            field_counts=counts, first=self.first + start,
        )  # fmt: skip


def join(one: Sheet, other: Sheet) -> Sheet:
    """Return two consecutive blocks of a sheet as one; the narrower is filled with empty texts."""
    if not one.n_rows:
        return other
    width = max(len(one.columns), len(other.columns))
    pairs = zip(_widen(one, width), _widen(other, width), strict=True)
    counts = None
    if one.field_counts is not None and other.field_counts is not None:
        counts = np.concatenate([one.field_counts, other.field_counts])
    return replace(
        other, n_rows=one.n_rows + other.n_rows, columns=tuple((*a, *b) for a, b in pairs),
        field_counts=counts, first=one.first,
    )  # fmt: skip


def _widen(sheet: Sheet, width: int) -> list[Sequence[object]]:
    missing = width - len(sheet.columns)
    return [*sheet.columns, *([("",) * sheet.n_rows] * missing)]
