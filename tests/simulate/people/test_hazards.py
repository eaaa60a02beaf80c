from __future__ import annotations

from collections import Counter
from typing import get_args

import numpy as np
import pytest

from pug_analysis.simulate.people import hazards
from pug_analysis.simulate.people.units import POSTS, office_of


def test_factors_of_each_scenario_by_hand():
    months = np.array([60, 120, 121])
    assert hazards.women_factor(("null",), months, level=0).tolist() == [1, 1, 1]
    assert hazards.women_factor(("gap",), months, level=0).tolist() == [0.75, 0.75, 0.75]
    assert hazards.women_factor(("late-gap",), months, level=0).tolist() == [1, 1, 0.5]
    assert hazards.women_factor(("gap", "late-gap"), months, level=0).tolist() == [
        0.75,
        0.75,
        0.375,
    ]
    assert hazards.women_factor(("early-gap",), months, level=0).tolist() == [0.5, 0.5, 1]
    assert hazards.women_factor(("crossing",), months, level=0).tolist() == [1.4, 1.4, 0.5]
    assert hazards.training_factor(("training",)) == 1.5
    assert hazards.training_factor(("gap",)) == 1.0


def test_factors_by_level_by_hand():
    months = np.array([120, 121])

    def factors(*scenarios):
        return [hazards.women_factor(scenarios, months, level=i).tolist() for i in range(3)]

    assert factors("step-gap") == [[1, 1], [0.6, 0.6], [1, 1]]
    assert factors("crossing") == [[1.4, 0.5], [1, 1], [1, 1]]
    assert factors("early-gap") == [[0.5, 1]] * 3
    assert factors("access-gap") == [[1, 1]] * 3
    assert factors("gap", "step-gap")[1] == pytest.approx([0.45, 0.45])
    # 28 of 314 posts of Pengawas, 4 of 121 of Administrator, 1 of 31 JPT Pratama are there.
    assert factors("office-gap") == [
        pytest.approx([1 - 0.7 * there / posts] * 2)
        for there, posts in ((28, 314), (4, 121), (1, 31))
    ]


def test_women_train_less_in_access_gap_alone():
    for scenario in get_args(hazards.Scenario):
        assert hazards.access_factor((scenario,)) == (0.6 if scenario == "access-gap" else 1)


@pytest.mark.parametrize("level", [0, 1, 2])
def test_rate_of_women_is_cut_in_one_office_and_whole_elsewhere(level):
    whole = hazards.women_factor(("office-gap",), np.array([100]), level=level)[0]
    there, of_men = (hazards.office_chance(level, woman=woman) for woman in (True, False))
    assert whole * there == pytest.approx(0.3 * of_men)
    assert whole * (1 - there) == pytest.approx(1 - of_men)


def test_no_office_has_more_posts_than_that_of_the_gap():
    count = Counter(office_of(unit) for posts in POSTS for _, unit, _ in posts)
    assert count[hazards.OFFICE_GAP_OFFICE] == max(count.values()) == 33


def test_nobody_is_appointed_before_five_years_of_service():
    assert hazards.service_shape(np.array([1, 59, 60])).tolist() == [0, 0, 0.6]


@pytest.mark.parametrize("pppk", [False, True])
def test_leaving_adds_up_to_the_chance_to_stay(pppk):
    total = hazards.leaving_hazards(pppk=pppk).sum(axis=1)
    assert np.exp(hazards.log_stay(pppk=pppk))[-1] == pytest.approx(np.prod(1 - total))
    assert (total > 0).all()
    assert (total < 0.01).all()


def test_hazards_are_chances_even_with_every_factor():
    highest = max(max(row) for row in hazards.BASE_HAZARD) * hazards.TRAINING_FACTOR
    highest *= max(hazards.CROSSING_FACTORS)
    assert highest < 1
    assert max(hazards.TRAINING_BEFORE) + hazards.TRAINING_IN_POST < 1


def test_scenarios_are_put_in_order_once():
    assert hazards.check_scenarios(("training", "gap", "gap")) == ("gap", "training")
    assert hazards.check_scenarios(("office-gap", "training")) == ("training", "office-gap")


@pytest.mark.parametrize(
    ("truth", "message"),
    [
        (("Gap",), "must be some of"),
        ((), "must be some of"),
        (("null", "gap"), "cannot be combined"),
        (("access-gap", "null"), "cannot be combined"),
        (("early-gap", "late-gap"), "'late-gap' and 'early-gap' contradict each other"),
        (("crossing", "late-gap"), "'late-gap' and 'crossing' contradict each other"),
        (("crossing", "early-gap"), "'early-gap' and 'crossing' contradict each other"),
        (("gap", "crossing"), "'gap' and 'crossing' contradict each other"),
    ],
)
def test_unknown_or_contradicting_scenarios_are_refused(truth, message):
    with pytest.raises(ValueError, match=message):
        hazards.check_scenarios(truth)
