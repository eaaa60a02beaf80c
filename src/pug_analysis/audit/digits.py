"""What the digits of a shown number tell: an interval, which the printed step decides."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pug_analysis.audit.published import STEP

#: To how many digits p-values are written.
_P_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A number that lies between two ends; both are missing where nothing is told."""

    low: float
    high: float

    @property
    def known(self) -> bool:
        """Whether anything is told."""
        return not math.isnan(self.low)

    @property
    def middle(self) -> float:
        """The number as it was written."""
        return (self.low + self.high) / 2

    @property
    def width(self) -> float:
        """How far the ends are apart."""
        return self.high - self.low


NOTHING: Final = Told(math.nan, math.nan)


def number(text: str) -> float:
    """Read a number as tables write it; missing if it is none.

    >>> number("-0,5"), number("*"), number("")
    (-0.5, nan, nan)
    """
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan


def step_of(texts: Iterable[str]) -> float:
    """The step to which a column is rounded: of its longest decimals, or 5 or 10 people.

    >>> step_of(["0,5", "1,74", ""]), step_of(["95", "180"]), step_of(["3330", "20"])
    (0.01, 5.0, 10.0)
    """
    written = [text for text in texts if not math.isnan(number(text))]
    places = max((len(text.partition(",")[2]) for text in written), default=0)
    if places or not written:
        return 10.0**-places
    whole = [abs(int(number(text))) for text in written]
    return next(float(step) for step in (10, STEP, 1) if all(n % step == 0 for n in whole))


def coarse_step(texts: Iterable[str]) -> float:
    """The coarsest step of 1, 2, 5, 10 or 20 units of which all numbers are multiples.

    >>> coarse_step(["-0,06", "-0,12", "0,02"]), coarse_step(["-7,43"]), coarse_step(["35", "45"])
    (0.02, 0.01, 5.0)
    """
    written = [text for text in texts if not math.isnan(number(text))]
    unit = 10.0 ** -max((len(text.partition(",")[2]) for text in written), default=0)
    units = [round(abs(number(text)) / unit) for text in written]
    return next(n * unit for n in (20, 10, 5, 2, 1) if all(u % n == 0 for u in units))


def told(text: str, *, step: float) -> Told:
    """What a number tells that was rounded to a step.

    >>> told("0,94", step=0.01)
    Told(low=0.935, high=0.945)
    """
    value = number(text)
    if math.isnan(value):
        return NOTHING
    return Told(round(value - step / 2, 12), round(value + step / 2, 12))


def told_p(text: str) -> Told:
    """What a p-value tells: two significant digits, or a class such as ``< 0,05``.

    >>> told_p("0,041"), told_p("< 0,05"), told_p("≥ 0,05")
    (Told(low=0.0405, high=0.0415), Told(low=0.0, high=0.05), Told(low=0.05, high=1.0))
    """
    for sign, low, high in (("<", 0.0, None), ("≥", None, 1.0), (">", None, 1.0)):
        if text.startswith(sign):
            limit = number(text.lstrip("<≥>= "))
            return Told(limit if low is None else low, limit if high is None else high)
    value = number(text)
    if math.isnan(value) or value <= 0:
        return NOTHING
    step = 10.0 ** (math.floor(math.log10(value)) - _P_DIGITS + 1)
    # Just below a power of ten the step is ten times smaller.
    below = step / 10 if math.isclose(value, 10.0 ** round(math.log10(value))) else step
    return Told(max(value - below / 2, 0.0), min(value + step / 2, 1.0))


def meet(parts: Sequence[Told]) -> Told:
    """What several numbers tell of one; contradictory ends stay crossed."""
    known = [part for part in parts if part.known]
    if not known:
        return NOTHING
    return Told(max(part.low for part in known), min(part.high for part in known))
