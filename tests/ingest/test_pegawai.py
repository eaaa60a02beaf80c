"""The main export as a table."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest.clean import parse_kedudukan
from pug_analysis.ingest.pegawai import (
    completed_years,
    first_known,
    read_eselon,
    read_golongan,
    read_perangkat_daerah,
    reconcile,
)


def frame(**columns):
    return pd.DataFrame({k: pd.Series(v, dtype="string") for k, v in columns.items()})


def codes(notes):
    found = pd.concat(notes)
    return {tuple(r) for r in found[["alamat", "field", "kode"]].to_numpy()}


def test_code_first_then_name():
    notes = []
    data = frame(a=["1", "", ""], b=["x", "Pensiun", ""])
    assert first_known(data, "a", "b", parse_kedudukan, notes).tolist() == ["01", "99", ""]
    assert codes(notes) == {(2, "b", "KEDUDUKAN-TAK-DIKENAL")}


def test_golongan_by_status():
    notes = []
    data = frame(i=["31", "31", "32", "99", ""], n=["III/a", "III/a", "III/c", "III/a", ""])
    pppk = pd.Series([False, True, False, False, False])
    assert read_golongan(data, "i", "n", pppk, notes).tolist() == [
        "III/a",
        "IX",
        "III/c",
        "III/a",
        "",
    ]
    assert codes(notes) == {(1, "n", "GOL-BENTUK"), (2, "n", "GOL-BEDA"), (3, "i", "GOL-MUSTAHIL")}


def test_level_alone_needs_the_id():
    notes = []
    data = frame(eselon_id=["22", "", "31"], eselon_nama=["JPT Pratama", "JPT Pratama", ""])
    assert read_eselon(data, notes).tolist() == ["II.b", "", "III.a"]
    assert codes(notes) == {
        (0, "eselon_nama", "ESELON-BENTUK"),
        (1, "eselon_nama", "ESELON-MUSTAHIL"),
    }


def test_kind_of_post_wins_over_eselon():
    notes = []
    data = frame(eselon_id=["", "", "41", ""], eselon_nama=["II.b", "", "", "IV.a"])
    jenis = pd.Series(["fungsional", "struktural", "rangkap", "struktural"], dtype="string")
    eselon = pd.Series(["II.b", "", "IV.a", "IV.a"], dtype="string")
    kinds, levels = reconcile(data, jenis, eselon, notes)
    assert kinds.tolist() == ["fungsional", "struktural", "struktural", "struktural"]
    assert levels.tolist() == ["", "", "IV.a", "IV.a"]
    assert codes(notes) == {
        (0, "eselon_nama", "ESELON-BEDA-JENIS"),
        (1, "eselon_nama", "ESELON-KOSONG"),
    }


@pytest.mark.parametrize(
    ("path", "parent", "office"),
    [("A - B - PEMERINTAH X", "C", "B"), ("A", "C", "C"), ("A", "", "A"), ("", "", "")],
)
def test_perangkat_daerah(path, parent, office):
    names = read_perangkat_daerah(
        *(pd.Series([t], dtype="string") for t in (path, parent)), Config()
    )
    assert names.tolist() == [office]


def test_commonest_spelling_of_a_perangkat_daerah():
    paths = pd.Series(["DINAS A", "Dinas A", "Dinas  A", "Dinas A"], dtype="string")
    assert set(read_perangkat_daerah(paths, paths.where(paths == "", ""), Config())) == {"Dinas A"}


def test_completed_years_on_both_sides_of_the_day():
    since = pd.Series(pd.to_datetime(["1990-06-30", "1990-07-01", "1990-12-31", None]))
    june, december = (
        completed_years(since, day).tolist() for day in (date(2025, 6, 30), date(2025, 12, 31))
    )
    assert june[:3] == [35, 34, 34]
    assert december[:3] == [35, 35, 35]
    assert pd.isna(june[3])
