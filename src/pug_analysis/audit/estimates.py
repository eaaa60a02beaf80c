"""From the digits of a table's estimates back to its counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from typing import Final

import numpy as np

from pug_analysis.audit.digits import Told
from pug_analysis.audit.matching import GroupCounts, Shown
from pug_analysis.audit.published import HIDDEN_AS
from pug_analysis.audit.tables import (
    At,
    Key,
    Row,
    Tables,
    added,
    every_row,
    own_row,
    shown_count,
)

#: What is known of each count: its ends.
Known = dict[Key, tuple[float, float]]
#: A count without an upper end is tried up to this, and more combinations are not tried at all.
_HIGHEST: Final = 400
_MOST_TRIES: Final = 2_000_000
#: Numbers of a formula that are printed with one step.
_PRINTED_ALIKE: Final = ("estimate", "conf_low", "conf_high")
#: Numbers of a row that a formula starts from, though they are no counts.
_GIVEN: Final = ("tahun", "orang", "risiko_satu", "risiko_nol")


@dataclass(frozen=True, slots=True)
class Estimate:
    """Columns of a table that follow one formula of counts.

    Attributes
    ----------
    table : name
    fits : of ``audit.formulas``
    counts : name in the formula to where the count stands
    shown : name in the formula to where the number stands
    spread : what the formula leaves open (``sebar``); computed from shown counts it is 1
    rows : which rows follow it
    each_row : whether the rows are of different units, each printed with a step of its own
    recomputed : whether it could be computed from the shown counts at all
    recompute : formula by which it would be, if it is another one
    """

    table: str
    fits: Callable[[GroupCounts, Shown], np.ndarray]
    counts: Mapping[str, At]
    shown: Mapping[str, At]
    spread: Told | None = None
    rows: Callable[[Row], bool] = every_row
    each_row: bool = False
    recomputed: bool = True
    recompute: Callable[[GroupCounts, Shown], np.ndarray] | None = None

    def columns(self) -> set[str]:
        """Columns of its own table that it explains."""
        own = [one for one in self.shown.values() if one.table in ("", self.table)]
        return {column for one in own if one.rows is own_row for column in one.columns}


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """One row of an estimate with its numbers.

    Attributes
    ----------
    keys : count in the formula to its cell
    shown : number in the formula to what it tells
    points : the counts as they are shown
    single : numbers that a recomputation takes as they are shown, such as person-years of one cell
    """

    keys: Mapping[str, Key]
    shown: Mapping[str, Told]
    points: Mapping[str, float]
    single: frozenset[str]


@dataclass(frozen=True, slots=True)
class Inverted:
    """What inverting some estimates gave: narrower ends, and how many rows no counts fit."""

    known: Known
    unfitted: Mapping[str, int] = field(default_factory=dict)


def invert(estimates: Iterable[Estimate], tables: Tables, known: Known) -> Inverted:
    """Narrow the ends of counts to those that reproduce the digits of the estimates.

    An estimate whose digits follow in every row from the shown counts tells nothing of the true ones.
    Where no count reproduces them, it follows another formula, and is only counted.
    """
    found = dict(known)
    unfitted: dict[str, int] = {}
    for estimate in estimates:
        rows = telling_rows(estimate, tables)
        missed = 0
        for asked in rows:
            ends = _narrow(estimate, asked, found)
            missed += ends is None
            found.update(ends or {})
        if missed:
            unfitted[estimate.table] = unfitted.get(estimate.table, 0) + missed
    return Inverted(found, unfitted)


def telling_rows(estimate: Estimate, tables: Tables) -> list[EstimateRow]:
    """Rows whose digits do not follow from what is shown beside them."""
    if estimate.table not in tables.rows:
        return []
    rows = [row for row in tables.rows[estimate.table] if estimate.rows(row)]
    asked = [one for one in (_ask(estimate, tables, row) for row in rows) if one is not None]
    if not estimate.recomputed:
        return asked
    plain = [one for one in asked if all(n == n and n != HIDDEN_AS for n in one.points.values())]
    if not plain or not all(_reproduced(estimate, one) for one in plain):
        return asked
    return [one for one in asked if not _reproduced(estimate, one)]


def _ask(estimate: Estimate, tables: Tables, row: Row) -> EstimateRow | None:
    """Find the numbers of a row; nothing if a count is missing or no digits are shown."""
    keys = {}
    for name, place in estimate.counts.items():
        cells = place.keys(tables, estimate.table, row)
        if len(cells) != 1:
            return None
        keys[name] = cells[0]
    shown, single, digits = {}, set(), False
    for name, place in estimate.shown.items():
        cells = place.keys(tables, estimate.table, row)
        shown[name] = added([_told(estimate, tables, key, name) for key in cells])
        given = place.rows is not own_row or name in _GIVEN
        digits |= shown[name].known and not given
        if given and shown[name].known and len(cells) == 1:
            single.add(name)
    if not digits:
        return None
    if estimate.spread is not None:
        shown["sebar"] = estimate.spread
    points = {name: shown_count(tables.text(key)) for name, key in keys.items()}
    return EstimateRow(keys, shown, points, frozenset(single))


def _told(estimate: Estimate, tables: Tables, key: Key, name: str) -> Told:
    """What a number tells: an estimate is printed as its limits are, unless each row is of its own."""
    if estimate.each_row:
        return tables.told_alone(key)
    if name not in _PRINTED_ALIKE:
        return tables.told(key)
    alike = [c for n in _PRINTED_ALIKE if n in estimate.shown for c in estimate.shown[n].columns]
    return tables.told(key, alike)


def _reproduced(estimate: Estimate, asked: EstimateRow) -> bool:
    """Whether the shown counts, taken as if they were true, give the digits."""
    if any(math.isnan(n) for n in asked.points.values()):
        return False
    counts = {name: np.array([n]) for name, n in asked.points.items()}
    shown = {
        name: Told(told.middle, told.middle) if name in asked.single else told
        for name, told in asked.shown.items()
    }
    formula = estimate.recompute or estimate.fits
    return bool(formula(counts, shown)[0])


def _narrow(estimate: Estimate, asked: EstimateRow, known: Known) -> Known | None:
    """Ends of a row's counts over all that fit; None if none fit."""
    ends = {name: known[key] for name, key in asked.keys.items()}
    axes = list(starmap(_whole, ends.values()))
    if math.prod(len(axis) for axis in axes) > _MOST_TRIES:
        return {}
    grid = np.meshgrid(*axes, indexing="ij")
    fits = estimate.fits(dict(zip(ends, grid, strict=True)), asked.shown)
    if not fits.any():
        return None
    return {
        asked.keys[name]: _ends(values[fits], ends[name])
        for name, values in zip(ends, grid, strict=True)
    }


def _whole(low: float, high: float) -> np.ndarray:
    return np.arange(low, min(high, max(low, _HIGHEST)) + 1)


def _ends(values: np.ndarray, before: tuple[float, float]) -> tuple[float, float]:
    """A count that fits as far as it was tried may also be larger."""
    low, high = float(values.min()), float(values.max())
    open_ended = high >= _HIGHEST and before[1] > high
    return low, before[1] if open_ended else high


@dataclass(frozen=True, slots=True)
class Silent:
    """Columns that tell nothing of counts, and why.

    ``why`` is for whoever reads the register; nobody is told.
    """

    table: str
    columns: tuple[str, ...]
    why: str


def unregistered(
    tables: Tables, columns: Mapping[str, set[str]], *, keys: Sequence[str]
) -> list[str]:
    """List protected tables that hold a number of which the register does not know the formula.

    Parameters
    ----------
    columns : table to the columns that the register knows
    keys : columns that are no estimates in any table, such as years
    """
    strange = []
    for name in tables.protected():
        free = {*columns.get(name, set()), *tables.counts(name), *keys}
        others = [c for c in tables.rows[name][0] if c not in free]
        if any(_is_number(row[c]) for row in tables.rows[name] for c in others):
            strange.append(name)
    return strange


def _is_number(text: str) -> bool:
    bare = text.strip().lstrip("<>≤≥=-–−+ ").rstrip("% ")
    return bool(bare) and bare.replace(",", "").replace(".", "").isdecimal()
