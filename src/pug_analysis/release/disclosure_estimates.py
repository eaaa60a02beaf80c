"""Disclosure control of estimates: what is shown is a function of counts that may be shown.

Whoever knows the formula of an estimate can ask which counts give the digits that are shown. So an
estimate of protected counts is computed from rounded counts that hold as much information: a share
as events among people whose interval is as wide, a ratio and a difference with the error that the
released counts give, times a coarse factor. Words stay those of the exact comparison, and no limit
lies on the other side of what the words say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from scipy.special import ndtri

from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.disclosure_shares import VALUES, nearest_people, released_counts
from pug_analysis.release.small_counts import SMALLEST
from pug_analysis.stats.intervals import critical_value

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition
    from pug_analysis.stats.decision import Decision

#: A standard error is told as that of the released counts times a power of this: wider apart than what
#: rounding to 5 can change from 10 events upward.
_FACTOR: Final = 1.3
#: Steps of a share and of months, of which the finest that holds enough people is taken.
_STEPS: Final = (0.01, 0.02, 0.05, 0.1, 0.2)
_MONTHS: Final = (1, 2, 5, 10, 20)
#: So many people at least a step holds.
_PEOPLE: Final = 3
_Z: Final = critical_value(0.95)


def released_ratios(
    frame: pd.DataFrame,
    *,
    counts: tuple[str, str],
    values: Sequence[str] = VALUES,
    others: Sequence[str] = (),
    edition: Edition,
) -> pd.DataFrame:
    """Give ratios of rates or hazards the error of the released events of both sides.

    The error of the logarithm is that of two Poisson counts, (1/a + 1/b)^0.5, times a power of 1.3
    for what strata and models add.

    Parameters
    ----------
    frame : with the columns of ``counts`` (events of both sides, exact) and of ``values``
    others : further columns that are missing where the ratio is

    Returns
    -------
    DataFrame like it; ratios with 2 decimals, missing where the events of a side are below 8.
    """
    if not is_protected(edition) or frame.empty:
        return frame
    first, second = (released_counts(frame[name]) for name in counts)
    error = np.sqrt(1 / first + 1 / second)
    ratio, low, high = (frame[name].astype(float) for name in values)
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.log(high / low) / (2 * _Z)
    kept = _with_error(ratio, error * _factor(own / error), exact=(low, high))
    blank = kept[0].isna()
    return frame.assign(
        **dict(zip(values, kept, strict=True)),
        **{name: frame[name].mask(blank) for name in others},
    )


def released_log_ratio(
    estimate: float, *, error: float, exact: tuple[float, float]
) -> tuple[float, float, float]:
    """Give a ratio of released numbers the limits that a released error of its logarithm gives.

    Parameters
    ----------
    estimate, error : both from released counts
    exact : exact limits, on whose side of 1 those returned stay
    """
    limits = (pd.Series([exact[0]]), pd.Series([exact[1]]))
    kept = _with_error(pd.Series([estimate]), pd.Series([error]), exact=limits)
    return float(kept[0].iloc[0]), float(kept[1].iloc[0]), float(kept[2].iloc[0])


def released_gaps(
    frame: pd.DataFrame,
    *,
    error: pd.Series,
    estimate: pd.Series | None = None,
    values: Sequence[str] = VALUES,
    step: pd.Series | float = 0.01,
    edition: Edition,
) -> pd.DataFrame:
    """Give differences of shares an error that released numbers give, times a power of 1.3.

    Parameters
    ----------
    frame : with the columns of ``values``, limits at any level
    error : standard error that a reader could compute from what is shown beside; aligned with the rows
    estimate : difference of the shares shown beside, where both are shown; by default the exact one
    step : of the difference and its limits, see :func:`share_step`

    Returns
    -------
    DataFrame like it; missing where there is no error or estimate.
    """
    if not is_protected(edition) or frame.empty:
        return frame
    exact, low, high = (frame[name].astype(float) for name in values)
    own = (high - low) / (2 * _Z)
    base = error.astype(float)
    reach = _Z * base * _factor(own / base)
    gap = to_steps(exact if estimate is None else estimate.astype(float), step)
    gap = gap.where(np.isfinite(reach))
    ends = to_steps(gap - reach, step), to_steps(gap + reach, step)
    kept = _keep_side(gap, *ends, exact=(low, high), same=0.0, step=step)
    return frame.assign(**dict(zip(values, kept, strict=True)))


def share_error(conf_low: pd.Series, conf_high: pd.Series) -> pd.Series:
    """Standard error of a released share, as its shown interval tells it."""
    return (conf_high.astype(float) - conf_low.astype(float)) / (2 * _Z)


def contrast_error(share: Any, events: tuple[Any, Any]) -> Any:
    """Error of a difference of shares that comes from a ratio of hazards, of released numbers.

    A share p of men moves by (1 - p) x -log(1 - p) for a hazard that is larger by a factor e.

    Parameters
    ----------
    share : released share of men (0..1), number or Series
    events : released events of both sexes
    """
    first, second = events
    return -(1 - share) * np.log1p(-share) * np.sqrt(1 / first + 1 / second)


def released_decision(
    decision: Decision, *, share: float, events: tuple[float, float], edition: Edition
) -> Decision:
    """Give a verdict the numbers that may stand beside it; the verdict itself stays.

    Parameters
    ----------
    decision : of ``stats.decide`` on shares
    share : of men, exact (0..1), as released beside
    events : of women and men, exact

    Returns
    -------
    Decision with estimate, limits and smallest gap as released. Where the events of a side are hidden,
    nothing is told: ``too_few``.
    """
    if not is_protected(edition) or not isfinite(decision.estimate):
        return decision
    if min(events) < SMALLEST or not isfinite(share):
        return replace(decision, verdict="too_few")
    frame = pd.DataFrame([{name: getattr(decision, name) for name in VALUES}])
    rounded = nearest_people(pd.Series(events)).tolist()
    error = pd.Series([contrast_error(share, (rounded[0], rounded[1]))])
    step = share_step(decision.n_people, edition=edition)
    shown = released_gaps(frame, error=error, step=step or 0.0, edition=edition).iloc[0]
    width = (decision.conf_high - decision.conf_low) / (shown["conf_high"] - shown["conf_low"])
    people = int(nearest_people(pd.Series([decision.n_people])).iloc[0])
    gap = decision.smallest_gap / width
    estimate, low, high = (float(shown[name]) for name in VALUES)
    return replace(
        decision,
        estimate=estimate,
        conf_low=low,
        conf_high=high,
        n_people=people,
        n_events=int(min(rounded)),
        smallest_gap=gap,
        smallest_gap_people=None if decision.smallest_gap_people is None else round(gap * people),
    )


def smallest_ratio(conf_low: pd.Series, conf_high: pd.Series, *, power: float = 0.8) -> pd.Series:
    """Largest ratio below 1 that a shown interval would have found, see ``stats.decide``."""
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.log(conf_high.astype(float) / conf_low.astype(float)) / (2 * _Z)
    return np.exp(-(_Z + float(ndtri(power))) * error).round(2)


def released_expected(expected: pd.Series, *, beside: pd.Series, edition: Edition) -> pd.Series:
    """Expected events, to the nearest 5 as the events are; missing where these are hidden.

    Parameters
    ----------
    expected : events that there would be
    beside : exact events that stand beside them
    """
    if not is_protected(edition):
        return expected
    return nearest_people(expected).mask(beside.astype(float) < SMALLEST)


def share_step(n_people: float, *, edition: Edition) -> float | None:
    """Finest step of a share that holds 3 of so many people; None where nothing is protected.

    >>> share_step(700, edition="pokja"), share_step(60, edition="pokja"), share_step(10, edition="pokja")
    (0.01, 0.05, 0.2)
    """
    if not is_protected(edition):
        return None
    return next((step for step in _STEPS if step * n_people >= _PEOPLE), _STEPS[-1])


def month_step(n_people: float, *, horizon: float, edition: Edition) -> float | None:
    """Finest step of a mean of months up to a horizon that holds 3 of so many people."""
    if not is_protected(edition):
        return None
    return next(
        (float(step) for step in _MONTHS if step * n_people >= _PEOPLE * horizon),
        float(_MONTHS[-1]),
    )


def to_step(
    estimate: float, conf_low: float, conf_high: float, *, step: float | None
) -> tuple[float, float, float]:
    """Round a difference and its limits to a step, limits kept on their side of 0.

    >>> to_step(-0.068, -0.127, -0.004, step=0.02)
    (-0.06, -0.12, -0.02)
    >>> to_step(0.1, -0.1, 0.3, step=None)
    (0.1, -0.1, 0.3)
    """
    if step is None:
        return estimate, conf_low, conf_high
    rounded = [to_steps(pd.Series([v]), step) for v in (estimate, conf_low, conf_high)]
    exact = pd.Series([conf_low]), pd.Series([conf_high])
    kept = _keep_side(rounded[0], rounded[1], rounded[2], exact=exact, same=0.0, step=step)
    return float(kept[0].iloc[0]), float(kept[1].iloc[0]), float(kept[2].iloc[0])


def _with_error(
    ratio: pd.Series, error: pd.Series, *, exact: tuple[pd.Series, pd.Series]
) -> tuple[pd.Series, pd.Series, pd.Series]:
    estimate = ratio.round(2).where(np.isfinite(error) & (ratio > 0))
    ends = (estimate * np.exp(-_Z * error)).round(2), (estimate * np.exp(_Z * error)).round(2)
    return _keep_side(estimate, *ends, exact=exact, same=1.0, step=0.01)


def _factor(ratio: pd.Series) -> pd.Series:
    """Nearest power of 1.3; missing where there is no ratio."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return _FACTOR ** (np.log(ratio) / np.log(_FACTOR)).round()


def to_steps(values: pd.Series, step: pd.Series | float) -> pd.Series:
    """Round to whole steps."""
    return ((values / step).round() * step).round(9)


def _keep_side(
    estimate: pd.Series,
    low: pd.Series,
    high: pd.Series,
    *,
    exact: tuple[pd.Series, pd.Series],
    same: float,
    step: pd.Series | float,
) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Let limits lie on the side of "the same" on which the exact ones lie, and hold the estimate."""
    above, below = exact[0] > same, exact[1] < same
    low = low.mask(above, low.clip(lower=same + step)).mask(
        ~above & low.notna(), low.clip(upper=same)
    )
    high = high.mask(below, high.clip(upper=same - step)).mask(
        ~below & high.notna(), high.clip(lower=same)
    )
    held = estimate.clip(lower=low, upper=high)
    return held, low, high
