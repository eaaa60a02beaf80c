"""Discrete-time hazard models on counts of person-periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from scipy.special import erfc, xlog1py, xlogy

from pug_analysis.stats.intervals import check_choice, critical_value
from pug_analysis.stats.survival.hazard_design import (
    Design,
    EmptyPeriods,
    NotEstimableError,
    build_design,
    check_levels,
    merge_periods,
)
from pug_analysis.stats.survival.risk_sets import check_cause, risk_sets
from pug_analysis.stats.survival.risk_table import RiskTable

#: Link of the hazard: cloglog gives hazard ratios, logit gives odds ratios of the hazard.
Link = Literal["cloglog", "logit"]
#: What to do with terms that depend on earlier ones.
Aliased = Literal["refuse", "drop"]
#: Standard errors of a coefficient above this mean that it has run away.
LARGEST_ERROR = 50.0
#: No step moves a hazard farther than this on the scale of the link: beyond it the information is that
#: of another model, and a step may lead to where it has none.
LONGEST_STEP = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class HazardModel:
    """Result of `discrete_hazard`.

    Attributes
    ----------
    table : DataFrame, one row per coefficient: ``term, estimate, std_error, conf_low, conf_high,
        p_value`` on the scale of the link, ``hazard_ratio`` (``odds_ratio`` with logit) ``=
        exp(estimate)`` with ``hazard_ratio_low, hazard_ratio_high``, ``conf_level, method, unit``.
        Coefficients of periods come first.
    covariance : DataFrame, terms x terms
    log_likelihood : of the single person-periods, so that it does not depend on how they are
        added up
    n_event, n_risk : events and person-periods used
    """

    table: pd.DataFrame
    covariance: pd.DataFrame
    log_likelihood: float
    n_event: int | float
    n_risk: int | float


def discrete_hazard(
    data: pd.DataFrame | RiskTable,
    *,
    terms: str | Sequence[str],
    link: Link = "cloglog",
    period: str | None = "time",
    breaks: Sequence[int] | None = None,
    cause: str | None = None,
    events: str = "n_event",
    at_risk: str = "n_risk",
    clusters: str | None = None,
    empty_periods: EmptyPeriods = "refuse",
    aliased: Aliased = "refuse",
    conf_level: float = 0.95,
) -> HazardModel:
    """Fit hazards of person-periods: g(h) = a_period + terms.

    With the cloglog link the coefficients are those of the proportional hazards model in
    continuous time that lies under grouped times, ties included.

    Parameters
    ----------
    data : RiskTable, or DataFrame of counts with one row per cell (or per person and period)
        Cells may be added up as far as the terms allow: it changes nothing.
    terms : names of columns
        Text, booleans and categories become 0/1 columns against their first level, numbers enter
        as they are; ``"a:b"`` is the product of two columns.
    link : "cloglog" or "logit"
    period : column of the periods, each with its own level; None for one constant
    breaks : rising months that cut ``period`` into the stretches (b0, b1], (b1, b2], ... of equal
        hazard; rows outside are left out
    cause : of a RiskTable, the event; else any
    events, at_risk : names of the columns of counts
    clusters : column of people, where rows are persons: robust (sandwich) errors with the factor
        G/(G - 1), as R's ``sandwich::vcovCL``
    empty_periods : a period without events has no finite coefficient: refuse it, merge it into
        the one before it, or drop it: with a coefficient of its own its hazard is 0 whatever the
        terms are, so that it says nothing of them
    aliased : a term that depends on the periods and earlier terms has no coefficient of its own:
        refuse it, or leave it out, which changes nothing for the others (as R's ``glm`` does)
    conf_level : level of the two-sided normal interval

    Returns
    -------
    HazardModel

    Raises
    ------
    ValueError
        if a column is missing or has missing values, events exceed the people at risk, or a period
        has no events or nothing but events.
    NotEstimableError
        (a ValueError) if a level of a term has no events or nothing but events, terms depend on
        one another, or a coefficient runs away (separation).

    References
    ----------
    Prentice and Gloeckler (1978), Biometrics 34:57; Singer and Willett (2003), chapters 11-12;
    cluster-robust errors: Zeileis, Koell and Graham (2020), J Stat Softw 95(1). Steps: McCullagh
    and Nelder (1989), section 2.5.
    """
    check_choice("link", link, get_args(Link))
    check_choice("empty_periods", empty_periods, get_args(EmptyPeriods))
    check_choice("aliased", aliased, get_args(Aliased))
    z = critical_value(conf_level)
    if isinstance(data, RiskTable):
        if clusters is not None:
            raise ValueError("clusters must be None with a risk table, which knows no persons")
        data = _person_periods(data, cause)
        events, at_risk = "n_event", "n_risk"
    elif cause is not None:
        raise ValueError(f"cause must be None with counts, but was {cause!r}")
    names = (terms,) if isinstance(terms, str) else tuple(terms)
    rows = _check_counts(data, names, (period, events, at_risk, clusters))
    if period is not None:
        rows = merge_periods(rows, period, breaks, events, at_risk, empty=empty_periods)
    if clusters is None:
        keys = [name for name in rows.columns if name not in (events, at_risk)]
        rows = rows.groupby(keys, sort=True, observed=True, as_index=False).sum() if keys else rows
    design = build_design(rows, names, period, drop_aliased=aliased == "drop")
    check_levels(design, rows[events].to_numpy(), rows[at_risk].to_numpy())
    people = None if clusters is None else rows[clusters]
    return _fit(design, rows[events], rows[at_risk], people, link=link, z=z, conf_level=conf_level)


def _fit(
    design: Design,
    events: pd.Series,
    at_risk: pd.Series,
    people: pd.Series | None,
    *,
    link: Link,
    z: float,
    conf_level: float,
) -> HazardModel:
    # Only the links: statsmodels' GLM takes the same steps by least squares on all rows, in ten times
    # the time, and stops by the deviance, at half the digits.
    from statsmodels.genmod.families import links

    d, n = events.to_numpy(dtype=float), at_risk.to_numpy(dtype=float)
    kinds = {"cloglog": links.CLogLog, "logit": links.Logit}
    with np.errstate(all="ignore"):  # what runs away is refused below
        estimate, hazard, bread, pull = _score(design.matrix, d, n, kinds[link]())
    runaway = ~(np.sqrt(np.diag(bread)) < LARGEST_ERROR)
    if runaway.any():
        names = [name for name, away in zip(design.names, runaway, strict=True) if away]
        raise NotEstimableError(
            f"every coefficient must be finite, but {names!r} ran away (separation)"
        )
    covariance = bread
    if people is not None:
        scores = ((d - n * hazard) * pull)[:, None] * design.matrix
        summed = pd.DataFrame(scores).groupby(people.to_numpy(), sort=False).sum().to_numpy()
        factor = len(summed) / (len(summed) - 1)
        covariance = factor * bread @ (summed.T @ summed) @ bread
    error = np.sqrt(np.diag(covariance))
    ratio = "hazard_ratio" if link == "cloglog" else "odds_ratio"
    table = pd.DataFrame({"term": design.names, "estimate": estimate, "std_error": error})
    table = table.assign(
        conf_low=estimate - z * error,
        conf_high=estimate + z * error,
        p_value=erfc(np.abs(estimate / error) / np.sqrt(2)),
        **{
            ratio: np.exp(estimate),
            f"{ratio}_low": np.exp(estimate - z * error),
            f"{ratio}_high": np.exp(estimate + z * error),
        },
        conf_level=conf_level,
        method=f"discrete-time {link}",
        unit="log hazard" if link == "cloglog" else "log odds",
    )
    labels = pd.Index(design.names, name="term")
    likelihood = _log_likelihood(hazard, d, n)
    spread = pd.DataFrame(covariance, labels, labels)
    return HazardModel(table, spread, likelihood, events.sum(), at_risk.sum())


def _score(
    matrix: np.ndarray, d: np.ndarray, n: np.ndarray, link: Any
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Take Fisher's steps, from one hazard for all, until they vanish.

    A step is cut to ``LONGEST_STEP``; one after which the likelihood is smaller is halved.

    Returns
    -------
    estimate, hazard of each row, inverse of the expected information (as R's glm), and the
    factor that turns d - n h into the score; the inverse is infinite where nothing converges
    """
    hazard = np.full(d.shape, d.sum() / n.sum())
    eta, estimate, best = link(hazard), np.zeros(matrix.shape[1]), _log_likelihood(hazard, d, n)
    for turn in range(200):
        slope = 1 / link.deriv(hazard)
        pull = slope / (hazard * (1 - hazard))
        weight = n * slope * pull
        information = matrix.T @ (weight[:, None] * matrix)
        if not np.isfinite(information).all() or np.linalg.cond(information) > 1e14:
            break
        bread = np.linalg.inv(information)
        if turn == 0:  # the coefficients of that one hazard
            estimate = bread @ (matrix.T @ (weight * eta))
        step = bread @ (matrix.T @ ((d - n * hazard) * pull))
        if np.abs(step).max() < 1e-13 * (1 + np.abs(estimate).max()):
            return estimate, hazard, bread, pull
        step = step * min(1.0, LONGEST_STEP / np.abs(matrix @ step).max())
        for _ in range(30):
            hazard = link.inverse(matrix @ (estimate + step))
            likelihood = _log_likelihood(hazard, d, n)
            if likelihood > best - 1e-9 * abs(best):  # the last steps change its rounding alone
                break
            step = step / 2
        estimate, best = estimate + step, likelihood
    return estimate, hazard, np.full((matrix.shape[1],) * 2, np.inf), pull


def _log_likelihood(hazard: np.ndarray, d: np.ndarray, n: np.ndarray) -> float:
    return float((xlogy(d, hazard) + xlog1py(n - d, -hazard)).sum())


def _check_counts(
    data: pd.DataFrame, terms: tuple[str, ...], others: tuple[str | None, ...]
) -> pd.DataFrame:
    """Keep the columns that are used and the rows with someone at risk."""
    period, events, at_risk, clusters = others
    wanted = [part for term in terms for part in term.split(":")]
    wanted += [name for name in (period, events, at_risk, clusters) if name is not None]
    wanted = list(dict.fromkeys(wanted))
    missing = [name for name in wanted if name not in data.columns]
    if missing:
        raise ValueError(f"data must have the columns {wanted!r}, but lacked {missing!r}")
    empty = [name for name in wanted if data[name].isna().any()]
    if empty:
        raise ValueError(f"columns must have no missing values, but {empty!r} had")
    rows = data.loc[data[at_risk] != 0, wanted].reset_index(drop=True)
    if (rows[events] < 0).any() or (rows[events] > rows[at_risk]).any():
        raise ValueError(f"{events!r} must be between 0 and {at_risk!r}, but was not in some rows")
    return rows


def _person_periods(table: RiskTable, cause: str | None) -> pd.DataFrame:
    """Counts of every group and month at risk, months without a leaver included."""
    wanted = np.ones(len(table.causes), dtype=bool)
    if cause is not None:
        wanted[:] = False
        wanted[check_cause(table, cause)] = True
    sets = risk_sets(table, table.by + table.strata)
    parts: list[dict[str, Any]] = []
    for rows in sets.slices():
        time = sets.time[rows]
        months = np.arange(time[0] + 1, time[-1] + 1)
        net = (sets.n_enter - sets.n_censor - sets.n_any)[rows]
        n_risk = np.cumsum(net)[np.searchsorted(time, months, side="left") - 1]
        n_event = np.zeros(months.size, dtype=sets.n_event.dtype)
        seen = np.searchsorted(months, time)
        inside = time > time[0]
        n_event[seen[inside]] = sets.n_event[rows][inside][:, wanted].sum(axis=1)
        parts.append({"time": months, "n_risk": n_risk, "n_event": n_event})
    sizes = [part["time"].size for part in parts]
    frame = sets.groups.iloc[np.repeat(np.arange(len(parts)), sizes)].reset_index(drop=True)
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return frame.assign(**columns)
