"""Disclosure control of tests: a class of p-values stands only beside counts that it leaves open.

Beside an observed and an expected number of events, both to the nearest 5, a class tells how far apart
the true ones are: "below 0.05" says that they are at least so far apart, and near the edge of a class
only one or two counts are left. There the class is left out.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy.special import ndtri

from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.disclosure_shares import nearest_people
from pug_analysis.release.numbers import KELAS_P
from pug_analysis.release.small_counts import SMALLEST, STEP

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

#: What a reader may take the variance to be, of E (1 - E / D): ties and changing shares only take from it.
_SPREAD: Final = (0.4, 1.0)
#: How far a count, and an expected one, may be from what is shown.
_OBSERVED, _EXPECTED = STEP // 2, STEP / 2


def open_p_values(
    table: pd.DataFrame,
    columns: tuple[str, ...],
    *,
    observed: str,
    expected: str,
    events: pd.Series,
    variance: str,
    edition: Edition,
) -> pd.DataFrame:
    """Leave out p-values whose class would tell which of the counts behind a released one is true.

    Parameters
    ----------
    table : one test a row, with exact columns
    columns : p-values of the test, as it is and corrected; the first one as it is
    observed, expected, variance : columns of the log-rank test of one group
    events : events of both groups, aligned with the rows

    Returns
    -------
    DataFrame like ``table``. A p-value stays where each count that rounds alike agrees with its class,
    for the true variance and for those that a reader would take.
    """
    if not is_protected(edition) or table.empty:
        return table
    numbers = table[[observed, expected, variance, *columns]].astype(float)
    raw = numbers[columns[0]]
    rows = zip(
        numbers[observed], numbers[expected], numbers[variance], events.astype(float), strict=True
    )
    tests = [(_rounded_alike(row[0]), *row[1:]) for row in rows]
    kept = {}
    for name in columns:
        factors = (numbers[name] / raw).fillna(1.0)
        pairs = zip(tests, numbers[name], factors, strict=True)
        leave = [_leaves_open(p, factor, *test) for test, p, factor in pairs]
        kept[name] = numbers[name].where(leave)
    return table.assign(**kept)


def _rounded_alike(observed: float) -> np.ndarray:
    """Counts that are shown as this one is; none where it is hidden."""
    if not observed >= SMALLEST:
        return np.zeros(0)
    shown = nearest_people(pd.Series([observed])).iloc[0]
    return shown + np.arange(-_OBSERVED, _OBSERVED + 1)


def _leaves_open(
    p_value: float,
    factor: float,
    counts: np.ndarray,
    expected: float,
    variance: float,
    events: float,
) -> bool:
    """Whether each count that rounds alike agrees with the class of a p-value.

    Parameters
    ----------
    p_value, factor : as shown, and what it was multiplied with to correct it
    counts : of :func:`_rounded_alike`
    expected, variance : of the test
    events : of both groups
    """
    if np.isnan(p_value) or not counts.size:
        return False
    rest = 1 - expected / events if events else 0.0
    usual = [spread * expected * rest for spread in _SPREAD]
    roots = np.sqrt([v for v in (variance, *usual) if v > 0])[:, None]
    low, high = _z_of_class(p_value, factor)
    far = np.abs(counts - nearest_people(pd.Series([expected])).iloc[0])
    nearest, farthest = np.maximum(far - _EXPECTED, 0.0), far + _EXPECTED
    return bool(((nearest <= high * roots) & (farthest >= low * roots)).all())


def _z_of_class(p_value: float, factor: float) -> tuple[float, float]:
    """Ends of |z| that a class tells, of a p-value that was multiplied to correct it."""
    edges = [0.0, *KELAS_P, inf]
    place = next(n for n, edge in enumerate(edges[1:]) if p_value < edge)
    under, over = (edge / max(factor, 1.0) for edge in (edges[place], edges[place + 1]))
    return (
        0.0 if over >= 1 else float(-ndtri(over / 2)),
        inf if under <= 0 else float(-ndtri(min(under, 1.0) / 2)),
    )
