"""Every line of Tabel 4.1 and every headline over the periods of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.tren.baris import KEY, LINES, count_lines, traits_of
from pug_analysis.stats.decision import MIN_PEOPLE

#: Below this number of yearly periods no line is drawn through them.
MIN_PERIODS: Final = 3


def trend_table(series: Sequence[Data]) -> pd.DataFrame:
    """Count men and women on every line in every period.

    Parameters
    ----------
    series : periods in order of time, see ``careers.load_series``

    Returns
    -------
    DataFrame, one row per period and line, in order: ``periode`` (what readers call it),
    ``keadaan`` (ISO date of its cut-off), ``bulan`` (month number of it), ``tahunan`` (whether it
    is of the same semester as the last one), ``kategori, sub_kategori, utama`` (a headline),
    ``pria, wanita, total, share_wanita`` (0..1, missing where nobody is).
    """
    headline = [line.headline for line in LINES]
    tables = [
        count_lines(traits_of(data)).assign(
            periode=data.periode.label,
            keadaan=data.cutoff.isoformat(),
            bulan=data.until,
            tahunan=data.semester == series[-1].semester,
            utama=headline,
        )
        for data in series
    ]
    columns = ["periode", "keadaan", "bulan", "tahunan", *KEY, "utama"]
    table = pd.concat(tables, ignore_index=True)
    return table[[*columns, *table.columns.drop(columns)]]


def yearly_slopes(table: pd.DataFrame, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Average change per year of the share of women on each line, by least squares.

    The line y = a + b x goes through the yearly shares, each with the same weight. Its slope b has
    the standard error sqrt(sum of squared residuals / (n - 2) / Sxx), and the interval is that of
    Student's t with n - 2 degrees of freedom. It tells how well a straight line fits the years on
    record, not what comes next.

    Parameters
    ----------
    table : of :func:`trend_table`; only its yearly periods are used, and of these the ones in which
        somebody is on the line

    Returns
    -------
    DataFrame, one row per line with at least three such years and 10 people in each: ``kategori,
    sub_kategori, utama, n_tahun, dari, ke`` (first and last period), ``estimate, std_error,
    conf_low, conf_high`` (change per year, -1..1; without error and interval where all points lie
    exactly on the line), ``conf_level, method``.

    References
    ----------
    Draper and Smith (1998), Applied Regression Analysis, section 1.4.
    """
    from scipy.special import stdtrit

    yearly = table.loc[table["tahunan"] & table["share_wanita"].notna()]
    rows = []
    for (kategori, name), line in yearly.groupby(KEY, sort=False):
        n = len(line)
        if n < MIN_PERIODS or line["total"].min() < MIN_PEOPLE:
            continue
        x = line["bulan"].to_numpy(dtype=float) / 12
        y = line["share_wanita"].to_numpy(dtype=float)
        x = x - x.mean()
        slope = float(x @ y / (x @ x))
        left = y - y.mean() - slope * x
        # points exactly on a line say nothing of how far they could lie from it
        exact = bool(np.allclose(left, 0, atol=1e-12))
        error = float("nan") if exact else float(np.sqrt(left @ left / (n - 2) / (x @ x)))
        reach = float(stdtrit(n - 2, (1 + conf_level) / 2)) * error
        rows.append(
            {
                "kategori": kategori,
                "sub_kategori": name,
                "utama": bool(line["utama"].iloc[0]),
                "n_tahun": n,
                "dari": line["periode"].iloc[0],
                "ke": line["periode"].iloc[-1],
                "estimate": slope,
                "std_error": error,
                "conf_low": slope - reach,
                "conf_high": slope + reach,
                "conf_level": conf_level,
                "method": "kuadrat terkecil",
            }
        )
    columns = [
        *KEY, "utama", "n_tahun", "dari", "ke", "estimate", "std_error", "conf_low", "conf_high",
        "conf_level", "method",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def period_pairs(series: Sequence[Data]) -> tuple[tuple[Data, Data], ...]:
    """Pairs of periods that are compared: (earlier, later).

    Each period with the one of the same semester before it, and the first of these with the last;
    where years and first semesters stand beside each other, also each with the one before it.

    Returns
    -------
    tuple of pairs, each once: in order of the later period, then the nearest earlier one first.
    """
    yearly = [data for data in series if data.semester == series[-1].semester]
    pairs = [*pairwise(yearly), *pairwise(series)]
    if len(yearly) > 1:
        pairs.append((yearly[0], yearly[-1]))
    once = {(later.until, -earlier.until): (earlier, later) for earlier, later in pairs}
    return tuple(once[key] for key in sorted(once))
