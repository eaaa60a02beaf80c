"""Which way an interval points, in words and digits that do not contradict each other."""

from __future__ import annotations

from math import isfinite

from pug_analysis.release.numbers import desimal, poin
from pug_analysis.release.teks import say
from pug_analysis.stats.decision import Decision
from pug_analysis.stats.library_results import check_order

#: Digits after the comma beyond which no rounding is undone.
_MOST_DIGITS = 6


def arah(estimate: float, low: float, high: float, *, sama: float) -> int:
    """Return 1 or -1 if estimate and interval lie wholly above or below ``sama``, else 0.

    Parameters
    ----------
    estimate, low, high : of the comparison
    sama : value at which both sides are the same, 0 of a difference and 1 of a ratio

    Raises
    ------
    LibraryResultError
        if the estimate does not lie within its interval: no word follows from such numbers.

    Examples
    --------
    >>> arah(0.8, 0.6, 0.95, sama=1), arah(1.0, 1.0, 1.17, sama=1), arah(1.25, 1.16, 1.6, sama=1)
    (-1, 0, 1)
    """
    check_order(low, estimate, high, source="an interval that is put into words")
    if low > sama:
        return 1
    return -1 if high < sama else 0


def tiga_angka(estimate: float, low: float, high: float, *, sama: float) -> tuple[str, str, str]:
    """Estimate and limits with two digits after the comma, more if rounding would hide the verdict.

    A limit of 1,002 written as "1,00" would stand beside "lebih sering".

    Examples
    --------
    >>> tiga_angka(1.08, 1.002, 1.17, sama=1)
    ('1,080', '1,002', '1,170')
    >>> tiga_angka(0.8, 0.6, 1.07, sama=1)
    ('0,80', '0,60', '1,07')
    """
    digits = 2
    near = low if low > sama else high
    pointed = arah(estimate, low, high, sama=sama) != 0 and isfinite(near)
    while pointed and digits < _MOST_DIGITS and round(near, digits) == round(sama, digits):
        digits += 1
    said = tuple(desimal(v, digits=digits) if isfinite(v) else "∞" for v in (estimate, low, high))
    return said[0], said[1], said[2]


def kalimat_setara(decision: Decision, interval: str) -> str:
    """Say that two shares are equal within the margins, and whether they are not the same all the same.

    Parameters
    ----------
    decision : a verdict of "equivalent"
    interval : the interval in words
    """
    low, high = (desimal(v, digits=2) for v in (1 / decision.ratio_margin, decision.ratio_margin))
    case = "dalam_batas"
    if decision.excludes_zero:
        case = "lebih_rendah" if decision.estimate < 0 else "lebih_tinggi"
    return say(
        "setara",
        case,
        batas=poin(decision.margin),
        selang=interval,
        bawah=low,
        atas=high,
        selisih=poin(decision.estimate),
    )
