"""Rounded counts agree as far as they can; what is not rounded was not written by the program."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pooled.export import export_period
from pug_analysis.pooled.protect import _Loss
from pug_analysis.pooled.protected_agreement import bound, check_protected, check_rounded_counts
from pug_analysis.pooled.reading import FlawError


@pytest.fixture(scope="module")
def shown(pool):
    return export_period(pool.regencies[0], tier="terlindung")


@pytest.fixture
def check(shown):
    def call(**cohort):
        risk = cohort.pop("risk", shown.risk.increments)
        check_protected(shown.counts, {**shown.cohort, **cohort}, shown.numbers, risk=risk)

    return call


# --- by hand
def test_the_bounds_hold_every_count_that_is_shown_so():
    exact = pd.Series(range(60))
    low, high = bound(pd.Series(_Loss().round(exact.to_numpy())))
    assert (low <= exact).all()
    assert (exact <= high).all()
    assert [x.tolist() for x in bound(pd.Series([0, 10, 20]))] == [[0, 8, 18], [7, 12, 22]]


def test_every_honest_protected_cohort_agrees(pool):
    for data in pool.regencies:
        one = export_period(data, tier="terlindung")
        check_rounded_counts(one.counts, one.numbers)
        check_protected(one.counts, one.cohort, one.numbers, risk=one.risk.increments)


# --- refusals
def test_what_is_not_rounded_is_refused(check, shown):
    people, risk = shown.cohort["kohort_orang"], shown.risk.increments
    for count in (3, 5, 12):
        with pytest.raises(FlawError, match="tidak dibulatkan"):
            check(kohort_orang=people.assign(orang=count))
    with pytest.raises(FlawError, match="tidak dibulatkan"):
        check(risk=risk.assign(n_event=risk["n_event"] + 1))
    with pytest.raises(FlawError, match="tidak dibulatkan"):
        check(risk=risk.assign(time=risk["time"] + 1))
    with pytest.raises(FlawError, match="tidak dibulatkan"):
        check_rounded_counts(shown.counts, shown.numbers | {"berhenti_menyendiri": 4})


def test_many_more_than_the_flow_has_are_refused(check, shown):
    people = shown.cohort["kohort_orang"]
    with pytest.raises(FlawError, match=r"tidak cocok dengan kohort_alur\.csv"):
        check(kohort_orang=people.assign(orang=people["orang"] + 100))
    with pytest.raises(FlawError, match=r"tidak cocok dengan kohort_alur\.csv|kohort_orang\.csv"):
        check(kohort_orang=people.iloc[:0])


def test_many_more_at_risk_than_there_are_people_are_refused(check, shown):
    risk = shown.risk.increments
    counts = ["n_enter", "n_censor", "n_event"]
    with pytest.raises(FlawError, match=r"lebih banyak yang berisiko daripada orang"):
        check(risk=risk.assign(**{name: risk[name] * 4 for name in counts}))
