"""Exact chances of the first appointment by month of service: the planted truth in numbers.

The process of ``ladder`` is a Markov chain in whole months: level, months in the level (until
eligible), training finished or not. Its distribution is carried forward month by month for every
cell of entry month, entry education, entry age and sex; nothing is drawn. Unpaid leave (CLTN) is
left out: it stops the clock of whoever is away and is no time at risk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.people import hazards
from pug_analysis.simulate.people.hazards import Floats
from pug_analysis.simulate.people.intakes import (
    AGES,
    EDUCATION,
    FAMILY,
    STATUS,
    Intakes,
    entry_window,
)

TARGETS: Final = ("Pengawas", "Administrator", "JPT Pratama")
_BUP_MONTHS: Final = 58 * 12


@dataclass(frozen=True, slots=True)
class Paths:
    """Chances per cell and month of service, given that nobody leaves.

    ``first`` is (3, cells, months + 1): chance that the target is first reached in that month.
    ``converted`` is (2, cells, months + 1): of conversion as Pengawas, as Administrator.
    """

    first: Floats
    converted: Floats


def track_cells(intakes: Intakes) -> pd.DataFrame:
    """Return the cells of the structural track with their share of all entrants.

    Columns: ``entry`` (month), ``education``, ``age``, ``woman``, ``window``, ``weight``.
    """
    teknis = FAMILY.index("teknis")
    rows = []
    for i in np.flatnonzero(intakes.status == STATUS.index("PNS")):
        for code in hazards.TRACK_EDUCATION:
            e = EDUCATION.index(code)
            share = intakes.weight[i] * intakes.family[i, teknis] * intakes.education[i, teknis, e]
            women = intakes.women[i, teknis, e]
            for sex, part in ((False, 1 - women), (True, women)):
                weight = share * part * intakes.age[i, e]
                rows.append(
                    pd.DataFrame(
                        {"entry": intakes.month[i], "education": code, "age": AGES,
                         "woman": sex, "weight": weight}
                    )
                )  # fmt: skip
    cells = pd.concat(rows, ignore_index=True)
    cells = cells[cells["weight"] > 0].reset_index(drop=True)
    return cells.assign(window=entry_window(cells["entry"].to_numpy()))


def follow(cells: pd.DataFrame, *, scenarios: tuple[str, ...], months: int) -> Paths:
    """Carry the chain forward for every cell.

    Parameters
    ----------
    cells : columns ``entry, education, age, woman``
    scenarios : planted scenarios
    months : last month of service that is needed
    """
    # Age matters only through the last age of appointment: most cells share one path.
    youngest = int(np.floor((hazards.LAST_AGE_MONTHS - months - 1) / 12))
    keys = cells[["entry", "education", "woman"]].assign(age=cells["age"].clip(lower=youngest))
    distinct = keys.drop_duplicates().reset_index(drop=True)
    place = keys.merge(distinct.reset_index(), how="left")["index"].to_numpy()
    paths = _follow_distinct(distinct, scenarios=scenarios, months=months)
    return Paths(paths.first[:, place], paths.converted[:, place])


def _follow_distinct(cells: pd.DataFrame, *, scenarios: tuple[str, ...], months: int) -> Paths:
    n = len(cells)
    waits = hazards.ELIGIBLE_AFTER_MONTHS
    staff = np.zeros((n, 2))
    staff[:, 0] = 1.0
    # Axes: cell, months in the level (the last one: eligible), PKP finished, PKA finished.
    pengawas = np.zeros((n, waits[1] + 1, 2, 2))
    administrator = np.zeros((n, waits[2] + 1, 2))
    first, converted = np.zeros((3, n, months + 1)), np.zeros((2, n, months + 1))
    boost = np.array([1.0, hazards.training_factor(scenarios)])
    access = np.where(cells["woman"], hazards.access_factor(scenarios), 1.0)[:, None]
    for month in range(1, months + 1):
        risk = _risk(cells, month, scenarios)
        open_ = cells["age"].to_numpy() * 12 + month < hazards.LAST_AGE_MONTHS
        administrator, pengawas = _one_month_older(administrator), _one_month_older(pengawas)
        up = administrator[:, -1] * risk[2][:, None] * boost
        administrator[:, -1] -= up
        first[2, :, month] = up.sum(axis=1)
        up = pengawas[:, -1] * risk[1][:, None, None] * boost[:, None]
        pengawas[:, -1] -= up
        first[1, :, month] = up.sum(axis=(1, 2))
        administrator[:, 0] += up.sum(axis=1)
        up = staff * risk[0][:, None] * boost
        staff = staff - up
        first[0, :, month] = up.sum(axis=1)
        pengawas[:, 0, :, 0] += up
        _train(staff, pengawas, administrator, month, access=access)
        _convert(cells, month, open_, pengawas, administrator, converted)
    return Paths(first, converted)


def _one_month_older(state: Floats) -> Floats:
    older = np.zeros_like(state)
    older[:, 1:] = state[:, :-1]
    older[:, -1] += state[:, -1]
    return older


def _risk(cells: pd.DataFrame, month: int, scenarios: tuple[str, ...]) -> list[Floats]:
    column = [hazards.TRACK_EDUCATION.index(e) for e in cells["education"]]
    base = np.array(hazards.BASE_HAZARD)[:, column]
    service = np.array([month])
    of_women = [hazards.women_factor(scenarios, service, level=i)[0] for i in range(3)]
    factor = [np.where(cells["woman"], f, 1.0) for f in of_women]
    young = cells["age"].to_numpy() * 12 + month < hazards.LAST_AGE_MONTHS
    calendar = cells["entry"].to_numpy() + month
    late = calendar >= hazards.FEWER_POSTS_FROM
    period = [np.where(late, f, 1.0) for f in hazards.FEWER_POSTS_FACTOR]
    shape = (hazards.service_shape(service)[0], 1.0, 1.0)
    return [base[i] * (factor[i] * young) * period[i] * shape[i] for i in range(3)]


def _train(
    staff: Floats, pengawas: Floats, administrator: Floats, month: int, *, access: Floats
) -> None:
    """Move who finishes a course in this month; ``access`` is (cells, 1), the factor on the chance."""
    before, inside = hazards.TRAINING_BEFORE, hazards.TRAINING_IN_POST
    wait, start = hazards.ELIGIBLE_AFTER_MONTHS, hazards.TRAINING_IN_POST_AFTER_MONTHS
    if month >= wait[0]:
        _move(staff[:, 0], staff[:, 1], before[0] * access[:, 0])
    # At one level at most one course is finished in a month: all moves start from the old state.
    old = pengawas.copy()
    for pka in (0, 1):
        moved = old[:, start:, 0, pka] * (inside * access)
        pengawas[:, start:, 0, pka] -= moved
        pengawas[:, start:, 1, pka] += moved
    for pkp in (0, 1):
        moved = old[:, -1, pkp, 0] * (before[1] * access[:, 0])
        pengawas[:, -1, pkp, 0] -= moved
        pengawas[:, -1, pkp, 1] += moved
    _move(administrator[:, start:, 0], administrator[:, start:, 1], inside * access)


def _move(source: Floats, target: Floats, share: Floats) -> None:
    moved = source * share
    source -= moved
    target += moved


def _convert(
    cells: pd.DataFrame,
    month: int,
    open_: NDArray[np.bool_],
    pengawas: Floats,
    administrator: Floats,
    converted: NDArray[Any],
) -> None:
    for when, *chances in hazards.PENYETARAAN_WAVES:
        now = (cells["entry"].to_numpy() + month == when) & open_
        for level, state in enumerate((pengawas, administrator)):
            moved = state[now] * chances[level]
            converted[level, now, month] = moved.sum(axis=tuple(range(1, moved.ndim)))
            state[now] -= moved


def staying(cells: pd.DataFrame, *, months: int) -> Floats:
    """Return the chance to have neither left nor retired, (cells, months + 1).

    Retirement is at 58 here; those who stay longer (JF Ahli Madya) can no longer be appointed.
    """
    start = cells["age"].to_numpy()[:, None] * 12
    at = start + np.arange(months + 1)[None, :]
    stay = hazards.log_stay(pppk=False)
    lasting = np.exp(stay[np.minimum(at, len(stay) - 1)] - stay[start])
    # Born 1 to 12 months before the entry birthday month, each as likely.
    return lasting * np.clip((_BUP_MONTHS - at) / 12, 0, 1)
