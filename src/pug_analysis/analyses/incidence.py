"""Curves, milestones, tests and the verdict of one question.

Everything is computed from additive risk tables, which the report releases: every curve can be
drawn again from them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pug_analysis.analyses.cohort import MIN_AT_RISK, SEX, Question, given, risk_by_month
from pug_analysis.analyses.question_counts import people_by_sex
from pug_analysis.errors import ReportError
from pug_analysis.stats import (
    RiskTable,
    at_times,
    cumulative_incidence,
    decide,
    kaplan_meier,
    logrank,
    milestones,
    quantile,
    rmst,
)
from pug_analysis.stats.decision import MIN_EVENTS, Decision


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
    from pug_analysis.stats.borrowed import chance_of_none

    if not question.enough:
        return
    ours = kaplan_meier(given(question.by_sex))
    curves = [
        cumulative_incidence(given(question.by_sex), cause=cause) for cause in question.causes
    ]
    spells = question.spells.table if question.tallies is None else _paired(given(question.by_sex))
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


_DIFFERENCE = [
    "time", "estimate", "conf_low", "conf_high", "pointwise_low", "pointwise_high", "p_value",
    "method",
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
    (up to then), ``estimate, conf_low, conf_high`` (0..1; missing until ``MIN_EVENTS`` of the sex have
    reached it), ``mulai`` (month from which the curve is conditional; 0 is entry).

    References
    ----------
    Aalen and Johansen (1978); see ``stats.cumulative_incidence``.
    """
    columns = [SEX, "tahun", "n_risk", "n_event", "estimate", "conf_low", "conf_high", "mulai"]
    if not question.enough:
        return pd.DataFrame(columns=columns)
    curve = cumulative_incidence(
        given(question.followed), cause=question.event, conf_level=conf_level
    )
    start = int(curve["start"].iloc[0])
    months = [12 * year for year in range(1, years + 1) if 12 * year > start]
    grid = at_times(curve, months)
    at_risk = _at_risk(given(question.by_sex), months)
    table = grid.merge(at_risk, on=[SEX, "time"], suffixes=("_curve", ""))
    followed = table.groupby("time")["n_risk"].transform("min") >= MIN_AT_RISK
    table = table.loc[followed & table["estimate"].notna()]
    table = blank_estimates(table, table["n_event"] < MIN_EVENTS)
    return table.assign(tahun=table["time"] // 12, mulai=start)[columns].reset_index(drop=True)


def milestone_table(
    question: Question, *, times: Sequence[int], conf_level: float = 0.95
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Share of each sex at the milestones, and the difference (women minus men).

    Milestones that are not followed in both sexes are left out.

    Returns
    -------
    Two DataFrames. By sex: ``jenis_kelamin, time, n_risk, n_event, estimate, conf_low,
    conf_high``. Difference: ``time, estimate, conf_low, conf_high`` (simultaneous over the
    milestones), ``pointwise_low, pointwise_high``, ``p_value``, ``method``. Shares are 0..1; both
    are empty if no milestone is followed.
    """
    kept = _followed(question, times)
    if not kept:
        return _no_milestones()
    found = milestones(
        given(question.followed), times=kept, group=SEX, cause=question.event, limits="square-and-add",
        conf_level=conf_level,
    )  # fmt: skip
    shares = found.table.drop(columns="n_risk").merge(_at_risk(given(question.by_sex), kept))
    difference = found.difference.rename(
        columns={
            "conf_low": "pointwise_low",
            "conf_high": "pointwise_high",
            "simultaneous_low": "conf_low",
            "simultaneous_high": "conf_high",
        }
    )
    return (
        shares[[SEX, "time", "n_risk", "n_event", "estimate", "conf_low", "conf_high"]],
        difference[_DIFFERENCE],
    )


def hide_few(shares: pd.DataFrame, difference: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Blank the shares and differences of milestones that carry no statement.

    Parameters
    ----------
    shares, difference : of :func:`milestone_table`

    Returns
    -------
    The two DataFrames, with missing numbers where either sex has fewer than ``MIN_EVENTS`` promotions.
    """
    fewest = shares.groupby("time")["n_event"].min()
    few = fewest.index[fewest < MIN_EVENTS]
    shares, difference = (blank_estimates(t, t["time"].isin(few)) for t in (shares, difference))
    return shares, difference


def blank_estimates(table: pd.DataFrame, few: pd.Series) -> pd.DataFrame:
    """Leave counts alone in the rows marked: estimates, their limits and p-values go missing."""
    named = ("estimate", "conf_low", "conf_high", "pointwise_low", "pointwise_high", "p_value")
    return table.assign(**{name: table[name].mask(few) for name in named if name in table})


def median_wait(question: Question) -> pd.DataFrame:
    """Months until half of each sex has reached the target; missing if that was not seen.

    Returns
    -------
    DataFrame: ``jenis_kelamin, estimate, conf_low, conf_high`` (months).
    """
    columns = [SEX, "estimate", "conf_low", "conf_high"]
    if not question.enough:
        return pd.DataFrame(columns=columns)
    curve = cumulative_incidence(given(question.followed), cause=question.event)
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
    if not question.enough:
        return pd.DataFrame(columns=columns)
    rows = []
    for name, table in (("stratified", question.stratified), ("crude", question.by_sex)):
        if table is None:
            continue
        test = logrank(table, group=SEX, cause=question.event)
        women = test.table.set_index(SEX).loc["P"]
        excess = women["observed"] - women["expected"]
        rows.append((f"logrank_{name}", excess, np.nan, np.nan, test.p_value, "log-rank"))
    reach = int(min(tau, last_followed(given(question.by_sex))))
    if reach <= given(question.followed).start:
        return pd.DataFrame(rows, columns=columns)
    mean = rmst(
        given(question.followed), tau=reach, group=SEX, cause=question.event, conf_level=conf_level
    )
    row = mean.difference.iloc[0]
    rows.append(
        ("rmst", row["estimate"], row["conf_low"], row["conf_high"], row["p_value"],
         f"rata-rata terbatas sampai bulan ke-{reach}")
    )  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def verdict(
    question: Question, difference: pd.DataFrame, *, time: int, margin: float
) -> Decision | None:
    """What may be said of the difference at one milestone; None if it is not followed.

    The milestone is named before the data are seen, so its own (pointwise) interval decides.

    Parameters
    ----------
    difference : second table of :func:`milestone_table`
    time : the milestone named before the data were seen (months)
    margin : largest difference of shares that does not matter (0..1)
    """
    row = difference.loc[difference["time"] == time]
    if row.empty:
        return None
    one = row.iloc[0]
    return decide(
        one["estimate"],
        one["pointwise_low"],
        one["pointwise_high"],
        margin=margin,
        n_events=int(_events_up_to(question, time).min()),
        n_people=int(people_by_sex(question).min()),
    )


def _events_up_to(question: Question, time: int) -> pd.Series:
    rows = given(question.by_sex).increments
    levels = pd.Index(sorted(rows[SEX].unique()), name=SEX)
    hit = rows.loc[(rows["cause"] == question.event) & (rows["time"] <= time)]
    return hit.groupby(SEX)["n_event"].sum().reindex(levels, fill_value=0)


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


def _followed(question: Question, times: Sequence[int]) -> list[int]:
    """Milestones after the start of the curve with enough people at risk in each sex."""
    if question.followed is None:
        return []
    risk = risk_by_month(given(question.by_sex)).min(axis=1)
    start, last = question.followed.start, last_followed(given(question.by_sex))
    return [
        t
        for t in times
        if start < t <= last and (risk.get(t, 0) >= MIN_AT_RISK or t > risk.index.max())
    ]


def _no_milestones() -> tuple[pd.DataFrame, pd.DataFrame]:
    shares = [SEX, "time", "n_risk", "n_event", "estimate", "conf_low", "conf_high"]
    return pd.DataFrame(columns=shares), pd.DataFrame(columns=_DIFFERENCE)
