from __future__ import annotations

import json

import pandas as pd
import pytest

from pug_analysis.simulate import simulate, write_raw
from pug_analysis.simulate.raw import raw_files
from pug_analysis.terms.kalender import Periode


@pytest.fixture(scope="module")
def tiny():
    return simulate(size=120, years=(2024, 2025), seed=5, truth=("gap",))


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.*"))}


def test_clean_files_have_an_empty_list(clean):
    for year in ("2023", "2024", "2025"):
        assert json.loads((clean / year / "dirt.json").read_text(encoding="utf-8")) == []


def test_clean_files_hold_exactly_the_tables(regency, clean):
    for file in raw_files(regency, periode=Periode(2025)):
        path = clean / "2025" / file.name
        if path.suffix == ".xlsx":
            found = pd.read_excel(path, dtype=str, keep_default_na=False, engine="calamine")
        else:
            found = pd.read_csv(path, dtype=str, keep_default_na=False, sep=file.separator)
        pd.testing.assert_frame_equal(found, file.frame, check_dtype=False)


@pytest.mark.parametrize(("layout", "dirt"), [("xlsx", 0.03), ("csv", 0.03), ("parquet", 0)])
def test_same_seed_same_bytes(tiny, tmp_path, layout, dirt):
    for name in ("a", "b"):
        write_raw(tiny, tmp_path / name, dirt=dirt, layout=layout)
    first, second = contents(tmp_path / "a"), contents(tmp_path / "b")
    assert first == second
    assert {name.split(".")[-1] for name in first} == {
        "xlsx": {"xlsx", "csv", "json"}, "csv": {"csv", "json"}, "parquet": {"parquet", "json"},
    }[layout]  # fmt: skip


def test_a_year_folder_is_never_overwritten(tiny, tmp_path):
    (tmp_path / "2025").mkdir()
    with pytest.raises(FileExistsError, match="2025 exist already"):
        write_raw(tiny, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["2025"]


def test_a_failure_leaves_no_half_written_year(tiny, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError("disk full")

    monkeypatch.setattr("pug_analysis.simulate.raw.write_rows", fail)
    with pytest.raises(OSError, match="disk full"):
        write_raw(tiny, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"layout": "ods"}, "layout must be one of"),
        ({"dirt": 0.5}, "dirt must be between 0 and 0.2"),
        ({"layout": "parquet", "dirt": 0.01}, "parquet"),
    ],
)
def test_impossible_options_are_refused(tiny, tmp_path, options, message):
    with pytest.raises(ValueError, match=message):
        write_raw(tiny, tmp_path, **options)


def test_first_semesters_stand_beside_years_of_the_same_bytes(tiny, tmp_path):
    for name, semesters in (("tahun", False), ("semester", True)):
        write_raw(tiny, tmp_path / name, dirt=0.02, layout="csv", semesters=semesters)
    years, both = (contents(tmp_path / name) for name in ("tahun", "semester"))
    assert {name: both[name] for name in years} == years
    halves = {p.name for p in (tmp_path / "semester").iterdir()} - {"2024", "2025"}
    assert halves == {"2024-semester-1", "2025-semester-1"}


def test_a_first_semester_is_the_state_of_30_june(tiny):
    half = {f.table: f.frame for f in raw_files(tiny, periode=Periode(2025, 1))}
    whole = {f.table: f.frame for f in raw_files(tiny, periode=Periode(2025))}
    day = pd.Timestamp(2025, 6, 30)
    posts = pd.to_datetime(half["jabatan"]["tmtJabatan"], dayfirst=True, format="%d-%m-%Y")
    assert posts.max() <= day
    later = pd.to_datetime(whole["jabatan"]["tmtJabatan"], dayfirst=True, format="%d-%m-%Y")
    assert len(posts) == (later <= day).sum() < len(later)
