"""Women in each level before a programme and now: five people by hand, a regency by loops."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pandas as pd
import pytest

from pug_analysis.careers.levels import LEVELS, level_in
from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import Config, Kohort
from pug_analysis.errors import UsageError
from pug_analysis.ingest.build import build_periode
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.alumni import kepemimpinan
from pug_analysis.pages.alumni.kepemimpinan import (
    before_and_now,
    compare_with_snapshot,
    program_month,
)
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.stats import newcombe_difference, share_interval
from pug_analysis.terms.kalender import Periode


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def table(name: str, *lines: dict) -> pd.DataFrame:
    types = TABLES[name].dtypes
    frame = pd.DataFrame(list(lines), columns=list(types))
    texts = [c for c, kind in types.items() if kind == "string"]
    return frame.assign(**{c: frame[c].astype("string").fillna("") for c in texts}).astype(types)


def post(who: str, tmt: str, eselon: str = "", **more: object) -> dict:
    kind = "struktural" if eselon else "pelaksana"
    return {"pegawai_id": who, "tmt_jabatan": tmt, "jenis_jabatan": kind, "eselon": eselon,
            "penugasan": "definitif", "penyetaraan": False} | more  # fmt: skip


def staff(who: str, sex: str, entered: str = "2000-01-01", **more: object) -> dict:
    return {"pegawai_id": who, "jenis_kelamin": sex, "status_asn": "PNS", "kedudukan_hukum": "01",
            "tmt_cpns": entered, "usia_tahun": 40, "masa_kerja_tahun": 20} | more  # fmt: skip


def left(who: str, sex: str, when: str) -> dict:
    return {"pegawai_id": who, "jenis_kelamin": sex, "status_asn": "PNS", "tmt_cpns": "2000-01-01",
            "jenis": "pensiun", "tmt_pemberhentian": when}  # fmt: skip


#: a: Pengawas, then Administrator in 2022. b: Administrator who retired in June 2023. c: Pengawas turned into
#: JF in 2021. d: Pengawas since 2020, acting Administrator since 2021. e: arrived in 2024 as Pengawas.
TABLES_BY_HAND = {
    "pegawai": table("pegawai", *(
        staff(who, sex, jenis_jabatan=kind, eselon=eselon) for who, sex, kind, eselon in (
            ("a", "P", "struktural", "III.b"), ("c", "P", "fungsional", ""), ("d", "L", "struktural", "IV.a"),
            ("e", "P", "struktural", "IV.a"))
    ), staff("f", "L", kedudukan_hukum="99")),
    "pemberhentian": table("pemberhentian", left("b", "L", "2023-06-01")),
    "pindah": table("pindah", {"pegawai_id": "e", "tmt_pindah": "2024-05-01"}),
    "jabatan": table(
        "jabatan",
        post("a", "2000-01-01"), post("a", "2010-01-01", "IV.a"), post("a", "2016-12-30", "IV.b"),
        post("a", "2022-03-01", "III.b"),
        post("b", "2012-01-01", "III.a"),
        post("c", "2012-01-01", "IV.a"),
        post("c", "2021-12-31", jenis_jabatan="fungsional", jenjang_jf="Ahli Muda", penyetaraan=True),
        post("d", "2020-01-01", "IV.a"), post("d", "2021-01-01", "III.a", penugasan="plt"),
        post("e", "2024-05-01", "IV.a"), post("f", "2010-01-01", "III.a"),
    ),
}  # fmt: skip


def data_of(tables: dict, **kohort: object) -> Data:
    config = Config(kohort=Kohort(**kohort))
    snapshot = build_snapshot(tables["pegawai"], config=config)
    return Data(2025, "internal", config, MappingProxyType(dict(tables)), snapshot)


#: No staff list tells another day of entry.
NOBODY_KNOWN = pd.Series(dtype="datetime64[ns]", index=pd.Index([], dtype="string"))


def levels(at: str) -> dict[str, str]:
    active = is_active(TABLES_BY_HAND["pegawai"], config=Config())
    found = level_in(TABLES_BY_HAND, active=active, entered=NOBODY_KNOWN, month=month(at))
    return found.set_index("pegawai_id")["jenjang"].to_dict()


# --- by hand
@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2020-12", {"a": "Pengawas", "c": "Pengawas", "d": "Pengawas", "b": "Administrator"}),
        ("2021-12", {"a": "Pengawas", "c": "", "d": "Pengawas", "b": "Administrator"}),
        ("2023-05", {"a": "Administrator", "c": "", "d": "Pengawas", "b": "Administrator"}),
        ("2023-06", {"a": "Administrator", "c": "", "d": "Pengawas"}),
        ("2024-05", {"a": "Administrator", "c": "", "d": "Pengawas", "e": "Pengawas"}),
        ("1999-12", {}),
    ],
)
def test_who_is_at_which_level(at, expected):
    assert levels(at) == expected


def test_levels_of_a_few_people_are_only_counted():
    shares, gaps = before_and_now(
        data_of(TABLES_BY_HAND), month=month("2021-01"), register_start=month("2005-01")
    )
    assert shares["total"].sum() > 0
    assert shares[["estimate", "conf_low", "conf_high"]].isna().all(axis=None)
    assert gaps.drop(columns="jenjang").isna().all(axis=None)


def test_before_and_now(monkeypatch):
    monkeypatch.setattr(kepemimpinan, "MIN_PEOPLE", 1)
    shares, gaps = before_and_now(
        data_of(TABLES_BY_HAND), month=month("2021-01"), register_start=month("2005-01")
    )
    counts = shares.set_index(["jenjang", "masa"])[["wanita", "total"]]
    assert counts.loc["Pengawas"].to_numpy().tolist() == [[2, 3], [1, 2]]
    assert counts.loc["Administrator"].to_numpy().tolist() == [[0, 1], [1, 1]]
    assert counts.loc["JPT Pratama"].to_numpy().tolist() == [[0, 0], [0, 0]]
    assert shares["bulan"].unique().tolist() == [month("2020-12"), month("2025-12")]
    expected = newcombe_difference([1], [2], [2], [3]).iloc[0]
    one = gaps.set_index("jenjang").loc["Pengawas"]
    assert one[["estimate", "conf_low", "conf_high"]].tolist() == pytest.approx(
        expected[["estimate", "conf_low", "conf_high"]].tolist()
    )
    assert one["p_holm"] == pytest.approx(min(1, 2 * one["p_value"]))  # no JPT: two levels
    low = share_interval([2], [3])["conf_low"].iloc[0]
    assert shares["conf_low"].iloc[0] == pytest.approx(low)


def test_what_differs_from_the_export_is_counted():
    data = data_of(TABLES_BY_HAND)
    assert compare_with_snapshot(data)["berbeda"].tolist() == [0, 0, 0]
    jabatan = TABLES_BY_HAND["jabatan"]
    late = TABLES_BY_HAND | {"jabatan": jabatan.loc[jabatan["tmt_jabatan"] != "2022-03-01"]}
    # the history ends before the promotion of a: she is Pengawas by it, Administrator by the export
    assert compare_with_snapshot(data_of(late)).to_numpy().tolist() == [
        ["Pengawas", 2, 3, 1], ["Administrator", 1, 0, 1], ["JPT Pratama", 0, 0, 0],
    ]  # fmt: skip


# --- the programme
def test_a_programme_of_the_settings_or_of_the_notebook():
    assert program_month(data_of(TABLES_BY_HAND)) is None
    named = data_of(TABLES_BY_HAND, program_nama="Program", program_mulai=date(2021, 1, 1))
    assert program_month(named) == month("2021-01")
    assert program_month(named, mulai="2022-03-01") == month("2022-03")
    assert program_month(named, mulai="2022-03-15") == month("2022-04")  # its first whole month


@pytest.mark.parametrize(
    ("text", "said"),
    [("2022", "harus tanggal"), ("1 Maret", "harus tanggal"), ("2026-01-01", "sesudah")],
)
def test_a_wrong_day_is_refused(text, said):
    with pytest.raises(UsageError, match=said):
        program_month(data_of(TABLES_BY_HAND), mulai=text)


@pytest.mark.parametrize(
    ("at", "start"),
    [(None, "2005-01"), ("2021-01", None), ("2021-01", "2021-02"), ("2026-01", "2005-01")],
)
def test_nothing_is_told_of_a_month_that_cannot_be_rebuilt(at, start):
    months = [None if text is None else month(text) for text in (at, start)]
    shares, gaps = before_and_now(
        data_of(TABLES_BY_HAND), month=months[0], register_start=months[1]
    )
    assert shares.empty
    assert gaps.empty


def test_the_month_in_which_leaving_begins_to_be_recorded_is_the_first_one():
    shares, _ = before_and_now(
        data_of(TABLES_BY_HAND), month=month("2021-01"), register_start=month("2021-01")
    )
    assert len(shares) == 6


# --- a simulated regency over files: the truth is in the simulation
@pytest.mark.slow
def test_levels_of_a_regency_equal_the_planted_ones(tmp_path):
    regency = simulate(size=800, years=(2025,), seed=6)
    write_raw(regency, tmp_path / "data" / "raw", dirt=0.0, layout="csv")
    data = data_of(build_periode(tmp_path, Periode(2025), config=Config()).tables)
    checked = compare_with_snapshot(data)
    assert checked["berbeda"].tolist() == [0, 0, 0]
    assert checked["ekspor"].iloc[0] > 20
    shares, _ = before_and_now(data, month=month("2021-01"), register_start=month("2005-01"))
    found = shares.set_index(["jenjang", "masa"])
    for name, day in (("sebelum", "2020-12-31"), ("sekarang", "2025-12-31")):
        planted = {level: [0, 0] for level in ("", *LEVELS)}
        for one in regency.people.itertuples():
            if (
                one.tmt_cpns > pd.Timestamp(day)
                or one.exit <= pd.Timestamp(day)
                or one.tmt_pindah > pd.Timestamp(day)
            ):
                continue
            reached = (one.first_pengawas, one.first_administrator, one.first_jpt)
            height = sum(at <= pd.Timestamp(day) for at in reached)
            if one.first_penyetaraan <= pd.Timestamp(day):
                height = 0
            level = ("", *LEVELS)[height]
            planted[level][0] += one.sex == "P"
            planted[level][1] += 1
        for level in LEVELS:
            assert found.loc[(level, name), ["wanita", "total"]].tolist() == planted[level]
