"""Odds ratios of two groups: exact in one table, Mantel-Haenszel over strata with tests of agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.spell_columns import as_names


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
    homogeneity, homogeneity_df, homogeneity_p_value : Breslow-Day test with Tarone's correction
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
    strata : columns that are adjusted for; strata without one of the levels say nothing and are
        left out of the tests
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
    Breslow and Day (1980), section 4.4; Tarone (1985), Biometrika 72:91. By statsmodels.
    """
    z = critical_value(conf_level)
    names = as_names(strata)
    levels, tables = _two_by_two(counts, names, group, n, n_total)
    from statsmodels.stats.contingency_tables import StratifiedTable

    fit = StratifiedTable(tables)
    test = fit.test_null_odds(correction=correction)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio, error = float(fit.oddsratio_pooled), float(fit.logodds_pooled_se)
        a, b, c, d = tables.sum(axis=2).ravel()
        crude = float(np.divide(a * d, b * c))
        low, high = ratio * np.exp(-z * error), ratio * np.exp(z * error)
    equal = fit.test_equal_odds(adjust=True)
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
    return MantelHaenszel(
        pd.DataFrame([row]),
        crude,
        float(test.statistic),
        float(test.pvalue),
        float(equal.statistic),
        tables.shape[2] - 1,
        float(equal.pvalue),
    )


def _two_by_two(
    counts: pd.DataFrame, names: tuple[str, ...], group: str, n: str, n_total: str
) -> tuple[list, np.ndarray]:
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
    """Odds ratio of one small table, with the exact interval given its margins.

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
    Cornfield (1956), Proc Third Berkeley Symp 4:135; R's ``fisher.test``. By scipy.

    Examples
    --------
    >>> exact_odds_ratio([[3, 1], [1, 3]])[["estimate", "p_value"]].round(4).values.tolist()
    [[6.4083, 0.4857]]
    """
    from scipy.stats import hypergeom
    from scipy.stats.contingency import odds_ratio

    critical_value(conf_level)
    table = np.asarray(counts)
    if table.shape != (2, 2) or np.any(table < 0) or np.any(table != np.floor(table)):
        raise ValueError("counts must be a two by two table of whole numbers from 0")
    table = table.astype("int64")
    row: dict[str, float] = {"n_total": int(table.sum())}
    row |= dict.fromkeys(("estimate", "conf_low", "conf_high", "p_value"), np.nan)
    if (table.sum(axis=0) > 0).all() and (table.sum(axis=1) > 0).all():
        found = odds_ratio(table, kind="conditional")
        low, high = found.confidence_interval(conf_level)
        margins = table.sum(), table[:, 0].sum(), table[0].sum()
        tails = hypergeom.cdf(table[0, 0], *margins), hypergeom.sf(table[0, 0] - 1, *margins)
        row |= {"estimate": float(found.statistic), "conf_low": float(low)}
        row |= {"conf_high": float(high), "p_value": float(min(1.0, 2 * min(tails)))}
    return pd.DataFrame([row]).assign(
        conf_level=conf_level, method="exact conditional", unit="odds ratio"
    )
