"""How many people stand behind each step of a curve that is read on a grid."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pug_analysis.audit.digits import Told
from pug_analysis.audit.formulas_shares import effective, share_limits
from pug_analysis.audit.matching import SLACK, Z
from pug_analysis.audit.published import STEP
from pug_analysis.audit.tables import Key, Row, Tables

#: What the notes of curves say: a share is shown from 8 people on, and steps with 6 more.
_FIRST: Final = 8
_NEXT: Final = 6
#: Up to how many effective people are tried, and with how many numbers of events each.
_MOST_PEOPLE: Final = 5_000
_MOST_EVENTS: Final = 12
#: How far the normal formula may be off.
_ROOM: Final = 2.5
#: So few effective people carry no share.
_FEWEST: Final = 16
#: So large a part of the shares must follow from effective people, if any is to.
_MOST_MATCH: Final = 0.8


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


def step_sizes(curve: Curve, tables: Tables) -> Iterator[tuple[float, float]]:
    """Give the ends of the number of people behind each step of a curve.

    Each of d people who arrive while n are at risk adds S / n, S the share that is still waiting; of S and
    n only the ends of the step are known, and of those who left otherwise nothing.
    """
    groups: dict[tuple[str, ...], list[tuple[float, int, Row]]] = defaultdict(list)
    for place, row in enumerate(tables.rows.get(curve.table, ())):
        key = tuple(row[name] for name in curve.by)
        groups[key].append((float(row[curve.time]), place, row))
    shares = _shares(curve, tables)
    for rows in groups.values():
        places = [place for _, place, _ in sorted(rows, key=lambda r: r[0])]
        yield from _steps(places, curve, tables, shares=shares)


def _shares(curve: Curve, tables: Tables) -> dict[int, Told]:
    """What each share tells: its digits, or less if it is of effective people to the nearest 5."""
    keys = [
        (curve.table, place, curve.share)
        for place in range(len(tables.rows.get(curve.table, ())))
        if tables.text((curve.table, place, curve.share)) != ""
    ]
    found = {key[1]: tables.told(key, curve.alike) for key in keys}
    wider = {key[1]: _effective(key, found[key[1]], curve, tables) for key in keys}
    matched = sum(one is not None for one in wider.values())
    # A curve that would fall for its rounding is held, so that some rows follow no counts.
    if not keys or matched < _MOST_MATCH * len(keys):
        return found
    return {place: wider[place] or effective(one, _FEWEST) for place, one in found.items()}


def _effective(key: Key, share: Told, curve: Curve, tables: Tables) -> Told | None:
    """Ends of a share whose limits are those of events and people to the nearest 5, if they are."""
    ends = [tables.told((key[0], key[1], c), (curve.share, *curve.alike)) for c in curve.alike]
    if not all(end.known for end in ends):
        return None
    people = _possible_people(share, ends)[:, None]
    low = np.ceil(share.low * people / STEP - SLACK) * STEP
    events = low + STEP * np.arange(_MOST_EVENTS)[None, :]
    possible = (events <= share.high * people + SLACK) & (events < people) & (events > 0)
    if not possible.any():
        return None
    some, whole = events[possible], np.broadcast_to(people, events.shape)[possible]
    fits = np.ones(some.shape, dtype=bool)
    for value, end in zip(share_limits(some, whole), ends, strict=True):
        fits &= (value >= end.low - SLACK) & (value <= end.high + SLACK)
    if not fits.any():
        return None
    half, some, whole = STEP / 2, some[fits], whole[fits]
    highest = ((some + half) / np.maximum(whole - half, half)).max()
    return Told(float(((some - half) / (whole + half)).min()), float(min(highest, 1.0)))


def _possible_people(share: Told, ends: Sequence[Told]) -> np.ndarray:
    """Effective people that may give limits so far apart, by the normal formula with room to spare."""
    low, high = ends
    spread = share.middle * (1 - share.middle) * (2 * Z) ** 2
    widest, narrowest = high.high - low.low, max(high.low - low.high, SLACK)
    least = math.floor(spread / widest**2 / _ROOM / STEP) * STEP
    most = min(spread / narrowest**2 * _ROOM, _MOST_PEOPLE)
    return np.arange(max(least, STEP), most + STEP, STEP, dtype=float)


def _steps(
    places: Sequence[int], curve: Curve, tables: Tables, *, shares: dict[int, Told]
) -> Iterator[tuple[float, float]]:
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
        share = shares[place]
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
    low = math.ceil(rise.low * fewest / waiting.high - SLACK)
    if waiting.low <= 0:
        return max(low, least), math.inf
    return max(low, least), math.floor(rise.high * most / waiting.low + SLACK)


def narrow_steps(curves: Iterable[Curve], tables: Tables, *, people: int) -> dict[str, int]:
    """Count the steps of each table of which the people are known too well.

    Steps that no number of people gives are those of another curve, and are not counted.
    """
    found: dict[str, int] = {}
    for curve in curves:
        number = sum(0 <= high - low < people for low, high in step_sizes(curve, tables))
        if number:
            found[curve.table] = found.get(curve.table, 0) + number
    return found
