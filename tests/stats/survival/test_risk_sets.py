"""Risk sets as arrays, side by side and alone."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import risk_table
from pug_analysis.stats.survival.risk_sets import (
    aligned_risk_sets,
    check_cause,
    group_levels,
    number_groups,
    risk_sets,
    two_levels,
)


def four() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "jk": ["L", "L", "P", "P"],
            "entry": [0, 2, 0, 4],
            "exit": [4, 6, 5, 6],
            "cause": ["naik", "", "pensiun", "naik"],
        }
    )


# --- by hand
def test_groups_follow_one_another():
    sets = risk_sets(risk_table(four(), by="jk"), ("jk",))
    assert sets.groups["jk"].tolist() == ["L", "P"]
    assert sets.bounds.tolist() == [0, 4, 8]
    assert sets.time.tolist() == [0, 2, 4, 6, 0, 4, 5, 6]
    assert sets.n_risk.tolist() == [0, 1, 2, 1, 0, 1, 2, 1]
    leaving = sets.exits()
    assert leaving.bounds.tolist() == [0, 2, 4]
    assert leaving.time.tolist() == [4, 6, 5, 6]


def test_groups_side_by_side_at_the_months_of_events():
    (sets,) = aligned_risk_sets(risk_table(four(), by="jk"), group="jk", cause="naik")
    assert sets.time.tolist() == [4, 5, 6]
    assert sets.n_risk.tolist() == [[2, 1], [1, 2], [1, 1]]
    assert sets.n_event.tolist() == [[1, 0], [0, 0], [0, 1]]
    assert sets.n_other.tolist() == [[0, 0], [0, 1], [0, 0]]


def test_combinations_are_numbered_in_their_order():
    rows = pd.DataFrame(
        {"jk": pd.Categorical(["P", "L", "P", "L"], ["P", "L"]), "masa": [10, 9, 9, 9]}
    )
    number, groups = number_groups(rows, ("jk", "masa"))
    # women first, as their categories say; months rise as numbers
    assert groups.values.tolist() == [["P", 9], ["P", 10], ["L", 9]]
    assert number.tolist() == [1, 2, 0, 2]
    number, groups = number_groups(rows, ())
    assert number.tolist() == [0, 0, 0, 0]
    assert groups.shape == (1, 0)


def test_the_two_levels_of_several_tables():
    first = risk_table(four(), by="jk")
    assert two_levels([first, first], "jk") == ["L", "P"]
    turned = four().assign(jk=pd.Categorical(four()["jk"], ["P", "L"]))
    with pytest.raises(
        ValueError, match=r"same levels in all tables, but had .*'L', 'P'.*'P', 'L'"
    ):
        two_levels([first, risk_table(turned, by="jk")], "jk")
    three = four().assign(jk=list("LPXP"))
    with pytest.raises(ValueError, match="'jk' must have two levels, but had 3"):
        two_levels([risk_table(three, by="jk")], "jk")
    with pytest.raises(ValueError, match="'jk' must have at least two groups"):
        two_levels([first, risk_table(four().iloc[:2], by="jk")], "jk")


# --- second implementation
@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_side_by_side_equals_counting_one_by_one(spells, seed):
    people = spells(seed)
    table = risk_table(people, by="jk", strata="jalur")
    strata = sorted(people["jalur"].unique())
    for stratum, sets in zip(
        strata, aligned_risk_sets(table, group="jk", cause="naik"), strict=True
    ):
        own = people[people["jalur"] == stratum]
        for i, month in enumerate(sets.time):
            for j, jk in enumerate("LP"):
                group = own[own["jk"] == jk]
                at_risk = (group["entry"] < month) & (month <= group["exit"])
                assert sets.n_risk[i, j] == at_risk.sum()


# --- refusals
def test_bad_questions_are_refused():
    table = risk_table(four(), by="jk")
    with pytest.raises(ValueError, match=r"cause must be one of \['naik', 'pensiun'\]"):
        check_cause(table, "mutasi")
    with pytest.raises(ValueError, match="group must be the only `by` column"):
        group_levels(risk_table(four(), strata="jk"), "jk")
    with pytest.raises(ValueError, match="'jk' must have at least two groups, but had 1"):
        group_levels(risk_table(four().iloc[:2], by="jk"), "jk")
