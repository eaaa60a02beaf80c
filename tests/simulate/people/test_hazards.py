from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.simulate.people import hazards


def test_factors_of_each_scenario_by_hand():
    months = np.array([60, 120, 121])
    assert hazards.women_factor(("null",), months).tolist() == [1, 1, 1]
    assert hazards.women_factor(("gap",), months).tolist() == [0.75, 0.75, 0.75]
    assert hazards.women_factor(("late-gap",), months).tolist() == [1, 1, 0.5]
    assert hazards.women_factor(("gap", "late-gap"), months).tolist() == [0.75, 0.75, 0.375]
    assert hazards.training_factor(("training",)) == 1.5
    assert hazards.training_factor(("gap",)) == 1.0


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
    assert highest < 1
    assert max(hazards.TRAINING_BEFORE) + hazards.TRAINING_IN_POST < 1


def test_scenarios_are_put_in_order_once():
    assert hazards.check_scenarios(("training", "gap", "gap")) == ("gap", "training")


@pytest.mark.parametrize(
    ("truth", "message"),
    [
        (("Gap",), "must be some of"),
        ((), "must be some of"),
        (("null", "gap"), "cannot be combined"),
    ],
)
def test_unknown_or_contradicting_scenarios_are_refused(truth, message):
    with pytest.raises(ValueError, match=message):
        hazards.check_scenarios(truth)
