"""Counts that are wholes and parts of each other, and how far they narrow each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pug_analysis.audit.estimates import Known
from pug_analysis.audit.tables import Key

#: Ends move by whole people, so this is reached at the latest when nothing moves.
_ROUNDS: Final = 50


@dataclass(frozen=True, slots=True)
class Sum:
    """The people of some cells are those of others, or at least as many.

    Attributes
    ----------
    whole, parts : cells whose sums are compared; neither is empty
    at_least : whether the whole may also be larger
    """

    whole: tuple[Key, ...]
    parts: tuple[Key, ...]
    at_least: bool = False


def tighten(sums: Sequence[Sum], known: Known) -> tuple[Known, list[Sum]]:
    """Tighten the ends of counts by their sums until nothing moves.

    Parameters
    ----------
    sums : what must hold
    known : ends of every cell that they name

    Returns
    -------
    The ends, and the sums that no counts within their ends fulfil. These are left out, and what they
    moved is undone: the displays then do not count the same people, and tell nothing of each other.
    """
    kept: list[Sum] = list(sums)
    broken: list[Sum] = []
    while True:
        found, crossed = _tighten(kept, known)
        if crossed is None:
            return found, broken
        kept.remove(crossed)
        broken.append(crossed)


def _tighten(sums: Sequence[Sum], known: Known) -> tuple[Known, Sum | None]:
    found = dict(known)
    for _ in range(_ROUNDS):
        moved = False
        for one in sums:
            for key, ends in _bounds(one, found):
                low, high = max(found[key][0], ends[0]), min(found[key][1], ends[1])
                if low > high:
                    return dict(known), one
                moved |= (low, high) != found[key]
                found[key] = (low, high)
        if not moved:
            break
    return found, None


def _bounds(one: Sum, known: Known) -> Iterable[tuple[Key, tuple[float, float]]]:
    """What the sum says of each of its cells: signed parts of a total between two ends."""
    # whole - parts = 0, or >= 0
    signed = [*((key, 1) for key in one.whole), *((key, -1) for key in one.parts)]
    most = math.inf if one.at_least else 0.0
    lows = [sign * known[key][0 if sign > 0 else 1] for key, sign in signed]
    highs = [sign * known[key][1 if sign > 0 else 0] for key, sign in signed]
    for place, (key, sign) in enumerate(signed):
        rest_low = sum(lows[:place]) + sum(lows[place + 1 :])
        rest_high = sum(highs[:place]) + sum(highs[place + 1 :])
        low, high = 0.0 - rest_high, most - rest_low
        yield key, (low, high) if sign > 0 else (-high, -low)


def told_apart(known: Known, keys: Iterable[Key], *, narrowest: int) -> list[Key]:
    """List the counts that are open over fewer people than the rule asks for."""
    return [key for key in keys if known[key][1] - known[key][0] < narrowest]
