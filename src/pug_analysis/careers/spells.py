"""Spells: time at risk of reaching a target, in whole months since an origin.

A person is at risk on (entry, exit]. Entry is delayed to the month from which leaving would have
been recorded; leaving, conversion and the target itself end the risk, each as a cause of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from pug_analysis.careers.cohort import ANALYSED, Cohort, count_flow, first_reason
from pug_analysis.careers.months import month_number

Penyetaraan = Literal["compete", "censor", "stay"]

#: Name of the target as a cause, and of position conversion.
PROMOSI = "promosi"
PENYETARAAN = "penyetaraan"
#: Why people of a cohort are in no spell, in the order of the flow, and all steps of it.
NO_ORIGIN = "Belum sampai titik awal"
REACHED_BEFORE = "Sudah mencapai sebelum masa pengamatan"
NO_TIME = "Tidak berisiko dalam masa pengamatan"
SPELL_STEPS = ("Kohort", NO_ORIGIN, REACHED_BEFORE, NO_TIME, ANALYSED)
#: A month after all others.
_NEVER = 10**6


@dataclass(frozen=True, slots=True)
class Spells:
    """Spells of a cohort towards one target.

    Attributes
    ----------
    table : one row per stretch at risk: ``pegawai_id``, the groups fixed at entry
        (``jenis_kelamin, angkatan, pendidikan, keluarga``), ``asal`` (month number of the
        origin), ``entry``, ``exit`` (months since it), ``cause`` ("" censored)
    flow : ``langkah, orang``: who is not in the table, and why
    """

    table: pd.DataFrame
    flow: pd.DataFrame


def build_spells(
    cohort: Cohort,
    *,
    target: pd.Series,
    until: int,
    origin: pd.Series | None = None,
    converted: pd.Series | None = None,
    penyetaraan: Penyetaraan = "compete",
    cltn: pd.DataFrame | None = None,
    delayed_entry: bool = True,
    leaving: Literal["compete", "censor"] = "compete",
    event: str = PROMOSI,
    ends: Mapping[str, pd.Series] | None = None,
) -> Spells:
    """Time from an origin to a target, with everything else that can end it.

    Parameters
    ----------
    cohort : of :func:`careers.cohort.build_cohort`
    target : month number of the target by ``pegawai_id`` (see ``careers.targets``)
    until : month number of the last month observed
    origin : month number of the origin by ``pegawai_id``; None for TMT CPNS. People without an
        origin are left out.
    converted : month number of position conversion by ``pegawai_id``
    penyetaraan : conversion ends the risk as a cause of its own (``compete``), as censoring
        (``censor``), or not at all (``stay``)
    cltn : processed table ``cltn``; unpaid leave is no time at risk
    delayed_entry : False leaves out delayed entry; it exists to show how wrong that is
    leaving : leaving is a cause (``compete``); ``censor`` exists to show how wrong that is
    event : name of the target as a cause
    ends : further competing ends, {cause: month number by ``pegawai_id``}; in one month the target
        comes first, then these in their order, then conversion, then leaving

    Returns
    -------
    Spells; a person with unpaid leave has several rows.

    Raises
    ------
    ValueError
        if an end has the name of the target, of conversion, or of leaving.
    """
    further = dict(ends or {})
    taken = {event, PENYETARAAN, "keluar"} & set(further)
    if taken or event in (PENYETARAAN, "keluar"):
        raise ValueError(f"names of ends must differ from the others, but had {sorted(taken)}")
    people = cohort.people
    ids = people["pegawai_id"]
    start = _months(people["masuk"] if origin is None else ids.map(origin))
    entry = np.maximum(_months(people["diamati" if delayed_entry else "masuk"], missing=0), start)
    months = {event: _months(ids.map(target))}
    months |= {name: _months(ids.map(when)) for name, when in further.items()}
    if converted is not None and penyetaraan != "stay":
        months[PENYETARAAN] = _months(ids.map(converted))
    months["keluar"] = _months(people["keluar"])
    last = np.minimum.reduce([*months.values(), np.full(len(people), until)])
    reasons = _left_out(start, entry, last, months[event], index=people.index)
    kept = (reasons == "").to_numpy()
    cause = pd.Series("", index=people.index, dtype=object)
    # A target in the month of leaving or of conversion still is the target: it is written last.
    for name, when in reversed(months.items()):
        cause[when == last] = people["sebab"] if name == "keluar" else name
    if penyetaraan == "censor":
        cause = cause.replace(PENYETARAAN, "")
    if leaving == "censor":
        cause = cause.where(cause.isin({**months, PENYETARAAN: None}), "")
    groups = ["pegawai_id", "jenis_kelamin", "angkatan", "pendidikan", "keluarga"]
    table = people.loc[kept, groups].assign(
        asal=start[kept],
        entry=(entry - start)[kept],
        exit=(last - start)[kept],
        cause=cause[kept],
    )
    if cltn is not None:
        table = _without_leave(table, cltn)
    return Spells(table.reset_index(drop=True), count_flow(reasons, first="Kohort"))


def split_at(spells: pd.DataFrame, month: pd.Series, *, name: str) -> pd.DataFrame:
    """Split each stretch where a person's state changes: 0 up to that month, 1 after it.

    Parameters
    ----------
    spells : ``Spells.table``
    month : month number of the change by ``pegawai_id``, such as the end of a training
    name : column to add, 0 or 1

    Returns
    -------
    DataFrame of the same person-time: a stretch (entry, exit] with a change inside becomes
    (entry, change] with 0 and (change, exit] with 1; only the last part keeps the cause.
    """
    change = (spells["pegawai_id"].map(month).astype("Int64") - spells["asal"]).fillna(_NEVER)
    change = change.astype("int64")
    before = spells.assign(**{name: 0})[spells["entry"] < change]
    whole = before["exit"] <= change[before.index]
    before = before.assign(
        exit=before["exit"].where(whole, change[before.index]),
        cause=before["cause"].where(whole, ""),
    )
    after = spells.assign(**{name: 1}, entry=spells["entry"].clip(lower=change))
    after = after[after["entry"] < after["exit"]]
    both = pd.concat([before, after]).sort_values(["pegawai_id", "entry"], kind="stable")
    return both.reset_index(drop=True)


def cut_at_months(
    spells: pd.DataFrame, starts: Mapping[str, int], *, before: str, name: str
) -> pd.DataFrame:
    """Cut each stretch at calendar months, such as those in which rules change.

    Parameters
    ----------
    spells : ``Spells.table``
    starts : {period: month number of its first month}, in the order of time
    before : what the time before all of them is called
    name : column to add, with the period

    Returns
    -------
    DataFrame of the same person-time; only the last part of a stretch keeps the cause.
    """
    edges = pairwise((0, *starts.values(), _NEVER))
    parts = []
    for period, (first, following) in zip((before, *starts), edges, strict=True):
        # the month before a period still belongs to the one before: (entry, exit] is cut there
        low, high = first - 1 - spells["asal"], following - 1 - spells["asal"]
        part = spells.assign(
            **{name: period},
            entry=spells["entry"].clip(lower=low),
            exit=spells["exit"].clip(upper=high),
            cause=spells["cause"].where(spells["exit"] <= high, ""),
        )
        parts.append(part.loc[part["entry"] < part["exit"]])
    both = pd.concat(parts).sort_values(["pegawai_id", "entry"], kind="stable")
    return both.reset_index(drop=True)


def select(spells: Spells, *, groups: Mapping[str, tuple[str, ...]]) -> Spells:
    """Keep people of the chosen groups, and count the others in the flow.

    Parameters
    ----------
    groups : {column: values kept}; an empty tuple keeps all values of that column
    """
    table = spells.table
    chosen_columns = {column: values for column, values in groups.items() if values}
    if not chosen_columns:
        return spells
    reasons = first_reason(
        {f"{column} lain": ~table[column].isin(list(v)) for column, v in chosen_columns.items()}
    )
    chosen = count_flow(reasons[~table["pegawai_id"].duplicated()], first="Berisiko")
    flow = pd.concat([spells.flow.iloc[:-1], chosen.iloc[1:]], ignore_index=True)
    return Spells(table.loc[reasons == ""].reset_index(drop=True), flow)


def _months(months: pd.Series, *, missing: int = _NEVER) -> np.ndarray:
    """Month numbers as whole numbers, with another one for those that are missing."""
    return months.astype("Int64").to_numpy(dtype=np.int64, na_value=missing)


def _left_out(
    start: np.ndarray, entry: np.ndarray, last: np.ndarray, reached: np.ndarray, *, index: pd.Index
) -> pd.Series:
    reasons = {
        NO_ORIGIN: start == _NEVER,
        REACHED_BEFORE: (reached <= entry) & (reached != _NEVER),
        NO_TIME: last <= entry,
    }
    return first_reason({name: pd.Series(applies, index) for name, applies in reasons.items()})


def _without_leave(spells: pd.DataFrame, cltn: pd.DataFrame) -> pd.DataFrame:
    """Cut unpaid leave out of the time at risk; the last part keeps the cause.

    The months of leave are those in which it is in force on the first day: from the month after
    its first day (or that month, if it begins on the first) to the month of its last day.
    """
    cltn = cltn.loc[cltn["pegawai_id"].isin(spells["pegawai_id"])]
    if cltn.empty:
        return spells
    begins = month_number(cltn["tanggal_awal"]) + cltn["tanggal_awal"].dt.day.gt(1).astype(int)
    leave = pd.DataFrame(
        {
            "pegawai_id": cltn["pegawai_id"],
            "first": begins,
            "last": month_number(cltn["tanggal_akhir"]).fillna(_NEVER),
        }
    ).sort_values(["pegawai_id", "first"], kind="stable")
    turn = leave.groupby("pegawai_id").cumcount()
    away = spells["pegawai_id"].isin(leave["pegawai_id"])
    parts = spells.loc[away]
    for place in range(int(turn.max()) + 1):
        now = leave.loc[turn == place].set_index("pegawai_id")
        parts = _cut(parts, first=now["first"], last=now["last"])
    both = pd.concat([spells.loc[~away], parts])
    return both.sort_values(["pegawai_id", "entry"], kind="stable").reset_index(drop=True)


def _cut(spells: pd.DataFrame, *, first: pd.Series, last: pd.Series) -> pd.DataFrame:
    """Take the months first..last out of (entry, exit]."""
    start = (spells["pegawai_id"].map(first).astype("Int64") - spells["asal"]).fillna(_NEVER)
    stop = (spells["pegawai_id"].map(last).astype("Int64") - spells["asal"]).fillna(_NEVER)
    begin, end = start.astype("int64") - 1, stop.astype("int64")
    touched = (begin < spells["exit"]) & (end > spells["entry"])
    before = spells.loc[touched & (begin > spells["entry"])].assign(cause="")
    before["exit"] = begin[before.index]
    after = spells.loc[touched & ((end < spells["exit"]) | (spells["cause"] != ""))]
    # Leaving during the leave is still leaving: its last month is at risk of just that.
    after = after.assign(entry=end[after.index].clip(upper=after["exit"] - 1))
    return pd.concat([spells.loc[~touched], before, after], ignore_index=True)
