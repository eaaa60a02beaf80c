"""A sheet as read: raw cells column by column, with what is known beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pug_analysis.ingest.cells import text_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Row ``i`` (0-based) of a column is row ``i + 1`` of the spreadsheet.

    Attributes
    ----------
    name : sheet name, "" for csv and parquet
    n_rows : rows, the empty ones inside counted
    columns : one object array of raw cells per column
    hidden : whether the sheet is hidden
    merged : merged ranges ((row, column), (row, column)), both ends inside, 0-based
    date1904 : whether serial dates count from 1904
    hidden_rows : number of hidden or filtered rows
    field_counts : csv only: number of fields of each record
    """

    name: str
    n_rows: int
    columns: tuple[np.ndarray, ...]
    hidden: bool = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    date1904: bool = False
    hidden_rows: int = 0
    field_counts: np.ndarray | None = None

    def row(self, i: int) -> list[str]:
        """Return row ``i`` as text."""
        return [text_of(column[i]) for column in self.columns]

    def head(self, n: int) -> list[list[str]]:
        """Return the first ``n`` rows as text."""
        return [self.row(i) for i in range(min(n, self.n_rows))]
