"""The risk table: additive counts per group and month."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from pug_analysis.stats import RiskTable, at_risk, kaplan_meier, merge, risk_table

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)


def small(**changes) -> pd.DataFrame:
    columns = {
        "jk": ["L", "L", "P", "P"],
        "entry": [0, 2, 0, 4],
        "exit": [4, 6, 4, 6],
        "cause": ["naik", "", "pensiun", "naik"],
    }
    return pd.DataFrame(columns | changes)


# --- by hand
def test_counts_of_four_people():
    table = risk_table(small(), by="jk")
    assert table.causes == ("naik", "pensiun")
    assert table.increments.to_numpy().tolist() == [
        ["L", 0, "", 1, 0, 0],
        ["L", 2, "", 1, 0, 0],
        ["L", 4, "naik", 0, 0, 1],
        ["L", 6, "", 0, 1, 0],
        ["P", 0, "", 1, 0, 0],
        ["P", 4, "", 1, 0, 0],
        ["P", 4, "pensiun", 0, 0, 1],
        ["P", 6, "naik", 0, 0, 1],
    ]
    # who enters at 4 is not at risk at 4; who leaves at 4 is
    assert at_risk(table).to_numpy().tolist() == [
        ["L", 4, "naik", 2, 1, 0],
        ["L", 4, "pensiun", 2, 0, 0],
        ["L", 6, "naik", 1, 0, 1],
        ["L", 6, "pensiun", 1, 0, 1],
        ["P", 4, "naik", 1, 0, 0],
        ["P", 4, "pensiun", 1, 1, 0],
        ["P", 6, "naik", 1, 1, 0],
        ["P", 6, "pensiun", 1, 0, 0],
    ]


def test_missing_cause_is_censored_and_whole_floats_are_months():
    spells = small(cause=["naik", None, np.nan, pd.NA], exit=[4.0, 6.0, 4.0, 6.0])
    table = risk_table(spells)
    assert table.increments[["n_censor", "n_event"]].sum().tolist() == [3, 1]
    assert table.increments["time"].dtype == "int64"


def test_without_entry_all_enter_at_zero():
    table = risk_table(small().drop(columns="entry"), entry=None)
    assert table.increments.iloc[0].tolist() == [0, "", 4, 0, 0]


def test_categories_keep_their_order_and_causes_that_never_happened_are_known():
    jk = pd.Categorical(["L", "L", "P", "P"], categories=["P", "L"], ordered=True)
    cause = pd.Categorical(["naik", "", "naik", ""], categories=["", "naik", "meninggal"])
    table = risk_table(small(jk=jk, cause=cause), by="jk")
    assert table.increments["jk"].tolist()[0] == "P"
    assert table.increments["jk"].dtype == jk.dtype
    assert table.causes == ("meninggal", "naik")


def test_since_lets_all_who_are_left_enter_at_once():
    later = risk_table(small(), by="jk").since(4)
    assert later.start == 4
    assert later.increments.to_numpy().tolist() == [
        ["L", 4, "", 1, 0, 0],
        ["L", 6, "", 0, 1, 0],
        ["P", 4, "", 1, 0, 0],
        ["P", 6, "naik", 0, 0, 1],
    ]


def test_weights_count_people():
    table = risk_table(small(weight=[2, 0.5, 1, 0]), by="jk", weight="weight")
    assert table.increments["n_enter"].dtype == "float64"
    assert table.increments["n_enter"].sum() == 3.5
    assert "naik" not in set(table.increments.query("jk == 'P'")["cause"])


def test_result_is_frozen_and_the_spells_are_untouched():
    spells = small()
    before = spells.copy()
    table = risk_table(spells, by=["jk"])
    assert_frame_equal(spells, before)
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.by = ()


# --- second implementation
def at_risk_by_loop(spells: pd.DataFrame) -> list[list]:
    rows = []
    for jk in sorted(set(spells["jk"])):
        own = [s for s in spells.itertuples() if s.jk == jk]
        for t in sorted({s.exit for s in own}):
            for cause in sorted({s.cause for s in spells.itertuples()} - {""}):
                rows.append([
                    jk, t, cause,
                    sum(s.entry < t <= s.exit for s in own),
                    sum(s.exit == t and s.cause == cause for s in own),
                    sum(s.exit == t and s.cause == "" for s in own),
                ])  # fmt: skip
    return rows


@FEW
@given(SEEDS)
def test_at_risk_equals_counting_one_by_one(spells, seed):
    people = spells(seed)
    assert at_risk(risk_table(people, by="jk")).to_numpy().tolist() == at_risk_by_loop(people)


# --- properties
@FEW
@given(SEEDS, st.integers(1, 5))
def test_adding_tables_equals_pooling_people(spells, seed, parts):
    people = spells(seed)
    agency = np.arange(len(people)) % parts
    whole = risk_table(people, by="jk", strata="jalur")
    tables = [risk_table(people[agency == i], by="jk", strata="jalur") for i in range(parts)]
    added = merge(*tables)
    assert_frame_equal(added.increments, whole.increments)
    assert (added.by, added.strata, added.causes) == (whole.by, whole.strata, whole.causes)


@FEW
@given(SEEDS)
def test_adding_weighted_tables_equals_pooling_people(spells, seed):
    people = spells(seed)
    people["bobot"] = np.random.default_rng(seed).random(len(people))
    halves = [risk_table(people[i::2], weight="bobot") for i in (0, 1)]
    pooled = kaplan_meier(risk_table(people, weight="bobot"))
    assert_frame_equal(kaplan_meier(merge(*halves)), pooled, rtol=1e-12, atol=1e-12)


@FEW
@given(SEEDS)
def test_order_of_rows_does_not_matter_and_weights_repeat_rows(spells, seed):
    people = spells(seed)
    table = risk_table(people, by="jk")
    assert_frame_equal(risk_table(people[::-1], by="jk").increments, table.increments)
    twice = risk_table(pd.concat([people, people]), by="jk").increments
    weighted = risk_table(people.assign(w=2), by="jk", weight="w").increments
    assert_frame_equal(twice, weighted, check_dtype=False)


@FEW
@given(SEEDS, st.integers(1, 8))
def test_splitting_person_time_changes_nobody_at_risk(spells, seed, month):
    people = spells(seed)
    longer = (people["entry"] < month) & (people["exit"] > month)
    parts = pd.concat(
        [
            people[~longer],
            people[longer].assign(exit=month, cause=""),
            people[longer].assign(entry=month),
        ]
    )
    events = ["jk", "time", "cause", "n_risk", "n_event"]
    whole, split = (
        at_risk(risk_table(p, by="jk")).query("n_event > 0")[events].reset_index(drop=True)
        for p in (people, parts)
    )
    assert_frame_equal(split, whole)


@FEW
@given(SEEDS)
def test_pooling_groups_equals_not_asking_for_them(spells, seed):
    people = spells(seed)
    pooled = risk_table(people, by=["jk", "jalur"]).pool("jalur")
    assert_frame_equal(pooled.increments, risk_table(people, by="jk").increments)


def test_pooling_takes_a_column_out_of_groups_or_strata_and_leaves_the_others():
    people = pd.DataFrame(
        {"jk": list("LLPP"), "unit": list("abab"), "angkatan": [1, 2, 1, 2], "jalur": list("xxyy"),
         "exit": [1, 2, 2, 3], "cause": ["naik", "", "naik", "naik"]}
    )  # fmt: skip
    table = risk_table(people, by=["jk", "unit"], strata=["angkatan", "jalur"], entry=None)
    fewer = table.pool("unit", "angkatan")
    assert (fewer.by, fewer.strata) == (("jk",), ("jalur",))
    assert table.pool("angkatan").by == ("jk", "unit")
    assert table.pool("jk").strata == ("angkatan", "jalur")
    assert fewer.increments["n_event"].sum() == 3
    assert fewer.increments["n_enter"].sum() == 4
    men = fewer.increments.loc[fewer.increments["jk"] == "L"]
    assert men.loc[men["n_event"] > 0, "time"].tolist() == [1]


# --- refusals
@pytest.mark.parametrize(
    ("changes", "options", "message"),
    [
        ({"entry": [4, 2, 0, 4]}, {}, "entry must be before exit in every row, .* in 1 rows"),
        ({"exit": [4, 6, 4, 6.5]}, {}, "'exit' must be whole months, but was not in 1 rows"),
        ({"entry": [-1, 2, 0, 4]}, {}, "'entry' must be 0 or more, but was negative in 1 rows"),
        ({"exit": [4, 6, 4, np.nan]}, {}, "'exit' must be whole months, but was missing"),
        ({"exit": ["4", "6", "4", "6"]}, {}, "'exit' must be whole months, but was (object|str)"),
        ({"jk": ["L", None, "P", "P"]}, {"by": "jk"}, "'jk' must not be missing, but was in 1"),
        ({"jk": ["L", 1, "P", "P"]}, {"by": "jk"}, "'jk' must be text, .* but was mixed"),
        (
            {"jk": pd.Categorical(list("LLPP"), categories=list("LPX"))},
            {"by": "jk"},
            "every category of 'jk' must have people, but 1 had none",
        ),
        ({"cause": [0, 1, 0, 1]}, {}, "'cause' must be text, .* but was int"),
        ({}, {"by": "sex"}, r"must have the columns .* but lacked \['sex'\]"),
        ({}, {"by": "jk", "strata": "jk"}, "columns must be named once"),
        ({"time": list("abcd")}, {"by": "time"}, "group columns must not be called"),
        ({"w": [1, 1, -1, 1]}, {"weight": "w"}, "'w' must be 0 or more"),
        ({"w": [1, 1, np.nan, 1]}, {"weight": "w"}, "'w' must be numbers, but was missing"),
    ],
)
def test_bad_spells_are_refused(changes, options, message):
    with pytest.raises(ValueError, match=message):
        risk_table(small(**changes), **options)


def test_an_empty_table_is_refused():
    with pytest.raises(ValueError, match="spells must have at least one row"):
        risk_table(small().iloc[:0])


def test_merge_refuses_tables_that_do_not_fit():
    table = risk_table(small(), by="jk")
    with pytest.raises(ValueError, match="tables must be at least one"):
        merge()
    with pytest.raises(ValueError, match="by must be the same in all tables"):
        merge(table, risk_table(small()))
    with pytest.raises(ValueError, match="start must be the same in all tables"):
        merge(table, table.since(2))
    other = risk_table(small(jk=[1, 1, 2, 2]), by="jk")
    with pytest.raises(ValueError, match="'jk' must be of one kind in all tables"):
        merge(table, other)
    levels = [pd.Categorical(list("LLPP"), list(order), ordered=True) for order in ("LP", "PL")]
    ordered = [risk_table(small(jk=jk), by="jk") for jk in levels]
    with pytest.raises(ValueError, match="ordered categories of 'jk' must agree"):
        merge(*ordered)


def test_merge_unites_unordered_categories():
    first = risk_table(small(jk=pd.Categorical(list("LLPP"))), by="jk")
    second = risk_table(small(jk=pd.Categorical(list("XXPP"))), by="jk")
    assert merge(first, second).increments["jk"].cat.categories.tolist() == ["L", "P", "X"]


def test_since_and_pool_refuse():
    table = risk_table(small(), by="jk")
    with pytest.raises(ValueError, match="start must leave someone at risk"):
        table.since(6)
    with pytest.raises(ValueError, match="start must be a whole month from 2"):
        table.since(2).since(1)
    with pytest.raises(ValueError, match="columns must be group columns"):
        table.pool("jalur")


def test_five_million_spells_are_counted_by_group_bys_alone(rng):
    """A hundredth of it, so that the test stays quick; the shape of the work is the same."""
    n = 50_000
    people = pd.DataFrame(
        {
            "jk": rng.choice(["L", "P"], n),
            "exit": rng.integers(1, 400, n),
            "cause": rng.choice(["", "naik"], n),
        }
    )
    table = risk_table(people, by="jk", entry=None)
    assert isinstance(table, RiskTable)
    assert table.increments[["n_enter", "n_censor", "n_event"]].sum().tolist()[0] == n
    assert len(table.increments) <= 2 * 400 * 2
