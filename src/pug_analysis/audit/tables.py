"""The tables of a published folder as both arms read them, and where a formula finds its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pug_analysis.audit.digits import NOTHING, Told, number, step_of, told, told_p
from pug_analysis.audit.published import (
    EXACT,
    HIDDEN,
    HIDDEN_AS,
    UnreadableReportError,
    count_of,
    read_table,
)

Row = Mapping[str, str]
#: A table, a row of it, and a column.
Key = tuple[str, int, str]
#: Columns of p-values and of the adjusted ones.
_P: Final = ("p_", "q_")


@dataclass(frozen=True, slots=True)
class Tables:
    """A report's tables.

    Attributes
    ----------
    rows : table to its rows, as text
    terms : table to its entry in the release ledger
    """

    rows: Mapping[str, Sequence[Row]]
    terms: Mapping[str, Mapping[str, Any]]

    def protected(self) -> list[str]:
        """Names of the tables whose counts are protected, with any row."""
        return [
            name
            for name, entry in sorted(self.terms.items())
            if entry["aturan"] != EXACT and self.rows[name]
        ]

    def counts(self, name: str) -> list[str]:
        """Columns of people of a table."""
        return list(self.terms[name]["orang"]) if name in self.terms else []

    def text(self, key: Key) -> str:
        """What stands in a cell."""
        name, row, column = key
        return self.rows[name][row].get(column, "")

    def secret(self, key: Key) -> bool:
        """Whether a cell is a protected count that is shown."""
        name, _, column = key
        entry = self.terms[name]
        exact = entry["aturan"] == EXACT or column in entry["tepat"]
        return not exact and column in entry["orang"] and self.text(key) not in ("", "0")

    def told(self, key: Key, columns: Iterable[str] = ()) -> Told:
        """What the digits of a cell tell; its step is that of the columns that are printed alike."""
        name, _, column = key
        if column.startswith(_P):
            return told_p(self.text(key))
        if column in self.counts(name):
            low, high = count_of(self.rows[name][key[1]], self.terms[name], column)
            return NOTHING if self.text(key) == "" else Told(low, high)
        return told(self.text(key), step=self.step(name, (column, *columns)))

    def told_alone(self, key: Key) -> Told:
        """What the digits of a cell tell where no other cell is printed alike."""
        if key[2].startswith(_P) or key[2] in self.counts(key[0]):
            return self.told(key)
        return told(self.text(key), step=step_of([self.text(key)]))

    def step(self, name: str, columns: Iterable[str]) -> float:
        """Step of rounding of some columns together."""
        return step_of(row.get(column, "") for row in self.rows[name] for column in columns)


def read_tables(folder: Path, ledger: Mapping[str, Any]) -> Tables:
    """Read every table of which the ledger has an entry.

    Raises
    ------
    UnreadableReportError
        if a table is missing or damaged.
    """
    terms = {name: entry for name, entry in ledger["tabel"].items() if entry is not None}
    try:
        return Tables({name: read_table(folder, name) for name in terms}, terms)
    except (OSError, ValueError):
        raise UnreadableReportError(folder) from None


def own_row(asked: Row, other: Row) -> bool:
    """Whether two rows are the same one."""
    return asked is other


def every_row(_row: Row) -> bool:
    """All rows of a table."""
    return True


def same(*columns: str, **fixed: str) -> Callable[[Row, Row], bool]:
    """Rows of another table that agree in some columns, and hold fixed words in others."""

    def agrees(asked: Row, other: Row) -> bool:
        return all(asked.get(name) == other.get(name) for name in columns) and all(
            other.get(name) == word for name, word in fixed.items()
        )

    return agrees


@dataclass(frozen=True, slots=True)
class At:
    """Where a formula finds a number.

    Attributes
    ----------
    columns : columns whose cells are added up, one in most
    table : whose; empty for the table of the estimate
    rows : which rows of it, asked with the row of the estimate
    """

    columns: tuple[str, ...]
    table: str = ""
    rows: Callable[[Row, Row], bool] = field(default=own_row)

    def keys(self, tables: Tables, own: str, row: Row) -> list[Key]:
        """Give the cells, none if the table is not in the report."""
        name = self.table or own
        found = enumerate(tables.rows.get(name, ()))
        return [
            (name, place, column)
            for place, other in found
            if self.rows(row, other)
            for column in self.columns
            if column in other
        ]


def at(*columns: str, table: str = "", rows: Callable[[Row, Row], bool] = own_row) -> At:
    """Shorthand for :class:`At`."""
    return At(columns, table, rows)


def added(parts: Sequence[Told]) -> Told:
    """What is told of a sum; nothing if nothing is told of a part."""
    if not parts or not all(part.known for part in parts):
        return NOTHING
    return Told(sum(part.low for part in parts), sum(part.high for part in parts))


def shown_count(text: str) -> float:
    """The count as a recomputation would take it: itself, or the middle of the hidden ones.

    >>> shown_count("30"), shown_count("*")
    (30.0, 4.0)
    """
    return float(HIDDEN_AS) if text == HIDDEN else number(text)
