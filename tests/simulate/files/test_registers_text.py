"""What the simulated office plans and does: days that exist, targets that go where they should."""

from __future__ import annotations

from datetime import date

import pytest

from pug_analysis.simulate.files.registers_text import (
    ACTIVITIES,
    COURSES,
    LATSAR,
    PAPERS,
    PLAN,
    SATYALANCANA,
)
from pug_analysis.terms import pug


@pytest.mark.parametrize("year", [2024, 2025])
def test_every_day_exists_in_every_year(year):
    days = [(c.month, c.day) for courses in COURSES.values() for c in courses]
    days += [(p.month, p.day) for p in PAPERS]
    days += [(month, a.day) for a in ACTIVITIES for month in a.months]
    assert all(date(year, *day) for day in days)


def test_a_course_has_eight_hours_a_day_at_most():
    for courses in COURSES.values():
        assert all(0 < c.jam <= 8 * c.days for c in courses)


@pytest.mark.parametrize("plan", PLAN, ids=lambda plan: plan.nomor)
def test_targets_go_the_way_that_the_plan_says(plan):
    steps = [plan.dasar, *plan.targets]
    rising = sorted(steps)
    assert steps == (rising if plan.arah == "naik" else rising[::-1])
    assert plan.arah in pug.ARAH
    assert plan.satuan != "persen" or max(steps) <= 100


def test_words_are_those_of_the_lists():
    assert {p.jenis for p in PAPERS} <= set(pug.JENIS_SK)
    assert {a.jenis for a in ACTIVITIES} <= set(pug.JENIS_KEGIATAN)
    assert {agenda for agenda, _ in LATSAR} <= set(pug.AGENDA_LATSAR)


def test_awards_are_named_with_their_years():
    assert [name.split()[-2] for name in SATYALANCANA.values()] == ["X", "XX", "XXX"]
    assert list(SATYALANCANA) == [10, 20, 30]
