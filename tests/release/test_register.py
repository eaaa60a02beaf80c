"""What pages say of the office's registers."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.release.register import belum_ada, dengan_tanggal, sumber_register, tanpa_register
from pug_analysis.terms.kalender import Periode

DATA = SimpleNamespace(
    config=Config(),
    cutoff=dt.date(2025, 6, 30),
    periode=Periode(2025, 1),
    tables={"sk_pug": pd.DataFrame({"x": [1]}), "rencana_aksi": pd.DataFrame({"x": []})},
)


@pytest.mark.parametrize("table", ["pelatihan_pug", "sk_pug", "kegiatan_pug", "rencana_aksi"])
def test_the_missing_file_and_its_place_are_named(table):
    said = belum_ada(table, DATA).html
    assert f"{table}.xlsx belum ada" in said
    assert "data/raw/2025-semester-1" in said


def test_what_is_no_register_is_refused():
    with pytest.raises(KeyError, match="pegawai"):
        belum_ada("pegawai", DATA)


def test_empty_registers_are_missing():
    assert tanpa_register("sk_pug", "rencana_aksi", data=DATA) == ["rencana_aksi"]


def test_the_source_names_the_register_and_the_day():
    said = sumber_register(DATA)
    assert "register" in said.lower()
    assert "30 Juni 2025" in said
    assert Config().instansi.singkatan in said


def test_days_are_written_in_words():
    table = pd.DataFrame({"hari": pd.to_datetime(["2025-02-01", None]), "lain": [1, 2]})
    shown = dengan_tanggal(table, days=["hari"])
    assert shown.to_numpy().tolist() == [["1 Februari 2025", 1], ["", 2]]
