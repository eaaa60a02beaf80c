"""Awards by sex."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from pug_analysis.pages.peta.penghargaan import (
    LAIN,
    SEMUA_PENGHARGAAN,
    compare_awards,
    kind_of_award,
)
from pug_analysis.stats import share_ratio


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Satyalancana Karya Satya X Tahun", "Satyalancana Karya Satya X Tahun"),
        ("SATYA LANCANA KARYA SATYA 20 TAHUN", "Satyalancana Karya Satya XX Tahun"),
        ("Satyalencana Karya Satya XXX", LAIN),
        ("Satyalancana Karya Satya XXX (30 Tahun)", "Satyalancana Karya Satya XXX Tahun"),
        ("ASN Teladan Tingkat X", LAIN),
        ("", LAIN),
    ],
)
def test_kinds(name, kind):
    assert kind_of_award(pd.Series([name], dtype="string")).tolist() == [kind]


@pytest.fixture
def data(tiny_data):
    """Thirty PNS: 15 men, of whom 6 had X, 15 women, of whom 9; half have served 12 years."""
    base = tiny_data.snapshot.iloc[[0] * 30].reset_index(drop=True)
    people = base.assign(
        pegawai_id=[f"p{i:02d}" for i in range(30)],
        jenis_kelamin=["L"] * 15 + ["P"] * 15,
        masa_kerja_tahun=pd.array([12] * 12 + [5] * 3 + [12] * 14 + [5], dtype="Int64"),
    )
    given = [f"p{i:02d}" for i in (*range(6), *range(15, 24))]
    awards = pd.DataFrame(
        {
            "pegawai_id": [*given, "p00", "lain"],
            "penghargaan": ["Satyalancana Karya Satya X Tahun"] * 15 + ["ASN Teladan"] * 2,
            "tahun": pd.array([2020] * 14 + [2025] * 3, dtype="Int64"),
        }
    )
    tables = MappingProxyType({**tiny_data.tables, "penghargaan": awards})
    return replace(tiny_data, people=people, tables=tables)


def test_counts_by_hand(data):
    table = compare_awards(data).set_index("jenis")
    assert table.loc[
        SEMUA_PENGHARGAAN, ["pria", "dasar_pria", "wanita", "dasar_wanita"]
    ].tolist() == [
        6,
        15,
        9,
        15,
    ]
    assert table.loc[SEMUA_PENGHARGAAN, ["pria_tahun_ini", "wanita_tahun_ini"]].tolist() == [1, 1]
    ten = table.loc["Satyalancana Karya Satya X Tahun"]
    assert ten[["pria", "dasar_pria", "wanita", "dasar_wanita"]].tolist() == [6, 12, 9, 14]
    assert ten["estimate"] == pytest.approx((9 / 14) / (6 / 12))


def test_classes_side_by_side_share_one_level(data):
    """One class in three would differ by chance too often if each had a level of its own."""
    ten = compare_awards(data).set_index("jenis").loc["Satyalancana Karya Satya X Tahun"]
    alone = share_ratio(9, 14, 6, 12, conf_level=0.95).iloc[0]
    together = share_ratio(9, 14, 6, 12, conf_level=1 - 0.05 / 3).iloc[0]
    ends = ["conf_low", "conf_high"]
    assert ten[ends].tolist() == pytest.approx(together[ends].tolist())
    assert ten["conf_low"] < alone["conf_low"]
    whole = compare_awards(data).set_index("jenis").loc[SEMUA_PENGHARGAAN]
    assert whole["conf_low"] == pytest.approx(share_ratio(9, 15, 6, 15).iloc[0]["conf_low"])


def test_people_count_once_and_leavers_not_at_all(data):
    assert compare_awards(data).set_index("jenis").loc[LAIN, "pria"] == 1


def test_few_awards_have_no_ratio(data):
    table = compare_awards(data).set_index("jenis")
    assert np.isnan(table.loc[LAIN, "estimate"])
    assert table.loc["Satyalancana Karya Satya XX Tahun", ["share_pria", "estimate"]].isna().all()


def test_without_a_register_there_is_nothing(tiny_data):
    assert compare_awards(tiny_data).empty
