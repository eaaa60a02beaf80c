"""Risk sets as arrays: the form of a risk table in which estimators compute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from pug_analysis.stats.survival.risk_table import RiskTable

#: Smaller differences of weighted counts are rounding, not people.
TINY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class RiskSets:
    """Risk sets of all groups, one after the other; months rise within a group.

    ``groups`` has one row per group, ``bounds`` shape (n_groups + 1,) where its months begin and
    end; ``time, n_enter, n_risk, n_censor`` have shape (n_rows,) and ``n_event`` shape
    (n_rows, n_causes).
    """

    groups: pd.DataFrame
    bounds: np.ndarray
    time: np.ndarray
    n_enter: np.ndarray
    n_risk: np.ndarray
    n_censor: np.ndarray
    n_event: np.ndarray

    @property
    def n_any(self) -> np.ndarray:
        """Events of any cause, shape (n_rows,)."""
        return self.n_event.sum(axis=1)

    def labels(self) -> pd.DataFrame:
        """Group columns repeated for every row."""
        sizes = np.diff(self.bounds)
        return self.groups.iloc[np.repeat(np.arange(sizes.size), sizes)].reset_index(drop=True)

    def slices(self) -> Iterator[slice]:
        """Rows of each group."""
        for low, high in zip(self.bounds[:-1], self.bounds[1:], strict=True):
            yield slice(int(low), int(high))

    def exits(self) -> RiskSets:
        """Keep the months in which someone leaves, the rows of R's survfit."""
        keep = (self.n_censor + self.n_any) > 0
        bounds = np.concatenate([[0], np.cumsum(keep)])[self.bounds]
        rows = ("time", "n_enter", "n_risk", "n_censor", "n_event")
        return replace(self, bounds=bounds, **{name: getattr(self, name)[keep] for name in rows})


def risk_sets(table: RiskTable, columns: tuple[str, ...]) -> RiskSets:
    """Risk sets per combination of ``columns``; all other group columns are added up."""
    rows = table.increments
    group, groups = number_groups(rows, columns)
    time = rows["time"].to_numpy()
    width = int(time.max()) + 1
    key, place = np.unique(group * width + time, return_inverse=True)
    n_enter = _sums(place, rows["n_enter"], key.size)
    n_censor = _sums(place, rows["n_censor"], key.size)
    what = pd.Index(table.causes).get_indexer(rows["cause"])
    n_event = np.zeros((key.size, len(table.causes)), dtype=n_enter.dtype)
    np.add.at(n_event, (place[what >= 0], what[what >= 0]), rows["n_event"].to_numpy()[what >= 0])
    bounds = np.searchsorted(key // width, np.arange(len(groups) + 1))
    n_risk = _running(n_enter - n_censor - n_event.sum(axis=1), bounds)
    leaving = n_censor + n_event.sum(axis=1)
    # With weights the last risk set may miss its leavers by a rounding error.
    n_risk = np.where(np.abs(n_risk - leaving) <= TINY * n_risk, leaving, n_risk)
    return RiskSets(groups, bounds, key % width, n_enter, n_risk, n_censor, n_event)


def at_risk(table: RiskTable) -> pd.DataFrame:
    """People at risk, events and censorings at every month in which someone leaves.

    Returns
    -------
    DataFrame, one row per group, month and cause: the group columns, ``time``, ``cause``,
    ``n_risk``, ``n_event``, ``n_censor``. At risk in month t are those with
    entry < t <= exit; ``n_risk`` and ``n_censor`` are the same for all causes of a month.

    Examples
    --------
    >>> from pug_analysis.stats import risk_table
    >>> spells = pd.DataFrame({"exit": [6, 6, 9], "cause": ["promoted", "", "promoted"]})
    >>> at_risk(risk_table(spells, entry=None))[["time", "n_risk", "n_event"]].values.tolist()
    [[6, 3, 1], [9, 1, 1]]
    """
    sets = risk_sets(table, table.by + table.strata).exits()
    n_causes = len(table.causes)
    each = np.repeat(np.arange(sets.time.size), n_causes)
    frame = sets.labels().iloc[each].reset_index(drop=True)
    return frame.assign(
        time=sets.time[each],
        cause=np.tile(np.array(table.causes, dtype=object), sets.time.size),
        n_risk=sets.n_risk[each],
        n_event=sets.n_event.ravel(),
        n_censor=sets.n_censor[each],
    )


@dataclass(frozen=True, slots=True, eq=False)
class AlignedRiskSets:
    """Risk sets of the compared groups side by side in one stratum.

    ``time`` has shape (n_times,); ``n_risk, n_event, n_other`` have shape (n_times, n_groups):
    at risk, events of the cause in question, events of other causes.
    """

    time: np.ndarray
    n_risk: np.ndarray
    n_event: np.ndarray
    n_other: np.ndarray


def aligned_risk_sets(
    table: RiskTable, *, group: str, cause: str | None
) -> Iterator[AlignedRiskSets]:
    """Risk sets side by side for each stratum, at the months with an event of any cause."""
    sets = risk_sets(table, (*table.strata, group))
    asked = _is_asked(table, cause)
    levels = group_levels(table, group)
    column = pd.Index(levels).get_indexer(sets.groups[group])
    stratum, _ = number_groups(sets.groups, table.strata)
    for number in np.unique(stratum):
        chosen = np.flatnonzero(stratum == number)
        rows = np.concatenate([np.arange(*sets.bounds[i : i + 2]) for i in chosen])
        of = np.repeat(column[chosen], np.diff(sets.bounds)[chosen])
        time, place = np.unique(sets.time[rows], return_inverse=True)

        def spread(
            values: np.ndarray, at: tuple[Any, ...] = (place, of), n: int = time.size
        ) -> np.ndarray:
            grid = np.zeros((n, len(levels)), dtype=values.dtype)
            grid[at] = values
            return grid

        asked_events = spread(sets.n_event[rows][:, asked].sum(axis=1))
        other_events = spread(sets.n_event[rows][:, ~asked].sum(axis=1))
        net = spread((sets.n_enter - sets.n_censor - sets.n_any)[rows])
        n_risk = np.cumsum(net, axis=0) - net
        n_risk = np.where(n_risk > TINY, n_risk, 0)
        seen = (asked_events + other_events).sum(axis=1) > 0
        yield AlignedRiskSets(time[seen], n_risk[seen], asked_events[seen], other_events[seen])


def group_levels(table: RiskTable, group: str) -> list[Any]:
    """Levels of the compared column, in its own order.

    Raises
    ------
    ValueError
        if ``group`` is not the one ``by`` column of the table, or has fewer than two levels.
    """
    if table.by != (group,):
        raise ValueError(
            f"group must be the only `by` column of the table, but was {group!r} where by is "
            f"{list(table.by)!r} (RiskTable.pool adds up over other columns)"
        )
    _, groups = number_groups(table.increments, (group,))
    if len(groups) < 2:
        raise ValueError(f"{group!r} must have at least two groups, but had {len(groups)}")
    return groups[group].tolist()


def two_levels(tables: Sequence[RiskTable], group: str) -> list[Any]:
    """The two levels that every one of some tables compares, first and second the same in all.

    Raises
    ------
    ValueError
        if ``group`` is not the one ``by`` column of a table, or has not the same two levels in all.
    """
    levels, *others = [group_levels(table, group) for table in tables]
    if len(levels) != 2:
        raise ValueError(f"{group!r} must have two levels, but had {len(levels)}")
    for other in others:
        if other != levels:
            raise ValueError(
                f"{group!r} must have the same levels in all tables, but had {levels!r} and {other!r}"
            )
    return levels


def check_cause(table: RiskTable, cause: str) -> int:
    """Place of a cause among the table's causes.

    Raises
    ------
    ValueError
        if the table does not know the cause.
    """
    if cause not in table.causes:
        raise ValueError(f"cause must be one of {list(table.causes)!r}, but was {cause!r}")
    return table.causes.index(cause)


def _is_asked(table: RiskTable, cause: str | None) -> np.ndarray:
    asked = np.ones(len(table.causes), dtype=bool)
    if cause is not None:
        asked[:] = False
        asked[check_cause(table, cause)] = True
    return asked


def number_groups(rows: pd.DataFrame, columns: tuple[str, ...]) -> tuple[np.ndarray, pd.DataFrame]:
    """Number the combinations of some columns, in their order: one number per row, one row per number."""
    if not columns:
        return np.zeros(len(rows), dtype="int64"), pd.DataFrame(index=pd.RangeIndex(1))
    code = np.zeros(len(rows), dtype="int64")
    for name in columns:
        column = rows[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            place, size = column.cat.codes.to_numpy(), len(column.cat.categories)
        else:
            place, values = pd.factorize(column, sort=True)
            size = len(values)
        code = code * size + place
    _, first, number = np.unique(code, return_index=True, return_inverse=True)
    return number, rows[list(columns)].iloc[first].reset_index(drop=True)


def _sums(place: np.ndarray, counts: pd.Series, size: int) -> np.ndarray:
    return np.bincount(place, weights=counts, minlength=size).astype(counts.to_numpy().dtype)


def _running(net: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Sum of ``net`` over the earlier rows of the same group."""
    before = np.concatenate([[0], np.cumsum(net)])
    sizes = np.diff(bounds)
    return before[:-1] - np.repeat(before[bounds[:-1]], sizes)
