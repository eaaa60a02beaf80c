from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from pug_analysis.batch import work
from pug_analysis.batch.work import WorkOrder, describe_unexpected, run_order
from pug_analysis.errors import DataError, UsageError

HOLD = (
    "import sys\nfrom pathlib import Path\nfrom pug_analysis.report.publish.folders import workspace_lock\n"
    "with workspace_lock(Path(sys.argv[1])):\n    print('dipegang', flush=True)\n    sys.stdin.read()"
)


@pytest.fixture
def order(tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return WorkOrder("kab", str(tmp_path), 2025)


@pytest.fixture
def holder(order):
    """Another process that holds the workspace until its input is closed."""
    command = [sys.executable, "-c", HOLD, order.workspace]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        assert process.stdout.readline() == "dipegang\n"
        yield process
        process.stdin.close()


def ends_with(monkeypatch, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(work, "_report", fail)


def test_the_state_and_remark_of_the_work_come_back(order, monkeypatch):
    calls = []
    monkeypatch.setattr(work, "_report", lambda *a, **k: calls.append((a, k)) or ("selesai", "x"))
    outcome = run_order(order, jobs=3, repeated=False)
    assert (outcome.state, outcome.note) == ("selesai", "x")
    assert outcome.seconds >= 0
    assert calls[0][1] == {"jobs": 3}


@pytest.mark.parametrize(
    ("error", "note"),
    [
        (DataError("Tidak ada ekspor Data ASN."), "Tidak ada ekspor Data ASN."),
        (UsageError("pug.toml: salah"), "pug.toml: salah"),
        (KeyError("198503152010012003"), "Kesalahan tak terduga: KeyError (test_work.py:"),
        (MemoryError("Siti Rekaan"), "Kesalahan tak terduga: MemoryError (test_work.py:"),
    ],
)
def test_errors_end_this_workspace_alone_and_tell_no_values(order, monkeypatch, error, note):
    ends_with(monkeypatch, error)
    outcome = run_order(order, jobs=1, repeated=False)
    assert outcome.state == "gagal"
    assert outcome.note.startswith(note)
    assert "1985" not in outcome.note
    assert "Siti" not in outcome.note


def test_an_error_of_the_system_is_told_with_a_path_within_the_workspace(order, monkeypatch):
    ends_with(monkeypatch, PermissionError(13, "Permission denied", f"{order.workspace}/data/raw"))
    outcome = run_order(order, jobs=1, repeated=False)
    assert outcome.note == "data/raw tidak dapat dipakai: izin ditolak."


def test_an_unnamed_place_is_left_out():
    assert describe_unexpected(ValueError("rahasia")) == "Kesalahan tak terduga: ValueError."


def test_a_folder_that_a_worker_cannot_see_is_told_as_that(tmp_path):
    outcome = run_order(WorkOrder("kab", str(tmp_path / "x"), 2025), jobs=1, repeated=False)
    assert outcome.state == "gagal"
    assert "tidak terlihat dari pekerja di" in outcome.note
    assert "penyimpanan bersama" in outcome.note


def test_a_year_without_data_is_this_workspaces_failure(order):
    outcome = run_order(order, jobs=1, repeated=False)
    assert outcome.state == "gagal"
    assert "data/raw/2025" in outcome.note


def test_a_workspace_that_another_run_holds_has_failed(order, holder):
    outcome = run_order(order, jobs=1, repeated=False)
    assert outcome.state == "gagal"
    assert "sedang berjalan di folder ini" in outcome.note


def test_the_second_try_waits_for_the_lock_of_a_process_believed_dead(order, holder, monkeypatch):
    monkeypatch.setattr(work, "_report", lambda *a, **k: ("selesai", ""))

    def let_go(seconds):
        holder.stdin.close()
        holder.wait(timeout=60)

    monkeypatch.setattr(work, "time", SimpleNamespace(monotonic=time.monotonic, sleep=let_go))
    assert run_order(order, jobs=1, repeated=True).state == "selesai"
    assert holder.returncode == 0


def test_two_batches_on_one_worker_process_take_turns(order, monkeypatch):
    inside, most = [], []

    def report(*_, **__):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.05)
        inside.pop()
        return "selesai", ""

    monkeypatch.setattr(work, "_report", report)
    with ThreadPoolExecutor(3) as threads:
        runs = [threads.submit(run_order, order, jobs=1, repeated=False) for _ in range(3)]
    assert [run.result().state for run in runs] == ["selesai"] * 3
    assert most == [1, 1, 1]
