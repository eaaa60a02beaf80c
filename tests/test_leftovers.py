"""What a killed build left is gone with the next command, and nothing else is."""

from __future__ import annotations

import pytest

from pug_analysis.leftovers import open_spool, remove_spool, sweep
from pug_analysis.report.publish.folders import check_free, workspace_lock
from pug_analysis.terms.kalender import Periode

NOW = Periode(2025)


def write(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("isi", encoding="utf-8")
    return path


def names(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_everything_of_any_period_is_removed(tmp_path):
    for place in (
        ".pug/gulungan/2024/a.baris", ".pug/gulungan/2025-semester-1/b.nama", "data/processed/.tahap-2025/c",
        "data/processed/.lama-2025/d", "data/processed/2025/e", ".pug/kunci",
    ):  # fmt: skip
        write(tmp_path / place)
    sweep(tmp_path)
    assert names(tmp_path) == [".pug/kunci", "data/processed/2025/e"]
    assert not (tmp_path / ".pug/gulungan").exists()


def test_tables_that_were_set_aside_come_back(tmp_path):
    write(tmp_path / "data/processed/.lama-2025/pegawai.parquet")
    sweep(tmp_path)
    assert names(tmp_path) == ["data/processed/2025/pegawai.parquet"]


def test_what_is_called_otherwise_is_not_ours(tmp_path):
    kept = [
        "data/processed/.lama-catatan/a",
        "data/processed/.tahap-2025x/b",
        ".pug/gulungan/lain/c",
    ]
    for place in kept:
        write(tmp_path / place)
    sweep(tmp_path)
    assert names(tmp_path) == sorted(kept)


def test_nothing_there_is_nothing_to_do(tmp_path):
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_spool_is_private_and_leaves_no_folder(tmp_path):
    folder = open_spool(tmp_path, NOW)
    write(folder / "a.baris")
    assert all(p.stat().st_mode & 0o077 == 0 for p in (folder, folder.parent, folder.parent.parent))
    assert list(open_spool(tmp_path, NOW).iterdir()) == []
    remove_spool(tmp_path, NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["unchanged", "locked"])
def test_whoever_comes_next_sweeps(tmp_path, command):
    """Also a command that only looks whether anything changed."""
    with workspace_lock(tmp_path):
        pass
    write(tmp_path / ".pug/gulungan/2024/a.baris")
    if command == "unchanged":
        check_free(tmp_path)
    else:
        with workspace_lock(tmp_path):
            pass
    assert names(tmp_path) == [".pug/lock"]


def test_who_holds_the_workspace_keeps_his_spool(tmp_path):
    with workspace_lock(tmp_path):
        write(tmp_path / ".pug/gulungan/2024/a.baris")
        check_free(tmp_path)
        with workspace_lock(tmp_path):
            assert names(tmp_path / ".pug") == ["gulungan/2024/a.baris", "lock"]
