"""Stretches of service: by hand, and against a loop over every person's records."""

from __future__ import annotations

import csv

import numpy as np
import pandas as pd
import pytest

from pug_analysis.careers import cohort_of, load, service
from pug_analysis.careers.load import Data
from pug_analysis.careers.service import known_entries, service_stretches, without_date
from pug_analysis.config import Config
from pug_analysis.ingest.build import build_periode
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.peta.keluar import build_exits
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode


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
#: No staff list tells another day of entry.
NOBODY = pd.Series(dtype="datetime64[ns]", index=pd.Index([], dtype="string"))


def test_stretches_by_hand():
    found = service_stretches(BY_HAND, active=ACTIVE, entered=NOBODY).set_index("pegawai_id")
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
    found = service_stretches(tables, active=active, entered=NOBODY).set_index("pegawai_id")
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


# --- leavers whom a staff list knows
def test_the_entry_of_a_leaver_is_the_one_that_a_staff_list_knows(monkeypatch):
    left = table(
        "pemberhentian",
        *(
            leaver(who, "2024-06-01") | {"status_asn": "PPPK", "tmt_cpns": "2021-01-01"}
            for who in "cdefa"
        ),
    )
    now = {
        "pegawai": table("pegawai", person("a", "2010-01-01"), person("c", "2021-09-01")),
        "pemberhentian": left, "pindah": BY_HAND["pindah"],
    }  # fmt: skip
    earlier = [
        table("pegawai", person("d", "2021-05-01"), person("c", "2021-02-01")),
        table("pegawai", person("d", "2021-03-01"), person("e", "2021-07-01")),
    ]
    monkeypatch.setattr(service, "read_earlier", lambda data, name: earlier)
    entered = known_entries(Data(2024, "internal", Config(), now, pd.DataFrame()))
    found = service_stretches(now, active=pd.Series([True, False]), entered=entered)
    # c by this list, where it is no longer active; d and e by the newest earlier one; f by the NIP
    assert (found.set_index("pegawai_id")["masuk"] - 2021 * 12).to_dict() == {
        "a": -132, "c": 8, "d": 4, "e": 6, "f": 0,
    }  # fmt: skip


def test_no_earlier_list_is_read_where_this_one_knows_everybody(monkeypatch):
    monkeypatch.setattr(service, "read_earlier", None)
    now = BY_HAND | {"pemberhentian": BY_HAND["pemberhentian"].iloc[2:]}  # a, who is in the list
    known = known_entries(Data(2024, "internal", Config(), now, pd.DataFrame()))
    assert sorted(known.index) == ["a", "b", "c"]


def test_years_of_service_by_loops_over_the_raw_files(tmp_path):
    regency = simulate(size=400, years=(2024, 2025), seed=3)
    write_raw(regency, tmp_path / "data" / "raw", dirt=0, layout="csv")
    for year in (2024, 2025):
        build_periode(tmp_path, Periode(year), config=Config())
    data = load(2025, workspace=tmp_path)
    exits = build_exits(data, register_start=cohort_of(data).register_start)
    women = exits.counts.loc[
        (exits.counts["jenis"] == "pensiun") & (exits.counts["jenis_kelamin"] == "P")
    ]
    expected, mended = loop_over_files(tmp_path / "data" / "raw", first=exits.first)
    assert mended > 0
    assert women["person_years"].sum() == pytest.approx(expected)


def loop_over_files(raw, *, first: int) -> tuple[float, int]:
    """Years of service of women since a month, and leaving PPPK whose month only an old list knows."""

    def read(year, start):
        for path in sorted((raw / str(year)).glob(f"{start}*.csv")):
            text = path.read_text(encoding="utf-8-sig").splitlines()
            yield from csv.DictReader(text, delimiter=";" if ";" in text[0] else ",")

    def number(text):
        _, month, year = map(int, text.split("-"))
        return year * 12 + month - 1

    now = {row["NIP BARU"]: row for row in read(2025, "Export Data ASN")}
    old = {row["NIP BARU"]: row for row in read(2024, "Export Data ASN")}
    gone = {
        row["nipBaru"]: number(row["tmtPemberhentian"])
        for row in read(2025, "Daftar Pemberhentian")
    }
    came = {row["nipBaru"]: number(row["tmtPindah"]) for row in read(2025, "Riwayat Pindah")}
    active = {nip for nip, row in now.items() if row["KEDUDUKAN HUKUM ID"] in ACTIVE_CODES}
    end, months, mended = 2025 * 12 + 12, 0, 0
    for nip in active | set(gone):
        row = now.get(nip) or old.get(nip)
        female = row["JENIS KELAMIN"] == "F" if nip in now else nip[14] == "2"
        if row is None:
            pppk = nip[12] == "2"
            entered = int(nip[8:12]) * 12 + (0 if pppk else int(nip[12:14]) - 1)
        else:
            entered = number(row["TMT CPNS"])
            mended += female and nip not in now and nip[12] == "2" and entered % 12 > 0
        stop = end if nip in active else gone[nip]
        months += female * max(0, min(stop, end) - max(entered, came.get(nip, 0), first))
    return months / 12, mended


#: Codes of kedudukan hukum that count as active, of PNS and of PPPK.
ACTIVE_CODES = {"01", "02", "03", "04", "13", "15", "20", "71", "73", "101"}
