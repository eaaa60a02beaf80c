"""Who enters, when, with which education: the irregular intakes of a regency since 1990.

Inside a five-year entry window, job family and entry education, sex is drawn with one chance
and independent of everything else. So a comparison inside these strata is unconfounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pug_analysis.simulate.people.months import FIRST_YEAR, month_index

FAMILY: Final = ("guru", "kesehatan", "teknis")
STATUS: Final = ("PNS", "PPPK", "PPPK Paruh Waktu")
EDUCATION: Final = ("10", "15", "17", "25", "30", "35", "40", "42", "45")
AGES: Final = np.arange(18, 50)
WINDOW_YEARS: Final = 5

#: First appointments per year of a regency of about 6,500: honorer conversions 2005-2010,
#: moratoria 2011-2017, yearly again from 2018 (domain facts on Kabupaten Bengkayang).
_PNS: Final = (
    *((year, 3, n) for year, n in enumerate(
        (70, 70, 75, 80, 85, 85, 85, 90, 60, 55, 45, 55, 75, 110, 170), 1990)),
    (2005, 1, 260), (2006, 4, 330), (2007, 1, 360), (2008, 4, 380), (2009, 1, 430),
    (2010, 1, 410), (2011, 1, 60), (2012, 3, 30), (2013, 1, 60), (2014, 3, 150),
    (2018, 3, 40), (2019, 3, 210), (2020, 12, 60), (2021, 1, 160), (2022, 4, 120),
    (2023, 5, 60), (2024, 6, 80), (2025, 4, 235),
)  # fmt: skip
_PPPK: Final = ((2021, 2, 130), (2022, 5, 330), (2023, 4, 520), (2024, 5, 330), (2025, 3, 1040))
_PARUH_WAKTU: Final = ((2025, 10, 60),)
_AFTER: Final = (("PNS", 4, 100), ("PPPK", 5, 150))
_LAST_KNOWN_YEAR: Final = 2025

_FAMILY_MIX: Final = {
    "PNS": (0.48, 0.16, 0.36),
    "PPPK": (0.52, 0.22, 0.26),
    "PPPK Paruh Waktu": (0.49, 0.51, 0.0),
}
#: Entry education by family: (before 2003, since). Columns as in EDUCATION.
_EDUCATION_MIX: Final = {
    "guru": ((0.0, 0.35, 0.0, 0.30, 0.05, 0.0, 0.30, 0.0, 0.0),
             (0.0, 0.0, 0.0, 0.15, 0.0, 0.0, 0.83, 0.0, 0.02)),
    "kesehatan": ((0.0, 0.35, 0.0, 0.0, 0.50, 0.0, 0.08, 0.07, 0.0),
                  (0.0, 0.0, 0.0, 0.0, 0.66, 0.06, 0.12, 0.16, 0.0)),
    "teknis": ((0.02, 0.22, 0.08, 0.0, 0.14, 0.0, 0.50, 0.0, 0.04),
               (0.01, 0.15, 0.05, 0.0, 0.17, 0.05, 0.51, 0.0, 0.06)),
}  # fmt: skip
#: Youngest and oldest usual age at entry by education.
_USUAL_AGE: Final = {
    "10": (19, 33), "15": (19, 32), "17": (19, 32), "25": (21, 32), "30": (21, 33),
    "35": (22, 34), "40": (22, 35), "42": (25, 35), "45": (25, 35),
}  # fmt: skip
_HONORER_YEARS: Final = range(2005, 2011)
_HONORER_SHARE: Final = 0.35
_HONORER_AGE: Final = (30, 46)
_PPPK_AGE: Final = (24, 48)
_FIRST_WINDOW_WOMEN: Final = {"guru": 0.51, "kesehatan": 0.70, "teknis": 0.27}
_WOMEN_PER_WINDOW: Final = {"guru": 0.012, "kesehatan": 0.012, "teknis": 0.031}
_WOMEN_BY_EDUCATION: Final = {"10": -0.15, "15": -0.02, "17": -0.08, "30": 0.05, "45": -0.04}
_PPPK_WOMEN: Final = {"guru": 0.02, "kesehatan": 0.06, "teknis": 0.02}


@dataclass(frozen=True, slots=True)
class Intakes:
    """Chances of the intakes up to a year.

    ``month``, ``status`` and ``weight`` have one entry per intake; ``family`` is (intakes, 3),
    ``education`` (intakes, 3, 9), ``age`` (intakes, 9, ages) and ``women`` (intakes, 3, 9).
    Every last axis of the first three sums to 1.
    """

    month: NDArray[np.int32]
    status: NDArray[np.int8]
    weight: NDArray[np.float64]
    family: NDArray[np.float64]
    education: NDArray[np.float64]
    age: NDArray[np.float64]
    women: NDArray[np.float64]


def entry_window(months: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the first year of the five-year window of each entry month: 1990, 1995, ..."""
    return FIRST_YEAR + months // (12 * WINDOW_YEARS) * WINDOW_YEARS


def women_share(status: str, family: str, education: str, year: int) -> float:
    """Return the chance that an entrant is a woman: one number per stratum of the analysis."""
    window = (year - FIRST_YEAR) // WINDOW_YEARS
    share = _FIRST_WINDOW_WOMEN[family] + _WOMEN_PER_WINDOW[family] * window
    share += _WOMEN_BY_EDUCATION.get(education, 0.0)
    if status != "PNS":
        share += _PPPK_WOMEN[family]
    return min(share, 0.92)


def build_intakes(last_year: int) -> Intakes:
    """Return the intakes from 1990 to ``last_year``."""
    rows = [("PNS", *r) for r in _PNS] + [("PPPK", *r) for r in _PPPK]
    rows += [("PPPK Paruh Waktu", *r) for r in _PARUH_WAKTU]
    for year in range(_LAST_KNOWN_YEAR + 1, last_year + 1):
        rows += [(status, year, month, n) for status, month, n in _AFTER]
    rows = [r for r in rows if r[1] <= last_year]
    weight = np.array([float(r[3]) for r in rows])
    return Intakes(
        month=np.array([month_index(r[1], r[2]) for r in rows], dtype=np.int32),
        status=np.array([STATUS.index(r[0]) for r in rows], dtype=np.int8),
        weight=weight / weight.sum(),
        family=np.array([_FAMILY_MIX[r[0]] for r in rows]),
        education=np.array([[_EDUCATION_MIX[f][r[1] >= 2003] for f in FAMILY] for r in rows]),
        age=np.array([[_age_chances(r[0], r[1], e) for e in EDUCATION] for r in rows]),
        women=np.array(
            [[[women_share(r[0], f, e, r[1]) for e in EDUCATION] for f in FAMILY] for r in rows]
        ),
    )


def _age_chances(status: str, year: int, education: str) -> NDArray[np.float64]:
    usual = _uniform(_USUAL_AGE[education] if status == "PNS" else _PPPK_AGE)
    if status == "PNS" and year in _HONORER_YEARS:
        return (1 - _HONORER_SHARE) * usual + _HONORER_SHARE * _uniform(_HONORER_AGE)
    return usual


def _uniform(bounds: tuple[int, int]) -> NDArray[np.float64]:
    inside = (bounds[0] <= AGES) & (bounds[1] >= AGES)
    return inside / inside.sum()
