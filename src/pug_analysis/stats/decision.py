"""What may be said: one of four verdicts from an interval, a margin and the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, isfinite
from typing import Literal, get_args

from scipy.special import ndtri

from pug_analysis.stats.intervals import check_choice, critical_value

#: Below so many events, or people, nothing is said of a group.
MIN_EVENTS, MIN_PEOPLE = 5, 10
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
) -> Decision:
    """Say which of four sentences a comparison of two groups supports.

    The rules, in this order:

    1. ``"too_few"``: fewer than ``min_events`` events or ``min_people`` people in the smaller
       group, or no estimate or interval at all. Nothing is said about the groups.
    2. ``"equivalent"``: the whole interval lies within (-margin, margin). Whatever difference
       there is, even one that is not 0, is smaller than what was declared to matter.
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

    Returns
    -------
    Decision

    Raises
    ------
    ValueError
        if the margin is not positive, the limits are not in order, a count is negative, ``power``
        is not between 0 and 1, or ``scale`` is unknown.

    References
    ----------
    Equivalence by an interval: Schuirmann (1987), J Pharmacokinet Biopharm 15:657; smallest
    detectable difference: Bloom (1995), Evaluation Review 19:547.

    Examples
    --------
    >>> found = decide(-0.04, -0.16, 0.08, margin=0.05, n_events=30, n_people=120)
    >>> found.verdict, round(found.smallest_gap, 3), found.smallest_gap_people
    ('inconclusive', 0.172, 21)
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
    gap = (z + float(ndtri(power))) * (conf_high - conf_low) / (2 * z) if known else float("nan")
    enough = known and n_events >= min_events and n_people >= min_people
    return Decision(
        verdict=_verdict(conf_low, conf_high, margin) if enough else "too_few",
        estimate=estimate,
        conf_low=conf_low,
        conf_high=conf_high,
        margin=margin,
        exceeds_margin=abs(estimate) > margin,
        n_events=n_events,
        n_people=n_people,
        smallest_gap=gap,
        smallest_gap_people=_in_people(gap, scale, n_events, n_people) if known else None,
        power=power,
        conf_level=conf_level,
    )


def _verdict(conf_low: float, conf_high: float, margin: float) -> Verdict:
    if -margin < conf_low and conf_high < margin:
        return "equivalent"
    if conf_low > 0 or conf_high < 0:
        return "gap"
    return "inconclusive"


def _in_people(gap: float, scale: Scale, n_events: int, n_people: int) -> int | None:
    if scale == "month":
        return None
    people = gap * n_people if scale == "share" else n_events * (1 - exp(-gap))
    return ceil(round(people, 9))
