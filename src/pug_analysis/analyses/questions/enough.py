"""What would be enough to show a gap that matters: how many times as much, years, or regencies.

Everything follows from numbers that a report releases, so that the summary can say it of any edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isfinite, log

from scipy.special import ndtri

from pug_analysis.stats.decision import RATIO_MARGIN
from pug_analysis.stats.intervals import critical_value

#: The largest ratio below 1 that matters: a gap that a report should be able to show.
TARGET = 1 / RATIO_MARGIN
#: Chance with which it should be shown.
POWER = 0.80


@dataclass(frozen=True, slots=True)
class More:
    """What would be enough.

    Attributes
    ----------
    times : how many times what is there; 1 or less where that is enough already
    years : how many years more, if each brings as much as those before; missing where that is unknown
    regencies : how many such regencies together are enough today, at least 1
    """

    times: float
    years: float
    regencies: int


def more_for_ratio(
    seen: float, *, events: float, events_per_year: float, target: float = TARGET
) -> More:
    """How much more is enough to show a ratio of rates that matters.

    The variance of a log ratio of rates is inversely proportional to the number of events (Schoenfeld,
    equation 1), so the smallest gap that is seen with a given chance shrinks with their square root:
    events that are enough = events * (log(seen) / log(target))^2.

    Parameters
    ----------
    seen : ratio below 1 that today's data show with ``POWER``
    events : events of both sexes so far
    events_per_year : events that a year brings; missing where unknown
    target : ratio below 1 that is to be shown

    Returns
    -------
    More

    Raises
    ------
    ValueError
        if a ratio is not between 0 and 1, or a number of events is negative.

    References
    ----------
    Schoenfeld (1983), Biometrics 39:499.

    Examples
    --------
    >>> found = more_for_ratio(0.64, events=100, events_per_year=10)
    >>> round(found.times, 6), round(found.years, 6), found.regencies
    (4.0, 30.0, 4)
    """
    for name, value in (("seen", seen), ("target", target)):
        if not 0 < value < 1:
            raise ValueError(f"{name} must be between 0 and 1, but was {value!r}")
    if events < 0 or events_per_year < 0:
        raise ValueError(
            f"events must be 0 or more, but were {events!r}, {events_per_year!r} a year"
        )
    return _more((log(seen) / log(target)) ** 2, so_far=events, per_year=events_per_year)


def more_for_share(
    share: float, *, n: float, n_per_year: float, difference: float, conf_level: float = 0.95
) -> More:
    """How much more is enough to show that a share among the newly appointed differs from a known one.

    n that is enough = (z_(1-alpha/2) + z_power)^2 p (1 - p) / difference^2, with p the one of
    ``share - difference`` and ``share + difference`` whose variance is larger.

    Parameters
    ----------
    share : known share (0..1) of a full count
    n : appointments so far
    n_per_year : appointments that a year brings; missing where unknown
    difference : difference of shares that is to be shown (0..1)
    conf_level : 1 minus the level of the test, two-sided

    Returns
    -------
    More

    Raises
    ------
    ValueError
        if the share or the difference is not between 0 and 1, or no appointment was counted.

    References
    ----------
    One sample, two-sided: Chow, Shao, Wang and Lokhnygina (2018), Sample Size Calculations in Clinical
    Research, 3rd edition, section 4.1.

    Examples
    --------
    >>> found = more_for_share(0.4, n=50, n_per_year=10, difference=0.1)
    >>> round(found.times, 2), round(found.years, 1), found.regencies
    (3.92, 14.6, 4)
    """
    if not (0 < share < 1 and 0 < difference < 1):
        raise ValueError(
            f"share and difference must be between 0 and 1, but were {share!r}, {difference!r}"
        )
    if not n > 0:
        raise ValueError(f"n must be above 0, but was {n!r}")
    ends = [min(max(share + sign * difference, 0.0), 1.0) for sign in (-1, 1)]
    variance = max(p * (1 - p) for p in ends)
    z = critical_value(conf_level) + float(ndtri(POWER))
    return _more((z / difference) ** 2 * variance / n, so_far=n, per_year=n_per_year)


def _more(times: float, *, so_far: float, per_year: float) -> More:
    lacking = max(times - 1, 0.0) * so_far
    years = lacking / per_year if isfinite(per_year) and per_year > 0 else float("nan")
    # so that rounding of a whole number does not ask for one regency more
    return More(times=times, years=years, regencies=max(1, ceil(times - 1e-9)))
