"""Counting people by sex: the table from which every share of the reports is made."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.stats.shares.proportions import share_interval


def count_by_sex(
    snapshot: pd.DataFrame, *, by: str, levels: Sequence[str] | None = None
) -> pd.DataFrame:
    """Count men and women in each group.

    Parameters
    ----------
    snapshot : one row per pegawai, with ``jenis_kelamin`` (L, P)
    by : column to group by
    levels : groups to return, in this order; a level of nobody is a row of zeros. By default
        those present, sorted.

    Returns
    -------
    DataFrame, one row per group: ``by``, ``pria``, ``wanita``, ``total`` (int64).

    Raises
    ------
    ValueError
        if ``levels`` leaves out a group that has people, since their count would be lost.
    """
    present = pd.crosstab(snapshot[by], snapshot["jenis_kelamin"]).reindex(
        columns=["L", "P"], fill_value=0
    )
    order = sorted(present.index) if levels is None else list(levels)
    lost = sorted(set(present.index) - set(order))
    if lost:
        raise ValueError(f"levels of {by} must name every group with people, but lacks {lost}")
    counts = present.reindex(order, fill_value=0).astype("int64")
    counts.columns = pd.Index(["pria", "wanita"])
    counts.index.name = by
    return counts.reset_index().assign(total=lambda t: t["pria"] + t["wanita"])


def add_share(counts: pd.DataFrame, *, conf_level: float | None = None) -> pd.DataFrame:
    """Add the share of women, and its interval if a level is given.

    Parameters
    ----------
    counts : with ``wanita`` and ``total``
    conf_level : level of the interval; None adds the share alone, as for a complete count

    Returns
    -------
    The table with ``share_wanita`` (0..1, missing where nobody is) and, with a level,
    ``conf_low, conf_high, conf_level, method``.
    """
    interval = share_interval(counts["wanita"], counts["total"], conf_level=conf_level or 0.95)
    interval.index = counts.index
    table = counts.assign(share_wanita=interval["estimate"])
    if conf_level is None:
        return table
    return table.join(interval[["conf_low", "conf_high", "conf_level", "method"]])
