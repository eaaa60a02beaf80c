"""Exact counts about people known by name: what none or nearly all of them have is hidden.

Who holds a post is public, and so are office, sex and appointment. Whether a holder is trained, retires soon
or meets a requirement is not: "0 of 7" and "7 of 7" say it of each of them. So in tables that are exact by
rule, counts of a property of public people are hidden when they, or those without the property, are 0 to 7;
there is no size above which the rule ends. What would give a hidden count away by subtraction is left out.

In tables that are protected anyway, :func:`pug_analysis.release.disclosure.protect_parts` and
:func:`~pug_analysis.release.disclosure.mask_counts` hide 0 with the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pug_analysis.release.disclosure import is_number, is_protected
from pug_analysis.release.small_counts import MASKED, NARROWEST, SMALLEST

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition


def is_end(n: float, size: float) -> bool:
    """Whether a count of public people, or those of them who are not counted, are 0 to 7.

    >>> [is_end(n, 40) for n in (0, 7, 8, 32, 33, 40)]
    [True, True, False, False, True, True]
    >>> is_end(0, 0)
    False
    """
    return size > 0 and (n < SMALLEST or size - n < SMALLEST)


def hide_ends(
    frame: pd.DataFrame,
    sizes: Mapping[str, str],
    *,
    where: pd.Series | None = None,
    edition: Edition,
) -> pd.DataFrame:
    """Hide counts of a property that none, few, nearly all or all of a group of public people have.

    Parameters
    ----------
    frame : exact counts
    sizes : column of counts to the column with the size of the group in the same row
    where : rows about public people; all by default

    Returns
    -------
    DataFrame like ``frame``, with ``"*"`` for what a protected edition hides. A count that is hidden or missing
    already stays so.
    """
    if not is_protected(edition) or frame.empty:
        return frame
    named = pd.Series(True, index=frame.index) if where is None else where.astype(bool)
    shown = {}
    for name, size in sizes.items():
        ends = [
            is_number(n) and is_number(of) and is_end(n, of)
            for n, of in zip(frame[name], frame[size], strict=True)
        ]
        hidden = pd.Series(ends, index=frame.index, dtype=bool) & named
        shown[name] = frame[name].astype(object).mask(hidden, MASKED)
    return frame.assign(**shown)


def leave_out_beside(
    shown: pd.DataFrame, columns: Sequence[str], *, parts: Sequence[str], edition: Edition
) -> pd.DataFrame:
    """Leave out sums and shares in rows of which a part is hidden or left out.

    Parameters
    ----------
    columns : sums of the parts, and what is computed from them
    """
    if not is_protected(edition):
        return shown
    known = pd.Series(True, index=shown.index)
    for name in parts:
        known &= shown[name].map(is_number).astype(bool)
    return shown.assign(**{name: shown[name].where(known) for name in columns})


def hide_parts(
    shown: Sequence[Any], exact: Sequence[int], sizes: Sequence[int], *, public: Sequence[bool]
) -> list[Any]:
    """Leave out parts of a known whole until no hidden part comes out by subtraction.

    Parameters
    ----------
    shown : parts as :func:`hide_ends` gives them; their exact sum is published
    exact : the same parts; shape like ``shown``
    sizes : of the group of each part
    public : whether the group of each part is of public people

    Returns
    -------
    ``shown`` with NA for the largest parts that had to go: of them a reader still knows most. Each hidden part
    keeps at least 4 possible values, or all that its group or the whole allows. Parts that no number tells
    apart go together, so that the order of parts does not matter.

    >>> hide_parts([61, 991, "*", 22], [61, 991, 1, 22], [88, 2637, 4, 38], public=[True, False, True, True])
    [61, <NA>, '*', 22]
    """
    cells = list(shown)
    while True:
        told = {
            place: (exact[place], sizes[place], public[place])
            for place, value in enumerate(cells)
            if is_number(value) and exact[place]
        }
        if not told or not _too_well_known(cells, exact, sizes, public=public):
            return cells
        largest = max(told.values())
        for place in (place for place, part in told.items() if part == largest):
            cells[place] = pd.NA


def _too_well_known(
    cells: Sequence[Any], exact: Sequence[int], sizes: Sequence[int], *, public: Sequence[bool]
) -> bool:
    """Whether a hidden part has too few values that add up with the others to the whole."""
    rest = sum(n for n, value in zip(exact, cells, strict=True) if is_number(value))
    whole = sum(exact) - rest
    gone = [place for place, value in enumerate(cells) if not is_number(value)]
    could = [_values(cells[place], sizes[place], whole, public=public[place]) for place in gone]
    for number, place in enumerate(gone):
        if not isinstance(cells[place], str):
            continue
        sums = np.eye(1, whole + 1, dtype=bool)[0]
        for other in (*could[:number], *could[number + 1 :]):
            sums = np.convolve(sums, other)[: whole + 1] > 0
        left = could[number] & sums[::-1]
        alone = _values(cells[place], sizes[place], sizes[place], public=public[place])
        if left.sum() < min(NARROWEST + 1, alone.sum()):
            return True
    return False


def _values(cell: Any, size: int, most: int, *, public: bool) -> np.ndarray:
    """Values up to ``most`` that a part may have as far as its cell tells; shape ``most + 1``."""
    n = np.arange(most + 1)
    ends = (n < SMALLEST) | (size - n < SMALLEST)
    if isinstance(cell, str):
        return ends & (n <= size)
    return (~ends if public else np.ones_like(ends)) & (n <= size)
