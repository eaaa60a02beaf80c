"""People by file and status, beside those of the last period."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest.tables.schema import NERACA_ORANG
from pug_analysis.pages.kualitas.orang import compare_people, people_by_file, people_by_status


def account(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(NERACA_ORANG.dtypes)).astype(NERACA_ORANG.dtypes)


NOW = account(
    ("a.csv", "", "", 2, 0),
    ("a.csv", "CPNS", "01", 3, 3),
    ("a.csv", "PNS", "01", 30, 26),
    ("a.csv", "PNS", "99", 4, 4),  # pensioned: used, not active
    ("b.csv", "PPPK", "01", 12, 12),  # PPPK under a code of PNS: not active
    ("b.csv", "PPPK Paruh Waktu", "101", 5, 5),
)


def test_by_file_by_hand():
    table = people_by_file(NOW, config=Config())
    assert table.to_numpy().tolist() == [
        ["a.csv", "PNS", 37, 33, 29],
        ["a.csv", "Tidak terbaca", 2, 0, 0],
        ["b.csv", "PPPK", 12, 12, 0],
        ["b.csv", "PPPK Paruh Waktu", 5, 5, 5],
    ]


def test_who_is_active_follows_the_settings():
    own = Config(data={"kedudukan_aktif_pppk": ["71", "01"]})
    table = people_by_file(NOW, config=own).set_index("status")
    assert table.loc["PPPK", "aktif"] == 12


def compare(now: int, before: int) -> pd.Series:
    tables = [account(("x", "PPPK", "71", n, n)) if n else account() for n in (now, before)]
    return people_by_status(*tables, config=Config()).iloc[0]


@pytest.mark.parametrize(
    ("now", "before", "fell"),
    [(90, 100, False), (89, 100, True), (9, 10, False), (8, 10, True), (0, 1, True), (0, 12, True),
     (12, 0, False), (100, 90, False)],
)  # fmt: skip
def test_a_fall_of_more_than_a_tenth_and_a_status_that_is_gone(now, before, fell):
    row = compare(now, before)
    assert bool(row["turun"]) is fell
    assert (row["aktif"], row["aktif_lalu"]) == (now, before)


def test_change_is_the_share_of_those_before():
    assert compare(8, 10)["perubahan"] == pytest.approx(-0.2)
    assert pd.isna(compare(8, 0)["perubahan"])


def test_the_same_people_under_a_code_that_is_not_active_fell():
    before = account(("b.csv", "PPPK", "71", 12, 12))
    now = account(("b.csv", "PPPK", "01", 12, 12))
    row = people_by_status(now, before, config=Config()).iloc[0]
    assert (row["masuk"], row["masuk_lalu"], row["aktif"], row["aktif_lalu"]) == (12, 12, 0, 12)
    assert row["turun"]


def test_cpns_who_became_pns_are_no_fall():
    before = account(("a", "CPNS", "01", 10, 10), ("a", "PNS", "01", 10, 10))
    table = people_by_status(account(("a", "PNS", "01", 20, 20)), before, config=Config())
    assert table[["status", "turun"]].to_numpy().tolist() == [["PNS", False]]


def test_two_periods_are_compared_by_the_settings_of_the_report(tiny_data):
    own = Config(data={"kedudukan_aktif_pppk": ["01"]})
    now = replace(tiny_data, config=own, tables={"neraca_orang": NOW})
    before = replace(tiny_data, year=2024, tables={"neraca_orang": NOW})
    table = compare_people(now, before).set_index("status")
    assert table.loc["PPPK", ["aktif", "aktif_lalu"]].tolist() == [12, 12]
    assert compare_people(now, None)["aktif_lalu"].isna().all()


def test_without_an_earlier_period_nothing_fell():
    table = people_by_status(NOW, config=Config())
    assert table["aktif_lalu"].isna().all()
    assert not table["turun"].any()
    assert table["status"].tolist() == ["PNS", "PPPK", "PPPK Paruh Waktu", "Tidak terbaca"]
