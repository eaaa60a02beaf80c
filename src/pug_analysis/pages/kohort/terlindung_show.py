"""The numbers of the cohort page as a protected edition may show them, before they become pieces.

Everything here is a function of counts that such an edition may show (see ``disclosure_estimates``);
the edition ``internal`` gets the tables as they are. Words and verdicts stay those of the exact
comparison.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pug_analysis.analyses.hazards import Hazards
from pug_analysis.analyses.incidence import milestone_table
from pug_analysis.analyses.question import Question
from pug_analysis.analyses.question_counts import events_by_sex, people_by_sex
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.disclosure_estimates import (
    contrast_error,
    month_step,
    released_decision,
    released_gaps,
    released_ratios,
    share_step,
    to_step,
    to_steps,
)
from pug_analysis.release.disclosure_shares import (
    VALUES,
    nearest_people,
    released_counts,
    released_shares,
)
from pug_analysis.stats.decision import Decision

_LIMITS = {sex: (f"share_{sex}", f"{sex}_low", f"{sex}_high") for sex in ("pria", "wanita")}
#: Months over which means are compared at most; a step of months that is safe there is safe below.
_HORIZON = 180
_EVENTS = ("kejadian_wanita", "kejadian_pria")


def released_tests(tests: pd.DataFrame, question: Question, data: Data) -> pd.DataFrame:
    """Give promotions above or below those expected to the nearest 5, and months in whole steps.

    Parameters
    ----------
    tests : of ``analyses.incidence.compare_tests``
    """
    if not is_protected(data.edition) or tests.empty:
        return tests
    people = int(people_by_sex(question).min())
    rows = tests.set_index("ukuran")[[*VALUES]].astype(float)
    step = month_step(people, horizon=_HORIZON, edition=data.edition)
    logrank = rows.index.str.startswith("logrank")
    rows.loc[logrank, "estimate"] = nearest_people(rows.loc[logrank, "estimate"])
    for name in rows.index[~logrank]:
        rows.loc[name, [*VALUES]] = to_step(*rows.loc[name, [*VALUES]], step=step)
    return tests.assign(**{name: rows[name].to_numpy() for name in VALUES})


def released_standard(standard: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Give standardised shares and their difference in steps that hold 3 of the people used.

    Parameters
    ----------
    standard : of ``analyses.standardised.standardised_difference``
    """
    if not is_protected(data.edition) or standard.empty:
        return standard
    row = standard.iloc[0]
    step = share_step(float(row["n_smaller"]), edition=data.edition) or 0.0
    gap = dict(zip(VALUES, to_step(*(float(row[name]) for name in VALUES), step=step), strict=True))
    shares = {
        name: to_steps(standard[name], step) for name in ("share_pria", "share_wanita", "crude")
    }
    every = nearest_people(standard["n_total"] / standard["share_people"])
    people = (nearest_people(standard["n_total"]) / every).clip(upper=1)
    return standard.assign(**gap, **shares, share_people=people)


def released_targets(table: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Protect one line per target: shares from effective counts, the difference with their error.

    Parameters
    ----------
    table : of ``pages.kohort.banding.compare_targets`` or ``compare_treatments``
    """
    if not is_protected(data.edition):
        return table
    shown = table
    for values in _LIMITS.values():
        shown = released_shares(shown, values=values, edition=data.edition)
    events = [released_counts(table[name]) for name in _EVENTS]
    known = shown[["share_pria", "share_wanita"]].notna().all(axis=1)
    error = contrast_error(shown["share_pria"], (events[0], events[1])).where(known)
    smaller = table[["n_pria", "n_wanita"]].min(axis=1)
    step = smaller.map(lambda n: share_step(n, edition=data.edition)).astype(float)
    return released_gaps(shown, error=error, step=step, edition=data.edition)


def released_verdict(
    decision: Decision | None, question: Question, data: Data, *, time: int
) -> Decision | None:
    """Give the verdict of the page the numbers that stand in the line of its target.

    Parameters
    ----------
    decision : of ``analyses.contrast.verdict``
    time : its milestone (months)
    """
    if decision is None or not is_protected(data.edition):
        return decision
    shares, _ = milestone_table(question, times=[time])
    men = released_shares(shares, edition=data.edition).loc[lambda t: t[SEX] == "L", "estimate"]
    events = events_by_sex(question)
    share = float(men.iloc[0]) if len(men) else float("nan")
    both = float(events["P"]), float(events["L"])
    return released_decision(decision, share=share, events=both, edition=data.edition)


def released_split(split: pd.DataFrame, question: Question, data: Data) -> pd.DataFrame:
    """Give the parts of a difference in steps that hold 3 people of the smaller sex.

    Parameters
    ----------
    split : of ``pages.kohort.banding.composition_split``
    """
    step = share_step(float(people_by_sex(question).min()), edition=data.edition)
    if step is None or split.empty:
        return split
    rows = [to_step(*row, step=step) for row in split[[*VALUES]].astype(float).to_numpy()]
    return split.assign(**pd.DataFrame(rows, columns=[*VALUES], index=split.index))


def released_hazards(hazards: Hazards, data: Data) -> Hazards:
    """Give hazard ratios the error of the released promotions behind them."""
    table = released_ratios(
        hazards.table,
        counts=("kejadian_pria", "kejadian_wanita"),
        values=("hazard_ratio", "conf_low", "conf_high"),
        others=("p_value",),
        edition=data.edition,
    )
    return replace(hazards, table=table)
