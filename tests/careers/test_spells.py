"""Spells of two or three people each: who is at risk, from when, until what."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.spells import (
    PENYETARAAN,
    PROMOSI,
    build_spells,
    cut_at_months,
    select,
    split_at,
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


# --- who is left out, at the edge of the time observed
def test_a_target_in_the_last_month_before_being_observed_was_reached_before():
    cohort = cohort_of(("a", "1995-01", "2004-12", None, ""), ("b", "1995-01", "2004-12", None, ""))
    spells = build_spells(cohort, target=months(a="2004-12", b="2005-01"), until=UNTIL)
    assert rows(spells) == [["b", 119, 120, PROMOSI]]
    assert ["Sudah mencapai sebelum masa pengamatan", 1] in spells.flow.to_numpy().tolist()


def test_who_leaves_in_the_month_of_entry_was_never_at_risk():
    cohort = cohort_of(
        ("a", "2005-01", None, "2005-01", "pindah"), ("b", "2005-01", None, "2005-02", "pindah")
    )
    spells = build_spells(cohort, target=months(), until=UNTIL)
    assert rows(spells) == [["b", 0, 1, "pindah"]]
    assert ["Tidak berisiko dalam masa pengamatan", 1] in spells.flow.to_numpy().tolist()


# --- further ends
ENDS = {"pindah": months(a="2012-01", b="2012-01"), "meninggal": months(a="2012-01", c="2011-01")}


def test_further_ends_compete_in_their_order_after_the_target():
    people = cohort_of(*((who, "2010-01", None, None, "") for who in "abcd"))
    found = build_spells(people, target=months(b="2012-01"), until=UNTIL, ends=ENDS)
    assert rows(found) == [
        ["a", 0, 24, "pindah"], ["b", 0, 24, PROMOSI], ["c", 0, 12, "meninggal"], ["d", 0, UNTIL - 2010 * 12, ""],
    ]  # fmt: skip


def test_further_ends_come_before_conversion_and_leaving_of_the_same_month():
    people = cohort_of(
        ("a", "2010-01", None, "2012-01", "pensiun"), ("d", "2010-01", None, "2012-01", "pensiun"),
        ("e", "2010-01", None, "2012-01", "pensiun"),
    )  # fmt: skip
    found = build_spells(
        people, target=months(), until=UNTIL, ends={"pindah": months(a="2012-01")},
        converted=months(a="2012-01", d="2012-01"),
    )  # fmt: skip
    assert rows(found) == [
        ["a", 0, 24, "pindah"],
        ["d", 0, 24, PENYETARAAN],
        ["e", 0, 24, "pensiun"],
    ]
    # where leaving only censors, the others still are causes
    hidden = build_spells(
        people, target=months(), until=UNTIL, ends={"pindah": months(a="2012-01")},
        converted=months(d="2012-01"), leaving="censor",
    )  # fmt: skip
    assert [row[3] for row in rows(hidden)] == ["pindah", PENYETARAAN, ""]


def test_the_target_may_have_another_name():
    people = cohort_of(("a", "2010-01", None, None, ""))
    found = build_spells(people, target=months(a="2012-01"), until=UNTIL, event="diklat")
    assert rows(found) == [["a", 0, 24, "diklat"]]


@pytest.mark.parametrize(
    "options",
    [{"ends": {PROMOSI: months()}}, {"ends": {PENYETARAAN: months()}}, {"ends": {"keluar": months()}},
     {"event": "keluar"}, {"event": PENYETARAAN}, {"event": "diklat", "ends": {"diklat": months()}}],
)  # fmt: skip
def test_two_ends_of_one_name_are_refused(options):
    people = cohort_of(("a", "2010-01", None, None, ""))
    with pytest.raises(ValueError, match="names of ends must differ"):
        build_spells(people, target=months(), until=UNTIL, **options)
