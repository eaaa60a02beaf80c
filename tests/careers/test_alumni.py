"""Alumni and those not yet trained, from two to four invented people each."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.alumni import (
    TINGKAT_JABATAN,
    Histories,
    build_alumni,
    build_untrained,
    held_at,
    read_histories,
)
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.spells import PENYETARAAN, PROMOSI
from pug_analysis.ingest.tables.schema import TABLES

UNTIL = 2025 * 12 + 11  # December 2025
NO_LEAVE = pd.DataFrame({n: pd.Series(dtype=t) for n, t in TABLES["cltn"].dtypes.items()})


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def months(**dates: str) -> pd.Series:
    return pd.Series({who: month(text) for who, text in dates.items()}, dtype="Int64")


def cohort_of(*rows: tuple) -> Cohort:
    """People of (id, entry, observed from, left, why); None is the usual."""
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


def usual(*ids: str) -> Cohort:
    return cohort_of(*((who, "2005-01", None, None, "") for who in ids))


def histories(
    trained: pd.Series,
    *,
    undated: tuple[str, ...] = (),
    unplaced: tuple[str, ...] = (),
    **known: pd.Series,
) -> Histories:
    """Months of the first post at each level (or above) by name of the level."""
    levels = {"Pengawas": "pengawas", "Administrator": "administrator", "JPT Pratama": "jpt"}
    reached = pd.DataFrame(
        {level: known.get(name, months()) for level, name in levels.items()}, dtype="Int64"
    )
    everybody = reached.index.union(trained.index).union(pd.Index((*undated, *unplaced)))
    return Histories(
        jenjang="PKP",
        trained=trained,
        undated=pd.Index(undated),
        unplaced=pd.Index(unplaced),
        reached=reached,
        first_post=known.get("first_post", pd.Series(0, index=everybody, dtype="Int64")),
        converted=pd.DataFrame(dict.fromkeys(TINGKAT_JABATAN, known.get("converted", months()))),
        cltn=known.get("cltn", NO_LEAVE),
    )


def follow(cohort: Cohort, known: Histories, **options):
    return build_alumni(cohort, known, until=UNTIL, **{"horizon": 24} | options)


def rows(found, *columns: str) -> list[list]:
    asked = columns or ("pegawai_id", "entry", "exit", "cause", "tingkat")
    return found.spells.table[list(asked)].to_numpy().tolist()


def flow(found) -> dict[str, int]:
    return dict(found.spells.flow.to_numpy().tolist())


# --- the first post above the level held
def test_a_head_is_promoted_when_administrator():
    known = histories(
        months(a="2015-03"), pengawas=months(a="2012-01"), administrator=months(a="2016-01")
    )
    assert rows(follow(usual("a"), known)) == [["a", 0, 10, PROMOSI, 1]]


def test_who_held_no_post_is_promoted_when_head():
    known = histories(
        months(a="2015-03"), pengawas=months(a="2015-09"), administrator=months(a="2020-01")
    )
    assert rows(follow(usual("a"), known)) == [["a", 0, 6, PROMOSI, 0]]


@pytest.mark.parametrize("when", ["2015-03", "2014-01"])
def test_a_post_of_the_month_of_the_training_or_before_never_counts(when):
    known = histories(months(a="2015-03"), pengawas=months(a=when))
    (row,) = rows(follow(usual("a"), known))
    assert row == ["a", 0, UNTIL - month("2015-03"), "", 1]


def test_the_month_after_counts():
    known = histories(months(a="2015-03"), pengawas=months(a="2015-04"))
    assert rows(follow(usual("a"), known)) == [["a", 0, 1, PROMOSI, 0]]


def test_who_jumps_a_level_is_promoted():
    known = histories(
        months(a="2015-03"), pengawas=months(a="2016-03"), administrator=months(a="2016-03")
    )
    assert rows(follow(usual("a"), known)) == [["a", 0, 12, PROMOSI, 0]]


def test_a_named_target_is_waited_for_over_the_levels_between():
    known = histories(months(a="2015-03", b="2015-03"), pengawas=months(a="2016-03", b="2010-01"),
                      administrator=months(a="2018-03", b="2014-01"))  # fmt: skip
    found = follow(usual("a", "b"), known, target="Administrator", horizon=120)
    assert rows(found) == [["a", 0, 36, PROMOSI, 0]]
    assert flow(found)["Sudah mencapai Administrator saat diklat selesai"] == 1


def test_since_when_the_level_is_held():
    known = histories(months(a="2015-03", b="2015-03"), pengawas=months(b="2012-05"))
    assert rows(follow(usual("a", "b"), known), "pegawai_id", "sejak") == [
        ["a", month("2005-01")], ["b", month("2012-05")],
    ]  # fmt: skip


# --- what else ends the time, or never lets it begin
def test_short_follow_up_is_censored_and_no_failure():
    known = histories(months(a="2025-05", b="2024-12"))
    assert rows(follow(usual("a", "b"), known)) == [["a", 0, 7, "", 0], ["b", 0, 12, "", 0]]


def test_leaving_and_conversion_compete():
    cohort = cohort_of(
        ("a", "2005-01", None, "2016-03", "pensiun"), ("b", "2005-01", None, None, "")
    )
    known = histories(months(a="2015-03", b="2021-03"), pengawas=months(b="2012-01"),
                      converted=months(b="2021-12"))  # fmt: skip
    assert rows(follow(cohort, known)) == [["a", 0, 12, "pensiun", 0], ["b", 0, 9, PENYETARAAN, 1]]


def test_unpaid_leave_is_no_time_at_risk():
    leave = pd.DataFrame(
        {"pegawai_id": ["a"], "tanggal_awal": ["2016-04-01"], "tanggal_akhir": ["2017-03-31"]}
    )
    leave = leave.astype(TABLES["cltn"].dtypes)
    known = histories(months(a="2015-03"), pengawas=months(a="2018-03"), cltn=leave)
    assert rows(follow(usual("a"), known)) == [["a", 0, 12, "", 0], ["a", 24, 36, PROMOSI, 0]]


def test_training_before_the_register_enters_late_or_not_at_all():
    cohort = cohort_of(("a", "1995-01", "2004-12", None, ""), ("b", "1995-01", "2004-12", None, ""))
    found = follow(cohort, histories(months(a="2004-02", b="2002-12")))
    assert rows(found, "pegawai_id", "entry") == [["a", 10]]
    assert flow(found) == {
        "Pernah mengikuti PKP": 2, "Baru teramati 24 bulan atau lebih sesudah diklat selesai": 1, "Dianalisis": 1,
    }  # fmt: skip


def test_each_person_left_out_has_one_reason():
    cohort = cohort_of(
        ("a", "2005-01", None, None, ""), ("b", "2005-01", None, None, ""),
        ("c", "2005-01", None, None, ""), ("d", "2005-01", None, "2014-01", "pensiun"),
        ("e", "2005-01", None, None, ""), ("f", "2016-01", None, None, ""), ("g", "2005-01", None, None, ""),
        ("untrained", "2005-01", None, None, ""), ("h", "2005-01", None, None, ""),
    )  # fmt: skip
    known = histories(
        months(b="2015-03", c="2022-03", d="2015-03", e="2026-02", f="2015-03", g="2015-03", h="2015-03"),
        undated=("a",),
        jpt=months(b="2012-01"), administrator=months(b="2011-01"), pengawas=months(b="2010-01"),
        converted=months(c="2021-12"),
        first_post=months(a="2005-01", b="2005-01", c="2005-01", d="2005-01", e="2005-01", f="2016-01", g="2019-01",
                          h="2005-01"),
    )  # fmt: skip
    assert flow(follow(cohort, known)) == {
        "Pernah mengikuti PKP": 8,
        "Tanggal selesai diklat tidak diketahui": 1,
        "Diklat selesai sebelum TMT CPNS": 1,
        "Diklat selesai sesudah akhir data": 1,
        "Jabatan saat diklat selesai tidak tercatat": 1,
        "Sudah berhenti saat diklat selesai": 1,
        "Sudah disetarakan ke jabatan fungsional saat diklat selesai": 1,
        "Sudah di jenjang tertinggi saat diklat selesai": 1,
        "Dianalisis": 1,
    }


def test_conversion_of_an_earlier_post_takes_nothing_from_the_one_held():
    # Pengawas in 2010, converted in December 2021, Administrator in January 2023, PKA in June 2024
    given = {
        "jabatan": table(
            "jabatan",
            {"pegawai_id": "a", "tmt_jabatan": "2010-01-01", "eselon": "IV.a", **DEFINITIF},
            {"pegawai_id": "a", "tmt_jabatan": "2021-12-31", "jenjang_jf": "Ahli Muda",
             **DEFINITIF, "penyetaraan": True},
            {"pegawai_id": "a", "tmt_jabatan": "2023-01-02", "eselon": "III.b", **DEFINITIF},
        ),
        "diklat": table("diklat", {"pegawai_id": "a", "latihan_struktural": "3", "nama_diklat": "PKA",
                                   "tanggal_selesai": "2024-06-20"}),
        "kursus": table("kursus"), "diklat_karantina": table("diklat_karantina"), "cltn": NO_LEAVE,
    }  # fmt: skip
    known = read_histories(given)["PKA"]
    # at risk from July 2024 to December 2025, 18 months, as Administrator
    assert rows(follow(usual("a"), known)) == [["a", 0, 18, "", 2]]
    # not yet trained as a head: from January 2010 to the conversion, 143 months; as Administrator
    # from January 2023 to the training, 17 months
    start = month("2010-01") - month("2005-01")
    assert stretches(usual("a"), known)[1:] == [
        ["a", 1, start, start + 143, PENYETARAAN], ["a", 2, 216, 233, ""],
    ]  # fmt: skip


# --- those not trained (yet)
def stretches(cohort: Cohort, known: Histories) -> list[list]:
    found = build_untrained(cohort, known, until=UNTIL)
    found[["entry", "exit"]] -= month("2005-01")
    return found[["pegawai_id", "tingkat", "entry", "exit", "cause"]].to_numpy().tolist()


def test_time_below_each_level():
    known = histories(months(), pengawas=months(a="2010-01"), administrator=months(a="2015-01"))
    assert stretches(usual("a"), known) == [
        ["a", 0, 0, 60, PROMOSI], ["a", 1, 60, 120, PROMOSI], ["a", 2, 120, 251, ""],
    ]  # fmt: skip


def test_who_is_trained_is_censored_in_that_month():
    known = histories(months(a="2008-01", b="2010-01"), pengawas=months(a="2010-01", b="2010-01"))
    # b was appointed in the month in which the training ended: as an untrained person
    assert stretches(usual("a", "b"), known) == [["a", 0, 0, 36, ""], ["b", 0, 0, 60, PROMOSI]]


def test_unknown_dates_of_training_leave_a_person_out():
    assert stretches(usual("a", "b"), histories(months(), undated=("a",))) == [["b", 0, 0, 251, ""]]


def test_who_may_have_had_the_training_is_neither_alumnus_nor_beside_one():
    known = histories(months(c="2015-03"), unplaced=("a",))
    assert stretches(usual("a", "b"), known) == [["b", 0, 0, 251, ""]]
    assert flow(follow(usual("a", "b", "c"), known)) == {
        "Pernah atau mungkin mengikuti PKP": 2, "Jenjang diklatnya tidak dapat dipastikan, atau barisnya dikarantina": 1,
        "Dianalisis": 1,
    }  # fmt: skip


def test_rows_are_numbered_through_and_hold_what_is_promised():
    known = histories(months(c="2015-03"), pengawas=months(a="2010-01"), undated=("b",))
    people = usual("b", "a", "c")
    untrained = build_untrained(people, known, until=UNTIL)
    assert untrained.index.tolist() == list(range(len(untrained)))
    assert len(untrained) == 3  # a below and at the first level, c below it
    assert set(untrained.columns) == {
        "pegawai_id", "jenis_kelamin", "pendidikan", "keluarga", "tingkat", "sejak", "entry", "exit", "cause",
    }  # fmt: skip
    found = follow(people, known)
    assert set(found.spells.table.columns) == {
        "pegawai_id", "jenis_kelamin", "angkatan", "pendidikan", "keluarga", "asal", "entry", "exit", "cause",
        "tingkat", "sejak",
    }  # fmt: skip
    assert found.spells.table.index.tolist() == [0]
    assert found.spells.flow.index.tolist() == list(range(len(found.spells.flow)))


@pytest.mark.parametrize(("ended", "left_out"), [("2004-12", True), ("2005-01", False)])
def test_a_training_of_the_month_of_entry_is_not_before_it(ended, left_out):
    steps = flow(follow(usual("a"), histories(months(a=ended), first_post=months(a="2000-01"))))
    assert steps.get("Diklat selesai sebelum TMT CPNS", 0) == int(left_out)
    assert steps["Dianalisis"] == 1 - int(left_out)


# --- levels and reading
def test_level_held_counts_what_was_reached_by_then():
    known = histories(
        months(), pengawas=months(a="2010-01", b="2010-01"), administrator=months(b="2010-01")
    )
    ids, at = (
        pd.Series(["a", "a", "b", "c"]),
        pd.Series([month(t) for t in ("2009-12", "2010-01", "2010-01", "2010-01")]),
    )
    held = held_at(ids, at.astype("Int64"), known.reached)
    assert [TINGKAT_JABATAN[i] for i in held] == [
        "Pelaksana dan JF",
        "Pengawas",
        "Administrator",
        "Pelaksana dan JF",
    ]


def table(name: str, *lines: dict) -> pd.DataFrame:
    types = TABLES[name].dtypes
    frame = pd.DataFrame(list(lines), columns=list(types))
    texts = [c for c, kind in types.items() if kind == "string"]
    return frame.assign(**{c: frame[c].astype("string").fillna("") for c in texts}).astype(types)


DEFINITIF = {"penugasan": "definitif", "penyetaraan": False}


def test_histories_are_read_from_the_tables():
    post = {"penugasan": "definitif", "penyetaraan": False, "jenis_jabatan": "struktural"}
    jabatan = table(
        "jabatan",
        {"pegawai_id": "a", "tmt_jabatan": "2005-01-01", **post, "jenis_jabatan": "pelaksana"},
        {
            "pegawai_id": "a",
            "tmt_jabatan": "2009-01-01",
            **post,
            "eselon": "IV.a",
            "penugasan": "plt",
        },
        {"pegawai_id": "a", "tmt_jabatan": "2010-01-01", **post, "eselon": "IV.a"},
        {"pegawai_id": "a", "tmt_jabatan": "2016-12-30", **post, "eselon": "IV.a"},
    )
    diklat = table(
        "diklat",
        {
            "pegawai_id": "a",
            "latihan_struktural": "2",
            "nama_diklat": "PKP",
            "tanggal_selesai": "2011-05-20",
        },
        {
            "pegawai_id": "b",
            "latihan_struktural": "2",
            "nama_diklat": "DIKLAT PIM IV",
            "tahun": 2012,
        },
        {
            "pegawai_id": "c",
            "latihan_struktural": "3",
            "nama_diklat": "PKA",
            "tanggal_selesai": "2011-05-20",
        },
        {"pegawai_id": "d", "latihan_struktural": "3", "nama_diklat": "DIKLAT PIM IV"},
    )
    lost = {"pegawai_id": "e", "sumber": "diklat", "kode": "2", "nama_diklat": "PKP"}
    tables = {
        "jabatan": jabatan, "diklat": diklat, "kursus": table("kursus"), "cltn": NO_LEAVE,
        "diklat_karantina": table("diklat_karantina", lost),
    }  # fmt: skip
    known = read_histories(tables)["PKP"]
    assert known.trained.to_dict() == {"a": month("2011-05")}
    assert list(known.undated) == ["b"]
    assert list(known.unplaced) == ["d", "e"]
    assert known.reached.loc["a", "Pengawas"] == month(
        "2010-01"
    )  # neither plt nor the second inauguration
    assert known.first_post.to_dict() == {"a": month("2005-01")}
