"""Alumni of a structural training, and those at the same level who have not finished it (yet).

The level held is the highest one reached so far, as in ``careers.targets``: whoever returns to a
level once held is not promoted by that. Only a first post above it is a promotion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from pug_analysis.careers import events
from pug_analysis.careers.cohort import Cohort, count_flow, first_reason
from pug_analysis.careers.months import month_number
from pug_analysis.careers.spells import Spells, build_spells, split_at
from pug_analysis.careers.targets import conversion, first_structural
from pug_analysis.terms.diklat import DIKLAT_TANGGA, TANGGA
from pug_analysis.terms.jabatan import is_definitive

#: Levels by height; the place of a level in it is its number in ``tingkat``.
TINGKAT_JABATAN: Final = ("Pelaksana dan JF", *TANGGA.values())
#: A month after all others.
_NEVER: Final = 10**6


@dataclass(frozen=True, slots=True)
class Histories:
    """What is known of everybody's training and posts; month numbers by ``pegawai_id``.

    Attributes
    ----------
    trained : Int64 Series, end of the first training of the jenjang
    undated : people with that training, but never with a known end
    unplaced : people who may have had it, see ``careers.events.unplaced``
    reached : Int64 columns Pengawas, Administrator, JPT Pratama: first post there or above
    first_post : Int64 Series, first definitive post on record
    converted : Int64 columns, one for each of ``TINGKAT_JABATAN``: conversion since that level was reached
    cltn : processed table ``cltn``
    """

    jenjang: str
    trained: pd.Series
    undated: pd.Index
    unplaced: pd.Index
    reached: pd.DataFrame
    first_post: pd.Series
    converted: pd.DataFrame
    cltn: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Alumni:
    """Alumni of one jenjang from the end of their training on.

    Attributes
    ----------
    jenjang : PKP, PKA or PKN II
    spells : time at risk in months since the end of training (``asal``), see ``careers.spells``;
        with ``tingkat`` (number of the level held then, see ``TINGKAT_JABATAN``) and ``sejak`` (month
        number since which it was held; TMT CPNS below Pengawas). The flow names who is left out.
    """

    jenjang: str
    spells: Spells


def read_histories(tables: Mapping[str, pd.DataFrame]) -> dict[str, Histories]:
    """Read training and posts from the processed tables, by jenjang, lowest first."""
    trainings = events.structural_trainings(tables["diklat"], tables["kursus"])
    doubtful = events.unplaced(tables).set_index("pegawai_id")["jenjang"]
    jabatan = tables["jabatan"]
    definitive = jabatan.loc[is_definitive(jabatan["penugasan"])]
    reached = {level: first_structural(jabatan, level=level) for level in TINGKAT_JABATAN[1:]}  # type: ignore[arg-type]  # its own levels
    turned = {level: conversion(jabatan, since=since) for level, since in reached.items()}
    posts: dict[str, Any] = {
        "reached": pd.DataFrame(reached, dtype="Int64"),
        "first_post": month_number(definitive.groupby("pegawai_id")["tmt_jabatan"].min()),
        "converted": pd.DataFrame(
            {TINGKAT_JABATAN[0]: conversion(jabatan)} | turned, dtype="Int64"
        ),
        "cltn": tables["cltn"],
    }
    return {
        jenjang: Histories(
            jenjang=jenjang,
            trained=events.first_training(trainings, level=jenjang),
            undated=events.undated(trainings, level=jenjang),
            unplaced=doubtful.index[doubtful == jenjang],
            **posts,
        )
        for jenjang in DIKLAT_TANGGA
    }


def build_alumni(
    cohort: Cohort, histories: Histories, *, until: int, horizon: int, target: str | None = None
) -> Alumni:
    """Follow alumni from the end of their training to the first post above the level held then.

    Parameters
    ----------
    cohort : of ``careers.cohort.build_cohort``
    histories : of :func:`read_histories`
    until : month number of the last month observed
    horizon : months after training that are asked for; whoever is observed only from then on is
        left out
    target : structural level asked for; None for any above the level held

    Returns
    -------
    Alumni. A post of the month in which the training ended, or earlier, belongs to the level
    held; months after the last one observed are censored.
    """
    ids = cohort.people["pegawai_id"]
    dated, undated = ids.isin(histories.trained.index), ids.isin(histories.undated)
    maybe = ids.isin(histories.unplaced)
    people = cohort.people.loc[dated | undated | maybe].reset_index(drop=True)
    ids = people["pegawai_id"]
    ended = ids.map(histories.trained).astype("Int64")
    held = held_at(ids, ended, histories.reached)
    turned = _of_level_held(ids, held, histories.converted)
    next_level = _next_above(held, target)
    reasons = first_reason(
        _left_out(people, ended, histories, turned=turned, until=until, horizon=horizon)
        | {_highest(target): next_level == ""}
    )
    kept = (reasons == "").to_numpy()
    sure = "Pernah atau mungkin" if maybe.any() else "Pernah"
    flow = count_flow(reasons, first=f"{sure} mengikuti {histories.jenjang}")
    months = histories.reached.reindex(ids[kept])
    reached = pd.concat(
        [months.loc[next_level[kept].to_numpy() == level, level] for level in TINGKAT_JABATAN[1:]]
    )
    spells = build_spells(
        replace(cohort, people=people.loc[kept].reset_index(drop=True)),
        target=reached.dropna(),
        origin=histories.trained,
        until=until,
        converted=turned.loc[kept].set_axis(ids[kept]).dropna(),
        cltn=histories.cltn,
    )
    of = spells.table["pegawai_id"]
    level = of.map(pd.Series(held[kept].to_numpy(), index=ids[kept]))
    table = spells.table.assign(
        tingkat=level.astype("int64"), sejak=_held_since(of, level, histories, people)
    )
    steps = pd.concat([flow.iloc[:-1], spells.flow.iloc[1:]], ignore_index=True)
    return Alumni(histories.jenjang, Spells(table, steps))


def build_untrained(cohort: Cohort, histories: Histories, *, until: int) -> pd.DataFrame:
    """Time at risk below each level, up to the month in which the training ends.

    Returns
    -------
    DataFrame, one row per stretch: ``pegawai_id, jenis_kelamin, pendidikan, keluarga``, ``tingkat``
    (level held), ``sejak`` (month number since which), ``entry``, ``exit`` (calendar month numbers;
    at risk on (entry, exit]), ``cause`` ("" censored, also by the training). People whose training
    has no known end, or who may have had it, are not in it: when they were untrained is unknown.
    """
    known = ~cohort.people["pegawai_id"].isin(histories.undated.union(histories.unplaced))
    people = replace(cohort, people=cohort.people.loc[known].reset_index(drop=True))
    parts = []
    for number, target in enumerate(TINGKAT_JABATAN[1:]):
        below = TINGKAT_JABATAN[number]
        spells = build_spells(
            people,
            target=histories.reached[target].dropna(),
            origin=histories.reached[below].dropna() if number else None,
            until=until,
            converted=histories.converted[below].dropna(),
            cltn=histories.cltn,
        ).table
        split = split_at(spells, histories.trained, name="terlatih")
        parts.append(split.loc[split["terlatih"] == 0].assign(tingkat=number))
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.assign(
        sejak=rows["asal"], entry=rows["asal"] + rows["entry"], exit=rows["asal"] + rows["exit"]
    )
    return rows.drop(columns=["asal", "angkatan", "terlatih"])


def held_at(ids: pd.Series, month: pd.Series, reached: pd.DataFrame) -> pd.Series:
    """Number of the highest level reached up to and with a month, see ``TINGKAT_JABATAN``.

    Parameters
    ----------
    ids : ``pegawai_id``
    month : month number of each; missing gives 0
    reached : as in :class:`Histories`

    Returns
    -------
    int64 Series, aligned with ``ids``.
    """
    months = reached.reindex(ids).fillna(_NEVER).astype("int64").to_numpy()
    asked = month.fillna(0).astype("int64").to_numpy()
    return pd.Series((months <= asked[:, None]).sum(axis=1), index=ids.index, dtype="int64")


def _of_level_held(ids: pd.Series, held: pd.Series, converted: pd.DataFrame) -> pd.Series:
    """Conversion of the level held; who got a post again after one holds that post."""
    months = converted.reindex(ids).set_axis(ids.index)
    own = pd.Series(pd.NA, index=ids.index, dtype="Int64")
    for number, level in enumerate(TINGKAT_JABATAN):
        own = own.mask(held == number, months[level])
    return own


def _next_above(held: pd.Series, target: str | None) -> pd.Series:
    """Level to be reached, "" where the one held is it or above."""
    if target is None:
        return held.map(dict(enumerate(TINGKAT_JABATAN[1:]))).fillna("")
    below = held < TINGKAT_JABATAN.index(target)
    return pd.Series(target, index=held.index).where(below, "")


def _highest(target: str | None) -> str:
    level = "di jenjang tertinggi" if target is None else f"mencapai {target}"
    return f"Sudah {level} saat diklat selesai"


def _left_out(
    people: pd.DataFrame,
    ended: pd.Series,
    histories: Histories,
    *,
    turned: pd.Series,
    until: int,
    horizon: int,
) -> dict[str, pd.Series]:
    ids = people["pegawai_id"]
    first_post = ids.map(histories.first_post).astype("Int64")
    reasons = {
        f"{events.UNSURE[0].upper()}{events.UNSURE[1:]}": ids.isin(histories.unplaced),
        "Tanggal selesai diklat tidak diketahui": ended.isna(),
        "Diklat selesai sebelum TMT CPNS": ended < people["masuk"],
        "Diklat selesai sesudah akhir data": ended > until,
        "Jabatan saat diklat selesai tidak tercatat": (first_post > ended) | first_post.isna(),
        "Sudah berhenti saat diklat selesai": people["keluar"] <= ended,
        "Sudah disetarakan ke jabatan fungsional saat diklat selesai": turned <= ended,
        f"Baru teramati {horizon} bulan atau lebih sesudah diklat selesai": (
            people["diamati"] - ended >= horizon
        ),
    }
    return {reason: applies.fillna(False).astype(bool) for reason, applies in reasons.items()}


def _held_since(
    ids: pd.Series, level: pd.Series, histories: Histories, people: pd.DataFrame
) -> pd.Series:
    since = ids.map(people.set_index("pegawai_id")["masuk"]).astype("Int64")
    for number, name in enumerate(TINGKAT_JABATAN[1:], 1):
        since = since.mask(level == number, ids.map(histories.reached[name]).astype("Int64"))
    return since.astype("int64")
