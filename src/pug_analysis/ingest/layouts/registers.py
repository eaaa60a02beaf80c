"""The layouts of the office's own registers: headers are the columns' words, as in the templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pug_analysis.ingest.declare.columns import Column
from pug_analysis.ingest.declare.columns import Kind as Content
from pug_analysis.ingest.declare.register import Register
from pug_analysis.ingest.layouts.fields import NAMA, Field, FieldKind, Layout
from pug_analysis.ingest.layouts.fields import NIP as NIP_SIASN

#: The office writes NIP, SIASN "NIP BARU".
_NIP: Final = Field("nip", "nip", "NIP", ("NIP BARU", *NIP_SIASN.aliases[1:]))
_KIND: Final[Mapping[Content, FieldKind]] = {
    "text": "text", "office": "text", "code": "code", "word": "word", "words": "words",
    "date": "date", "year": "year", "integer": "integer", "number": "number",
}  # fmt: skip


def layout_of(register: Register) -> Layout:
    """Return the layout that reads a register."""
    required = tuple((c.name,) for c in register.columns if c.required)
    fields = tuple(map(_field, register.columns))
    return Layout(register.name, register.label, fields, required, may_be_empty=True,
                  own=register.own, register=True)  # fmt: skip


def _field(column: Column) -> Field:
    if column.kind == "nip":
        return _NIP
    if column.kind == "name":
        return NAMA
    kind = _KIND[column.kind]
    return Field(column.name, kind, column.header, column.also, column.words, column.masked)
