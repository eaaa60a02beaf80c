"""Ratio of two independent shares with its score interval."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.stats.intervals import critical_value


def share_ratio(
    count_1: int, total_1: int, count_2: int, total_2: int, *, conf_level: float = 0.95
) -> pd.DataFrame:
    """Ratio of two shares, first over second.

    Parameters
    ----------
    count_1, total_1, count_2, total_2 : whole numbers with 0 <= count <= total
    conf_level : level of the two-sided interval

    Returns
    -------
    DataFrame of one row: ``estimate, conf_low, conf_high, conf_level, method,
    unit``; missing unless both counts are above 0.

    Raises
    ------
    ValueError
        if a count is not between 0 and its total, or ``conf_level`` is not between 0 and 1.

    References
    ----------
    Koopman (1984), Biometrics 40:513. By statsmodels.

    Examples
    --------
    >>> share_ratio(36, 40, 16, 80)[["estimate", "conf_low", "conf_high"]].round(2).values.tolist()
    [[4.5, 2.94, 7.15]]
    """
    critical_value(conf_level)
    if not (0 <= count_1 <= total_1 and 0 <= count_2 <= total_2):
        raise ValueError("count must be between 0 and total")
    row = dict.fromkeys(("estimate", "conf_low", "conf_high"), np.nan)
    if count_1 and count_2:
        from statsmodels.stats.proportion import confint_proportions_2indep

        low, high = confint_proportions_2indep(
            count_1, total_1, count_2, total_2,
            compare="ratio", method="score", correction=False, alpha=1 - conf_level,
        )  # fmt: skip
        row = {
            "estimate": (count_1 / total_1) / (count_2 / total_2),
            "conf_low": float(low),
            "conf_high": float(high),
        }
    return pd.DataFrame([row]).assign(conf_level=conf_level, method="Koopman", unit="ratio")
