"""Periods of a few invented people, for comparisons over time."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd
import pytest

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import Config
from pug_analysis.ingest.schema import TABLES

ESELON = {"Pengawas": "IV.a", "Administrator": "III.a", "JPT Pratama": "II.b"}


def _frame(name, rows):
    dtypes = TABLES[name].dtypes
    table = pd.DataFrame(rows, columns=list(dtypes)) if rows else pd.DataFrame(columns=list(dtypes))
    for column, dtype in dtypes.items():
        if dtype == "string":
            table[column] = table[column].astype(dtype).fillna("")
    return table.astype(dtypes)


@pytest.fixture
def post():
    """What a post is in both the staff list and the history; no level is a pelaksana."""

    def of(level="", since="2015-01-01"):
        kind = "struktural" if level else "pelaksana"
        return {"jenis_jabatan": kind, "eselon": ESELON.get(level, ""), "tmt_jabatan": since}

    return of


@pytest.fixture
def person(post):
    """A row of the staff list; further columns by name."""

    def of(name, sex, *, level="", since="2015-01-01", **columns):
        row = {
            "pegawai_id": name, "jenis_kelamin": sex, "status_asn": "PNS", "kedudukan_hukum": "01",
            "golongan": "III/c", "tmt_golongan": "2015-04-01", "tmt_cpns": "2010-03-01",
            "tingkat_pendidikan": "40", "usia_tahun": 40, "masa_kerja_tahun": 15,
        }  # fmt: skip
        return row | post(level, since) | columns

    return of


@pytest.fixture
def period():
    """A period from rows of its tables; ``period(2025, pegawai=[...], semester=1)``."""

    def of(year, *, semester=2, edition="internal", **rows):
        tables = {name: _frame(name, list(rows.get(name, ()))) for name in TABLES}
        config = Config()
        snapshot = build_snapshot(tables["pegawai"], config=config)
        return Data(year, edition, config, MappingProxyType(tables), snapshot, semester=semester)

    return of
