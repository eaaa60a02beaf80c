"""Date columns of a sheet."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from pug_analysis.ingest.values.cells import code_column
from pug_analysis.ingest.values.date_columns import parse_columns, read_dates, weigh_dates
from pug_analysis.ingest.values.refused import Refused
from pug_analysis.ingest.values.sheet_evidence import decide_form

DAY = dt.date(1990, 8, 15)


def read(*cells):
    columns = {"t": code_column(np.array(cells, dtype=object))}
    parsed = parse_columns(columns, year=2025)
    decided = decide_form(weigh_dates(columns, parsed))
    frame, notes = read_dates(columns, pd.RangeIndex(len(cells)), parsed, decided=decided)
    return frame["t"], pd.concat(notes)


def test_the_rarer_plain_form_is_noted():
    dates, notes = read("15-08-1990", "1990-08-15", "15-08-1990", DAY)
    assert set(dates) == {pd.Timestamp(DAY)}
    assert notes[["alamat", "kode"]].to_numpy().tolist() == [[1, "TGL-BENTUK"]]


def test_both_orders_in_one_column_are_refused():
    with pytest.raises(Refused, match="TGL-URUTAN"):
        read("08/15/1990", "15/08/1990")


def test_a_whole_column_with_the_month_first_is_read_so():
    dates, notes = read("08/15/1990", "9/16/1990", "10/17/90", "3/1/1990", "10/18/1990")
    days = ["1990-08-15", "1990-09-16", "1990-10-17", "1990-03-01", "1990-10-18"]
    assert dates.dt.strftime("%Y-%m-%d").tolist() == days
    assert notes["kode"].value_counts().to_dict() == {"TGL-BULAN-DULU": 5, "TGL-DUA-DIGIT": 1}


def test_a_mistyped_month_is_no_order():
    _, notes = read("32-13-1990", "15-08-1990")
    assert notes["kode"].tolist() == ["TGL-MUSTAHIL"]
