"""States on every line: what explains a difference is an event, the rest was corrected."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.states import person_states
from pug_analysis.pages.tren.baris import TRAITS
from pug_analysis.pages.tren.keadaan import STATES, are_linked, line_states

SEX = "jenis_kelamin"


def told(now, before, name, trait):
    """The three states of one person in one trait; None where not in service."""
    states = line_states(now, before)
    return tuple(
        None if pd.isna(states.loc[name, (state, SEX)]) else states.loc[name, (state, trait)]
        for state in STATES
    )


@pytest.fixture
def pair(period, person):
    """Two years of one person, from the columns that differ."""

    def of(then, now, **tables):
        before = period(2024, pegawai=[person("a", "P", **then)])
        return period(2025, pegawai=[person("a", "P", **now)], **tables), before

    return of


# --- by hand
def test_a_grade_dated_in_the_year_is_an_event_an_older_one_a_correction(pair):
    new = {"golongan": "IV/a", "tmt_golongan": "2025-04-01"}
    late = {"golongan": "IV/a", "tmt_golongan": "2024-10-01"}
    assert told(*pair({}, new), "a", "golongan") == ("Golongan III", "Golongan III", "Golongan IV")
    assert told(*pair({}, late), "a", "golongan") == ("Golongan III", "Golongan IV", "Golongan IV")


def test_a_post_follows_its_date(pair, post):
    def history(since):
        return [
            {"pegawai_id": "a", "penugasan": "definitif", "penyetaraan": False}
            | post("Pengawas", since)
        ]

    for since, then in (("2025-03-01", "Pelaksana"), ("2023-03-01", "Pengawas")):
        now, before = pair({}, {"level": "Pengawas", "since": since}, jabatan=history(since))
        assert told(now, before, "a", "posisi") == ("Pelaksana", then, "Pengawas")
        assert told(now, before, "a", "setara_a") == ("", "", "")


def test_equal_posts_follow_the_level(pair, post):
    since = "2025-03-01"
    rows = [
        {"pegawai_id": "a", "penugasan": "definitif", "penyetaraan": False}
        | post("Administrator", since)
    ]
    now, before = pair({}, {"level": "Administrator", "since": since}, jabatan=rows)
    for ragam in "abc":
        assert told(now, before, "a", f"setara_{ragam}") == ("", "", "III")


def test_a_diploma_of_the_year_explains_education(pair):
    def diploma(year):
        return [
            {
                "pegawai_id": "a",
                "tingkat_pendidikan": "45",
                "tahun_lulus": year,
                "pendidikan_pertama": False,
            }
        ]

    master = {"tingkat_pendidikan": "45"}
    of_year = pair({}, master, pendidikan=diploma(2025))
    assert told(*of_year, "a", "pendidikan") == ("S1/D4", "S1/D4", "S3/S2")
    older = pair({}, master, pendidikan=diploma(2022))
    assert told(*older, "a", "pendidikan") == ("S1/D4", "S3/S2", "S3/S2")
    unknown = pair({}, master)
    assert told(*unknown, "a", "pendidikan") == ("S1/D4", "S1/D4", "S3/S2")


def test_passing_years_are_events_other_ages_corrections(pair):
    aged = pair({"usia_tahun": 40}, {"usia_tahun": 41})
    assert told(*aged, "a", "usia") == ("31 - 40 tahun", "31 - 40 tahun", "41 - 50 tahun")
    mended = pair({"usia_tahun": 40}, {"usia_tahun": 45})
    assert told(*mended, "a", "usia") == ("31 - 40 tahun", "41 - 50 tahun", "41 - 50 tahun")
    served = pair({"masa_kerja_tahun": 15}, {"masa_kerja_tahun": 16})
    assert told(*served, "a", "masa_kerja") == ("6 - 15 tahun", "6 - 15 tahun", "> 15 tahun")


def test_half_a_year_may_add_a_year_or_not(period, person):
    before = period(
        2024, pegawai=[person("a", "P", usia_tahun=40), person("b", "P", usia_tahun=40)]
    )
    now = period(
        2025, semester=1, pegawai=[person("a", "P", usia_tahun=40), person("b", "P", usia_tahun=41)]
    )
    assert told(now, before, "a", "usia") == ("31 - 40 tahun",) * 3
    assert told(now, before, "b", "usia") == ("31 - 40 tahun", "31 - 40 tahun", "41 - 50 tahun")


def test_those_who_come_go_or_were_missed(period, person):
    before = period(2024, pegawai=[person("a", "P"), person("b", "L")])
    now = period(
        2025,
        pegawai=[
            person("a", "P"),
            person("c", "L", tmt_cpns="2025-03-01", masa_kerja_tahun=0),
            person("d", "L", golongan="II/a", usia_tahun=31),
        ],
    )
    assert told(now, before, "b", "status") == ("PNS", "PNS", None)
    assert told(now, before, "c", "status") == (None, None, "PNS")
    assert told(now, before, "d", "golongan") == (None, "Golongan II", "Golongan II")
    assert told(now, before, "d", "usia") == (None, "≤ 30 tahun", "31 - 40 tahun")


# --- against the states that the index tells
def test_being_in_service_and_levels_are_those_of_the_changes(pair, post):
    rows = [
        {"pegawai_id": "a", "penugasan": "definitif", "penyetaraan": False}
        | post("Pengawas", "2025-03-01")
    ]
    now, before = pair({}, {"level": "Pengawas", "since": "2025-03-01"}, jabatan=rows)
    mine, other = line_states(now, before), person_states(now, before)
    assert mine.index.equals(other.index)
    for state in STATES:
        assert (mine[state, SEX].fillna("-") == other[state, SEX].fillna("-")).all()
        level = mine[state, "posisi"].where(mine[state, "posisi"] == "Pengawas", "")
        assert (level == other[state, "jenjang"]).all()


def test_every_trait_is_known_wherever_somebody_is_in_service(pair):
    states = line_states(*pair({}, {"golongan": "IV/a"}))
    for state in STATES:
        there = states[state, SEX].notna()
        assert states.loc[there, state][list(TRAITS)].notna().all(axis=None)


# --- people that cannot be followed
def test_periods_of_different_keys_are_not_linked(period, person):
    before = period(2024, pegawai=[person("a", "P")])
    assert are_linked(period(2025, pegawai=[person("a", "P")]), before)
    assert not are_linked(period(2025, pegawai=[person("x", "P")]), before)
    gone = {
        "pegawai_id": "a", "jenis_kelamin": "P", "status_asn": "PNS", "tmt_cpns": "2000-01-01",
        "jenis": "pensiun", "tmt_pemberhentian": "2025-02-01",
    }  # fmt: skip
    assert are_linked(period(2025, pegawai=[person("x", "P")], pemberhentian=[gone]), before)
