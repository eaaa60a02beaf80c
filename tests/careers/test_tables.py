"""Which tables were taken is noted, never what is in them."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.tables import Tables, list_reads, note_read, noted_as


def test_taking_a_table_is_noted_and_looking_at_names_is_not():
    tables = Tables("1999", {"jabatan": pd.DataFrame(), "golongan": pd.DataFrame()})
    assert (sorted(tables), len(tables)) == (["golongan", "jabatan"], 2)
    assert not any(name.startswith("1999/") for name in list_reads())
    assert tables["jabatan"].empty
    assert tables.get("tidak ada") is None
    with pytest.raises(KeyError):
        tables["tidak ada"]
    assert [name for name in list_reads() if name.startswith("1999/")] == ["1999/jabatan"]
    assert set({**tables}) == set(tables)
    assert "1999/golongan" in list_reads()


def test_one_thing_is_noted_in_place_of_tables():
    tables = Tables("1998", {"neraca": pd.DataFrame(), "temuan": pd.DataFrame()})
    note_read("1998/dulu")
    with noted_as("1998/peringatan"):
        assert tables["neraca"].empty
    with pytest.raises(KeyError), noted_as("1998/peringatan"):
        tables["tidak ada"]
    found = [name for name in list_reads() if name.startswith("1998/")]
    assert found == ["1998/dulu", "1998/peringatan"]
    assert tables["temuan"].empty
    assert list_reads()[-1] == "1998/temuan"
