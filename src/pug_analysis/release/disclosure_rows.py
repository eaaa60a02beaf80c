"""Which rows of protected tables by unit are left out, so that all of them together tell no more.

A reader knows an interval of every shown count, the exact sum of each column, and who holds a public
post. Tables of the same unit bind each other: a whole is at least its part and those public people
of it who are not in the part; men and women add up to a total. All of these are bounds on differences
of two counts once those of women are written as negative numbers, so tightening them until nothing
moves gives the true ends within a unit.

The tables have an order: a whole never depends on its parts, and a part gives way to its whole. The
order of units is none: which of two equally large rows goes follows from their numbers, and rows that no
number tells apart go together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pug_analysis.release.small_counts import NARROWEST, SMALLEST, STEP


@dataclass(frozen=True, slots=True)
class Whole:
    """Those of whom a protected table counts a part; their own table is released too.

    Attributes
    ----------
    exact : men and women of each unit; shape rows x parts
    least : how many of them are public one by one
    apart : how many of the public ones are not in the part
    """

    exact: np.ndarray
    least: np.ndarray
    apart: np.ndarray


@dataclass(frozen=True, slots=True)
class _Known:
    """Ends of each count of a table; the last column is the total of the parts."""

    low: np.ndarray
    high: np.ndarray
    secret: np.ndarray


def rows_to_hide(
    exact: np.ndarray,
    least: np.ndarray,
    *,
    total: bool = False,
    whole: Whole | None = None,
    zeros: np.ndarray | None = None,
) -> np.ndarray:
    """Choose the rows to leave out.

    Parameters
    ----------
    exact : counts; shape rows x parts
    least : how many of each cell are public one by one
    total : whether the total of the parts is released too; it tells at least whether it is small
    whole : the larger table, of the same units, if there is one
    zeros : cells in which 0 is hidden as 1 to 7 are; shape rows x parts, nowhere by default

    Returns
    -------
    Boolean per row (True = left out). No count of this table that is still shown, and none of the
    whole, is known better than to ``NARROWEST`` people. An office of whose whole the counts are
    hidden is judged as if its part were any small number: that a row is missing tells nothing. The
    order of rows does not matter; that of columns, which the page gives, does where two have a problem.
    """
    above = None
    if whole is not None:
        gone = rows_to_hide(whole.exact, whole.least, total=True)
        above = _known(whole.exact, whole.least, hidden=gone, total=True)
    zeros = np.zeros(exact.shape, dtype=bool) if zeros is None else zeros
    hidden = _unsafe_alone(exact, least, total=total, above=above, whole=whole, zeros=zeros)
    rounded = exact >= SMALLEST
    ranks = _ranks(exact, least, zeros, whole)
    while True:
        own = _known(exact, least, hidden=hidden, total=total, zeros=zeros)
        tight, outer = _settle(own, above, whole, sums=exact.sum(axis=0))
        unsafe, told = _unsafe(tight), _unsafe(outer) if outer else np.zeros_like(tight.secret)
        if not (unsafe.any() or told.any()):
            return hidden
        hidden = hidden | _next(
            unsafe, told, exact=exact, rounded=rounded, hidden=hidden, ranks=ranks
        )
        if hidden.all():
            return hidden


def _known(
    exact: np.ndarray,
    least: np.ndarray,
    *,
    hidden: np.ndarray,
    total: bool,
    zeros: np.ndarray | None = None,
) -> _Known:
    """What the released table says of each of its counts by itself."""
    open_ = np.zeros(exact.shape, dtype=bool) if zeros is None else zeros
    fewest = np.where(open_, 0, 1)
    either = open_.any(axis=1, keepdims=True)
    near = (exact + STEP // 2) // STEP * STEP
    sums = exact.sum(axis=1, keepdims=True)
    low = np.where(exact < SMALLEST, fewest, np.maximum(near - STEP // 2, SMALLEST))
    high = np.where(exact < SMALLEST, SMALLEST - 1, near + STEP // 2).astype(float)
    small = np.where(sums < SMALLEST, 1 - either, SMALLEST) if total else np.zeros_like(sums)
    most = np.where((sums < SMALLEST) & total, SMALLEST - 1.0, np.inf)
    counts = np.hstack([exact, sums])
    told = ~np.hstack([open_, either])
    zero = (counts == 0) & np.array([True] * exact.shape[1] + [total]) & told
    low = np.where(zero, 0, np.hstack([low, small])).astype(float)
    high = np.where(zero, 0, np.hstack([high, most]))
    floor = np.hstack([least, least.sum(axis=1, keepdims=True)])
    shown = ~hidden[:, None]
    secret = shown & ~((counts == 0) & told)
    secret[:, -1] &= total
    return _Known(np.maximum(np.where(shown, low, 0), floor), np.where(shown, high, np.inf), secret)


def _unsafe_alone(
    exact: np.ndarray,
    least: np.ndarray,
    *,
    total: bool,
    above: _Known | None,
    whole: Whole | None,
    zeros: np.ndarray,
) -> np.ndarray:
    """Rows that tell too much within their unit, whatever the sums of columns."""
    shown = np.zeros(len(exact), dtype=bool)
    own = _known(exact, least, hidden=shown, total=total, zeros=zeros)
    tries = [own]
    if above is not None and whole is not None:
        tries += _any_small(own, above, whole)
    hidden = np.zeros(len(exact), dtype=bool)
    for one in tries:
        tight, outer = _settle(one, above, whole)
        hidden |= _unsafe(tight).any(axis=1)
        if outer is not None:
            hidden |= _unsafe(outer).any(axis=1)
    return hidden


def _any_small(own: _Known, above: _Known, whole: Whole) -> list[_Known]:
    """The part as it might be where the whole is hidden: a hidden count, in a small or large total."""
    masked = (whole.exact > 0) & (whole.exact < SMALLEST) & above.secret[:, :-1]
    low, high, secret = own.low.copy(), own.high.copy(), own.secret.copy()
    low[:, :-1][masked], high[:, :-1][masked], secret[:, :-1][masked] = 1, SMALLEST - 1, True
    every = masked.all(axis=1)
    large, small = (low.copy(), high.copy()), (low.copy(), high.copy())
    secret[every, -1] = True
    small[0][every, -1], small[1][every, -1] = 1, SMALLEST - 1
    large[0][every, -1], large[1][every, -1] = SMALLEST, np.inf
    fits = every & (above.high[:, -1] - whole.apart.sum(axis=1) >= SMALLEST)
    large[0][~fits, -1] = small[0][~fits, -1]
    return [replace(own, low=one[0], high=one[1], secret=secret) for one in (small, large)]


def _settle(
    own: _Known, above: _Known | None, whole: Whole | None, *, sums: np.ndarray | None = None
) -> tuple[_Known, _Known | None]:
    """Tighten all ends by each other until nothing moves; ends that cross are unsafe too."""
    known = [own] if above is None else [own, above]
    columns = [sums, None if whole is None or sums is None else whole.exact.sum(axis=0)]
    while True:
        before = [(one.low, one.high) for one in known]
        known = [
            _within_columns(_within_rows(one), column)
            for one, column in zip(known, columns, strict=False)
        ]
        if whole is not None:
            known = _nest(*known, whole=whole, sums=sums)
        crossed = np.any([(one.low > one.high).any(axis=1) for one in known], axis=0)
        still = all(
            np.array_equal(one.low[~crossed], low[~crossed])
            and np.array_equal(one.high[~crossed], high[~crossed])
            for one, (low, high) in zip(known, before, strict=True)
        )
        if still or (crossed.any() and sums is not None):
            return known[0], known[1] if above is not None else None


def _within_rows(one: _Known) -> _Known:
    """Parts and their total."""
    low, high = one.low.copy(), one.high.copy()
    low[:, -1] = np.maximum(low[:, -1], low[:, :-1].sum(axis=1))
    high[:, -1] = np.minimum(high[:, -1], high[:, :-1].sum(axis=1))
    for part in range(low.shape[1] - 1):
        others = [n for n in range(low.shape[1] - 1) if n != part]
        high[:, part] = np.minimum(high[:, part], high[:, -1] - low[:, others].sum(axis=1))
        low[:, part] = np.maximum(low[:, part], low[:, -1] - high[:, others].sum(axis=1))
    return replace(one, low=low, high=high)


def _within_columns(one: _Known, sums: np.ndarray | None) -> _Known:
    """Counts of a column and its known sum."""
    if sums is None:
        return one
    exact = np.append(sums, sums.sum())
    open_ended = np.isinf(one.high)
    tops = np.where(open_ended, 0.0, one.high)
    others_open = open_ended.sum(axis=0) - open_ended > 0
    least = np.where(others_open, -np.inf, exact - (tops.sum(axis=0) - tops))
    most = exact - (one.low.sum(axis=0) - one.low)
    return replace(one, low=np.maximum(one.low, least), high=np.minimum(one.high, most))


def _nest(own: _Known, above: _Known, *, whole: Whole, sums: np.ndarray | None) -> list[_Known]:
    """A whole holds its part, and the rest of it: at least the public people who are not in the part.

    The sums of the rest are known as those of both tables are: where all but a few of the whole are in
    the part, both tables are nearly the same.
    """
    apart = np.hstack([whole.apart, whole.apart.sum(axis=1, keepdims=True)])
    low = np.maximum(above.low - own.high, apart)
    high = np.where(np.isinf(above.high), np.inf, above.high - own.low)
    left = None if sums is None else whole.exact.sum(axis=0) - sums
    rest = _within_columns(replace(own, low=low, high=high), left)
    return [
        replace(
            own,
            low=np.maximum(own.low, above.low - rest.high),
            high=np.minimum(own.high, above.high - rest.low),
        ),
        replace(
            above,
            low=np.maximum(above.low, own.low + rest.low),
            high=np.minimum(above.high, own.high + rest.high),
        ),
    ]


def _unsafe(one: _Known) -> np.ndarray:
    return (one.high - one.low < NARROWEST) & one.secret


def _next(
    unsafe: np.ndarray,
    told: np.ndarray,
    *,
    exact: np.ndarray,
    rounded: np.ndarray,
    hidden: np.ndarray,
    ranks: np.ndarray,
) -> np.ndarray:
    """Rows to leave out next: those that tell on their whole, or else the smallest that opens a sum."""
    direct = told.any(axis=1) & ~hidden
    if direct.any():
        return direct
    problem = unsafe | told
    shown = ~hidden & rounded.any(axis=1)
    sizes = exact.sum(axis=1).astype(float)
    if not shown.any():
        direct = unsafe.any(axis=1) & ~hidden
        return direct if direct.any() else _smallest(sizes, ~hidden, ranks)
    column = int(problem.any(axis=0).argmax())
    if column < exact.shape[1] and (shown & rounded[:, column]).any():
        return _smallest(exact[:, column].astype(float), shown & rounded[:, column], ranks)
    return _smallest(sizes, shown, ranks)


def _smallest(sizes: np.ndarray, among: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """The smallest rows: of equally large ones those of the lowest rank, all of them."""
    least = among & (sizes == sizes[among].min())
    chosen: np.ndarray = least & (ranks == ranks[least].min())
    return chosen


def _ranks(
    exact: np.ndarray, least: np.ndarray, zeros: np.ndarray, whole: Whole | None
) -> np.ndarray:
    """Places of the rows in the order of all that is known of them, the fewest people first; ties share one."""
    known = [exact.sum(axis=1, keepdims=True), exact, least, zeros]
    if whole is not None:
        known += [whole.exact, whole.least, whole.apart]
    _, ranks = np.unique(np.hstack(known).astype(np.int64), axis=0, return_inverse=True)
    return ranks.reshape(-1)
