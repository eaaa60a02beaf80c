"""Structural posts: which post each spell at a level holds, and the rows that this leaves.

Appointments are independent between people, so posts are handed out in turn. Two people may
hold the same title for a while; numbers by level are what the simulation promises.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.people import hazards
from pug_analysis.simulate.people.months import NEVER, first_day, month_index
from pug_analysis.simulate.people.positions import PELANTIKAN_ULANG, PLH, PLT, STRUKTURAL, rows
from pug_analysis.simulate.people.titles import TITLE_CODE
from pug_analysis.simulate.people.units import POSTS, SEKDA, UNIT_CODE, Post, office_of

_REINAUGURATION: Final = np.datetime64("2016-12-30", "D")
_REINAUGURATION_MONTH: Final = month_index(2016, 12)
_DELAYERING_MONTH: Final = month_index(2021, 12)
_LATERAL_MONTHS: Final = (30, 72)
_ACTING_SHARE: Final = (0.06, 0.02)
_ACTING_MONTHS: Final = (12, 48)
_FIRST_SEKDA: Final = month_index(2005, 1)


def structural_rows(
    people: pd.DataFrame,
    ladder: pd.DataFrame,
    *,
    until: int,
    rng: np.random.Generator,
    offices: np.random.Generator | None = None,
) -> pd.DataFrame:
    """Return appointments, lateral moves, the re-inauguration of 2016, acting posts, the Sekda.

    Parameters
    ----------
    people : entrants with ``exit``, the month of leaving for whatever reason
    ladder : of ``climb``
    until : last month of the simulation
    rng : stream of everything but the offices
    offices : with ``office-gap`` the stream that draws who is appointed in its office; without it
        posts are handed out in turn, whatever the office
    """
    spells = _spells(people, ladder, rng)
    spells["there"] = False if offices is None else _draw_office(people, spells, offices)
    lateral = spells["start"] + rng.integers(*_LATERAL_MONTHS, len(spells))
    inside = (lateral < spells["end"]) & _at_work(people, spells["pegawai"], lateral)
    again = (spells["start"] <= _REINAUGURATION_MONTH) & (spells["end"] > _REINAUGURATION_MONTH)
    again &= _at_work(people, spells["pegawai"], np.full(len(spells), _REINAUGURATION_MONTH))
    parts = [
        spells.assign(tmt=first_day(spells["start"].to_numpy()), mutasi=0),
        spells.assign(tmt=first_day(lateral.to_numpy()), mutasi=0)[inside],
        spells.assign(tmt=_REINAUGURATION, mutasi=PELANTIKAN_ULANG)[again],
    ]
    moves = pd.concat(parts, ignore_index=True)
    held = _hand_out(moves) if offices is None else _hand_out_by_office(moves)
    found = rows(
        held["pegawai"], held["tmt"].to_numpy(), jenis=STRUKTURAL, eselon=held["eselon"],
        title=held["title"], unit=held["unit"], mutasi=held["mutasi"],
    )  # fmt: skip
    sekda = _sekda_rows(people, ladder, until)
    since = dict(zip(sekda["pegawai"], sekda["tmt"], strict=True))
    # A small regency may have had no JPT Pratama yet: then nothing maps to a date.
    since_sekda = found["pegawai"].map(since).astype(found["tmt"].dtype)
    found = found[~(found["tmt"] >= since_sekda)]
    acting = _acting_rows(people, spells, rng)
    return pd.concat([found, sekda, acting], ignore_index=True)


def _spells(people: pd.DataFrame, ladder: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    months = [ladder[n].to_numpy() for n in ("pengawas", "administrator", "jpt")]
    stop = np.minimum(people["exit"].to_numpy(), ladder["penyetaraan"].to_numpy())
    parts = []
    for level, start in enumerate(months):
        who = np.flatnonzero(start < people["exit"].to_numpy())
        end = np.minimum(stop, months[level + 1] if level < 2 else NEVER)[who]
        parts.append(
            pd.DataFrame({"pegawai": who, "level": level, "start": start[who], "end": end})
        )
    spells = pd.concat(parts, ignore_index=True)
    converted = ladder["penyetaraan"].to_numpy()[spells["pegawai"]] == spells["end"]
    early = (spells["end"] <= _DELAYERING_MONTH) & (rng.random(len(spells)) < 0.5)
    # The posts that delayering left are those of everybody who was not converted.
    gone = (spells["level"] == 0) & (converted | early)
    spells["group"] = np.where(spells["level"] == 0, np.where(gone, 1, 0), spells["level"] + 1)
    return spells.assign(spell=np.arange(len(spells)))


def _at_work(
    people: pd.DataFrame, who: NDArray[Any] | pd.Series, month: NDArray[Any]
) -> NDArray[np.bool_]:
    cltn = people["cltn"].to_numpy()[who]
    back = cltn + people["cltn_length"].to_numpy()[who]
    return (np.asarray(month) < cltn) | (np.asarray(month) >= back)


def _draw_office(
    people: pd.DataFrame, spells: pd.DataFrame, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Draw which appointments are in the office of ``office-gap``."""
    chances = np.array(
        [[hazards.office_chance(i, woman=woman) for woman in (False, True)] for i in range(3)]
    )
    woman = people["woman"].to_numpy()[spells["pegawai"]].astype(int)
    return rng.random(len(spells)) < chances[spells["level"], woman]


def _hand_out_by_office(held: pd.DataFrame) -> pd.DataFrame:
    """Hand out the posts of the office of ``office-gap`` and those of all others apart.

    Who is appointed there moves within it, who is appointed elsewhere never moves there: the
    office of the first row of a level is that of the appointment.
    """
    parts = []
    for there in (False, True):
        posts = tuple(
            [p for p in group if (office_of(p[1]) == hazards.OFFICE_GAP_OFFICE) == there]
            for group in POSTS
        )
        parts.append(_hand_out(held[held["there"] == there], posts))
    return pd.concat(parts, ignore_index=True)


def _hand_out(held: pd.DataFrame, groups: tuple[list[Post], ...] = POSTS) -> pd.DataFrame:
    """Give the posts of each group in turn, within a spell the lower eselon first."""
    held = held.sort_values(["group", "tmt", "pegawai"], kind="stable").reset_index(drop=True)
    turn = held.groupby("group").cumcount().to_numpy()
    post = np.zeros(len(held), np.int64)
    starts = np.concatenate([[0], np.cumsum([len(g) for g in groups])])
    for group, posts in enumerate(groups):
        mine = held["group"].to_numpy() == group
        post[mine] = starts[group] + turn[mine] % len(posts)
    flat = [p for posts in groups for p in posts]
    eselon = np.array([int(p[2]) for p in flat])
    by_time = np.lexsort((held["tmt"], held["spell"]))
    by_rank = np.lexsort((-eselon[post], held["spell"]))
    post[by_time] = post[by_rank]
    title = np.array([TITLE_CODE[p[0]] for p in flat])
    unit = np.array([UNIT_CODE[p[1]] for p in flat])
    return held.assign(eselon=eselon[post], title=title[post], unit=unit[post])


def _sekda_rows(people: pd.DataFrame, ladder: pd.DataFrame, until: int) -> pd.DataFrame:
    """Make the longest-serving JPT Pratama the Sekda, until he or she leaves: one at a time."""
    start, leave = ladder["jpt"].to_numpy(), people["exit"].to_numpy()
    month, terms = _FIRST_SEKDA, []
    while month <= until:
        ready = np.flatnonzero((start < month) & (leave > month))
        if not len(ready):
            month += 1
            continue
        who = int(ready[np.argmin(start[ready])])
        terms.append((who, month))
        month = int(leave[who])
    held, since = (np.array([t[i] for t in terms], np.int32) for i in (0, 1))
    return rows(
        held, first_day(since), jenis=STRUKTURAL, eselon=int(SEKDA[2]),
        title=TITLE_CODE[SEKDA[0]], unit=UNIT_CODE[SEKDA[1]],
    )  # fmt: skip


def _acting_rows(
    people: pd.DataFrame, spells: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Return Plt. and Plh. assignments of Pengawas to the posts of Administrator."""
    chance = rng.random(len(spells))
    when = spells["start"].to_numpy() + rng.integers(*_ACTING_MONTHS, len(spells))
    post = rng.integers(0, len(POSTS[2]), len(spells))
    fits = (spells["level"] == 0) & (when < spells["end"]) & (chance < sum(_ACTING_SHARE))
    fits &= _at_work(people, spells["pegawai"], when)
    who, post, plt = spells["pegawai"][fits], post[fits], chance[fits] < _ACTING_SHARE[0]
    title = [
        TITLE_CODE[f"{'Plt.' if acting else 'Plh.'} {POSTS[2][p][0]}"]
        for p, acting in zip(post, plt, strict=True)
    ]
    return rows(
        who, first_day(when[fits]), jenis=STRUKTURAL,
        eselon=np.array([int(p[2]) for p in POSTS[2]])[post], title=title,
        unit=np.array([UNIT_CODE[p[1]] for p in POSTS[2]])[post],
        penugasan=np.where(plt, PLT, PLH),
    )  # fmt: skip
