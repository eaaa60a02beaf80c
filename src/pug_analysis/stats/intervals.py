"""Confidence limits of one estimate from its standard error, on the scales that R offers."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from scipy.special import betaincinv, ndtri

#: Scale on which the normal interval is built before it is turned back.
ConfType = Literal["log-log", "log", "plain"]
#: A share this near to 0 or 1 is that share, but for rounding.
TINY_SHARE = 1e-12


def critical_value(conf_level: float) -> float:
    """Two-sided standard normal quantile of a confidence level, 1.96 for 0.95.

    Raises
    ------
    ValueError
        if ``conf_level`` is not between 0 and 1.

    Examples
    --------
    >>> round(critical_value(0.95), 6)
    1.959964
    """
    if not 0 < conf_level < 1:
        raise ValueError(f"conf_level must be between 0 and 1, but was {conf_level!r}")
    return float(ndtri((1 + conf_level) / 2))


def confidence_limits(
    estimate: np.ndarray, std_error: np.ndarray, *, conf_level: float, conf_type: ConfType
) -> tuple[np.ndarray, np.ndarray]:
    """Limits of probabilities, as R's ``survival:::survfit_confint`` gives them.

    Where a scale has no value (log-log at 0 and 1, log at 0) or the standard error is missing,
    the limits are missing too; limits never leave 0..1.

    Parameters
    ----------
    estimate, std_error : shape (n,), both on the scale of probabilities
    conf_level : level of the two-sided interval
    conf_type : ``"plain"``: p +- z se; ``"log"``: exp(log p +- z se/p);
        ``"log-log"``: exp(-exp(log(-log p) +- z se/(p log p)))

    Returns
    -------
    conf_low, conf_high : shape (n,)

    Raises
    ------
    ValueError
        if ``conf_level`` or ``conf_type`` is not one of the allowed values.

    References
    ----------
    Kalbfleisch and Prentice (2002), section 1.4.1; Klein and Moeschberger (2003), eq. 4.3.1-4.3.2.
    """
    check_choice("conf_type", conf_type, get_args(ConfType))
    z = critical_value(conf_level)
    p, se = np.asarray(estimate, dtype=float), np.asarray(std_error, dtype=float)
    if conf_type == "plain":
        return np.clip(p - z * se, 0, 1), np.clip(p + z * se, 0, 1)
    # A product of survivals may miss 1 by a rounding error only: there is no interval at 1.
    inside = p > 0 if conf_type == "log" else (p > 0) & (p < 1 - TINY_SHARE)
    p = np.where(inside, p, np.nan)
    if conf_type == "log":
        low, high = p * np.exp(-z * se / p), p * np.exp(z * se / p)
        return low, np.minimum(high, 1)
    spread = z * se / (p * np.log(p))
    return p ** np.exp(-spread), p ** np.exp(spread)


def no_event_limit(n_risk: np.ndarray, *, conf_level: float) -> np.ndarray:
    """Upper limit of a share of which nothing has happened among ``n_risk`` people.

    Clopper and Pearson's limit at 0, 1 - (alpha/2)^(1/n); 1 where nobody is at risk.

    Parameters
    ----------
    n_risk : shape (n,), people (weighted counts and means allowed)
    conf_level : level of the two-sided interval

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26:404.

    Examples
    --------
    >>> no_event_limit(np.array([36]), conf_level=0.95).round(3)
    array([0.097])
    """
    critical_value(conf_level)
    n = np.asarray(n_risk, dtype=float)
    return np.where(n > 0, 1 - ((1 - conf_level) / 2) ** (1 / np.where(n > 0, n, 1)), 1.0)


def fill_ends(
    estimate: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    *,
    n_none: np.ndarray,
    n_all: np.ndarray,
    conf_level: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Give exact limits to shares of 0 and 1, where a curve has none.

    Parameters
    ----------
    estimate, low, high : shape (n,), shares with limits
    n_none, n_all : shape (n,), people who bear the evidence that it happened to nobody, to everybody
    conf_level : level of the two-sided interval

    Returns
    -------
    conf_low, conf_high : shape (n,), see `no_event_limit`

    Examples
    --------
    >>> low, high = fill_ends(
    ...     np.array([0.0, 1.0]), np.full(2, np.nan), np.full(2, np.nan), n_none=np.array([36, 36]),
    ...     n_all=np.array([36, 36]), conf_level=0.95,
    ... )
    >>> low.round(3), high.round(3)
    (array([0.   , 0.903]), array([0.097, 1.   ]))
    """
    none, every = estimate < TINY_SHARE, estimate > 1 - TINY_SHARE
    low = np.select([none, every], [0.0, 1 - no_event_limit(n_all, conf_level=conf_level)], low)
    high = np.select([none, every], [no_event_limit(n_none, conf_level=conf_level), 1.0], high)
    return low, high


def effective_limits(
    estimate: np.ndarray, std_error: np.ndarray, *, n_people: np.ndarray, conf_level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Exact limits of shares read from a curve, with the people that its error is worth.

    Clopper and Pearson's limits of ``n p`` of ``n``, where ``n = p (1 - p) / std_error**2`` is the
    number of people who, all followed to the end, would give the same error, but no more than there
    were. Without censoring they are those of the plain share. Normal limits on a log scale are too
    narrow above where few events were seen: 1 of 16 has an upper limit of 0.302, and log-log 0.247.

    Parameters
    ----------
    estimate, std_error : shape (n,), shares and their standard errors
    n_people : shape (n,), people who were followed
    conf_level : level of the two-sided interval

    Returns
    -------
    conf_low, conf_high : shape (n,), missing at 0, at 1 and without an error: see `fill_ends`

    References
    ----------
    Dorey and Korn (1987), Statistics in Medicine 6:679; Clopper and Pearson (1934), Biometrika
    26:404.

    Examples
    --------
    >>> error = np.sqrt(1 / 16 * 15 / 16 / 16)
    >>> effective_limits(
    ...     np.array([1 / 16]), np.array([error]), n_people=np.array([16]), conf_level=0.95
    ... )[1].round(3)
    array([0.302])
    """
    critical_value(conf_level)
    p, error = np.asarray(estimate, dtype=float), np.asarray(std_error, dtype=float)
    inside = (p > TINY_SHARE) & (p < 1 - TINY_SHARE) & (error > 0)
    p, error = np.where(inside, p, 0.5), np.where(inside, error, 1.0)
    n = np.minimum(p * (1 - p) / error**2, np.asarray(n_people, dtype=float))
    count, tail = n * p, (1 - conf_level) / 2
    low = betaincinv(count, n - count + 1, tail)
    high = betaincinv(count + 1, n - count, 1 - tail)
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)


def square_and_add(
    estimate: np.ndarray, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Limits of a difference of two independent estimates from the limits of each.

    Parameters
    ----------
    estimate, low, high : shape (2, n)

    Returns
    -------
    conf_low, conf_high : shape (n,), of second minus first

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17:873, method 10; in general Zou and Donner (2008),
    Statistics in Medicine 27:1693 (MOVER).

    Examples
    --------
    >>> square_and_add(np.array([[0.5], [0.5]]), np.array([[0.2], [0.1]]), np.array([[0.9], [0.8]]))
    (array([-0.56568542]), array([0.42426407]))
    """
    (first, second), (first_low, second_low), (first_high, second_high) = estimate, low, high
    difference = second - first
    below = np.hypot(second - second_low, first_high - first)
    above = np.hypot(second_high - second, first - first_low)
    return difference - below, difference + above


def check_choice(name: str, value: object, allowed: tuple[object, ...]) -> None:
    """Refuse an option that is not one of the allowed values.

    Raises
    ------
    ValueError
        if ``value`` is not in ``allowed``.
    """
    if value not in allowed:
        names = ", ".join(repr(item) for item in allowed)
        raise ValueError(f"{name} must be one of {names}, but was {value!r}")
