"""The simulated regency: people and their histories, cut to what a register can hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.people import hazards
from pug_analysis.simulate.people.courses import degrees, leadership_courses, other_courses
from pug_analysis.simulate.people.entrants import draw_entrants, structural_track
from pug_analysis.simulate.people.intakes import (
    AGES,
    FAMILY,
    STATUS,
    Intakes,
    build_intakes,
    entry_window,
)
from pug_analysis.simulate.people.ladder import climb
from pug_analysis.simulate.people.months import FIRST_YEAR, NEVER, first_day, month_index
from pug_analysis.simulate.people.positions import converted_rows, draw_workplaces, staff_rows
from pug_analysis.simulate.people.posts import structural_rows
from pug_analysis.simulate.people.ranks import CODES, promote, retire

#: Whoever left before this day is in no file.
REGISTER_START: Final = "2005-01-01"
_REGISTER_MONTH: Final = month_index(2005, 1)
_YEARS: Final = range(2006, 2041)
EVERY_LEAVING: Final = (*hazards.LEAVING, "pensiun")


@dataclass(frozen=True, slots=True)
class Regency:
    """Everything that ever is in the files of one regency; a table per history.

    Attributes
    ----------
    people : one row per person; ``pegawai`` counts from 0 and links the tables
    golongan, jabatan, diklat, kursus, pendidikan : one row per event
    exits : one row per person who left since the register start
    cltn, pindah : unpaid leave; arrival from another agency
    years : years of the snapshots, each as of 31 December
    seed, truth : what was planted
    """

    people: pd.DataFrame
    golongan: pd.DataFrame
    jabatan: pd.DataFrame
    diklat: pd.DataFrame
    kursus: pd.DataFrame
    pendidikan: pd.DataFrame
    exits: pd.DataFrame
    cltn: pd.DataFrame
    pindah: pd.DataFrame
    years: tuple[int, ...]
    seed: int
    truth: tuple[str, ...]


def simulate(
    *,
    size: int = 6500,
    years: tuple[int, ...] = (2023, 2024, 2025),
    seed: int = 2025,
    truth: tuple[str, ...] = ("null",),
) -> Regency:
    """Simulate a regency with a planted truth.

    Parameters
    ----------
    size : number of active people at the last snapshot
    years : snapshot years, ascending
    seed : same seed, same regency, on every platform
    truth : scenarios, see ``hazards.Scenario``

    Raises
    ------
    ValueError
        if ``size`` is below 50, ``years`` is empty, not ascending or out of range, or a
        scenario is unknown.
    """
    scenarios = hazards.check_scenarios(truth)
    years = _check_years(years)
    if size < 50:
        raise ValueError(f"size must be at least 50, but was {size!r}")
    intakes = build_intakes(years[-1])
    until = month_index(years[-1], 12)
    n = int(size / _expected_active_share(intakes, until) * 1.06 + 8 * np.sqrt(size))
    people, ladder, golongan = _draw(n, intakes, scenarios=scenarios, until=until, seed=seed)
    people, ladder, golongan = _keep_until_size(people, ladder, golongan, size=size, until=until)
    return _assemble(people, ladder, golongan, years=years, seed=seed, truth=scenarios)


def _check_years(years: tuple[int, ...]) -> tuple[int, ...]:
    years = tuple(int(y) for y in years)
    if not years or list(years) != sorted(set(years)):
        raise ValueError(f"years must be ascending and not empty, but was {years!r}")
    if years[0] not in _YEARS or years[-1] not in _YEARS:
        raise ValueError(f"years must lie in {_YEARS[0]}-{_YEARS[-1]}, but was {years!r}")
    return years


def random_stream(seed: int, name: str) -> np.random.Generator:
    """Return an independent generator per part, so that one part's draws never move another's."""
    return np.random.Generator(np.random.PCG64([seed, *name.encode()]))


def _draw(
    n: int, intakes: Intakes, *, scenarios: tuple[str, ...], until: int, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    people = draw_entrants(n, intakes, rng=random_stream(seed, "entrants"))
    people["unit"] = draw_workplaces(people, rng=random_stream(seed, "workplaces"))
    people["name_first"], people["name_last"] = (
        random_stream(seed, name).integers(0, 10_000, n) for name in ("first", "last")
    )
    ladder = climb(people, scenarios=scenarios, until=until, rng=random_stream(seed, "ladder"))
    golongan = promote(people, ladder, until=until, rng=random_stream(seed, "golongan"))
    retirement = retire(people, ladder, golongan)
    leave = people["leave"].to_numpy()
    people["exit"] = np.minimum(leave, retirement)
    people["exit_kind"] = np.where(
        leave < retirement, people["leave_kind"], EVERY_LEAVING.index("pensiun")
    ).astype(np.int8)
    return people, ladder, golongan


def _expected_active_share(intakes: Intakes, until: int) -> float:
    """Return roughly the share of all entrants who are active at the end."""
    start = AGES[None, :] * 12
    served = (until - intakes.month)[:, None]
    age = np.minimum(start + served, 74 * 12)
    chance = np.einsum("if,ife,iea->ia", intakes.family, intakes.education, intakes.age)
    stay = hazards.log_stay(pppk=False)
    alive = np.where(age < 59.5 * 12, np.exp(stay[age] - stay[np.minimum(start, age)]), 0.0)
    return float((intakes.weight[:, None] * chance * alive).sum())


def _keep_until_size(
    people: pd.DataFrame, ladder: pd.DataFrame, golongan: pd.DataFrame, *, size: int, until: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Keep the shortest beginning of the (exchangeable) people that has ``size`` active ones."""
    exits, pindah = people["exit"].to_numpy(), people["pindah"].to_numpy()
    active = (exits > until) & (pindah <= until)
    reached = np.cumsum(active)
    if reached[-1] < size:
        raise RuntimeError("too few people were drawn; the expected active share is wrong")
    drawn = int(np.searchsorted(reached, size)) + 1
    known = (exits >= _REGISTER_MONTH) & (pindah <= until) & (pindah < exits)
    kept = np.flatnonzero(known[:drawn])
    place = np.full(len(people), -1, np.int32)
    place[kept] = np.arange(len(kept))
    golongan = golongan.assign(pegawai=place[golongan["pegawai"]])
    golongan = golongan[golongan["pegawai"] >= 0].reset_index(drop=True)
    return (
        people.iloc[kept].reset_index(drop=True),
        ladder.iloc[kept].reset_index(drop=True),
        golongan,
    )


def _assemble(
    people: pd.DataFrame,
    ladder: pd.DataFrame,
    golongan: pd.DataFrame,
    *,
    years: tuple[int, ...],
    seed: int,
    truth: tuple[str, ...],
) -> Regency:
    until = month_index(years[-1], 12)
    stream = lambda name: random_stream(seed, name)  # noqa: E731  short, and of this seed alone
    offices = stream("offices") if "office-gap" in truth else None
    jabatan = pd.concat(
        [
            staff_rows(people, ladder, golongan, rng=stream("staff")),
            converted_rows(people, ladder, rng=stream("converted")),
            structural_rows(people, ladder, until=until, rng=stream("posts"), offices=offices),
        ],
        ignore_index=True,
    )
    golongan = golongan.rename(columns={"month": "tmt"})
    golongan["tmt"] = first_day(golongan["tmt"].to_numpy())
    diklat = leadership_courses(ladder, rng=stream("diklat"))
    kursus = other_courses(people, until=until, rng=stream("kursus"))
    pendidikan = degrees(people, rng=stream("degrees"))
    table = _people_table(people, ladder)
    last_day = np.datetime64(f"{years[-1]}-12-31", "D")
    cut = partial(_cut, table=table, last_day=last_day)
    return Regency(
        people=table,
        golongan=cut(golongan, "tmt"),
        jabatan=cut(_arrivals(jabatan, table), "tmt"),
        diklat=cut(diklat, "selesai"),
        kursus=cut(kursus, "selesai"),
        pendidikan=cut(pendidikan, "lulus", arrival=False),
        exits=_exits(table, last_day),
        cltn=_cltn(people, table, last_day),
        pindah=_pindah(golongan, table),
        years=years,
        seed=seed,
        truth=truth,
    )


def _people_table(people: pd.DataFrame, ladder: pd.DataFrame) -> pd.DataFrame:
    entry = people["entry"].to_numpy()
    birth = first_day(people["birth"].to_numpy())
    birth = birth + (people["birth_day"].to_numpy() - 1).astype("timedelta64[D]")
    pns = people["status"].to_numpy() == 0
    tmt_pns = np.where(pns, first_day(entry + 12), np.datetime64("NaT", "D"))
    pindah = people["pindah"].to_numpy()
    education, later = people["education"].to_numpy(), people["education_later"].to_numpy()
    table = pd.DataFrame(
        {
            "pegawai": np.arange(len(people), dtype=np.int32),
            "nip": _numbers(people, birth),
            "sex": pd.Categorical.from_codes(people["woman"].astype(int), ["L", "P"]),
            "birth": birth,
            "status": pd.Categorical.from_codes(people["status"], list(STATUS)),
            "tmt_cpns": first_day(entry),
            "tmt_pns": tmt_pns,
            "family": pd.Categorical.from_codes(people["family"], list(FAMILY)),
            "education_entry": pd.Categorical.from_codes(education, list(CODES)),
            "education_later": pd.Categorical.from_codes(later, list(CODES)),
            "tmt_upgrade": first_day(people["upgrade"].to_numpy()),
            "entry_window": entry_window(entry),
            "structural_track": structural_track(people),
            "tmt_pindah": first_day(np.where(pindah < 0, NEVER, pindah)),
            "exit": first_day(people["exit"].to_numpy()),
            "exit_kind": pd.Categorical.from_codes(people["exit_kind"], list(EVERY_LEAVING)),
            "unit": people["unit"].to_numpy(),
            "name_first": people["name_first"].to_numpy(np.int16),
            "name_last": people["name_last"].to_numpy(np.int16),
        }
    )
    for name in ("pengawas", "administrator", "jpt", "penyetaraan"):
        month = ladder[name].to_numpy()
        table[f"first_{name}"] = first_day(np.where(month < people["exit"], month, NEVER))
    return table


def _numbers(people: pd.DataFrame, birth: NDArray[Any]) -> np.ndarray:
    """Return NIP and NI PPPK as integers (domain: 8 birth, 6 appointment, 1 sex, 3 sequence)."""
    born = pd.Series(birth).dt
    first = (born.year.astype("int64") * 10_000 + born.month * 100 + born.day).to_numpy()
    entry = people["entry"].to_numpy().astype(np.int64)
    year, month = FIRST_YEAR + entry // 12, entry % 12 + 1
    # Digits 13 and 14 of a NI PPPK: 2 for PPPK, then the number of the contract.
    middle = year * 100 + np.where(people["status"] == 0, month, 21)
    stem = (first * 1_000_000 + middle) * 10 + np.where(people["woman"], 2, 1)
    sequence = pd.Series(stem).groupby(stem).cumcount().to_numpy() + 1
    if sequence.max() > 999:
        raise ValueError("more than 999 people share 15 digits of the NIP: size is too large")
    return stem * 1000 + sequence


def _cut(
    events: pd.DataFrame,
    column: str,
    *,
    table: pd.DataFrame,
    last_day: np.datetime64,
    arrival: bool = True,
) -> pd.DataFrame:
    """Keep what the register can hold: until leaving and the last day, since arriving."""
    who, day = events["pegawai"].to_numpy(), events[column].to_numpy().astype("datetime64[D]")
    leave = table["exit"].to_numpy().astype("datetime64[D]")[who]
    keep = (day < leave) & (day <= last_day)
    if arrival:
        come = table["tmt_pindah"].to_numpy().astype("datetime64[D]")[who]
        keep &= np.isnat(come) | (day >= come)
    events = events[keep]
    return events.sort_values(["pegawai", column], kind="stable", ignore_index=True)


def _arrivals(jabatan: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Date the post held on arrival from another agency with the day of arrival."""
    come = table["tmt_pindah"].to_numpy()[jabatan["pegawai"]]
    earlier = jabatan["tmt"].to_numpy() <= come
    held = jabatan[earlier & (jabatan["penugasan"] == 0)].sort_values("tmt", kind="stable")
    held = held.drop_duplicates("pegawai", keep="last")
    held = held.assign(tmt=table["tmt_pindah"].to_numpy()[held["pegawai"]], mutasi=np.int8(0))
    return pd.concat([jabatan[~earlier], held], ignore_index=True)


def _pindah(golongan: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return arrivals with the golongan brought along, whose history stayed elsewhere."""
    come = table["tmt_pindah"].to_numpy()[golongan["pegawai"]]
    brought = golongan[golongan["tmt"].to_numpy() <= come]
    brought = brought.drop_duplicates("pegawai", keep="last").set_index("pegawai")
    found = table.loc[table["tmt_pindah"].notna(), ["pegawai", "tmt_pindah"]]
    rank = brought.reindex(found["pegawai"])
    found = found.assign(golongan=rank["golongan"].to_numpy(), tmt_golongan=rank["tmt"].to_numpy())
    return found.reset_index(drop=True)


def _exits(table: pd.DataFrame, last_day: np.datetime64) -> pd.DataFrame:
    left = table["exit"] <= last_day
    return table.loc[left, ["pegawai", "exit", "exit_kind"]].reset_index(drop=True)


def _cltn(people: pd.DataFrame, table: pd.DataFrame, last_day: np.datetime64) -> pd.DataFrame:
    start = people["cltn"].to_numpy()
    end = first_day(np.where(start < NEVER, start + people["cltn_length"], NEVER))
    frame = pd.DataFrame(
        {"pegawai": table["pegawai"], "awal": first_day(start),
         "akhir": end - np.timedelta64(1, "D")}
    )  # fmt: skip
    frame = frame[frame["awal"].notna()]
    return _cut(frame, "awal", table=table, last_day=last_day)
