"""The office's own registers of the simulated people: trainings, documents, activities, awards.

Drawn from streams of their own, so that the SIASN files of a seed are the same with and without
them. The chances are in ``CHANCES``; ``truth.json`` repeats them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.files.registers_text import (
    ACTIVITIES,
    COURSES,
    LATSAR,
    PAPERS,
    SATYALANCANA,
    Course,
)
from pug_analysis.simulate.people.regency import Regency, random_stream
from pug_analysis.simulate.people.state import state
from pug_analysis.simulate.people.titles import TITLES
from pug_analysis.simulate.people.units import UNITS
from pug_analysis.terms.kalender import Periode

#: Chances of a year unless said otherwise.
CHANCES: Final = {
    "L1": 0.08, "L1 in the first year of service": 0.5, "L1 of women, factor": 1.25,
    "L2 of planners and finance staff": 0.25, "L3 in core offices": 0.08,
    "khusus of auditors": 0.35, "certificate after L3": 0.8,
    "office nominates a champion": 0.85, "nominated office gets its champion": 0.85,
    "office has a focal point": 0.8, "office writes GAP/GBS": 0.4,
    "award after 10, 20, 30 years of service": 0.35,
}  # fmt: skip
_PLANNERS: Final = ("Perencana", "Perencanaan", "Keuangan", "Bendahara", "Anggaran")
_AUDITORS: Final = ("Auditor", "Pengawas Penyelenggaraan", "Inspektur")
_CORE: Final = ("Kepegawaian", "Perencanaan Pembangunan", "Inspektorat", "Pemberdayaan Perempuan")
_POKJA_MEMBERS: Final = 12
_VALID_YEARS: Final = ((1, 2, 3), (0.3, 0.3, 0.4))
_DAY: Final = np.timedelta64(1, "D")
_MEAN_PARTICIPANTS: Final = (11, 13)


@dataclass(frozen=True, slots=True)
class Registers:
    """What happened, a table per register; ``day`` dates every row, ``pegawai`` -1 is nobody.

    Attributes
    ----------
    trainings : ``day, pegawai, tingkat, course`` (place in ``COURSES[tingkat]``)
    documents : ``day, pegawai, jenis, nomor, signer, peran, office, issuer, start, end``
    activities : ``day, jenis, nama, office, men, women, jam, agenda, mata``
    awards : ``day, pegawai, years`` of service
    first, last : years of the events; the action plan runs from the year before the last
    """

    trainings: pd.DataFrame
    documents: pd.DataFrame
    activities: pd.DataFrame
    awards: pd.DataFrame
    first: int
    last: int


def draw_registers(regency: Regency) -> Registers:
    """Return the registers of a regency: events of its years, and of at least three."""
    last = regency.years[-1]
    first = min(last - 2, regency.years[0])
    stream = lambda name: random_stream(regency.seed, f"registers {name}")  # noqa: E731  short, and of this seed alone
    staff = {year: staff_of(regency, year) for year in range(first, last + 1)}
    trainings = _draw_trainings(staff, rng=stream("trainings"))
    return Registers(
        trainings=trainings,
        documents=_draw_documents(staff, trainings, rng=stream("documents")),
        activities=_draw_activities(staff, rng=stream("activities")),
        awards=_draw_awards(regency, rng=stream("awards")),
        first=first,
        last=last,
    )


def staff_of(regency: Regency, year: int) -> pd.DataFrame:
    """Return those in service through a whole year, with post and office at its beginning."""
    found = state(regency, Periode(year - 1))
    stay = found["exit"].isna() | (found["exit"] > np.datetime64(f"{year}-12-31"))
    found = found[found["active"] & stay].reset_index(drop=True)
    office = np.array([unit.split(" - ")[-1] for unit in UNITS], dtype=object)
    title = np.array(TITLES, dtype=object)[found["title"].to_numpy(np.int64)]
    found["office"] = office[found["unit"].to_numpy(np.int64)]
    found["woman"] = (found["sex"] == "P").to_numpy()
    found["new"] = (found["tmt_cpns"] >= np.datetime64(f"{year - 1}-01-01")).to_numpy()
    found["planner"] = _has_word(title, _PLANNERS)
    found["auditor"] = _has_word(title, _AUDITORS)
    found["core"] = _has_word(found["office"].to_numpy(), _CORE) & (found["status"] == "PNS")
    return found


def _has_word(texts: NDArray[np.object_], words: tuple[str, ...]) -> NDArray[np.bool_]:
    known = {text: any(word in text for word in words) for text in set(texts)}
    return np.array([known[text] for text in texts], dtype=bool)


def _date(year: int, month: int, day: int = 1) -> np.datetime64:
    return np.datetime64(f"{year}-{month:02d}-{day:02d}", "D")


def _draw_trainings(staff: dict[int, pd.DataFrame], *, rng: np.random.Generator) -> pd.DataFrame:
    parts = []
    for year, people in staff.items():
        woman = people["woman"].to_numpy()
        first = np.where(people["new"], CHANCES["L1 in the first year of service"], CHANCES["L1"])
        wanted = {
            "L1": first * np.where(woman, CHANCES["L1 of women, factor"], 1.0),
            "L2": CHANCES["L2 of planners and finance staff"] * people["planner"].to_numpy(),
            "L3": CHANCES["L3 in core offices"] * people["core"].to_numpy(),
            "khusus": CHANCES["khusus of auditors"] * people["auditor"].to_numpy(),
        }
        for level, chance in wanted.items():
            chosen = _choose(chance, woman, rng=rng)
            courses = COURSES[level]
            course = rng.integers(0, len(courses), len(chosen))
            days = np.array([_date(year, c.month, c.day) for c in courses])
            parts.append(
                pd.DataFrame({
                    "day": days[course], "pegawai": people["pegawai"].to_numpy()[chosen],
                    "tingkat": level, "course": course,
                })
            )  # fmt: skip
    found = pd.concat(parts, ignore_index=True)
    return found.sort_values(["day", "pegawai", "tingkat"], kind="stable", ignore_index=True)


def _choose(
    chance: NDArray[np.float64], woman: NDArray[np.bool_], *, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return who is chosen: each by chance, and at least one of each sex that is there."""
    luck = rng.random(len(chance))
    chosen = luck < chance
    for sex in (woman, ~woman):
        if sex.any() and not (chosen & sex).any():
            # Among the likely ones if there is one, else among all: small regencies have few.
            pool = sex & (chance > 0)
            pool = pool if pool.any() else sex
            chosen[np.flatnonzero(pool)[np.argmin(luck[pool])]] = True
    return np.flatnonzero(chosen)


def _one_per_office(people: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return one person of each office: a holder of a middle post if there is one."""
    eselon = people["eselon"].to_numpy()
    rank = np.where(eselon >= 40, 1, np.where(eselon >= 30, 0, np.where(eselon > 0, 2, 3)))
    order = np.lexsort([rng.random(len(people)), rank])
    best = people.iloc[order].drop_duplicates("office")
    return best.sort_values("office", kind="stable", ignore_index=True)


def _draw_documents(
    staff: dict[int, pd.DataFrame], trainings: pd.DataFrame, *, rng: np.random.Generator
) -> pd.DataFrame:
    years = list(staff)
    rows = [
        {"day": _date(year, p.month, p.day), "jenis": p.jenis, "signer": p.signer}
        for number, year in enumerate(years)
        for p in PAPERS
        if p.once in (None, number)
    ]
    for year in years:
        writes = _one_per_office(staff[year], rng=rng)
        writes = writes[rng.random(len(writes)) < CHANCES["office writes GAP/GBS"]]
        rows += [{"day": _date(year, 5, 20), "jenis": "Dokumen GAP/GBS", "office": o,
                  "signer": "Kepala Perangkat Daerah"} for o in writes["office"]]  # fmt: skip
    for year in years[::2]:
        rows += _draw_pokja(staff[year], year, rng=rng)
    rows += _draw_champions(staff[years[-2]], years[-2], rng=rng)
    rows += _draw_certificates(trainings, staff, rng=rng)
    found = pd.DataFrame(rows, columns=["day", "pegawai", "jenis", "signer", "peran", "office",
                                        "issuer", "start", "end"])  # fmt: skip
    found["pegawai"] = found["pegawai"].fillna(-1).astype(np.int64)
    for name in ("signer", "peran", "office", "issuer"):
        found[name] = found[name].fillna("").astype(object)
    found = found.sort_values(
        ["day", "jenis", "office", "pegawai"], kind="stable", ignore_index=True
    )
    # One number for a decree, whomever it names; one for each certificate.
    single = found["jenis"] == "Sertifikat Fasilitator PUG"
    key = found["jenis"].where(~single, found["pegawai"].astype(str)) + found["day"].astype(str)
    key = key.where(found["jenis"] != "Dokumen GAP/GBS", found["office"] + key)
    found["nomor"] = [f"{n + 1}/PUG/{d.year}" for n, d in
                      zip(pd.factorize(key)[0], found["day"], strict=True)]  # fmt: skip
    return found


def _draw_pokja(
    people: pd.DataFrame, year: int, *, rng: np.random.Generator
) -> list[dict[str, Any]]:
    """Return the decree on the Pokja: leading posts of different offices, for two years."""
    leading = people[(people["eselon"] > 0) & (people["eselon"] < 40)]
    if leading.empty:
        leading = people
    members = _one_per_office(leading, rng=rng)
    members = members.iloc[rng.permutation(len(members))[:_POKJA_MEMBERS]]
    roles = ["Ketua", "Sekretaris", *["Anggota"] * _POKJA_MEMBERS]
    return [
        {"day": _date(year, 2, 15), "pegawai": who, "jenis": "SK Pokja PUG", "signer": "Bupati",
         "peran": role, "office": office, "end": _date(year + 1, 12, 31)}
        for who, office, role in zip(members["pegawai"], members["office"], roles, strict=False)
    ]  # fmt: skip


def _draw_champions(
    people: pd.DataFrame, year: int, *, rng: np.random.Generator
) -> list[dict[str, Any]]:
    """Return focal points, nominated champions, and the champions appointed from them."""
    focal = _one_per_office(people, rng=rng)
    focal = focal[rng.random(len(focal)) < CHANCES["office has a focal point"]]
    rows = [
        {"day": _date(year, 3, 5), "pegawai": who, "jenis": "SK Focal Point", "office": office,
         "signer": "Sekretaris Daerah", "peran": "Focal point"}
        for who, office in zip(focal["pegawai"], focal["office"], strict=True)
    ]  # fmt: skip
    named = _one_per_office(people, rng=rng)
    named = named[rng.random(len(named)) < CHANCES["office nominates a champion"]]
    chosen = rng.random(len(named)) < CHANCES["nominated office gets its champion"]
    for who, office, champion in zip(named["pegawai"], named["office"], chosen, strict=True):
        one = {"pegawai": who, "office": office, "peran": "Gender Champion"}
        rows.append(one | {"day": _date(year, 1, 20), "jenis": "Nominasi Gender Champion",
                           "signer": "Kepala Perangkat Daerah"})  # fmt: skip
        if champion:
            rows.append(one | {"day": _date(year, 3, 12), "jenis": "SK Gender Champion",
                               "signer": "Sekretaris Daerah", "end": _date(year + 1, 12, 31)})  # fmt: skip
    return rows


def _draw_certificates(
    trainings: pd.DataFrame, staff: dict[int, pd.DataFrame], *, rng: np.random.Generator
) -> list[dict[str, Any]]:
    """Return certificates of facilitators: the first ever is short, the last one long."""
    alumni = trainings[trainings["tingkat"] == "L3"].reset_index(drop=True)
    got = rng.random(len(alumni)) < CHANCES["certificate after L3"]
    got[[0, -1]] = True
    years = rng.choice(_VALID_YEARS[0], len(alumni), p=_VALID_YEARS[1])
    years[[0, -1]] = _VALID_YEARS[0][0], _VALID_YEARS[0][-1]
    rows = []
    for who, day, valid in zip(alumni["pegawai"][got], alumni["day"][got], years[got], strict=True):
        start = np.datetime64(day, "D") + 30 * _DAY
        people = staff[day.year].set_index("pegawai")["office"]
        rows.append({
            "day": start, "pegawai": who, "jenis": "Sertifikat Fasilitator PUG",
            "signer": "Deputi Kesetaraan Gender", "peran": "Fasilitator", "office": people[who],
            "issuer": "KemenPPPA", "start": start, "end": start + int(valid) * 365 * _DAY,
        })  # fmt: skip
    return rows


def _draw_activities(staff: dict[int, pd.DataFrame], *, rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for year, people in staff.items():
        offices = np.sort(people["office"].unique())
        for kind in ACTIVITIES:
            for month in kind.months:
                office = str(rng.choice(offices)) if kind.by_office else ""
                rows.append({"day": _date(year, month, kind.day), "jenis": kind.jenis,
                             "nama": kind.nama, "office": office, "jam": kind.jam})  # fmt: skip
        rows += [{"day": _date(year, 7, 7 + 7 * number), "jenis": "Latsar CPNS", "office": "",
                  "nama": f"Latsar CPNS angkatan I, agenda {agenda}", "jam": 6, "agenda": agenda,
                  "mata": mata} for number, (agenda, mata) in enumerate(LATSAR)]  # fmt: skip
    found = pd.DataFrame(rows).assign(agenda=lambda f: f["agenda"].fillna(""))
    found["mata"] = found["mata"].fillna("")
    men, women = _MEAN_PARTICIPANTS
    found["men"] = 2 + rng.poisson(men, len(found))
    found["women"] = 2 + rng.poisson(women, len(found))
    return found.sort_values(["day", "jenis", "nama"], kind="stable", ignore_index=True)


def _draw_awards(regency: Regency, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return awards for service: the same chance for both sexes."""
    people = regency.people[regency.people["status"] == "PNS"]
    start = people["tmt_cpns"].dt.year.to_numpy()
    parts = []
    for years in SATYALANCANA:
        day = np.array([_date(y, 8, 17) for y in start + years])
        leave = people["exit"].to_numpy().astype("datetime64[D]")
        come = people["tmt_pindah"].to_numpy().astype("datetime64[D]")
        held = (np.isnat(leave) | (day < leave)) & (np.isnat(come) | (day >= come))
        held &= rng.random(len(people)) < CHANCES["award after 10, 20, 30 years of service"]
        parts.append(
            pd.DataFrame({"day": day[held], "pegawai": people["pegawai"].to_numpy()[held],
                          "years": years})
        )  # fmt: skip
    found = pd.concat(parts, ignore_index=True)
    return found.sort_values(["pegawai", "day"], kind="stable", ignore_index=True)


def course_of(tingkat: str, place: int) -> Course:
    """Return a course by level and place."""
    return COURSES[tingkat][place]
