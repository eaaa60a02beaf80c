"""One register of the office: its columns, what its rows are, its own rules, planted dirt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pug_analysis.ingest.declare.columns import Column

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Cell = str | int | float | date
#: A row as it is typed: cells by column, absent ones empty.
Row = Mapping[str, Cell]
#: From the rows of a table, by row address, to findings; it may mend cells in place.
Rule = Callable[["pd.DataFrame"], "list[pd.DataFrame]"]
#: From a clean cell to the damaged one, or None where the defect does not fit this cell.
Damage = Callable[[str, "np.random.Generator"], "str | int | None"]


@dataclass(frozen=True, slots=True)
class Dirt:
    """A defect that the simulation plants: the finding it must give, where, and how.

    ``damage`` is a function, or the name of one in ``simulate.dirt.defects_registers.DAMAGE``.
    """

    kode: str
    columns: tuple[str, ...]
    damage: str | Damage


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register, from which layout, table, template, dictionary and sample rows are derived.

    Attributes
    ----------
    name : of the table, the module and (with .xlsx) the template
    label : as the row account calls its sheets
    called : as the index of a report calls the file to bring
    grain : what one row of the table is
    purpose : what the template is for, above its table of columns
    columns : in the order of the template
    own : columns of which one must be there for a sheet to be this register: those that no other
        layout has
    examples : invented rows of a year, for the template and (without ``sample``) for the simulation
    happened : the date of the event; rows after the cut-off are not used. "": the register looks ahead
    interval : dates that must not be the wrong way round
    before_service : whether an event before the appointment counts
    rules : the register's own, applied row by row before the rules of all tables
    together : rules that compare rows with each other, after the rules of all tables
    dirt : planted defects; None derives them from the columns
    dirty_dates : date columns that get planted defects; None: all
    sample : the rows of a year of the simulated office; None: those of ``examples``
    place : order among the registers; equal ones stand by name
    """

    name: str
    label: str
    called: str
    grain: str
    purpose: str
    columns: tuple[Column, ...]
    own: tuple[str, ...]
    examples: Callable[[int], list[dict[str, Cell]]]
    happened: str = ""
    interval: tuple[str, str] | None = None
    before_service: bool = False
    rules: tuple[Rule, ...] = ()
    together: tuple[Rule, ...] = ()
    dirt: tuple[Dirt, ...] | None = None
    dirty_dates: tuple[str, ...] | None = None
    sample: Callable[[int, np.random.Generator], list[dict[str, Cell]]] | None = None
    place: int = 99

    def __post_init__(self) -> None:
        """Refuse a declaration that names columns which it does not have."""
        names = [c.name for c in self.columns]
        if len(set(names)) < len(names):
            raise ValueError(f"{self.name}: a column is declared twice")
        told = [*self.own, *(self.interval or ()), *(self.dirty_dates or ())]
        told += [self.happened] if self.happened else []
        told += [column for dirt in self.dirt or () for column in dirt.columns]
        if unknown := sorted(set(told) - set(names)):
            raise ValueError(f"{self.name}: {', '.join(unknown)} is no column")
        if self.happened and not self.column(self.happened).required:
            raise ValueError(f"{self.name}: the date of the event must be required")

    @property
    def template(self) -> str:
        """The file name of its template."""
        return f"{self.name}.xlsx"

    @property
    def personal(self) -> bool:
        """Whether its rows may name a person."""
        return any(c.kind == "nip" for c in self.columns)

    @property
    def offices(self) -> tuple[str, ...]:
        """Its columns of perangkat daerah."""
        return self.by_kind("office")

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(c for c in self.columns if c.name == name)

    def by_kind(self, *kinds: str) -> tuple[str, ...]:
        """Return the names of the columns of some kinds."""
        return tuple(c.name for c in self.columns if c.kind in kinds)
