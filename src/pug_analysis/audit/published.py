"""What a reader of a published folder knows of each count: an interval and whom it counts."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

#: Where a report keeps its release ledger: a block of its manifest.
MANIFEST, LEDGER = "manifest.json", "buku_rilis"
HIDDEN: Final = "*"
#: What the notes of the tables say: hidden counts lie here, others are the nearest multiple of 5.
HIDDEN_FROM, HIDDEN_TO, STEP = 1, 7, 5
#: What a hidden count adds to a sum of shown ones.
HIDDEN_AS: Final = 4
EXACT: Final = "tepat"
#: No count by these may be exact but of holders of public posts, whatever the table says of itself.
_BELOW_REGENCY: Final = frozenset(["perangkat_daerah", "unit_kerja"])

CellKey = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One published count.

    ``cell`` are the dimensions that it fixes; it lies between ``low`` and ``high``; ``secret`` tells
    that it was protected; ``complete`` are the dimensions of which its table lists every category.
    """

    table: str
    population: str
    cell: CellKey
    low: float
    high: float
    secret: bool
    complete: tuple[str, ...]


class UnreadableReportError(ValueError):
    """A published report is damaged, or was changed by hand: what its readers hold is not known."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the report in {folder.name} cannot be read")
        self.folder = folder


def read_ledger(folder: Path) -> dict[str, Any]:
    """Read the ledger of a report; empty if the folder has none.

    Returns
    -------
    dict with ``keadaan`` (day), ``edisi`` and ``tabel``: name to entry, or None if a table has none.

    Raises
    ------
    UnreadableReportError
        if the manifest is damaged.
    """
    path, empty = folder / MANIFEST, {"keadaan": "", "edisi": "", "tabel": {}}
    if not path.exists():
        return empty
    try:
        return json.loads(path.read_text(encoding="utf-8")).get(LEDGER, empty)
    except (OSError, ValueError, AttributeError):
        raise UnreadableReportError(folder) from None


def read_table(folder: Path, name: str) -> list[dict[str, str]]:
    """Read the rows of a published CSV as text."""
    text = (folder / "tabel" / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def find_breaches(folder: Path, ledger: Mapping[str, Any]) -> list[str]:
    """List tables that break the rules on their face, before anything is computed.

    Returns
    -------
    Problems in Indonesian; they name tables and columns, never a value.
    """
    problems = []
    for name, entry in sorted(ledger["tabel"].items()):
        if entry is None:
            problems.append(f"{name}: tanpa tingkat pengungkapan")
            continue
        if _tells_of_everyone(folder, name, entry):
            problems.append(f"{name}: memuat nol atau semua dari pejabat yang dikenal namanya")
        exact = entry["aturan"] == EXACT
        if exact and entry["tingkat"] in ("C", "D"):
            problems.append(f"{name}: tingkat {entry['tingkat']} tidak boleh memuat jumlah tepat")
        dimensions = _dimensions(entry)
        public = entry["tingkat"] == "A"
        if _BELOW_REGENCY & dimensions and not public and (exact or entry["tepat"]):
            problems.append(f"{name}: jumlah tepat di bawah kabupaten")
        if exact:
            continue
        rows = read_table(folder, name)
        for column in entry["orang"]:
            if column not in entry["tepat"] and any(not is_released(r[column]) for r in rows):
                problems.append(f"{name}: kolom {column} memuat jumlah yang tidak dilindungi")
    return problems


def find_relaxed(folder: Path, published: Path) -> list[str]:
    """List tables that were published protected and would now be published exactly.

    Parameters
    ----------
    folder : staged report
    published : the report whose place it takes; nothing is relaxed if there is none
    """
    new, old = (read_ledger(place)["tabel"] for place in (folder, published))
    return [
        f"{name}: sudah diterbitkan terlindung, tidak boleh menjadi tepat"
        for name, entry in sorted(new.items())
        if entry and entry["aturan"] == EXACT and (old.get(name) or entry)["aturan"] != EXACT
    ]


def read_facts(folder: Path, ledger: Mapping[str, Any]) -> list[Fact]:
    """Read every published count of which the ledger tells whom it counts.

    Raises
    ------
    UnreadableReportError
        if a table is missing, damaged, or other than the ledger says.
    """
    try:
        return list(_read_facts(folder, ledger))
    except (OSError, ValueError, KeyError, TypeError):
        raise UnreadableReportError(folder) from None


def _read_facts(folder: Path, ledger: Mapping[str, Any]) -> Iterable[Fact]:
    for name, entry in sorted(ledger["tabel"].items()):
        if entry is None or "populasi" not in entry:
            continue
        for row in read_table(folder, name):
            if _is_among(row, entry["saring"]):
                yield from _facts_of_row(name, row, entry, keadaan=ledger["keadaan"])


def _facts_of_row(
    name: str, row: Mapping[str, str], entry: Mapping[str, Any], *, keadaan: str
) -> Iterable[Fact]:
    base = {
        dimension: row[column]
        for dimension, column in entry["baris"].items()
        if row[column] != entry["semua"] or not entry["semua"]
    }
    for column, fixed in entry["kolom"].items():
        exact = entry["aturan"] == EXACT or column in entry["tepat"]
        text = row[column]
        low, high = count_of(row, entry, column)
        yield Fact(
            table=name,
            population=f"{entry['populasi']}, {keadaan}",
            cell=tuple(sorted({**base, **fixed}.items())),
            low=low,
            high=high,
            secret=text not in ("", "0") and (not exact or text == HIDDEN),
            complete=tuple(entry["lengkap"]),
        )


def count_of(row: Mapping[str, str], entry: Mapping[str, Any], column: str) -> tuple[float, float]:
    """Give the ends of a count, from what is shown of it and of its parts.

    Parameters
    ----------
    row : of a published table
    entry : of the table in the release ledger
    column : of counts
    """
    exact = entry["aturan"] == EXACT or column in entry["tepat"]
    text, public = row[column], _is_public(row, entry, column)
    if column in entry["turunan"] and not exact:
        if column not in entry.get("kolom", {}) and "total" not in column:
            # a sum of what another table shows
            return _of_shown(text)
        return _derived(text, _parts(row, entry, column), public=public)
    if exact and public and text == HIDDEN:
        return 0, _size(row, entry, column)
    return _interval(text, exact=exact, public=public)


def _parts(row: Mapping[str, str], entry: Mapping[str, Any], column: str) -> list[str]:
    """The counts of the same row that fix exactly one dimension more, or are named after it."""
    if column not in entry.get("kolom", {}):
        named = [column.replace("total", sex) for sex in ("pria", "wanita")]
        return [row.get(other, "") for other in named]
    fixed = entry["kolom"][column]
    return [
        row[other]
        for other, more in entry["kolom"].items()
        if len(more) == len(fixed) + 1 and fixed.items() <= more.items()
    ]


def _derived(text: str, parts: Sequence[str], *, public: bool) -> tuple[float, float]:
    """Give what a sum of released counts tells besides them: whether the true sum is hidden."""
    if text in ("", HIDDEN) or "" in parts:
        return _interval(text, exact=False, public=public)
    known = sum(int(part) for part in parts if part != HIDDEN)
    hidden = sum(part == HIDDEN for part in parts)
    if int(text) != (known + HIDDEN_AS * hidden + STEP // 2) // STEP * STEP:
        return _interval(text, exact=False, public=public)
    return (HIDDEN_TO + 1 if text != "0" else 0, math.inf if text != "0" else 0)


def _of_shown(text: str) -> tuple[float, float]:
    """Give what a sum of shown counts tells where these stand elsewhere: whether there is anybody."""
    return (0, 0) if text == "0" else (0 if text == "" else 1, math.inf)


def _interval(text: str, *, exact: bool, public: bool) -> tuple[float, float]:
    if text == "":
        return 0, math.inf
    if text == HIDDEN:
        return 0 if public else HIDDEN_FROM, HIDDEN_TO
    value = int(text)
    if exact or value == 0:
        return value, value
    return max(value - STEP // 2, HIDDEN_TO + 1), value + STEP // 2


def is_released(text: str) -> bool:
    """Whether a count is shown as protected ones are: not at all, hidden, 0, or a multiple of 5.

    >>> [is_released(text) for text in ("", "*", "0", "10", "5", "12")]
    [True, True, True, True, False, False]
    """
    if text in ("", "0", HIDDEN):
        return True
    return text.isdecimal() and int(text) % STEP == 0 and int(text) > HIDDEN_TO


def _tells_of_everyone(folder: Path, name: str, entry: Mapping[str, Any]) -> bool:
    """Whether a table shows that none, few, nearly all or all of a group of public people have something."""
    columns = entry.get("pejabat", {}).get("kolom", {})
    exact = entry["aturan"] == EXACT
    for row in read_table(folder, name) if columns else ():
        for column in columns:
            text, most = row.get(column, ""), _size(row, entry, column)
            if not _is_public(row, entry, column) or text in ("", HIDDEN) or most == 0:
                continue
            few = int(text) <= HIDDEN_TO if exact else text == "0"
            if few or (exact and most - int(text) <= HIDDEN_TO):
                return True
    return False


def _is_public(row: Mapping[str, str], entry: Mapping[str, Any], column: str) -> bool:
    """Whether a count is of people known by name who have a property that is not public."""
    public = entry.get("pejabat", {"kolom": {}, "baris": {}})
    return column in public["kolom"] and _is_among(row, public["baris"])


def _size(row: Mapping[str, str], entry: Mapping[str, Any], column: str) -> float:
    """Size of the group that a count is of, as far as the table tells it."""
    text = row.get(entry.get("pejabat", {"kolom": {}})["kolom"].get(column, ""), "")
    return float(text) if text.isdecimal() else math.inf


def _is_among(row: Mapping[str, str], wanted: Mapping[str, Any]) -> bool:
    """Whether a row has one of the wanted values in each column."""
    return all(
        row[column] == value if isinstance(value, str) else row[column] in value
        for column, value in wanted.items()
    )


def _dimensions(entry: Mapping[str, Any]) -> set[str]:
    fixed = entry.get("kolom", {}).values()
    return set(entry.get("baris", {})) | {name for columns in fixed for name in columns}
