"""Months in all spellings, and the day that a period speaks of."""

from __future__ import annotations

import datetime as dt

import pytest

from pug_analysis.terms import kalender
from pug_analysis.terms.kalender import Periode


def test_months_are_read_in_all_spellings():
    assert len(kalender.BULAN) == 12
    assert set(kalender.BULAN_DIBACA.values()) == set(range(1, 13))
    assert kalender.BULAN_DIBACA["nopember"] == 11


@pytest.mark.parametrize(
    ("periode", "cutoff", "until", "before"),
    [
        (Periode(2025), dt.date(2025, 12, 31), 24311, Periode(2024)),
        (Periode(2025, 1), dt.date(2025, 6, 30), 24305, Periode(2024, 1)),
    ],
)
def test_the_day_and_the_last_month_of_a_period(periode, cutoff, until, before):
    assert (periode.cutoff, periode.until, periode.last_year) == (cutoff, until, before)


def test_periods_stand_in_order_of_time():
    some = [Periode(2025), Periode(2024), Periode(2025, 1)]
    assert sorted(some) == [Periode(2024), Periode(2025, 1), Periode(2025)]
