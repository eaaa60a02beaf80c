"""People and events of a question, whether its people are at hand or agencies have added them up."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.analyses.question import Question
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX


def count_last_months(spells: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """Count the people of ``Spells.table`` by the month in which they were last at risk.

    Returns
    -------
    DataFrame: ``by``, ``jenis_kelamin``, the entry groups, ``terakhir`` (months since the origin),
    ``orang``.
    """
    keys = [*by, SEX, *ENTRY_GROUPS]
    once = spells.sort_values("exit", kind="stable").drop_duplicates(
        [*by, "pegawai_id"], keep="last"
    )
    last = once[[*keys, "exit"]].rename(columns={"exit": "terakhir"})
    return last.groupby([*keys, "terakhir"], sort=True).size().rename("orang").reset_index()


def people_of(question: Question) -> pd.DataFrame:
    """People of a question, see :func:`count_last_months`; without groups where those are protected."""
    return question.tallies.people if question.tallies else count_last_months(question.spells.table)


def people_by_sex(question: Question) -> pd.Series:
    """Number of people at risk of each sex, men first."""
    people = people_of(question)
    if people.empty:
        return pd.Series(0, index=["L", "P"])
    return people.groupby(SEX)["orang"].sum().reindex(["L", "P"], fill_value=0)


def events_by_sex(question: Question) -> pd.Series:
    """Number of people of each sex who reached the target, men first."""
    if question.by_sex is None:
        return pd.Series(0, index=["L", "P"])
    rows = question.by_sex.increments
    hit = rows.loc[rows["cause"] == question.event]
    return hit.groupby(SEX)["n_event"].sum().reindex(["L", "P"], fill_value=0)
