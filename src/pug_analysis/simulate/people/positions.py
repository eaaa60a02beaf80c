"""Position histories (riwayat jabatan) of everybody: pelaksana, functional, structural."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pug_analysis.simulate.people.intakes import FAMILY
from pug_analysis.simulate.people.months import NEVER, first_day, month_index
from pug_analysis.simulate.people.ranks import expert
from pug_analysis.simulate.people.titles import (
    CONVERTED,
    JF_NAMES,
    OLD_GURU,
    PELAKSANA,
    TITLE_CODE,
)
from pug_analysis.simulate.people.units import UNIT_CODE, WORKPLACES
from pug_analysis.terms.golongan import ORDINAL
from pug_analysis.terms.jabatan import JENJANG_JF

COLUMNS: Final = ("pegawai", "tmt", "jenis", "eselon", "title", "unit", "penugasan", "mutasi")
#: ``JENIS JABATAN ID`` of SIASN.
STRUKTURAL, FUNGSIONAL, PELAKSANA_ID = 1, 2, 4
#: Values of ``penugasan`` and of ``mutasi``.
AS_DEFINITIF, PLT, PLH = 0, 1, 2
BIASA, AS_PENYETARAAN, PELANTIKAN_ULANG = 0, 1, 2
GURU_RENEWED: Final = month_index(2009, 12)
_II_A: Final = ORDINAL["II/a"]
_III_A: Final = ORDINAL["III/a"]


def rows(pegawai: ArrayLike, tmt: ArrayLike, **values: ArrayLike) -> pd.DataFrame:
    """Return position rows; what is not named is a definitive, ordinary one without eselon."""
    fill = {"jenis": PELAKSANA_ID, "eselon": 0, "title": 0, "unit": 0,
            "penugasan": AS_DEFINITIF, "mutasi": BIASA} | values  # fmt: skip
    frame = pd.DataFrame({"pegawai": np.asarray(pegawai, np.int32), "tmt": tmt})
    types = {"title": np.int16, "unit": np.int16}
    for name, value in fill.items():
        frame[name] = np.broadcast_to(np.asarray(value), len(frame)).astype(
            types.get(name, np.int8)
        )
    return frame


def draw_workplaces(people: pd.DataFrame, *, rng: np.random.Generator) -> NDArray[np.int16]:
    """Return the unit code of the place of work of each person, by job family."""
    chance, unit = rng.random(len(people)), np.zeros(len(people), np.int16)
    for family, places in enumerate(WORKPLACES):
        codes = np.array([UNIT_CODE[p] for p in places], np.int16)
        mine = people["family"].to_numpy() == family
        unit[mine] = codes[(chance[mine] * len(codes)).astype(int)]
    return unit


def functional_level(golongan: NDArray[np.int8], skilled: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the place in ``JENJANG_JF`` of a golongan on the keahlian or keterampilan ladder."""
    high = np.searchsorted([11, 13, 16], golongan, side="right") + JENJANG_JF.index("Ahli Pertama")
    low = np.searchsorted([6, 9, 11], golongan, side="right")
    return np.where(skilled, high, low)


def staff_rows(
    people: pd.DataFrame,
    ladder: pd.DataFrame,
    golongan: pd.DataFrame,
    *,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return the rows of pelaksana and of functional positions below the structural ladder."""
    pick = rng.random(len(people))
    plain = np.flatnonzero(~people["jf"].to_numpy())
    entry = people["entry"].to_numpy()
    second = entry[plain] + rng.integers(60, 180, len(plain))
    second = np.where(second < ladder["pengawas"].to_numpy()[plain], second, NEVER)
    parts = []
    for when, shift in ((entry[plain], 0.0), (second, 0.37)):
        title = _pick([TITLE_CODE[t] for t in PELAKSANA], (pick[plain] + shift) % 1)
        unit = people["unit"].to_numpy()[plain]
        parts.append(rows(plain, first_day(when), title=title, unit=unit))
    parts.append(_functional_rows(people, ladder, golongan, pick))
    found = pd.concat(parts, ignore_index=True)
    return found[found["tmt"].notna()]


def _pick(options: list[int], chance: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.array(options)[(chance * len(options)).astype(int)]


def _functional_rows(
    people: pd.DataFrame, ladder: pd.DataFrame, golongan: pd.DataFrame, pick: NDArray[Any]
) -> pd.DataFrame:
    steps = pd.concat([golongan, _guru_renewal(people, golongan)], ignore_index=True)
    who, month = steps["pegawai"].to_numpy(), steps["month"].to_numpy()
    mine = people["jf"].to_numpy()[who] & (month < ladder["pengawas"].to_numpy()[who])
    steps = steps[mine].sort_values(["pegawai", "month", "golongan"], kind="stable")
    who, month = steps["pegawai"].to_numpy(), steps["month"].to_numpy()
    title = _functional_title(people, who, month, steps["golongan"].to_numpy(), pick)
    changed = np.ones(len(steps), bool)
    changed[1:] = (who[1:] != who[:-1]) | (title[1:] != title[:-1])
    who, month, title = who[changed], month[changed], title[changed]
    unit = people["unit"].to_numpy()[who]
    return rows(who, first_day(month), jenis=FUNGSIONAL, title=title, unit=unit)


def _guru_renewal(people: pd.DataFrame, golongan: pd.DataFrame) -> pd.DataFrame:
    """Give every teacher of then a row on the day when the teachers' titles were renewed."""
    before = golongan[golongan["month"] < GURU_RENEWED]
    rank = np.zeros(len(people), np.int8)
    np.maximum.at(rank, before["pegawai"].to_numpy(), before["golongan"].to_numpy())
    guru = people["family"].to_numpy() == FAMILY.index("guru")
    who = np.flatnonzero(guru & (rank > 0))
    return pd.DataFrame(
        {"pegawai": who, "month": GURU_RENEWED, "golongan": rank[who], "jenis_kp": 0}
    )


def _functional_title(
    people: pd.DataFrame,
    who: NDArray[Any],
    month: NDArray[Any],
    golongan: NDArray[Any],
    pick: NDArray[Any],
) -> NDArray[np.int64]:
    family = people["family"].to_numpy()[who]
    skilled = expert(people["education"].to_numpy()[who])
    level = functional_level(golongan, skilled)
    title = np.zeros(len(who), np.int64)
    for f in range(len(FAMILY)):
        for s in (False, True):
            mine = (family == f) & (skilled == s)
            names = JF_NAMES[f][int(s)]
            base = (pick[who[mine]] * len(names)).astype(int)
            table = np.array([[TITLE_CODE[f"{n} {j}"] for j in JENJANG_JF] for n in names])
            title[mine] = table[base, level[mine]]
    guru = family == FAMILY.index("guru")
    pns = people["status"].to_numpy()[who] == 0
    title[guru] = _guru_title(month[guru], golongan[guru], pns[guru])
    return title


def _guru_title(
    month: NDArray[Any], golongan: NDArray[Any], pns: NDArray[np.bool_]
) -> NDArray[np.int64]:
    new = np.array([TITLE_CODE[f"Guru {j}"] for j in JENJANG_JF])
    level = functional_level(golongan, np.ones(len(golongan), bool))
    title = new[level]
    old = np.array([TITLE_CODE[t] for t in OLD_GURU])
    old_title = old[np.clip(golongan - _II_A, 0, len(old) - 1)]
    title = np.where(pns & (golongan < _III_A), TITLE_CODE["Guru"], title)
    return np.where(pns & (month < GURU_RENEWED), old_title, title)


def converted_rows(
    people: pd.DataFrame, ladder: pd.DataFrame, *, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the rows of position conversion, dated the last day of the month."""
    month = ladder["penyetaraan"].to_numpy()
    who = np.flatnonzero(month < NEVER)
    high = ladder["administrator"].to_numpy()[who] < NEVER
    base = rng.integers(0, len(CONVERTED), len(who))
    table = np.array(
        [[TITLE_CODE[f"{n} {j}"] for j in ("Ahli Muda", "Ahli Madya")] for n in CONVERTED]
    )
    tmt = first_day(month[who] + 1) - np.timedelta64(1, "D")
    return rows(
        who,
        tmt,
        jenis=FUNGSIONAL,
        title=table[base, high.astype(int)],
        unit=people["unit"].to_numpy()[who],
        mutasi=AS_PENYETARAAN,
    )
