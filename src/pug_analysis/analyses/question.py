"""A question of the cohort: one that has an answer, with its tables, or one that has none, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pug_analysis.careers.pooled import Tallies
from pug_analysis.careers.spells import PENYETARAAN, PROMOSI, Spells
from pug_analysis.stats import RiskTable

#: Everything that can end the time at risk.
COHORT_CAUSES = (PROMOSI, PENYETARAAN, "pensiun", "meninggal", "pindah", "berhenti")
Obstacle = Literal["few", "no_leavers", "protected", "rounded", "old_form"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A target and the people at risk of it.

    Attributes
    ----------
    target : name of the level
    spells : people at risk, with the flow of those left out
    event, causes : name of the target as a cause; everything that can end the time at risk
    tallies : further counts that agencies have added up; ``spells`` holds the flow alone then. None of
        people that are at hand
    """

    target: str
    spells: Spells
    event: str = PROMOSI
    causes: tuple[str, ...] = COHORT_CAUSES
    tallies: Tallies | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerable(Asked):
    """A question with its risk tables.

    Attributes
    ----------
    by_sex : risk table by sex
    stratified : risk table by sex with the strata of entry; None where agencies protect them
    followed : ``by_sex`` from the first month with ``MIN_AT_RISK`` people at risk in each sex; what
        is estimated from it is conditional on nothing before
    """

    by_sex: RiskTable
    stratified: RiskTable | None
    followed: RiskTable

    @property
    def obstacle(self) -> Literal[""]:
        """None: curves and tests may be given."""
        return ""

    @property
    def enough(self) -> Literal[True]:
        """Whether curves and tests may be given."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswerable(Asked):
    """A question without an answer, and the reason.

    Attributes
    ----------
    obstacle : "few" where that many were never at risk at once, or nobody was promoted; "no_leavers"
        without a leavers list: a cohort of survivors answers another question; "protected" where
        agencies keep these counts to themselves; "rounded" where what they hide could move a share by
        more than ``tallies.LARGEST_ROUNDING``; "old_form" where an agency has sent an export that does not
        have it
    by_sex, stratified : what was counted all the same, see :class:`Answerable`; None if nobody is at risk,
        or it is kept
    """

    obstacle: Obstacle
    by_sex: RiskTable | None = None
    stratified: RiskTable | None = None

    @property
    def enough(self) -> Literal[False]:
        """Whether curves and tests may be given."""
        return False


Question = Answerable | Unanswerable


def answered(question: Question) -> Answerable:
    """A question of which an answer is wanted after it was seen that there is one.

    Raises
    ------
    ValueError
        if it has an obstacle.
    """
    if isinstance(question, Unanswerable):
        raise ValueError(f"a question with an obstacle must not be answered: {question.obstacle}")
    return question


def without_answer(question: Answerable, obstacle: Obstacle) -> Unanswerable:
    """Keep what was counted of a question, and why it has no answer all the same."""
    return Unanswerable(
        target=question.target,
        spells=question.spells,
        event=question.event,
        causes=question.causes,
        tallies=question.tallies,
        obstacle=obstacle,
        by_sex=question.by_sex,
        stratified=question.stratified,
    )


def with_groups(question: Answerable) -> RiskTable:
    """The risk table with entry groups, of a question that is asked only where these are known.

    Raises
    ------
    ValueError
        if agencies protect them.
    """
    if question.stratified is None:
        raise ValueError("the entry groups of this question are protected")
    return question.stratified
