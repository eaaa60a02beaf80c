"""The structural ladder, month by month: appointment, training, position conversion.

Order inside a month: leaving, appointment (with the training finished in earlier months),
training, and at the month's end conversion. ``truth`` follows the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.people import hazards
from pug_analysis.simulate.people.entrants import structural_track
from pug_analysis.simulate.people.intakes import EDUCATION
from pug_analysis.simulate.people.months import NEVER

#: Columns: month of the first Pengawas, Administrator, JPT Pratama; of finished PKP, PKA, PKN II.
RUNGS: Final = ("pengawas", "administrator", "jpt")
RUNG_TRAININGS: Final = ("pkp", "pka", "pkn")


def climb(
    people: pd.DataFrame,
    *,
    scenarios: tuple[str, ...],
    until: int,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return the months of appointments, trainings and conversion, one row per person.

    Parameters
    ----------
    people : entrants, as drawn by ``draw_entrants``
    until : last month of the simulation
    """
    columns = {name: np.full(len(people), NEVER, np.int32) for name in (*RUNGS, *RUNG_TRAININGS)}
    columns["penyetaraan"] = np.full(len(people), NEVER, np.int32)
    track = np.flatnonzero(structural_track(people))
    track = track[np.argsort(people["entry"].to_numpy()[track], kind="stable")]
    result = _climb_track(people.iloc[track], scenarios=scenarios, until=until, rng=rng)
    for name, values in result.items():
        columns[name][track] = values
    return pd.DataFrame(columns, index=people.index)


def _climb_track(
    track: pd.DataFrame,
    *,
    scenarios: tuple[str, ...],
    until: int,
    rng: np.random.Generator,
) -> dict[str, NDArray[np.int32]]:
    n = len(track)
    reached = np.full((3, n), NEVER, np.int32)
    trained = np.full((3, n), NEVER, np.int32)
    converted = np.full(n, NEVER, np.int32)
    level = np.zeros(n, np.int8)
    since = track["entry"].to_numpy().copy()
    fixed = _fixed_columns(track, scenarios)
    for month in range(int(since.min()) + 1 if n else until, until + 1):
        now = int(np.searchsorted(fixed["entry"], month))
        at_risk = (
            (month < fixed["leave"][:now])
            & ((month < fixed["cltn"][:now]) | (month >= fixed["cltn_end"][:now]))
            & (month - fixed["born"][:now] < hazards.LAST_AGE_MONTHS)
            & (converted[:now] == NEVER)
        )
        who = np.flatnonzero(at_risk)
        risk = _appointment_risk(month, who, level, since, trained, fixed)
        risen = who[rng.random(len(who)) < risk]
        level[risen] += 1
        since[risen] = month
        reached[level[risen] - 1, risen] = month
        _train(month, who, level, since, trained, fixed["access"], rng)
        _convert(month, who, level, converted, rng)
    names = (*RUNGS, *RUNG_TRAININGS, "penyetaraan")
    return dict(zip(names, (*reached, *trained, converted), strict=True))


def _fixed_columns(track: pd.DataFrame, scenarios: tuple[str, ...]) -> dict[str, Any]:
    column = np.array([_track_column(e) for e in EDUCATION])[track["education"]]
    entry = track["entry"].to_numpy()
    service = np.arange(NEVER)
    return {
        "entry": entry,
        "leave": track["leave"].to_numpy(),
        "cltn": track["cltn"].to_numpy(),
        "cltn_end": (track["cltn"] + track["cltn_length"]).to_numpy(),
        "born": entry - 12 * track["age"].to_numpy().astype(np.int32),
        "base": np.array([*hazards.BASE_HAZARD, (0.0,) * 4]).T[column],
        "woman": track["woman"].to_numpy(),
        # One row per level to reach, and one of those who reached all.
        "women_factor": np.array(
            [*(hazards.women_factor(scenarios, service, level=i) for i in range(3)), np.ones(NEVER)]
        ),
        "access": np.where(track["woman"], hazards.access_factor(scenarios), 1.0),
        "shape": hazards.service_shape(service),
        "training_factor": hazards.training_factor(scenarios),
    }


def _track_column(education: str) -> int:
    if education in hazards.TRACK_EDUCATION:
        return hazards.TRACK_EDUCATION.index(education)
    return 0


def _appointment_risk(
    month: int,
    who: NDArray[Any],
    level: NDArray[Any],
    since: NDArray[Any],
    trained: NDArray[Any],
    fixed: Mapping[str, Any],
) -> NDArray[np.float64]:
    at, service = level[who], month - fixed["entry"][who]
    risk = fixed["base"][who, at]
    period = np.array([*(hazards.period_factor(i, month) for i in range(3)), 0.0])
    wait = np.array([*hazards.ELIGIBLE_AFTER_MONTHS, NEVER])
    risk = risk * period[at] * (month - since[who] >= wait[at])
    risk = np.where(at == 0, risk * fixed["shape"][service], risk)
    # PKP counts towards Pengawas and Administrator, PKA towards JPT Pratama.
    useful = np.where(at == 2, trained[1, who], trained[0, who]) < month
    risk = np.where(useful, risk * fixed["training_factor"], risk)
    return np.where(fixed["woman"][who], risk * fixed["women_factor"][at, service], risk)


def _train(
    month: int,
    who: NDArray[Any],
    level: NDArray[Any],
    since: NDArray[Any],
    trained: NDArray[Any],
    access: NDArray[np.float64],
    rng: np.random.Generator,
) -> None:
    at, spent = level[who], month - since[who]
    chance = rng.random(len(who))
    wait = np.array(hazards.ELIGIBLE_AFTER_MONTHS)
    for course in range(3):
        before = (at == course) & (spent >= wait[course])
        inside = (at == course + 1) & (spent >= hazards.TRAINING_IN_POST_AFTER_MONTHS)
        # In post the low end of the draw counts, before it the high end: at one level both
        # the course of this post and that of the next one are possible, never in one month.
        hit = (inside & (chance < hazards.TRAINING_IN_POST * access[who])) | (
            before & (chance > 1 - hazards.TRAINING_BEFORE[course] * access[who])
        )
        done = who[hit & (trained[course, who] == NEVER)]
        trained[course, done] = month


def _convert(
    month: int,
    who: NDArray[Any],
    level: NDArray[Any],
    converted: NDArray[Any],
    rng: np.random.Generator,
) -> None:
    for when, of_pengawas, of_administrator in hazards.PENYETARAAN_WAVES:
        if month == when:
            chance = np.array([0.0, of_pengawas, of_administrator, 0.0])[level[who]]
            converted[who[rng.random(len(who)) < chance]] = month
