"""Stretches of service: by hand, and against a loop over every person's records."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.careers.service import service_stretches, without_date
from pug_analysis.ingest.schema import TABLES


def table(name: str, *rows: dict) -> pd.DataFrame:
    types = TABLES[name].dtypes
    return pd.DataFrame(list(rows), columns=list(types)).astype(types)


def person(who: str, entered: str, sex: str = "P") -> dict:
    return {"pegawai_id": who, "jenis_kelamin": sex, "tmt_cpns": entered}


def leaver(who: str, when: str | None, jenis: str = "pensiun") -> dict:
    return person(who, "2000-03-01") | {"tmt_pemberhentian": when, "jenis": jenis}


BY_HAND = {
    "pegawai": table(
        "pegawai", person("a", "2010-01-01"), person("b", "2005-02-01", "L"), person("c", "2001-01-01")
    ),
    "pemberhentian": table(
        "pemberhentian",
        leaver("d", "2020-06-01", "pindah"), leaver("d", "2019-06-01"), leaver("a", "2015-01-01"),
    ),
    "pindah": table(
        "pindah", {"pegawai_id": "b", "tmt_pindah": "2012-05-01"},
        {"pegawai_id": "b", "tmt_pindah": "2011-05-01"},
    ),
}  # fmt: skip
ACTIVE = pd.Series([True, True, False])


def test_stretches_by_hand():
    found = service_stretches(BY_HAND, active=ACTIVE).set_index("pegawai_id")
    # a was called a leaver but is active; c is not active and nobody knows since when; d left twice
    assert list(found.index) == ["a", "b", "d"]
    assert found["masuk"].tolist() == [2010 * 12, 2005 * 12 + 1, 2000 * 12 + 2]
    assert found["datang"].tolist() == [0, 2011 * 12 + 4, 0]
    assert found["keluar"].isna().tolist() == [True, True, False]
    assert found.loc["d", ["keluar", "jenis", "jenis_kelamin"]].tolist() == [
        2019 * 12 + 5,
        "pensiun",
        "P",
    ]
    assert found["jenis"].tolist() == ["", "", "pensiun"]


def test_inactive_people_without_a_date_are_counted():
    assert without_date(BY_HAND, active=ACTIVE) == 1
    assert without_date(BY_HAND, active=pd.Series([False, True, False])) == 1  # a has a date
    assert without_date(BY_HAND, active=pd.Series([True, True, True])) == 0


@pytest.mark.parametrize("seed", range(5))
def test_stretches_by_a_loop_over_people(seed):
    rng = np.random.default_rng(seed)
    day = lambda: f"{rng.integers(1990, 2025)}-{rng.integers(1, 13):02}-01"  # noqa: E731
    names = [f"p{i}" for i in range(40)]
    staff = [person(who, day()) for who in names[:25]]
    left = [leaver(str(who), day()) for who in rng.choice(names, 30)]
    moves = [{"pegawai_id": str(who), "tmt_pindah": day()} for who in rng.choice(names, 10)]
    tables = {
        "pegawai": table("pegawai", *staff),
        "pemberhentian": table("pemberhentian", *left),
        "pindah": table("pindah", *moves),
    }
    active = pd.Series(rng.random(25) < 0.8)
    found = service_stretches(tables, active=active).set_index("pegawai_id")
    there = [row["pegawai_id"] for row, one in zip(staff, active, strict=True) if one]
    for who in names:
        leavings = sorted(row["tmt_pemberhentian"] for row in left if row["pegawai_id"] == who)
        arrivals = sorted(row["tmt_pindah"] for row in moves if row["pegawai_id"] == who)
        assert (who in found.index) == (who in there or bool(leavings))
        if who not in found.index:
            continue
        gone = None if who in there else leavings[0]
        for column, text in (("keluar", gone), ("datang", (arrivals or [None])[0])):
            number = None if text is None else int(text[:4]) * 12 + int(text[5:7]) - 1
            value = found.loc[who, column]
            if column == "datang":
                assert value == (number or 0)
            else:
                assert (pd.isna(value) and number is None) or value == number
