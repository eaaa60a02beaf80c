"""The log-rank test of one group's events, asked whether counts give the shown digits.

See ``audit.formulas``.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from pug_analysis.audit.digits import NOTHING, Told
from pug_analysis.audit.matching import SLACK, GroupCounts, Shown, z_of

#: A log-rank variance over E (1 - E / D): ties and changing shares at risk only take from it.
LOGRANK_SPREAD: Final = Told(0.85, 1.0)
#: The same where most people of a month arrive together, as with ranks.
TIED_SPREAD: Final = Told(0.4, 1.0)
#: So far the share of those at risk may be from that of all who were followed.
_SHARE_MOVES: Final = 0.1


def fits_logrank(counts: GroupCounts, shown: Shown) -> np.ndarray:
    """Observed and expected events of one group with the log-rank test.

    ``counts``: ``kejadian`` of the group; ``shown``: ``harapan``, ``selisih`` (O - E), ``p_value``,
    ``semua`` (events of both groups) or ``risiko_satu, risiko_nol`` (people of the group and of the
    other), and ``sebar``: the variance over E (1 - E / D).
    """
    observed = counts["kejadian"].astype(float)
    expected, gap = _expected(observed, shown)
    z = z_of(shown.get("p_value", NOTHING))
    if expected is None or not z.known:
        return np.ones(observed.shape, dtype=bool)
    (low, high), spread = expected, shown.get("sebar", LOGRANK_SPREAD)
    rest = _rest(low, high, shown)
    variance = low * rest[0] * spread.low, high * rest[1] * spread.high
    with np.errstate(invalid="ignore"):
        roots = np.sqrt(np.maximum(variance[0], 0)), np.sqrt(np.maximum(variance[1], 0))
    far = np.maximum(np.abs(gap[0]), np.abs(gap[1]))
    near = np.where((gap[0] <= 0) & (gap[1] >= 0), 0.0, np.minimum(np.abs(gap[0]), np.abs(gap[1])))
    return (near <= z.high * roots[1] + SLACK) & (far >= z.low * roots[0] - SLACK) & (high > 0)


def fits_excess(counts: GroupCounts, shown: Shown) -> np.ndarray:
    """Observed events of one group less the expected ones.

    ``counts``: ``kejadian`` of the group; ``shown``: ``harapan``, ``selisih`` (O - E).
    """
    observed = counts["kejadian"].astype(float)
    expected, gap = (shown.get(name, NOTHING) for name in ("harapan", "selisih"))
    if not (expected.known and gap.known):
        return np.ones(observed.shape, dtype=bool)
    low, high = expected.low + gap.low, expected.high + gap.high
    return (observed >= low - SLACK) & (observed <= high + SLACK)


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
