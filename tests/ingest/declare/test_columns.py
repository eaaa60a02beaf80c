"""What a column says is enough to read, to store and to hide it."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.declare.columns import Column, words


@pytest.mark.parametrize(
    ("kind", "stored", "masked"),
    [
        ("text", "text", True), ("code", "text", True), ("office", "text", True),
        ("date", "date", False), ("year", "integer", False), ("integer", "integer", False),
        ("number", "number", False),
    ],
)  # fmt: skip
def test_kinds(kind, stored, masked):
    column = Column("tanggal_surat", kind, "Arti", "Cara")
    assert (column.header, column.table_kind, column.masked) == ("TANGGAL SURAT", stored, masked)


def test_free_text_is_hidden_unless_it_is_said_otherwise():
    assert Column("a", "text", "", "").masked
    assert not Column("a", "text", "", "", free=False).masked


def test_words_are_stored_as_text_unless_said_otherwise_and_are_not_free():
    column = Column("agenda", "word", "", "", words=words("123"), stored="integer")
    assert (column.table_kind, column.masked) == ("integer", False)
    assert Column("isi", "words", "", "", words=words("ab")).table_kind == "text"


@pytest.mark.parametrize("name", ["nama", "nip", "pegawai_id", "jenis_kelamin"])
def test_names_that_say_whose_row_it_is_are_taken(name):
    with pytest.raises(ValueError, match=f"{name}: this name says whose row it is"):
        Column(name, "text", "", "")


@pytest.mark.parametrize("kind", ["text", "word", "words"])
def test_lists_belong_to_words(kind):
    with pytest.raises(ValueError, match="closed list belongs to"):
        Column("a", kind, "", "", words=words("ab") if kind == "text" else None)
