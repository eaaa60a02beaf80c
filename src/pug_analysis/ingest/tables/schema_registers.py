"""The tables of the office's own registers, from their declarations."""

from __future__ import annotations

from pug_analysis.ingest.declare.columns import Column as Declared
from pug_analysis.ingest.declare.register import Register
from pug_analysis.ingest.tables.columns import PEGAWAI_ID, Table, TableColumn


def table_of(register: Register) -> Table:
    """Return the processed table of a register; names of people are in no column of it."""
    columns = tuple(_column(c) for c in register.columns if c.kind != "name")
    return Table(register.name, register.grain, columns)


def _column(column: Declared) -> TableColumn:
    if column.kind == "nip":
        name, _, _, meaning = PEGAWAI_ID
        return TableColumn(name, "text", column.required, column.meaning or meaning)
    return TableColumn(column.name, column.table_kind, column.required, column.meaning)
