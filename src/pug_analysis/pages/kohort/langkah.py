"""Questions 1 and 2 of the summary on the cohort page: which step, and whether both sexes are as fast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pug_analysis.analyses.cohort import Groups, risk_by_month
from pug_analysis.analyses.question import Question
from pug_analysis.analyses.question_counts import events_by_sex
from pug_analysis.analyses.questions.speed import FIRST, Speed, compare_speed
from pug_analysis.analyses.questions.steps import Ladder, Step, compare_steps, open_steps
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.stats import logrank


@dataclass(frozen=True, slots=True, eq=False)
class Climb:
    """Answers to both questions.

    Attributes
    ----------
    ladder, speed : of ``analyses.questions``
    first : events of each sex at the first step, men first
    variance : of observed minus expected promotions of women, by name of the step; only of steps with a ratio
    at_risk : people of the smaller sex at risk of the first step, by milestone of ``speed.curves``
    margin : largest difference of shares at a milestone that does not matter (0..1)
    obstacle : "no_leavers" without a leavers list; else ""
    """

    ladder: Ladder
    speed: Speed
    first: pd.Series
    variance: pd.Series
    at_risk: pd.Series
    margin: float
    obstacle: str = ""


def answer_climb(data: Data, cohort: Cohort, *, groups: Groups, margin: float) -> Climb | None:
    """Ask where on the ladder women fall behind, and whether both sexes are as fast.

    Parameters
    ----------
    data : an opened year
    cohort : of ``careers.cohort_of``
    groups : of ``analyses.cohort.choose``
    margin : largest difference of shares at a milestone that does not matter (0..1)

    Returns
    -------
    Climb; None in a merged workspace whose agencies keep the entry groups to themselves.
    """
    if cohort.pooled is not None and cohort.pooled.tier == "terlindung":
        return None
    steps = open_steps(cohort, data.tables, until=data.until, groups=groups)
    speed = compare_speed(steps, margin=margin)
    ladder = compare_steps(steps)
    return Climb(
        ladder=ladder,
        speed=speed,
        first=events_by_sex(steps[FIRST]),
        variance=_variances(steps, ladder),
        at_risk=_at_risk(steps[FIRST], speed.curves),
        margin=margin,
        obstacle="no_leavers" if cohort.register_start is None else "",
    )


def _variances(steps: Mapping[Step, Question], ladder: Ladder) -> pd.Series:
    """Variance of the log-rank test of each step that has a ratio."""
    known = set(ladder.table.loc[ladder.table["rasio"].notna(), "langkah"])
    found = {
        step.name: logrank(asked.stratified, group=SEX, cause=asked.event).covariance.loc["P", "P"]
        for step, asked in steps.items()
        if step.name in known and asked.stratified is not None
    }
    return pd.Series(found, dtype=float)


def _at_risk(question: Question, curves: pd.DataFrame) -> pd.Series:
    """People of the smaller sex at risk at each milestone of the curves."""
    if curves.empty or question.by_sex is None:
        return pd.Series(dtype="int64")
    months = risk_by_month(question.by_sex).reindex(curves["time"].astype("int64"), fill_value=0)
    assert set(months) == set(question.by_sex.increments[SEX])
    return months.min(axis=1)
