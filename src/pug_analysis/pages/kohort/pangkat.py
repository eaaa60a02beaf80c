"""Speed of rank promotion: waiting time from each golongan to the next, by sex."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from pug_analysis.analyses.cohort import ask, pooled_question
from pug_analysis.analyses.incidence import median_wait
from pug_analysis.analyses.question import Answerable, Question, with_groups
from pug_analysis.analyses.question_counts import events_by_sex, people_by_sex
from pug_analysis.analyses.tallies import name_question
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import Spells, build_spells
from pug_analysis.careers.targets import first_golongan
from pug_analysis.stats import holm, logrank
from pug_analysis.terms.golongan import GOLONGAN_PNS


def rank_speed(
    cohort: Cohort, golongan: pd.DataFrame, cltn: pd.DataFrame, *, until: int
) -> pd.DataFrame:
    """Waiting time in each golongan until the next higher one.

    Parameters
    ----------
    cohort : of ``careers.build_cohort``
    golongan, cltn : processed tables
    until : month number of the last month observed

    Returns
    -------
    DataFrame, one row per step with at least ``MIN_AT_RISK`` people of each sex at risk at once:
    ``dari, ke, n_pria, n_wanita, kejadian_pria, kejadian_wanita`` (people, promotions),
    ``median_pria, median_wanita`` (months, all entry groups together), ``harapan_wanita``
    (promotions of women expected if both sexes were as fast within entry groups), ``p_value``
    (log-rank stratified by them), ``p_holm``.
    """
    rows = []
    for below, above in pairwise(GOLONGAN_PNS):
        question = rank_question(cohort, golongan, cltn, below=below, above=above, until=until)
        if isinstance(question, Answerable):
            rows.append({"dari": below, "ke": above, **_step(question)})
    columns = ["dari", "ke", "n_pria", "n_wanita", "kejadian_pria", "kejadian_wanita", "median_pria",
               "median_wanita", "harapan_wanita", "varians_wanita", "p_value"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(p_holm=holm(table["p_value"].astype(float)))


def rank_question(
    cohort: Cohort,
    golongan: pd.DataFrame,
    cltn: pd.DataFrame,
    *,
    below: str,
    above: str,
    until: int,
) -> Question:
    """Time from one golongan to the next, see :func:`rank_speed`."""
    if cohort.pooled is not None:
        name = name_question(above, origin=below)
        return pooled_question(cohort, name, target=above, groups={})
    months = [first_golongan(golongan, level=level) for level in (below, above)]
    return ask(above, rank_spells(cohort, cltn, started=months[0], reached=months[1], until=until))


def rank_spells(
    cohort: Cohort, cltn: pd.DataFrame, *, started: pd.Series, reached: pd.Series, until: int
) -> Spells:
    """Time from the first month in one golongan to that in the next (``careers.targets``)."""
    # who jumped over a golongan never waited in it
    waited = started.loc[~started.eq(reached.reindex(started.index)).fillna(False)]
    return build_spells(cohort, target=reached, origin=waited, until=until, cltn=cltn)


def _step(question: Answerable) -> dict[str, float]:
    people, events = people_by_sex(question), events_by_sex(question)
    wait = median_wait(question).set_index(SEX)["estimate"]
    test = logrank(with_groups(question), group=SEX, cause=question.event)
    return {
        "n_pria": int(people["L"]),
        "n_wanita": int(people["P"]),
        "kejadian_pria": int(events["L"]),
        "kejadian_wanita": int(events["P"]),
        "median_pria": wait["L"],
        "median_wanita": wait["P"],
        "harapan_wanita": test.table.set_index(SEX).loc["P", "expected"],
        "varians_wanita": test.covariance.loc["P", "P"],
        "p_value": test.p_value,
    }
