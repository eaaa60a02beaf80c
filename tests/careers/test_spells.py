"""Spells of two or three people each: who is at risk, from when, until what."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.cohort import Cohort, build_cohort
from pug_analysis.careers.spells import (
    PENYETARAAN,
    PROMOSI,
    build_spells,
    cut_at_months,
    select,
    split_at,
)
from pug_analysis.careers.targets import (
    conversion,
    first_golongan,
    first_jf,
    first_structural,
    held_since,
)
from pug_analysis.ingest.tables.schema import TABLES

UNTIL = 2025 * 12 + 11  # December 2025


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def months(**dates: str) -> pd.Series:
    """Month numbers by person: months(a="2010-04")."""
    return pd.Series({who: month(text) for who, text in dates.items()}, dtype="Int64")


def cohort_of(*rows: tuple) -> Cohort:
    """People of (id, entry, observed from, left, why)."""
    people = pd.DataFrame(rows, columns=["pegawai_id", "masuk", "diamati", "keluar", "sebab"])
    for column in ("masuk", "diamati", "keluar"):
        numbers = [None if pd.isna(text) else month(text) for text in people[column]]
        people[column] = pd.array(numbers, dtype="Int64")
    people["diamati"] = people["diamati"].fillna(people["masuk"])
    groups = {
        "jenis_kelamin": "P",
        "angkatan": "2005-2009",
        "pendidikan": "S1/D4",
        "keluarga": "Teknis",
    }
    return Cohort(people.assign(**groups), pd.DataFrame(), None)


def rows(spells) -> list[list]:
    return spells.table[["pegawai_id", "entry", "exit", "cause"]].to_numpy().tolist()


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


# --- build_spells, by hand
def test_time_runs_from_entry_to_the_first_of_target_leaving_and_end():
    cohort = cohort_of(
        ("a", "2005-01", None, None, ""),
        ("b", "2005-01", None, "2011-07", "pindah"),
        ("c", "2005-01", None, None, ""),
    )
    spells = build_spells(cohort, target=months(a="2010-01"), until=UNTIL)
    assert rows(spells) == [["a", 0, 60, PROMOSI], ["b", 0, 78, "pindah"], ["c", 0, 251, ""]]


def test_a_target_in_the_month_of_leaving_is_a_target():
    cohort = cohort_of(("a", "2005-01", None, "2010-01", "pensiun"))
    assert rows(build_spells(cohort, target=months(a="2010-01"), until=UNTIL)) == [
        ["a", 0, 60, PROMOSI]
    ]


def test_a_target_after_the_end_is_not_seen_yet():
    cohort = cohort_of(("a", "2025-01", None, None, ""))
    assert rows(build_spells(cohort, target=months(a="2026-01"), until=UNTIL)) == [["a", 0, 11, ""]]


def test_entry_is_delayed_to_when_leaving_would_have_been_recorded():
    # entered January 1995, register from January 2005: at risk after December 2004, month 119
    cohort = cohort_of(("a", "1995-01", "2004-12", None, ""))
    assert rows(build_spells(cohort, target=months(a="2010-01"), until=UNTIL)) == [
        ["a", 119, 180, PROMOSI]
    ]
    wrong = build_spells(cohort, target=months(a="2010-01"), until=UNTIL, delayed_entry=False)
    assert rows(wrong) == [["a", 0, 180, PROMOSI]]


def test_who_was_promoted_before_being_observed_is_counted_out():
    cohort = cohort_of(("a", "1995-01", "2004-12", None, ""), ("b", "1995-01", "2004-12", None, ""))
    spells = build_spells(cohort, target=months(a="2003-01"), until=UNTIL)
    assert rows(spells) == [["b", 119, 371, ""]]
    assert spells.flow.to_numpy().tolist() == [
        ["Kohort", 2], ["Sudah mencapai sebelum masa pengamatan", 1], ["Dianalisis", 1],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [("compete", [0, 84, PENYETARAAN]), ("censor", [0, 84, ""]), ("stay", [0, 120, PROMOSI])],
)
def test_three_treatments_of_position_conversion(treatment, expected):
    cohort = cohort_of(("a", "2015-01", None, None, ""))
    spells = build_spells(
        cohort,
        target=months(a="2025-01"),
        until=UNTIL,
        converted=months(a="2022-01"),
        penyetaraan=treatment,
    )
    assert rows(spells) == [["a", *expected]]


def test_leavers_can_be_censored_to_show_how_wrong_that_is():
    cohort = cohort_of(("a", "2005-01", None, "2011-07", "pensiun"))
    assert rows(build_spells(cohort, target=months(), until=UNTIL, leaving="censor")) == [
        ["a", 0, 78, ""]
    ]


def test_another_origin():
    cohort = cohort_of(("a", "2000-01", None, None, ""), ("b", "2000-01", None, None, ""))
    spells = build_spells(
        cohort, target=months(a="2015-01"), origin=months(a="2010-01"), until=UNTIL
    )
    assert rows(spells) == [["a", 0, 60, PROMOSI]]
    assert "Belum sampai titik awal" in spells.flow["langkah"].tolist()


# --- unpaid leave
def leave(who: str, first: str, last: str) -> pd.DataFrame:
    return table("cltn", {"pegawai_id": who, "tanggal_awal": first, "tanggal_akhir": last})


def test_unpaid_leave_is_no_time_at_risk():
    # leave on the first days of March 2010 to February 2012: months 62 to 85 since January 2005
    cohort = cohort_of(("a", "2005-01", None, None, ""))
    spells = build_spells(
        cohort, target=months(a="2015-01"), until=UNTIL, cltn=leave("a", "2010-03-01", "2012-02-29")
    )
    assert rows(spells) == [["a", 0, 61, ""], ["a", 85, 120, PROMOSI]]


def test_leave_that_begins_after_the_first_starts_to_count_in_the_next_month():
    cohort = cohort_of(("a", "2005-01", None, None, ""))
    spells = build_spells(
        cohort, target=months(a="2015-01"), until=UNTIL, cltn=leave("a", "2010-02-15", "2012-02-10")
    )
    assert rows(spells)[0] == ["a", 0, 61, ""]


def test_who_leaves_during_unpaid_leave_has_left():
    cohort = cohort_of(("a", "2005-01", None, "2011-01", "berhenti"))
    spells = build_spells(
        cohort, target=months(), until=UNTIL, cltn=leave("a", "2010-03-01", "2012-02-29")
    )
    assert rows(spells) == [["a", 0, 61, ""], ["a", 71, 72, "berhenti"]]


def test_two_leaves():
    cohort = cohort_of(("a", "2005-01", None, None, ""))
    cltn = pd.concat(
        [leave("a", "2006-01-01", "2006-12-31"), leave("a", "2010-01-01", "2010-12-31")]
    )
    spells = build_spells(cohort, target=months(a="2015-01"), until=UNTIL, cltn=cltn)
    assert rows(spells) == [["a", 0, 11, ""], ["a", 23, 59, ""], ["a", 71, 120, PROMOSI]]


# --- splitting person-time
def test_split_at_training():
    cohort = cohort_of(("a", "2005-01", None, None, ""), ("b", "2005-01", None, None, ""))
    spells = build_spells(cohort, target=months(a="2010-01"), until=UNTIL).table
    parts = split_at(spells, months(a="2008-01"), name="terlatih")
    assert parts[["pegawai_id", "entry", "exit", "cause", "terlatih"]].to_numpy().tolist() == [
        ["a", 0, 36, "", 0], ["a", 36, 60, PROMOSI, 1], ["b", 0, 251, "", 0],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "expected"),
    [("2004-01", [[0, 60, 1]]), ("2010-01", [[0, 60, 0]]), ("2012-01", [[0, 60, 0]])],
)
def test_a_change_outside_of_the_time_at_risk_splits_nothing(when, expected):
    # a training that ends in the month of the promotion or later never counts towards it
    spells = build_spells(
        cohort_of(("a", "2005-01", None, None, "")), target=months(a="2010-01"), until=UNTIL
    )
    parts = split_at(spells.table, months(a=when), name="terlatih")
    assert parts[["entry", "exit", "terlatih"]].to_numpy().tolist() == expected
    assert parts["cause"].tolist() == [PROMOSI]


def test_time_is_cut_at_the_first_month_of_each_period():
    # at risk from February 2005 (month 1) to January 2010 (month 60): 11 months to December 2005,
    # 24 in 2006-2007, 25 since; unpaid leave in 2007 is nobody's
    leave = table(
        "cltn", {"pegawai_id": "a", "tanggal_awal": "2007-01-01", "tanggal_akhir": "2007-12-31"}
    )
    spells = build_spells(
        cohort_of(("a", "2005-01", None, None, "")), target=months(a="2010-01"), until=UNTIL,
        cltn=leave,
    ).table  # fmt: skip
    periods = {"2006-2007": month("2006-01"), "sejak 2008": month("2008-01")}
    parts = cut_at_months(spells, periods, before="2005", name="masa")
    assert parts[["masa", "entry", "exit", "cause"]].to_numpy().tolist() == [
        ["2005", 0, 11, ""], ["2006-2007", 11, 23, ""], ["sejak 2008", 35, 60, PROMOSI],
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "masa"), [("2010-01", "baru"), ("2010-02", "lama")])
def test_an_event_in_the_first_month_of_a_period_belongs_to_it(first, masa):
    spells = build_spells(
        cohort_of(("a", "2005-01", None, None, "")), target=months(a="2010-01"), until=UNTIL
    )
    parts = cut_at_months(spells.table, {"baru": month(first)}, before="lama", name="masa")
    assert parts.loc[parts["cause"] == PROMOSI, "masa"].tolist() == [masa]


def test_select_counts_whom_it_leaves_out():
    spells = build_spells(
        cohort_of(("a", "2005-01", None, None, ""), ("b", "2005-01", None, None, "")),
        target=months(),
        until=UNTIL,
    )
    spells.table.loc[1, "keluarga"] = "Guru"
    chosen = select(spells, groups={"keluarga": ("Teknis",), "angkatan": ()})
    assert chosen.table["pegawai_id"].tolist() == ["a"]
    assert chosen.flow.to_numpy().tolist() == [
        ["Kohort", 2],
        ["keluarga lain", 1],
        ["Dianalisis", 1],
    ]


# --- targets
HISTORY = table(
    "jabatan",
    post("a", "2005-01-01", jenis_jabatan="pelaksana"),
    post("a", "2012-05-01", jenis_jabatan="struktural", eselon="III.b", penugasan="plt"),
    post("a", "2013-02-01", jenis_jabatan="struktural", eselon="IV.a"),
    post("a", "2016-12-30", jenis_jabatan="struktural", eselon="IV.a"),
    post("a", "2021-12-31", jenis_jabatan="fungsional", jenjang_jf="Ahli Muda", penyetaraan=True),
    post("b", "2010-01-01", jenis_jabatan="fungsional", jenjang_jf="Ahli Pertama"),
    post("b", "2014-01-01", jenis_jabatan="fungsional", jenjang_jf="Ahli Muda"),
    post("c", "2009-01-01", jenis_jabatan="struktural", eselon="III.a"),
    post("c", "2022-06-01", jenis_jabatan="fungsional", jenjang_jf="Ahli Madya"),
)


def test_acting_posts_and_reinaugurations_do_not_count():
    assert first_structural(HISTORY, level="Pengawas").to_dict() == {
        "a": month("2013-02"),
        "c": month("2009-01"),
    }
    assert first_structural(HISTORY, level="Administrator").to_dict() == {"c": month("2009-01")}


def test_conversion_is_recorded_or_seen_from_the_posts():
    # a is marked; c went from III to the matching Ahli Madya inside the window
    assert conversion(HISTORY).to_dict() == {"a": month("2021-12"), "c": month("2022-06")}
    assert conversion(HISTORY, level="Administrator").to_dict() == {"c": month("2022-06")}


def test_conversion_is_no_promotion_to_jf():
    assert first_jf(HISTORY, level="Ahli Muda").to_dict() == {"b": month("2014-01")}


def test_since_when_a_level_is_held():
    people = table(
        "pegawai",
        {"pegawai_id": "a", "tmt_cpns": "2005-01-01", "tmt_pns": "2006-02-01"},
        {"pegawai_id": "b", "tmt_cpns": "2008-01-01"},
        {"pegawai_id": "c", "tmt_cpns": "2009-01-01", "tmt_pns": "2010-01-01"},
    )

    def since(level):
        found = held_since(people, HISTORY, level=level)
        return [None if pd.isna(value) else value for value in found]

    # without a level: since PNS, else since CPNS
    assert since(None) == [month("2006-02"), month("2008-01"), month("2010-01")]
    assert since("Pengawas") == [month("2013-02"), None, month("2009-01")]
    # years in the post that became JF count, and so does a higher level of JF
    assert since("Ahli Muda") == [month("2013-02"), month("2014-01"), month("2009-01")]
    assert since("Ahli Madya") == [None, None, month("2009-01")]


def test_a_jf_career_in_the_window_is_no_conversion():
    later = HISTORY.assign(
        tmt_jabatan=HISTORY["tmt_jabatan"].mask(
            HISTORY["pegawai_id"] == "b", pd.Timestamp("2022-06-01")
        )
    )
    assert "b" not in conversion(later).index


def test_appointment_rows_are_no_promotion():
    ranks = table(
        "golongan",
        {"pegawai_id": "a", "golongan": "III/a", "tmt_golongan": "2005-01-01", "jenis_kp": "211"},
        {"pegawai_id": "a", "golongan": "III/a", "tmt_golongan": "2006-01-01", "jenis_kp": "211"},
        {"pegawai_id": "a", "golongan": "III/b", "tmt_golongan": "2009-04-01", "jenis_kp": "101"},
        {"pegawai_id": "b", "golongan": "IX", "tmt_golongan": "2022-01-01", "jenis_kp": ""},
    )
    assert first_golongan(ranks, level="III/a").to_dict() == {"a": month("2005-01")}
    assert first_golongan(ranks, level="III/b").to_dict() == {"a": month("2009-04")}


@pytest.mark.parametrize("call", [
    lambda: first_structural(HISTORY, level="Eselon IV"),
    lambda: first_jf(HISTORY, level="Madya"),
    lambda: first_golongan(table("golongan"), level="IX"),
])  # fmt: skip
def test_an_unknown_level_is_refused(call):
    with pytest.raises(ValueError, match="level must be one of"):
        call()


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
