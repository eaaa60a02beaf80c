"""Curves, milestones and tests of one question; its verdict is in ``analyses.contrast``.

Everything is computed from additive risk tables, which the report releases: every curve can be
drawn again from them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pug_analysis.analyses.cohort import MIN_AT_RISK, risk_by_month
from pug_analysis.analyses.contrast import verdict as verdict
from pug_analysis.analyses.question import Answerable, Question, Unanswerable
from pug_analysis.careers.columns import SEX
from pug_analysis.errors import ReportError
from pug_analysis.stats import (
    RiskTable,
    at_times,
    cumulative_incidence,
    kaplan_meier,
    logrank,
    milestones,
    quantile,
    rmst,
)
from pug_analysis.stats.intervals import fill_ends
from pug_analysis.stats.survival.milestones import followed_evenly
from pug_analysis.stats.survival.risk_sets import risk_sets


def check_second_engine(question: Question, *, tolerance: float = 1e-9) -> None:
    """Compute the chance of no event yet with lifelines too, and stop if the two disagree.

    Parameters
    ----------
    question : of :func:`ask`
    tolerance : largest absolute difference at any month

    Raises
    ------
    ReportError
        if the two engines differ, or the causes and the chance of none do not add up to 1.
    """
    from pug_analysis.stats.survival.from_lifelines import chance_of_none

    if isinstance(question, Unanswerable):
        return
    ours = kaplan_meier(question.by_sex)
    curves = [cumulative_incidence(question.by_sex, cause=cause) for cause in question.causes]
    spells = question.spells.table if question.tallies is None else _paired(question.by_sex)
    for sex, curve in ours.groupby(SEX):
        rows = spells.loc[spells[SEX] == sex]
        theirs = chance_of_none(
            rows["exit"], rows["cause"] != "", entry=rows["entry"], times=curve["time"]
        )
        causes = sum(_read_at(one.loc[one[SEX] == sex], curve["time"]) for one in curves)
        estimate = curve["estimate"].to_numpy()
        worst = max(abs(estimate - theirs).max(), abs(1 - estimate - causes).max())
        if not worst <= tolerance:
            raise ReportError(
                f"Pemeriksaan dengan mesin kedua gagal untuk {question.target}: selisih {worst:.1e} melebihi "
                f"{tolerance:.0e}. Laporan tidak diterbitkan; laporkan kepada pengelola program."
            )


def _paired(table: RiskTable) -> pd.DataFrame:
    """Spells with the risk sets of a table: of each sex, who came first leaves first.

    No estimate by sex depends on who of those at risk it was.
    """
    parts = []
    for sex, rows in table.increments.groupby(SEX):
        ends = rows["n_censor"] + rows["n_event"]
        parts.append(
            pd.DataFrame(
                {
                    "entry": np.repeat(rows["time"].to_numpy(), rows["n_enter"]),
                    "exit": np.repeat(rows["time"].to_numpy(), ends),
                    "cause": np.repeat(rows["cause"].to_numpy(), ends),
                    SEX: sex,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _read_at(curve: pd.DataFrame, times: pd.Series) -> np.ndarray:
    return at_times(curve, times)["estimate"].to_numpy()


_RATIO = {
    "estimate": "ratio", "simultaneous_low": "ratio_low", "simultaneous_high": "ratio_high",
    "conf_low": "ratio_pointwise_low", "conf_high": "ratio_pointwise_high",
}  # fmt: skip
_DIFFERENCE = [
    "time", "estimate", "conf_low", "conf_high", "pointwise_low", "pointwise_high", "p_value",
    *_RATIO.values(), "method",
]  # fmt: skip


def yearly_incidence(
    question: Question, *, years: int = 20, conf_level: float = 0.95
) -> pd.DataFrame:
    """Share of each sex that has reached the target by the end of each year.

    Parameters
    ----------
    question : of :func:`ask`
    years : last year of the grid; it ends earlier where fewer than ``MIN_AT_RISK`` are followed

    Returns
    -------
    DataFrame: ``jenis_kelamin, tahun, n_risk`` (at risk in the last month of the year), ``n_event``
    (up to then), ``estimate, conf_low, conf_high`` (0..1), ``mulai`` (month from which the curve is
    conditional; 0 is entry). Which years there are depends on the people at risk alone: shares that
    were shown only once enough people had been promoted would be too high on average.

    References
    ----------
    Aalen and Johansen (1978); see ``stats.cumulative_incidence``.
    """
    columns = [SEX, "tahun", "n_risk", "n_event", "estimate", "conf_low", "conf_high", "mulai"]
    if isinstance(question, Unanswerable):
        return pd.DataFrame(columns=columns)
    curve = cumulative_incidence(question.followed, cause=question.event, conf_level=conf_level)
    start = int(curve["start"].iloc[0])
    months = [12 * year for year in range(1, years + 1) if 12 * year > start]
    grid = _with_ends(at_times(curve, months), question, months, conf_level)
    at_risk = _at_risk(question.by_sex, months)
    table = grid.merge(at_risk, on=[SEX, "time"], suffixes=("_curve", ""))
    followed = table.groupby("time")["n_risk"].transform("min") >= MIN_AT_RISK
    table = table.loc[followed & table["estimate"].notna()]
    return table.assign(tahun=table["time"] // 12, mulai=start)[columns].reset_index(drop=True)


def _with_ends(
    grid: pd.DataFrame, question: Answerable, months: Sequence[int], conf_level: float
) -> pd.DataFrame:
    """Give exact limits where nobody, or everybody, of a sex has reached the target."""
    if not months:
        return grid
    followed = question.followed
    sets = risk_sets(followed, (SEX,))
    evidence = [
        followed_evenly(sets, rows, followed.start, np.asarray(months)) for rows in sets.slices()
    ]
    low, high = fill_ends(
        *(grid[name].to_numpy() for name in ("estimate", "conf_low", "conf_high")),
        n_none=np.concatenate(evidence), n_all=grid["n_event"].to_numpy(), conf_level=conf_level,
    )  # fmt: skip
    return grid.assign(conf_low=low, conf_high=high)


def milestone_table(
    question: Question, *, times: Sequence[int], conf_level: float = 0.95
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Share of each sex at the milestones, and the difference (women minus men).

    Milestones that are not followed in both sexes are left out.

    Returns
    -------
    Two DataFrames. By sex: ``jenis_kelamin, time, n_risk, n_event, estimate, conf_low,
    conf_high``. Difference: ``time, estimate, conf_low, conf_high`` (simultaneous over the
    milestones), ``pointwise_low, pointwise_high``, ``p_value``, ``ratio, ratio_low, ratio_high``
    (women's share over men's, simultaneous), ``ratio_pointwise_low, ratio_pointwise_high``,
    ``method``. Shares are 0..1; both are empty if no milestone is followed.
    """
    if isinstance(question, Unanswerable) or not (kept := _followed(question, times)):
        return _no_milestones()
    found = milestones(
        question.followed, times=kept, group=SEX, cause=question.event, limits="square-and-add",
        conf_level=conf_level,
    )  # fmt: skip
    shares = found.table.drop(columns="n_risk").merge(_at_risk(question.by_sex, kept))
    difference = found.difference.rename(
        columns={
            "conf_low": "pointwise_low",
            "conf_high": "pointwise_high",
            "simultaneous_low": "conf_low",
            "simultaneous_high": "conf_high",
        }
    )
    difference = difference.assign(**{name: found.ratio[column] for column, name in _RATIO.items()})
    return (
        shares[[SEX, "time", "n_risk", "n_event", "estimate", "conf_low", "conf_high"]],
        difference[_DIFFERENCE],
    )


def median_wait(question: Question) -> pd.DataFrame:
    """Months until half of each sex has reached the target; missing if that was not seen.

    Returns
    -------
    DataFrame: ``jenis_kelamin, estimate, conf_low, conf_high`` (months).
    """
    columns = [SEX, "estimate", "conf_low", "conf_high"]
    if isinstance(question, Unanswerable):
        return pd.DataFrame(columns=columns)
    curve = cumulative_incidence(question.followed, cause=question.event)
    return quantile(curve, 0.5)[columns]


def compare_tests(question: Question, *, tau: int, conf_level: float = 0.95) -> pd.DataFrame:
    """The stratified test, the crude one beside it, and the difference in months.

    Parameters
    ----------
    tau : months over which the time in the target is compared

    Returns
    -------
    DataFrame: ``ukuran`` (name), ``estimate`` (observed minus expected promotions of women; or
    months, women minus men), ``conf_low, conf_high, p_value, method``.
    """
    columns = ["ukuran", "estimate", "conf_low", "conf_high", "p_value", "method"]
    if isinstance(question, Unanswerable):
        return pd.DataFrame(columns=columns)
    rows = []
    for name, table in (("stratified", question.stratified), ("crude", question.by_sex)):
        if table is None:
            continue
        test = logrank(table, group=SEX, cause=question.event)
        women = test.table.set_index(SEX).loc["P"]
        excess = women["observed"] - women["expected"]
        rows.append((f"logrank_{name}", excess, np.nan, np.nan, test.p_value, "log-rank"))
    reach = int(min(tau, last_followed(question.by_sex)))
    if reach <= question.followed.start:
        return pd.DataFrame(rows, columns=columns)
    mean = rmst(
        question.followed, tau=reach, group=SEX, cause=question.event, conf_level=conf_level
    )
    row = mean.difference.iloc[0]
    rows.append(
        ("rmst", row["estimate"], row["conf_low"], row["conf_high"], row["p_value"],
         f"rata-rata terbatas sampai bulan ke-{reach}")
    )  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _at_risk(table: RiskTable, months: Sequence[int]) -> pd.DataFrame:
    """People at risk at each of the months, in long form: ``jenis_kelamin, time, n_risk``."""
    risk = risk_by_month(table).reindex(list(months), fill_value=0)
    return risk.rename_axis("time").reset_index().melt("time", var_name=SEX, value_name="n_risk")


def last_followed(table: RiskTable) -> float:
    """Last month in which both sexes are followed; unlimited for a sex in which nobody is left.

    Where the last people at risk all have an event, the curve is known for ever after.
    """
    rows = table.increments
    gone = rows.loc[(rows["n_censor"] > 0) | (rows["n_event"] > 0)]
    last = gone.groupby(SEX)["time"].transform("max")
    ends = (
        gone.loc[gone["time"] == last]
        .groupby(SEX)
        .agg(time=("time", "max"), n_censor=("n_censor", "sum"))
    )
    return float(ends["time"].astype(float).where(ends["n_censor"] > 0, np.inf).min())


def _followed(question: Answerable, times: Sequence[int]) -> list[int]:
    """Milestones after the start of the curve with enough people at risk in each sex."""
    risk = risk_by_month(question.by_sex).min(axis=1)
    start, last = question.followed.start, last_followed(question.by_sex)
    return [
        t
        for t in times
        if start < t <= last and (risk.get(t, 0) >= MIN_AT_RISK or t > risk.index.max())
    ]


def _no_milestones() -> tuple[pd.DataFrame, pd.DataFrame]:
    shares = [SEX, "time", "n_risk", "n_event", "estimate", "conf_low", "conf_high"]
    return pd.DataFrame(columns=shares), pd.DataFrame(columns=_DIFFERENCE)
