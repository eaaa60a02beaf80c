"""How many people stand behind each step of a curve that is read on a grid."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pug_analysis.audit.digits import Told
from pug_analysis.audit.tables import Row, Tables

#: What the notes of curves say: a share is shown from 8 people on, and steps with 6 more.
_FIRST, _NEXT = 8, 6
_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Curve:
    """A table of shares that have arrived (Aalen-Johansen) with those still at risk.

    Attributes
    ----------
    table : name
    by : columns of the groups
    time : column of the time
    share, at_risk : columns
    start : column of those who were followed at all; empty if not shown
    alike : columns printed with the same step
    """

    table: str
    by: tuple[str, ...]
    time: str
    share: str = "estimate"
    at_risk: str = "n_risk"
    start: str = ""
    alike: tuple[str, ...] = ("conf_low", "conf_high")

    def columns(self) -> set[str]:
        """Columns that it explains: limits are those of a share of unknown effective people."""
        return {self.share, *self.alike}


def steps(curve: Curve, tables: Tables) -> Iterator[tuple[float, float]]:
    """Give the ends of the number of people behind each step of a curve.

    Each of d people who arrive while n are at risk adds S / n, S the share that is still waiting; of S and
    n only the ends of the step are known, and of those who left otherwise nothing.
    """
    groups: dict[tuple[str, ...], list[tuple[float, int, Row]]] = defaultdict(list)
    for place, row in enumerate(tables.rows.get(curve.table, ())):
        key = tuple(row[name] for name in curve.by)
        groups[key].append((float(row[curve.time]), place, row))
    for rows in groups.values():
        yield from _steps(
            [place for _, place, _ in sorted(rows, key=lambda r: r[0])], curve, tables
        )


def _steps(places: Sequence[int], curve: Curve, tables: Tables) -> Iterator[tuple[float, float]]:
    first = _first_at_risk(places, curve, tables)
    before, text, at_risk = Told(0.0, 0.0), "", [first]
    most = first.high
    for place in places:
        now = tables.text((curve.table, place, curve.share))
        risk = tables.told((curve.table, place, curve.at_risk))
        at_risk.append(risk)
        most = max(most, risk.high if risk.known else 0.0)
        if now in ("", text):
            continue
        share = tables.told((curve.table, place, curve.share), curve.alike)
        known = [one for one in at_risk if one.known]
        if known:
            waiting = Told(min(1 - share.high, known[-1].low / most), 1 - before.low)
            yield _arrived(before, share, known, waiting, least=_NEXT if text else _FIRST)
        before, text, at_risk = share, now, [risk]


def _first_at_risk(places: Sequence[int], curve: Curve, tables: Tables) -> Told:
    column = curve.start or curve.at_risk
    return tables.told((curve.table, places[0], column))


def _arrived(
    before: Told, share: Told, at_risk: Sequence[Told], waiting: Told, *, least: int
) -> tuple[float, float]:
    rise = Told(max(share.low - before.high, 0.0), share.high - before.low)
    fewest, most = min(one.low for one in at_risk), max(one.high for one in at_risk)
    low = math.ceil(rise.low * fewest / waiting.high - _SLACK)
    if waiting.low <= 0:
        return max(low, least), math.inf
    return max(low, least), math.floor(rise.high * most / waiting.low + _SLACK)


def narrow_steps(curves: Iterable[Curve], tables: Tables, *, people: int) -> dict[str, int]:
    """Count the steps of each table of which the people are known too well.

    Steps that no number of people gives are those of another curve, and are not counted.
    """
    found: dict[str, int] = {}
    for curve in curves:
        number = sum(0 <= high - low < people for low, high in steps(curve, tables))
        if number:
            found[curve.table] = found.get(curve.table, 0) + number
    return found
