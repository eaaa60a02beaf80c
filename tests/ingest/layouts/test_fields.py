"""Fields of a layout, what is asked of it, and how headers compare."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.layouts.fields import NAMA, NIP, Field, Layout, field, header_key

LAYOUT = Layout(
    "coba",
    "Coba",
    (NIP, NAMA, field("tmt", "date", "TMT JABATAN", "TMT", "MULAI")),
    required=(("nip",), ("tmt",)),
)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("NIP BARU", "NIPBARU"),
        ("  nip_baru ", "NIPBARU"),
        ("TMT\nJabatan*", "TMTJABATAN"),
        ("TMT Jabatan²", "TMTJABATAN"),
        ("TMT Jabatan (1)", "TMTJABATAN"),
        ("TMT Jabatan 2)", "TMTJABATAN"),
        ("Eselon 2", "ESELON2"),  # a number that belongs to the name
        ("ＮＩＰ", "NIP"),
        ("†", ""),
    ],
)
def test_headers_compare_by_letters_and_digits(header, key):
    assert header_key(header) == key


def test_a_field_has_its_official_header_first():
    assert field("tmt", "date", "TMT JABATAN", "TMT") == Field(
        "tmt", "date", "TMT JABATAN", ("TMT",), None, free=True
    )
    assert field("x", "text", "X").aliases == ()


def test_a_layout_knows_its_fields_by_name():
    assert LAYOUT.kinds == {"nip": "nip", "nama": "name", "tmt": "date"}
    assert LAYOUT.field("tmt").aliases == ("TMT", "MULAI")
    assert LAYOUT.official("nip") == "NIP BARU"
    with pytest.raises(StopIteration):
        LAYOUT.field("tidak_ada")


@pytest.mark.parametrize(
    ("required", "personal"),
    [((("nip",), ("tmt",)), True), ((("tmt",),), False), ((("nip", "nama"),), False)],
)
def test_rows_belong_to_people_where_each_needs_a_nip(required, personal):
    assert Layout("coba", "Coba", LAYOUT.fields, required=required).personal is personal


def test_what_a_layout_is_if_nothing_is_said():
    assert (LAYOUT.may_be_empty, LAYOUT.own, LAYOUT.register) == (False, (), False)
