"""In which order a column writes day and month, and whether all its days are shifted.

One cell cannot tell 3 January from 1 March; a column can. Effective dates (TMT) lie on the first of a
month, birth dates and appointments stand in the NIP, and no column holds dates of January alone. What
the rows show is counted (``count_order``), counts add up, and the sum is judged (``judge_order``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.values.refused import Refused

#: Dates that by law lie on the first of a month.
GRID: Final = frozenset({"tmt_cpns", "tmt_pns", "tmt_golongan"})
#: No rule knows another day for these; contracts of PPPK, among TMT CPNS, may begin on any.
_STRICT_GRID: Final = GRID - {"tmt_cpns"}
_APPOINTED: Final = "tmt_cpns"
#: Rows that decide, and how many times more than those against.
_FEW: Final = 3
_CLEAR: Final = 9
_NIP_CLEAR: Final = 3
#: Rows from which on a whole column can be called shifted or strange.
_ENOUGH: Final = 5
_MOST: Final = 0.5
_NEARLY_ALL: Final = 0.9
#: Differences from the NIP in days that have a cause: a time zone, the other epoch of Excel.
_SHIFTS: Final = (-1, 1, -1462, 1462)
#: Birth dates of a column of so many people must mostly be those of their NIPs.
_PEOPLE: Final = 10

#: (group of forms, whether the clock is to be judged, what) to rows.
FormCounts = Counter[tuple[str, bool, str]]


@dataclass(frozen=True, slots=True)
class DateCells:
    """A date column: a code per row; date, parts, group of forms and lateness per distinct cell."""

    codes: np.ndarray
    dates: np.ndarray
    parts: np.ndarray
    groups: np.ndarray
    late: np.ndarray


@dataclass(frozen=True, slots=True)
class DayMonthOrder:
    """What was decided: the groups of forms with the month first, and whether late clocks round up."""

    month_first: Mapping[str, frozenset[str]]
    late: Mapping[str, bool]


def count_order(
    cells: DateCells, field: str, nips: pd.DataFrame | None, *, birth: bool = False
) -> FormCounts:
    """Return what the rows of a column show.

    Parameters
    ----------
    cells : the column
    field : its name
    nips : ``lahir, angkat, pppk`` by row, as the NIPs say; None where rows belong to nobody
    birth : whether it is a birth date
    """
    counts: FormCounts = Counter()
    rows = np.bincount(cells.codes, minlength=len(cells.dates))
    signs = _signs_of_cells(cells, field)
    for group, late in sorted(set(zip(cells.groups.tolist(), cells.late.tolist(), strict=True))):
        here = (cells.groups == group) & (cells.late == late)
        for name, mask in signs.items():
            n = int(rows[here & mask].sum())
            if n:
                counts[group, late, name] = n
    if nips is not None and len(cells.codes) and (birth or field == _APPOINTED):
        counts.update(_compare_nips(cells, nips, birth=birth))
    return counts


def is_day_first(month: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Return whether the second number can be a day only, and the first a month."""
    return (day > 12) & (day <= 31) & (month >= 1) & (month <= 12)


def _signs_of_cells(cells: DateCells, field: str) -> dict[str, np.ndarray]:
    year, month, day = cells.parts.T
    known = ~np.isnat(cells.dates)
    signs = {
        "dated": known,
        "day": is_day_first(month, day),
        "month": is_day_first(day, month),
        "open": (month >= 1) & (month <= 12) & (day >= 1) & (day <= 12) & (day != month),
        "first": (day == 1) & (month >= 2) & (month <= 12),
        "year": (year % 100 == 1) & (day > 1) & (month > 1),
    }
    january = (month == 1) & (day >= 2) & (day <= 12)
    signs |= {f"january{d}": january & (day == d) for d in np.unique(day[january]).tolist()}
    cell = cells.groups == "cell"
    if cell.any():
        # Cells that are dates are days; whether they were typed the other way round shows alike.
        months = cells.dates.astype("datetime64[M]")
        days = (cells.dates - months.astype("datetime64[D]")).astype("int64") + 1
        number = months.astype("int64") % 12 + 1
        both = cell & known
        signs["day"] |= both & (days > 12)
        signs["open"] |= both & (days <= 12) & (days != number)
        signs["first"] |= both & (days == 1) & (number > 1)
        for d in range(2, 13):
            hit = both & (number == 1) & (days == d)
            if hit.any():
                name = f"january{d}"
                signs[name] = signs.get(name, np.zeros_like(known)) | hit
    if field in GRID:
        start = cells.dates.astype("datetime64[M]")
        place = (cells.dates - start.astype("datetime64[D]")).astype("int64")
        following = (start + np.timedelta64(1, "M")).astype("datetime64[D]")
        length = (following - start.astype("datetime64[D]")).astype("int64")
        signs["grid"] = known & (place == 0)
        signs["eve"] = known & (place == length - 1)
        number = start.astype("int64") % 12 + 1
        second = known & (place == 1)
        signs |= {f"second{m}": second & (number == m) for m in np.unique(number[second]).tolist()}
    return signs


def _compare_nips(cells: DateCells, nips: pd.DataFrame, *, birth: bool) -> FormCounts:
    """Return how many rows agree with the NIP as written, or with day and month the other way."""
    swapped = _swap_all(cells)[cells.codes]
    days = cells.dates[cells.codes]
    told = nips["lahir" if birth else "angkat"].to_numpy().astype("datetime64[D]")
    known = ~np.isnat(told) & ~(np.isnat(days) & np.isnat(swapped))
    if not birth:
        known &= ~nips["pppk"].to_numpy(dtype=bool)
        days, swapped, told = (a.astype("datetime64[M]") for a in (days, swapped, told))
    signs = {
        "nip": known & (days == told) & (swapped != days),
        "nip-month-first": known & (swapped == told) & (swapped != days),
    }
    if birth:
        signs |= {"people": known, "agree": known & (days == told)}
        gap = (days - told).astype("int64")
        signs |= {f"gap{n}": known & ~np.isnat(days) & (gap == n) for n in _SHIFTS}
    groups, late = cells.groups[cells.codes], cells.late[cells.codes]
    counts: FormCounts = Counter()
    for group in set(groups.tolist()):
        for is_late in (False, True):
            here = (groups == group) & (late == is_late)
            if here.any():
                for name, mask in signs.items():
                    counts[group, is_late, name] += int((here & mask).sum())
    return +counts


def _swap_all(cells: DateCells) -> np.ndarray:
    """Return the distinct cells with day and month the other way, NaT where that is no date."""
    year, month, day = cells.parts.T
    plain = ~np.isnat(cells.dates) & (cells.groups == "cell")
    if plain.any():
        start = cells.dates.astype("datetime64[M]")
        year = np.where(plain, start.astype("datetime64[Y]").astype("int64") + 1970, year)
        month = np.where(plain, start.astype("int64") % 12 + 1, month)
        within = (cells.dates - start.astype("datetime64[D]")).astype("int64") + 1
        day = np.where(plain, within, day)
    fits = (day >= 1) & (day <= 12) & (month >= 1) & (month <= 31) & (year > 0)
    start = ((year - 1970) * 12 + np.where(fits, day, 1) - 1).astype("datetime64[M]")
    swapped = start.astype("datetime64[D]") + (month - 1).astype("timedelta64[D]")
    fits &= swapped.astype("datetime64[M]") == start
    return np.where(fits, swapped, np.datetime64("NaT", "D"))


def judge_order(columns: Mapping[str, FormCounts], texts: Mapping[str, int]) -> DayMonthOrder:
    """Return what the rows of a whole sheet say.

    Parameters
    ----------
    columns : counts by date column
    texts : different texts that can only have the month first, by column

    Raises
    ------
    Refused
        ``TGL-URUTAN`` if a column contradicts itself, or nobody can tell its order;
        ``TGL-GESER`` if all its days are shifted; ``TGL-BEDA-NIP`` if birth dates are not those of
        the NIPs.
    """
    votes: dict[tuple[str, str], str] = {}
    for field, counts in columns.items():
        for group in sorted({g for g, _, _ in counts} - {""}):
            votes[field, group] = _vote(counts, field, group, texts.get(field, 0))
    found: dict[str, set[str]] = {field: set() for field in columns}
    for (field, group), vote in votes.items():
        others = {
            v
            for (f, g), v in votes.items()
            if _family(g) == _family(group) and (f, g) != (field, group)
        }
        undecided = not vote and _sum(columns[field], group, "open")
        if undecided and "month" in others:
            if "day" in others:
                raise Refused("TGL-URUTAN", rincian=field)
            vote = "month"
        if vote == "month":
            if not group.startswith("dmy"):
                raise Refused("TGL-URUTAN", rincian=field)
            found[field].add(group)
    month_first = {f: frozenset(groups) for f, groups in found.items()}
    late = _judge_clocks(columns)
    for field, counts in columns.items():
        _check_shift(counts, field, month_first[field], late[field])
    return DayMonthOrder(month_first, late)


def _family(group: str) -> str:
    """Return the form without the length of its year: a column may mix both."""
    return group.replace("dmyy", "dmy")


def _sum(counts: FormCounts, group: str, name: str) -> int:
    return counts[group, False, name] + counts[group, True, name]


def _vote(counts: FormCounts, field: str, group: str, texts: int) -> str:
    """Return which comes first in the dates of one form: "day", "month", or "" if that is open."""
    day, month, first = (_sum(counts, group, n) for n in ("day", "month", "first"))
    each = {n: _sum(counts, group, n) for _, _, n in counts if n.startswith("january")}
    january = sum(each.values())
    kinds = sum(n > 0 for n in each.values())
    nip, swapped = (_sum(counts, group, n) for n in ("nip", "nip-month-first"))
    grid = field in GRID
    if group.startswith("dmyy") and grid:
        _check_year_first(counts, field, group)
    # Slips of the pen are no order: of texts it is known how many different ones there are.
    hard = month > 0 and texts >= _FEW if group.startswith("dmy") else month >= _FEW
    several = kinds >= (1 if field in _STRICT_GRID else 2)
    # Read the wrong way, dates on the first of a month are all of January.
    most = max(_ENOUGH, _NEARLY_ALL * (_sum(counts, group, "open") + day + month))
    for_month = [
        hard,
        grid and several and january >= _FEW and january >= _CLEAR * first,
        swapped >= _FEW and swapped > _NIP_CLEAR * nip,
        kinds >= _FEW and january >= most,
    ]
    for_day = [
        day >= _FEW or (day > 0 and month > 0),
        grid and first >= _FEW and first >= _CLEAR * january,
        nip >= _FEW and nip > _NIP_CLEAR * swapped,
        first >= most,
    ]
    torn = grid and kinds >= 2 and min(first, january) >= _FEW and not (for_month[1] or for_day[1])
    torn |= min(nip, swapped) >= _FEW and not (for_month[2] or for_day[2])
    if torn or (any(for_month) and any(for_day)):
        raise Refused("TGL-URUTAN", rincian=field)
    return "month" if any(for_month) else "day" if any(for_day) else ""


def _check_year_first(counts: FormCounts, field: str, group: str) -> None:
    """Refuse 08-04-01 for 1 April 2008: then the last number is the day, always the first."""
    years = _sum(counts, group, "year")
    if years >= _FEW and years >= _NEARLY_ALL * _sum(counts, group, "dated"):
        raise Refused("TGL-URUTAN", rincian=field)


def _judge_clocks(columns: Mapping[str, FormCounts]) -> dict[str, bool]:
    """Return for each column whether its clocks after noon stand for the next midnight."""
    found, doubtful = {}, []
    for field, counts in columns.items():
        late = sum(n for (_, is_late, what), n in counts.items() if is_late and what == "dated")
        dated = sum(n for (_, _, what), n in counts.items() if what == "dated")
        right = sum(n for (_, _, what), n in counts.items() if what in ("agree", "grid"))
        nearly_all = late > 0 and late >= _NEARLY_ALL * dated and right < _MOST * dated
        found[field] = nearly_all and late >= _FEW
        if nearly_all:
            doubtful.append(field)
    if any(found.values()):
        found |= dict.fromkeys(doubtful, True)
    return found


def _check_shift(counts: FormCounts, field: str, month_first: frozenset[str], late: bool) -> None:
    """Refuse a column whose days miss the NIP, or the first of the month, by one nearly always."""

    def total(name: str) -> int:
        return sum(
            n
            for (group, is_late, what), n in counts.items()
            if what == name and group not in month_first and not (is_late and late)
        )

    people, agree, dated = total("people"), total("agree"), total("dated")
    for gap in _SHIFTS:
        if total(f"gap{gap}") >= _ENOUGH and total(f"gap{gap}") > _MOST * people:
            raise Refused("TGL-GESER", rincian=field)
    if people > _PEOPLE and agree < _MOST * people:
        raise Refused("TGL-BEDA-NIP", rincian=field)
    if total("eve") >= _ENOUGH and total("eve") > _MOST * dated:
        raise Refused("TGL-GESER", rincian=field)
    names = {what for _, _, what in counts if what.startswith("second")}
    second = sum(map(total, names))
    if len(names) >= _FEW and second >= _ENOUGH and second > _MOST * dated:
        raise Refused("TGL-GESER", rincian=field)
