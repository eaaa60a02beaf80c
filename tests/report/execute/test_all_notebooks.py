"""Those that sum up run last, only after all others were made, and get what these released."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pug_analysis.errors import ReportError
from pug_analysis.report.execute import all_notebooks, kept_results, pool
from pug_analysis.report.execute.all_notebooks import Places, run_notebooks
from pug_analysis.report.execute.endings import Failed
from pug_analysis.report.plan.notebooks import read_notebooks
from pug_analysis.report.plan.plan import RunPlan
from pug_analysis.report.write.made import Content, Made


@pytest.fixture
def run(tmp_path, toys, monkeypatch):
    for name, pug in (("00_r", {"sesudah": True}), ("01_a", {}), ("02_b", {})):
        toys.write_notebook(tmp_path / f"{name}.ipynb", [toys.markdown("# A")], **pug)
    notebooks, _ = read_notebooks(tmp_path)
    places = Places(tmp_path / "terbit", tmp_path / "rilis", tmp_path / "log")
    shelf = kept_results.Shelf(tmp_path / "simpanan", "x", {}, {}, use=False)
    groups = []

    def of(*, failing=(), kept=()):
        def run_jobs(jobs, **_):
            groups.append([job.name for job in jobs])
            made = Made(Content("A", [], []), [], [], [], {}, read=None)
            bad = Failed("gagal", 1, "KeyError")
            return {
                job.name: bad if job.name in failing else made_of(job.name, made) for job in jobs
            }

        def made_of(name, made):
            card = {"kind": "headline", "label": name, "value": "1", "note": "-"}
            return Made(made.content, [toys.table(f"t_{name}")], [], [card], {}, read=None)

        monkeypatch.setattr(pool, "run_jobs", run_jobs)
        given = {n.name: {"tabel": ""} if n.last else {} for n in notebooks}
        plan = RunPlan(tuple(notebooks), (), given, tuple(n.name for n in notebooks), kept=kept)
        told = [toys.table("perubahan")]
        found = run_notebooks(
            plan, places=places, context={}, shelf=shelf, seconds_per_cell=60, told=told
        )
        return found, groups, places

    return of


def test_the_summary_runs_after_the_others_and_stands_first(run):
    found, groups, places = run()
    assert groups == [["01_a", "02_b"], ["00_r"]]
    assert list(found) == ["00_r", "01_a", "02_b"]
    names = {path.stem for path in Path(places.released).glob("*.json")}
    assert {"perubahan", "t_01_a", "t_02_b"} <= names
    cards = json.loads((places.released / "angka pokok.json").read_text(encoding="utf-8"))
    assert [card["halaman"] for card in cards] == ["01_a", "02_b"]


def test_after_a_failure_nothing_is_summed_up(run):
    found, groups, places = run(failing=("02_b",))
    assert groups == [["01_a", "02_b"]]
    assert "00_r" not in found
    assert not places.released.exists()


def test_a_page_that_was_to_stay_and_is_not_kept_stops_before_anything_runs(run):
    with pytest.raises(ReportError, match="tidak dapat dipertahankan: 01_a"):
        run(kept=("01_a",))


def test_a_job_names_the_folder_of_what_was_released_instead_of_its_place(run, monkeypatch):
    seen = []
    real = all_notebooks._job
    monkeypatch.setattr(
        all_notebooks, "_job", lambda *a, **k: seen.append(real(*a, **k)) or seen[-1]
    )
    _, _, places = run()
    assert seen[0].parameters == {"tabel": str(places.released)}
