"""How much a share moves when people come and go: turnover told from chance.

A register is a full count, so its share has no sampling error. What could have fallen out otherwise
is who came and who went. These people, and only they, are the random part of a change.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pug_analysis.stats.intervals import critical_value, square_and_add

METHOD = "Wilson, MOVER; eksak bersyarat"
#: Outcomes further than this many standard deviations from their mean (below 1e-30) are not summed.
_REACH = 12.0


def turnover_change(
    count: ArrayLike,
    total: ArrayLike,
    *,
    count_joined: ArrayLike,
    joined: ArrayLike,
    count_left: ArrayLike,
    left: ArrayLike,
    conf_level: float = 0.95,
) -> pd.DataFrame:
    """Change of a share by turnover, with its interval and an exact test.

    Of ``total`` people, ``count`` of the kind counted, ``left`` go and ``joined`` come, so that
    ``after = total - left + joined`` remain. With q = share of the kind among those who come, r =
    that among those who go, and p = count / total, the change of the share is::

        d = joined / after * (q - p) - left / after * (r - p)

    **Interval.** The people at the start and the sizes ``joined`` and ``left`` are taken as given.
    Those who come are ``joined`` independent draws (binomial). Those who go are drawn without
    replacement, which leaves ``left * (total - left) / (total - 1)`` of a binomial variance per
    person, as that of ``left * (total - 1) / (total - left)`` independent draws. Both shares get
    Wilson's limits with these numbers of draws (and none beyond those who are there); the limits are
    put together by squaring and adding.
    The interval is for the expected change, whatever the two shares are.

    **Test.** If coming and going have nothing to do with the kind, everybody who was ever there is
    a comer, a leaver or a stayer at random. Given how many of them are of the kind, the numbers of
    the kind among the three follow the multivariate hypergeometric distribution, without unknowns.
    The p-value is the probability of a change at least as large, up or down.

    Parameters
    ----------
    count, total : shape (n,), people of the kind and all people at the start
    count_joined, joined : those who came
    count_left, left : those who went
    conf_level : level of the two-sided interval

    Returns
    -------
    DataFrame of n rows, in the order given: ``n_moved`` (people who came or went), ``estimate,
    conf_low, conf_high`` (change of the share, -1..1), ``p_value, conf_level, method, unit``.
    Without movers the change is 0 and has neither interval nor p-value; where nobody was there at
    the start or at the end everything is missing.

    Raises
    ------
    ValueError
        if a number is not whole, a count exceeds its total, more went than were there (of all, of
        the kind, or of the others), or ``conf_level`` is not between 0 and 1.

    References
    ----------
    Wilson (1927), JASA 22:209; finite population: Cochran (1977), Sampling Techniques, section 3.5;
    Newcombe (1998), Statistics in Medicine 17:873, method 10, in general Zou and Donner (2008),
    Statistics in Medicine 27:1693; the conditional test is Freeman and Halton's (1951), Biometrika
    38:141, with the change as its statistic.

    Examples
    --------
    Four of twenty; two of five who came and none of five who went:

    >>> turnover_change([4], [20], count_joined=[2], joined=[5], count_left=[0], left=[5])[
    ...     ["estimate", "conf_low", "conf_high"]].round(3).values.tolist()
    [[0.1, -0.018, 0.192]]
    """
    k, n, kj, j, kl, g = _check(count, total, count_joined, joined, count_left, left)
    z = critical_value(conf_level)
    after = n - g + j
    known, moved = (n > 0) & (after > 0), j + g
    size = np.where(known, after, 1)
    came = _scaled_limits(kj, j, j.astype(float), scale=j / size, z=z)
    draws = np.divide(g * (n - 1.0), n - g, out=np.full(n.shape, np.inf), where=n > g)
    went = _scaled_limits(kl, g, draws, scale=g / size, z=z)
    # Of the kind, no more can go than are there.
    went = np.clip(went, np.maximum(0, g - (n - k)) / size, np.minimum(g, k) / size)
    fixed = k / size - np.divide(k, n, out=np.zeros(n.shape), where=n > 0)
    _, low, high = np.stack([went, came], axis=1)
    estimate = fixed + came[0] - went[0]
    ends = square_and_add(np.stack([went[0], came[0]]), low, high)
    interval = known & (moved > 0)
    return pd.DataFrame(
        {
            "n_moved": moved,
            "estimate": np.where(known, np.where(moved > 0, estimate, 0.0), np.nan),
            "conf_low": np.where(interval, fixed + ends[0], np.nan),
            "conf_high": np.where(interval, fixed + ends[1], np.nan),
            "p_value": [
                _exact_p(*row) if ok else np.nan
                for ok, row in zip(interval, zip(k, n, kj, j, kl, g, strict=True), strict=True)
            ],
            "conf_level": conf_level,
            "method": METHOD,
            "unit": "share",
        }
    )


def _check(*numbers: ArrayLike) -> tuple[np.ndarray, ...]:
    arrays = np.broadcast_arrays(*(np.atleast_1d(np.asarray(x, dtype=float)) for x in numbers))
    if any(np.any(x != np.floor(x)) for x in arrays):  # a missing number is not whole either
        raise ValueError("count and total must be whole numbers")
    k, n, kj, j, kl, g = (x.astype(np.int64) for x in arrays)
    if any(np.any((part < 0) | (part > whole)) for part, whole in ((k, n), (kj, j), (kl, g))):
        raise ValueError("count must be between 0 and total")
    if np.any((kl > k) | (g - kl > n - k)):
        raise ValueError("those who left must have been there")
    return k, n, kj, j, kl, g


def _scaled_limits(
    count: np.ndarray, total: np.ndarray, draws: np.ndarray, *, scale: np.ndarray, z: float
) -> np.ndarray:
    """Share and Wilson's limits of it, times a scale; shape (3, n), zeros where there is nobody."""
    p = np.divide(count, total, out=np.zeros(total.shape), where=total > 0)
    size = np.where(draws > 0, draws, 1.0)
    centre = (p + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z / (1 + z**2 / size) * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2))
    # The ends are exact at 0 and 1; floating point would leave a trace.
    low = np.where(count == 0, 0.0, centre - half)
    high = np.where(count == total, 1.0, centre + half)
    return np.where(total > 0, np.stack([p, low, high]) * scale, 0.0)


def _exact_p(k: int, n: int, kj: int, j: int, kl: int, g: int) -> float:
    """Probability of a change at least as large if the kind has nothing to do with moving."""
    from scipy.special import gammaln

    def log_choose(size: int, part: np.ndarray) -> np.ndarray:
        return gammaln(size + 1) - gammaln(part + 1) - gammaln(size - part + 1)

    everybody, kind, after, stayed = n + j, k + kj, n - g + j, n - g
    went = _likely(g, kind, everybody)[:, None]
    came = _likely(j, kind, everybody)[None, :]
    rest = kind - went - came
    possible = (rest >= 0) & (rest <= stayed)
    weight = np.exp(
        log_choose(g, went)
        + log_choose(j, came)
        + log_choose(stayed, np.clip(rest, 0, stayed))
        - log_choose(everybody, np.array(kind))
    )
    # Whole numbers: ties with what was observed are ties.
    change = np.abs((kind - went) * n - (kind - came) * after)
    observed = abs((kind - kl) * n - (kind - kj) * after)
    return float(min(1.0, weight[possible & (change >= observed)].sum()))


def _likely(size: int, kind: int, everybody: int) -> np.ndarray:
    """Numbers of the kind among ``size`` people drawn, without those beyond reach."""
    mean = size * kind / everybody
    reach = _REACH * np.sqrt(max(mean * (1 - kind / everybody), 1.0)) + 1
    low = max(0, kind - (everybody - size), int(np.floor(mean - reach)))
    return np.arange(low, min(size, kind, int(np.ceil(mean + reach))) + 1)
