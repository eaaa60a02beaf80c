"""Rates and ratios as a reader writes them down, asked whether counts give the shown digits.

Each formula takes whole numbers of people as arrays of one shape, and what the other numbers tell, and
returns where all of it fits. They are written apart from ``stats``, and know of a number only what is
printed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np
from scipy.special import betaincinv, gammaincinv, ndtri

from pug_analysis.audit.digits import NOTHING, Told, meet
from pug_analysis.audit.matching import SLACK, TAIL, GroupCounts, Shown, Z, hits, z_of

#: z of a difference that is found with a chance of 80 %.
_SEEN: Final = Z + float(ndtri(0.8))
#: A logarithm's variance over that of the plain counts: strata and covariates only add to it (Jensen's
#: inequality on p (1 - p)), and seldom more than this; for Mantel-Haenszel it may be a little less.
COX_SPREAD: Final = Told(1.0, 1.15)
STRATA_SPREAD: Final = Told(0.95, 1.15)
#: Cox's model with people of one month together and many covariates.
TIED_COX_SPREAD: Final = Told(1.05, 1.35)
#: What a recomputed error is multiplied with, to a power.
_COARSE_FACTOR: Final = 1.3
_POWERS: Final = range(-3, 6)


def fits_rate(counts: GroupCounts, shown: Shown) -> np.ndarray:
    """Events per 100 person-years with Garwood's limits.

    ``counts``: ``kejadian``; ``shown``: ``tahun`` (person-years), ``estimate, conf_low, conf_high``.
    """
    events = counts["kejadian"].astype(float)
    years = shown.get("tahun", NOTHING)
    low = np.where(events > 0, gammaincinv(np.maximum(events, 1), TAIL), 0.0)
    high = gammaincinv(events + 1, 1 - TAIL)
    values = {"estimate": events, "conf_low": low, "conf_high": high}
    # Every number fixes the person-years; all must be the same.
    return _one_scale({name: 100 * value for name, value in values.items()}, shown, years)


def fits_rate_ratio(counts: GroupCounts, shown: Shown) -> np.ndarray:
    """Ratio of two rates with exact conditional limits.

    ``counts``: ``satu`` (compared) and ``nol`` (reference); ``shown``: ``tahun_satu, tahun_nol`` and
    ``estimate, conf_low, conf_high``, ``terlihat`` (ratio found with a chance of 80 %).
    """
    one, none = (counts[name].astype(float) for name in ("satu", "nol"))
    years = [shown.get(name, NOTHING) for name in ("tahun_satu", "tahun_nol")]
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(one > 0, betaincinv(np.maximum(one, 1), none + 1, TAIL), 0.0)
        high = np.where(none > 0, betaincinv(one + 1, np.maximum(none, 1), 1 - TAIL), 1.0)
        limits = [low / (1 - low), high / (1 - high)]
        values = {"estimate": one / none, "conf_low": limits[0], "conf_high": limits[1]}
        width = (np.log(limits[1]) - np.log(limits[0])) / (2 * Z)
    odds = NOTHING
    if all(part.known for part in years):
        least = max(years[0].low, SLACK) / years[1].high
        odds = Told(least, years[0].high / max(years[1].low, SLACK))
    seen = {"terlihat": _seen(shown)}
    return _one_scale(values, shown, odds) & hits(np.exp(-_SEEN * width), seen, "terlihat")


def _seen(shown: Shown) -> Told:
    """The ratio found with a chance of 80 %, unless it follows from the limits as they are shown."""
    seen, low, high = (shown.get(name, NOTHING) for name in ("terlihat", "conf_low", "conf_high"))
    if not (seen.known and low.known and high.known) or low.middle <= 0:
        return seen
    own = math.exp(-_SEEN * math.log(high.middle / low.middle) / (2 * Z))
    return NOTHING if seen.low - SLACK <= own <= seen.high + SLACK else seen


def fits_log_ratio(counts: GroupCounts, shown: Shown) -> np.ndarray:
    """Ratio with Wald limits on the logarithm: its width tells 1 / d1 + 1 / d0.

    ``counts``: the events of both sides, or of all four of a ratio of ratios; ``shown``: ``estimate,
    conf_low, conf_high``, ``p_value``, ``terlihat``, and ``sebar``: variance over that of the plain counts.
    """
    spread = shown.get("sebar", COX_SPREAD)
    with np.errstate(divide="ignore"):
        plain = _plain_variance(counts)
    error = _log_error(shown)
    if not error.known:
        return np.ones(plain.shape, dtype=bool)
    fits = plain * spread.low <= error.high**2 * (1 + SLACK)
    return fits & (plain * spread.high >= error.low**2 * (1 - SLACK))


def recomputes_log_ratio(counts: GroupCounts, shown: Shown) -> np.ndarray:
    """Whether a ratio's limits follow from it and from the shown events.

    The error is (1 / d1 + 1 / d0)^0.5 times a power of 1.3, of which the power tells no more than within
    15 %. A limit that would lie on the other side of 1 than the exact one stands at 1 or beside it.
    """
    plain = np.sqrt(_plain_variance(counts))
    ratio, low, high = (shown.get(name, NOTHING) for name in ("estimate", "conf_low", "conf_high"))
    fits = np.zeros(plain.shape, dtype=bool)
    if not (ratio.known and low.known and high.known):
        return fits
    for power in _POWERS:
        reach = Z * plain * _COARSE_FACTOR**power
        ends = ratio.middle * np.exp(-reach), ratio.middle * np.exp(reach)
        step = low.width
        fits |= (hits(ends[0], {"x": low}, "x") | _beside_one(low, step)) & (
            hits(ends[1], {"x": high}, "x") | _beside_one(high, step)
        )
    return fits


def recomputes_seen(counts: GroupCounts, shown: Shown) -> np.ndarray:
    """Whether the ratio that would have been found follows from shown limits: then it tells nothing more."""
    known = shown.get("terlihat", NOTHING).known
    follows = known and not _seen(shown).known
    return np.full(np.broadcast_shapes(*(np.shape(n) for n in counts.values())), follows)


def _plain_variance(counts: GroupCounts) -> np.ndarray:
    return np.sum([1.0 / events for events in counts.values()], axis=0)


def _beside_one(limit: Told, step: float) -> bool:
    return abs(limit.middle - 1) <= step * (1 + SLACK)


def _log_error(shown: Shown) -> Told:
    """Standard error of the logarithm from its limits and from what could have been seen."""
    estimate, low, high = (
        shown.get(name, NOTHING) for name in ("estimate", "conf_low", "conf_high")
    )
    found = []
    for above, below, times in ((high, low, 2), (estimate, low, 1), (high, estimate, 1)):
        if above.known and below.known and below.low > 0:
            found.append(
                Told(
                    max(math.log(above.low / below.high), 0.0) / (times * Z),
                    math.log(above.high / below.low) / (times * Z),
                )
            )
    error = meet(found)
    others = _error_of_p(estimate, shown.get("p_value", NOTHING))
    seen = _seen(shown)
    if seen.known and seen.low > 0:
        others.append(Told(-math.log(seen.high) / _SEEN, -math.log(seen.low) / _SEEN))
    for other in others:
        both = meet([error, other])
        # A test of another kind, such as a likelihood ratio, says nothing of the width.
        error = both if both.low <= both.high else error
    return error


def _error_of_p(ratio: Told, p_value: Told) -> list[Told]:
    """Standard error of the logarithm of a ratio from its p-value; nothing where the ratio may be 1."""
    z = z_of(p_value)
    if not (ratio.known and z.known) or ratio.low <= 0 or ratio.low <= 1 <= ratio.high:
        return []
    far = sorted(abs(math.log(end)) for end in (ratio.low, ratio.high))
    return [Told(far[0] / z.high if z.high else 0.0, far[1] / z.low if z.low else math.inf)]


def _one_scale(values: Mapping[str, np.ndarray], shown: Shown, scale: Told) -> np.ndarray:
    """Whether one number divides all values into what is shown of them."""
    shape = next(iter(values.values())).shape
    least, most = np.full(shape, scale.low), np.full(shape, scale.high)
    if not scale.known:
        least, most = np.zeros(shape), np.full(shape, np.inf)
    for name, value in values.items():
        told = shown.get(name, NOTHING)
        if told.known:
            with np.errstate(divide="ignore", invalid="ignore"):
                high = np.where(told.low > 0, value / max(told.low, SLACK), np.inf)
                low = np.where(told.high > 0, value / max(told.high, SLACK), 0.0)
            least, most = np.fmax(least, low), np.fmin(most, high)
    return least <= most * (1 + SLACK)
