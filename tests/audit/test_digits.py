"""A printed number is an interval."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.audit.digits import NOTHING, Told, coarse_step, meet, step_of, told, told_p


def test_decimals_are_those_of_the_whole_column():
    # 0,9 beside 0,61 was printed as 0,90
    assert step_of(["0,9", "0,61", "*", ""]) == 0.01


@pytest.mark.parametrize(
    ("texts", "step"), [(["95", "180"], 5), (["3330", "20"], 10), (["95", "181"], 1)]
)
def test_whole_numbers_may_be_rounded_to_5_or_10(texts, step):
    assert step_of(texts) == step


def test_a_coarse_step_may_be_a_multiple_of_a_decimal():
    assert coarse_step(["-0,06", "-0,12", "-0,02"]) == 0.02
    assert coarse_step(["-0,06", "-0,12", "-0,03"]) == 0.01


def test_no_number_tells_nothing():
    assert not told("*", step=1).known
    assert not told_p("").known


@given(st.floats(1e-9, 1).filter(lambda p: p > 0))
def test_the_p_value_lies_where_its_two_digits_say(p):
    text = f"{float(f'{p:.2g}'):.12f}".rstrip("0").rstrip(".").replace(".", ",")
    ends = told_p(text)
    assert ends.low - 1e-12 <= p <= ends.high + 1e-12


@given(st.floats(-1000, 1000), st.sampled_from([0, 1, 2, 3]))
def test_the_number_lies_where_its_decimals_say(value, places):
    ends = told(f"{value:.{places}f}".replace(".", ","), step=10.0**-places)
    assert ends.low - 1e-9 <= value <= ends.high + 1e-9


def test_what_several_numbers_tell_of_one():
    assert meet([NOTHING, Told(1, 3), Told(2, 5)]) == Told(2, 3)
    assert math.isnan(meet([NOTHING]).low)
