"""The tests with the newest packages: what is left out of the locks, what is said of the outcome."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = """\
# made by
matplotlib==3 \\
    --hash=sha256:0 \\
    --hash=sha256:1
    # via seaborn
matplotlib-inline==1 \\
    --hash=sha256:2
    # via
    #   ipython
    #   numpy
numpy[some]==2 ; python_version < '3.14' \\
    --hash=sha256:3
pandas==2.3.3 \\
    --hash=sha256:4
    # via lifelines
"""
OUTCOME = """<testsuites><testsuite>
<testcase classname="tests.a" name="test_good"/>
<testcase classname="tests.a" name="test_bad[1]"><failure message="assert 1 == 2&#10;more">x</failure></testcase>
<testcase classname="tests.b" name="test_broken"><error message="DeprecationWarning: old">x</error></testcase>
<testcase classname="tests.b" name="test_elsewhere"><skipped message="no browser"/></testcase>
</testsuite></testsuites>"""


def load():
    spec = importlib.util.spec_from_file_location("next_generation", ROOT / ".ci" / "next.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generation = load()


def test_only_the_newest_are_left_out_of_the_lock():
    kept = generation.leave_out(LOCK, generation.NEWEST)
    assert re.findall("^[a-z].*?==", kept, re.MULTILINE) == ["matplotlib-inline=="]
    assert re.findall(r"sha256:(\d)", kept) == ["2"]
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text(encoding="utf-8")
        heads = re.findall(r"^[A-Za-z0-9].*?(?===)", text, re.MULTILINE)
        left = re.findall(
            r"^[A-Za-z0-9].*?(?===)", generation.leave_out(text, generation.NEWEST), re.MULTILINE
        )
        assert left == [name for name in heads if name.partition("[")[0] not in generation.NEWEST]


def test_failures_and_errors_are_listed_and_what_is_skipped_has_not_passed():
    assert generation.read_outcome(OUTCOME) == (
        1,
        [
            "tests.a::test_bad[1]: assert 1 == 2",
            "tests.b::test_broken: DeprecationWarning: old",
        ],
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("WARNING: Retrying: NewConnectionError('...')\nERROR: No matching", "is there a network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "DO NOT MATCH THE HASHES"),
    ],
)
def test_without_an_environment_nothing_is_said_of_the_tests(monkeypatch, capsys, told, said):
    def refuse(words, **_):
        return subprocess.CompletedProcess(words, 1, "", told)

    monkeypatch.setattr(generation.venv, "create", lambda *_, **__: None)
    monkeypatch.setattr(generation.subprocess, "run", refuse)
    assert generation.main([]) == 3
    error = capsys.readouterr().err
    assert "NOT RUN" in error
    assert said in error


def test_the_environment_is_thrown_away_and_the_newest_are_named(monkeypatch, capsys):
    commands = []

    def run(words, **_):
        commands.append([str(word) for word in words])
        for word in words:
            if str(word).startswith("--junitxml="):
                Path(word.partition("=")[2]).write_text(OUTCOME)
        return subprocess.CompletedProcess(words, int("pytest" in words), "", "")

    monkeypatch.setattr(generation.venv, "create", lambda *_, **__: None)
    monkeypatch.setattr(generation.subprocess, "run", run)
    monkeypatch.setattr(generation, "name_versions", lambda _: "pandas 3")
    assert generation.main(["tests/stats"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("2 failed, 1 passed with pandas 3:\n- tests.a::test_bad[1]")
    locked, newest, own, tests = commands
    assert {"--no-deps", "--require-hashes"} <= set(locked)
    assert newest[-4:] == ["--upgrade", "pandas", "numpy", "matplotlib"]
    assert own[-1] == str(ROOT)
    assert tests[-1] == "tests/stats"
    assert not Path(locked[-1]).parent.exists()


def test_versions_are_those_of_the_environment():
    import pandas as pd

    assert f"pandas {pd.__version__}, numpy" in generation.name_versions(sys.executable)


def test_one_module_imports_lifelines():
    users = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.partition(".")[0] == "lifelines" for name in names):
                users.add(path.name)
    assert users == {"from_lifelines.py"}
