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

from pug_analysis.release.disclosure import SMALLEST, STEP, is_protected
from pug_analysis.release.disclosure_shares import nearest_people
from pug_analysis.release.numbers import KELAS_P

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
    cells = [_Test(*row) for row in rows]
    kept = {}
    for name in columns:
        factors = (numbers[name] / raw).fillna(1.0)
        pairs = zip(cells, numbers[name], factors, strict=True)
        leave = [one.leaves_open(p, factor) for one, p, factor in pairs]
        kept[name] = numbers[name].where(leave)
    return table.assign(**kept)


class _Test:
    """One log-rank test as its released numbers show it."""

    def __init__(self, observed: float, expected: float, variance: float, events: float) -> None:
        self.shown = nearest_people(pd.Series([observed, expected])).tolist()
        rest = 1 - expected / events if events else 0.0
        usual = [spread * expected * rest for spread in _SPREAD]
        self.variances = [v for v in (variance, *usual) if v > 0]
        self.hidden = observed < SMALLEST

    def leaves_open(self, p_value: float, factor: float) -> bool:
        """Whether each count that rounds alike agrees with the class of the p-value."""
        if np.isnan(p_value) or self.hidden:
            return False
        low, high = _z_of_class(p_value, factor)
        observed, expected = self.shown
        for count in range(int(observed) - _OBSERVED, int(observed) + _OBSERVED + 1):
            ends = abs(count - expected) - _EXPECTED, abs(count - expected) + _EXPECTED
            for variance in self.variances:
                root = variance**0.5
                if max(ends[0], 0.0) > high * root or ends[1] < low * root:
                    return False
        return True


def _z_of_class(p_value: float, factor: float) -> tuple[float, float]:
    """Ends of |z| that a class tells, of a p-value that was multiplied to correct it."""
    edges = [0.0, *KELAS_P, inf]
    place = next(n for n, edge in enumerate(edges[1:]) if p_value < edge)
    under, over = (edge / max(factor, 1.0) for edge in (edges[place], edges[place + 1]))
    return (
        0.0 if over >= 1 else float(-ndtri(over / 2)),
        inf if under <= 0 else float(-ndtri(min(under, 1.0) / 2)),
    )
