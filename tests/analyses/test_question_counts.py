"""Counts of a question by hand: people once each, by where they were last at risk."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import ask
from pug_analysis.analyses.question_counts import (
    count_last_months,
    events_by_sex,
    people_by_sex,
    people_of,
)
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.spells import PROMOSI, Spells

#: pegawai_id, sex, entry, exit, cause: c was on unpaid leave from month 20 to 30.
LIVES = [
    ("a", "L", 0, 40, PROMOSI),
    ("b", "L", 0, 60, ""),
    ("c", "P", 0, 20, ""),
    ("c", "P", 30, 50, PROMOSI),
    ("d", "P", 0, 60, "pensiun"),
]


def question():
    table = pd.DataFrame(LIVES, columns=["pegawai_id", SEX, "entry", "exit", "cause"]).assign(
        asal=2010 * 12, **dict.fromkeys(ENTRY_GROUPS, "sama")
    )
    flow = pd.DataFrame({"langkah": ["Semua", "Dianalisis"], "orang": [4, 4]})
    return ask("Pengawas", Spells(table, flow))


def test_a_person_with_two_spells_counts_once_in_the_last_of_them():
    people = people_of(question())
    found = {(r.jenis_kelamin, r.terakhir): r.orang for r in people.itertuples()}
    assert found == {("L", 40): 1, ("L", 60): 1, ("P", 50): 1, ("P", 60): 1}
    pd.testing.assert_frame_equal(people, count_last_months(question().spells.table))


def test_people_and_events_of_each_sex():
    assert people_by_sex(question()).to_dict() == {"L": 2, "P": 2}
    assert events_by_sex(question()).to_dict() == {"L": 1, "P": 1}


def test_the_order_of_rows_does_not_matter():
    table = question().spells.table
    pd.testing.assert_frame_equal(count_last_months(table[::-1]), count_last_months(table))
