"""Who can attend which leadership training, and when: in the level below the post, or in the post.

The training of a post may be attended before it (from the months of service on that the post itself
asks for) or, as most do, after the appointment. The two are kept apart: a training that ended in
the month of the appointment or later was attended in the post, because appointments take effect on
the first of a month. So the last month at risk before the post is the month before it, the first
month at risk in the post is the month of appointment, and no month is counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal, get_args

import pandas as pd

from pug_analysis.careers import events
from pug_analysis.careers.cohort import Cohort, count_flow, first_reason
from pug_analysis.careers.spells import PENYETARAAN, Spells, build_spells
from pug_analysis.careers.targets import conversion, first_structural
from pug_analysis.terms.diklat import TANGGA, Struktural
from pug_analysis.terms.diklat import JenjangTangga as Jenjang
from pug_analysis.terms.syarat import MASA_SYARAT

Jalur = Literal["sebelum", "sesudah"]
Sejak = Literal["syarat", "jenjang"]

#: Causes that end the time at risk: the training, the appointment, the next post up.
DIKLAT, DIANGKAT, NAIK = "diklat", "diangkat", "naik"
TRAINING_CAUSES: Final = (
    DIKLAT, DIANGKAT, NAIK, PENYETARAAN, "pensiun", "meninggal", "pindah", "berhenti",
)  # fmt: skip
#: Structural level below that post; pelaksana and JF (since TMT CPNS) where none is named.
DI_BAWAH: Final[dict[Jenjang, Struktural]] = {
    upper: TANGGA[lower] for lower, upper in pairwise(TANGGA)
}
#: Post above it, which ends the time in the post.
DI_ATAS: Final[dict[Jenjang, Struktural]] = {
    lower: TANGGA[upper] for lower, upper in pairwise(TANGGA)
}
_BEFORE: Final = "sebelum masa pengamatan"
#: What ``build_spells`` calls those who had reached the target by then.
_ELSEWHERE: Final = "Sudah mencapai sebelum masa pengamatan"


@dataclass(frozen=True, slots=True)
class Eligible:
    """People who can attend a training, as spells.

    Attributes
    ----------
    level, route, since : which training; before the post or in it; from when it counts
    spells : at risk on (entry, exit], cause of :data:`TRAINING_CAUSES`; ``asal`` is the month before the
        first month in which they can attend
    early : people of each sex (index L, P) who had finished the training by then
    """

    level: Jenjang
    route: Jalur
    since: Sejak
    spells: Spells
    early: pd.Series


def eligible_spells(
    cohort: Cohort,
    trainings: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    *,
    level: Jenjang,
    route: Jalur,
    until: int,
    since: Sejak = "syarat",
    groups: Mapping[str, tuple[str, ...]] | None = None,
    doubtful: pd.DataFrame | None = None,
) -> Eligible:
    """Time at risk of the first training of a level.

    Parameters
    ----------
    cohort : of ``careers.cohort_of``
    trainings : of ``careers.events.structural_trainings``
    tables : processed tables; ``jabatan`` and ``cltn`` are read
    level : PKP (post: Pengawas), PKA (Administrator), PKN II (JPT Pratama)
    route : ``sebelum``: in the level below, until the training or the appointment; ``sesudah``: in
        the post without the training, until the training or the next post up
    until : month number of the last month observed
    since : before the post, time runs from the months that the post asks for (``syarat``), or from
        the first day in the level (``jenjang``); the route ``sesudah`` knows no such months
    groups : {column: values kept}, see ``careers.spells.select``
    doubtful : of ``careers.events.unplaced``; None if there is nobody

    Returns
    -------
    Eligible. Conversion (of posts held), the appointment or next post, and leaving compete with
    the training; unpaid leave is no time at risk. Who has an undated training of the level only,
    or one that may be of it, is left out: when it ended, or what it was, is not known.

    Raises
    ------
    ValueError
        if the level, the route, or the start is unknown.
    """
    for name, value, allowed in (
        ("level", level, Jenjang), ("route", route, Jalur), ("since", since, Sejak),
    ):  # fmt: skip
        if value not in get_args(allowed):
            raise ValueError(f"{name} must be one of {get_args(allowed)}, but was {value!r}")
    trained = events.first_training(trainings, level=level)
    reached = _reached(cohort, tables["jabatan"], level=level, route=route)
    origin = reached + _wait(level, route, since) - 1
    converted = _converted(tables["jabatan"], level, route, reached)
    cause, end = _post_end(tables["jabatan"], level=level, route=route)
    words = _words(level, route, since)
    reasons = _left_out(
        cohort.people,
        groups or {},
        origin=origin,
        trained=trained,
        end=end,
        converted=converted,
        unknown=events.unknown_status(
            cohort.people["pegawai_id"], trainings, doubtful, level=level
        ),
        until=until,
        words=words,
    )
    early = cohort.people.loc[reasons == words.early, "jenis_kelamin"]
    found = build_spells(
        replace(cohort, people=cohort.people.loc[reasons == ""].reset_index(drop=True)),
        target=trained,
        until=until,
        origin=origin,
        converted=converted,
        cltn=tables["cltn"],
        event=DIKLAT,
        ends={} if end is None else {cause: end},
    )
    flow = pd.concat(
        [count_flow(reasons, first="Kohort").iloc[:-1], found.flow.iloc[1:]], ignore_index=True
    )
    return Eligible(
        level=level,
        route=route,
        since=since,
        spells=Spells(found.table, flow.replace(_ELSEWHERE, f"Sudah {level} {_BEFORE}")),
        early=early.value_counts().reindex(["L", "P"], fill_value=0),
    )


def _reached(cohort: Cohort, jabatan: pd.DataFrame, *, level: Jenjang, route: str) -> pd.Series:
    """Month in which the post was reached (``sesudah``) or the level below it, by person."""
    post = TANGGA[level] if route == "sesudah" else DI_BAWAH.get(level)
    if post is None:
        return cohort.people.set_index("pegawai_id")["masuk"]
    return first_structural(jabatan, level=post)


def _wait(level: Jenjang, route: str, since: str) -> int:
    """Months from there to the first month in which the training can be attended."""
    return MASA_SYARAT[level] if (route, since) == ("sebelum", "syarat") else 0


def _post_end(jabatan: pd.DataFrame, *, level: Jenjang, route: str) -> tuple[str, pd.Series | None]:
    """Name and last month of the level: appointments take effect on the first of a month."""
    if route == "sebelum":
        return DIANGKAT, first_structural(jabatan, level=TANGGA[level]) - 1
    if level not in DI_ATAS:
        return NAIK, None
    return NAIK, first_structural(jabatan, level=DI_ATAS[level]) - 1


def _converted(jabatan: pd.DataFrame, level: str, route: str, reached: pd.Series) -> pd.Series:
    """Conversion of the post held, also during the wait; one before it, or below, ends nothing."""
    if level == "PKP" and route == "sebelum":
        return reached.iloc[:0]  # pelaksana of eselon V who became JF can still attend
    return conversion(jabatan, since=reached)


@dataclass(frozen=True, slots=True)
class _Words:
    """How the flow names who is left out."""

    not_there: str
    too_soon: str
    early: str
    over: str
    turned: str


def _words(level: Jenjang, route: str, since: str) -> _Words:
    if route == "sesudah":
        return _Words(
            not_there=f"Belum pernah {TANGGA[level]}",
            too_soon=f"Belum {TANGGA[level]} sampai akhir pengamatan",
            early=f"Sudah {level} sebelum diangkat",
            over=f"Sudah diangkat lebih tinggi {_BEFORE}",
            turned=f"Sudah disetarakan {_BEFORE}",
        )
    start = "memenuhi masa jabatan" if since == "syarat" else "masuk jenjangnya"
    return _Words(
        not_there=f"Belum pernah {DI_BAWAH[level]}" if level in DI_BAWAH else "Tanpa TMT CPNS",
        too_soon=f"Belum {start} sampai akhir pengamatan",
        early=f"Sudah {level} sebelum {start}",
        over=f"Sudah diangkat sebelum {start} atau {_BEFORE}",
        turned=f"Sudah disetarakan sebelum {start} atau {_BEFORE}",
    )


def _left_out(
    people: pd.DataFrame,
    groups: Mapping[str, tuple[str, ...]],
    *,
    origin: pd.Series,
    trained: pd.Series,
    end: pd.Series | None,
    converted: pd.Series,
    unknown: Mapping[str, pd.Series],
    until: int,
    words: _Words,
) -> pd.Series:
    ids = people["pegawai_id"]
    start, done = (ids.map(months).astype("Int64") for months in (origin, trained))
    first = people["diamati"].where(people["diamati"] > start, start)
    over = pd.Series(False, index=people.index)
    if end is not None:
        over = (ids.map(end).astype("Int64") <= first).fillna(False)
    lost = ids.map(converted).astype("Int64")
    turned = (lost <= first).fillna(False) & ~(done <= lost).fillna(False)
    chosen = {column: list(values) for column, values in groups.items() if values}
    return first_reason(
        {
            **{f"{name} lain": ~people[name].isin(values) for name, values in chosen.items()},
            words.not_there: start.isna(),
            words.too_soon: (start >= until).fillna(False),
            **unknown,
            words.early: (done <= start).fillna(False) & ~turned,
            words.over: over & ~(done <= first).fillna(False),
            words.turned: turned,
        }
    )
