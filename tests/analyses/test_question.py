"""A question with an answer has its tables; one without has its reason."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.analyses.question import (
    Answerable,
    Unanswerable,
    answered,
    with_groups,
    without_answer,
)
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import Spells
from pug_analysis.stats import risk_table


@pytest.fixture
def good():
    rows = pd.DataFrame(
        {
            SEX: ["L", "P"],
            "entry": [0, 0],
            "exit": [48, 60],
            "cause": ["promosi", ""],
            "g": ["a", "b"],
        }
    )
    rows = rows.assign(cause=pd.Categorical(rows["cause"].replace("", None)))
    by_sex, groups = risk_table(rows, by=SEX), risk_table(rows, by=SEX, strata=["g"])
    spells = Spells(rows, pd.DataFrame())
    return Answerable(
        target="Pengawas", spells=spells, by_sex=by_sex, stratified=groups, followed=by_sex
    )


def test_a_question_with_an_answer_has_no_obstacle(good):
    assert answered(good) is good
    assert (good.enough, good.obstacle) == (True, "")


def test_a_question_without_an_answer_has_its_reason_and_no_curve(good):
    """What was counted stays, for the risk table; what curves are drawn from does not exist."""
    bad = without_answer(good, "no_leavers")
    assert isinstance(bad, Unanswerable)
    assert (bad.enough, bad.obstacle, bad.target) == (False, "no_leavers", "Pengawas")
    assert not hasattr(bad, "followed")
    assert bad.by_sex is good.by_sex
    assert bad.stratified is good.stratified
    with pytest.raises(ValueError, match="must not be answered: no_leavers"):
        answered(bad)


def test_what_needs_entry_groups_is_refused_where_they_are_protected(good):
    assert with_groups(good) is good.stratified
    with pytest.raises(ValueError, match="protected"):
        with_groups(replace(good, stratified=None))
