"""Which period a command means."""

from __future__ import annotations

import pytest

from pug_analysis.errors import DataError, UsageError
from pug_analysis.periods import find_newest, read_editions, read_periode
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


def test_both_means_two_editions_and_other_words_are_refused():
    assert read_editions("both") == ("internal", "pokja")
    assert read_editions("publik") == ("publik",)
    with pytest.raises(
        UsageError, match=r"'umum' tidak dikenal. Pilihan: pokja, publik, internal, both"
    ):
        read_editions("umum")
