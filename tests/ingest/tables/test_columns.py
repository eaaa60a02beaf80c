"""Columns and tables: the type of each kind, and a table without rows that keeps its types."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.tables.columns import DTYPE, PEGAWAI_ID, Table, TableColumn, columns

TABLE = Table(
    "coba",
    "satu baris per hari",
    columns(
        PEGAWAI_ID,
        ("nama_hari", "text", False, "Hari"),
        ("tanggal", "date", True, "Tanggal"),
        ("jumlah", "integer", False, "Jumlah"),
        ("bagian", "number", False, "Bagian"),
        ("libur", "boolean", False, "Libur"),
    ),
)


def test_columns_are_made_of_their_parts_in_order():
    name, kind, required, meaning = PEGAWAI_ID
    assert TABLE.columns[0] == TableColumn(name, kind, required, meaning)
    assert TABLE.columns[2] == TableColumn("tanggal", "date", required=True, meaning="Tanggal")
    assert [c.required for c in TABLE.columns] == [True, False, True, False, False, False]


def test_each_kind_has_its_type():
    assert TABLE.dtypes == {
        "pegawai_id": "string", "nama_hari": "string", "tanggal": "datetime64[ns]", "jumlah": "Int64",
        "bagian": "Float64", "libur": "boolean",
    }  # fmt: skip


def test_a_table_without_rows_keeps_its_columns_and_types():
    empty = TABLE.without_rows()
    assert len(empty) == 0
    assert {name: str(kind) for name, kind in empty.dtypes.items()} == TABLE.dtypes


@pytest.mark.parametrize("kind", DTYPE)
def test_a_missing_value_of_each_kind_stays_missing(kind):
    import pandas as pd

    assert pd.Series([None], dtype=DTYPE[kind]).isna().all()
