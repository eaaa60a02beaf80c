"""Shares, their differences and exact tests, asked whether counts give the shown digits.

See ``audit.formulas``.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from scipy.special import betaincinv, gammaln

from pug_analysis.audit.digits import NOTHING, Told
from pug_analysis.audit.matching import SLACK, TAIL, GroupCounts, Shown, Z, hits
from pug_analysis.audit.published import STEP

#: Below this size a share has Clopper and Pearson's limits, from it on Wilson's.
_EXACT_BELOW: Final = 100
#: So many combinations at most are tested by Fisher's test.
_MOST_FISHER: Final = 2_000


def fits_share(counts: GroupCounts, shown: Shown) -> np.ndarray:
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
    fits = possible & hits(part / size, shown, "estimate")
    return fits & hits(low, shown, "conf_low") & hits(high, shown, "conf_high")


def share_limits(part: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Limits of shares: exact under 100 people, Wilson's from there on."""
    low, high = wilson(part, whole)
    rest = whole - part
    exact_low = np.where(part > 0, betaincinv(np.maximum(part, 1), rest + 1, TAIL), 0.0)
    exact_high = np.where(rest > 0, betaincinv(part + 1, np.maximum(rest, 1), 1 - TAIL), 1.0)
    exact = whole < _EXACT_BELOW
    return np.where(exact, exact_low, low), np.where(exact, exact_high, high)


def wilson(part: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's limits of shares."""
    share, z2 = part / whole, Z**2
    centre = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = Z / (1 + z2 / whole) * np.sqrt(share * (1 - share) / whole + z2 / (4 * whole**2))
    return centre - half, centre + half


def fits_gap(counts: GroupCounts, shown: Shown) -> np.ndarray:
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
    fits = possible & hits(gap, shown, "estimate")
    fits &= hits(below, shown, "conf_low") & hits(above, shown, "conf_high")
    return _hits_fisher(fits, (one, all_one, none, all_none), shown)


def _hits_fisher(fits: np.ndarray, counts: tuple[np.ndarray, ...], shown: Shown) -> np.ndarray:
    """Keep of what fits whatever has the p-value shown; a class of p-values is not looked into."""
    told = shown.get("p_value", NOTHING)
    if not told.known or told.low == 0 or told.high == 1 or fits.sum() > _MOST_FISHER:
        return fits
    kept = fits.copy()
    for place in np.argwhere(fits):
        one, all_one, none, all_none = (values[tuple(place)] for values in counts)
        events = one + none
        chances = _hypergeometric(events, np.array(all_one + all_none), np.array(all_one))
        # As rare as what is seen, but for rounding.
        p_value = chances[chances <= chances[int(one)] * (1 + 1e-7)].sum()
        kept[tuple(place)] = told.low - SLACK <= p_value <= told.high + SLACK
    return kept


def fits_incidence(counts: GroupCounts, shown: Shown) -> np.ndarray:
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
    return (plain * rest <= told.high + SLACK) & (plain >= (told.low - SLACK) * rest)


def effective(share: Told, people: float) -> Told:
    """What a share tells that was made of events and people, both to the nearest 5."""
    half, events = STEP / 2, (share.low * people, share.high * people)
    nearest = [
        STEP * math.ceil(events[0] / STEP - SLACK),
        STEP * math.floor(events[1] / STEP + SLACK),
    ]
    if nearest[0] > nearest[1]:
        return share
    return Told(
        max(nearest[0] - half, 0) / (people + half), (nearest[1] + half) / max(people - half, half)
    )


def fits_pool(counts: GroupCounts, shown: Shown) -> np.ndarray:
    """Women among the holders of posts, against women among the candidates (hypergeometric).

    ``counts``: ``wanita, semua`` (candidates); ``shown``: ``pejabat_wanita, pejabat`` (public) and
    ``p_value``, twice the smaller tail.
    """
    told = shown.get("p_value", NOTHING)
    held, posts = (shown.get(name, NOTHING) for name in ("pejabat_wanita", "pejabat"))
    women, whole = counts["wanita"], counts["semua"]
    if not (told.known and held.known and posts.known):
        return np.ones(women.shape, dtype=bool)
    few, seen = np.minimum(women, whole), int(held.middle)
    chances = _hypergeometric(posts.middle, posts.middle + whole, held.middle + few)
    lower = chances[..., : seen + 1].sum(axis=-1)
    upper = chances[..., seen:].sum(axis=-1)
    p_value = np.minimum(2 * np.minimum(lower, upper), 1.0)
    return (whole > 0) & hits(p_value, shown, "p_value")


def _hypergeometric(drawn: float, pool: np.ndarray, marked: np.ndarray) -> np.ndarray:
    """Chance of 0, 1, ... marked ones among those drawn; one more axis than the pool."""
    k = np.arange(int(drawn) + 1)
    pool, marked = np.asarray(pool, dtype=float)[..., None], np.asarray(marked, float)[..., None]
    possible = (k <= marked) & (drawn - k <= pool - marked)
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = _choose(marked, k) + _choose(pool - marked, drawn - k) - _choose(pool, drawn)
    return np.where(possible, np.exp(np.where(possible, logs, 0.0)), 0.0)


def _choose(n: np.ndarray, k: np.ndarray | float) -> np.ndarray:
    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
