"""Classes of p-values: shown only beside counts that they leave open."""

from __future__ import annotations

from math import erfc, inf, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.release.disclosure_tests import (
    _leaves_open,
    _rounded_alike,
    _z_of_class,
    open_p_values,
)
from pug_analysis.release.numbers import kelas_p

COLUMNS = ("p_value", "p_holm")


def p_of(observed: float, expected: float, variance: float) -> float:
    return erfc(abs(observed - expected) / sqrt(2 * variance))


def row_of(observed: int, expected: float, variance: float, *, factor: float = 1) -> pd.DataFrame:
    p = p_of(observed, expected, variance)
    return pd.DataFrame(
        {"kejadian": [observed], "harapan": [expected], "varians": [variance], "p_value": [p],
         "p_holm": [min(1.0, factor * p)]}
    )  # fmt: skip


def shown(table: pd.DataFrame, *, events: int, edition: str = "pokja") -> pd.DataFrame:
    return open_p_values(
        table, COLUMNS, observed="kejadian", expected="harapan", events=pd.Series([events]),
        variance="varians", edition=edition,
    )  # fmt: skip


# --- by hand
def test_a_class_that_only_some_counts_agree_with_is_left_out():
    """73 observed and 79 expected with variance 7 have p = 0.02; 77 and 77.5 never would."""
    table = row_of(73, 79, 7)
    assert round(table["p_value"].iloc[0], 2) == 0.02
    assert shown(table, events=150)["p_value"].isna().all()


def test_a_class_that_all_counts_agree_with_stays():
    """100 and 150 are far apart whatever was rounded; 175 and 175 are not, of 340."""
    far = row_of(100, 150, 60)
    assert shown(far, events=300)[list(COLUMNS)].equals(far[list(COLUMNS)])
    near = row_of(175, 175.5, 80)
    assert shown(near, events=340)[list(COLUMNS)].equals(near[list(COLUMNS)])


def test_each_p_value_is_judged_by_its_own_class():
    """p = 0.02 would tell, but three times that is no sign of a difference, as it is of most counts."""
    table = row_of(73, 79, 30, factor=3)
    kept = shown(table, events=150)
    assert kept["p_holm"].notna().all()


def test_beside_a_hidden_count_there_is_no_test():
    assert shown(row_of(7, 12, 4), events=40)[list(COLUMNS)].isna().all(axis=None)


def test_the_agency_sees_all_tests():
    table = row_of(73, 79, 7)
    assert shown(table, events=150, edition="internal") is table


# --- property: enumerate the counts that a reader must think possible
@given(st.integers(8, 200), st.floats(0.5, 1.5), st.floats(0.4, 1), st.floats(0.2, 0.8))
def test_all_counts_that_round_alike_agree_with_a_class_that_is_shown(count, ratio, spread, part):
    expected = ratio * count
    events = expected / part
    variance = spread * expected * (1 - part)
    table = row_of(count, expected, variance)
    p = shown(table, events=events)["p_value"].iloc[0]
    if pd.isna(p):
        return
    near = (count + 2) // 5 * 5
    middle = int(expected / 5 + 0.5) * 5
    for other in range(near - 2, near + 3):
        fits = [
            kelas_p(p_of(other, middle + step / 10, variance)) == kelas_p(p)
            for step in range(-25, 26)
        ]
        assert any(fits)


@pytest.mark.parametrize(
    ("p_value", "factor", "ends"),
    [
        # |z| of p = 0.05, 0.01 and 0.001 on two sides
        (0.2, 1, (0, 1.959963984540054)),
        (0.03, 1, (1.959963984540054, 2.5758293035489004)),
        (0.005, 1, (2.5758293035489004, 3.2905267314919255)),
        (0.0001, 1, (3.2905267314919255, inf)),
        # 0.05 or more after three tests: it was at least 0.05 / 3 before
        (0.2, 3, (0, 2.3939797998185104)),
        # a factor below 1 corrects nothing
        (0.03, 0.5, (1.959963984540054, 2.5758293035489004)),
    ],
)
def test_what_a_class_tells_of_the_statistic(p_value, factor, ends):
    assert _z_of_class(p_value, factor) == pytest.approx(ends, abs=1e-9)


def test_a_hidden_observed_count_has_no_test_however_large_the_expected_one():
    assert shown(row_of(5, 60, 20), events=100)[list(COLUMNS)].isna().all(axis=None)
    # and the other way round there is one
    assert shown(row_of(60, 5, 20), events=100)[list(COLUMNS)].notna().all(axis=None)


@pytest.mark.parametrize(("observed", "alike"), [(7, []), (8, [8, 9, 10, 11, 12]), (12, [8, 9, 10, 11, 12]), (13, [13, 14, 15, 16, 17])])  # fmt: skip
def test_counts_that_are_shown_alike(observed, alike):
    assert _rounded_alike(observed).tolist() == alike


@pytest.mark.parametrize(
    ("p", "counts", "expected", "variance", "events", "open_"),
    [
        # 50 and 100 expected: 45.5 to 54.5 apart of 0.4 to 1 times the usual spread, z above 3.29
        (0.0001, [48, 52], 100, 50, 300, True),
        # no sign: |z| below 1.96 for some expected count near 75 with every count of 73 to 77
        (0.5, [73, 77], 75, 30, 150, True),
        # 3 apart at least with a spread of 1 is more than 1.96
        (0.5, [68, 72], 75, 1, 150, False),
        (float("nan"), [73, 77], 75, 30, 150, False),
        (0.5, [], 75, 30, 150, False),
        # without events there is nothing that a reader would take the spread to be
        (0.5, [8, 12], 10, 4, 0, True),
    ],
)
def test_whether_a_class_leaves_all_counts_open(p, counts, expected, variance, events, open_):
    among = np.arange(counts[0], counts[1] + 1) if counts else np.zeros(0)
    assert _leaves_open(p, 1.0, among, expected, variance, events) is open_
