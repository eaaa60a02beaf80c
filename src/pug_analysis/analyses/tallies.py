"""The part of what agencies have added up that one question needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

import pandas as pd

from pug_analysis.careers.cohort import ANALYSED, first_reason
from pug_analysis.careers.pooled import QUESTION, Pooled, Tallies
from pug_analysis.careers.spells import Penyetaraan
from pug_analysis.stats import RiskTable

GroupsKept = Mapping[str, tuple[str, ...]]
#: Whom the pages on careers and training analyse unless told otherwise.
BAWAAN: Final[dict[str, tuple[str, ...]]] = {
    "angkatan": (), "pendidikan": ("D3", "S1/D4", "S2 ke atas"), "keluarga": ("Teknis",),
}  # fmt: skip
#: Hidden counts of protected agencies may move a share by so much; else nothing is said of it.
LARGEST_ROUNDING: Final = 0.05


TallyObstacle = Literal["", "no_leavers", "protected"]


@dataclass(frozen=True, slots=True, eq=False)
class Picked:
    """Tables of one question and the chosen groups.

    Attributes
    ----------
    flow : ``langkah, orang``
    table : risk table by sex, with the entry groups as strata unless they are protected; None if
        nobody is in it
    tallies : its further counts
    obstacle : "" if it may be answered; "no_leavers" or "protected" as of ``analyses.question.Question``
    """

    flow: pd.DataFrame
    table: RiskTable | None
    tallies: Tallies
    obstacle: TallyObstacle


def name_question(
    target: str, *, origin: str | None = None, penyetaraan: Penyetaraan = "compete"
) -> str:
    """Name a question in the tables that agencies exchange.

    >>> name_question("Administrator", origin="Pengawas", penyetaraan="stay")
    'Administrator, sejak Pengawas, stay'
    """
    return f"{target}, sejak {origin or 'CPNS'}, {penyetaraan}"


def pick_tables(pooled: Pooled, name: str, *, groups: GroupsKept) -> Picked:
    """Pick one question, and of its people those in the chosen groups.

    Parameters
    ----------
    name : of :func:`name_question`
    groups : {column: values} to keep, an empty tuple for all; where an agency is protected, only
        the choice with which it counted can be given
    """
    chosen = {column: tuple(values) for column, values in groups.items() if values}
    people = _rows_of(pooled.cohort.get("kohort_orang"), name)
    flow = _rows_of(pooled.cohort.get("kohort_alur"), name)
    protected = pooled.tier == "terlindung"
    obstacle: TallyObstacle = "no_leavers" if pooled.risk is None else ""
    if protected and not obstacle and chosen != _counted_with(pooled, name):
        obstacle = "protected"
    if not protected:
        flow = _choose_flow(flow, people, chosen)
    tallies = Tallies(
        people=_chosen(people, chosen),
        periods=_table_of(pooled.periods, name, chosen),
        reached=_chosen(_rows_of(pooled.cohort.get("kohort_tercapai"), name), chosen),
    )
    table = None if obstacle else _table_of(pooled.risk, name, chosen)
    return Picked(flow, table, tallies, obstacle)


def pick_steps(pooled: Pooled, name: str, *, groups: GroupsKept) -> RiskTable | None:
    """Pick the finer risk table of a step from a level below, see ``careers.pooled.Pooled.steps``.

    Parameters
    ----------
    name, groups : as of :func:`pick_tables`

    Returns
    -------
    RiskTable; None where there is none
    """
    chosen = {column: tuple(values) for column, values in groups.items() if values}
    return _table_of(pooled.steps, name, chosen)


def bound_rounding(pooled: Pooled, people: pd.DataFrame) -> float | None:
    """Largest difference that hidden events can make to the share of either sex (0..1).

    Every protected agency hides at most seven events of a sex, or rounds them by two; the sum of
    that over the people at risk of the smaller sex. None without people of both sexes.

    Parameters
    ----------
    people : ``jenis_kelamin, orang``, see ``careers.pooled.Tallies``
    """
    counts = (
        people.groupby("jenis_kelamin")["orang"].sum() if len(people) else pd.Series(dtype=float)
    )
    if len(counts) < 2 or not counts.min():
        return None
    return pooled.about["perlindungan"]["kejadian_terjauh"] / counts.min()


def _rows_of(table: pd.DataFrame | None, name: str) -> pd.DataFrame:
    if table is None:
        return pd.DataFrame()
    return table.loc[table[QUESTION] == name].drop(columns=QUESTION).reset_index(drop=True)


def _counted_with(pooled: Pooled, name: str) -> GroupsKept | None:
    """The choice of groups with which protected agencies have counted a question."""
    counted = pooled.about["pilihan"].get(name)
    return None if counted is None else {c: tuple(v) for c, v in counted.items()}


def _chosen(rows: pd.DataFrame, groups: GroupsKept) -> pd.DataFrame:
    for column, values in groups.items():
        if column in rows:
            rows = rows.loc[rows[column].isin(values)]
    return rows.reset_index(drop=True)


def _table_of(table: RiskTable | None, name: str, groups: GroupsKept) -> RiskTable | None:
    if table is None:
        return None
    rows = _chosen(_rows_of(table.increments, name), groups)
    strata = tuple(column for column in table.strata if column != QUESTION)
    return replace(table, increments=rows, strata=strata) if len(rows) else None


def _choose_flow(flow: pd.DataFrame, people: pd.DataFrame, groups: GroupsKept) -> pd.DataFrame:
    """Count who is not in the chosen groups, as ``careers.spells.select`` does."""
    if not groups or people.empty:
        return flow
    reasons = first_reason({f"{c} lain": ~people[c].isin(list(v)) for c, v in groups.items()})
    counts = people["orang"].groupby(reasons, observed=False).sum()
    out = counts.loc[(counts.index != "") & (counts > 0)]
    steps = {"langkah": [*out.index, ANALYSED], "orang": [*out, counts[""]]}
    return pd.concat([flow.iloc[:-1], pd.DataFrame(steps)], ignore_index=True)
