"""The published formulas, as a reader writes them down, asked whether counts give the shown digits.

Each takes whole numbers of people as arrays of one shape, and what the other numbers tell, and returns
where all of it fits. They are written apart from ``stats``, and know of a number only what is printed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np
from scipy.special import betaincinv, gammaincinv, ndtri

from pug_analysis.audit.digits import NOTHING, Told, meet

Counts = Mapping[str, np.ndarray]
Shown = Mapping[str, Told]

_Z: Final = float(ndtri(0.975))
#: z of a difference that is found with a chance of 80 %.
_SEEN: Final = _Z + float(ndtri(0.8))
_TAIL: Final = 0.025
#: To what shown counts are rounded.
_STEP: Final = 5
#: Below this size a share has Clopper and Pearson's limits, from it on Wilson's.
_EXACT_BELOW: Final = 100
#: Printed ends are as wide as floating point lets them be.
_SLACK: Final = 1e-9
#: A logarithm's variance over that of the plain counts: strata and covariates only add to it (Jensen's
#: inequality on p (1 - p)), and seldom more than this; for Mantel-Haenszel it may be a little less.
COX_SPREAD: Final = Told(1.0, 1.15)
STRATA_SPREAD: Final = Told(0.95, 1.15)
#: A log-rank variance over E (1 - E / D): ties and changing shares at risk only take from it.
LOGRANK_SPREAD: Final = Told(0.85, 1.0)
#: The same where most people of a month arrive together, as with ranks.
TIED_SPREAD: Final = Told(0.4, 1.0)
#: Cox's model with people of one month together and many covariates.
TIED_COX_SPREAD: Final = Told(1.05, 1.35)
#: So far the share of those at risk may be from that of all who were followed.
_SHARE_MOVES: Final = 0.1
#: What a recomputed error is multiplied with, to a power.
_COARSE_FACTOR: Final = 1.3
_POWERS: Final = range(-3, 6)
#: So many combinations at most are tested by Fisher's test.
_MOST_FISHER: Final = 2_000


def fits_rate(counts: Counts, shown: Shown) -> np.ndarray:
    """Events per 100 person-years with Garwood's limits.

    ``counts``: ``kejadian``; ``shown``: ``tahun`` (person-years), ``estimate, conf_low, conf_high``.
    """
    events = counts["kejadian"].astype(float)
    years = shown.get("tahun", NOTHING)
    low = np.where(events > 0, gammaincinv(np.maximum(events, 1), _TAIL), 0.0)
    high = gammaincinv(events + 1, 1 - _TAIL)
    values = {"estimate": events, "conf_low": low, "conf_high": high}
    # Every number fixes the person-years; all must be the same.
    return _one_scale({name: 100 * value for name, value in values.items()}, shown, years)


def fits_rate_ratio(counts: Counts, shown: Shown) -> np.ndarray:
    """Ratio of two rates with exact conditional limits.

    ``counts``: ``satu`` (compared) and ``nol`` (reference); ``shown``: ``tahun_satu, tahun_nol`` and
    ``estimate, conf_low, conf_high``, ``terlihat`` (ratio found with a chance of 80 %).
    """
    one, none = (counts[name].astype(float) for name in ("satu", "nol"))
    years = [shown.get(name, NOTHING) for name in ("tahun_satu", "tahun_nol")]
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(one > 0, betaincinv(np.maximum(one, 1), none + 1, _TAIL), 0.0)
        high = np.where(none > 0, betaincinv(one + 1, np.maximum(none, 1), 1 - _TAIL), 1.0)
        limits = [low / (1 - low), high / (1 - high)]
        values = {"estimate": one / none, "conf_low": limits[0], "conf_high": limits[1]}
        width = (np.log(limits[1]) - np.log(limits[0])) / (2 * _Z)
    odds = NOTHING
    if all(part.known for part in years):
        least = max(years[0].low, _SLACK) / years[1].high
        odds = Told(least, years[0].high / max(years[1].low, _SLACK))
    seen = {"terlihat": _seen(shown)}
    return _one_scale(values, shown, odds) & _hits(np.exp(-_SEEN * width), seen, "terlihat")


def _seen(shown: Shown) -> Told:
    """The ratio found with a chance of 80 %, unless it follows from the limits as they are shown."""
    seen, low, high = (shown.get(name, NOTHING) for name in ("terlihat", "conf_low", "conf_high"))
    if not (seen.known and low.known and high.known) or low.middle <= 0:
        return seen
    own = math.exp(-_SEEN * math.log(high.middle / low.middle) / (2 * _Z))
    return NOTHING if seen.low - _SLACK <= own <= seen.high + _SLACK else seen


def fits_log_ratio(counts: Counts, shown: Shown) -> np.ndarray:
    """Ratio with Wald limits on the logarithm: its width tells 1 / d1 + 1 / d0.

    ``counts``: ``satu, nol`` (events); ``shown``: ``estimate, conf_low, conf_high``, ``p_value``,
    ``terlihat``, and ``sebar``: variance over that of the plain counts.
    """
    spread = shown.get("sebar", COX_SPREAD)
    with np.errstate(divide="ignore"):
        plain = 1.0 / counts["satu"] + 1.0 / counts["nol"]
    error = _log_error(shown)
    if not error.known:
        return np.ones(plain.shape, dtype=bool)
    fits = plain * spread.low <= error.high**2 * (1 + _SLACK)
    return fits & (plain * spread.high >= error.low**2 * (1 - _SLACK))


def recomputes_log_ratio(counts: Counts, shown: Shown) -> np.ndarray:
    """Whether a ratio's limits follow from it and from the shown events.

    The error is (1 / d1 + 1 / d0)^0.5 times a power of 1.3, of which the power tells no more than within
    15 %. A limit that would lie on the other side of 1 than the exact one stands at 1 or beside it.
    """
    plain = np.sqrt(1.0 / counts["satu"] + 1.0 / counts["nol"])
    ratio, low, high = (shown.get(name, NOTHING) for name in ("estimate", "conf_low", "conf_high"))
    fits = np.zeros(plain.shape, dtype=bool)
    if not (ratio.known and low.known and high.known):
        return fits
    for power in _POWERS:
        reach = _Z * plain * _COARSE_FACTOR**power
        ends = ratio.middle * np.exp(-reach), ratio.middle * np.exp(reach)
        step = low.width
        fits |= (_hits(ends[0], {"x": low}, "x") | _beside_one(low, step)) & (
            _hits(ends[1], {"x": high}, "x") | _beside_one(high, step)
        )
    return fits


def _beside_one(limit: Told, step: float) -> bool:
    return abs(limit.middle - 1) <= step * (1 + _SLACK)


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
                    max(math.log(above.low / below.high), 0.0) / (times * _Z),
                    math.log(above.high / below.low) / (times * _Z),
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
    z = _z_of(p_value)
    if not (ratio.known and z.known) or ratio.low <= 0 or ratio.low <= 1 <= ratio.high:
        return []
    far = sorted(abs(math.log(end)) for end in (ratio.low, ratio.high))
    return [Told(far[0] / z.high if z.high else 0.0, far[1] / z.low if z.low else math.inf)]


def fits_share(counts: Counts, shown: Shown) -> np.ndarray:
    """A share with Clopper and Pearson's or Wilson's limits.

    ``counts``: ``bagian`` and ``semua``, or ``lain``, those who are not of the part; ``shown``:
    ``estimate, conf_low, conf_high``. A part that was rounded above its whole is all of it.
    """
    part = counts["bagian"].astype(float)
    whole = counts["semua"].astype(float) if "semua" in counts else part + counts["lain"]
    possible = whole > 0
    size = np.where(possible, whole, 1.0)
    part = np.minimum(part, size)
    low, high = share_limits(part, size)
    fits = possible & _hits(part / size, shown, "estimate")
    return fits & _hits(low, shown, "conf_low") & _hits(high, shown, "conf_high")


def share_limits(part: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Limits of shares: exact under 100 people, Wilson's from there on."""
    low, high = wilson(part, whole)
    rest = whole - part
    exact_low = np.where(part > 0, betaincinv(np.maximum(part, 1), rest + 1, _TAIL), 0.0)
    exact_high = np.where(rest > 0, betaincinv(part + 1, np.maximum(rest, 1), 1 - _TAIL), 1.0)
    exact = whole < _EXACT_BELOW
    return np.where(exact, exact_low, low), np.where(exact, exact_high, high)


def wilson(part: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's limits of shares."""
    share, z2 = part / whole, _Z**2
    centre = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = _Z / (1 + z2 / whole) * np.sqrt(share * (1 - share) / whole + z2 / (4 * whole**2))
    return centre - half, centre + half


def fits_gap(counts: Counts, shown: Shown) -> np.ndarray:
    """Difference of two shares with Newcombe's limits.

    ``counts``: ``bagian_satu, semua_satu, bagian_nol, semua_nol``; ``shown``: ``estimate, conf_low,
    conf_high``, ``p_value`` (Fisher).
    """
    one, all_one, none, all_none = (
        counts[name].astype(float)
        for name in ("bagian_satu", "semua_satu", "bagian_nol", "semua_nol")
    )
    possible = (all_one > 0) & (all_none > 0)
    all_one, all_none = np.where(possible, all_one, 1.0), np.where(possible, all_none, 1.0)
    one, none = np.minimum(one, all_one), np.minimum(none, all_none)
    first, second = none / all_none, one / all_one
    (first_low, first_high), (low, high) = wilson(none, all_none), wilson(one, all_one)
    gap = second - first
    below = gap - np.hypot(second - low, first_high - first)
    above = gap + np.hypot(high - second, first - first_low)
    fits = possible & _hits(gap, shown, "estimate")
    fits &= _hits(below, shown, "conf_low") & _hits(above, shown, "conf_high")
    return _hits_fisher(fits, (one, all_one, none, all_none), shown)


def _hits_fisher(fits: np.ndarray, counts: tuple[np.ndarray, ...], shown: Shown) -> np.ndarray:
    """Keep of what fits whatever has the p-value shown; a class of p-values is not looked into."""
    told = shown.get("p_value", NOTHING)
    if not told.known or told.low == 0 or told.high == 1 or fits.sum() > _MOST_FISHER:
        return fits
    from scipy.stats import fisher_exact

    kept = fits.copy()
    for place in np.argwhere(fits):
        one, all_one, none, all_none = (values[tuple(place)] for values in counts)
        table = [[one, all_one - one], [none, all_none - none]]
        kept[tuple(place)] = told.low - _SLACK <= fisher_exact(table).pvalue <= told.high + _SLACK
    return kept


def fits_incidence(counts: Counts, shown: Shown) -> np.ndarray:
    """Share that has arrived by a time (Aalen-Johansen), with those at risk by then.

    ``counts``: ``kejadian, semua``; ``shown``: ``estimate``, ``sisa_awal, sisa`` (followed at first, and
    still at risk then, in a table of the same people): whoever left before moves the share no further
    than if they had left at once, or at the end. ``orang``: the shown people, where the share is of
    events to the nearest 5 among them.
    """
    told = shown.get("estimate", NOTHING)
    plain = counts["kejadian"] / np.maximum(counts["semua"], 1)
    if not told.known:
        return np.ones(plain.shape, dtype=bool)
    people = shown.get("orang", NOTHING)
    if people.known:
        told = effective(told, people.middle)
    start, left = shown.get("sisa_awal", NOTHING), shown.get("sisa", NOTHING)
    rest = 1.0
    if start.known and left.known:
        rest = min(max(left.low / start.high, 0.0), 1.0)
    return (plain * rest <= told.high + _SLACK) & (plain >= (told.low - _SLACK) * rest)


def effective(share: Told, people: float) -> Told:
    """What a share tells that was made of events and people, both to the nearest 5."""
    half, events = _STEP / 2, (share.low * people, share.high * people)
    nearest = [
        _STEP * math.ceil(events[0] / _STEP - _SLACK),
        _STEP * math.floor(events[1] / _STEP + _SLACK),
    ]
    if nearest[0] > nearest[1]:
        return share
    return Told(
        max(nearest[0] - half, 0) / (people + half), (nearest[1] + half) / max(people - half, half)
    )


def fits_pool(counts: Counts, shown: Shown) -> np.ndarray:
    """Women among the holders of posts, against women among the candidates (hypergeometric).

    ``counts``: ``wanita, semua`` (candidates); ``shown``: ``pejabat_wanita, pejabat`` (public) and
    ``p_value``, twice the smaller tail.
    """
    told = shown.get("p_value", NOTHING)
    held, posts = (shown.get(name, NOTHING) for name in ("pejabat_wanita", "pejabat"))
    women, whole = counts["wanita"], counts["semua"]
    if not (told.known and held.known and posts.known):
        return np.ones(women.shape, dtype=bool)
    from scipy.stats import hypergeom

    few = np.minimum(women, whole)
    pool = posts.middle + whole, held.middle + few, posts.middle
    lower = hypergeom.cdf(held.middle, *pool)
    upper = hypergeom.sf(held.middle - 1, *pool)
    p_value = np.minimum(2 * np.minimum(lower, upper), 1.0)
    return (whole > 0) & _hits(p_value, shown, "p_value")


def fits_logrank(counts: Counts, shown: Shown) -> np.ndarray:
    """Observed and expected events of one group with the log-rank test.

    ``counts``: ``kejadian`` of the group; ``shown``: ``harapan``, ``selisih`` (O - E), ``p_value``,
    ``semua`` (events of both groups) or ``risiko_satu, risiko_nol`` (people of the group and of the
    other), and ``sebar``: the variance over E (1 - E / D).
    """
    observed = counts["kejadian"].astype(float)
    expected, gap = _expected(observed, shown)
    z = _z_of(shown.get("p_value", NOTHING))
    if expected is None or not z.known:
        return np.ones(observed.shape, dtype=bool)
    (low, high), spread = expected, shown.get("sebar", LOGRANK_SPREAD)
    rest = _rest(low, high, shown)
    variance = low * rest[0] * spread.low, high * rest[1] * spread.high
    with np.errstate(invalid="ignore"):
        roots = np.sqrt(np.maximum(variance[0], 0)), np.sqrt(np.maximum(variance[1], 0))
    far = np.maximum(np.abs(gap[0]), np.abs(gap[1]))
    near = np.where((gap[0] <= 0) & (gap[1] >= 0), 0.0, np.minimum(np.abs(gap[0]), np.abs(gap[1])))
    return (near <= z.high * roots[1] + _SLACK) & (far >= z.low * roots[0] - _SLACK) & (high > 0)


def _expected(
    observed: np.ndarray, shown: Shown
) -> tuple[tuple[np.ndarray, np.ndarray] | None, tuple[np.ndarray, np.ndarray]]:
    """Ends of the expected events, and of observed less expected."""
    stated, gap = shown.get("harapan", NOTHING), shown.get("selisih", NOTHING)
    if stated.known:
        ends = np.full(observed.shape, stated.low), np.full(observed.shape, stated.high)
        return ends, (observed - stated.high, observed - stated.low)
    if gap.known:
        same = np.full(observed.shape, gap.low), np.full(observed.shape, gap.high)
        return (observed - gap.high, observed - gap.low), same
    return None, (observed, observed)


def _rest(low: np.ndarray, high: np.ndarray, shown: Shown) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the share of events that would fall to the other group."""
    events = shown.get("semua", NOTHING)
    own, others = (shown.get(name, NOTHING) for name in ("risiko_satu", "risiko_nol"))
    if events.known:
        return np.maximum(1 - high / events.low, 0), np.maximum(1 - low / events.high, 0)
    if own.known and others.known:
        rest = others.middle / (own.middle + others.middle)
        ends = max(rest - _SHARE_MOVES, 0.0), min(rest + _SHARE_MOVES, 1.0)
        return np.full(low.shape, ends[0]), np.full(low.shape, ends[1])
    return np.zeros(low.shape), np.ones(low.shape)


def _z_of(p_value: Told) -> Told:
    if not p_value.known:
        return NOTHING
    tails = [max(p, 1e-300) / 2 for p in (p_value.high, p_value.low)]
    return Told(max(-float(ndtri(tails[0])), 0.0), -float(ndtri(tails[1])))


def _hits(values: np.ndarray, shown: Shown, name: str) -> np.ndarray:
    told = shown.get(name, NOTHING)
    if not told.known:
        return np.ones(values.shape, dtype=bool)
    return (values >= told.low - _SLACK) & (values <= told.high + _SLACK)


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
                high = np.where(told.low > 0, value / max(told.low, _SLACK), np.inf)
                low = np.where(told.high > 0, value / max(told.high, _SLACK), 0.0)
            least, most = np.fmax(least, low), np.fmin(most, high)
    return least <= most * (1 + _SLACK)
