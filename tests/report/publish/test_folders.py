from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys

import pytest

from pug_analysis.errors import LockedError, ReportError, UsageError
from pug_analysis.report.execute import pool
from pug_analysis.report.publish.folders import (
    _exchange,
    check_free,
    open_stage,
    private_folder,
    publish,
    report_folder,
    workspace_lock,
)
from pug_analysis.terms.kalender import Periode

NOW = Periode(2025)
#: A second run on a folder.
_ASK = (
    "import sys\nfrom pug_analysis.cli import main\n"
    "sys.argv = ['pug-analysis', 'report', '2025', '-w', sys.argv[1]]\nmain()"
)


@pytest.fixture
def without_exchange(monkeypatch):
    """A system that cannot exchange two folders in one step."""
    monkeypatch.setattr("pug_analysis.report.publish.folders._exchange", lambda *_: False)


def put(folder, text):
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text)
    return folder


def read(workspace):
    return (report_folder(workspace, Periode(2025), "pokja") / "index.html").read_text()


def test_a_new_report_takes_the_place_of_the_old_one(tmp_path):
    for text in ("lama", "baru"):
        staged = put(open_stage(tmp_path, Periode(2025), "pokja") / "terbit", text)
        assert (
            publish(staged, tmp_path, Periode(2025), "pokja")
            == tmp_path / "reports" / "2025" / "pokja"
        )
    assert read(tmp_path) == "baru"
    assert [p.name for p in (tmp_path / ".pug" / "stage").iterdir()] == ["2025-pokja"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges folders in one step")
def test_on_linux_there_is_no_moment_without_a_report(tmp_path, monkeypatch):
    put(report_folder(tmp_path, Periode(2025), "pokja"), "lama")
    staged = put(open_stage(tmp_path, Periode(2025), "pokja") / "terbit", "baru")
    monkeypatch.setattr(type(tmp_path), "rename", None)
    publish(staged, tmp_path, Periode(2025), "pokja")
    assert read(tmp_path) == "baru"
    assert not staged.exists()


def test_private_folders_are_closed_to_others(tmp_path):
    folder = private_folder(tmp_path, "log", "2025")
    for path in (folder, folder.parent, tmp_path / ".pug"):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("renames_before_the_kill", [0, 1, 2])
def test_a_run_killed_at_any_rename_is_put_right_at_the_next_start(
    tmp_path, monkeypatch, without_exchange, renames_before_the_kill
):
    class Killed(BaseException):
        pass

    put(report_folder(tmp_path, Periode(2025), "pokja"), "lama")
    staged = put(open_stage(tmp_path, Periode(2025), "pokja") / "terbit", "baru")
    left = renames_before_the_kill
    real = os.rename

    # A killed process runs no except block; the rename back fails like everything after the kill.
    def rename(self, target):
        nonlocal left
        if left == 0:
            raise Killed
        left -= 1
        real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(type(tmp_path), "rename", rename)
        patch.setattr("shutil.rmtree", lambda path: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            publish(staged, tmp_path, Periode(2025), "pokja")
    stage = open_stage(tmp_path, Periode(2025), "pokja")
    assert read(tmp_path) == ("baru" if renames_before_the_kill == 2 else "lama")
    assert list(stage.iterdir()) == []
    assert [p.name for p in stage.parent.iterdir()] == ["2025-pokja"]


def test_a_folder_that_is_open_elsewhere_is_left_as_it_was(tmp_path, monkeypatch, without_exchange):
    put(report_folder(tmp_path, Periode(2025), "pokja"), "lama")
    staged = put(open_stage(tmp_path, Periode(2025), "pokja") / "terbit", "baru")

    def refuse(self, target):
        raise PermissionError

    monkeypatch.setattr(type(tmp_path), "rename", refuse)
    monkeypatch.setattr("pug_analysis.report.publish.folders._WAIT_SECONDS", 0)
    with pytest.raises(
        ReportError, match="2025/pokja sedang dipakai program lain atau folder tidak boleh"
    ):
        publish(staged, tmp_path, Periode(2025), "pokja")
    assert read(tmp_path) == "lama"


def test_the_lock_may_be_nested_in_one_process_and_is_given_back(tmp_path):
    with workspace_lock(tmp_path), workspace_lock(tmp_path):
        pass
    with workspace_lock(tmp_path):
        pass


def test_another_process_that_holds_the_workspace_is_told_at_once(tmp_path):
    source = (
        "import sys, pathlib\nfrom pug_analysis.report import workspace_lock\n"
        f"with workspace_lock(pathlib.Path({str(tmp_path)!r})):\n"
        "    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with (
            pytest.raises(LockedError, match="sedang berjalan") as caught,
            workspace_lock(tmp_path),
        ):
            pass
        assert caught.value.exit_code == 75
        with pytest.raises(LockedError, match="sedang berjalan"):
            check_free(tmp_path)
        asked = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", _ASK, str(tmp_path)], capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert asked.returncode == 75
        assert "sedang berjalan" in asked.stderr
        loaded = {line.rpartition("|")[2].strip() for line in asked.stderr.splitlines()}
        assert not loaded & {"pandas", "numpy", "pyarrow", "pug_analysis.ingest"}
        other.kill()
        other.wait()
        check_free(tmp_path)
        with workspace_lock(tmp_path):
            check_free(tmp_path)  # it is this process's own


def test_a_folder_in_which_nothing_ran_is_free_and_stays_empty(tmp_path):
    check_free(tmp_path)
    assert not any(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps folders apart by other means")
@pytest.mark.parametrize(
    ("edition", "folder", "file"), [("internal", 0o700, 0o600), ("pokja", 0o755, 0o644)]
)
@pytest.mark.parametrize("exchange", [True, False])
def test_only_its_owner_opens_the_internal_edition(
    tmp_path, monkeypatch, edition, folder, file, exchange
):
    monkeypatch.setattr(
        "pug_analysis.report.publish.folders._exchange", _exchange if exchange else lambda *_: False
    )
    before = os.umask(0o022)
    try:
        for _ in range(2):
            staged = put(open_stage(tmp_path, NOW, edition) / "terbit", "isi")
            put(staged / "tabel", "isi").joinpath("index.html").rename(staged / "tabel" / "a.csv")
            final = publish(staged, tmp_path, NOW, edition)
            modes = [stat.S_IMODE(path.stat().st_mode) for path in (final, final / "tabel")]
            assert modes == [folder, folder]
            modes = [stat.S_IMODE(path.stat().st_mode) for path in final.rglob("*.*")]
            assert modes == [file, file]
    finally:
        os.umask(before)


def test_reports_on_another_volume_are_copied_beside_and_renamed_there(
    tmp_path, monkeypatch, without_exchange
):
    real = os.rename
    reports = tmp_path / "reports"

    def rename(self, target):
        if (reports in self.parents) != (reports in target.parents):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        real(self, target)

    monkeypatch.setattr(type(tmp_path), "rename", rename)
    for text in ("lama", "baru"):
        staged = put(open_stage(tmp_path, Periode(2025), "pokja") / "terbit", text)
        publish(staged, tmp_path, Periode(2025), "pokja")
        assert read(tmp_path) == text
        assert [p.name for p in (reports / "2025").iterdir()] == ["pokja"]


def test_a_copy_left_by_a_killed_run_is_swept_and_the_old_report_put_back(tmp_path):
    folder = report_folder(tmp_path, Periode(2025), "pokja").parent
    put(folder / ".tahap-pokja", "setengah")
    put(folder / ".tahap-pokja.lama", "lama")
    open_stage(tmp_path, Periode(2025), "pokja")
    assert read(tmp_path) == "lama"
    assert [p.name for p in folder.iterdir()] == ["pokja"]


@pytest.mark.parametrize("name", [".pug", "reports", "reports/2025", "reports/2025/pokja"])
def test_a_file_where_a_folder_should_be_is_named_before_anything_runs(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("")
    with pytest.raises(UsageError, match=f"^{name} adalah berkas, padahal harus folder"):
        open_stage(tmp_path, Periode(2025), "pokja")


def test_a_folder_that_may_not_be_written_is_named_before_anything_runs(tmp_path, monkeypatch):
    put(report_folder(tmp_path, Periode(2025), "pokja"), "lama")

    def refuse(**_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(ReportError, match=r"reports/2025 tidak boleh ditulis \(izin ditolak\)"):
        open_stage(tmp_path, Periode(2025), "pokja")


def test_workers_that_cannot_be_started_are_told_in_one_message(monkeypatch):
    monkeypatch.setattr("sys.executable", "/tidak/ada/python")
    with pytest.raises(ReportError, match="Python tidak dapat menjalankan proses notebook"):
        pool.Forked()
