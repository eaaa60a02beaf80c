"""Sequential trials as sums: two weighted arms, and what leaving out each person adds to them.

A start is a month in which people of one kind enter a trial. The others at risk of that kind share
a weight of 1 for each who enters. Both arms are additive over starts and people, so that every
leave-one-out estimate is the total and a change; nothing is fitted again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pug_analysis.stats.survival.competing import aalen_johansen

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Entrants:
    """Who enters at a start; one entry per stretch at risk, months counted from the start.

    ``person`` (number below ``n_people``), ``start`` (place among the starts), ``entry, exit``
    (at risk on (entry, exit]), ``kind`` (0 censored, 1 the event, 2 another end). ``first`` marks
    one stretch of each person.
    """

    person: Integers
    start: Integers
    entry: Integers
    exit: Integers
    kind: Integers
    first: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Who can be compared; calendar keys are those of the starts (kind and month in one number).

    Windows: ``person, begin, end``, compared at starts in [begin, end). Time at risk of windows:
    ``of`` (its window), ``entry, exit, kind`` (keys; at risk on (entry, exit]).
    """

    person: Integers
    begin: Integers
    end: Integers
    of: Integers
    entry: Integers
    exit: Integers
    kind: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Arm:
    """Increments by month since the start: people (or weight) at risk, events, other ends.

    ``total`` has shape (3, H); ``change`` (3, n_people, H): what leaving out each person adds.
    """

    total: Floats
    change: Floats

    def incidence(self) -> Floats:
        """Share with the event by the end of each month, shape (H,)."""
        return aalen_johansen(*self.total)[2]

    def deleted(self) -> Floats:
        """The same without each person, shape (n_people, H)."""
        return aalen_johansen(*(self.total[:, None, :] + self.change))[2]


def pool_size(starts: Integers, pool: Pool) -> Integers:
    """How many can be compared at each start, shape (n_starts,)."""
    low, high = _places(starts, pool.begin, pool.end)
    return _cover(low, high, starts.size)


def build_arms(
    starts: Integers, entrants: Entrants, pool: Pool, *, n_people: int, horizon: int
) -> tuple[Arm, Arm]:
    """Arms of those who enter and of the pool.

    Parameters
    ----------
    starts : rising keys, shape (n_starts,); each has entrants and a pool
    n_people : people in either arm
    horizon : H, months followed

    Returns
    -------
    Two :class:`Arm`, entrants first.
    """
    low, high = _places(starts, pool.begin, pool.end)
    size = _cover(low, high, starts.size)
    number = np.bincount(entrants.start[entrants.first], minlength=starts.size)
    weight = number / size
    # Without one of them the others share; the only one takes the start with it.
    without = np.divide(number, size - 1, out=np.zeros(starts.size), where=size > 1)
    counts, change = _pool_counts(starts, pool, without, n_people=n_people, horizon=horizon)
    _add_ranges(change, pool.person, low, high, (without - weight)[:, None] * counts)
    own, own_change = _entrant_counts(entrants, starts.size, n_people=n_people, horizon=horizon)
    _add_ranges(own_change, pool.person, low, high, -1.0 * (size == 1)[:, None] * own)
    one, at = entrants.person[entrants.first], entrants.start[entrants.first]
    for part in range(3):
        np.add.at(change[part], one, -counts[part][at] / size[at][:, None])
    return (
        Arm(own.sum(axis=1), own_change),
        Arm((weight[:, None] * counts).sum(axis=1), change),
    )


def jackknife_error(deleted: Floats) -> Floats:
    """Standard error from estimates without each person, shape (n_people, k) to (k,).

    Sums run over sorted values, so that they do not depend on the order of people.
    """
    n = len(deleted)
    ordered = np.sort(deleted, axis=0)
    spread = np.sort(np.abs(ordered - ordered.mean(axis=0)), axis=0)
    return np.sqrt((n - 1) / n * (spread**2).sum(axis=0))


def _entrant_counts(
    entrants: Entrants, n_starts: int, *, n_people: int, horizon: int
) -> tuple[Floats, Floats]:
    own = np.zeros((3, n_starts, horizon))
    change = np.zeros((3, n_people, horizon))
    for month in range(1, horizon + 1):
        at_risk = (entrants.entry < month) & (month <= entrants.exit)
        ends = entrants.exit == month
        for part, rows in enumerate(
            (at_risk, ends & (entrants.kind == 1), ends & (entrants.kind == 2))
        ):
            own[part, :, month - 1] = np.bincount(entrants.start[rows], minlength=n_starts)
            change[part, :, month - 1] = -np.bincount(entrants.person[rows], minlength=n_people)
    return own, change


def _pool_counts(
    starts: Integers, pool: Pool, weight: Floats, *, n_people: int, horizon: int
) -> tuple[Floats, Floats]:
    """People of the pool by start and month, and what each loses of its own (reweighted) part."""
    counts = np.zeros((3, starts.size, horizon))
    change = np.zeros((3, n_people, horizon))
    running = np.concatenate([[0.0], np.cumsum(weight)])
    person, begin, end = (a[pool.of] for a in (pool.person, pool.begin, pool.end))
    for month in range(1, horizon + 1):
        low, high = _places(
            starts,
            np.maximum(begin, pool.entry - month + 1),
            np.minimum(end, pool.exit - month + 1),
        )
        counts[0, :, month - 1] = _cover(low, high, starts.size)
        change[0, :, month - 1] = -np.bincount(
            person, weights=running[high] - running[low], minlength=n_people
        )
        start = pool.exit - month
        place = np.minimum(np.searchsorted(starts, start), starts.size - 1)
        ends = (starts[place] == start) & (start >= begin) & (start < end)
        for kind in (1, 2):
            rows = ends & (pool.kind == kind)
            counts[kind, :, month - 1] = np.bincount(place[rows], minlength=starts.size)
            change[kind, :, month - 1] = -np.bincount(
                person[rows], weights=weight[place[rows]], minlength=n_people
            )
    return counts, change


def _add_ranges(
    change: Floats, person: Integers, low: Integers, high: Integers, values: Floats
) -> None:
    """Add to each person the sum of values[:, low:high] of each of their windows."""
    for part in range(3):
        running = np.concatenate([np.zeros((1, values.shape[2])), np.cumsum(values[part], axis=0)])
        np.add.at(change[part], person, running[high] - running[low])


def _places(starts: Integers, begin: Integers, end: Integers) -> tuple[Integers, Integers]:
    low = np.searchsorted(starts, begin)
    return low, np.maximum(low, np.searchsorted(starts, end))


def _cover(low: Integers, high: Integers, size: int) -> Integers:
    """How many ranges [low, high) hold each place."""
    change = np.bincount(low, minlength=size + 1) - np.bincount(high, minlength=size + 1)
    return np.cumsum(change)[:size]
