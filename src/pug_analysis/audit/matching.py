"""What formulas share: counts and told numbers by name, and whether values lie where digits say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from scipy.special import ndtri

from pug_analysis.audit.digits import NOTHING, Told

#: Counts of people by their name in a formula, arrays of one shape; and what other numbers tell.
GroupCounts = Mapping[str, np.ndarray]
Shown = Mapping[str, Told]

#: Quantile of an interval at 95 %, and one tail of it.
Z: Final = float(ndtri(0.975))
TAIL: Final = 0.025
#: Printed ends are as wide as floating point lets them be.
SLACK: Final = 1e-9


def hits(values: np.ndarray, shown: Shown, name: str) -> np.ndarray:
    """Mark values that have the digits shown; all of them where nothing is shown."""
    told = shown.get(name, NOTHING)
    if not told.known:
        return np.ones(values.shape, dtype=bool)
    return (values >= told.low - SLACK) & (values <= told.high + SLACK)


def z_of(p_value: Told) -> Told:
    """Ends of the normal deviate of a two-sided p-value."""
    if not p_value.known:
        return NOTHING
    tails = [max(p, 1e-300) / 2 for p in (p_value.high, p_value.low)]
    return Told(max(-float(ndtri(tails[0])), 0.0), -float(ndtri(tails[1])))
