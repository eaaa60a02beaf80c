"""Clocks behind dates."""

from __future__ import annotations

import datetime as dt

import pytest

from pug_analysis.ingest.values.clock import cut_clock, read_clock


@pytest.mark.parametrize(
    ("clock", "days", "late"),
    [("t17:00:00.000z", 1, False), ("t16:00:00z", 1, False), ("t15:00:00+00:00", 1, False),
     ("t16:30:00z", 1, False), (" 17:00:00 utc", 1, False), ("t00:00:00z", 0, False),
     ("t07:00:00z", 0, False), ("t00:00:00+07:00", 0, False), (" 17:00 wib", 0, False),
     ("t12:00:00-05:00", 1, False), (" 23:59:48", 1, False), (" 23:52:48", 1, False),
     (" 11:59:48 pm", 1, False), (" 12:00:00 am", 0, False), (" 12:00:00 pm", 0, False),
     (" 00:00:00", 0, False), (" 07:30", 0, False), (" 12.00", 0, False), (" 17:00:00", 0, True),
     (" 5:00 pm", 0, True), (" 00:00:00 gmt+0700 (western indonesia time)", 0, False)],
)  # fmt: skip
def test_a_clock_says_to_which_day_a_midnight_belongs(clock, days, late):
    assert cut_clock(f"2008-03-31{clock}") == ("2008-03-31", days, late)


def test_what_is_no_clock_stays():
    assert cut_clock("31-03-2008") == ("31-03-2008", 0, False)


def test_clocks_of_cells():
    assert read_clock(dt.time()) == read_clock(dt.time(12)) == (0, False)
    assert read_clock(dt.time(23, 30)) == (1, False)
    assert read_clock(dt.time(23, 29)) == (0, True)
