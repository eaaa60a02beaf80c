"""Disclosure control: what of a count may be shown to whom. Pure functions on numbers.

The edition ``internal`` shows everything. ``pokja`` and ``publik`` show the same protected numbers,
since two different roundings of one count would narrow each other; ``publik`` leaves out more.

References
----------
NHS England, "Protecting patient privacy in published statistics": 0 is shown, 1 to 7 are hidden,
larger counts are rounded to the nearest 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pug_analysis.release.disclosure_rows import Whole, rows_to_hide
from pug_analysis.release.numbers import bilangan
from pug_analysis.release.small_counts import (
    HIDDEN_AS,
    HIDDEN_RANGE,
    HIDDEN_RANGE_OR_NONE,
    MASKED,
    PERCENT_FROM,
    SMALLEST,
    STEP,
)
from pug_analysis.stats import share_interval
from pug_analysis.terms.edisi import OPEN

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition


def is_protected(edition: Edition) -> bool:
    """Whether readers of an edition see protected numbers."""
    return edition != OPEN


def release_count(n: float, *, public: bool = False, edition: Edition) -> int | str:
    """Give a count as it may be shown; a released one stays as it is.

    Parameters
    ----------
    public : whether those who might have been counted are known by name, as holders of posts are, and what
        they are counted by is not: then none of them is hidden as few are

    >>> [release_count(n, edition="pokja") for n in (0, 1, 7, 8, 12, 13)]
    [0, '*', '*', 10, 10, 15]
    >>> release_count(0, public=True, edition="pokja"), release_count(7, edition="internal")
    ('*', 7)
    """
    whole = int(n)
    if not is_protected(edition) or (whole == 0 and not public):
        return whole
    return MASKED if whole < SMALLEST else _nearest(whole)


def count_in_words(n: float, *, public: bool = False, edition: Edition) -> str:
    """Give a count for a sentence; ``public`` as for :func:`release_count`.

    >>> count_in_words(3, edition="pokja"), count_in_words(1203, edition="pokja")
    ('1 sampai 7', '1.205')
    >>> count_in_words(0, public=True, edition="pokja")
    '0 sampai 7'
    """
    shown = release_count(n, public=public, edition=edition)
    if shown == MASKED:
        return HIDDEN_RANGE_OR_NONE if public else HIDDEN_RANGE
    return bilangan(float(shown))


def mask_counts(
    frame: pd.DataFrame, columns: Sequence[str], *, public: bool = False, edition: Edition
) -> pd.DataFrame:
    """Protect columns of counts; missing ones stay missing, released ones as they are.

    Returns
    -------
    DataFrame like ``frame``; in a protected edition the columns hold whole numbers, ``"*"`` and NA.
    ``public`` as for :func:`release_count`.
    """
    if not is_protected(edition):
        return frame
    released = partial(_released, public=public)
    shown = {name: frame[name].map(released).astype(object) for name in columns}
    return frame.assign(**shown)


def protect_parts(
    frame: pd.DataFrame,
    *,
    parts: Sequence[str],
    total: str | None = None,
    least: np.ndarray | None = None,
    whole: Whole | None = None,
    among: np.ndarray | None = None,
    edition: Edition,
) -> pd.DataFrame:
    """Protect a table below the regency total whose column sums everybody knows.

    Every part is hidden or rounded on its own. A total tells nothing that the parts do not: it is
    their sum, with 4 for a hidden one, to the nearest 5. Where the known sum of a column would
    unmask a cell, the smallest shown rows are left out until it does not.

    Parameters
    ----------
    frame : one row per unit; the sums of ``parts`` over all rows are published exactly elsewhere
    parts : columns of counts
    total : column that is the sum of the parts, if there is one
    least : how many of each cell are public one by one, such as holders of posts; shape rows x parts.
        A cell that they tell too well takes its row with it
    whole : the people of whom these are a part, if their table is released too. A row that would tell
        on it is left out
    among : of how many people each cell counts those with a property that is not public; shape rows x
        parts. Offices have holders of posts, whom everybody knows: of them 0 would tell as much as a
        name, so it is hidden as few are, unless there is nobody

    Returns
    -------
    DataFrame like ``frame`` with whole numbers, ``"*"``, and NA for rows left out.
    """
    if not is_protected(edition):
        return frame
    exact = frame[list(parts)].to_numpy(dtype=np.int64)
    secret = np.zeros(exact.shape, dtype=bool) if among is None else among > 0
    cells = [
        [_released(n, public=bool(open_)) for n, open_ in zip(row, known, strict=True)]
        for row, known in zip(exact, secret, strict=True)
    ]
    shown = frame.assign(**{name: _column(cells, n, frame.index) for n, name in enumerate(parts)})
    if total is not None:
        sums = [
            released_sum(row, int(counts.sum()), public=bool(known.any()))
            for row, counts, known in zip(cells, exact, secret, strict=True)
        ]
        shown[total] = pd.Series(sums, index=shown.index, dtype=object)
    public = np.zeros_like(exact) if least is None else least
    hidden = rows_to_hide(exact, public, total=total is not None, whole=whole, zeros=secret)
    if edition == "publik":
        hidden |= exact.sum(axis=1) < PERCENT_FROM
    columns = [*parts, *([] if total is None else [total])]
    shown.loc[hidden, columns] = pd.NA
    return shown


def protect_flow(
    steps: pd.DataFrame,
    *,
    count: str,
    wholes: Sequence[int] = (0,),
    given: object = None,
    edition: Edition,
) -> pd.DataFrame:
    """Protect a list in which some rows are the sum of those below them.

    Parameters
    ----------
    steps : rows of counts, wholes before their parts; the last row is a part
    count : column of the counts
    wholes : places of the rows that are sums of the rows up to and including the next whole
    given : how many people the last whole is shown as elsewhere, if it is. Its largest part is then what the
        others leave of that: so the same people are the same number everywhere, and that tells nothing new

    Returns
    -------
    DataFrame like ``steps``; a whole is the sum of what is shown of its parts, so it adds nothing.
    """
    if not is_protected(edition) or steps.empty:
        return steps
    exact = steps[count].to_numpy(dtype=np.int64)
    shown = [_released(n) for n in exact]
    if is_number(given):
        parts = range(wholes[-1] + 1, len(exact))
        names = [str(row) for row in steps.drop(columns=count).to_numpy().tolist()]
        shown = _fill(shown, parts, exact=exact, names=names, whole=int(str(given)))
    ends = [*wholes[1:], len(exact) - 1]
    for whole, end in reversed(list(zip(wholes, ends, strict=True))):
        below = slice(whole + 1, end + 1)
        shown[whole] = released_sum(shown[below], int(exact[whole]))
    return steps.assign(**{count: pd.Series(shown, index=steps.index, dtype=object)})


def released_share(part: Any, whole: Any, *, at_least: int = PERCENT_FROM) -> float:
    """Share (0..1) of two released counts; missing if one is hidden or the whole is small.

    >>> released_share(10, 40), released_share("*", 40), released_share(10, 25)
    (0.25, nan, nan)
    """
    if not (is_number(part) and is_number(whole)) or float(whole) < max(at_least, 1):
        return float("nan")
    return min(float(part) / float(whole), 1.0)


def share_of_women(
    frame: pd.DataFrame, *, conf_level: float = 0.95, edition: Edition
) -> pd.DataFrame:
    """Compute share of women and its interval anew from released counts.

    Parameters
    ----------
    frame : ``pria, wanita, total`` as released, and ``share_wanita`` with or without ``conf_low,
        conf_high``, which are replaced
    """
    if not is_protected(edition):
        return frame
    pairs = zip(frame["wanita"], frame["total"], strict=True)
    share = pd.Series([released_share(*pair) for pair in pairs], index=frame.index, dtype=float)
    share = share.mask(frame["pria"].eq(MASKED).fillna(value=False).astype(bool))
    known = share.notna()
    table = frame.assign(share_wanita=share)
    if "conf_low" not in frame:
        return table
    counts = frame.loc[known, ["wanita", "total"]].astype(float)
    ends = share_interval(
        counts.min(axis=1).tolist(), counts["total"].tolist(), conf_level=conf_level
    )
    for end in ("conf_low", "conf_high"):
        table[end] = pd.Series(ends[end].to_numpy(), index=counts.index, dtype=float)
    return table


def significant(value: float, *, digits: int = 2) -> float:
    """Round to significant digits.

    >>> significant(0.043876), significant(0.0004321)
    (0.044, 0.00043)
    """
    return float(f"{value:.{digits}g}")


def _nearest(n: int) -> int:
    return (n + STEP // 2) // STEP * STEP


def _released(n: Any, *, public: bool = False) -> object:
    """A count already released is a fixed point: it is hidden, missing, or a multiple of 5."""
    if isinstance(n, str):
        return n
    if pd.isna(n):
        return pd.NA
    return release_count(float(n), public=public, edition="pokja")


def _fill(
    shown: Sequence[Any],
    parts: Sequence[int],
    *,
    exact: np.ndarray,
    names: Sequence[str],
    whole: int,
) -> list[Any]:
    """Make released parts add up to a released whole, at the cost of the largest one.

    The last part, who is analysed, stands elsewhere too: it gives way only where no other can. Of equally
    large ones the first by the alphabet gives way, wherever it stands.
    """
    *earlier, last = parts
    for place in [*sorted(earlier, key=lambda one: (-exact[one], names[one]))[:1], last]:
        others = [shown[other] for other in parts if other != place]
        known = sum(int(n) for n in others if n != MASKED)
        left = whole - _nearest(known + HIDDEN_AS * others.count(MASKED))
        if left > SMALLEST:
            return [left if other == place else n for other, n in enumerate(shown)]
    return list(shown)


def _column(cells: Sequence[Sequence[object]], place: int, index: pd.Index) -> pd.Series:
    return pd.Series([row[place] for row in cells], index=index, dtype=object)


def is_number(value: Any) -> bool:
    """Whether a cell of released counts holds a number: it is neither hidden nor left out."""
    return not isinstance(value, str) and not pd.isna(value)


def add_released(parts: Iterable[float], exact: int) -> int:
    """Add up what is shown of the parts of a protected sum, so that it tells nothing besides them.

    A small sum stays as it is, since it is hidden.

    >>> add_released([28, 3], 31), add_released([2, 3], 5)
    (35, 5)
    """
    added = released_sum([release_count(n, edition="pokja") for n in parts], exact)
    return int(str(added)) if is_number(added) else exact


def released_sum(shown: Sequence[Any], exact: int, *, public: bool = False) -> object:
    """Sum of released counts, 4 for a hidden one; hidden itself if the true sum is small.

    >>> released_sum([30, "*"], 35), released_sum(["*", "*"], 6)
    (35, '*')
    """
    if release_count(exact, public=public, edition="pokja") == MASKED:
        return MASKED
    hidden = sum(n == MASKED for n in shown)
    known = sum(int(n) for n in shown if n != MASKED)
    return _nearest(known + HIDDEN_AS * hidden)
