"""Sums narrow counts by pencil."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.audit.sums import Sum, tighten, told_apart

A, B, C, D = (("t", place, "n") for place in range(4))


# --- by hand
def test_two_activities_and_their_exact_sum():
    # 8 to 12 and 13 to 17 with the sum 29: 12 and 17
    known = {A: (29, 29), B: (8, 12), C: (13, 17)}
    found, apart = tighten([Sum((A,), (B, C))], known)
    assert (found[B], found[C], apart) == ((12, 12), (17, 17), [])


def test_a_whole_of_three_displays_is_the_common_part():
    known = {A: (8, math.inf), B: (11, 14), C: (13, 17), D: (1, 13)}
    found, _ = tighten([Sum((A,), (B,)), Sum((A,), (C,)), Sum((A,), (D,))], known)
    assert found[A] == (13, 13)


def test_a_whole_is_at_least_its_part():
    found, _ = tighten([Sum((A,), (B,), at_least=True)], {A: (1, 7), B: (5, 9)})
    assert (found[A], found[B]) == ((5, 7), (5, 7))


def test_displays_of_other_people_tell_nothing_of_each_other():
    known = {A: (30, 30), B: (1, 7), C: (8, 12), D: (8, 12)}
    wrong, right = Sum((A,), (B, C)), Sum((C,), (D,))
    found, apart = tighten([wrong, right], known)
    assert apart == [wrong]
    assert found == known


def test_counts_that_are_known_too_well_are_listed():
    assert told_apart({A: (8, 10), B: (8, 11)}, [A, B], narrowest=3) == [A]


# --- enumeration
@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 15), min_size=2, max_size=3), st.integers(0, 2), st.data())
def test_no_count_that_some_solution_has_is_ruled_out(parts, slack, data):
    ends = [
        (max(n - data.draw(st.integers(0, 3)), 0), n + data.draw(st.integers(0, 3))) for n in parts
    ]
    keys = [B, C, D][: len(parts)]
    known = {A: (sum(parts) - slack, sum(parts) + slack), **dict(zip(keys, ends, strict=True))}
    found, apart = tighten([Sum((A,), tuple(keys))], known)
    assert not apart
    low, high = known[A]
    for numbers in product(*(range(a, b + 1) for a, b in ends)):
        if low <= sum(numbers) <= high:
            for key, number in zip(keys, numbers, strict=True):
                assert found[key][0] <= number <= found[key][1]
    # one sum is tight: both ends are reached
    reached = [n for n in product(*(range(a, b + 1) for a, b in ends)) if low <= sum(n) <= high]
    for place, key in enumerate(keys):
        seen = [n[place] for n in reached]
        assert found[key] == pytest.approx((min(seen), max(seen)))
