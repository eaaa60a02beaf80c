"""What may be said: one of four verdicts from an interval, a margin and the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, inf, isfinite
from typing import Literal, get_args

from scipy.special import ndtri

from pug_analysis.stats.intervals import check_choice, critical_value
from pug_analysis.stats.library_results import ROUNDING

#: Below so many events, or people, nothing is said of a group.
MIN_EVENTS, MIN_PEOPLE = 5, 10
#: Ratios of shares from its inverse to this one do not matter: 0.80 to 1.25.
RATIO_MARGIN = 1.25
#: The four verdicts, see `decide`.
Verdict = Literal["gap", "equivalent", "inconclusive", "too_few"]
#: Scales of a difference: of shares, of log rates or hazards, of months.
Scale = Literal["share", "log_ratio", "month"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Result of `decide`.

    Attributes
    ----------
    verdict : "gap", "equivalent", "inconclusive" or "too_few"
    estimate, conf_low, conf_high, margin : as given
    exceeds_margin : the estimate itself is larger than the margin, in either direction
    excludes_zero : the interval lies on one side of 0; "equivalent" is then to be told as a
        difference that is there and smaller than what matters
    ratio : limits of the ratio of the two shares that were asked to be within ``ratio_margin``;
        None where only the difference was
    ratio_margin : as given
    n_events, n_people : as given
    smallest_gap : the smallest true difference that would have been found with the asked power,
        on the scale of the estimate; missing (nan) without an interval
    smallest_gap_people : the same in people of the smaller group, rounded up; None for months and
        without an interval
    power, conf_level : as given
    """

    verdict: Verdict
    estimate: float
    conf_low: float
    conf_high: float
    margin: float
    exceeds_margin: bool
    excludes_zero: bool
    ratio: tuple[float, float] | None
    ratio_margin: float
    n_events: int
    n_people: int
    smallest_gap: float
    smallest_gap_people: int | None
    power: float
    conf_level: float


def decide(
    estimate: float,
    conf_low: float,
    conf_high: float,
    *,
    margin: float,
    n_events: int,
    n_people: int,
    min_events: int = MIN_EVENTS,
    min_people: int = MIN_PEOPLE,
    conf_level: float = 0.95,
    power: float = 0.80,
    scale: Scale = "share",
    ratio: tuple[float, float] | None = None,
    ratio_margin: float = RATIO_MARGIN,
) -> Decision:
    """Say which of four sentences a comparison of two groups supports.

    The rules, in this order:

    1. ``"too_few"``: fewer than ``min_events`` events or ``min_people`` people in the smaller
       group, or no estimate or interval at all. Nothing is said about the groups.
    2. ``"equivalent"``: the whole interval lies within (-margin, margin), and of shares the
       interval of their ratio lies within 1/ratio_margin to ratio_margin too: of a rare event 1 %
       and 3 % differ by two points only, and by a factor of three. Whatever difference there is,
       even one that is not 0 (``excludes_zero``), is smaller than what was declared to matter.
    3. ``"gap"``: the interval lies wholly on one side of 0.
    4. ``"inconclusive"``: everything else. "No difference" never follows from it.

    An interval at 95 % makes rule 2 a test at 2.5 % to each side, stricter than the usual 5 %.

    The smallest gap that could have been seen is (z_(1-alpha/2) + z_power) times the standard
    error, here a half interval width over z. In people it is: a share of ``n_people``
    (``scale="share"``), or the events by which the smaller group's ``n_events`` would be fewer at
    that rate ratio (``"log_ratio"``).

    Parameters
    ----------
    estimate, conf_low, conf_high : difference of two groups, 0 where they agree; ratios as logs
    margin : largest difference that does not matter, on the same scale, above 0
    n_events, n_people : events and people in the smaller of the two groups
    min_events, min_people : below them nothing is said
    conf_level : level of the interval
    power : chance with which the smallest gap would have been found
    scale : "share", "log_ratio" or "month"
    ratio : limits of the ratio of the shares, at the same level. Without them the smaller share is
        taken to be ``n_events / n_people``, and limits of the difference as parts of it
    ratio_margin : largest ratio of shares that does not matter, above 1; below 1 its inverse

    Returns
    -------
    Decision

    Raises
    ------
    ValueError
        if the margin is not positive, ``ratio_margin`` is not above 1, limits are not in order, a
        count is negative, ``power`` is not between 0 and 1, ``scale`` is unknown, or a ratio is
        given that is not one of shares.

    References
    ----------
    Equivalence by an interval: Schuirmann (1987), J Pharmacokinet Biopharm 15:657; smallest
    detectable difference: Bloom (1995), Evaluation Review 19:547.

    Examples
    --------
    >>> found = decide(-0.04, -0.16, 0.08, margin=0.05, n_events=30, n_people=120)
    >>> found.verdict, round(found.smallest_gap, 3), found.smallest_gap_people
    ('inconclusive', 0.172, 21)
    >>> decide(-0.02, -0.0351, -0.0063, margin=0.05, n_events=8, n_people=800).verdict
    'gap'
    """
    z = critical_value(conf_level)
    check_choice("scale", scale, get_args(Scale))
    if not margin > 0:
        raise ValueError(f"margin must be above 0, but was {margin!r}")
    if not 0 < power < 1:
        raise ValueError(f"power must be between 0 and 1, but was {power!r}")
    if n_events < 0 or n_people < 0:
        raise ValueError(f"counts must be 0 or more, but were {n_events!r} and {n_people!r}")
    known = all(isfinite(value) for value in (estimate, conf_low, conf_high))
    if known and not conf_low <= estimate <= conf_high:
        raise ValueError("limits must lie on both sides of the estimate, but did not")
    if not ratio_margin > 1:
        raise ValueError(f"ratio_margin must be above 1, but was {ratio_margin!r}")
    if ratio is not None and (scale != "share" or (known and not 0 <= ratio[0] <= ratio[1])):
        raise ValueError(f"ratio must be rising limits of a ratio of shares, but was {ratio!r}")
    if ratio is None and scale == "share" and known:
        ratio = _ratio_limits(conf_low, conf_high, n_events, n_people)
    near = ratio is None or (
        ratio[0] >= 1 / ratio_margin - ROUNDING and ratio[1] <= ratio_margin + ROUNDING
    )
    gap = (z + float(ndtri(power))) * (conf_high - conf_low) / (2 * z) if known else float("nan")
    enough = known and n_events >= min_events and n_people >= min_people
    return Decision(
        verdict=_verdict(conf_low, conf_high, margin, near=near) if enough else "too_few",
        estimate=estimate,
        conf_low=conf_low,
        conf_high=conf_high,
        margin=margin,
        exceeds_margin=abs(estimate) > margin,
        excludes_zero=known and not conf_low <= 0 <= conf_high,
        ratio=ratio,
        ratio_margin=ratio_margin,
        n_events=n_events,
        n_people=n_people,
        smallest_gap=gap,
        smallest_gap_people=_in_people(gap, scale, n_events, n_people) if known else None,
        power=power,
        conf_level=conf_level,
    )


def _ratio_limits(
    conf_low: float, conf_high: float, n_events: int, n_people: int
) -> tuple[float, float]:
    """Ratio of shares farthest from 1 within the limits of their difference, and its inverse."""
    widest = max(abs(conf_low), abs(conf_high))
    share = n_events / n_people if n_people else 0.0
    farthest = 1 + widest / share if share else inf
    return 1 / farthest, farthest


def _verdict(conf_low: float, conf_high: float, margin: float, *, near: bool) -> Verdict:
    if near and -margin < conf_low and conf_high < margin:
        return "equivalent"
    if conf_low > 0 or conf_high < 0:
        return "gap"
    return "inconclusive"


def _in_people(gap: float, scale: Scale, n_events: int, n_people: int) -> int | None:
    if scale == "month":
        return None
    people = gap * n_people if scale == "share" else n_events * (1 - exp(-gap))
    return ceil(round(people, 9))
