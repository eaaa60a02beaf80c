"""Design of a discrete-time hazard model: periods, levels, products, and what cannot be fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

#: What to do with periods in which nobody, or everybody, has the event.
EmptyPeriods = Literal["refuse", "merge", "drop"]


class NotEstimableError(ValueError):
    """The data do not tell the coefficients apart, or give one no finite value."""


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Columns of a model: ``names``, ``matrix`` of shape (n_rows, n_terms).

    ``levels`` holds, for every period and every level of a term, its name and its rows.
    """

    names: list[str]
    matrix: np.ndarray
    levels: dict[str, np.ndarray]


def merge_periods(
    rows: pd.DataFrame,
    period: str,
    breaks: Sequence[int] | None,
    events: str,
    at_risk: str,
    *,
    empty: EmptyPeriods,
) -> pd.DataFrame:
    """Cut the periods at ``breaks``; refuse, merge or drop those that have no finite coefficient.

    Raises
    ------
    ValueError
        if breaks do not rise, no rows lie between them, there are no events or no survivors at
        all, or ``empty`` is ``"refuse"`` and a period has no events or nothing but events.
    """
    if breaks is not None:
        edges = list(breaks)
        if len(edges) < 2 or any(b <= a for a, b in pairwise(edges)):
            raise ValueError(f"breaks must be two or more rising months, but were {edges!r}")
        cut = pd.cut(rows[period], edges, labels=edges[1:])
        rows = rows[cut.notna()].assign(**{period: cut.dropna().astype(int)})
        rows = rows.reset_index(drop=True)
    counts = rows.groupby(period, sort=True, observed=True)[[events, at_risk]].sum()
    d, n = counts[events].to_numpy(), counts[at_risk].to_numpy()
    if not 0 < d.sum() < n.sum():
        raise ValueError(
            f"there must be events and people without one, but {d.sum()} of {n.sum()} had one"
        )
    bad = (d == 0) | (d == n)
    if not bad.any():
        return rows
    if empty == "drop":
        return rows[~rows[period].isin(counts.index[bad])].reset_index(drop=True)
    if empty == "refuse":
        raise ValueError(
            f"every period must have some events but not only events, but {int(bad.sum())} of "
            f"{bad.size} had not: cut them by breaks, or merge or drop them by empty_periods"
        )
    target = _merged(d, n)
    names = counts.index[target]
    return rows.assign(**{period: rows[period].map(dict(zip(counts.index, names, strict=True)))})


def _merged(d: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Place of the period that each period joins: the one before it, or else the one after."""
    blocks: list[list[int]] = []
    for place in range(d.size):
        open_block = blocks and not 0 < d[blocks[-1]].sum() < n[blocks[-1]].sum()
        alone = 0 < d[place] < n[place]
        if blocks and (open_block or not alone):
            blocks[-1].append(place)
        else:
            blocks.append([place])
    while len(blocks) > 1 and not 0 < d[blocks[-1]].sum() < n[blocks[-1]].sum():
        blocks[-2] += blocks.pop()
    target = np.empty(d.size, dtype=int)
    for block in blocks:
        target[block] = block[0]
    return target


def build_design(
    rows: pd.DataFrame, terms: tuple[str, ...], period: str | None, *, drop_aliased: bool
) -> Design:
    """Build the columns of the model.

    Raises
    ------
    NotEstimableError
        if the columns depend on one another, so that their coefficients are not unique, unless
        ``drop_aliased`` leaves out those that depend on earlier ones.
    """
    levels: dict[str, np.ndarray] = {}
    if period is None:
        columns = {"constant": np.ones(len(rows))}
    else:
        columns = _dummies(rows[period], period, levels, all_levels=True)
    for term in terms:
        product = {"": np.ones(len(rows))}
        for part in term.split(":"):
            kept = levels if ":" not in term else {}
            own = _columns(rows[part], part, kept)
            product = {
                f"{left}:{right}".removeprefix(":"): a * b
                for left, a in product.items()
                for right, b in own.items()
            }
        columns |= product
    matrix = np.column_stack(list(columns.values()))
    if drop_aliased:
        places = _independent(matrix)
        return Design([list(columns)[place] for place in places], matrix[:, places], levels)
    scale = np.linalg.norm(matrix, axis=0)
    if (scale == 0).any() or np.linalg.matrix_rank(matrix / scale) < matrix.shape[1]:
        raise NotEstimableError(f"terms must not depend on one another or on {period!r}, but did")
    return Design(list(columns), matrix, levels)


def _independent(matrix: np.ndarray) -> list[int]:
    """Places of the columns that do not depend on the ones before them (R's ``glm`` keeps those)."""
    kept: list[int] = []
    basis = np.empty((len(matrix), 0))
    for place, column in enumerate(matrix.T):
        rest = column.copy()
        for _ in range(2):  # the second time takes away what rounding left
            rest -= basis @ (basis.T @ rest)
        size = np.linalg.norm(rest)
        if size > 1e-9 * np.linalg.norm(column):
            kept.append(place)
            basis = np.column_stack([basis, rest / size])
    return kept


def check_levels(design: Design, events: np.ndarray, at_risk: np.ndarray) -> None:
    """Refuse levels of terms that have no events or nothing but events.

    Raises
    ------
    NotEstimableError
        with the names of such levels.
    """
    bad = [
        name
        for name, rows in design.levels.items()
        if not 0 < events[rows].sum() < at_risk[rows].sum()
    ]
    if bad:
        raise NotEstimableError(
            f"every level must have some events but not only events, but {bad!r} had not"
        )


def _columns(column: pd.Series, name: str, levels: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Give a number as it is, anything else as 0/1 columns against its first level."""
    plain = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    if plain:
        return {name: column.to_numpy(dtype=float)}
    return _dummies(column, name, levels, all_levels=False)


def _dummies(
    column: pd.Series, name: str, levels: dict[str, np.ndarray], *, all_levels: bool
) -> dict[str, np.ndarray]:
    codes, values = pd.factorize(column, sort=True)
    rows = {f"{name}={value}": codes == code for code, value in enumerate(values)}
    levels |= rows
    kept = list(rows)[0 if all_levels else 1 :]
    return {key: rows[key].astype(float) for key in kept}
