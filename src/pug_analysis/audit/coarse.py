"""Estimates without a formula of shown counts: their digits must be so coarse that people hide in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from pug_analysis.audit.digits import coarse_step, number
from pug_analysis.audit.tables import At, Row, Tables, every_row

_SAME: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Coarse:
    """Columns without a formula of shown counts, which so must be printed coarsely.

    One person moves a share by S / n, S the share still waiting and n those at risk; a printed step
    must hold as many people as a protected count stays open over.

    Attributes
    ----------
    table : name
    columns : printed alike
    people : where those at risk stand; the fewest count
    share : where the share that has arrived stands; 0 if not shown
    scale : what a share of 1 is in the unit of the column, 100 for points
    rows : which rows
    each_row : whether the rows are of different units, each printed with a step of its own
    both : whether the people are all of both sexes, of whom the fewer are at most half
    minus : where the two shares stand of which it may be the difference, as they are shown; then it
        tells nothing
    """

    table: str
    columns: tuple[str, ...]
    people: At
    share: At | None = None
    scale: float = 1.0
    rows: Callable[[Row], bool] = every_row
    each_row: bool = False
    both: bool = False
    minus: tuple[At, At] | None = None


def too_fine(entries: Iterable[Coarse], tables: Tables, *, people: int) -> dict[str, int]:
    """Count the rows whose step holds fewer people.

    Returns
    -------
    dict of table to rows; tables without any are left out.
    """
    fine: dict[str, int] = {}
    for entry in entries:
        rows = [row for row in tables.rows.get(entry.table, ()) if entry.rows(row)]
        if rows and entry.minus and all(_is_difference(entry, tables, row) for row in rows):
            continue
        few = sum(_step_holds(entry, tables, row) < people for row in rows)
        if few:
            fine[entry.table] = fine.get(entry.table, 0) + few
    return fine


def _is_difference(entry: Coarse, tables: Tables, row: Row) -> bool:
    """Whether the first column is one shown share less another."""
    gap = number(row[entry.columns[0]])
    shares = []
    for place in entry.minus or ():
        cells = place.keys(tables, entry.table, row)
        shares.append(number(tables.text(cells[0])) if len(cells) == 1 else math.nan)
    return math.isnan(gap) or abs(shares[0] - shares[1] - gap) < _SAME


def _step_holds(entry: Coarse, tables: Tables, row: Row) -> float:
    """How many people one printed step of a row holds."""
    texts = [row[c] for c in entry.columns]
    rows = [row] if entry.each_row else tables.rows[entry.table]
    step = coarse_step(other.get(c, "") for other in rows for c in entry.columns)
    cells = entry.people.keys(tables, entry.table, row)
    at_risk = [one for one in map(tables.told, cells) if one.known and one.high > 0]
    if all(math.isnan(number(text)) for text in texts) or not at_risk:
        return math.inf
    ends = [one.high for one in at_risk]
    people = sum(ends) / 2 if entry.both else min(ends)
    return step * people / (entry.scale * _waiting(entry, tables, row))


def _waiting(entry: Coarse, tables: Tables, row: Row) -> float:
    if entry.share is None:
        return 1.0
    cells = entry.share.keys(tables, entry.table, row)
    arrived = [one for one in map(tables.told, cells) if one.known]
    return 1 - min((one.low for one in arrived), default=0.0)
