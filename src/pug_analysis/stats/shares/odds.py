"""Odds ratios of two groups: exact in one table, Mantel-Haenszel over strata with tests of agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, nan, sqrt
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import gammaincc

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.library_results import check_order
from pug_analysis.stats.shares.odds_limits import cornfield_limits, exact_limits, is_large
from pug_analysis.stats.survival.spell_columns import as_names


@dataclass(frozen=True, slots=True, eq=False)
class MantelHaenszel:
    """Result of `mantel_haenszel`.

    Attributes
    ----------
    table : DataFrame of one row: ``group, reference, n_total, estimate`` (common odds ratio),
        ``std_error`` (of its log), ``conf_low, conf_high, conf_level, method, unit``
    crude : the odds ratio without strata; a ratio on the other side of 1 than ``estimate`` is
        Simpson's paradox
    statistic, p_value : Cochran-Mantel-Haenszel chi-square with 1 df
    homogeneity, homogeneity_df, homogeneity_p_value : Breslow-Day test with Tarone's correction over
        the strata that say something; missing with one of them, or if the ratio is 0 or infinite

    Where no stratum says anything, everything but the numbers of people is missing.
    """

    table: pd.DataFrame
    crude: float
    statistic: float
    p_value: float
    homogeneity: float
    homogeneity_df: int
    homogeneity_p_value: float


def mantel_haenszel(
    counts: pd.DataFrame,
    *,
    group: str,
    strata: str | Sequence[str],
    n: str = "n",
    n_total: str = "n_total",
    conf_level: float = 0.95,
    correction: bool = False,
) -> MantelHaenszel:
    """Common odds ratio of two groups over strata, second level against first.

    Parameters
    ----------
    counts : DataFrame, one row per group and stratum
    group : column of two levels
    strata : columns that are adjusted for; strata without one of the levels, or in which everybody
        or nobody has the outcome, say nothing and are left out of ratio and tests
    n, n_total : names of the columns of people with the outcome, and of all people
    conf_level : level of the two-sided interval
    correction : subtract 1/2 in the test, as R's ``mantelhaen.test`` does by default

    Returns
    -------
    MantelHaenszel

    Raises
    ------
    ValueError
        if a column is missing, a count is not between 0 and its total, ``group`` has not two
        levels, or no stratum has both.

    References
    ----------
    Mantel and Haenszel (1959); variance: Robins, Breslow and Greenland (1986), Biometrics 42:311;
    Breslow and Day (1980), section 4.4; Tarone (1985), Biometrika 72:91.
    """
    z = critical_value(conf_level)
    names = as_names(strata)
    levels, tables = _two_by_two(counts, names, group, n, n_total)
    saying = tables[:, :, (tables.sum(axis=0) > 0).all(axis=0)]
    ratio, error = _common_ratio(saying)
    low, high = (ratio * exp(side * z * error) if error == error else nan for side in (-1, 1))
    check_order(low, ratio if error == error else nan, high, source="Mantel-Haenszel")
    row = {
        "group": levels[1],
        "reference": levels[0],
        "n_total": int(tables.sum()),
        "estimate": ratio,
        "std_error": error,
        "conf_low": low,
        "conf_high": high,
        "conf_level": conf_level,
        "method": "Mantel-Haenszel",
        "unit": "odds ratio",
    }
    none, agreement = (
        _test_of_none(saying, correction=correction),
        _test_of_agreement(saying, ratio),
    )
    crude = _cross_ratio(*tables.sum(axis=2).ravel())
    between, df, p_between = agreement
    return MantelHaenszel(pd.DataFrame([row]), crude, *none, between, df, p_between)


def _common_ratio(tables: np.ndarray) -> tuple[float, float]:
    """Common odds ratio and the standard error of its log; that is missing at 0 and infinity."""
    a, b, c, d = tables.reshape(4, -1)
    n = tables.sum(axis=(0, 1))
    above, below, same, crossed = a * d / n, b * c / n, (a + d) / n, (b + c) / n
    up, down = above.sum(), below.sum()
    ratio = _cross_ratio(up, 1.0, down, 1.0)
    if not 0 < ratio < inf:
        return ratio, nan
    variance = (
        (same * above).sum() / (2 * up**2)
        + (same * below + crossed * above).sum() / (2 * up * down)
        + (crossed * below).sum() / (2 * down**2)
    )
    return ratio, sqrt(variance)


def _cross_ratio(a: float, b: float, c: float, d: float) -> float:
    """A d / (b c), infinite or missing where that divides by 0."""
    above, below = float(a) * float(d), float(b) * float(c)
    if below > 0:
        return above / below
    return inf if above > 0 else nan


def _test_of_none(tables: np.ndarray, *, correction: bool) -> tuple[float, float]:
    """Cochran-Mantel-Haenszel statistic and p-value; missing where nothing could have differed."""
    if not tables.shape[2]:
        return nan, nan
    row, column, n = tables[0].sum(axis=0), tables[:, 0].sum(axis=0), tables.sum(axis=(0, 1))
    distance = abs(float((tables[0, 0] - row * column / n).sum()))
    variance = float((row * (n - row) / n * (column * (n - column) / n) / (n - 1)).sum())
    if correction:
        distance -= min(0.5, distance)
    statistic = distance**2 / variance
    return statistic, float(gammaincc(0.5, statistic / 2))


def _test_of_agreement(tables: np.ndarray, ratio: float) -> tuple[float, int, float]:
    """Breslow-Day-Tarone statistic, degrees of freedom and p-value."""
    df = max(tables.shape[2] - 1, 0)
    if not df or not 0 < ratio < inf:
        return nan, df, nan
    row, column, n = tables[0].sum(axis=0), tables[:, 0].sum(axis=0), tables.sum(axis=(0, 1))
    # first cells with the common ratio: (1 - ratio) e^2 + half e - ratio row column = 0
    half = n - row - column + ratio * (row + column)
    root = np.sqrt(half**2 + 4 * (1 - ratio) * ratio * row * column)
    wanted = np.where(
        half > 0,
        2 * ratio * row * column / np.where(half > 0, half + root, 1),
        (root - half) / (2 * (1 - ratio) if ratio != 1 else 1),
    )
    cells = wanted, row - wanted, column - wanted, n - row - column + wanted
    variance = 1 / sum(1 / cell for cell in cells)
    distance = tables[0, 0] - wanted
    statistic = float((distance**2 / variance).sum() - distance.sum() ** 2 / variance.sum())
    return statistic, df, float(gammaincc(df / 2, max(statistic, 0.0) / 2))


def _two_by_two(
    counts: pd.DataFrame, names: tuple[str, ...], group: str, n: str, n_total: str
) -> tuple[list[Any], np.ndarray]:
    """Tables of shape (2, 2, strata): second level first, with and without the outcome."""
    missing = [name for name in (*names, group, n, n_total) if name not in counts.columns]
    if missing:
        raise ValueError(f"counts must have the columns asked for, but lacked {missing!r}")
    if not names:
        raise ValueError("strata must name at least one column, but were ()")
    if not ((counts[n] >= 0) & (counts[n] <= counts[n_total])).all():
        raise ValueError(f"{n!r} must be between 0 and {n_total!r}, but was not in some rows")
    levels = list(counts.groupby(group, sort=True, observed=True).groups)
    if len(levels) != 2:
        raise ValueError(f"{group!r} must have two levels, but had {len(levels)}")
    wide = counts.pivot_table(
        index=list(names),
        columns=group,
        values=[n, n_total],
        aggfunc="sum",
        fill_value=0,
        observed=True,
    )
    yes = wide[n][levels[::-1]].to_numpy(dtype=float).T
    total = wide[n_total][levels[::-1]].to_numpy(dtype=float).T
    both = (total > 0).all(axis=0)
    if not both.any():
        raise ValueError(f"at least one stratum must have both levels of {group!r}, but none had")
    return levels, np.stack([yes, total - yes], axis=1)[:, :, both]


def exact_odds_ratio(counts: ArrayLike, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Odds ratio of one table, with the exact interval given its margins.

    Of tables with large numbers in every cell (see `odds_limits.is_large`) the ratio of the products
    and Cornfield's large-sample limits with his correction of 1/2 are given; ``method`` says so. They
    agree with the exact ones to within a thousandth.

    Parameters
    ----------
    counts : shape (2, 2), whole numbers: first group with and without the outcome, then the second
    conf_level : level of the two-sided interval

    Returns
    -------
    DataFrame of one row: ``n_total, estimate`` (conditional maximum likelihood, first group over
    second; 0 or infinite where a cell is empty), ``conf_low, conf_high, p_value`` (exact, twice
    the smaller tail, so that it agrees with the interval), ``conf_level, method, unit``. Missing
    where a row or a column is empty.

    Raises
    ------
    ValueError
        if counts are not a two by two table of whole numbers from 0, or ``conf_level`` is not
        between 0 and 1.

    References
    ----------
    Cornfield (1956), Proc Third Berkeley Symp 4:135, exact and for large samples; R's
    ``fisher.test``.

    Examples
    --------
    >>> exact_odds_ratio([[3, 1], [1, 3]])[["estimate", "p_value"]].round(4).values.tolist()
    [[6.4083, 0.4857]]
    """
    z = critical_value(conf_level)
    table = np.asarray(counts)
    if table.shape != (2, 2) or np.any(table < 0) or np.any(table != np.floor(table)):
        raise ValueError("counts must be a two by two table of whole numbers from 0")
    table = table.astype("int64")
    names = ("estimate", "conf_low", "conf_high", "p_value")
    row, method = {"n_total": int(table.sum()), **dict.fromkeys(names, nan)}, "exact conditional"
    if (table.sum(axis=0) > 0).all() and (table.sum(axis=1) > 0).all():
        if is_large(table):
            found, method = cornfield_limits(table, z=z), "Cornfield (large sample)"
        else:
            found = exact_limits(table, tail=(1 - conf_level) / 2)
        check_order(found[1], found[0], found[2], source=f"the search for limits, {method},")
        row |= dict(zip(names, found, strict=True))
    return pd.DataFrame([row]).assign(conf_level=conf_level, method=method, unit="odds ratio")
