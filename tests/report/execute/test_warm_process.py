"""The warm process forks a worker for each line, and answers with the name of each that ended."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from pug_analysis.report.execute import warm_process
from pug_analysis.report.execute.jobs import Job


def test_it_imports_every_room_that_notebooks_use():
    found = warm_process._room_modules()
    for name in ("pug_analysis.ingest", "pug_analysis.pages.profil.profil", "pug_analysis.stats"):
        assert name in found
    assert not [name for name in found if name.startswith("pug_analysis.report")]


@pytest.mark.skipif(sys.platform != "linux", reason="forking is used on Linux alone")
def test_each_job_is_answered_by_its_name_once_its_worker_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(warm_process, "_fork_worker", lambda *_, **__: _ended())
    jobs, jobs_in = os.pipe()
    answers_out, answers = os.pipe()
    lines = [
        Job(name, "n", "p", "r", str(tmp_path / name), {}, 60, {}).to_json() for name in ("a", "b")
    ]
    # a job may arrive in pieces
    os.write(jobs_in, (lines[0] + "\n" + lines[1][:9]).encode())
    server = threading.Thread(
        target=warm_process.serve, args=(jobs, answers), kwargs={"sockets": None}
    )
    server.start()
    os.write(jobs_in, (lines[1][9:] + "\n").encode())
    said = b""
    while said.count(b"\n") < 2:
        said += os.read(answers_out, 64)
    os.close(jobs_in)
    server.join(10)
    assert not server.is_alive()
    assert sorted(said.decode().split()) == ["a", "b"]
    for one in (jobs, answers_out, answers):
        os.close(one)


def _ended() -> int:
    """A process that ends at once."""
    return os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", ""])
