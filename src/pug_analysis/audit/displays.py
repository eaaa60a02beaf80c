"""Which tables show the same people twice, and which rows are wholes of which others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from pug_analysis.audit.digits import number
from pug_analysis.audit.published import HIDDEN, HIDDEN_AS, STEP
from pug_analysis.audit.sums import Sum
from pug_analysis.audit.tables import Key, Row, Tables, shown_count


def together(_row: Row) -> str:
    """All rows are one group."""
    return "semua"


@dataclass(frozen=True, slots=True)
class Pick:
    """Cells of a table, in groups.

    Attributes
    ----------
    table : name
    columns : whose cells are added up
    by : words that name the group of a row; a row without any is left out. None: each row is one
    once : a column of which only the first value counts, where all rows repeat a count
    """

    table: str
    columns: tuple[str, ...]
    by: Callable[[Row], str] | None = together
    once: str = ""

    def groups(self, tables: Tables) -> dict[str, list[Key]]:
        """Give the cells of each group."""
        found: dict[str, list[Key]] = defaultdict(list)
        rows = tables.rows.get(self.table, ())
        for place, row in enumerate(rows):
            name = str(place) if self.by is None else self.by(row)
            if name and (not self.once or row[self.once] == rows[0][self.once]):
                found[name] += [(self.table, place, c) for c in self.columns if c in row]
        return found


@dataclass(frozen=True, slots=True)
class DisplayPair:
    """Two displays of the same people, group by group; the first may also hold more of them."""

    whole: Pick
    parts: Pick
    at_least: bool = False

    def sums(self, tables: Tables) -> list[Sum]:
        """Give the sums of the groups that both have."""
        wholes, parts = self.whole.groups(tables), self.parts.groups(tables)
        return [
            Sum(tuple(wholes[name]), tuple(parts[name]), self.at_least)
            for name in wholes
            if parts.get(name) and wholes[name]
        ]


@dataclass(frozen=True, slots=True)
class Listed:
    """Exact sums of what another table lists one by one.

    Attributes
    ----------
    sums : with one exact column
    parts : the list
    number : column of the sums' table that tells how many entries they add up
    """

    sums_of: Pick
    parts: Pick
    number: str

    def sums(self, tables: Tables) -> list[Sum]:
        """Give the sums that the list can be held against.

        Sums that follow in every group from what the list shows are sums of that, and tell nothing.
        """
        wholes, parts = self.sums_of.groups(tables), self.parts.groups(tables)
        names = [name for name in wholes if parts.get(name)]
        if all(self._of_shown(wholes[name], parts[name], tables) for name in names):
            return []
        return [
            Sum(tuple(wholes[name]), tuple(parts[name]))
            for name in names
            if self._entries(wholes[name], tables) == len(parts[name])
        ]

    def _entries(self, whole: Sequence[Key], tables: Tables) -> int:
        places = {(name, place) for name, place, _ in whole}
        return sum(int(tables.text((name, place, self.number)) or 0) for name, place in places)

    @staticmethod
    def _of_shown(whole: Sequence[Key], parts: Sequence[Key], tables: Tables) -> bool:
        texts = [tables.text(key) for key in parts]
        total = sum(number(tables.text(key)) for key in whole)
        plain = [number(text) for text in texts if text not in ("", HIDDEN)]
        hidden = sum(text == HIDDEN for text in texts)
        return any(total == sum(plain) + each * hidden for each in (0, HIDDEN_AS))


@dataclass(frozen=True, slots=True)
class OneNumber:
    """Cells of several tables that show one number."""

    picks: tuple[Pick, ...]

    def sums(self, tables: Tables) -> list[Sum]:
        """Say of each cell that it is the first one."""
        cells = [
            key for pick in self.picks for keys in pick.groups(tables).values() for key in keys
        ]
        return [Sum((cells[0],), (other,)) for other in cells[1:]]


@dataclass(frozen=True, slots=True)
class Echo:
    """Rows of a table that may show one count in several places, and then show one number.

    Attributes
    ----------
    table : name
    columns : of counts
    by : words that name the group of a row
    """

    table: str
    columns: tuple[str, ...]
    by: Callable[[Row], str]

    def sums(self, _tables: Tables) -> list[Sum]:
        """Nothing: that two cells show one number does not make them one count."""
        return []

    def repeated(self, tables: Tables) -> list[tuple[Key, Key]]:
        """Give the pairs of cells of a group and a column that show one number."""
        return [
            pair
            for column in self.columns
            for keys in Pick(self.table, (column,), self.by).groups(tables).values()
            for pair in combinations(keys, 2)
        ]


#: What tells the sums of a report.
Display: TypeAlias = "DisplayPair | Flow | Listed | OneNumber | Echo"


def by_columns(*names: str) -> Callable[[Row], str]:
    """Group rows by what some columns hold."""
    return lambda row: "|".join(row.get(name, "") for name in names)


def only(value: Callable[[Row], str], **fixed: str) -> Callable[[Row], str]:
    """Group rows, but only those with fixed words."""
    return lambda row: value(row) if all(row.get(k) == v for k, v in fixed.items()) else ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A table of steps: its first row is the sum of the others, up to the next whole.

    Attributes
    ----------
    table : name
    by : column that tells the flows apart; empty if there is one
    step : column of the step's name
    cohort : names of steps that are wholes though they do not stand first
    """

    table: str
    by: str
    step: str = "langkah"
    cohort: str = "Kohort"

    def flows(self, tables: Tables) -> list[list[Key]]:
        """Cells of each flow, from a whole to the last of its parts."""
        rows = tables.rows.get(self.table, ())
        parts: dict[str, list[Key]] = defaultdict(list)
        for place, row in enumerate(rows):
            parts[row.get(self.by, "")].append((self.table, place, "orang"))
        found = []
        for keys in parts.values():
            starts = [n for n, key in enumerate(keys) if self._is_whole(rows[key[1]], n)]
            ends = [*starts[1:], len(keys) - 1]
            found += [keys[a : b + 1] for a, b in zip(starts, ends, strict=True) if b > a]
        return found

    def _is_whole(self, row: Row, place: int) -> bool:
        return place == 0 or row.get(self.step) == self.cohort

    def sums(self, tables: Tables) -> list[Sum]:
        """Give each whole and its parts."""
        return [Sum((keys[0],), tuple(keys[1:])) for keys in self.flows(tables)]


def derived_wholes(displays: Iterable[Display], tables: Tables) -> set[Key]:
    """Wholes that were added up from what is shown of their parts, so that they tell nothing.

    Where another table shows the same count, it shows the same sum. The cohort is one number: if all its
    flows show one and add up to it, the largest part of each may be what the others leave of it, and
    tells nothing either; if they do not add up, it was rounded by itself, and is taken at its word.
    """
    pairs = [one for one in displays if isinstance(one, DisplayPair) and not one.at_least]
    flows = [keys for one in displays if isinstance(one, Flow) for keys in one.flows(tables)]
    derived = {keys[0] for keys in flows if _is_sum(keys, tables)}
    cohorts = [keys for keys in flows if _is_cohort(keys[0], tables)]
    if len({tables.text(keys[0]) for keys in cohorts}) == 1:
        if all(keys[0] in derived for keys in cohorts):
            derived |= {max(keys[1:], key=lambda key: _size(key, tables)) for keys in cohorts}
        else:
            derived -= {keys[0] for keys in cohorts}
    repeated = [pair for one in displays if isinstance(one, Echo) for pair in one.repeated(tables)]
    for pair in pairs:
        sums = pair.sums(tables)
        added = [one for one in sums if len(one.whole) == 1 and len(one.parts) > 1]
        repeated += [
            (one.whole[0], one.parts[0]) for one in sums if len(one.whole) == len(one.parts) == 1
        ]
        if added and all(_adds_up((*one.whole, *one.parts), tables) for one in added):
            derived |= {one.whole[0] for one in added}
    return _with_repeated(derived, repeated, tables)


def _with_repeated(
    derived: set[Key], repeated: Sequence[tuple[Key, Key]], tables: Tables
) -> set[Key]:
    """Add the cells that repeat a derived sum, and those that repeat these."""
    while True:
        more = {
            other
            for pair in repeated
            for key, other in (pair, pair[::-1])
            if key in derived and other not in derived and tables.text(key) == tables.text(other)
        }
        if not more:
            return derived
        derived = derived | more


def _is_sum(keys: Sequence[Key], tables: Tables) -> bool:
    return tables.text(keys[0]) not in ("", HIDDEN) and _adds_up(keys, tables)


def _size(key: Key, tables: Tables) -> float:
    text = tables.text(key)
    return 0.0 if text == "" else shown_count(text)


def _is_cohort(key: Key, tables: Tables) -> bool:
    return tables.rows[key[0]][key[1]].get("langkah") == "Kohort"


def _adds_up(keys: Sequence[Key], tables: Tables) -> bool:
    """Whether a whole is the sum of what is shown of its parts, or that to the nearest 5.

    A hidden whole tells that the true sum is small, as a sum of shown parts does where it is.
    """
    whole, *parts = (tables.text(key) for key in keys)
    if "" in (whole, *parts):
        return whole == ""
    exact = sum(shown_count(part) for part in parts)
    return whole == HIDDEN or number(whole) in (exact, (exact + STEP // 2) // STEP * STEP)


def sums_of(displays: Iterable[Display], tables: Tables) -> list[Sum]:
    """Give every sum that a report's tables allow."""
    return [one for display in displays for one in display.sums(tables)]
