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


def training_ratio(people, ladder, *, inside: bool) -> tuple[float, float]:
    """Women's rate of training over men's, all courses of a route, and its standard error (log)."""
    last = month_index(2025, 12)
    ends = [people["leave"], ladder["penyetaraan"] + 1, people["cltn"]]
    ends.append(people["entry"] - 12 * people["age"] + LAST_AGE_MONTHS)
    end = np.minimum.reduce([*(e.to_numpy() for e in ends), np.full(len(people), last + 1)])
    level = [people["entry"], *(ladder[name] for name in RUNGS), ladder["jpt"] * 0 + NEVER]
    events, months = np.zeros(2), np.zeros(2)
    for course, name in enumerate(RUNG_TRAININGS):
        held = level[course + int(inside)].to_numpy()
        first = held + (4 if inside else ELIGIBLE_AFTER_MONTHS[course])
        # In the month of the next appointment the new level counts already.
        last_month = np.minimum(end, level[course + int(inside) + 1].to_numpy()) - 1
        trained = ladder[name].to_numpy()
        open_ = structural_track(people) & (held < NEVER) & (first <= last_month)
        open_ &= trained >= first
        hit = open_ & (trained <= last_month)
        for woman in (0, 1):
            mine = open_ & (people["woman"].to_numpy() == bool(woman))
            events[woman] += (hit & mine).sum()
            months[woman] += (np.minimum(trained, last_month) - first + 1)[mine].sum()
    rate = events / months
    return rate[1] / rate[0], np.sqrt((1 / events).sum())


@pytest.mark.parametrize("inside", [False, True], ids=["before the post", "in the post"])
@pytest.mark.parametrize(
    ("scenarios", "planted"),
    [
        (("null",), 1.0),
        (("early-gap",), 1.0),
        (("access-gap",), 0.6),
        (("training", "access-gap"), 0.6),
    ],
    ids=str,
)
def test_women_train_at_the_planted_rate_by_either_route(people, scenarios, planted, inside):
    ladder = climb(people, scenarios=scenarios, until=month_index(2025, 12), rng=stream(6))
    ratio, error = training_ratio(people, ladder, inside=inside)
    assert error < 0.1
    assert abs(np.log(ratio / planted)) < 4 * error


def test_access_alone_moves_no_appointment(people, ladder):
    other = climb(people, scenarios=("access-gap",), until=month_index(2025, 12), rng=stream(2))
    names = [*RUNGS, "penyetaraan"]
    assert other[names].equals(ladder[names])
    men = ~people["woman"]
    assert other[men].equals(ladder[men])
    assert not other.equals(ladder)


def test_no_people_no_events(people):
    none = climb(people.iloc[:0], scenarios=("null",), until=100, rng=stream(1))
    assert len(none) == 0
