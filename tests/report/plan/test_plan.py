"""What runs, with which parameters, and what waits or stays."""

from __future__ import annotations

import pytest

from pug_analysis.errors import ReportError, UsageError
from pug_analysis.report.plan.plan import NOT_ASKED, make_plan, without_places
from pug_analysis.terms.kalender import Periode


@pytest.fixture
def workspace(tmp_path, toys):
    toys.write_processed(tmp_path)
    cells = [toys.markdown("# A"), toys.code(f"{toys.DEFAULTS}\nbatas: float = 0.1", "parameters")]
    folder = tmp_path / "notebooks"
    toys.write_notebook(folder / "01_a.ipynb", cells)
    toys.write_notebook(folder / "02_b.ipynb", cells, needs=["jabatan"])
    toys.write_notebook(folder / "03_c.ipynb", cells, memakai=["kursus"])
    return tmp_path


def plan(workspace, *, edition="pokja", only=(), given=None, standing=None):
    return make_plan(
        workspace, Periode(2025), edition=edition, folder=workspace / "notebooks", only=only,
        given=given or {}, standing=standing,
    )  # fmt: skip


def test_what_lacks_its_table_waits_and_what_can_do_without_runs(workspace):
    made = plan(workspace)
    assert [n.name for n in made.notebooks] == ["01_a", "03_c"]
    assert [one["nama"] for one in made.describe_skipped()] == ["02_b"]
    assert [one["nama"] for one in made.describe_reduced()] == ["03_c"]
    assert made.names == ("01_a", "02_b", "03_c")


def test_the_command_sets_year_and_edition_and_the_user_the_rest(workspace):
    own = plan(workspace, only=("a",), given={"batas": 0.2}).parameters["01_a"]
    assert (own["year"], own["edition"], own["batas"]) == (2025, "pokja", 0.2)
    assert "workspace" not in without_places(own)


def test_what_was_not_asked_for_says_so(workspace):
    made = plan(workspace, only=("a",))
    assert {s.name: s.reason for s in made.skipped}["03_c"] == NOT_ASKED


def test_a_page_that_stands_comes_with_its_own_parameters(workspace):
    made = plan(workspace, only=("a",), standing={"03_c": {"batas": 0.5, "year": 1}})
    assert made.kept == ("03_c",)
    assert (made.parameters["03_c"]["batas"], made.parameters["03_c"]["year"]) == (0.5, 2025)


@pytest.mark.parametrize("standing", [{"09_x": {}}, {"03_c": {"lama": 1}}])
def test_a_page_that_cannot_stay_stops_the_run(workspace, standing):
    with pytest.raises(ReportError, match="tidak dapat dipertahankan"):
        plan(workspace, only=("a",), standing=standing)


def test_wrong_use_is_refused(workspace):
    with pytest.raises(UsageError, match="Edisi harus salah satu dari pokja, publik, internal"):
        plan(workspace, edition="umum")
    with pytest.raises(UsageError, match="'year' ditentukan oleh perintah"):
        plan(workspace, given={"year": 2024})
    with pytest.raises(ReportError, match=r"Tidak ada notebook yang dapat dijalankan\. 01_a"):
        plan(workspace, only=("b",))
