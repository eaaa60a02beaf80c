"""From typed rows to the schema's tables."""

from __future__ import annotations

import pandas as pd

from pug_analysis.ingest.assemble import to_schema
from pug_analysis.ingest.reading.names import hide_numbers
from pug_analysis.ingest.tables.schema import TABLES


def test_order_does_not_tell_the_order_of_the_file():
    rows = pd.DataFrame(
        {"nip": ["b", "a"], "tmt_pindah": pd.to_datetime(["2020-01-01", "2021-01-01"])}
    )
    table = to_schema(rows, "pindah", {"a": "01", "b": "02"})
    assert table["pegawai_id"].tolist() == ["01", "02"]
    assert list(table) == list(TABLES["pindah"].dtypes)
    pd.testing.assert_frame_equal(to_schema(rows[::-1], "pindah", {"a": "01", "b": "02"}), table)


def test_missing_input_is_an_empty_table():
    table = to_schema(None, "jabatan", {})
    assert table.empty
    assert table.dtypes.astype(str).to_dict() == TABLES["jabatan"].dtypes


def test_long_numbers_are_hidden():
    assert hide_numbers("Diklat 2024 Angkatan 12") == "Diklat 2024 Angkatan 12"
    assert hide_numbers("198503122010012001 dan 0812-3456-7890") == "[nomor] dan [nomor]"
