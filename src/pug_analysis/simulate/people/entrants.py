"""Draw the people who enter: appointment, sex, age, education, and their latent life dates."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.people import hazards
from pug_analysis.simulate.people.intakes import AGES, EDUCATION, FAMILY, STATUS, Intakes
from pug_analysis.simulate.people.months import NEVER, month_length

#: Latest education after an upgrade, with the chance of one: PNS only.
_UPGRADE: Final = {
    "10": ("15", 0.30), "15": ("40", 0.30), "17": ("40", 0.20), "25": ("40", 0.65),
    "30": ("40", 0.28), "35": ("45", 0.12), "40": ("45", 0.16), "42": ("47", 0.06),
}  # fmt: skip
_UPGRADE_MONTHS: Final = (60, 220)
_CLTN_SHARE: Final = 0.015
_CLTN_START_MONTHS: Final = (36, 180)
_CLTN_LENGTHS: Final = (12, 24, 36)
_CLTN_OLDEST_AT_ENTRY: Final = 36
_TRANSFER_SHARE: Final = 0.03
_TRANSFER_MONTHS: Final = (24, 240)
#: Share in a functional position (JF) by family: PNS, PPPK.
_JF_SHARE: Final = {"guru": (1.0, 1.0), "kesehatan": (1.0, 0.95), "teknis": (0.26, 0.45)}


def draw_entrants(n: int, intakes: Intakes, *, rng: np.random.Generator) -> pd.DataFrame:
    """Draw ``n`` people, one row each; months count from January 1990.

    ``leave`` is the month of leaving before retirement (latent, ``NEVER`` if none), ``cltn`` and
    ``cltn_length`` the unpaid leave, ``pindah`` the month of moving in from elsewhere,
    ``upgrade`` the month of a later degree. These are independent of sex and of each other.
    """
    intake = _draw(np.broadcast_to(intakes.weight, (1, len(intakes.weight))), np.zeros(n, int), rng)
    status = intakes.status[intake]
    family = _draw(intakes.family, intake, rng)
    shape = intakes.education.shape
    education = _draw(intakes.education.reshape(-1, shape[2]), intake * shape[1] + family, rng)
    age_rows = intakes.age.reshape(-1, len(AGES))
    age = AGES[_draw(age_rows, intake * shape[2] + education, rng)]
    people = pd.DataFrame(
        {
            "status": status.astype(np.int8),
            "entry": intakes.month[intake],
            "family": family.astype(np.int8),
            "education": education.astype(np.int8),
            "age": age.astype(np.int16),
            "woman": rng.random(n) < intakes.women[intake, family, education],
        }
    )
    return people.assign(**_birth(people, rng), **_latent_dates(people, rng))


def _draw(
    chances: NDArray[np.float64], rows: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw one column per entry of ``rows`` with the chances of that row of the table."""
    width = chances.shape[1]
    steps = np.cumsum(chances, axis=1)
    steps[:, -1] = 1.0
    flat = (steps + np.arange(len(steps))[:, None]).ravel()
    found = np.searchsorted(flat, rng.random(len(rows)) + rows, side="right")
    return np.minimum(found - rows * width, width - 1)


def _birth(people: pd.DataFrame, rng: np.random.Generator) -> dict[str, NDArray[Any]]:
    months = rng.integers(1, 13, len(people))
    birth = (people["entry"].to_numpy() - 12 * people["age"].to_numpy() - months).astype(np.int32)
    day = (rng.random(len(people)) * month_length(birth)).astype(np.int16) + 1
    # Born on the first, twelve months back, would be one year older on the day of entry.
    return {"birth": birth, "birth_day": np.where((months == 12) & (day == 1), 2, day)}


def _latent_dates(people: pd.DataFrame, rng: np.random.Generator) -> dict[str, NDArray[Any]]:
    n = len(people)
    entry, pns = people["entry"].to_numpy(), people["status"].to_numpy() == 0
    leave, kind = _draw_leaving(people, rng)
    cltn = entry + rng.integers(*_CLTN_START_MONTHS, n)
    length = rng.choice(np.array(_CLTN_LENGTHS), n)
    on_leave = pns & (rng.random(n) < _CLTN_SHARE)
    on_leave &= people["age"].to_numpy() <= _CLTN_OLDEST_AT_ENTRY
    cltn = np.where(on_leave, cltn, NEVER)
    # Nothing happens during unpaid leave: what lay in it or after it comes later.
    leave = np.where((leave < NEVER) & (leave >= cltn), leave + length, leave)
    transferred = pns & (rng.random(n) < _TRANSFER_SHARE)
    pindah = np.where(transferred, entry + rng.integers(*_TRANSFER_MONTHS, n), -1)
    later, upgrade = _draw_upgrade(people, rng)
    jf_share = np.array([_JF_SHARE[f] for f in FAMILY])[people["family"], np.where(pns, 0, 1)]
    return {
        "leave": leave.astype(np.int32),
        "leave_kind": kind,
        "cltn": cltn.astype(np.int32),
        "cltn_length": length.astype(np.int16),
        "pindah": pindah.astype(np.int32),
        "education_later": later,
        "upgrade": upgrade,
        "jf": rng.random(n) < jf_share,
    }


def _draw_leaving(
    people: pd.DataFrame, rng: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    entry, start = people["entry"].to_numpy(), people["age"].to_numpy().astype(int) * 12
    leave = np.full(len(people), NEVER, dtype=np.int32)
    kind = np.zeros(len(people), dtype=np.int8)
    chance, choice = rng.random(len(people)), rng.random(len(people))
    for pppk in (False, True):
        rows = np.flatnonzero((people["status"].to_numpy() > 0) == pppk)
        lost = -hazards.log_stay(pppk=pppk)
        age = np.searchsorted(lost, lost[start[rows]] - np.log1p(-chance[rows]))
        inside = age < len(lost)
        rows, age = rows[inside], age[inside]
        leave[rows] = entry[rows] + np.maximum(age - start[rows], 1)
        parts = np.cumsum(hazards.leaving_hazards(pppk=pppk), axis=1)[age]
        kind[rows] = (choice[rows, None] * parts[:, -1:] >= parts[:, :2]).sum(axis=1)
    return leave, kind


def _draw_upgrade(
    people: pd.DataFrame, rng: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    n, education = len(people), people["education"].to_numpy()
    chance = np.array([_UPGRADE.get(e, ("", 0.0))[1] for e in EDUCATION])
    codes = (*EDUCATION, "47")
    target = np.array([codes.index(_UPGRADE.get(e, (e, 0.0))[0]) for e in EDUCATION])
    upgraded = (rng.random(n) < chance[education]) & (people["status"].to_numpy() == 0)
    when = people["entry"].to_numpy() + rng.integers(*_UPGRADE_MONTHS, n)
    later = np.where(upgraded, target[education], education).astype(np.int8)
    return later, np.where(upgraded, when, NEVER).astype(np.int32)


def structural_track(people: pd.DataFrame) -> NDArray[np.bool_]:
    """Return who can be appointed: PNS, family teknis, entry education of D3 or more."""
    allowed = np.isin(np.array(EDUCATION), hazards.TRACK_EDUCATION)[people["education"]]
    return (
        allowed
        & (people["status"].to_numpy() == STATUS.index("PNS"))
        & (people["family"].to_numpy() == FAMILY.index("teknis"))
    )
