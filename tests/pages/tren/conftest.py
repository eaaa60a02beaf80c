"""Periods of a regency that grows, and what the trend page computes of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import Config
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.tren.perubahan import compare_periods
from pug_analysis.pages.tren.proporsi import period_pairs, trend_table

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture
def series(tiny_data):
    """TINY many times over in 2023, 2024, June 2025 and 2025, with women coming."""
    empty = {name: TABLES[name].dtypes for name in TABLES if name not in tiny_data.tables}
    tables = {
        n: pd.DataFrame({c: pd.Series(dtype=t) for c, t in d.items()}) for n, d in empty.items()
    }
    staff = pd.concat(
        [
            tiny_data.tables["pegawai"].assign(pegawai_id=lambda t, i=i: t["pegawai_id"] + str(i))
            for i in range(12)
        ],
        ignore_index=True,
    )
    women = staff.loc[staff["jenis_kelamin"] == "P"].assign(
        tmt_cpns=pd.Timestamp("2025-02-01"), pegawai_id=lambda t: "n" + t["pegawai_id"]
    )

    def at(year, semester, *frames):
        people = pd.concat(frames, ignore_index=True)
        snapshot = build_snapshot(people, config=Config())
        every = {**tables, **tiny_data.tables, "pegawai": people}
        return replace(tiny_data, year=year, semester=semester, tables=every, people=snapshot)

    return (
        at(2023, 2, staff.iloc[:200]),
        at(2024, 2, staff.iloc[:240]),
        at(2025, 1, staff),
        at(2025, 2, staff, women),
    )


@pytest.fixture
def table(series):
    return trend_table(series)


@pytest.fixture
def changes(series):
    return compare_periods(period_pairs(series))
