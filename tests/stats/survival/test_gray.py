"""Gray's test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import gray_test, logrank, risk_table

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)


# --- oracle
@pytest.mark.oracle
@pytest.mark.parametrize(("place", "cause"), [(0, "pcm"), (1, "death")])
def test_mgus2(table_of, oracle, place, cause):
    expected = oracle("cif_mgus2_sex")["gray"]
    found = gray_test(table_of("mgus2_cr", by="sex"), group="sex", cause=cause)
    assert found.statistic == pytest.approx(expected["stat"][place], rel=1e-10)
    assert found.p_value == pytest.approx(expected["p"][place], rel=1e-9)
    assert found.df == expected["df"][place]


# --- properties. The score with one cause is the log-rank score: no second engine has this test.
@FEW
@given(SEEDS)
def test_with_one_cause_the_score_is_that_of_the_logrank(spells, seed):
    table = risk_table(spells(seed, late=False, causes=("", "naik")), by="jk")
    ours, theirs = gray_test(table, group="jk", cause="naik"), logrank(table, group="jk")
    np.testing.assert_allclose(ours.table["expected"], theirs.table["expected"], atol=1e-9)


@FEW
@given(SEEDS)
def test_the_order_of_groups_does_not_matter(spells, seed):
    people = spells(seed, late=False)
    first = gray_test(risk_table(people, by="jalur"), group="jalur", cause="naik")
    turned = people.assign(jalur=people["jalur"].map({"a": "z", "b": "b", "c": "a"}))
    second = gray_test(risk_table(turned, by="jalur"), group="jalur", cause="naik")
    assert second.df == first.df
    assert second.statistic == pytest.approx(first.statistic, rel=1e-9, nan_ok=True)


def test_one_stratum_equals_none_and_options_change_something(table_of, data):
    plain = gray_test(table_of("mgus2_cr", by="sex"), group="sex", cause="death")
    table = table_of("mgus2_cr", by="sex").pool()
    increments = table.increments.assign(satu="x")[["sex", "satu", *table.increments.columns[1:]]]
    one = type(table)(increments, ("sex",), ("satu",), table.causes)
    assert gray_test(one, group="sex", cause="death").statistic == plain.statistic
    weighted = gray_test(table_of("mgus2_cr", by="sex"), group="sex", cause="death", rho=1)
    assert weighted.statistic != pytest.approx(plain.statistic, rel=1e-3)


# --- refusals
def test_delayed_entry_is_refused(spells):
    table = risk_table(spells(3), by="jk")
    with pytest.raises(ValueError, match="all must enter at month 0, but some entered later"):
        gray_test(table, group="jk", cause="naik")
