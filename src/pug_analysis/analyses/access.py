"""Access to leadership training, level by level and route by route: who can attend, and who did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pug_analysis.analyses.cohort import Groups, ask, with_causes
from pug_analysis.analyses.question import Question
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.eligible import (
    DIKLAT,
    TRAINING_CAUSES,
    Eligible,
    Jalur,
    Sejak,
    eligible_spells,
)
from pug_analysis.careers.events import unplaced
from pug_analysis.careers.load import Data
from pug_analysis.careers.spells import cut_at_months
from pug_analysis.stats import person_time, risk_table
from pug_analysis.terms.diklat import DIKLAT_TANGGA

#: First months of calendar periods: PKP and PKA replace Diklatpim (PerLAN 15 and 16/2019); after
#: the delayering of 2021 there are fewer posts.
COURSE_PERIODS = {"2019-2021": 2019 * 12, "2022 dan sesudahnya": 2022 * 12}
FIRST_COURSE_PERIOD = "sampai 2018"
#: What adjusted rates are compared within.
RATE_STRATA = ("periode", "angkatan")


@dataclass(frozen=True, slots=True)
class Access:
    """One training and one route: those who can attend, and the question asked of them.

    Attributes
    ----------
    eligible : of ``careers.eligible.eligible_spells``
    question : of ``analyses.cohort.ask``; its event is the training
    """

    eligible: Eligible
    question: Question


def open_access(
    data: Data,
    cohort: Cohort,
    trainings: pd.DataFrame,
    *,
    route: Jalur,
    groups: Groups,
    since: Sejak = "syarat",
) -> dict[str, Access]:
    """The question of access for each level of training, by level.

    Parameters
    ----------
    data : an opened year
    cohort : of ``careers.cohort_of``
    trainings : of ``careers.events.structural_trainings``
    route : before the post (``sebelum``) or in it (``sesudah``)
    groups : of ``analyses.cohort.choose``
    since : see ``careers.eligible.eligible_spells``

    Returns
    -------
    dict by level
    """
    doubtful = unplaced(data.tables)
    found: dict[str, Access] = {}
    for level in DIKLAT_TANGGA:
        eligible = eligible_spells(
            cohort, trainings, data.tables, level=level, route=route, until=data.until,
            since=since, groups=groups, doubtful=doubtful,
        )  # fmt: skip
        question = ask(
            level, eligible.spells, event=DIKLAT, causes=TRAINING_CAUSES,
            leavers_known=cohort.register_start is not None,
        )  # fmt: skip
        found[level] = Access(eligible, question)
    return found


def count_trained(eligible: Eligible) -> pd.Series:
    """First trainings of each sex while eligible, by sex (L, P)."""
    spells = eligible.spells.table
    counts = spells.loc[spells["cause"] == DIKLAT, SEX].value_counts()
    return counts.reindex(["L", "P"], fill_value=0)


def period_counts(spells: pd.DataFrame, *, within: Sequence[str] = ("angkatan",)) -> pd.DataFrame:
    """Trainings and months at risk by sex, calendar period and groups fixed at entry.

    Parameters
    ----------
    spells : ``Eligible.spells.table``
    within : columns of groups fixed at entry

    Returns
    -------
    DataFrame: ``periode``, those groups, ``jenis_kelamin, n_event, person_time`` (months).
    """
    groups = ("periode", *within)
    columns = [*groups, SEX, "n_event", "person_time"]
    if spells.empty:
        return pd.DataFrame(columns=columns).astype({"n_event": int, "person_time": int})
    parts = cut_at_months(spells, COURSE_PERIODS, before=FIRST_COURSE_PERIOD, name="periode")
    table = risk_table(with_causes(parts, TRAINING_CAUSES), by=(*groups, SEX))
    return person_time(table, cause=DIKLAT)[columns]
