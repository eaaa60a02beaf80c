"""Who counts as trained, and from when: two or three people each."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.exposure import DILATIH, expose, expose_at, expose_naively

ASAL = 2010 * 12


def spells(*rows: tuple) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["pegawai_id", "entry", "exit", "cause"])
    return table.assign(asal=ASAL)


def trained(**months: int) -> pd.Series:
    return pd.Series({who: ASAL + month for who, month in months.items()}, dtype="Int64")


def shown(table: pd.DataFrame) -> list[list]:
    return table[["pegawai_id", "entry", "exit", "cause", DILATIH]].to_numpy().tolist()


def test_training_begins_to_count_after_its_month():
    found = expose(spells(("a", 0, 90, "promosi"), ("b", 0, 50, "")), trained(a=60))
    assert shown(found) == [["a", 0, 60, "", 0], ["a", 60, 90, "promosi", 1], ["b", 0, 50, "", 0]]


def test_a_training_dated_after_the_promotion_never_counts_towards_it():
    people = spells(("a", 0, 90, "promosi"), ("b", 0, 90, "promosi"), ("c", 0, 90, "promosi"))
    found = expose(people, trained(a=91, b=90, c=89))
    promoted = found.loc[found["cause"] == "promosi"].set_index("pegawai_id")[DILATIH]
    assert promoted.to_dict() == {"a": 0, "b": 0, "c": 1}


def test_a_training_before_the_time_at_risk_counts_from_its_beginning():
    assert shown(expose(spells(("a", 24, 90, "")), trained(a=-5))) == [["a", 24, 90, "", 1]]


def test_ever_trained_looks_into_the_future():
    people = spells(("a", 0, 90, "promosi"), ("b", 0, 90, "promosi"), ("c", 0, 90, ""))
    after = trained(a=120, b=30)
    assert expose_naively(people, after, when="ever")[DILATIH].tolist() == [1, 1, 0]
    # before the end: the training after the promotion is not counted, but b is "trained" from 0 on
    assert expose_naively(people, after, when="before_end")[DILATIH].tolist() == [0, 1, 0]


def test_before_the_end_means_the_end_of_the_last_stretch():
    people = spells(("a", 0, 20, ""), ("a", 30, 60, "promosi"))
    for month, expected in ((40, [1, 1]), (60, [0, 0])):
        found = expose_naively(people, trained(a=month), when="before_end")
        assert found[DILATIH].tolist() == expected


def test_landmark_takes_who_is_there_and_what_is_known_then():
    people = spells(
        ("a", 0, 90, "promosi"),  # trained by then
        ("b", 0, 90, ""),  # trained later: not known then
        ("c", 0, 72, "promosi"),  # gone by then
        ("d", 73, 90, "promosi"),  # observed only later
        ("e", 72, 90, ""),  # observed from that month on
    )
    found = expose_at(people, trained(a=72, b=73), landmark=72)
    assert shown(found) == [
        ["a", 72, 90, "promosi", 1],
        ["b", 72, 90, "", 0],
        ["e", 72, 90, "", 0],
    ]


def test_landmark_keeps_the_stretches_after_unpaid_leave():
    people = spells(("a", 0, 80, ""), ("a", 85, 99, "promosi"), ("b", 0, 60, ""), ("b", 75, 99, ""))
    found = expose_at(people, trained(a=10), landmark=72)
    # b was on leave at the landmark: not at risk just after it
    assert shown(found) == [["a", 72, 80, "", 1], ["a", 85, 99, "promosi", 1]]


def test_a_stretch_that_ends_at_the_landmark_is_not_after_it():
    people = spells(("a", 0, 72, ""), ("a", 72, 90, "promosi"), ("b", 0, 72, ""))
    found = expose_at(people, trained(a=10), landmark=72)
    assert shown(found) == [["a", 72, 90, "promosi", 1]]
    assert found.index.tolist() == [0]


def test_who_goes_on_leave_in_the_month_of_the_landmark_is_not_at_risk_after_it():
    people = spells(("a", 0, 72, ""), ("a", 80, 99, "promosi"), ("b", 0, 73, ""), ("b", 80, 99, ""))
    found = expose_at(people, trained(a=10), landmark=72)
    assert shown(found) == [["b", 72, 73, "", 0], ["b", 80, 99, "", 0]]
    assert list(found.columns) == [*people.columns, DILATIH]
