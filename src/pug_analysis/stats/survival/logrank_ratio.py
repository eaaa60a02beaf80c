"""Hazard ratio of two groups whose interval is that of the stratified log-rank test, and its change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from math import erfc, inf, isnan, log, nan, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi2

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.library_results import check_order
from pug_analysis.stats.survival.risk_sets import aligned_risk_sets, two_levels
from pug_analysis.stats.survival.risk_table import RiskTable

#: Logarithm of the largest ratio looked for; beyond it a ratio is infinite.
_FARTHEST = 30.0


@dataclass(frozen=True, slots=True)
class LogRankRatio:
    """Result of `logrank_ratio`, second group to first.

    Attributes
    ----------
    estimate, conf_low, conf_high : hazard ratio; 0 or infinite where only one group has events. All
        missing if nothing can be compared
    p_value : of the stratified log-rank test up to that month
    observed, expected : events of the second group, and what would be expected if both had the same
        hazards within strata
    conf_level : level of the interval
    """

    estimate: float
    conf_low: float
    conf_high: float
    p_value: float
    observed: float
    expected: float
    conf_level: float


@dataclass(frozen=True, slots=True)
class RatioChange:
    """Result of `compare_ratios`.

    Attributes
    ----------
    ratios : ratio of each part, by level
    p_value : of the test that all parts have one ratio; missing if a part has nothing to compare, or
        only one group has events
    """

    ratios: dict[Hashable, LogRankRatio]
    p_value: float


@dataclass(frozen=True, slots=True)
class _Cells:
    """Strata and months with an event and both groups at risk; each array has shape (n_cells,)."""

    events: np.ndarray
    second: np.ndarray
    risk_first: np.ndarray
    risk_second: np.ndarray

    def score(self, log_ratio: float) -> tuple[float, float]:
        """Observed minus expected events of the second group, and its variance."""
        weighted = np.exp(log_ratio) * self.risk_second
        share = weighted / (weighted + self.risk_first)
        total = self.risk_first + self.risk_second
        # as in the log-rank test
        ties = (total - self.events) / np.where(total > 1, total - 1, np.inf)
        spread = self.events * ties * share * (1 - share)
        return float((self.second - self.events * share).sum()), float(spread.sum())


def logrank_ratio(
    tables: RiskTable | Sequence[RiskTable],
    *,
    group: str,
    cause: str | None = None,
    until: int | None = None,
    conf_level: float = 0.95,
) -> LogRankRatio:
    """Hazard ratio of two groups within the table's strata, of one contrast with the log-rank test.

    The estimate is that of Cox's model stratified alike (ties as in Breslow's likelihood). The limits
    are the ratios that a score test does not reject; at ratio 1 it is the log-rank test, so that the
    interval leaves out 1 exactly where that test is significant.

    Parameters
    ----------
    tables : RiskTable whose one ``by`` column is ``group``, or several (steps of a career): the one
        ratio that fits all of them best; their ``strata`` are adjusted for
    group : column of the two groups
    cause : the cause whose hazards are compared, the others end the time at risk; None for any
    until : last month that counts; None for all
    conf_level : level of the interval

    Returns
    -------
    LogRankRatio

    Raises
    ------
    ValueError
        if there is no table, ``group`` is not the only ``by`` column of a table or has not the same two
        levels in all of them, or the cause is unknown.

    References
    ----------
    Cox (1972), JRSS B 34:187: his score test of no difference is the log-rank test; limits from
    score tests: Cox and Hinkley (1974), Theoretical Statistics, section 7.2.

    Examples
    --------
    >>> import pandas as pd
    >>> from pug_analysis.stats import risk_table
    >>> spells = pd.DataFrame({"jk": list("LLPP"), "exit": [1, 2, 3, 4], "cause": "naik"})
    >>> found = logrank_ratio(risk_table(spells, by="jk", entry=None), group="jk")
    >>> round(found.p_value, 4), found.estimate
    (0.0896, 0.0)
    """
    every = [tables] if isinstance(tables, RiskTable) else list(tables)
    if not every:
        raise ValueError("logrank_ratio needs a table")
    two_levels(every, group)
    cells = [_cells(table, group=group, cause=cause, until=until) for table in every]
    return _ratio(_together(cells), conf_level)


def compare_ratios(
    table: RiskTable,
    *,
    group: str,
    parts: str,
    cause: str | None = None,
    conf_level: float = 0.95,
) -> RatioChange:
    """Compare the hazard ratios of two groups between parts of a table, such as early and late months.

    A score test: with the one ratio that fits all parts best, the excess of events of the second
    group is chance in each. Unlike a comparison of logarithms it needs no finite ratio in each part.

    Parameters
    ----------
    table, group, cause, conf_level : as of `logrank_ratio`
    parts : one of the table's strata, whose levels are the parts

    Returns
    -------
    RatioChange

    Raises
    ------
    ValueError
        as `logrank_ratio`, or if ``parts`` is no stratum of the table.

    References
    ----------
    Cox and Hinkley (1974), Theoretical Statistics, section 9.3: score tests with a nuisance parameter.

    Examples
    --------
    >>> import pandas as pd
    >>> from pug_analysis.stats import risk_table
    >>> spells = pd.DataFrame({"jk": list("LP") * 4, "masa": [0] * 4 + [1] * 4,
    ...                        "exit": [1, 2, 3, 4, 2, 1, 4, 3], "cause": "naik"})
    >>> found = compare_ratios(
    ...     risk_table(spells, by="jk", strata="masa", entry=None), group="jk", parts="masa")
    >>> sorted(found.ratios), round(found.p_value, 4)
    ([0, 1], 0.2673)
    """
    if parts not in table.strata:
        raise ValueError(f"parts must be a stratum of the table, but was {parts!r}")
    both = two_levels([table], group)
    rows = table.increments
    cells = {
        level: _cells(replace(table, increments=own), group=group, cause=cause)
        if set(own[group]) == set(both)
        else _NOTHING
        for level, own in rows.groupby(parts, sort=True, observed=True)
    }
    ratios = {level: _ratio(one, conf_level) for level, one in cells.items()}
    common = _ratio_at(lambda b: _together(list(cells.values())).score(b)[0])
    if any(isnan(one.p_value) for one in ratios.values()) or common in (0, inf):
        return RatioChange(ratios, nan)
    scores = np.array([one.score(log(common)) for one in cells.values()])
    # the excesses add up to 0 at the common ratio, so that one degree of freedom is gone
    statistic = float((scores[:, 0] ** 2 / scores[:, 1]).sum())
    return RatioChange(ratios, float(chi2.sf(statistic, len(cells) - 1)))


_NOTHING = _Cells(*np.zeros((4, 0)))


def _together(cells: Sequence[_Cells]) -> _Cells:
    """Cells of several tables or parts as those of one."""
    names = ("events", "second", "risk_first", "risk_second")
    return _Cells(*(np.concatenate([getattr(one, name) for one in cells]) for name in names))


def _ratio(cells: _Cells, conf_level: float) -> LogRankRatio:
    z = critical_value(conf_level)
    excess, variance = cells.score(0.0)
    observed = float(cells.second.sum())
    if not variance > 0:
        return LogRankRatio(nan, nan, nan, nan, observed, observed - excess, conf_level)
    scaled = _scaled(cells)
    low, estimate, high = (
        _ratio_at(lambda b: scaled(b) - z),
        _ratio_at(lambda b: cells.score(b)[0]),
        _ratio_at(lambda b: scaled(b) + z),
    )
    check_order(low, estimate, high, source="the search for score limits")
    return LogRankRatio(
        estimate=estimate,
        conf_low=low,
        conf_high=high,
        p_value=erfc(abs(excess) / sqrt(2 * variance)),
        observed=observed,
        expected=observed - excess,
        conf_level=conf_level,
    )


def _cells(table: RiskTable, *, group: str, cause: str | None, until: int | None = None) -> _Cells:
    parts = []
    for sets in aligned_risk_sets(table, group=group, cause=cause):
        events = sets.n_event.sum(axis=1)
        used = (sets.n_risk > 0).all(axis=1) & (events > 0)
        if until is not None:
            used &= sets.time <= until
        parts.append(
            np.column_stack([events, sets.n_event[:, 1], sets.n_risk[:, 0], sets.n_risk[:, 1]])[
                used
            ]
        )
    return _Cells(*np.concatenate(parts).astype(float).T)


def _scaled(cells: _Cells) -> Callable[[float], float]:
    """The score over its standard error: falls as the ratio rises."""

    def scaled(log_ratio: float) -> float:
        excess, variance = cells.score(log_ratio)
        return excess / sqrt(variance) if variance > 0 else float(np.sign(excess)) * inf

    return scaled


def _ratio_at(falling: Callable[[float], float]) -> float:
    """The ratio at which a falling function of its logarithm is 0; 0 or infinite beyond reach."""
    if falling(-_FARTHEST) <= 0:
        return 0.0
    if falling(_FARTHEST) >= 0:
        return inf
    return float(np.exp(brentq(falling, -_FARTHEST, _FARTHEST, xtol=1e-13)))
