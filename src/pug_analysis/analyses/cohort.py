"""Who reaches which level when: cumulative incidence, tests and models for one target.

Everything but the hazard model with calendar periods is computed from additive risk tables, which
the report releases: every curve can be drawn again from them.
"""

from __future__ import annotations

from dataclasses import dataclass

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
from pug_analysis.stats import (
    RiskTable,
    risk_table,
)

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
    stratified : risk table by sex with the strata of entry; both None if nobody is at risk
    enough : whether both sexes have ``MIN_AT_RISK`` people at risk at once, and someone is promoted
    """

    target: str
    spells: Spells
    by_sex: RiskTable | None
    stratified: RiskTable | None
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


def ask(target: str, spells: Spells) -> Question:
    """Put the risk tables of a question together; every cause is known, also if it never came."""
    if spells.table.empty:
        return Question(target, spells, by_sex=None, stratified=None, enough=False)
    causes = pd.Categorical(spells.table["cause"].replace("", None), categories=CAUSES)
    table = spells.table.assign(cause=causes, **{SEX: spells.table[SEX].astype(object)})
    by_sex = risk_table(table, by=SEX)
    both = risk_by_month(by_sex).min(axis=1).max() if table[SEX].nunique() == 2 else 0
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


def risk_by_month(table: RiskTable) -> pd.DataFrame:
    """People with entry < month <= exit: one row per month from 1 on, one column per sex."""
    rows = table.increments
    change = rows["n_enter"] - rows["n_censor"] - rows["n_event"]
    moves = pd.DataFrame({"time": rows["time"], SEX: rows[SEX], "net": change})
    net = moves.pivot_table(index="time", columns=SEX, values="net", aggfunc="sum", fill_value=0)
    months = pd.RangeIndex(0, int(rows["time"].max()) + 2, name="time")
    return net.reindex(months, fill_value=0).cumsum().shift(fill_value=0).iloc[1:]
