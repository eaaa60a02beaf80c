"""A sheet as read: raw cells column by column, with what is known beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pug_analysis.ingest.values.cells import CellValues, text_of, unwrap


class Records(Sequence[Sequence[object]]):
    """The columns of csv records, each taken out when it is asked for; missing fields are empty."""

    def __init__(self, records: list[list[str]]) -> None:
        self.records = records
        sizes = [len(record) for record in records]
        self._width, self._shortest = max(sizes, default=0), min(sizes, default=0)

    def __len__(self) -> int:
        """Count the columns."""
        return self._width

    # Nobody asks for several columns at once.
    def __getitem__(self, place: int) -> list[str]:  # type: ignore[override]  # no slices
        """Return a column."""
        if not 0 <= place < self._width:
            raise IndexError(place)
        if place < self._shortest:
            return [record[place] for record in self.records]
        return [record[place] if place < len(record) else "" for record in self.records]

    def row(self, i: int) -> list[str]:
        """Return a record."""
        record = self.records[i]
        return [*record, *[""] * (self._width - len(record))]


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
    hidden_columns : hidden columns, 0-based
    struck : by row, the columns that are struck through, as the bits of a number
    field_counts : csv only: number of fields of each record
    first : rows of the sheet before these, where it is read block by block
    more : whether further rows follow
    """

    name: str
    n_rows: int
    columns: Sequence[CellValues]
    hidden: bool = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    date1904: bool = False
    hidden_rows: int = 0
    hidden_columns: frozenset[int] = frozenset()
    struck: Mapping[int, int] = field(default_factory=dict)
    field_counts: np.ndarray | None = None
    first: int = 0
    more: bool = False

    def row(self, i: int) -> list[str]:
        """Return row ``i`` as text."""
        cells: Sequence[object]
        if isinstance(self.columns, Records):
            cells = self.columns.row(i)
        else:
            cells = [column[i] for column in self.columns]
        return [text_of(unwrap(cell)) for cell in cells]

    def head(self, n: int) -> list[list[str]]:
        """Return the first ``n`` rows as text."""
        return [self.row(i) for i in range(min(n, self.n_rows))]

    def rows_until(self, stop: int) -> Sheet:
        """Return the rows before ``stop``."""
        return self._cut(slice(0, min(stop, self.n_rows)))

    def tail(self, start: int) -> Sheet:
        """Return the rows from ``start`` on."""
        return self._cut(slice(start, self.n_rows))

    def _cut(self, rows: slice) -> Sheet:
        counts = None if self.field_counts is None else self.field_counts[rows]
        columns: Sequence[CellValues] = (
            Records(self.columns.records[rows])
            if isinstance(self.columns, Records)
            else tuple(column[rows] for column in self.columns)
        )
        return replace(
            self, n_rows=rows.stop - rows.start, columns=columns, field_counts=counts,
            first=self.first + rows.start,
        )  # fmt: skip


def join(one: Sheet, other: Sheet) -> Sheet:
    """Return two consecutive blocks of a sheet as one."""
    if not one.n_rows:
        return other
    columns: Sequence[CellValues]
    if isinstance(one.columns, Records) and isinstance(other.columns, Records):
        columns = Records([*one.columns.records, *other.columns.records])
    else:
        columns = tuple((*a, *b) for a, b in zip(one.columns, other.columns, strict=True))
    counts = None
    if one.field_counts is not None and other.field_counts is not None:
        counts = np.concatenate([one.field_counts, other.field_counts])
    return replace(
        other, n_rows=one.n_rows + other.n_rows, columns=columns, field_counts=counts,
        first=one.first,
    )  # fmt: skip
