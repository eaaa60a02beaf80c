"""Reference numbers and the script that makes them belong together; R is not needed to see it."""

from __future__ import annotations

import importlib.util
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

ORACLES = Path(__file__).parent / "oracles"
_SPEC = importlib.util.spec_from_file_location("make_oracles", ORACLES / "make.py")
make = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(make)
KEPT = {path.stem: path for path in sorted((ORACLES / "ref").glob("*.json"))}


def test_every_kept_case_is_made_by_the_script_and_no_other_is():
    assert set(make.cases()) == set(KEPT)
    assert len(KEPT) > 10


@pytest.mark.parametrize("name", KEPT)
def test_a_kept_case_was_made_by_the_code_that_the_script_holds(name):
    kept = json.loads(KEPT[name].read_text(encoding="utf-8"))
    script = make.cases()[name]
    assert kept["case"] == name
    assert kept["code"] in script
    assert script.startswith(json.dumps(kept["data"], ensure_ascii=False) + ", note = ")
    if kept["note"] is not None:
        assert json.dumps(kept["note"], ensure_ascii=False) in script
    assert kept["r"]["version"].startswith("R version ")


@pytest.mark.parametrize("name", KEPT)
def test_the_input_of_a_kept_case_is_there(name):
    kept = json.loads(KEPT[name].read_text(encoding="utf-8"))
    files = re.findall(r"\w+(?=\.csv)", kept["data"])
    assert files
    # aml is a data set of the package survival: no curve of it has a flat half, so nothing is kept of it
    assert {name for name in files if not (ORACLES / "data" / f"{name}.csv").exists()} <= {"aml"}


def test_differences_are_relative_and_name_their_place():
    kept = {"a": [1.0, 2.0], "b": {"c": 100.0}, "d": None, "e": "x"}
    assert make.farthest(kept, kept) == (0.0, "/b/c") or make.farthest(kept, kept)[0] == 0.0
    made = {"a": [1.0, 2.002], "b": {"c": 100.01}, "d": None, "e": "x"}
    gap, place = make.farthest(kept, made)
    assert gap == pytest.approx(0.002 / 2.002)
    assert place == "/a/1"
    assert make.farthest({"a": 1}, {"b": 1})[0] == math.inf
    assert make.farthest([1], [1, 2])[0] == math.inf
    assert make.farthest(None, 1)[0] == math.inf


def test_without_r_one_sentence_says_so():
    done = subprocess.run(
        [sys.executable, str(ORACLES / "make.py")],
        capture_output=True, text=True, env={"PATH": ""}, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "R is not installed: install it (in Debian: r-base-core), then again.\n"
