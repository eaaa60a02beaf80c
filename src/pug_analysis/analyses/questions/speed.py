"""Whether women and men climb as fast: one test over all steps, and the curves that show when a gap opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite, isnan
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.analyses.hazards import EARLY_UNTIL
from pug_analysis.analyses.question import Question, Unanswerable
from pug_analysis.analyses.question_counts import events_by_sex, people_by_sex
from pug_analysis.analyses.questions.steps import STEPS, Step, step_ratio, structural_tables
from pug_analysis.analyses.questions.verdicts import ALPHA, Direction, enough, judge_ratio, slower
from pug_analysis.careers.columns import SEX
from pug_analysis.stats import (
    compare_ratios,
    logrank_ratio,
    max_combo,
    standardised_incidence,
)
from pug_analysis.stats.decision import RATIO_MARGIN, Verdict
from pug_analysis.stats.survival.logrank_ratio import LogRankRatio, RatioChange
from pug_analysis.stats.survival.max_combo import MaxCombo

#: Months since entry at which the curves are read.
MILESTONES: Final = (60, 120, 180, 240)
#: The first step, whose time runs from entry: its curves show when a gap opens.
FIRST: Final = STEPS[0]
#: Parts of a career: up to ``EARLY_UNTIL`` months since entry, and after them.
PARTS: Final = ("awal", "akhir")


@dataclass(frozen=True, slots=True, eq=False)
class Speed:
    """Result of :func:`compare_speed`.

    Attributes
    ----------
    test : largest of three weighted log-rank tests over the structural steps; None without any table
    ratio : women's rate to men's over the structural steps; None likewise
    parts : ``bagian`` (semua, awal, akhir), ``kejadian_pria, kejadian_wanita, harapan_wanita,
        selisih_orang, rasio, conf_low, conf_high, p_value``: over all structural steps, and of the first
        step up to ``EARLY_UNTIL`` months and after; missing below 5 promotions of either sex
    p_change : of the test that the ratio is the same early and late
    curves : ``time, share_pria, share_wanita, estimate, conf_low, conf_high`` (women minus men if both
        were made up of the same groups; limits that hold for all milestones at once), ``p_value`` (of
        one milestone alone); of milestones up to which 5 of either sex were promoted
    verdict : gap if the test is significant; equal if the whole band lies within the margin and the
        ratios of every structural step, early and late, within ``RATIO_MARGIN``
    direction : whose rate is lower; ``berganti`` where the two parts have gaps of both kinds
    p_value : of the test
    rasio_terlihat : the ratio of all steps that would have been found with a chance of 80 %
    """

    test: MaxCombo | None
    ratio: LogRankRatio | None
    parts: pd.DataFrame
    p_change: float
    curves: pd.DataFrame
    verdict: Verdict
    direction: Direction
    p_value: float
    rasio_terlihat: float


_PARTS = [
    "bagian", "kejadian_pria", "kejadian_wanita", "harapan_wanita", "selisih_orang", "rasio",
    "conf_low", "conf_high", "p_value",
]  # fmt: skip
_CURVES = ["time", "share_pria", "share_wanita", "estimate", "conf_low", "conf_high", "p_value"]


def compare_speed(
    steps: Mapping[Step, Question],
    *,
    margin: float,
    times: Sequence[int] = MILESTONES,
    conf_level: float = 0.95,
) -> Speed:
    """Compare how fast women and men climb the structural ladder.

    That there is a gap is tested with the largest of three weighted log-rank statistics (throughout, late,
    early) over the three structural steps together: a ceiling that begins after ten years is seen as well
    as a slow start. How large it is, and when it opens, is read from standardised curves of the first step.

    Parameters
    ----------
    steps : of ``analyses.questions.steps.open_steps``
    margin : largest difference of shares at a milestone that does not matter (0..1)
    times : milestones (months since entry)
    conf_level : level of the intervals

    Returns
    -------
    Speed

    References
    ----------
    See ``stats.max_combo`` and ``stats.standardised_incidence``.
    """
    tables = structural_tables(steps)
    asked = {step: one for step, one in steps.items() if step.structural}
    events = _added(asked)
    known = bool(tables) and all(one.obstacle in ("", "few") for one in asked.values())
    if not known or not enough(int(events.min())):
        return _nothing()
    event = asked[FIRST].event
    test = max_combo(tables, group=SEX, cause=event)
    ratio = logrank_ratio(tables, group=SEX, cause=event, conf_level=conf_level)
    if isnan(test.p_value) or not (isfinite(ratio.estimate) and ratio.estimate > 0):
        return _nothing()
    change = _early_and_late(asked[FIRST], conf_level=conf_level)
    parts = _parts(asked, ratio, change)
    curves = _curves(asked[FIRST], times=times, conf_level=conf_level)
    # holders of a high post are few, and take nothing from what the other steps can show
    people = max(people_by_sex(one).min() for one in asked.values())
    _, seen = judge_ratio(
        (ratio.estimate, ratio.conf_low, ratio.conf_high),
        n_events=int(events.min()), n_people=int(people),
    )  # fmt: skip
    found = test.p_value < ALPHA
    same = _equal(asked, parts, curves, margin=margin, n_times=len(times))
    return Speed(
        test=test,
        ratio=ratio,
        parts=parts,
        p_change=change.p_value if change else float("nan"),
        curves=curves.loc[curves["n_event"].map(enough)].reset_index(drop=True)[_CURVES],
        verdict="equivalent" if same else "gap" if found else "inconclusive",
        direction=_direction(test, parts) if found else "",
        p_value=test.p_value,
        rasio_terlihat=seen,
    )


def _nothing() -> Speed:
    nan = float("nan")
    return Speed(
        test=None, ratio=None, parts=pd.DataFrame(columns=_PARTS), p_change=nan,
        curves=pd.DataFrame(columns=_CURVES), verdict="too_few", direction="", p_value=nan,
        rasio_terlihat=nan,
    )  # fmt: skip


def _added(asked: Mapping[Step, Question]) -> pd.Series:
    """Promotions of each sex over some steps."""
    return pd.DataFrame([events_by_sex(one) for one in asked.values()]).sum()


def _early_and_late(asked: Question, *, conf_level: float) -> RatioChange | None:
    """Ratios of the first step up to ``EARLY_UNTIL`` months and after, 0 and 1."""
    table = asked.stratified
    if table is None or not (table.increments["time"] > EARLY_UNTIL).any():
        return None
    halves = [table.until(EARLY_UNTIL), table.since(EARLY_UNTIL)]
    if any(half.increments[SEX].nunique() < 2 for half in halves):
        return None
    rows = [half.increments.assign(akhir=place) for place, half in enumerate(halves)]
    both = replace(
        table, increments=pd.concat(rows, ignore_index=True), strata=(*table.strata, "akhir")
    )
    return compare_ratios(both, group=SEX, parts="akhir", cause=asked.event, conf_level=conf_level)


def _parts(
    asked: Mapping[Step, Question], ratio: LogRankRatio, change: RatioChange | None
) -> pd.DataFrame:
    events = _added(asked)
    rows = [_part("semua", int(events["L"]), int(events["P"]), ratio)]
    for place, name in enumerate(PARTS):
        one = change.ratios.get(place) if change else None
        if one is None:
            continue
        hit = _events_of_part(asked[FIRST], late=bool(place))
        rows.append(_part(name, int(hit["L"]), int(hit["P"]), one))
    return pd.DataFrame(rows, columns=_PARTS)


def _part(name: str, men: int, women: int, found: LogRankRatio) -> tuple[object, ...]:
    if not enough(min(men, women)) or isnan(found.p_value):
        return (name, men, women, *[float("nan")] * 6)
    # of women who were alone at risk as many as there were are expected
    excess = found.observed - found.expected
    return (
        name, men, women, women - excess, excess, found.estimate, found.conf_low, found.conf_high,
        found.p_value,
    )  # fmt: skip


def _events_of_part(asked: Question, *, late: bool) -> pd.Series:
    assert asked.by_sex is not None
    rows = asked.by_sex.increments
    own = (rows["cause"] == asked.event) & ((rows["time"] > EARLY_UNTIL) == late)
    return rows.loc[own].groupby(SEX)["n_event"].sum().reindex(["L", "P"], fill_value=0)


def _curves(asked: Question, *, times: Sequence[int], conf_level: float) -> pd.DataFrame:
    """Curves of ``Speed`` with ``n_event``, the promotions of the sex that has fewer."""
    nothing = pd.DataFrame(columns=[*_CURVES, "n_event"])
    if isinstance(asked, Unanswerable) or asked.stratified is None:
        return nothing
    start = asked.followed.start
    later = [time for time in times if time > start]
    if not later:
        return nothing
    found = standardised_incidence(
        asked.stratified.since(start), group=SEX, times=later, cause=asked.event,
        conf_level=conf_level,
    )  # fmt: skip
    seen = found.table.loc[found.table[SEX].isin(["L", "P"])]
    shares = seen.pivot_table(index="time", columns=SEX, values="estimate")
    events = seen.groupby("time")["n_event"].min()
    gap = found.difference.dropna(subset=["simultaneous_low", "simultaneous_high"])
    return pd.DataFrame(
        {
            "time": gap["time"],
            "share_pria": shares["L"].reindex(gap["time"]).to_numpy(),
            "share_wanita": shares["P"].reindex(gap["time"]).to_numpy(),
            "estimate": gap["estimate"],
            "conf_low": gap["simultaneous_low"],
            "conf_high": gap["simultaneous_high"],
            "p_value": gap["p_value"],
            "n_event": events.reindex(gap["time"]).to_numpy(),
        }
    ).reset_index(drop=True)


def _equal(
    asked: Mapping[Step, Question],
    parts: pd.DataFrame,
    curves: pd.DataFrame,
    *,
    margin: float,
    n_times: int,
) -> bool:
    """Whether every milestone, every step, and both parts of a career are within what does not matter."""
    if len(curves) < n_times or len(parts) < 1 + len(PARTS):
        return False
    band = (curves["conf_low"] > -margin).all() and (curves["conf_high"] < margin).all()
    low, high = (list(parts[side].astype(float)) for side in ("conf_low", "conf_high"))
    for one in asked.values():
        found = step_ratio(one)
        if found is None or not enough(int(events_by_sex(one).min())):
            return False
        low.append(found.conf_low)
        high.append(found.conf_high)
    near = np.array(low) >= 1 / RATIO_MARGIN, np.array(high) <= RATIO_MARGIN
    return bool(band and all(side.all() for side in near))


def _direction(test: MaxCombo, parts: pd.DataFrame) -> Direction:
    """Whose rate is lower: of the statistic that is the largest; both where the parts prove both."""
    own = parts.loc[parts["bagian"].isin(PARTS) & (parts["p_value"] < ALPHA / 2), "rasio"]
    if len(sides := {slower(ratio) for ratio in own}) == 2:
        return "berganti"
    if sides:
        return sides.pop()
    strongest = test.z.iloc[int(np.nanargmax(np.abs(test.z.to_numpy())))]
    return slower(float(np.exp(strongest)))


def opens_at(curves: pd.DataFrame) -> int | None:
    """The first milestone whose difference is proven, in months; None if none is.

    Parameters
    ----------
    curves : of :class:`Speed`
    """
    proven = curves.loc[(curves["conf_high"] < 0) | (curves["conf_low"] > 0), "time"]
    return int(proven.min()) if len(proven) else None
