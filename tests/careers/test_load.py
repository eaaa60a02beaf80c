"""One call opens a period; another opens all up to it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pug_analysis.careers.load import (
    Data,
    find_before,
    load,
    load_before,
    load_series,
    open_tables,
    read_earlier,
)
from pug_analysis.careers.pooled import Pooled
from pug_analysis.config import Config, Kohort
from pug_analysis.errors import DataError, UsageError
from pug_analysis.ingest.build import build_periode
from pug_analysis.ingest.tables.schema import SPECS
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

PERIODS = (Periode(2024), Periode(2025, 1), Periode(2025))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A small regency with three periods that are built."""
    folder = tmp_path_factory.mktemp("kantor")
    regency = simulate(size=80, years=(2024, 2025), seed=4)
    raw = folder / "data" / "raw"
    write_raw(regency, raw, dirt=0, layout="csv", semesters=True)
    shutil.rmtree(raw / Periode(2024, 1).name)
    for periode in PERIODS:
        build_periode(folder, periode, config=Config())
    return folder


@pytest.fixture
def data(workspace) -> Data:
    return load(2025, workspace=workspace, edition="pokja")


# --- by hand
def test_a_period_is_opened_with_what_follows_from_its_day(data):
    assert (data.year, data.edition, data.semester) == (2025, "pokja", 2)
    assert data.cutoff == date(2025, 12, 31)
    assert data.until == 2025 * 12 + 11
    assert set(data.tables) >= {"pegawai", "jabatan", "diklat"}
    assert data.snapshot["pegawai_id"].isin(data.tables["pegawai"]["pegawai_id"]).all()
    assert data.pooled is None


def test_the_first_half_ends_in_june(workspace):
    half = load(2025, semester=1, workspace=workspace)
    assert (half.cutoff, half.until) == (date(2025, 6, 30), 2025 * 12 + 5)
    assert half.edition == "internal"


@pytest.mark.parametrize(
    ("began", "month"),
    # appointments take effect on the first: those of June are before what began on the 2nd
    [(date(2023, 6, 1), 2023 * 12 + 5), (date(2023, 6, 2), 2023 * 12 + 6),
     (date(2023, 12, 31), 2024 * 12), (None, None)],
)  # fmt: skip
def test_the_first_month_under_a_programme(began, month):
    config = Config(kohort=Kohort(program_mulai=began))
    assert Data(2025, "internal", config, {}, pd.DataFrame()).program_month == month


@pytest.mark.parametrize(
    ("earlier", "base"),
    [
        ([], None),
        ([Periode(2024)], Periode(2024)),
        # the same day a year before, also where a later one is there
        ([Periode(2024), Periode(2025, 1)], Periode(2024)),
        ([Periode(2022), Periode(2025, 1)], Periode(2025, 1)),
    ],
)
def test_the_period_that_this_one_is_compared_with(earlier, base):
    assert find_before(Periode(2025), earlier) == base
    assert find_before(Periode(2025), earlier[::-1]) == base


def test_earlier_periods_stand_in_order_of_time(data):
    assert [one.periode for one in load_series(data)] == list(PERIODS)
    assert load_series(data)[-1] is data
    newest, oldest = read_earlier(data, "pegawai")
    assert len(newest) == len(load_series(data)[1].tables["pegawai"])
    assert len(oldest) == len(load_series(data)[0].tables["pegawai"])
    before = load_before(data)
    assert (before.periode, before.edition) == (Periode(2024), "pokja")
    assert [one.periode for one in load_series(load(2024, workspace=data.workspace))] == [
        Periode(2024)
    ]


def test_a_period_that_is_not_of_todays_files_is_passed_over(workspace, tmp_path):
    copy = tmp_path / "salinan"
    shutil.copytree(workspace, copy)
    next((copy / "data/raw/2024").glob("*Kursus*")).unlink()
    now = load(2025, workspace=copy)
    assert load_before(now).periode == Periode(2025, 1)
    assert [one.periode for one in load_series(now)] == [Periode(2025, 1), Periode(2025)]
    shutil.rmtree(copy / "data/raw" / Periode(2025, 1).name)
    assert load_before(now) is None


def test_tables_of_some_people_open_as_those_of_all(data, workspace):
    some = {spec.name: spec.without_rows() for spec in SPECS}
    some["pegawai"] = data.tables["pegawai"].head(10)
    opened = open_tables(some, Periode(2025, 1), workspace, edition="publik", config=data.config)
    assert len(opened.snapshot) <= 10
    assert (opened.periode, opened.edition) == (Periode(2025, 1), "publik")


# --- refusals
def test_what_is_not_there_is_refused(workspace, tmp_path):
    with pytest.raises(UsageError, match="Edisi harus salah satu dari pokja, publik, internal"):
        load(2025, workspace=workspace, edition="umum")
    with pytest.raises(DataError, match="2023"):
        load(2023, workspace=workspace)
    with pytest.raises(UsageError):
        load(2025, semester=3, workspace=workspace)


def test_sums_that_cannot_be_read_are_told(tmp_path):
    folder = tmp_path / "data" / "processed" / "2025"
    folder.mkdir(parents=True)
    (folder / "gabungan.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match="Gabungan 2025 rusak"):
        load(2025, workspace=tmp_path)


def test_a_merged_workspace_has_sums_where_one_agency_has_people(tiny_data):
    """Who asks it for people is told so, instead of counting none."""
    pooled = Pooled({"tingkat": "tepat", "daerah": []}, {}, {"orang_aktif": 7})
    merged = replace(tiny_data, people=pooled)
    assert merged.people is pooled
    assert merged.pooled is pooled
    with pytest.raises(DataError, match=r"^Gabungan 2025 tidak memuat orang"):
        _ = merged.snapshot
    assert tiny_data.pooled is None
    assert tiny_data.snapshot is tiny_data.people
