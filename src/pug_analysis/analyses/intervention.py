"""Before and after a dated programme: whether the gap in appointments changed with it."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import SEX, Question
from pug_analysis.careers.spells import PROMOSI
from pug_analysis.stats import person_time, rate_ratio, rates, risk_table


def before_and_after(
    question: Question, *, month: int, conf_level: float = 0.95
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Appointments per person-year by sex before and after a month, and the ratio of the sexes.

    Parameters
    ----------
    question : of ``analyses.cohort.ask``
    month : month number from which the programme was in force
    conf_level : level of the exact intervals

    Returns
    -------
    Two DataFrames. Rates: ``masa`` (sebelum, sesudah), ``jenis_kelamin, n_event, orang_tahun,
    estimate, conf_low, conf_high`` (per 100 person-years). Ratios women to men: ``masa, estimate,
    conf_low, conf_high, p_value``. A period with fewer than 5 events of
    either sex has no row in the second. An association in time, not the effect of the programme.

    References
    ----------
    Exact rate intervals and ratios: see ``stats.rates``.
    """
    shown_columns = ["masa", SEX, "n_event", "orang_tahun", "estimate", "conf_low", "conf_high"]
    columns = ["masa", "estimate", "conf_low", "conf_high", "p_value"]
    spells = _split(question.spells.table, month)
    if not (spells["cause"] == PROMOSI).any():
        return pd.DataFrame(columns=shown_columns), pd.DataFrame(columns=columns)
    table = risk_table(spells, by=["masa", SEX])
    counts = person_time(table, cause=PROMOSI)
    per_person_month = rates(counts, by=["masa", SEX], conf_level=conf_level)
    shown = per_person_month.assign(
        orang_tahun=per_person_month["person_time"] / 12,
        **{c: 1200 * per_person_month[c] for c in ("estimate", "conf_low", "conf_high")},
    )
    ratios = []
    for name, rows in counts.groupby("masa", sort=True):
        if rows[SEX].nunique() == 2 and rows["n_event"].min() >= 5:
            one = rate_ratio(rows.drop(columns="masa"), group=SEX, conf_level=conf_level)
            ratios.append(one.assign(masa=name))
    ratio = (
        pd.concat(ratios, ignore_index=True)[columns] if ratios else pd.DataFrame(columns=columns)
    )
    return (
        shown[shown_columns],
        ratio,
    )


def _split(spells: pd.DataFrame, month: int) -> pd.DataFrame:
    """Person-time up to the month before, and from the month on."""
    edge = month - 1 - spells["asal"]
    before = spells.assign(
        masa="1. sebelum",
        exit=spells["exit"].clip(upper=edge),
        cause=spells["cause"].where(spells["exit"] <= edge, ""),
    )
    after = spells.assign(masa="2. sesudah", entry=spells["entry"].clip(lower=edge))
    both = pd.concat([before, after], ignore_index=True)
    return both.loc[both["entry"] < both["exit"]].reset_index(drop=True)
