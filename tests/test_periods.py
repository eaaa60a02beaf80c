"""Which period a command means."""

from __future__ import annotations

import pytest

from pug_analysis.config import Config
from pug_analysis.errors import DataError, UsageError
from pug_analysis.periods import build_earlier, build_noted, find_newest, read_periode
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode


@pytest.fixture
def raw(tmp_path):
    """A workspace with three periods that hold a file, an empty one, and a folder of another name."""
    for name in ("2024", "2024-semester-1", "2025-semester-1", "2024-semester-3"):
        folder = tmp_path / "data" / "raw" / name
        folder.mkdir(parents=True)
        (folder / "a.csv").write_text("tidak dikenal\n", encoding="utf-8")
    (tmp_path / "data" / "raw" / "2025").mkdir()
    return tmp_path


def test_the_newest_is_the_latest_day(raw):
    assert find_newest(raw, None) == Periode(2025, 1)
    assert find_newest(raw, 2) == Periode(2024)
    assert find_newest(raw, 1) == Periode(2025, 1)


def test_none_is_one_clear_message(tmp_path):
    with pytest.raises(DataError, match=r"misalnya data/raw/2025/"):
        find_newest(tmp_path, None)
    with pytest.raises(DataError, match=r"misalnya data/raw/2025-semester-1/"):
        find_newest(tmp_path, 1)


@pytest.mark.parametrize("semester", [0, 3, -1])
def test_there_are_two_semesters(semester, tmp_path):
    wanted = f"Semester harus 1 .* atau 2 .*, tetapi tertulis {semester}"
    with pytest.raises(UsageError, match=wanted):
        read_periode(2025, semester)
    with pytest.raises(UsageError, match=wanted):
        find_newest(tmp_path, semester)


def test_what_is_left_out_is_told_on_the_screen(raw, capsys):
    earlier = build_earlier(raw, Periode(2025), config=Config())
    assert earlier.built == ()
    assert [p for p, _ in earlier.left_out] == [Periode(2024, 1), Periode(2024), Periode(2025, 1)]
    said = capsys.readouterr().err
    assert "Data semester I 2025 tidak dipakai." in said
    assert "Data 2024 tidak dipakai." in said


def test_the_long_tables_of_a_reading_go_into_the_log(tmp_path, capsys):
    regency = simulate(size=60, years=(2025,), seed=5)
    write_raw(regency, tmp_path / "data" / "raw", dirt=0.2, layout="csv", registers=False)
    build_noted(tmp_path, Periode(2025), config=Config())
    kept = tmp_path / ".pug" / "log" / "2025" / "bacaan.txt"
    assert kept.stat().st_mode & 0o777 == 0o600
    text = kept.read_text(encoding="utf-8")
    assert "Neraca baris 2025" in text
    assert "karantina" in text
    told = capsys.readouterr().out
    assert "Neraca" not in told
    assert len(told.splitlines()) <= 2
