"""How unevenly two groups are spread over categories, beside what chance alone would give."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.stats import hypergeom

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.library_results import check_probability
from pug_analysis.stats.shares.proportions import newcombe_difference

#: Random assignments behind range and test, and their seed: same counts, same numbers.
DRAWS, _SEED = 4000, 20251231
_MEASURED = (
    "estimate", "conf_low", "conf_high", "expected", "chance_low", "chance_high", "systematic", "p_value",
)  # fmt: skip


def dissimilarity(
    first: ArrayLike, second: ArrayLike, *, conf_level: float = 0.95, draws: int = DRAWS
) -> pd.DataFrame:
    """Index of dissimilarity of two groups, with its value under random assignment.

    The index is the share of either group that would have to change category for both to be spread
    alike. Small groups are spread unlike by chance alone, so an index of 0.2 may mean nothing: beside
    it stands its mean if the same people were put into the same places at random.

    Parameters
    ----------
    first, second : shape (n,), people of each group per category, whole numbers from 0
    conf_level : level of the interval
    draws : random assignments behind their range and the p-value, from a fixed seed

    Returns
    -------
    DataFrame of one row: ``n`` (of the first), ``n_total``, ``estimate`` (0..1), ``conf_low,
    conf_high`` (of two categories; missing for more, where no interval keeps its level: resampling
    inflates the index once more), ``expected`` (mean under random assignment, exact), ``chance_low,
    chance_high`` (range of the middle ``conf_level`` of random assignments), ``systematic``
    ((estimate - expected) / (1 - expected): 0 if nothing but chance, negative if more even than
    chance), ``p_value`` (random assignments at least as uneven), ``conf_level, method, unit``. All
    missing where one group is empty.

    Raises
    ------
    ValueError
        if counts are not whole or below 0, or the two have not the same categories.

    References
    ----------
    Duncan and Duncan (1955), Am Sociol Rev 20:210; under random assignment: Winship (1977), Social
    Forces 55:1058, Carrington and Troske (1997), J Bus Econ Stat 15:402. Interval: with two
    categories the index is the size of a difference of shares, so Newcombe's (1998) interval of the
    difference without its sign.

    Examples
    --------
    >>> dissimilarity([30, 10], [10, 30])[["estimate", "expected"]].round(3).values.tolist()
    [[0.5, 0.088]]
    """
    critical_value(conf_level)
    a, b = np.asarray(first), np.asarray(second)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError(f"groups must have the same categories, but were {a.shape} and {b.shape}")
    if np.any(np.floor(a) != a) or np.any(np.floor(b) != b) or np.any(a < 0) or np.any(b < 0):
        raise ValueError("counts must be whole numbers from 0")
    a, b = a.astype("int64"), b.astype("int64")
    row = dict.fromkeys(_MEASURED, np.nan)
    if a.sum() > 0 and b.sum() > 0:
        row |= _measure(a, b, conf_level, draws)
    row = {"n": int(a.sum()), "n_total": int(a.sum() + b.sum()), **row}
    return pd.DataFrame([row]).assign(conf_level=conf_level, method="Duncan", unit="share")


def _measure(a: np.ndarray, b: np.ndarray, conf_level: float, draws: int) -> dict[str, float]:
    found, expected = float(_index(a, b)), _expected(a, b)
    rng = np.random.default_rng(_SEED)
    both = a + b
    drawn = rng.multivariate_hypergeometric(both, a.sum(), size=draws, method="marginals")
    by_chance = _index(drawn, both - drawn)
    outer = np.quantile(by_chance, [(1 - conf_level) / 2, (1 + conf_level) / 2])
    low, high = _interval(a, b, conf_level) if a.size == 2 else (np.nan, np.nan)
    return {
        "estimate": found,
        "conf_low": low,
        "conf_high": high,
        "expected": expected,
        "chance_low": float(outer[0]),
        "chance_high": float(outer[1]),
        "systematic": (found - expected) / (1 - expected),
        # a rounding error must not hide that a random table is as uneven as the one found
        "p_value": float((1 + (by_chance >= found - 1e-9).sum()) / (draws + 1)),
    }


def _interval(a: np.ndarray, b: np.ndarray, conf_level: float) -> tuple[float, float]:
    """Interval of a difference without its sign: from 0 where it holds 0."""
    found = newcombe_difference(a[0], a.sum(), b[0], b.sum(), conf_level=conf_level).iloc[0]
    ends = sorted(abs(float(found[end])) for end in ("conf_low", "conf_high"))
    return (0.0 if found["conf_low"] <= 0 <= found["conf_high"] else ends[0]), ends[1]


def _index(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    share_a, share_b = (x / x.sum(axis=-1, keepdims=True) for x in (a, b))
    return np.abs(share_a - share_b).sum(axis=-1) / 2


def _expected(a: np.ndarray, b: np.ndarray) -> float:
    """Mean under random assignment: each category alone is hypergeometric, and means add up."""
    all_a, all_b = int(a.sum()), int(b.sum())
    total = 0.0
    for size in a + b:
        # so far from the mean that what is beyond has no weight (Hoeffding: below 1e-21)
        mean, reach = size * all_a / (all_a + all_b), 5 * np.sqrt(size) + 1
        inside = np.arange(
            max(0, size - all_b, int(mean - reach)), min(size, all_a, int(mean + reach) + 1) + 1
        )
        chance = check_probability(
            hypergeom.pmf(inside, all_a + all_b, all_a, size), source="scipy's hypergeom"
        )
        total += float(chance @ np.abs(inside / all_a - (size - inside) / all_b))
    return total / 2
