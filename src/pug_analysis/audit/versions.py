"""What a reader learns who holds two versions of one edition: what the difference of them tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pug_analysis.audit.published import (
    EXACT,
    HIDDEN_TO,
    UnreadableReportError,
    is_released,
    read_ledger,
    read_table,
)

Rows = Sequence[Mapping[str, str]]

_NUMBER: Final = re.compile(r"-?\d+(?:,\d+)?")


def find_moved(folder: Path, earlier: Path, *, same_edition: bool = True) -> list[str]:
    """List the tables that both reports hold and that do not say the same.

    Parameters
    ----------
    folder, earlier : staged report, and one that was published: ``tabel/*.csv`` and the ledger
    same_edition : any difference counts; of another edition, which may leave out more, only counts
        of people that both show

    Raises
    ------
    UnreadableReportError
        if a table is missing or damaged.
    """
    return [
        name
        for name, new, old, entry in _common(folder, earlier)
        if (
            new != old
            if same_edition
            else any(a != b for a, b in _pairs(new, old, entry, both=True))
        )
    ]


def find_told(folder: Path, earlier: Path) -> list[str]:
    """List the tables of which two versions tell together what none of them tells alone.

    That is where an exact count moved by as few people as a hidden count stands for, and where a
    protected count was rounded in another way, so that both roundings narrow each other.

    Raises
    ------
    UnreadableReportError
        if a table is missing or damaged.
    """
    return [
        name
        for name, new, old, entry in _common(folder, earlier)
        if new != old and (_moved_by_few(new, old, entry) or _rounded_otherwise(old, entry))
    ]


def _common(folder: Path, earlier: Path) -> Iterator[tuple[str, Rows, Rows, Mapping[str, Any]]]:
    mine, theirs = read_ledger(folder)["tabel"], read_ledger(earlier)["tabel"]
    for name in sorted(mine.keys() & theirs.keys()):
        entry = theirs[name]
        if entry is not None:
            yield name, _read(folder, name), _read(earlier, name), entry


def _read(folder: Path, name: str) -> Rows:
    try:
        return read_table(folder, name)
    except (OSError, ValueError):
        raise UnreadableReportError(folder) from None


def _moved_by_few(new: Rows, old: Rows, entry: Mapping[str, Any]) -> bool:
    exact = set(entry["orang"] if entry["aturan"] == EXACT else entry["tepat"])
    moves = (
        abs(_count(a) - _count(b))
        for a, b in _pairs(new, old, {**entry, "orang": sorted(exact)})
        if a != b
    )
    return any(0 < move <= HIDDEN_TO for move in moves)


def _rounded_otherwise(old: Rows, entry: Mapping[str, Any]) -> bool:
    if entry["aturan"] == EXACT:
        return False
    protected = [name for name in entry["orang"] if name not in entry["tepat"]]
    return any(not is_released(row.get(name, "")) for row in old for name in protected)


def _pairs(
    new: Rows, old: Rows, entry: Mapping[str, Any], *, both: bool = False
) -> Iterable[tuple[str, str]]:
    """Pair the counts of two tables by what their rows are called; "" where one has no such row.

    Parameters
    ----------
    both : only counts that both show
    """
    keys = _keys([*new, *old], entry)
    mine, theirs = _by_key(new, keys), _by_key(old, keys)
    for key in mine.keys() | theirs.keys():
        one, other = mine.get(key, {}), theirs.get(key, {})
        for column in entry["orang"]:
            pair = one.get(column, ""), other.get(column, "")
            if not both or all(pair):
                yield pair


def _keys(rows: Rows, entry: Mapping[str, Any]) -> list[str]:
    """Columns that name a row: those without a number, in front of the first count."""
    columns = list(rows[0]) if rows else []
    counts = [place for place, name in enumerate(columns) if name in entry["orang"]]
    front = columns[: min(counts, default=0)]
    return [n for n in front if not all(_NUMBER.fullmatch(row.get(n) or "0") for row in rows)]


def _by_key(rows: Rows, keys: Sequence[str]) -> dict[tuple[object, ...], Mapping[str, str]]:
    """Rows by name; rows of one name are told apart by their order."""
    found: dict[tuple[object, ...], Mapping[str, str]] = {}
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.get(name, "") for name in keys)
        seen[key] = seen.get(key, 0) + 1
        found[*key, seen[key]] = row
    return found


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else 0
