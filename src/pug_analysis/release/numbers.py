"""Numbers and dates as Indonesian readers write them."""

from __future__ import annotations

import math
from datetime import date

from babel.dates import format_date

#: BPS signs: nothing there, and not available.
NOL = "–"
TIDAK_TERSEDIA = "…"
#: Upper ends of the classes of p-values; above the last one is the last class.
KELAS_P = (0.001, 0.01, 0.05)
#: Dots between the thousands and a decimal comma. Tables have thousands of numbers, and babel reads
#: its pattern anew for each.
_SIGNS = str.maketrans(",.", ".,")


def bilangan(value: float) -> str:
    """Whole number with dots between the thousands.

    >>> bilangan(6512)
    '6.512'
    """
    return f"{round(value):,}".replace(",", ".")


def desimal(value: float, *, digits: int = 1) -> str:
    """Number with a decimal comma.

    >>> desimal(2.345, digits=2)
    '2,35'
    """
    return f"{_half_up(value, digits):,.{digits}f}".translate(_SIGNS)


def persen(share: float, *, digits: int = 1) -> str:
    """Share (0..1) as a percentage for tables.

    >>> persen(0.125)
    '12,5%'
    """
    return f"{desimal(100 * share, digits=digits)}%"


def persen_kata(share: float, *, digits: int = 1) -> str:
    """Share (0..1) as a percentage for sentences.

    >>> persen_kata(0.125)
    '12,5 persen'
    """
    return f"{desimal(100 * share, digits=digits)} persen"


def poin(difference: float) -> str:
    """Difference of two shares (0..1) in percentage points, without its sign.

    >>> poin(-0.131)
    '13,1 poin persen'
    """
    return f"{desimal(100 * abs(difference))} poin persen"


def nilai_p(value: float) -> str:
    """p-value, three digits.

    >>> nilai_p(0.0004), nilai_p(0.0321)
    ('< 0,001', '0,032')
    """
    return "< 0,001" if value < 0.001 else desimal(value, digits=3)


def kelas_p(value: float) -> str:
    """Class of a p-value, where the value itself would tell of counts that are hidden.

    >>> [kelas_p(p) for p in (0.0004, 0.0321, 0.05, 0.7)]
    ['< 0,001', '< 0,05', '≥ 0,05', '≥ 0,05']
    """
    above = next((edge for edge in KELAS_P if value < edge), None)
    return f"≥ {KELAS_P[-1]}".replace(".", ",") if above is None else f"< {above}".replace(".", ",")


def p_kata(value: float, *, classes: bool = False) -> str:
    """p-value in a sentence, or its class.

    >>> p_kata(0.0004), p_kata(0.0321), p_kata(0.0321, classes=True)
    ('p < 0,001', 'p = 0,032', 'p < 0,05')
    """
    said = kelas_p(value) if classes else nilai_p(value)
    return f"p {said}" if said[0] in "<≥" else f"p = {said}"


def poin_lebih(difference: float) -> str:
    """Difference of two shares (0..1) in words of height; none of a difference that shows as 0.

    >>> poin_lebih(-0.131), poin_lebih(0.02), poin_lebih(-0.0004)
    ('13,1 poin persen lebih rendah', '2,0 poin persen lebih tinggi', '0,0 poin persen')
    """
    said = poin(difference)
    if said == poin(0):
        return said
    return f"{said} lebih {'rendah' if difference < 0 else 'tinggi'}"


def in_years(months: float) -> str:
    """Months as years and months.

    >>> in_years(125)
    '10 tahun 5 bulan'
    """
    years, rest = divmod(round(months), 12)
    return f"{years} tahun" + (f" {rest} bulan" if rest else "")


def tanggal(day: date) -> str:
    """Date in words.

    >>> tanggal(date(2025, 12, 31))
    '31 Desember 2025'
    """
    return format_date(day, format="d MMMM y", locale="id")


def _half_up(value: float, digits: int) -> float:
    """Round half away from zero on the decimal digits seen, as readers who check by hand do."""
    scale = 10**digits
    size = math.floor(abs(value) * scale + 0.5 + 1e-9)
    return math.copysign(size, value) / scale if size else 0.0
