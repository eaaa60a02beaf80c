"""Kitagawa's decomposition: how much of a gap is composition, how much is rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pug_analysis.stats.intervals import critical_value


@dataclass(frozen=True, slots=True, eq=False)
class Kitagawa:
    """Result of `kitagawa`.

    Attributes
    ----------
    table : DataFrame of three rows, ``part`` "total", "composition", "rate": ``estimate``
        (second level minus first; the parts add up to the total), ``std_error, conf_low,
        conf_high, conf_level, method, unit``
    categories : DataFrame, one row per category: its shares and rates in both groups
        (``share_0, share_1, rate_0, rate_1``) and its ``composition`` and ``rate`` parts
    group, reference : the two levels
    """

    table: pd.DataFrame
    categories: pd.DataFrame
    group: object
    reference: object


def kitagawa(
    counts: pd.DataFrame,
    *,
    group: str,
    by: str,
    n: str = "n",
    n_total: str = "n_total",
    conf_level: float = 0.95,
) -> Kitagawa:
    """Split the difference of two groups' shares into composition and rates.

    The composition part is what would remain if both groups had the same (mean) share in every
    category of ``by``; the rate part what would remain if both were spread the same over the
    categories. A category in which one group has nobody has no rate there; it takes the other
    group's, so that the category counts as composition alone.

    Parameters
    ----------
    counts : DataFrame, one row per group and category
    group : column of two levels; differences are second level minus first
    by : column of the categories
    n, n_total : names of the columns of people with the outcome, and of all people
    conf_level : level of the two-sided normal interval

    Returns
    -------
    Kitagawa

    Raises
    ------
    ValueError
        if a column is missing, a count is not between 0 and its total, ``group`` has not two
        levels, or a level has nobody.

    References
    ----------
    Kitagawa (1955), JASA 50:1168. Errors by the delta method, rates binomial and shares
    multinomial.

    Examples
    --------
    >>> counts = pd.DataFrame({"jk": ["L", "L", "P", "P"], "jalur": ["a", "b", "a", "b"],
    ...                        "n": [8, 1, 4, 2], "n_total": [16, 4, 8, 12]})
    >>> kitagawa(counts, group="jk", by="jalur").table["estimate"].round(4).tolist()
    [-0.15, -0.1167, -0.0333]
    """
    z = critical_value(conf_level)
    levels, categories, yes, total = _wide(counts, group, by, n, n_total)
    share = total / total.sum(axis=0)
    own = np.divide(yes, total, out=np.full(yes.shape, np.nan), where=total > 0)
    rate = np.where(np.isnan(own), own[:, ::-1], own)
    gap_share, gap_rate = np.diff(share, axis=1)[:, 0], np.diff(rate, axis=1)[:, 0]
    mean_share, mean_rate = share.mean(axis=1), rate.mean(axis=1)
    parts = {"composition": gap_share * mean_rate, "rate": gap_rate * mean_share}
    crude = yes.sum(axis=0) / total.sum(axis=0)

    binomial = np.divide(rate * (1 - rate), total, out=np.zeros(rate.shape), where=total > 0)

    def error(to_rate: np.ndarray, to_share: np.ndarray) -> float:
        spread = (share * to_share[:, None] ** 2).sum(axis=0)
        spread = spread - (share * to_share[:, None]).sum(axis=0) ** 2
        within = (to_rate[:, None] ** 2 * binomial).sum()
        return float(np.sqrt(within + (np.maximum(spread, 0) / total.sum(axis=0)).sum()))

    table = pd.DataFrame(
        {
            "part": ["total", "composition", "rate"],
            "estimate": [crude[1] - crude[0], *(float(part.sum()) for part in parts.values())],
            "std_error": [
                float(np.sqrt((crude * (1 - crude) / total.sum(axis=0)).sum())),
                error(gap_share / 2, mean_rate),
                error(mean_share, gap_rate / 2),
            ],
        }
    )
    table = table.assign(
        conf_low=table["estimate"] - z * table["std_error"],
        conf_high=table["estimate"] + z * table["std_error"],
        conf_level=conf_level,
        method="Kitagawa",
        unit="share",
    )
    values = {
        "share_0": share[:, 0],
        "share_1": share[:, 1],
        "rate_0": own[:, 0],
        "rate_1": own[:, 1],
    }
    detail = pd.DataFrame({by: categories, **values, **parts})
    return Kitagawa(table, detail, levels[1], levels[0])


def _wide(
    counts: pd.DataFrame, group: str, by: str, n: str, n_total: str
) -> tuple[list[Any], pd.Index, np.ndarray, np.ndarray]:
    missing = [name for name in (group, by, n, n_total) if name not in counts.columns]
    if missing:
        raise ValueError(f"counts must have the columns asked for, but lacked {missing!r}")
    if not ((counts[n] >= 0) & (counts[n] <= counts[n_total])).all():
        raise ValueError(f"{n!r} must be between 0 and {n_total!r}, but was not in some rows")
    peopled = counts[counts[n_total] > 0]
    levels = list(peopled.groupby(group, sort=True, observed=True).groups)
    if len(levels) != 2:
        raise ValueError(f"{group!r} must have two levels with people, but had {len(levels)}")
    wide = peopled.pivot_table(
        index=by, columns=group, values=[n, n_total], aggfunc="sum", fill_value=0, observed=True
    )
    yes, total = (wide[name][levels].to_numpy(dtype=float) for name in (n, n_total))
    return levels, wide.index, yes, total
