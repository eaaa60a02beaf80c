"""Where people are at each month: occupation probabilities of several states, from additive counts.

The counts are those of a risk table with one more group column, the state: a stretch in a state begins
where the state is entered and ends by a move, whose name is the next state. So one step of a career is
the special case of one state, and tables of several agencies add up as all risk tables do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pug_analysis.stats.intervals import confidence_limits
from pug_analysis.stats.survival.risk_sets import risk_sets
from pug_analysis.stats.survival.risk_table import RiskTable


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """Moves of one group, month by month.

    Attributes
    ----------
    group : DataFrame of one row, the group columns
    states : names of the states, in the order of the arrays: those that can be left, then the others
    months : shape (n_months,), rising
    n_risk : shape (n_months, n_states): people in each state who are seen in that month
    n_move : shape (n_months, n_states, n_states): moves from a state (second axis) to another (third)
    """

    group: pd.DataFrame
    states: tuple[str, ...]
    months: np.ndarray
    n_risk: np.ndarray
    n_move: np.ndarray

    @property
    def chances(self) -> np.ndarray:
        """Chance of each move in each month, shape (n_months, n_states, n_states); rows add up to 1.

        Who is in a state in which nobody is seen stays there.
        """
        risk = np.where(self.n_risk > 0, self.n_risk, 1)
        moves = self.n_move / risk[:, :, None]
        stay = 1 - moves.sum(axis=2)
        return moves + stay[:, :, None] * np.eye(len(self.states))


def moves(table: RiskTable, *, state: str) -> Iterator[Moves]:
    """Count people at risk and moves of each group in every month in which somebody moves.

    Parameters
    ----------
    table : RiskTable of stretches in a state: ``state`` is one of its ``by`` columns, its causes are the
        states that are entered; strata are added up
    state : column of the state

    Yields
    ------
    Moves, one per combination of the other ``by`` columns

    Raises
    ------
    ValueError
        if ``state`` is no ``by`` column of the table.
    """
    if state not in table.by:
        raise ValueError(f"state must be a by column of the table, but was {state!r}")
    others = tuple(name for name in table.by if name != state)
    sets = risk_sets(table, table.by)
    left = sorted(sets.groups[state].unique())
    states = (*left, *(name for name in table.causes if name not in left))
    place = {name: i for i, name in enumerate(states)}
    to = np.array([place[name] for name in table.causes], dtype=int)
    keys = sets.groups.groupby(list(others), sort=True, observed=True).ngroup() if others else None
    number = np.zeros(len(sets.groups), int) if keys is None else keys.to_numpy()
    slices = list(sets.slices())
    for one in np.unique(number):
        rows = np.flatnonzero(number == one)
        moved = [sets.time[slices[i]][sets.n_any[slices[i]] > 0] for i in rows]
        months = np.unique(np.concatenate(moved))
        n_risk = np.zeros((months.size, len(states)))
        n_move = np.zeros((months.size, len(states), len(states)))
        for i in rows:
            time, here = sets.time[slices[i]], place[sets.groups[state].iloc[i]]
            net = (sets.n_enter - sets.n_censor - sets.n_any)[slices[i]]
            before = np.searchsorted(time, months, side="left")
            n_risk[:, here] = np.concatenate([[0], np.cumsum(net)])[before]
            at = np.searchsorted(months, time)
            inside = sets.n_any[slices[i]] > 0
            n_move[at[inside][:, None], here, to] += sets.n_event[slices[i]][inside]
        group = sets.groups[list(others)].iloc[rows[:1]].reset_index(drop=True)
        yield Moves(group, states, months, n_risk, n_move)


def occupation(
    table: RiskTable,
    *,
    state: str,
    initial: Mapping[str, float],
    times: Sequence[int],
    conf_level: float = 0.95,
) -> pd.DataFrame:
    """Share of people in each state at some months: Aalen and Johansen's product of chances.

    Late entry into any state, and several exits, are taken account of by the people at risk in each
    month; a share is that of people who started in ``initial`` at the table's start.

    Parameters
    ----------
    table, state : as of `moves`
    initial : {state: share at the start}, adding up to 1
    times : rising months after the start
    conf_level : level of the log-log intervals

    Returns
    -------
    DataFrame, one row per group, month and state: the group columns, ``time, state, estimate, std_error,
    conf_low, conf_high, n_risk`` (people at risk in the state in the last month up to ``time`` with a move),
    ``conf_level, method, unit``

    Raises
    ------
    ValueError
        as `moves`; if an initial state is unknown or shares do not add up to 1; if months do not rise or are
        not after the start.

    Notes
    -----
    The variance is that of Greenwood's kind, from the multinomial moves out of each state and month. It
    treats people at risk in different months as independent draws, as R's ``etm`` does; the robust one
    (infinitesimal jackknife) of R's ``survfit`` needs the single persons and differs somewhat.

    References
    ----------
    Aalen and Johansen (1978), Scandinavian Journal of Statistics 5:141; covariance: Andersen, Borgan, Gill
    and Keiding (1993), section 4.4.1.3.

    Examples
    --------
    >>> from pug_analysis.stats import risk_table
    >>> stretches = pd.DataFrame({"di": ["staf", "staf", "pengawas"], "entry": [0, 0, 2],
    ...                           "exit": [2, 4, 5], "cause": ["pengawas", "", "pensiun"]})
    >>> table = risk_table(stretches, by="di")
    >>> occupation(table, state="di", initial={"staf": 1}, times=[4])["estimate"].tolist()
    [0.5, 0.5, 0.0]
    """
    asked = np.asarray(times)
    if not asked.size or (np.diff(asked) <= 0).any() or asked[0] <= table.start:
        raise ValueError(f"times must rise and be after month {table.start}, but were {times!r}")
    parts = [_of_group(one, initial, asked, conf_level) for one in moves(table, state=state)]
    return pd.concat(parts, ignore_index=True)


def _of_group(
    found: Moves, initial: Mapping[str, float], asked: np.ndarray, conf_level: float
) -> pd.DataFrame:
    share = _start(found.states, initial)
    shares, errors = _product(found, share)
    at = np.searchsorted(found.months, asked, side="right")
    estimate, error = shares[at].ravel(), errors[at].ravel()
    low, high = confidence_limits(estimate, error, conf_level=conf_level, conf_type="log-log")
    seen = np.vstack([found.n_risk[:1], found.n_risk])[at]
    n_states = len(found.states)
    rows = pd.DataFrame(
        {
            "time": np.repeat(asked, n_states),
            "state": np.tile(np.array(found.states, dtype=object), asked.size),
            "estimate": estimate,
            "std_error": error,
            "conf_low": low,
            "conf_high": high,
            "n_risk": seen.ravel(),
            "conf_level": conf_level,
            "method": "Aalen-Johansen",
            "unit": "share",
        }
    )
    group = found.group.iloc[np.zeros(len(rows), int)].reset_index(drop=True)
    return pd.concat([group, rows], axis=1)


def _start(states: tuple[str, ...], initial: Mapping[str, float]) -> np.ndarray:
    unknown = sorted(set(initial) - set(states))
    share = np.array([float(initial.get(name, 0)) for name in states])
    if unknown or (share < 0).any() or abs(share.sum() - 1) > 1e-9:
        raise ValueError(
            f"initial must be shares of {list(states)} that add up to 1, but was {initial!r}"
        )
    return share


def _product(found: Moves, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shares before the first month and after each, and their standard errors: (n_months + 1, n_states)."""
    n_states = share.size
    shares, errors = np.empty((2, found.months.size + 1, n_states))
    covariance = np.zeros((n_states, n_states))
    shares[0], errors[0] = share, 0.0
    for month, chance in enumerate(found.chances):
        covariance = chance.T @ covariance @ chance + _drawn(share, chance, found.n_risk[month])
        share = share @ chance
        shares[month + 1], errors[month + 1] = share, np.sqrt(np.maximum(np.diag(covariance), 0))
    return shares, errors


def _drawn(share: np.ndarray, chance: np.ndarray, n_risk: np.ndarray) -> np.ndarray:
    """What the moves of one month add to the covariance: multinomial draws out of each state."""
    weight = np.divide(share**2, n_risk, out=np.zeros(share.size), where=n_risk > 0)
    return np.diag(weight @ chance) - chance.T @ (weight[:, None] * chance)
