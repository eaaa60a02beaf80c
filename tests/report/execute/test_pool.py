"""Several notebooks at once: each has an ending, and one whose process died is tried once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from pug_analysis.report.execute import pool
from pug_analysis.report.execute.endings import Failed, write_ending
from pug_analysis.report.execute.jobs import Job

BAD = Failed("gagal", 1, "KeyError")


class Crew:
    """Workers that end at once; those named in ``dying`` leave no result so many times."""

    def __init__(self, dying):
        self.dying, self.started, self.done = dict(dying), [], []

    def start(self, job):
        self.started.append(job.name)
        self.done.append(job.name)
        if self.dying.get(job.name, 0):
            self.dying[job.name] -= 1
        else:
            write_ending(BAD, Path(job.result))

    def wait(self):
        return self.done.pop(0)

    def close(self):
        pass


@pytest.fixture
def run(tmp_path, monkeypatch):
    def start(*names, dying=(), parallel=2):
        crew = Crew(dict(dying))
        monkeypatch.setattr(pool, "_take_crew", lambda: crew)
        jobs = [
            Job(n, f"{n}.ipynb", f"{n}.html", str(tmp_path / f"{n}.json"), "", {}, 60, {})
            for n in names
        ]
        calls = []
        found = pool.run_jobs(jobs, parallel=parallel, progress=lambda *call: calls.append(call))
        return found, crew.started, calls

    return start


def test_every_job_has_an_ending_and_progress_counts_them(run):
    found, started, calls = run("a", "b", "c")
    assert found == {"a": BAD, "b": BAD, "c": BAD}
    assert started == ["a", "b", "c"]
    assert calls == [("a", 1, 3), ("b", 2, 3), ("c", 3, 3)]


def test_who_died_once_is_tried_again(run):
    found, started, _ = run("a", "b", dying={"a": 1})
    assert (found["a"], started.count("a")) == (BAD, 2)


def test_who_died_twice_is_told(run):
    found, started, _ = run("a", dying={"a": 2})
    assert (found["a"].status, started) == ("mati", ["a", "a"])
