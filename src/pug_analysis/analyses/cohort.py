"""Who reaches which level when: cumulative incidence, tests and models for one target.

Everything but the hazard model with calendar periods is computed from additive risk tables, which
the report releases: every curve can be drawn again from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.load import Data
from pug_analysis.careers.spells import (
    PENYETARAAN,
    PROMOSI,
    Penyetaraan,
    Spells,
    build_spells,
    select,
)
from pug_analysis.careers.targets import conversion, first_structural
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
    risk_table,
    rmst,
)
from pug_analysis.stats.decision import Decision

SEX = "jenis_kelamin"
#: What the comparison is stratified by: what was fixed on the day of entry.
STRATA = ("angkatan", "pendidikan", "keluarga")
#: Everything that can end the time at risk.
CAUSES = (PROMOSI, PENYETARAAN, "pensiun", "meninggal", "pindah", "berhenti")
Groups = dict[str, tuple[str, ...]]
#: Curves start in the first month with so many at risk in each sex.
MIN_AT_RISK = 20


@dataclass(frozen=True, slots=True)
class Question:
    """A target, the people at risk of it, and their risk tables.

    Attributes
    ----------
    target : name of the level
    spells : people at risk, with the flow of those left out
    by_sex : risk table by sex
    stratified : risk table by sex with the strata of entry
    enough : whether both sexes have ``MIN_AT_RISK`` people at risk at once, and someone is promoted
    """

    target: str
    spells: Spells
    by_sex: RiskTable
    stratified: RiskTable
    enough: bool


def structural_question(
    cohort: Cohort,
    jabatan: pd.DataFrame,
    cltn: pd.DataFrame,
    *,
    target: str,
    until: int,
    origin: str | None = None,
    groups: Groups | None = None,
    penyetaraan: Penyetaraan = "compete",
) -> Question:
    """Time from entry (or from the level below) to the first post at a structural level.

    Parameters
    ----------
    cohort : of ``careers.build_cohort``
    jabatan, cltn : processed tables
    target : Pengawas, Administrator or JPT Pratama
    until : month number of the last month observed
    origin : structural level at which the time starts; None for TMT CPNS
    groups : {column: values} to keep, see ``careers.spells.select``
    penyetaraan : what position conversion does, see ``careers.spells.build_spells``

    Raises
    ------
    ValueError
        if the target is unknown.
    """
    spells = build_spells(
        cohort,
        target=first_structural(jabatan, level=target),  # type: ignore[arg-type]
        until=until,
        origin=None if origin is None else first_structural(jabatan, level=origin),  # type: ignore[arg-type]
        converted=conversion(jabatan),
        penyetaraan=penyetaraan,
        cltn=cltn,
    )
    return ask(target, select(spells, groups=groups or {}))


def open_question(data: Data, cohort: Cohort, *, target: str, groups: Groups) -> Question:
    """The question of an opened year, see :func:`structural_question`."""
    return structural_question(
        cohort, data.tables["jabatan"], data.tables["cltn"], target=target, until=data.until,
        groups=groups,
    )  # fmt: skip


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
    from lifelines import KaplanMeierFitter

    if not question.enough:
        return
    ours = kaplan_meier(question.by_sex)
    spells = question.spells.table
    for sex, curve in ours.groupby(SEX):
        rows = spells.loc[spells[SEX] == sex]
        fitted = KaplanMeierFitter().fit(rows["exit"], rows["cause"] != "", entry=rows["entry"])
        theirs = fitted.survival_function_at_times(curve["time"]).to_numpy()
        causes = sum(_incidence_at(question.by_sex, cause, sex, curve["time"]) for cause in CAUSES)
        estimate = curve["estimate"].to_numpy()
        worst = max(abs(estimate - theirs).max(), abs(1 - estimate - causes).max())
        if not worst <= tolerance:
            raise ReportError(
                f"Pemeriksaan dengan mesin kedua gagal untuk {question.target}: selisih {worst:.1e} melebihi "
                f"{tolerance:.0e}. Laporan tidak diterbitkan; laporkan kepada pengelola program."
            )


def _incidence_at(table: RiskTable, cause: str, sex: str, times: pd.Series) -> np.ndarray:
    grid = at_times(cumulative_incidence(table, cause=cause), times)
    return grid.loc[grid[SEX] == sex, "estimate"].to_numpy()


def ask(target: str, spells: Spells) -> Question:
    """Put the risk tables of a question together; every cause is known, also if it never came."""
    causes = pd.Categorical(spells.table["cause"].replace("", None), categories=CAUSES)
    table = spells.table.assign(cause=causes, **{SEX: spells.table[SEX].astype(object)})
    by_sex = risk_table(table, by=SEX)
    both = _risk_by_month(by_sex).min(axis=1).max() if table[SEX].nunique() == 2 else 0
    return Question(
        target=target,
        spells=spells,
        by_sex=by_sex,
        stratified=risk_table(table, by=SEX, strata=STRATA),
        enough=bool(both >= MIN_AT_RISK and (table["cause"] == PROMOSI).any()),
    )


def choose(*, angkatan: str = "", pendidikan: str = "", keluarga: str = "") -> Groups:
    """Read the groups of a notebook's parameters: values with commas between them, "" for all.

    >>> choose(pendidikan="D3, S1/D4")["pendidikan"]
    ('D3', 'S1/D4')
    """
    given = {"angkatan": angkatan, "pendidikan": pendidikan, "keluarga": keluarga}
    return {
        name: tuple(part.strip() for part in text.split(",") if part.strip())
        for name, text in given.items()
    }


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
    conditional; 0 is entry).

    References
    ----------
    Aalen and Johansen (1978); see ``stats.cumulative_incidence``.
    """
    columns = [SEX, "tahun", "n_risk", "n_event", "estimate", "conf_low", "conf_high", "mulai"]
    if not question.enough:
        return pd.DataFrame(columns=columns)
    curve = cumulative_incidence(
        question.by_sex, cause=PROMOSI, conf_level=conf_level, min_at_risk=MIN_AT_RISK
    )
    start = int(curve["start"].iloc[0])
    months = [12 * year for year in range(1, years + 1) if 12 * year > start]
    grid = at_times(curve, months)
    at_risk = _at_risk(question.by_sex, months)
    table = grid.merge(at_risk, on=[SEX, "time"], suffixes=("_curve", ""))
    followed = table.groupby("time")["n_risk"].transform("min") >= MIN_AT_RISK
    table = table.loc[followed & table["estimate"].notna()]
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
    milestones), ``p_value``, ``method``. Shares are 0..1; both are empty if no milestone is
    followed.
    """
    kept = _followed(question.by_sex, times)
    if not kept or not question.enough:
        return _no_milestones()
    found = milestones(question.by_sex, times=kept, group=SEX, cause=PROMOSI, conf_level=conf_level)
    shares = found.table.drop(columns="n_risk").merge(_at_risk(question.by_sex, kept))
    difference = found.difference.assign(
        conf_low=found.difference["simultaneous_low"],
        conf_high=found.difference["simultaneous_high"],
    )
    return (
        shares[[SEX, "time", "n_risk", "n_event", "estimate", "conf_low", "conf_high"]],
        difference[["time", "estimate", "conf_low", "conf_high", "p_value", "method"]],
    )


def median_wait(question: Question) -> pd.DataFrame:
    """Months until half of each sex has reached the target; missing if that was not seen.

    Returns
    -------
    DataFrame: ``jenis_kelamin, estimate, conf_low, conf_high`` (months).
    """
    columns = [SEX, "estimate", "conf_low", "conf_high"]
    if not question.enough:
        return pd.DataFrame(columns=columns)
    curve = cumulative_incidence(question.by_sex, cause=PROMOSI, min_at_risk=MIN_AT_RISK)
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
        test = logrank(table, group=SEX, cause=PROMOSI)
        women = test.table.set_index(SEX).loc["P"]
        excess = women["observed"] - women["expected"]
        rows.append((f"logrank_{name}", excess, np.nan, np.nan, test.p_value, "log-rank"))
    reach = min(tau, _last_followed(question.by_sex))
    mean = rmst(question.by_sex, tau=reach, group=SEX, cause=PROMOSI, conf_level=conf_level)
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
    people = question.spells.table.drop_duplicates("pegawai_id")[SEX].value_counts()
    return decide(
        one["estimate"],
        one["conf_low"],
        one["conf_high"],
        margin=margin,
        n_events=int(_events_up_to(question.by_sex, time).min()),
        n_people=int(people.min()),
    )


def _events_up_to(table: RiskTable, time: int) -> pd.Series:
    rows = table.increments
    levels = pd.Index(sorted(rows[SEX].unique()), name=SEX)
    hit = rows.loc[(rows["cause"] == PROMOSI) & (rows["time"] <= time)]
    return hit.groupby(SEX)["n_event"].sum().reindex(levels, fill_value=0)


def _risk_by_month(table: RiskTable) -> pd.DataFrame:
    """People with entry < month <= exit: one row per month from 1 on, one column per sex."""
    rows = table.increments
    change = rows["n_enter"] - rows["n_censor"] - rows["n_event"]
    moves = pd.DataFrame({"time": rows["time"], SEX: rows[SEX], "net": change})
    net = moves.pivot_table(index="time", columns=SEX, values="net", aggfunc="sum", fill_value=0)
    months = pd.RangeIndex(0, int(rows["time"].max()) + 2, name="time")
    return net.reindex(months, fill_value=0).cumsum().shift(fill_value=0).iloc[1:]


def _at_risk(table: RiskTable, months: Sequence[int]) -> pd.DataFrame:
    """People at risk at each of the months, in long form: ``jenis_kelamin, time, n_risk``."""
    risk = _risk_by_month(table).reindex(list(months), fill_value=0)
    return risk.rename_axis("time").reset_index().melt("time", var_name=SEX, value_name="n_risk")


def _last_followed(table: RiskTable) -> int:
    """Last month in which both sexes are still followed."""
    rows = table.increments
    gone = rows.loc[(rows["n_censor"] > 0) | (rows["n_event"] > 0)]
    return int(gone.groupby(SEX)["time"].max().min())


def _followed(table: RiskTable, times: Sequence[int]) -> list[int]:
    last = _last_followed(table)
    return [time for time in times if time <= last]


def _no_milestones() -> tuple[pd.DataFrame, pd.DataFrame]:
    shares = [SEX, "time", "n_risk", "n_event", "estimate", "conf_low", "conf_high"]
    difference = ["time", "estimate", "conf_low", "conf_high", "p_value", "method"]
    return pd.DataFrame(columns=shares), pd.DataFrame(columns=difference)
