from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.simulate.people.entrants import draw_entrants, structural_track
from pug_analysis.simulate.people.hazards import (
    ELIGIBLE_AFTER_MONTHS,
    LAST_AGE_MONTHS,
    PENYETARAAN_WAVES,
)
from pug_analysis.simulate.people.intakes import EDUCATION, build_intakes
from pug_analysis.simulate.people.ladder import RUNG_TRAININGS, RUNGS, climb
from pug_analysis.simulate.people.months import NEVER, month_index


def stream(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


@pytest.fixture(scope="module")
def people():
    return draw_entrants(60_000, build_intakes(2025), rng=stream(1))


@pytest.fixture(scope="module")
def ladder(people):
    return climb(people, scenarios=("null",), until=month_index(2025, 12), rng=stream(2))


def test_only_the_track_climbs(people, ladder):
    outside = ~structural_track(people)
    assert (ladder.loc[outside] == NEVER).all().all()
    assert (ladder["pengawas"] < NEVER).sum() > 1000


def test_waiting_times_hold(people, ladder):
    before = people["entry"].to_numpy()
    for level, wait in zip(RUNGS, ELIGIBLE_AFTER_MONTHS, strict=True):
        reached = (ladder[level] < NEVER).to_numpy()
        assert (ladder[level].to_numpy() - before)[reached].min() >= wait
        before = ladder[level].to_numpy()


def test_d3_stays_pengawas(people, ladder):
    d3 = people["education"] == EDUCATION.index("30")
    assert (ladder.loc[d3, "administrator"] == NEVER).all()
    assert (ladder.loc[d3, "pengawas"] < NEVER).any()


def test_nothing_happens_after_leaving_on_leave_or_late(people, ladder):
    age = people["age"].to_numpy() * 12
    for name in (*RUNGS, *RUNG_TRAININGS):
        hit = (ladder[name] < NEVER).to_numpy()
        month = ladder[name].to_numpy()
        assert (month < people["leave"])[hit].all()
        back = people["cltn"] + people["cltn_length"]
        assert ((month < people["cltn"]) | (month >= back))[hit].all()
        assert (month - people["entry"] + age < LAST_AGE_MONTHS)[hit].all()


def test_conversion_falls_on_its_dates_and_ends_the_climb(ladder):
    converted = ladder[ladder["penyetaraan"] < NEVER]
    assert set(converted["penyetaraan"]) == {when for when, _, _ in PENYETARAAN_WAVES}
    assert len(converted) > 50
    later = converted[["administrator", "jpt"]].max(axis=1)
    assert ((later <= converted["penyetaraan"]) | (later == NEVER)).all()


def test_training_time_does_not_depend_on_the_scenario_of_sex(people):
    """Before the first post nothing differs by sex, so neither does the share with PKP."""
    ladder = climb(people, scenarios=("training",), until=month_index(2025, 12), rng=stream(4))
    assert ((ladder["pkp"] < ladder["pengawas"]) & (ladder["pkp"] < NEVER)).any()
    assert ((ladder["pkp"] > ladder["pengawas"]) & (ladder["pkp"] < NEVER)).any()


def test_no_people_no_events(people):
    none = climb(people.iloc[:0], scenarios=("null",), until=100, rng=stream(1))
    assert len(none) == 0
