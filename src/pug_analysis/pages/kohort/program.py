"""Before and after a dated programme: whether the gap in appointments changed with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import erfc

from pug_analysis.analyses.question import Question
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, cut_at_months
from pug_analysis.stats import person_time, rate_ratio, rates, risk_table
from pug_analysis.stats.decision import MIN_EVENTS
from pug_analysis.stats.intervals import critical_value

_BEFORE, _AFTER = "1. sebelum", "2. sesudah"
_RATES = ["masa", SEX, "n_event", "orang_tahun", "estimate", "conf_low", "conf_high"]
_RATIOS = ["masa", "estimate", "conf_low", "conf_high", "p_value"]
_CHANGE = ["estimate", "std_error", "conf_low", "conf_high", "p_value", "conf_level", "method",
           "unit"]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class BeforeAfter:
    """Result of :func:`before_and_after`; all three tables are empty where nothing can be said.

    Attributes
    ----------
    rates : ``masa`` ("1. sebelum", "2. sesudah"), ``jenis_kelamin, n_event, orang_tahun,
        estimate, conf_low, conf_high`` (appointments per 100 person-years, exact)
    ratios : women to men, ``masa, estimate, conf_low, conf_high, p_value`` (exact); no row for a
        period with fewer than ``MIN_EVENTS`` appointments of either sex
    change : one row, the ratio after over the ratio before: ``estimate, std_error`` (of its
        logarithm), ``conf_low, conf_high, p_value, conf_level, method, unit``; no row unless both
        ratios are given
    """

    rates: pd.DataFrame
    ratios: pd.DataFrame
    change: pd.DataFrame


def before_and_after(
    question: Question, *, month: int | None, conf_level: float = 0.95
) -> BeforeAfter:
    """Appointments per person-year by sex before and after a month, and how their ratio changed.

    An association in time, not the effect of the programme: whatever else changed with that
    month, and who is at risk by then, changes the ratio too.

    Parameters
    ----------
    question : of ``analyses.cohort.ask``
    month : month number from which the programme was in force; None if there is none
    conf_level : level of the intervals

    Returns
    -------
    BeforeAfter; empty without a month, without a leavers list (person-time of survivors alone)
    and without any appointment.

    References
    ----------
    Exact rates and ratios: see ``stats.rates``. Ratio of ratios: the four counts are independent
    Poisson variables, so its logarithm has variance 1/d1 + 1/d2 + 1/d3 + 1/d4 (Rothman, Greenland
    and Lash 2008, Modern Epidemiology, chapters 14-15).
    """
    spells = question.spells.table
    if month is None or question.obstacle == "no_leavers" or not (spells["cause"] == PROMOSI).any():
        return BeforeAfter(*(pd.DataFrame(columns=names) for names in (_RATES, _RATIOS, _CHANGE)))
    parts = cut_at_months(spells, {_AFTER: month}, before=_BEFORE, name="masa")
    table = risk_table(parts, by=["masa", SEX])
    counts = person_time(table, cause=PROMOSI)
    per_month = rates(counts, by=["masa", SEX], conf_level=conf_level)
    shown = per_month.assign(
        orang_tahun=per_month["person_time"] / 12,
        **{c: 1200 * per_month[c] for c in ("estimate", "conf_low", "conf_high")},
    )
    enough = [
        rate_ratio(rows.drop(columns="masa"), group=SEX, conf_level=conf_level).assign(masa=name)
        for name, rows in counts.groupby("masa", sort=True)
        if rows[SEX].nunique() == 2 and rows["n_event"].min() >= MIN_EVENTS
    ]
    ratios = pd.concat(enough, ignore_index=True) if enough else pd.DataFrame(columns=_RATIOS)
    return BeforeAfter(shown[_RATES], ratios[_RATIOS], _change(counts, len(enough), conf_level))


def _change(counts: pd.DataFrame, n_ratios: int, conf_level: float) -> pd.DataFrame:
    """Ratio of the two rate ratios with a Wald interval on the log scale."""
    if n_ratios < 2:
        return pd.DataFrame(columns=_CHANGE)
    wide = counts.set_index(["masa", SEX])
    log_rate = np.log(wide["n_event"] / wide["person_time"])
    before, after = (log_rate[name, "P"] - log_rate[name, "L"] for name in (_BEFORE, _AFTER))
    change = after - before
    error = np.sqrt((1 / wide["n_event"]).sum())
    reach = critical_value(conf_level) * error
    return pd.DataFrame(
        {
            "estimate": np.exp(change),
            "std_error": error,
            "conf_low": np.exp(change - reach),
            "conf_high": np.exp(change + reach),
            "p_value": erfc(abs(change) / error / np.sqrt(2)),
            "conf_level": conf_level,
            "method": "Wald, log scale",
            "unit": "ratio",
        },
        index=pd.RangeIndex(1),
    )
