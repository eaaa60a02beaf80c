"""Sample rows from a declaration alone: dated, of the regency, and the same next year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pug_analysis.ingest.declare.columns import NAMA, Column, owner
from pug_analysis.ingest.declare.register import Register
from pug_analysis.simulate import simulate
from pug_analysis.simulate.files.registers_declared import declared_frames
from pug_analysis.simulate.people.units import UNITS
from pug_analysis.terms.kalender import Periode


def _rows(year):
    return [
        {
            "nip": "1",
            "nama": "N",
            "tanggal": date(year, month, 3),
            "pd": "Dinas Contoh",
            "nilai": 2.5,
        }
        for month in (2, 9)
    ] + [{"tanggal": date(year, 5, 1), "nilai": 3}]


ONE = Register(
    name="satu", label="register satu", called="daftar satu", grain="satu baris", purpose="Satu.",
    columns=(
        owner("NIP.", required=False), NAMA,
        Column("tanggal", "date", "Hari", "Hari.", required=True),
        Column("pd", "office", "PD", "PD."), Column("nilai", "number", "Nilai", "Nilai."),
    ),
    own=("nilai",), examples=_rows, happened="tanggal",
)  # fmt: skip

LAST = Periode(2025)


@pytest.fixture(scope="module")
def regency():
    return simulate(size=80, years=(2025,), seed=2)


def fill(regency, *, first=2024, periode=LAST, register=ONE):
    return declared_frames(regency, {"satu": register}, first=first, periode=periode)


def test_rows_of_each_year_up_to_the_cut_off(regency):
    whole = fill(regency)["satu"]
    assert whole["TANGGAL"].tolist() == [
        "03-02-2024", "03-09-2024", "01-05-2024", "03-02-2025", "03-09-2025", "01-05-2025",
    ]  # fmt: skip
    half = fill(regency, periode=Periode(2025, 1))["satu"]
    assert half["TANGGAL"].tolist()[3:] == ["03-02-2025", "01-05-2025"]
    assert fill(regency, first=2026) == {}


def test_people_and_offices_are_of_the_regency_where_there_are_some(regency):
    rows = fill(regency)["satu"]
    named = rows[rows["NIP"] != ""]
    people = regency.people["nip"].astype(str)
    assert len(named) == 4
    assert named["NIP"].isin(people).all()
    assert (named["NAMA"] != "N").all()
    offices = {unit.split(" - ")[-1] for unit in UNITS}
    assert set(named["PD"]) <= offices
    assert set(rows.loc[rows["NIP"] == "", "PD"]) == {""}
    assert set(rows["NILAI"]) == {"2,5", "3"}


def test_last_year_stands_unchanged_in_this_years_file(regency):
    before = fill(regency, periode=Periode(2024))["satu"]
    assert fill(regency)["satu"].head(3).equals(before)


def test_a_register_may_draw_its_own_rows(regency):
    own = replace(
        ONE, sample=lambda year, rng: [{"tanggal": date(year, 1, 1), "nilai": int(rng.integers(9))}]
    )
    rows = fill(regency, register=own)["satu"]
    assert rows["TANGGAL"].tolist() == ["01-01-2024", "01-01-2025"]
    assert rows["NILAI"].str.fullmatch("[0-8]").all()
