"""Index of dissimilarity beside its value under random assignment."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import newcombe_difference
from pug_analysis.stats.shares.segregation import dissimilarity


def value(first, second, name="estimate", **options):
    return dissimilarity(first, second, **options)[name].iloc[0]


# --- by hand
def test_half_of_a_group_would_have_to_move():
    # 30/40 - 10/40 = 0.5
    assert value([30, 10], [10, 30]) == pytest.approx(0.5)


def test_three_categories():
    # |.5-.2| + |.3-.3| + |.2-.5| = .6, half of it .3
    assert value([5, 3, 2], [4, 6, 10]) == pytest.approx(0.3)


def test_expected_value_by_all_assignments():
    """Four places in two categories of two; two women: 6 assignments, 2 of them apart fully."""
    # both women in one category: index 1 (2 of 6 ways); one each: index 0 (4 of 6)
    assert value([1, 1], [1, 1], "expected") == pytest.approx(1 / 3)


# --- second implementation
@pytest.mark.parametrize("women", [[2, 1, 0], [1, 1, 1], [0, 3, 1]])
def test_expected_value_and_test_by_enumeration(women):
    women = np.array(women)
    men = np.array([1, 3, 2])
    places = np.repeat(np.arange(3), women + men)
    found = []
    for chosen in combinations(range(len(places)), int(women.sum())):
        a = np.bincount(places[list(chosen)], minlength=3)
        b = women + men - a
        found.append(np.abs(a / a.sum() - b / b.sum()).sum() / 2)
    own = np.abs(women / women.sum() - men / men.sum()).sum() / 2
    result = dissimilarity(women, men).iloc[0]
    assert result["expected"] == pytest.approx(np.mean(found))
    assert result["p_value"] == pytest.approx(np.mean(np.array(found) >= own - 1e-9), abs=0.04)


def test_interval_of_two_categories_is_that_of_the_difference():
    gap = newcombe_difference(30, 40, 10, 40).iloc[0]
    found = dissimilarity([30, 10], [10, 30]).iloc[0]
    assert (found["conf_low"], found["conf_high"]) == (gap["conf_low"], gap["conf_high"])
    turned = dissimilarity([10, 30], [30, 10]).iloc[0]
    assert turned["conf_low"] == pytest.approx(gap["conf_low"])


# --- properties
COUNTS = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), min_size=2, max_size=6)


@settings(max_examples=20, deadline=None)
@given(COUNTS)
def test_ends_and_symmetry(pairs):
    a, b = (np.array(side) for side in zip(*pairs, strict=True))
    found = dissimilarity(a, b, draws=50).iloc[0]
    if a.sum() == 0 or b.sum() == 0:
        assert found[["estimate", "expected", "p_value"]].isna().all()
        return
    assert 0 <= found["estimate"] <= 1
    assert 0 <= found["expected"] <= 1
    assert found["chance_low"] <= found["chance_high"]
    assert 0 < found["p_value"] <= 1
    if len(pairs) == 2:
        assert found["conf_low"] <= found["estimate"] + 1e-9
        assert found["estimate"] <= found["conf_high"] + 1e-9
    assert found["estimate"] == pytest.approx(value(b, a, draws=50))
    assert found["expected"] == pytest.approx(value(b, a, "expected", draws=50))


def test_small_groups_look_segregated_by_chance_alone():
    """The same people in many small categories: the expected index is far from 0."""
    few, many = value([20, 20], [30, 30], "expected"), value([1] * 40, [1, 2] * 20, "expected")
    assert few < 0.1 < 0.3 < many


def test_same_counts_give_the_same_numbers():
    assert dissimilarity([5, 9, 3], [8, 4, 9]).equals(dissimilarity([5, 9, 3], [8, 4, 9]))


def test_more_draws_and_another_level_change_something():
    base = dissimilarity([5, 9, 3], [8, 4, 9]).iloc[0]
    assert value([5, 9, 3], [8, 4, 9], "p_value", draws=37) != base["p_value"]
    assert value([5, 9, 3], [8, 4, 9], "chance_high", conf_level=0.5) < base["chance_high"]


# --- refusals
def test_groups_have_the_same_categories():
    with pytest.raises(ValueError, match="same categories"):
        dissimilarity([1, 2], [1, 2, 3])


@pytest.mark.parametrize("wrong", [[1, -1], [0.5, 1]])
def test_counts_are_whole(wrong):
    with pytest.raises(ValueError, match="whole numbers from 0"):
        dissimilarity(wrong, [1, 2])
