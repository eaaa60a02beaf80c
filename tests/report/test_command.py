"""What a request means before anything is read, and what is told of a run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pug_analysis.errors import DataError, UsageError
from pug_analysis.report.command import (
    Request,
    describe_reused,
    describe_unchanged,
    find_merged,
    find_unchanged,
    make_reports,
)
from pug_analysis.report.timings import Timings
from pug_analysis.terms.kalender import Periode

REQUEST = Request(2025, None, ("internal", "pokja"))


def test_without_a_folder_of_raw_files_no_period_is_meant(tmp_path):
    assert find_unchanged(tmp_path, replace(REQUEST, year=None)) == (None, ())


def test_a_year_without_a_semester_is_the_whole_year(tmp_path):
    assert find_unchanged(tmp_path, REQUEST) == (Periode(2025), ())
    assert find_unchanged(tmp_path, replace(REQUEST, semester=1))[0] == Periode(2025, 1)


def test_what_can_change_a_report_is_an_option_and_what_lets_it_out_is_none():
    own = replace(REQUEST, only=("b", "a"), parameters={"x": 1}, pdf=True)
    assert own.options == {
        "only": ["a", "b"], "replace": False, "parameter": {"x": 1}, "pdf": True,
        "accept_quarantine": False,
    }  # fmt: skip
    assert replace(own, never_shared=True, jobs=3, force=True).options == own.options


def test_replacing_without_naming_pages_is_refused(tmp_path):
    with pytest.raises(UsageError, match="--replace hanya bermakna bersama --only"):
        make_reports(tmp_path, replace(REQUEST, replace=True), timings=Timings())


def test_the_newest_merged_period_is_meant_unless_one_is_asked_for(tmp_path):
    for name in ("2023", "2024", "2024-semester-1"):
        folder = tmp_path / "data" / "processed" / name
        folder.mkdir(parents=True)
        (folder / "gabungan.json").write_text("{}", encoding="utf-8")
    (tmp_path / "data" / "processed" / "2025").mkdir()  # people, no sums
    assert find_merged(tmp_path, replace(REQUEST, year=None)) == Periode(2024)
    assert find_merged(tmp_path, replace(REQUEST, year=None, semester=1)) == Periode(2024, 1)
    assert find_merged(tmp_path, replace(REQUEST, year=2023)) == Periode(2023)
    with pytest.raises(DataError, match="Belum ada gabungan daerah"):
        find_merged(tmp_path, REQUEST)


def test_what_was_run_and_what_was_taken_again_is_told():
    clock = Timings(pages=[("01_a", 1.0, 0.1)], reused=["02_b", "03_c"])
    assert describe_reused(clock, Periode(2025), "pokja") == [
        "Laporan 2025 edisi pokja: dijalankan ulang: 01_a; dipakai kembali: 02_b, 03_c."
    ]
    assert describe_reused(Timings(pages=[("01_a", 1.0, 0.1)]), Periode(2025), "pokja") == []


def test_a_report_that_stands_is_told_with_its_place(tmp_path):
    said, place = describe_unchanged(tmp_path, Periode(2025), "pokja")
    assert "tidak ada yang berubah" in said
    assert place == str(tmp_path.resolve() / "reports" / "2025" / "pokja" / "index.html")
