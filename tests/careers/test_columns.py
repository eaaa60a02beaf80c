"""The column of sex is called as in the processed tables."""

from __future__ import annotations

from pug_analysis.careers.columns import SEX
from pug_analysis.ingest.tables.schema import TABLES


def test_sex_is_a_column_of_the_tables_of_people():
    assert all(SEX in TABLES[name].dtypes for name in ("pegawai", "pemberhentian"))
