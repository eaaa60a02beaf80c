"""Speed of rank promotion: waiting time from each golongan to the next, by sex."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from pug_analysis.analyses.cohort import MIN_AT_RISK, SEX, Question, ask
from pug_analysis.analyses.incidence import last_followed, median_wait
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.spells import PROMOSI, build_spells
from pug_analysis.careers.targets import first_golongan
from pug_analysis.stats import holm, logrank, rmst
from pug_analysis.terms.golongan import GOLONGAN_PNS

#: Months over which the waiting times are compared: one regular period and half of the next.
TAU = 72


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
    DataFrame, one row per step with at least ``MIN_AT_RISK`` people of each sex: ``dari, ke,
    n_pria, n_wanita, kejadian_pria, kejadian_wanita`` (people, promotions), ``median_pria,
    median_wanita`` (months), ``estimate, conf_low, conf_high`` (months that women wait longer,
    out of the first ``TAU``), ``p_value`` (log-rank stratified by entry groups), ``p_holm``.
    """
    rows = []
    for below, above in pairwise(GOLONGAN_PNS):
        started = first_golongan(golongan, level=below)
        reached = first_golongan(golongan, level=above)
        # who jumped over a golongan never waited in it
        started = started.loc[~started.eq(reached.reindex(started.index)).fillna(False)]
        spells = build_spells(cohort, target=reached, origin=started, until=until, cltn=cltn)
        people = spells.table.drop_duplicates("pegawai_id")[SEX].value_counts()
        if len(people) < 2 or people.min() < MIN_AT_RISK:
            continue
        if not (spells.table["cause"] == PROMOSI).any():
            continue
        rows.append({"dari": below, "ke": above, **_step(ask(above, spells))})
    columns = ["dari", "ke", "n_pria", "n_wanita", "kejadian_pria", "kejadian_wanita", "median_pria",
               "median_wanita", "estimate", "conf_low", "conf_high", "p_value"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(p_holm=holm(table["p_value"].astype(float)))


def _step(question: Question) -> dict[str, float]:
    spells = question.spells.table
    people = spells.drop_duplicates("pegawai_id")[SEX].value_counts()
    events = spells.loc[spells["cause"] == PROMOSI, SEX].value_counts()
    wait = median_wait(question).set_index(SEX)["estimate"]
    last = last_followed(question.by_sex)
    mean = rmst(question.by_sex, tau=min(TAU, last), group=SEX, cause=PROMOSI).difference.iloc[0]
    return {
        "n_pria": int(people["L"]),
        "n_wanita": int(people["P"]),
        "kejadian_pria": int(events.get("L", 0)),
        "kejadian_wanita": int(events.get("P", 0)),
        "median_pria": wait["L"],
        "median_wanita": wait["P"],
        # time spent in the higher golongan, turned into time waited for it
        "estimate": -mean["estimate"],
        "conf_low": -mean["conf_high"],
        "conf_high": -mean["conf_low"],
        "p_value": logrank(question.stratified, group=SEX, cause=PROMOSI).p_value,
    }
