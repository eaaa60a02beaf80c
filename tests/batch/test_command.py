from __future__ import annotations

import pytest

from pug_analysis.batch import cluster
from pug_analysis.batch.command import find_workspaces
from pug_analysis.cli import main
from pug_analysis.errors import UsageError


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line where no cluster may be started."""

    def refuse(*_, **__):
        raise AssertionError("a cluster was started")

    monkeypatch.setattr(cluster, "open_crew", refuse)

    def call(*words: object) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["pug-analysis", "batch", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        return stop.value.code or 0, capsys.readouterr().err

    return call


@pytest.fixture
def spaces(tmp_path):
    for name in "ab":
        (tmp_path / name / "data" / "raw").mkdir(parents=True)
    return [tmp_path / "a", tmp_path / "b"]


def test_each_workspace_counts_once_under_its_first_name(spaces, monkeypatch):
    monkeypatch.chdir(spaces[0].parent)
    relative = [type(spaces[0])(name) for name in ("b", "a", "./b")]
    assert find_workspaces([*relative, *spaces]) == {"b": spaces[1], "a": spaces[0]}


def test_what_is_no_workspace_is_named_before_anything_starts(spaces, run, tmp_path):
    (tmp_path / "c").mkdir()
    with pytest.raises(UsageError, match="data/raw"):
        find_workspaces([*spaces, tmp_path / "c"])
    code, said = run(*spaces, tmp_path / "c", tmp_path / "d", "--year", 2025)
    assert code == 2
    assert f"{tmp_path / 'c'}, {tmp_path / 'd'}" in said


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--year", 1], "antara 1990 dan 2100"),
        (["--year", 2025, "--semester", 3], "Semester harus 1"),
        (["--year", 2025, "--edition", "umum"], "'umum' tidak dikenal"),
        (["--year", 2025, "--workers", 0], "nilai --workers tidak sah"),
        (["--year", 2025, "--workers", 2, "--scheduler", "tcp://10.0.0.1:8786"], "--workers hanya"),
        (["--year", 2025, "--scheduler", "tcp://10.0.0.1:8786"], "tidak memakai TLS"),
        (["--year", 2025, "--insecure"], "--insecure hanya"),
        ([], "--year harus diisi"),
    ],
)
def test_wrong_use_ends_before_anything_starts(spaces, run, options, message):
    code, said = run(*spaces, *options)
    assert code == 2
    assert message in said


def test_a_scheduler_without_tls_is_used_where_that_is_wanted(spaces, run):
    words = (*spaces, "--year", 2025, "--scheduler", "tcp://10.0.0.1:8786", "--insecure")
    with pytest.raises(AssertionError, match="a cluster was started"):
        run(*words)


def test_without_the_extra_nothing_starts(spaces, run, monkeypatch):
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    code, said = run(*spaces, "--year", 2025)
    assert code == 2
    assert 'pip install "pug-analysis[cluster]"' in said
    assert [path.name for path in spaces[0].iterdir()] == ["data"]
