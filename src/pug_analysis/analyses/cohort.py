"""Who reaches which level when, as additive risk tables from which every released curve can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from pug_analysis.analyses.question import (
    COHORT_CAUSES,
    Answerable,
    Question,
    Unanswerable,
    without_answer,
)
from pug_analysis.analyses.tallies import (
    LARGEST_ROUNDING,
    bound_rounding,
    name_question,
    pick_tables,
)
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.pooled import Tallies
from pug_analysis.careers.spells import (
    PROMOSI,
    Penyetaraan,
    Spells,
    build_spells,
    select,
)
from pug_analysis.careers.targets import SETARA, conversion, first_jf, first_structural
from pug_analysis.errors import UsageError
from pug_analysis.stats import RiskTable, risk_table
from pug_analysis.stats.survival.kaplan_meier import first_month

Groups = dict[str, tuple[str, ...]]
#: Curves start in the first month with so many at risk in each sex.
MIN_AT_RISK = 20


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
    if cohort.pooled is not None:
        name = name_question(target, origin=origin, penyetaraan=penyetaraan)
        return pooled_question(cohort, name, target=target, groups=groups or {})
    spells = structural_spells(
        cohort, jabatan, cltn, target=target, until=until, origin=origin, penyetaraan=penyetaraan
    )
    return ask(
        target,
        select(spells, groups=groups or {}),
        leavers_known=cohort.register_start is not None,
    )


def structural_spells(
    cohort: Cohort,
    jabatan: pd.DataFrame,
    cltn: pd.DataFrame,
    *,
    target: str,
    until: int,
    origin: str | None = None,
    penyetaraan: Penyetaraan = "compete",
) -> Spells:
    """Time at risk of the first post at a structural level, see :func:`structural_question`."""
    start = None if origin is None else first_structural(jabatan, level=origin)  # type: ignore[arg-type]  # it refuses others
    converted = conversion(jabatan, since=start)
    return build_spells(
        cohort,
        target=_target_months(jabatan, target, penyetaraan, converted),
        until=until,
        origin=start,
        converted=converted,
        penyetaraan=penyetaraan,
        cltn=cltn,
    )


def open_question(data: Data, cohort: Cohort, *, target: str, groups: Groups) -> Question:
    """The question of an opened year, see :func:`structural_question`."""
    return structural_question(
        cohort, data.tables["jabatan"], data.tables["cltn"], target=target, until=data.until,
        groups=groups,
    )  # fmt: skip


def ask(
    target: str,
    spells: Spells,
    *,
    leavers_known: bool = True,
    event: str = PROMOSI,
    causes: tuple[str, ...] = COHORT_CAUSES,
    strata: tuple[str, ...] = ENTRY_GROUPS,
) -> Question:
    """Put the risk tables of a question together; every cause is known, also if it never came.

    Parameters
    ----------
    target : name of the level
    spells : people at risk of it
    leavers_known : whether leaving is recorded; without it nothing is answered
    event, causes : the target as a cause, and everything that can end the time at risk
    strata : columns of the spells within which the sexes are compared

    Raises
    ------
    ValueError
        if the spells end by a cause that is not named.
    """
    unknown = sorted(set(spells.table["cause"]) - {"", *causes})
    if unknown or event not in causes:
        raise ValueError(f"causes must be among {causes}, but were {unknown or [event]}")
    if spells.table.empty:
        return Unanswerable(
            target=target, spells=spells, obstacle="few", event=event, causes=causes
        )
    stratified = risk_table(with_causes(spells.table, causes), by=SEX, strata=strata)
    return _question(
        target, spells, stratified.pool(*strata), stratified, leavers_known=leavers_known, event=event,
        causes=causes,
    )  # fmt: skip


def _question(
    target: str,
    spells: Spells,
    by_sex: RiskTable,
    stratified: RiskTable | None,
    *,
    leavers_known: bool,
    event: str = PROMOSI,
    causes: tuple[str, ...] = COHORT_CAUSES,
    tallies: Tallies | None = None,
) -> Question:
    rows = by_sex.increments
    both = risk_by_month(by_sex).min(axis=1).max() if rows[SEX].nunique() == 2 else 0
    enough = both >= MIN_AT_RISK and (rows["cause"] == event).any()
    if not leavers_known or not enough:
        return Unanswerable(
            target=target, spells=spells, event=event, causes=causes, tallies=tallies,
            obstacle="few" if leavers_known else "no_leavers", by_sex=by_sex, stratified=stratified,
        )  # fmt: skip
    return Answerable(
        target=target, spells=spells, event=event, causes=causes, tallies=tallies,
        by_sex=by_sex, stratified=stratified,
        followed=by_sex.since(first_month(by_sex, min_at_risk=MIN_AT_RISK)),
    )  # fmt: skip


def pooled_question(
    cohort: Cohort,
    name: str,
    *,
    target: str,
    groups: Groups,
    largest_rounding: float = LARGEST_ROUNDING,
) -> Question:
    """Put a question together from what agencies have added up.

    Parameters
    ----------
    cohort : of ``careers.cohort_of``, of a merged workspace
    name : of :func:`name_question`
    target : name of the level
    groups : see ``analyses.tallies.pick_tables``
    largest_rounding : by how much hidden counts may move a share (0..1) for an answer to be given

    Raises
    ------
    ValueError
        if the cohort is not of a merged workspace.
    """
    pooled = cohort.pooled
    if pooled is None:
        raise ValueError("cohort must be of a merged workspace")
    found = pick_tables(pooled, name, groups=groups)
    columns = ["pegawai_id", SEX, *ENTRY_GROUPS, "asal", "entry", "exit", "cause"]
    spells = Spells(pd.DataFrame(columns=columns), found.flow)
    if found.table is None:
        return Unanswerable(target=target, spells=spells, obstacle=found.obstacle or "few")
    strata = found.table.strata
    # the exchanged table knows the ends of other questions too
    table = replace(found.table, causes=tuple(sorted(COHORT_CAUSES)))
    question = _question(
        target, spells, table.pool(*strata), table if strata else None, leavers_known=True,
        tallies=found.tallies,
    )  # fmt: skip
    error = bound_rounding(pooled, found.tallies.people) or 0
    if isinstance(question, Unanswerable) or error <= largest_rounding:
        return question
    return without_answer(question, "rounded")


def with_causes(spells: pd.DataFrame, causes: Sequence[str]) -> pd.DataFrame:
    """Prepare ``Spells.table`` for a risk table in which every cause is known, also if it never came."""
    categories = pd.Categorical(spells["cause"].replace("", None), categories=list(causes))
    return spells.assign(cause=categories, **{SEX: spells[SEX].astype(object)})


def _target_months(
    jabatan: pd.DataFrame, target: str, penyetaraan: Penyetaraan, converted: pd.Series
) -> pd.Series:
    """Months of the target; for converted people who stay at risk, a later JF of the level counts too."""
    months = first_structural(jabatan, level=target)  # type: ignore[arg-type]  # it refuses others
    equal = next((jf for post, jf in SETARA.items() if post == target), None)
    if penyetaraan != "stay" or equal is None:
        return months
    own = first_jf(jabatan, level=equal, since=converted)
    return pd.concat([months, own]).groupby(level=0).min()


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


def read_months(text: str) -> tuple[int, ...]:
    """Read milestones of a notebook's parameter: rising months with commas between them.

    Raises
    ------
    UsageError
        if they are not whole, positive and rising.

    >>> read_months("60, 120, 180")
    (60, 120, 180)
    """
    parts = [part.strip() for part in text.split(",")]
    months = tuple(int(part) for part in parts if part.isdecimal())
    rising = all(a < b for a, b in zip((0, *months), months, strict=False))
    if len(months) != len(parts) or not rising:
        raise UsageError(
            f"tonggak harus bulan yang menaik seperti '60, 120, 180', tetapi {text!r}."
        )
    return months


def risk_by_month(table: RiskTable) -> pd.DataFrame:
    """People with entry < month <= exit: one row per month from 1 on, one column per sex."""
    rows = table.increments
    change = rows["n_enter"] - rows["n_censor"] - rows["n_event"]
    moves = pd.DataFrame({"time": rows["time"], SEX: rows[SEX], "net": change})
    net = moves.pivot_table(index="time", columns=SEX, values="net", aggfunc="sum", fill_value=0)
    months = pd.RangeIndex(0, int(rows["time"].max()) + 2, name="time")
    return net.reindex(months, fill_value=0).cumsum().shift(fill_value=0).iloc[1:]
