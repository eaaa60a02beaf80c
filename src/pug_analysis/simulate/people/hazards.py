"""The planted law: monthly hazards of leaving, of training and of structural appointment.

Drawing a regency and computing its truth read the same tables, so that they cannot drift apart.
All hazards are chances per month. Age is counted as the completed years on the day of entry plus
the service since, so that everybody of one entry age has the same hazards.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from pug_analysis.simulate.people.months import Months, month_index
from pug_analysis.simulate.people.units import posts_share
from pug_analysis.terms.syarat import MASA_SYARAT

Scenario = Literal[
    "null", "gap", "late-gap", "training",
    "early-gap", "step-gap", "access-gap", "office-gap", "crossing",
]  # fmt: skip
Floats = NDArray[np.float64]

#: Kinds of leaving before retirement, in the order of the columns of ``leaving_hazards``.
LEAVING: Final = ("meninggal", "berhenti", "pindah")
_OLDEST_YEARS: Final = 75

#: Entry education of the structural track, as columns of the hazard tables.
TRACK_EDUCATION: Final = ("30", "35", "40", "45")
#: The ladder: months of service (Pengawas) or in the level below (the others) before which
#: nobody is appointed.
ELIGIBLE_AFTER_MONTHS: Final = tuple(MASA_SYARAT.values())
#: Nobody is appointed at or above this age (PP 11/2017: JPT at most 56 years).
LAST_AGE_MONTHS: Final = 56 * 12
#: Monthly hazard of the first Pengawas, Administrator, JPT Pratama by entry education.
#: An Administrator needs S1/D4, so those who enter with D3 stay Pengawas.
BASE_HAZARD: Final = (
    (0.0100, 0.0165, 0.0165, 0.0185),
    (0.0, 0.0095, 0.0095, 0.0115),
    (0.0, 0.0036, 0.0036, 0.0048),
)
#: Delayering left fewer posts: factors on the three hazards from January 2022.
FEWER_POSTS_FROM: Final = month_index(2022, 1)
FEWER_POSTS_FACTOR: Final = (0.60, 0.80, 1.0)
#: Chance of position conversion at the end of a month: (month, of Pengawas, of Administrator).
PENYETARAAN_WAVES: Final = (
    (month_index(2021, 12), 0.30, 0.06),
    (month_index(2022, 6), 0.12, 0.0),
)
#: Leadership training, the same for both sexes but in ``access-gap``: hazards before the post (from
#: the month when the post becomes possible) and in the post (from the fourth month).
TRAINING_BEFORE: Final = (0.0008, 0.0015, 0.0010)
TRAINING_IN_POST: Final = 0.03
TRAINING_IN_POST_AFTER_MONTHS: Final = 4

GAP_FACTOR: Final = 0.75
LATE_GAP_FACTOR: Final = 0.5
LATE_GAP_AFTER_MONTHS: Final = 120
TRAINING_FACTOR: Final = 1.5
EARLY_GAP_FACTOR: Final = 0.5
EARLY_GAP_UNTIL_MONTHS: Final = 120
STEP_GAP_FACTOR: Final = 0.6
#: The step of ``step-gap``: 1, from Pengawas to Administrator.
STEP_GAP_LEVEL: Final = 1
ACCESS_GAP_FACTOR: Final = 0.6
OFFICE_GAP_FACTOR: Final = 0.3
#: The office of ``office-gap``: none has more structural posts.
OFFICE_GAP_OFFICE: Final = "Dinas Pertanian dan Ketahanan Pangan"
#: Share of the posts of each level in that office, so of the appointments there without a gap.
OFFICE_GAP_SHARES: Final = posts_share(OFFICE_GAP_OFFICE)
#: The first post only: up to so many months of service, and after them. The appointments of women
#: that are early too many and late too few are about as many, so that a log-rank test sees nothing.
CROSSING_FACTORS: Final = (1.4, 0.5)
CROSSING_AFTER_MONTHS: Final = 120

#: Each says what women's hazard is before and after ten years, and so denies the others.
_DENY_EACH_OTHER: Final = (
    ("late-gap", "early-gap"), ("late-gap", "crossing"), ("early-gap", "crossing"),
    ("gap", "crossing"),
)  # fmt: skip


def check_scenarios(truth: tuple[str, ...]) -> tuple[str, ...]:
    """Return the scenarios, sorted and without repeats.

    Raises
    ------
    ValueError
        if a name is unknown, if ``null`` is combined with another one, or if two deny each other.
    """
    allowed = get_args(Scenario)
    unknown = sorted(set(truth) - set(allowed))
    if unknown or not truth:
        raise ValueError(f"truth must be some of {allowed}, but was {truth!r}")
    if "null" in truth and len(set(truth)) > 1:
        raise ValueError(f"'null' cannot be combined with other scenarios, but was {truth!r}")
    for one, other in _DENY_EACH_OTHER:
        if one in truth and other in truth:
            raise ValueError(f"{one!r} and {other!r} contradict each other, but were both planted")
    return tuple(name for name in allowed if name in truth)


def women_factor(scenarios: tuple[str, ...], service_months: Months, *, level: int) -> Floats:
    """Return the factor on women's hazard of reaching a level after so many months of service.

    Parameters
    ----------
    scenarios : planted scenarios
    service_months : months since TMT CPNS, any shape
    level : 0 Pengawas, 1 Administrator, 2 JPT Pratama
    """
    factor = np.ones(np.shape(service_months))
    if "gap" in scenarios:
        factor = factor * GAP_FACTOR
    if "late-gap" in scenarios:
        late = np.asarray(service_months) > LATE_GAP_AFTER_MONTHS
        factor = factor * np.where(late, LATE_GAP_FACTOR, 1.0)
    if "early-gap" in scenarios:
        early = np.asarray(service_months) <= EARLY_GAP_UNTIL_MONTHS
        factor = factor * np.where(early, EARLY_GAP_FACTOR, 1.0)
    if "step-gap" in scenarios and level == STEP_GAP_LEVEL:
        factor = factor * STEP_GAP_FACTOR
    if "office-gap" in scenarios:
        factor = factor * (1 - OFFICE_GAP_SHARES[level] * (1 - OFFICE_GAP_FACTOR))
    if "crossing" in scenarios and level == 0:
        late = np.asarray(service_months) > CROSSING_AFTER_MONTHS
        factor = factor * np.where(late, CROSSING_FACTORS[1], CROSSING_FACTORS[0])
    return factor


def office_chance(level: int, *, woman: bool) -> float:
    """Return the chance that an appointment to a level is in the office of ``office-gap``.

    Men get its share of the posts. Of women's hazard the part of that office is cut, the part of
    all others is whole: the rate there is ``OFFICE_GAP_FACTOR`` of men's, elsewhere the same.
    """
    share = OFFICE_GAP_SHARES[level]
    if not woman:
        return share
    return share * OFFICE_GAP_FACTOR / (1 - share * (1 - OFFICE_GAP_FACTOR))


def access_factor(scenarios: tuple[str, ...]) -> float:
    """Return the factor on women's hazards of leadership training, before the post and in it."""
    return ACCESS_GAP_FACTOR if "access-gap" in scenarios else 1.0


def training_factor(scenarios: tuple[str, ...]) -> float:
    """Return the factor on the hazard of those who finished the training in an earlier month."""
    return TRAINING_FACTOR if "training" in scenarios else 1.0


def service_shape(service_months: Months) -> Floats:
    """Return the factor on the first appointment: low at first, highest from 8 to 15 years."""
    m = np.asarray(service_months)
    shape = np.where(m < 96, 0.6, np.where(m <= 180, 1.0, 0.8))
    return np.where(m < ELIGIBLE_AFTER_MONTHS[0], 0.0, shape)


def period_factor(level: int, month: int) -> float:
    """Return the factor of the calendar month on the hazard of reaching ``level`` (0, 1, 2)."""
    return FEWER_POSTS_FACTOR[level] if month >= FEWER_POSTS_FROM else 1.0


def leaving_hazards(*, pppk: bool) -> Floats:
    """Return the monthly hazards of leaving, one row per month of age, one column per kind."""
    years = np.arange(_OLDEST_YEARS * 12) / 12
    death = np.select([years < 40, years < 50], [0.0012, 0.0030], 0.0060)
    quit_ = np.where(years < 45, 0.010 if pppk else 0.0015, 0.006 if pppk else 0.0010)
    move = np.where(years < 50, 0.0 if pppk else 0.0045, 0.0)
    return np.column_stack([death, quit_, move]) / 12


def log_stay(*, pppk: bool) -> Floats:
    """Return the cumulative log chance of having stayed, by month of age."""
    return np.cumsum(np.log1p(-leaving_hazards(pppk=pppk).sum(axis=1)))
