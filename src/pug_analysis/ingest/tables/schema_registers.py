"""The tables of the office's own registers, from their declarations."""

from __future__ import annotations

from pug_analysis.ingest.declare.columns import Column as Declared
from pug_analysis.ingest.declare.register import Register
from pug_analysis.ingest.tables.columns import PEGAWAI_ID, Column, Table


def table_of(register: Register) -> Table:
    """Return the processed table of a register; names of people are in no column of it."""
    columns = tuple(_column(c) for c in register.columns if c.kind != "name")
    return Table(register.name, register.grain, columns)


def _column(column: Declared) -> Column:
    if column.kind == "nip":
        name, _, _, meaning = PEGAWAI_ID
        return Column(name, "text", column.required, column.meaning or meaning)
    return Column(column.name, column.table_kind, column.required, column.meaning)
