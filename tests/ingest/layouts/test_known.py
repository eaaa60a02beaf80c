"""Known layouts: headers are unambiguous and required fields exist."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.layouts.known import LAYOUTS, header_key
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.tables.schema import TABLES, UNUSED


@pytest.mark.parametrize(
    "text",
    [
        "NIP BARU",
        "nip_baru",
        "nipBaru",
        " NIP\u00a0\nBaru ",
        "NIP BARU*)",
        "NIP BARU 1)",
        "NIP BARU\u00b9",
    ],
)
def test_spellings_of_one_header(text):
    assert header_key(text) == "NIPBARU"


def test_every_table_has_a_layout():
    assert set(LAYOUTS) == set(TABLES) - {UNUSED}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda x: x.table)
def test_headers_of_a_layout_are_unambiguous(layout):
    keys = [
        header_key(h)
        for f in layout.fields
        for h in {header_key(x) for x in (f.official, *f.aliases)}
    ]
    assert len(keys) == len(set(keys))
    assert {n for group in layout.required for n in group} <= set(layout.kinds)
    assert set(layout.own) <= set(layout.kinds)
    if "nip" in layout.kinds:
        assert layout.official("nip") == ("NIP" if layout.register else "NIP BARU")


@pytest.mark.parametrize("table", REGISTERS)
def test_registers_have_the_headers_of_their_columns(table):
    columns = {c.name: c.name.upper().replace("_", " ") for c in TABLES[table].columns}
    columns.pop("pegawai_id", None)
    fields = {f.name: f for f in LAYOUTS[table].fields if f.name not in ("nip", "nama")}
    assert {name: f.official for name, f in fields.items()} == columns
    assert all((f.words is not None) == (f.kind in ("word", "words")) for f in fields.values())
