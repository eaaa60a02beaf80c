"""The risk table: additive counts per group and month, from which every survival figure comes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pug_analysis.stats.survival import spell_columns

#: Names of the columns that the table itself brings; a group may not be called so.
COUNTS = ("n_enter", "n_censor", "n_event")
RESERVED = ("time", "cause", *COUNTS, "n_risk")
#: Rows that are counted at once.
PIECE = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class RiskTable:
    """Counts of entries, censorings and events per group and month; build it by `risk_table`.

    Attributes
    ----------
    increments : DataFrame
        One row per group, month and cause, sorted: the columns of ``by`` and ``strata``, then
        ``time`` (whole months), ``cause``, ``n_enter``, ``n_censor``, ``n_event``. Rows with
        ``cause == ""`` carry who entered and who was censored, rows with a cause carry its
        events; rows of zeros are left out. All three counts may be summed over any rows.
    by, strata : tuple of str
        The group columns: those that are compared, and those that are only adjusted for.
    causes : tuple of str
        The names of the events, sorted, those that never happened included.
    start : int
        Month from which people are followed: 0, or later after `since`.
    """

    increments: pd.DataFrame
    by: tuple[str, ...]
    strata: tuple[str, ...]
    causes: tuple[str, ...]
    start: int = 0

    def since(self, start: int) -> RiskTable:
        """Give the table of those still followed after month ``start``, who all enter there.

        Curves of it are conditional on nothing having happened up to ``start``.

        Raises
        ------
        ValueError
            if ``start`` is before the table's own start, or nobody is followed after it.
        """
        if start < self.start or start != int(start):
            raise ValueError(f"start must be a whole month from {self.start}, but was {start!r}")
        rows = self.increments
        early = rows["time"] <= start
        carried = rows[early].assign(
            n_enter=lambda d: d["n_enter"] - d["n_censor"] - d["n_event"],
            n_censor=rows["n_censor"].dtype.type(0),
            n_event=rows["n_event"].dtype.type(0),
            time=np.int64(start),
            cause="",
        )
        later = _added(pd.concat([carried, rows[~early]]), self.by + self.strata)
        if not (later["time"] > start).any():
            raise ValueError(f"start must leave someone at risk, but month {start} did not")
        return RiskTable(later, self.by, self.strata, self.causes, int(start))

    def until(self, end: int) -> RiskTable:
        """Give the table of the time up to month ``end``: who is still followed then is censored there.

        Raises
        ------
        ValueError
            if ``end`` is not a whole month after the table's start.
        """
        if end <= self.start or end != int(end):
            raise ValueError(f"end must be a whole month after {self.start}, but was {end!r}")
        rows = self.increments.loc[self.increments["time"] <= end]
        left = rows.assign(
            n_censor=lambda d: d["n_enter"] - d["n_censor"] - d["n_event"],
            n_enter=rows["n_enter"].dtype.type(0),
            n_event=rows["n_event"].dtype.type(0),
            time=np.int64(end),
            cause="",
        )
        early = _added(pd.concat([rows, left]), self.by + self.strata)
        return RiskTable(early, self.by, self.strata, self.causes, self.start)

    def pool(self, *columns: str) -> RiskTable:
        """Add up over group columns, which then are gone.

        Raises
        ------
        ValueError
            if a column is not a group column of the table.
        """
        for column in columns:
            if column not in self.by + self.strata:
                raise ValueError(f"columns must be group columns of the table, but was {column!r}")
        by = tuple(name for name in self.by if name not in columns)
        strata = tuple(name for name in self.strata if name not in columns)
        rows = _added(self.increments.drop(columns=list(columns)), by + strata)
        return RiskTable(rows, by, strata, self.causes, self.start)


def risk_table(
    spells: pd.DataFrame,
    *,
    by: str | Sequence[str] = (),
    strata: str | Sequence[str] = (),
    entry: str | None = "entry",
    exit: str = "exit",
    cause: str = "cause",
    weight: str | None = None,
) -> RiskTable:
    """Count entries, censorings and events per group and month.

    Parameters
    ----------
    spells : DataFrame, one row per time at risk
        A person may have several spells, as long as they do not overlap.
    by, strata : names of group columns
        Text, whole numbers, booleans or categories; curves are given per ``by``, tests are
        stratified by ``strata``.
    entry, exit : names of columns of whole months
        The spell is at risk on (entry, exit]: who enters at t is not at risk at t, who leaves at
        t is. ``entry=None`` means that all enter at 0.
    cause : name of a text column
        ``""`` or missing for censored at ``exit``, else the name of the event. The categories of
        a categorical column are all known to the table, also those that never happened.
    weight : name of a column of frequencies, 0 or more
        How many people a row stands for; variances treat it as a count.

    Returns
    -------
    RiskTable

    Raises
    ------
    ValueError
        if there are no rows, a column is missing or named twice, a month is missing, negative or
        not whole, an entry is not before its exit, a group is missing or of mixed kind, a
        category has nobody, a cause is not text, or a weight is missing or negative.

    Examples
    --------
    >>> spells = pd.DataFrame({"exit": [6, 6, 9], "cause": ["promoted", "", "promoted"]})
    >>> from pug_analysis.stats import at_risk
    >>> at_risk(risk_table(spells, entry=None)).to_dict("list")
    {'time': [6, 9], 'cause': ['promoted', 'promoted'], 'n_risk': [3, 1], 'n_event': [1, 1], \
'n_censor': [1, 0]}
    """
    by, strata = spell_columns.as_names(by), spell_columns.as_names(strata)
    spell_columns.check_names(spells, by + strata, (entry, exit, cause, weight), RESERVED)
    group, labels = spell_columns.group_codes(spells, by + strata)
    left = spell_columns.whole_months(spells[exit])
    if entry is None:
        entered = np.broadcast_to(np.int64(0), left.shape)
    else:
        entered = spell_columns.whole_months(spells[entry])
    late = np.count_nonzero(entered >= left)
    if late:
        raise ValueError(f"entry must be before exit in every row, but was not in {late} rows")
    what, causes = spell_columns.cause_codes(spells[cause])
    weights = None if weight is None else spell_columns.frequencies(spells[weight])

    n_groups, horizon = len(labels), int(left.max()) + 1
    (group_in, time_in), n_enter = _tally((group, entered), (n_groups, horizon), weights)
    (group_out, kind, time_out), n_exit = _tally(
        (group, what, left), (n_groups, len(causes) + 1, horizon), weights
    )
    rows = labels.iloc[np.concatenate([group_in, group_out])].reset_index(drop=True)
    none, gone = np.zeros_like(n_enter), np.zeros_like(n_exit)
    rows = rows.assign(
        time=np.concatenate([time_in, time_out]),
        cause=np.array(["", *causes], dtype=object)[np.concatenate([none.astype(int), kind])],
        n_enter=np.concatenate([n_enter, gone]),
        n_censor=np.concatenate([none, np.where(kind > 0, 0, n_exit)]),
        n_event=np.concatenate([none, np.where(kind > 0, n_exit, 0)]),
    )
    return RiskTable(_added(rows, by + strata), by, strata, causes)


def merge(*tables: RiskTable) -> RiskTable:
    """Add risk tables of different people: the result is the table of all of them.

    Raises
    ------
    ValueError
        if there are none, or they differ in group columns, in their kind or in their start.
    """
    if not tables:
        raise ValueError("tables must be at least one risk table, but there were none")
    first = tables[0]
    for name in ("by", "strata", "start"):
        values = {getattr(table, name) for table in tables}
        if len(values) > 1:
            raise ValueError(f"{name} must be the same in all tables, but was {sorted(values)!r}")
    groups = first.by + first.strata
    for column in groups:
        kinds = {_plain_dtype(table.increments[column]) for table in tables}
        if len(kinds) > 1:
            raise ValueError(f"{column!r} must be of one kind in all tables, but was {kinds!r}")
    rows = [table.increments for table in tables]
    for column in groups:
        rows = _one_set_of_categories(rows, column)
    causes = tuple(sorted({cause for table in tables for cause in table.causes}))
    added = _added(pd.concat(rows, ignore_index=True), groups)
    return RiskTable(added, first.by, first.strata, causes, first.start)


def _tally(
    columns: tuple[np.ndarray, ...], sizes: tuple[int, ...], weights: np.ndarray | None
) -> tuple[tuple[np.ndarray, ...], np.ndarray]:
    """Count the rows of each combination of numbers that occurs.

    Rows are taken in pieces that fit into a processor's cache: five million take a moment.

    Parameters
    ----------
    columns : whole numbers, each of shape (n_rows,)
    sizes : each column's numbers are below its size
    weights : what each row counts; None for 1

    Returns
    -------
    The columns of the combinations, rising, and their counts.
    """
    n, cells = columns[0].size, math.prod(sizes)
    if cells > 4 * n + PIECE:  # too many to keep a counter for each
        place, key = pd.factorize(_mixed(columns, sizes), sort=True)
        count = np.bincount(place, weights=weights, minlength=key.size)
        return np.unravel_index(key, sizes), count
    count = np.zeros(cells, dtype="int64" if weights is None else "float64")
    step = max(PIECE, cells)
    for start in range(0, n, step):
        rows = slice(start, start + step)
        key = _mixed([column[rows] for column in columns], sizes)
        part = None if weights is None else weights[rows]
        count += np.bincount(key, weights=part, minlength=cells)
    key = np.flatnonzero(count)
    return np.unravel_index(key, sizes), count[key]


def _mixed(columns: Sequence[np.ndarray], sizes: tuple[int, ...]) -> np.ndarray:
    """Put several numbers into one, as digits of mixed base."""
    key = columns[0].astype("int64")
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        key *= size
        key += column
    return key


def _added(rows: pd.DataFrame, groups: tuple[str, ...]) -> pd.DataFrame:
    """Sum the counts of equal rows, in the order of the groups, the months and the causes."""
    keys = [*groups, "time", "cause"]
    added = rows.groupby(keys, sort=True, observed=True, as_index=False)[list(COUNTS)].sum()
    return added[(added[list(COUNTS)] != 0).any(axis=1)].reset_index(drop=True)


def name_dtype(dtype: object) -> str:
    """Name a dtype as pandas 2 does: from pandas 3 on text has one of its own, but tables go both ways."""
    return "object" if str(dtype) == "str" else str(dtype)


def _plain_dtype(column: pd.Series) -> str:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return f"{'ordered ' if column.dtype.ordered else ''}categories"
    return name_dtype(column.dtype)


def _one_set_of_categories(rows: list[pd.DataFrame], column: str) -> list[pd.DataFrame]:
    """Give a categorical column the same categories everywhere, in the order of first sight."""
    kinds = [frame[column].dtype for frame in rows]
    if not isinstance(kinds[0], pd.CategoricalDtype) or all(kind == kinds[0] for kind in kinds):
        return rows
    names = list(dict.fromkeys(name for kind in kinds for name in kind.categories))
    if kinds[0].ordered and any(
        [name for name in names if name in kind.categories] != list(kind.categories)
        for kind in kinds
    ):
        raise ValueError(f"ordered categories of {column!r} must agree in all tables, but did not")
    common = pd.CategoricalDtype(names, ordered=kinds[0].ordered)
    return [frame.assign(**{column: frame[column].astype(common)}) for frame in rows]
