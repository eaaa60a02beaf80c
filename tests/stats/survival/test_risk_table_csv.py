"""Risk tables come back from CSV exactly."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from pug_analysis.stats import RiskTable, read_csv, risk_table, write_csv

FEW = settings(max_examples=20, deadline=None)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)


def people(**changes) -> pd.DataFrame:
    columns = {"jk": list("LPL"), "exit": [3, 4, 5], "cause": ["naik", "", "naik"]}
    return pd.DataFrame(columns | changes)


def round_trip(table: RiskTable, path) -> RiskTable:
    write_csv(table, path)
    return read_csv(path)


def same(first: RiskTable, second: RiskTable) -> None:
    assert_frame_equal(first.increments, second.increments, check_exact=True)
    for name in ("by", "strata", "causes", "start"):
        assert getattr(first, name) == getattr(second, name)


# --- by hand
def test_the_file_is_a_line_about_it_and_plain_csv(tmp_path):
    path = tmp_path / "risiko.csv"
    write_csv(risk_table(people(), by="jk", entry=None), path)
    lines = path.read_bytes().decode().split("\n")
    assert lines[0].startswith('# risk_table {"by": ["jk"]')
    assert lines[1] == "jk,time,cause,n_enter,n_censor,n_event"
    assert lines[2] == "L,0,,2,0,0"


@pytest.mark.parametrize(
    "jk",
    [
        ["NA", "", "null"],
        ["01", "1", "1.0"],
        ['a,"b"', "# c", " d "],
        [10, 9, 8],
        [True, False, True],
        pd.array(["L", "P", "L"], dtype="string"),
        pd.array([1, 2, 3], dtype="Int64"),
        pd.Categorical(["III/a", "II/c", "III/a"], ["III/a", "II/c"], ordered=True),
        pd.Categorical([2, 1, 2]),
        pd.Categorical([True, False, True]),
    ],
    ids=str,
)
def test_groups_keep_their_values_and_dtypes(tmp_path, jk):
    table = risk_table(people(jk=jk), by="jk", entry=None)
    same(round_trip(table, tmp_path / "t.csv"), table)


def test_causes_start_and_strata_come_back(tmp_path):
    cause = pd.Categorical(["naik", "", "naik"], categories=["", "naik", "meninggal"])
    table = risk_table(people(cause=cause), strata="jk", entry=None).since(3)
    write_csv(table, tmp_path / "t.csv")
    same(read_csv(tmp_path / "t.csv"), table)


# --- properties
@FEW
@given(
    names=st.lists(TEXT, min_size=3, max_size=3),
    weights=st.lists(st.floats(0, 1e6), min_size=3, max_size=3),
)
def test_any_text_and_any_weight_come_back(tmp_path_factory, names, weights):
    spells = people(jk=names, w=np.array(weights) + 0.1)
    table = risk_table(spells, by="jk", entry=None, weight="w")
    same(round_trip(table, tmp_path_factory.mktemp("csv") / "t.csv"), table)


# --- refusals
def test_another_file_is_refused(tmp_path):
    path = tmp_path / "lain.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="first line must begin with '# risk_table '"):
        read_csv(path)


@pytest.mark.parametrize("jk", [["L", "P", "L"], pd.Categorical(["L", "P", "L"])], ids=str)
def test_files_are_the_same_from_every_pandas(tmp_path, jk):
    # text is "object" before pandas 3 and "str" from then on; an agency may have the one or the other
    path = tmp_path / "t.csv"
    write_csv(risk_table(people(jk=jk), by="jk", entry=None), path)
    told = json.loads(
        path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# risk_table ")
    )
    assert told["groups"]["jk"].get("index", told["groups"]["jk"]["dtype"]) == "object"
