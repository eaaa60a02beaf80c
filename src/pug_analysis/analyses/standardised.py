"""Difference at a milestone if both sexes had entered in the same groups."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.special import erfc

from pug_analysis.analyses.question import Question, Unanswerable
from pug_analysis.analyses.question_counts import people_of
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.spells import PROMOSI
from pug_analysis.stats import RiskTable, at_times, cumulative_incidence
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE
from pug_analysis.stats.intervals import critical_value

_STANDARDISED = [
    "estimate", "std_error", "conf_low", "conf_high", "p_value", "conf_level", "method", "unit",
    "share_pria", "share_wanita", "crude", "n_strata", "n_total", "n_smaller", "share_people",
]  # fmt: skip


def standardised_difference(
    question: Question, *, time: int, conf_level: float = 0.95
) -> pd.DataFrame:
    """Difference at a milestone if both sexes had entered in the same groups.

    The share that reached the target is estimated by sex within each group of entry window, entry
    education and job family, and averaged over groups with the same weights for both sexes: the
    group's part of all people. Groups are used if each sex has at least ``MIN_PEOPLE`` people at
    risk in the first month of the headline's curve and is followed up to the milestone.

    Parameters
    ----------
    question : of ``analyses.cohort.ask``
    time : milestone (months)
    conf_level : level of the interval

    Returns
    -------
    DataFrame of one row: ``estimate`` (women minus men, 0..1), ``std_error, conf_low, conf_high,
    p_value, conf_level, method, unit``; ``share_pria, share_wanita`` (standardised shares),
    ``crude`` (difference of the same people, groups pooled), ``n_strata, n_total, n_smaller``
    (groups, people used, and those of the smaller sex), ``share_people`` (0..1, of all at risk).
    Empty if the question cannot be answered, no group is used, or either sex has fewer than 5
    promotions in those used.

    References
    ----------
    Direct adjustment of curves: Makuch (1982), J Chronic Dis 35:437; its variance: Gail and Byar
    (1986), Biometrical Journal 28:587, with the weights taken as known: sum w^2 (var_L + var_P).
    """
    nothing = pd.DataFrame(columns=_STANDARDISED)
    if isinstance(question, Unanswerable) or question.stratified is None:
        return nothing
    start = question.followed.start
    if time <= start:
        return nothing
    table = _by_group(question.stratified, start)
    groups = _groups_at(table, people_of(question), time=time)
    first = groups["n_first"].min(axis=1) >= MIN_PEOPLE
    used = groups.loc[first & groups["estimate"].notna().all(axis=1)]
    if used.empty or used["n_event"].sum().min() < MIN_EVENTS:
        return nothing
    people = used["n"].sum(axis=1)
    weight = (people / people.sum()).to_numpy()
    share = {sex: float(weight @ used["estimate", sex].to_numpy()) for sex in ("L", "P")}
    variance = weight**2 @ (used["std_error"] ** 2).sum(axis=1).to_numpy()
    gap, error = share["P"] - share["L"], float(np.sqrt(variance)) or float("nan")
    reach = critical_value(conf_level) * error
    row = (
        gap, error, gap - reach, gap + reach, float(erfc(abs(gap / error) / np.sqrt(2))),
        conf_level, "direct standardisation of Aalen-Johansen", "share", share["L"], share["P"],
        _pooled_gap(table, used.index, time=time), len(used), int(people.sum()),
        int(used["n"].sum().min()), float(people.sum() / groups["n"].sum().sum()),
    )  # fmt: skip
    return pd.DataFrame([row], columns=_STANDARDISED)


def _by_group(table: RiskTable, start: int) -> RiskTable:
    """Risk table with a curve for each sex of each entry group, from the headline's start on."""
    return replace(table, by=table.by + table.strata, strata=()).since(start)


def _groups_at(table: RiskTable, people: pd.DataFrame, *, time: int) -> pd.DataFrame:
    """One row per entry group; per sex the share at ``time``, and people at the start and ever."""
    keys = [*ENTRY_GROUPS, SEX]
    at = at_times(cumulative_incidence(table, cause=PROMOSI), [time]).set_index(keys)
    begin = table.increments.loc[table.increments["time"] == table.start]
    followed = people.loc[people["terakhir"] > table.start]
    columns = at[["estimate", "std_error", "n_event"]].assign(
        n_first=begin.groupby(keys)["n_enter"].sum(),
        n=followed.groupby(keys)["orang"].sum(),
    )
    wide = columns.unstack(SEX)  # noqa: PD010 - several columns at once, a missing sex stays missing
    return wide.fillna({name: 0 for name in wide.columns if name[0] in ("n", "n_first", "n_event")})


def _pooled_gap(table: RiskTable, groups: pd.MultiIndex, *, time: int) -> float:
    """Women minus men at ``time`` among the people of some entry groups, taken together."""
    rows = table.increments.loc[
        pd.MultiIndex.from_frame(table.increments[[*ENTRY_GROUPS]]).isin(groups)
    ]
    pooled = replace(table, increments=rows).pool(*ENTRY_GROUPS)
    share = at_times(cumulative_incidence(pooled, cause=PROMOSI), [time]).set_index(SEX)["estimate"]
    return float(share["P"] - share["L"])
