"""Who belongs to a cohort, from when leaving was recorded, and what was fixed on the day of entry."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.cohort import (
    LATE_POST,
    SILENCE,
    Cohort,
    build_cohort,
    cohort_of,
    count_flow,
    find_register_start,
    first_reason,
    pooled_cohort,
)
from pug_analysis.careers.spells import build_spells
from pug_analysis.ingest.tables.schema import TABLES

UNTIL = 2025 * 12 + 11  # December 2025


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def months(**dates: str) -> pd.Series:
    """Month numbers by person: months(a="2010-04")."""
    return pd.Series({who: month(text) for who, text in dates.items()}, dtype="Int64")


def table(name: str, *lines: dict) -> pd.DataFrame:
    schema = TABLES[name]
    frame = pd.DataFrame(list(lines), columns=[c.name for c in schema.columns])
    for column in schema.columns:
        if column.kind == "date":
            frame[column.name] = pd.to_datetime(frame[column.name])
        elif column.kind == "boolean":
            frame[column.name] = frame[column.name].astype("boolean").fillna(False)
        elif column.kind == "text":
            frame[column.name] = frame[column.name].astype("string").fillna("")
    return frame.astype(schema.dtypes)


def post(who: str, tmt: str, **more: object) -> dict:
    return {
        "pegawai_id": who,
        "tmt_jabatan": tmt,
        "penugasan": "definitif",
        "penyetaraan": False,
    } | more


# --- cohort
@pytest.fixture
def tables(people):
    staff = people(
        """
        P PNS  01 III/c pelaksana - - - 40 40 15 Dinas_A
        L PNS  99 III/c pelaksana - - - 40 58 30 Dinas_A
        P PPPK 71 IX    fungsional - Guru Ahli_Pertama 40 30 3 Dinas_B
        L PNS  52 III/a pelaksana - - - 40 45 12 Dinas_A
        P PNS  01 III/a pelaksana - - - 40 33 8  Dinas_A
        """
    )
    staff["pegawai_id"] = ["aktif", "pensiun", "pppk", "hilang", "kosong"]
    staff["pegawai_id"] = staff["pegawai_id"].astype("string")
    staff["tmt_cpns"] = pd.to_datetime(
        ["2010-03-01", "1994-01-01", "2022-01-01", "2010-01-01", "2011-01-01"]
    )
    jabatan = table("jabatan", *(
        post(who, "2010-03-01", jenis_jabatan="pelaksana")
        for who in ("aktif", "pensiun", "pindahan", "hilang")
    ), post("aktif", "2015-01-01", kelompok_jf="Guru"))  # fmt: skip
    return {
        "pegawai": staff,
        "jabatan": jabatan,
        "golongan": table("golongan", {"pegawai_id": "pindahan", "golongan": "II/c", "tmt_golongan": "2007-01-01"}),
        "pendidikan": table(
            "pendidikan",
            {"pegawai_id": "aktif", "tingkat_pendidikan": "45", "pendidikan_pertama": False},
            {"pegawai_id": "aktif", "tingkat_pendidikan": "40", "pendidikan_pertama": True},
            {"pegawai_id": "pensiun", "tingkat_pendidikan": "15", "pendidikan_pertama": True},
        ),
        "pemberhentian": table(
            "pemberhentian",
            {"pegawai_id": "pensiun", "jenis_kelamin": "L", "status_asn": "PNS", "tmt_cpns": "1994-01-01", "jenis": "pensiun", "tmt_pemberhentian": "2025-05-01"},
            {"pegawai_id": "pindahan", "jenis_kelamin": "P", "status_asn": "PNS", "tmt_cpns": "2007-01-01", "jenis": "pindah", "tmt_pemberhentian": "2006-02-01"},
        ),
        "pindah": table("pindah", {"pegawai_id": "aktif", "tmt_pindah": "2013-05-01"}),
    }  # fmt: skip


def test_cohort_holds_leavers_and_counts_whom_it_leaves_out(tables):
    active = pd.Series([True, False, True, False, True])
    cohort = build_cohort(tables, active=active, register_start=month("2005-01"))
    assert cohort.people["pegawai_id"].tolist() == ["aktif", "pensiun", "pindahan"]
    assert cohort.flow.to_numpy().tolist() == [
        ["Semua orang dalam daftar pegawai dan daftar berhenti", 6],
        ["PPPK: tanpa kenaikan pangkat dan jabatan struktural", 1],
        ["Tidak aktif tanpa tanggal berhenti", 1],
        ["Tanpa riwayat jabatan", 1],
        ["Dianalisis", 3],
    ]


def test_what_was_fixed_at_entry(tables):
    active = pd.Series([True, False, True, False, True])
    people = build_cohort(tables, active=active, register_start=month("2005-01")).people.set_index(
        "pegawai_id"
    )
    assert people.loc["aktif", ["angkatan", "pendidikan", "keluarga"]].tolist() == [
        "2010-2014",
        "S1/D4",
        "Teknis",
    ]
    # no degree on record: what II/c at entry implies
    assert people.loc["pindahan", "pendidikan"] == "D3"
    # observed from: arrival here; register start for who entered before; entry itself
    assert people.loc["aktif", "diamati"] == month("2013-05")
    assert people.loc["pensiun", "diamati"] == month("2004-12")
    assert people.loc["pindahan", "diamati"] == month("2007-01")
    assert people.loc["pensiun", ["keluar", "sebab"]].tolist() == [month("2025-05"), "pensiun"]
    assert pd.isna(people.loc["aktif", "keluar"])


def leavers(tables: dict, **dates: str) -> dict:
    """The tables with these leavers instead: leavers(tables, a="1987-05", b="2005-01")."""
    rows = [
        {"pegawai_id": who, "jenis_kelamin": "L", "status_asn": "PNS", "tmt_cpns": "1980-01-01",
         "jenis": "pensiun", "tmt_pemberhentian": f"{text}-01"}
        for who, text in dates.items()
    ]  # fmt: skip
    return tables | {"pemberhentian": table("pemberhentian", *rows)}


@pytest.mark.parametrize(
    ("dates", "start", "isolated", "silence"),
    [
        # the next one 21 months later: the first is the start
        ({"a": "2005-01", "b": "2006-10", "c": "2007-01"}, "2005-01", 0, 21),
        # one leaver in 1987, the next in 2005: a typing error
        ({"a": "1987-05", "b": "2005-01", "c": "2006-01"}, "2005-01", 1, 12),
        # two lonely dates, and two people with the same (made-up) date
        ({"a": "1970-01", "b": "1970-01", "c": "1987-05", "d": "2005-01", "e": "2006-01"}, "2005-01", 3, 12),
        # 24 months are no silence, 25 are
        ({"a": "2003-01", "b": "2005-01"}, "2003-01", 0, 24),
        ({"a": "2002-12", "b": "2005-01"}, "2005-01", 1, 0),
        # a hole in the register later on does not move the start, but is told
        ({"a": "2005-01", "b": "2006-01", "c": "2011-01"}, "2005-01", 0, 60),
        ({"a": "2005-01"}, "2005-01", 0, 0),
    ],
)  # fmt: skip
def test_register_starts_with_the_first_leaving_that_does_not_stand_alone(
    tables, dates, start, isolated, silence
):
    active = pd.Series([True, True, True, False, True])
    cohort = build_cohort(leavers(tables, **dates), active=active)
    assert cohort.register_start == month(start)
    assert (cohort.isolated_leavings, cohort.longest_silence) == (isolated, silence)


def test_a_start_that_was_given_is_kept_and_nothing_is_passed_over(tables):
    active = pd.Series([True, True, True, False, True])
    late = leavers(tables, a="1987-05", b="2005-01", c="2006-01")
    cohort = build_cohort(late, active=active, register_start=month("1987-01"))
    assert (cohort.register_start, cohort.isolated_leavings) == (month("1987-01"), 0)


def test_without_leavers_there_is_no_register(tables):
    without = tables | {"pemberhentian": tables["pemberhentian"].head(0)}
    cohort = build_cohort(without, active=pd.Series([True, False, True, False, True]))
    assert cohort.register_start is None
    assert (cohort.isolated_leavings, cohort.longest_silence) == (0, 0)


def test_who_left_before_the_register_starts_is_counted_and_never_at_risk(tables):
    # "pensiun" left in May 1999, alone; the register starts in January 2005
    some = leavers(tables, pensiun="1999-05", pindahan="2005-01", x="2006-01")
    cohort = build_cohort(some, active=pd.Series([True, False, True, False, True]))
    assert cohort.isolated_leavings == 1
    assert "pensiun" in cohort.people["pegawai_id"].tolist()
    spells = build_spells(cohort, target=months(pensiun="1998-01"), until=UNTIL)
    assert spells.table["pegawai_id"].tolist() == ["aktif", "pindahan"]
    assert spells.flow.to_numpy().tolist() == [
        ["Kohort", 3], ["Sudah mencapai sebelum masa pengamatan", 1], ["Dianalisis", 2],
    ]  # fmt: skip
    never = build_spells(cohort, target=months(), until=UNTIL)
    assert never.flow["langkah"].tolist()[1] == "Tidak berisiko dalam masa pengamatan"


def test_a_first_post_recorded_long_after_entry_is_counted_not_left_out(tables):
    # entry March 2010 to January 1994: "pensiun" has a first post 194 months after TMT CPNS,
    # "pindahan" 38; "aktif" one in the month of entry
    active = pd.Series([True, False, True, False, True])
    cohort = build_cohort(tables, active=active)
    assert cohort.late_first_post == 2
    assert len(cohort.people) == 3
    soon = tables["jabatan"].assign(tmt_jabatan=pd.Timestamp("1996-01-31"))
    assert build_cohort(tables | {"jabatan": soon}, active=active).late_first_post == 0


# --- education and windows at entry
@pytest.mark.parametrize(
    ("code", "golongan", "group"),
    [
        *((code, "", "SLTA ke bawah") for code in ("05", "10", "12", "15", "17", "18", "20", "25")),
        ("30", "", "D3"),
        *((code, "", "S1/D4") for code in ("35", "40", "42")),
        *((code, "", "S2 ke atas") for code in ("45", "47", "49", "50")),
        # without a degree on record: what the golongan at entry asks for
        ("", "I/a", "SLTA ke bawah"), ("", "II/b", "SLTA ke bawah"), ("", "II/c", "D3"),
        ("", "II/d", ""), ("", "III/a", "S1/D4"), ("", "III/b", "S2 ke atas"), ("", "III/c", "S2 ke atas"),
        ("", "III/d", ""), ("", "IV/a", ""),
    ],
)  # fmt: skip
def test_education_on_the_day_of_entry(tables, code, golongan, group):
    degrees = [{"pegawai_id": "aktif", "tingkat_pendidikan": code, "pendidikan_pertama": True}]
    other = {"pegawai_id": "pensiun", "tingkat_pendidikan": "15", "pendidikan_pertama": True}
    ranks = [
        {"pegawai_id": "aktif", "golongan": golongan, "tmt_golongan": "2010-03-01"},
        # a later one says nothing of entry
        {"pegawai_id": "aktif", "golongan": "IV/c", "tmt_golongan": "2024-04-01"},
    ]
    changed = tables | {
        "pendidikan": table("pendidikan", other, *(degrees if code else [])),
        "golongan": table("golongan", *ranks),
    }
    cohort = build_cohort(changed, active=pd.Series([True, False, True, False, True]))
    found = cohort.people.set_index("pegawai_id")["pendidikan"]
    assert found.get("aktif", "") == group
    assert cohort.education_inferred == (not code and group != "")


@pytest.mark.parametrize(
    ("entry", "window"),
    [("2009-12-01", "2005-2009"), ("2010-01-01", "2010-2014"), ("2014-12-01", "2010-2014")],
)
def test_windows_of_entry_are_five_years(tables, entry, window):
    staff = tables["pegawai"].assign(tmt_cpns=pd.Timestamp(entry))
    cohort = build_cohort(tables | {"pegawai": staff}, active=pd.Series([True] * 5))
    assert cohort.people.set_index("pegawai_id").loc["aktif", "angkatan"] == window


# --- reasons and counts
def test_everybody_is_left_out_for_the_first_reason_that_applies():
    applies = {"x": pd.Series([True, False, False]), "y": pd.Series([True, True, False])}
    reasons = first_reason(applies)
    assert reasons.tolist() == ["x", "y", ""]
    assert list(reasons.cat.categories) == ["", "x", "y"]
    assert count_flow(reasons, first="Semua").to_numpy().tolist() == [
        ["Semua", 3], ["x", 1], ["y", 1], ["Dianalisis", 1],
    ]  # fmt: skip


def test_an_office_without_any_leaving_for_two_years_is_silent():
    assert (SILENCE, LATE_POST) == (24, 24)
    none = table("pemberhentian")
    assert find_register_start(none) is None
    two = table(
        "pemberhentian",
        {"pegawai_id": "a", "tmt_pemberhentian": "2003-01-15"},
        {"pegawai_id": "b", "tmt_pemberhentian": "2005-01-01"},
    )
    assert find_register_start(two) == month("2003-01")


# --- of a period, and of what agencies have added up
def test_the_settings_say_from_when_leaving_is_on_record(tiny_data, tables):
    from dataclasses import replace
    from datetime import date
    from types import MappingProxyType

    from pug_analysis.config import Config, Kohort

    told = Config(kohort=Kohort(awal_register=date(1998, 3, 1)))
    data = replace(tiny_data, tables=MappingProxyType(tables), config=told)
    assert cohort_of(data).register_start == month("1998-03")
    assert cohort_of(data, register_start=month("2001-01")).register_start == month("2001-01")
    by_rows = replace(data, config=Config())
    assert cohort_of(by_rows).register_start == find_register_start(tables["pemberhentian"])


def test_the_cohort_of_agencies_starts_with_their_first_register():
    from types import SimpleNamespace

    def agency(start, silence):
        return {"kohort": {"awal_register": start, "sunyi_terlama": silence}}

    flow = pd.DataFrame({"pertanyaan": ["", "x"], "langkah": ["Semua", "Semua"], "orang": [9, 4]})
    pooled = SimpleNamespace(
        agencies=[agency(24060, 3), {"kohort": None}, agency(24000, 9)],
        cohort={"kohort_alur": flow},
        numbers={
            "pendidikan_diturunkan": 5,
            "berhenti_menyendiri": 2,
            "jabatan_pertama_terlambat": 1,
        },
    )
    found = pooled_cohort(pooled)
    assert (found.register_start, found.register_last, found.longest_silence) == (24000, 24060, 9)
    assert (found.education_inferred, found.isolated_leavings, found.late_first_post) == (5, 2, 1)
    assert found.flow.to_numpy().tolist() == [["Semua", 9]]
    assert found.people.empty
    nobody = pooled_cohort(SimpleNamespace(agencies=[{"kohort": None}], cohort={}, numbers={}))
    assert (nobody.register_start, nobody.longest_silence) == (None, 0)


def test_what_is_not_counted_is_none():
    empty = Cohort(pd.DataFrame(), pd.DataFrame(), None)
    counted = (
        empty.education_inferred,
        empty.isolated_leavings,
        empty.longest_silence,
        empty.late_first_post,
    )
    assert counted == (0, 0, 0, 0)
    assert (empty.pooled, empty.register_last) == (None, None)
