"""How narrowly linear programming fixes each hidden count, given all that is published.

The unknowns are the people of every combination of the dimensions by which protected tables count.
Each published number is a sum of them within an interval. For each protected number the smallest
and the largest value that agree with all others are found; every table of whole numbers that
agrees lies between them, so a wide interval is safe whatever the attacker does.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from pug_analysis.audit.published import CellKey, Fact, find_breaches, read_facts, read_ledger
from pug_analysis.audit.recompute import NARROWEST, Recomputed, recompute

#: Everybody whom no category of a dimension names.
_OTHERS: Final = ""
_MOST_UNKNOWNS: Final = 20_000
_TOLERANCE: Final = 1e-6
#: Whole people fit between two ends that are this far apart, wherever the ends lie.
_ENOUGH: Final = NARROWEST + 1


@dataclass(frozen=True, slots=True)
class Audit:
    """What the attacker found.

    ``counts`` protected counts were attacked, each stays open over at least ``narrowest`` people, or all of a
    group of one or two;
    ``unsafe`` maps a table to how many of its counts are known too well; ``breaches`` are
    tables that break the rules on their face, and what could not be attacked: tables that contradict
    each other, or hold too much. ``recomputed`` is what the second arm found, see ``audit.recompute``.
    """

    counts: int
    narrowest: float
    unsafe: Mapping[str, int]
    breaches: tuple[str, ...]
    recomputed: Recomputed

    @property
    def passed(self) -> bool:
        """Whether the report may be published."""
        return not self.unsafe and not self.breaches and self.recomputed.passed


def audit_report(folder: Path, *, beside: Sequence[Path] = ()) -> Audit:
    """Attack all tables of a report, together with other reports that the reader may hold.

    Parameters
    ----------
    folder : staged or published report: ``tabel/*.csv`` and the release ledger
    beside : folders of other reports, such as last year's and the other edition's

    Returns
    -------
    Audit of the tables in ``folder``. Counts of another day are other people: how many came and went
    in a unit is not published, so no bound ties them, and each day is attacked on its own. Another
    report of the same day is attacked together with this one; where both contradict each other,
    because the data were corrected in between, this one is attacked alone.
    """
    ledger = read_ledger(folder)
    own = read_facts(folder, ledger)
    others = [fact for place in beside for fact in read_facts(place, read_ledger(place))]
    every: list[float] = []
    narrow: dict[str, list[bool]] = defaultdict(list)
    breaches = find_breaches(folder, ledger)
    for population in sorted({fact.population for fact in own}):
        mine = [fact for fact in own if fact.population == population]
        known = [fact for fact in others if fact.population == population]
        try:
            for fact, width in _attack_population(mine, known):
                # a group of one or two cannot stay open over more than itself
                whole = fact.high - fact.low
                narrow[fact.table].append(width < min(NARROWEST, whole))
                every.append(width if whole >= NARROWEST else math.inf)
        except _ContradictionError:
            breaches.append(f"{', '.join(_find_conflict(mine))}: angkanya saling bertentangan")
        except UnattackableError as error:
            tables = ", ".join(sorted({fact.table for fact in mine if fact.secret}))
            breaches.append(f"{tables}: tidak dapat diperiksa ({error})")
    unsafe = {
        table: sum(too_narrow) for table, too_narrow in sorted(narrow.items()) if any(too_narrow)
    }
    return Audit(
        counts=len(every),
        narrowest=min(every, default=math.inf),
        unsafe=unsafe,
        breaches=tuple(breaches),
        recomputed=recompute(folder, ledger),
    )


def bound_counts(
    facts: Sequence[Fact], *, enough: float = math.inf
) -> list[tuple[Fact, float, float]]:
    """Find the smallest and largest value of each protected count.

    Parameters
    ----------
    facts : published counts of one population
    enough : a count is followed no further once it is seen to be open over this many people; by
        default all ends are found exactly

    Returns
    -------
    Each protected fact with the ends of its interval, rounded inwards to whole people.

    Raises
    ------
    ValueError
        if the facts contradict each other.
    UnattackableError
        if there are too many combinations to attack, or the solver gives up.
    """
    secret = [fact for fact in facts if fact.secret]
    if not secret:
        return []
    dimensions = sorted({name for fact in secret for name, _ in fact.cell})
    told = _project(facts, dimensions)
    categories = {name: _categories(name, told) for name in dimensions}
    unknowns = list(product(*categories.values()))
    if len(unknowns) > _MOST_UNKNOWNS:
        raise UnattackableError(f"terlalu banyak gabungan: {len(unknowns)}")
    program = _program(_matrix(told, dimensions, unknowns), told)
    targets = _matrix(secret, dimensions, unknowns).toarray()
    low, high = _follow(targets, program, enough=enough)
    return list(zip(secret, low.tolist(), high.tolist(), strict=True))


def _follow(
    targets: np.ndarray, program: Mapping[str, object], *, enough: float
) -> tuple[np.ndarray, np.ndarray]:
    """Ends of each target; every solution found on the way is a witness for all of them."""
    low, high = np.full(len(targets), math.inf), np.full(len(targets), -math.inf)
    for objective in _pushes(targets) if math.isfinite(enough) else ():
        _, people = _extreme(objective, program)
        if people is not None:
            low, high = np.minimum(low, targets @ people), np.maximum(high, targets @ people)
    for sign, place in product((1, -1), range(len(targets))):
        if high[place] - low[place] >= enough:
            continue
        value, people = _extreme(sign * targets[place], program)
        if people is not None:
            seen = targets @ people
            low, high = np.minimum(low, seen), np.maximum(high, seen)
        if sign > 0:
            low[place] = value
        else:
            high[place] = -value
    return np.ceil(low - _TOLERANCE), np.floor(high + _TOLERANCE)


def _pushes(targets: np.ndarray) -> Iterable[np.ndarray]:
    """Push half of the targets up and half down, each pair apart at least once."""
    places = np.arange(len(targets))
    for bit in range(max(1, int(len(targets) - 1).bit_length())):
        signs = np.where(places >> bit & 1, 1.0, -1.0)
        yield from (signs @ targets, -signs @ targets)


def _attack_population(mine: Sequence[Fact], known: Sequence[Fact]) -> Iterable[tuple[Fact, float]]:
    try:
        bounds = bound_counts([*mine, *known], enough=_ENOUGH)
    except _ContradictionError:
        if not known:
            raise
        bounds = bound_counts(mine, enough=_ENOUGH)
    own = set(mine)
    return [(fact, high - low) for fact, low, high in bounds if fact in own]


class _ContradictionError(ValueError):
    """The published numbers cannot all be true."""


class UnattackableError(ValueError):
    """The attack could not be carried out, so that nobody knows whether the numbers are safe."""


def _find_conflict(facts: Sequence[Fact]) -> list[str]:
    """Return tables that contradict each other: without any one of them the others do not."""
    tables = sorted({fact.table for fact in facts})
    for table in tuple(tables):
        others = [name for name in tables if name != table]
        try:
            bound_counts([fact for fact in facts if fact.table in others], enough=0)
        except _ContradictionError:
            tables = others
    return tables


def _names(fact: Fact) -> set[str]:
    return {name for name, _ in fact.cell}


def _project(facts: Sequence[Fact], dimensions: Sequence[str]) -> list[Fact]:
    """Say what counts tell of the dimensions that protected counts have.

    Counts by other dimensions too are disjoint parts: together they are at most all of them, and
    exactly all where their table lists every category.
    """
    kept = [fact for fact in facts if _names(fact) <= set(dimensions)]
    parts: dict[tuple[str, frozenset[str], CellKey], list[Fact]] = defaultdict(list)
    for fact in facts:
        foreign = frozenset(_names(fact) - set(dimensions))
        if foreign:
            rest = tuple(part for part in fact.cell if part[0] in dimensions)
            parts[fact.table, foreign, rest].append(fact)
    for (table, foreign, rest), found in parts.items():
        one = found[0]
        whole = foreign <= set(one.complete)
        high = sum(part.high for part in found) if whole else math.inf
        low = sum(part.low for part in found)
        kept.append(Fact(table, one.population, rest, low, high, False, one.complete))
    return kept


def _categories(name: str, facts: Sequence[Fact]) -> list[str]:
    seen = sorted({dict(fact.cell)[name] for fact in facts if name in _names(fact)})
    complete = any(name in fact.complete for fact in facts)
    return seen if complete else [*seen, _OTHERS]


def _matrix(
    facts: Sequence[Fact], dimensions: Sequence[str], unknowns: Sequence[tuple[Any, ...]]
) -> csr_array:
    """One row per count: 1 for each combination of which it is the sum."""
    columns = np.array(unknowns, dtype=object).reshape(len(unknowns), len(dimensions))
    rows = np.ones((len(facts), len(unknowns)))
    for number, cell in enumerate(dict(fact.cell) for fact in facts):
        for place, name in enumerate(dimensions):
            if name in cell:
                rows[number] *= columns[:, place] == cell[name]
    return csr_array(rows)


def _program(rows: csr_array, facts: Sequence[Fact]) -> dict[str, object]:
    low = np.array([fact.low for fact in facts], dtype=float)
    high = np.array([fact.high for fact in facts], dtype=float)
    equal, above, below = low == high, low != high, (low != high) & np.isfinite(high)
    from scipy.sparse import vstack

    return {
        "A_eq": rows[equal] if equal.any() else None,
        "b_eq": low[equal] if equal.any() else None,
        "A_ub": vstack([rows[below], -rows[above]]) if above.any() else None,
        "b_ub": np.concatenate([high[below], -low[above]]) if above.any() else None,
        "bounds": (0, None),
        "method": "highs",
    }


def _extreme(
    objective: np.ndarray, program: Mapping[str, object]
) -> tuple[float, np.ndarray | None]:
    """Smallest value of an objective and who is where then; without a bound nobody is."""
    answer = linprog(objective, **program)
    if answer.status == 3:
        return -math.inf, None
    if answer.status == 2:
        raise _ContradictionError("the published counts contradict each other")
    if answer.status != 0:
        raise UnattackableError(f"pemecah program linear berhenti dengan status {answer.status}")
    return float(answer.fun), answer.x
