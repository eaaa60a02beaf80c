"""What a question may be answered with."""

from __future__ import annotations

from math import exp, isnan, nan

import pytest
from scipy.stats import norm

from pug_analysis.analyses.questions.verdicts import (
    QUESTIONS,
    enough,
    judge_ratio,
    prove,
    slower,
    strengths,
    sum_up,
)

MANY = {"n_events": 60, "n_people": 400}


@pytest.mark.parametrize(
    ("ratio", "verdict"),
    [
        ((0.72, 0.62, 0.85), "gap"),
        ((1.40, 1.10, 1.78), "gap"),
        ((1.00, 0.85, 1.18), "equivalent"),
        # a difference that is there, and smaller than what matters
        ((0.90, 0.82, 0.99), "equivalent"),
        ((0.90, 0.70, 1.16), "inconclusive"),
        ((1.00, 0.80, 1.25), "inconclusive"),  # on the margin is not within it
    ],
)
def test_the_verdict_of_a_ratio(ratio, verdict):
    assert judge_ratio(ratio, **MANY)[0] == verdict


def test_exchanging_the_sexes_keeps_the_verdict_and_the_gap_that_shows():
    for ratio in ((0.72, 0.62, 0.85), (0.90, 0.70, 1.16), (1.0, 0.9, 1.1)):
        one = judge_ratio(ratio, **MANY)
        other = judge_ratio((1 / ratio[0], 1 / ratio[2], 1 / ratio[1]), **MANY)
        assert one == (other[0], pytest.approx(other[1]))


def test_the_smallest_gap_that_shows_by_hand():
    # limits 0.5 to 2: a standard error of log 2 / 1.96, found with 80 % at 2.80 of them
    verdict, seen = judge_ratio((1.0, 0.5, 2.0), **MANY)
    assert verdict == "inconclusive"
    z = norm.ppf(0.975)
    assert seen == pytest.approx(2 ** -((z + norm.ppf(0.8)) / z))


@pytest.mark.parametrize("ratio", [(0.0, 0.0, 0.4), (nan, nan, nan), (2.0, 1.1, float("inf"))])
def test_without_a_ratio_nothing_is_said(ratio):
    verdict, seen = judge_ratio(ratio, **MANY)
    assert verdict == "too_few"
    assert isnan(seen)


@pytest.mark.parametrize(("events", "people"), [(4, 400), (60, 9)])
def test_few_events_or_people_say_nothing(events, people):
    verdict, seen = judge_ratio((0.5, 0.4, 0.6), n_events=events, n_people=people)
    assert (verdict, isnan(seen)) == ("too_few", True)
    assert judge_ratio((0.5, 0.4, 0.6), n_events=5, n_people=10)[0] == "gap"


def test_the_margin_is_the_one_given():
    wide = (1.0, exp(-0.5), exp(0.5))
    assert judge_ratio(wide, **MANY)[0] == "inconclusive"
    assert judge_ratio(wide, margin=2.0, **MANY)[0] == "equivalent"


@pytest.mark.parametrize(
    ("verdict", "p_value", "proven"),
    [
        ("gap", 0.049, "gap"),
        ("gap", 0.05, "inconclusive"),
        ("gap", nan, "inconclusive"),
        ("equivalent", 0.9, "equivalent"),
        ("too_few", nan, "too_few"),
    ],
)
def test_a_gap_is_taken_back_without_its_p_value(verdict, p_value, proven):
    assert prove(verdict, p_value) == proven


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["gap", "equivalent"], "gap"),
        (["inconclusive", "gap", "too_few"], "gap"),
        (["equivalent", "equivalent"], "equivalent"),
        # a part of which nobody knows is not known to be equal
        (["equivalent", "too_few"], "inconclusive"),
        (["equivalent", "inconclusive"], "inconclusive"),
        (["inconclusive", "no_leavers"], "inconclusive"),
        (["too_few", "no_leavers", "protected"], "too_few"),
        ([], "too_few"),
    ],
)
def test_the_verdict_of_several_parts(parts, whole):
    assert sum_up(parts) == whole
    assert sum_up(parts[::-1]) == whole


def test_whose_rate_is_lower():
    assert (slower(0.8), slower(1.3)) == ("wanita", "pria")


def test_holm_over_the_five_questions_by_hand():
    """As R says: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.2), "holm") is 0.04 0.09 0.09 0.025 0.2."""
    found = strengths(dict(zip(QUESTIONS, [0.01, 0.04, 0.03, 0.005, 0.2], strict=True)))
    assert found["pertanyaan"].tolist() == list(QUESTIONS)
    assert found["p_holm"].tolist() == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.2])
    assert found["kuat"].tolist() == [True, False, False, True, False]


def test_a_question_without_a_test_is_none_of_them():
    # three tests: 3 x 0.016, 2 x 0.02, 0.5; the second at least the first
    found = strengths({"langkah": 0.016, "jabatan": 0.02, "kecepatan": 0.5, "pelatihan": nan})
    told = found.set_index("pertanyaan")
    assert told["p_holm"].to_dict() == pytest.approx(
        {"langkah": 0.048, "kecepatan": 0.5, "pelatihan": nan, "jabatan": 0.048,
         "perangkat_daerah": nan},
        nan_ok=True,
    )  # fmt: skip
    assert told["kuat"].tolist() == [True, False, False, True, False]


def test_without_any_test_nothing_is_strong():
    found = strengths({})
    assert found[["p_value", "p_holm"]].isna().all(axis=None)
    assert not found["kuat"].any()
    # on the limit is not below it
    assert not strengths({"langkah": 0.05})["kuat"].any()


def test_five_events_are_enough():
    assert (enough(4), enough(5)) == (False, True)
