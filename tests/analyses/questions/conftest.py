"""Steps of a career made so that every risk set can be written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask
from pug_analysis.analyses.question import Question
from pug_analysis.analyses.questions.steps import STEPS, Step
from pug_analysis.careers.spells import PROMOSI, Spells

#: Rows of (sex, number of people, exit month, cause).
Rows = list[tuple[str, int, int, str]]
#: Nobody ever comes there: three men who stay.
NOBODY: Rows = [("L", 3, 30, "")]


@pytest.fixture
def steps_of(spells_of) -> Callable[..., dict[Step, Question]]:
    """The question of every step; rows by the level that is reached, other levels have nobody."""

    def of(rows: Mapping[str, Rows], *, leavers_known: bool = True) -> dict[Step, Question]:
        return {
            step: ask(
                step.level, spells_of(rows.get(step.level, NOBODY)), leavers_known=leavers_known
            )
            for step in STEPS
        }

    return of


@pytest.fixture
def in_groups(spells_of) -> Callable[..., Question]:
    """One question of several entry windows; rows by window."""

    def of(rows: Mapping[str, Rows]) -> Question:
        parts = [
            spells_of(own, angkatan=name).table.assign(
                pegawai_id=lambda t, name=name: name + t["pegawai_id"]
            )
            for name, own in rows.items()
        ]
        people = pd.concat(parts, ignore_index=True)
        return ask("Pengawas", Spells(people, pd.DataFrame({"langkah": [], "orang": []})))

    return of


@pytest.fixture
def small() -> Rows:
    """10 men and 10 women.

    In month 10 all 20 are at risk and 5 men are promoted: 5 x 10/20 = 2.5 women expected. In month 20 5 men
    and 10 women are at risk and 5 women are promoted: 5 x 10/15 = 3.333 expected. Together 5.833 expected, 5
    observed. Variance: 5 x 15/19 x 1/4 + 5 x 10/14 x 2/9 = 1.780. The ratio r that fits has
    5 = 5 r/(r + 1) + 5 x 2r/(2r + 1), so r^2 = 1/2.
    """
    return [
        ("L", 5, 10, PROMOSI), ("L", 5, 30, ""), ("P", 5, 20, PROMOSI), ("P", 5, 30, ""),
    ]  # fmt: skip


@pytest.fixture
def late() -> Callable[[Rows, int], Rows]:
    """The same people, everything some months later."""
    return lambda rows, months: [(sex, n, month + months, cause) for sex, n, month, cause in rows]


@pytest.fixture
def exchanged() -> Callable[[Rows], Rows]:
    """The same people with the sexes exchanged."""
    other = {"L": "P", "P": "L"}
    return lambda rows: [(other[sex], *rest) for sex, *rest in rows]
