"""Women against men of the same entry groups up to a milestone: one contrast for test, interval, verdict.

Shares of all groups pooled differ where the sexes entered in other groups, although within each
they are treated alike; so no verdict rests on them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, isnan

import numpy as np
import pandas as pd

from pug_analysis.analyses.question import Question, Unanswerable, answered
from pug_analysis.analyses.question_counts import people_by_sex
from pug_analysis.careers.columns import SEX
from pug_analysis.stats import RiskTable, decide
from pug_analysis.stats.decision import Decision
from pug_analysis.stats.primary_first import primary_first
from pug_analysis.stats.survival.logrank_ratio import logrank_ratio
from pug_analysis.stats.survival.risk_sets import check_cause, risk_sets


@dataclass(frozen=True, slots=True)
class Contrast:
    """Result of :func:`within_groups`.

    Attributes
    ----------
    ratio, ratio_low, ratio_high : hazard of women to that of men of the same entry groups
    estimate, conf_low, conf_high : the same as a difference of shares (0..1) at the milestone: if men
        were appointed at that ratio, so much more of them would have reached it
    share_ratio : limits of the ratio of women's share to men's that belong to these differences; 0 and
        infinity where no man has reached it by then
    p_value : of the log-rank test stratified by entry group, up to the milestone; below 0.05
        exactly where the intervals leave out 1 and 0
    """

    ratio: float
    ratio_low: float
    ratio_high: float
    estimate: float
    conf_low: float
    conf_high: float
    share_ratio: tuple[float, float]
    p_value: float


def within_groups(question: Question, *, time: int, conf_level: float = 0.95) -> Contrast | None:
    """Compare the sexes within entry window, education and job family, up to a milestone.

    The ratio is that of hazards from the start of the curve to the milestone, taken to be the same
    all that time. It is turned into a difference of shares with the curve of men, which counts as
    known: what is uncertain of it hardly moves a difference.

    Parameters
    ----------
    question : of ``analyses.cohort.ask``
    time : milestone (months)
    conf_level : level of the intervals

    Returns
    -------
    Contrast; None where the question has an obstacle, its entry groups are not known, the curve
    starts later, or in no group both sexes were at risk when someone was promoted.
    """
    if isinstance(question, Unanswerable) or question.stratified is None:
        return None
    followed = question.followed
    if time <= followed.start:
        return None
    found = logrank_ratio(
        question.stratified.since(followed.start),
        group=SEX, cause=question.event, until=time, conf_level=conf_level,
    )  # fmt: skip
    if isnan(found.p_value):
        return None
    ratios = (found.estimate, found.conf_low, found.conf_high)
    plain, *moved = (
        _share_of_men(followed, question.event, time=time, ratio=ratio) for ratio in (1.0, *ratios)
    )
    low, high = (share / plain for share in moved[1:]) if plain else (0.0, inf)
    gap, gap_low, gap_high = (share - plain for share in moved)
    return Contrast(*ratios, gap, gap_low, gap_high, share_ratio=(low, high), p_value=found.p_value)


def _share_of_men(table: RiskTable, event: str, *, time: int, ratio: float) -> float:
    """Share of men who have reached the target by a month if their hazards were times a ratio.

    In each month those promoted come first, then the other ends among the rest; at ratio 1 this is
    the Aalen-Johansen estimate.
    """
    sets = risk_sets(table, (SEX,)).exits()
    rows = next(sets.slices())  # men are first
    used = sets.time[rows] <= time
    n_risk = sets.n_risk[rows][used]
    promoted = sets.n_event[rows][used, check_cause(table, event)]
    others = sets.n_any[rows][used] - promoted
    missed = np.power(1 - promoted / n_risk, ratio)
    rest = n_risk - promoted
    stayed = missed * (1 - np.divide(others, rest, out=np.zeros(rest.shape), where=rest > 0))
    free = np.concatenate([[1.0], np.cumprod(stayed)[:-1]])[: stayed.size]
    return float(free @ (1 - missed))


def verdict(
    question: Question, difference: pd.DataFrame, *, time: int, margin: float
) -> Decision | None:
    """What may be said of the difference at the milestone named before the data are seen.

    Women are compared with men of the same entry groups, see :func:`within_groups`; estimate, interval and
    verdict are of that one contrast. A gap is one where its p-value, with the part of the chance of
    a false alarm that the primary question has (``stats.primary_first``), is below 0.05. Equal is what
    differs by less than the margin and by a factor of less than ``stats.decision.RATIO_MARGIN``.

    Parameters
    ----------
    difference : second table of ``analyses.incidence.milestone_table``: what it does not hold is not
        judged
    time : the milestone named before the data were seen (months)
    margin : largest difference of shares that does not matter (0..1)

    Returns
    -------
    Decision; None if the milestone is not followed, or the entry groups are not known.
    """
    found = judge(question, difference, time=time, margin=margin)
    if found is None:
        return None
    decision, contrast = found
    return unless_proven(decision, primary_first(contrast.p_value, [])[0])


def judge(
    question: Question, difference: pd.DataFrame, *, time: int, margin: float
) -> tuple[Decision, Contrast] | None:
    """Judge one milestone alone, see :func:`verdict`; the p-value in ``Contrast`` is not adjusted."""
    contrast = within_groups(question, time=time)
    if contrast is None or not (difference["time"] == time).any():
        return None
    decision = decide(
        contrast.estimate,
        contrast.conf_low,
        contrast.conf_high,
        margin=margin,
        n_events=int(_events_up_to(question, time).min()),
        n_people=int(people_by_sex(question).min()),
        ratio=contrast.share_ratio,
    )
    return decision, contrast


def unless_proven(decision: Decision, p_value: float) -> Decision:
    """Take a gap back that several tests together do not prove."""
    if decision.verdict == "gap" and not p_value < 1 - decision.conf_level:
        return replace(decision, verdict="inconclusive")
    return decision


def _events_up_to(question: Question, time: int) -> pd.Series:
    rows = answered(question).by_sex.increments
    levels = pd.Index(sorted(rows[SEX].unique()), name=SEX)
    hit = rows.loc[(rows["cause"] == question.event) & (rows["time"] <= time)]
    return hit.groupby(SEX)["n_event"].sum().reindex(levels, fill_value=0)
