"""Find the header row of a sheet and map its columns to the fields of a layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from difflib import get_close_matches
from typing import Final

from pug_analysis.config import Config
from pug_analysis.errors import UsageError
from pug_analysis.ingest.layouts.known import (
    DATA_ASN,
    DATA_ASN_LAMA,
    DATA_ASN_RINGKAS,
    LAYOUTS,
    Layout,
    header_key,
)
from pug_analysis.ingest.values.cells import mend_mojibake, shape
from pug_analysis.ingest.values.name_or_office import names_people, read_sign

#: The header is looked for in the first rows only.
HEAD_ROWS: Final = 30
#: Rows of the tallest header: groups of groups of columns.
MAX_HEIGHT: Final = 4
_DIGITS: Final = 9

#: Headers that mean nothing alone and everything twice: one cannot tell which is which.
_AMBIGUOUS: Final = ("TMT", "NIP")

#: Header key -> (field, rank); a lower rank wins when two columns claim one field.
Lookup = dict[str, dict[str, tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Match:
    """A recognised header: layout, its first row and height (0-based), and the columns.

    ``others`` are further columns of a field under other names, best first: they fill what the
    column itself lacks (TMT PPPK beside TMT CPNS).
    """

    layout: Layout
    label: str
    row: int
    height: int
    columns: dict[str, int]
    headers: dict[str, str]
    keys: frozenset[str]
    missing: tuple[str, ...]
    duplicated: tuple[str, ...]
    extra: tuple[str, ...]
    others: dict[str, tuple[int, ...]] = dataclass_field(default_factory=dict)


def build_lookup(config: Config) -> Lookup:
    """Return header keys of every layout, the workspace's own names first.

    Raises
    ------
    UsageError
        if ``data.kolom`` names a layout or an official header that does not exist, gives two
        official headers one column of the files, or takes a column of names for something else.
    """
    lookup: Lookup = {}
    for table, layout in LAYOUTS.items():
        names = lookup[table] = {}
        for field in layout.fields:
            for rank, header in enumerate((field.official, *field.aliases), 1):
                names.setdefault(header_key(header), (field.name, rank))
    for table, mapping in config.data.kolom.items():
        if table not in LAYOUTS:
            raise UsageError(
                f"pug.toml: data.kolom harus salah satu dari {', '.join(LAYOUTS)},"
                f" tetapi tertulis {table!r}{_like(table, LAYOUTS)}."
            )
        official = {header_key(f.official): f.name for f in LAYOUTS[table].fields}
        taken = Counter(header_key(header) for header in mapping.values())
        if twice := [header for header in mapping.values() if taken[header_key(header)] > 1]:
            raise UsageError(
                f"pug.toml: data.kolom.{table} memetakan satu kolom berkas dua kali: {twice[0]!r}."
            )
        for wanted, header in mapping.items():
            if header_key(wanted) not in official:
                names_of = [f.official for f in LAYOUTS[table].fields]
                allowed = ", ".join(names_of)
                raise UsageError(
                    f"pug.toml: data.kolom.{table} tidak mengenal"
                    f" {wanted!r}{_like(wanted, names_of)}; yang dikenal: {allowed}."
                )
            name = official[header_key(wanted)]
            if names_people(header_key(header)) and LAYOUTS[table].kinds[name] != "name":
                raise UsageError(
                    f"pug.toml: data.kolom.{table} memetakan kolom nama orang {header!r} ke"
                    f" {wanted!r}; isinya akan terbit. Sebutkan kolom yang berisi {wanted}."
                )
            lookup[table][header_key(header)] = (name, 0)
    return lookup


def _like(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f" (mungkin {near[0]!r})" if near else ""


def find_header(head: list[list[str]], lookup: Lookup) -> Match | None:
    """Return the best header among the first rows of a sheet, or None.

    A header may be one row, or several of merged cells (groups above, the column below). A layout
    is recognised when at least half of its required groups, and two columns, are there. The header
    with the most mapped columns wins, then the shorter and the upper one. Once a header is
    complete, only the next row may still beat it.

    Parameters
    ----------
    head : the first rows of the sheet, every cell as text
    lookup : from :func:`build_lookup`
    """
    best: tuple[int, int, int] | None = None
    found: Match | None = None
    for row in range(min(len(head), HEAD_ROWS)):
        if found and not found.missing and row > found.row + 1:
            break
        for height in range(1, min(MAX_HEIGHT, len(head) - row) + 1):
            if height > 1 and any(map(_is_number, head[row + height - 1])):
                break
            names = _names(head[row : row + height])
            for table, known in lookup.items():
                match = _match(LAYOUTS[table], names, known, row, height)
                if match is None:
                    continue
                rank = (len(match.columns), -height, -row)
                if best is None or rank > best:
                    best, found = rank, match
    return found


def describe_missing(match: Match) -> str:
    """Say which required columns are missing and which unused headers resemble them."""
    parts = []
    for header in match.missing:
        near = get_close_matches(header_key(header), [header_key(e) for e in match.extra], n=2)
        like = [shape_of_header(e) for e in match.extra if header_key(e) in near]
        parts.append(header + (f" (mirip: {', '.join(like)})" if like else ""))
    unused = ", ".join(shape_of_header(e) for e in match.extra[:20]) or "tidak ada"
    return f"tidak ada kolom {', '.join(parts)}; kolom lain di berkas: {unused}"


def shape_of_header(text: str) -> str:
    """Return a header fit to be shown: one that holds long numbers or a person, by its shape."""
    flat = " ".join(text.split())[:60]
    personal = sum(c.isdigit() for c in flat) > 4 or "@" in flat or read_sign(flat) == "kuat"
    return shape(flat) if personal else flat


def _is_number(text: str) -> bool:
    """Whether a cell is a NIP or the like, as no lower row of a header has."""
    return len(text) >= _DIGITS and sum(map(str.isdigit, text)) >= _DIGITS


@dataclass(frozen=True, slots=True)
class _Name:
    """How a column may be called: keys, the fullest first, the key of each of its cells, a label."""

    keys: tuple[str, ...]
    cells: tuple[str, ...]
    label: str


def _names(rows: list[list[str]]) -> list[_Name]:
    """Return the names of the columns of a header of some rows.

    A cell of an upper row names the columns to its right as well, until the next cell of its row or
    of one above it. A column is called by its lowest cell, with or without the groups over it.
    """
    width = max(len(r) for r in rows)
    texts = [[mend_mojibake(t) for t in [*r, *[""] * (width - len(r))]] for r in rows]
    names, groups = [], [""] * len(rows)
    for cells in zip(*texts, strict=True):
        filled = [level for level, text in enumerate(cells) if text.strip()]
        if filled:
            groups[filled[0] :] = cells[filled[0] :]
        lowest = filled[-1] if filled else 0
        label = cells[lowest]
        above = [g for g in groups[:lowest] if g.strip()]
        keys = [" ".join([*above[i:], label]) for i in range(len(above) + 1)]
        if len(above) > 1:
            keys.insert(-1, f"{above[0]} {label}")
        own = tuple(header_key(cells[level]) for level in filled)
        names.append(_Name(tuple(map(header_key, keys)), own, label))
    return names


def _match(
    layout: Layout,
    names: list[_Name],
    known: dict[str, tuple[str, int]],
    row: int,
    height: int,
) -> Match | None:
    claims: dict[str, list[tuple[int, int]]] = {}
    used: set[int] = set()
    for column, name in enumerate(names):
        hit = next((known[key] for key in name.keys if key in known), None)
        if hit:
            claims.setdefault(hit[0], []).append((hit[1], column))
            used.add(column)
    if layout.own and not claims.keys() & set(layout.own):
        return None
    present = sum(any(f in claims for f in group) for group in layout.required)
    if present < 2 or 2 * present < len(layout.required):
        return None
    best = {field: min(options) for field, options in claims.items()}
    twice = [
        field
        for field, options in claims.items()
        if field != "nama" and sum(rank == best[field][0] for rank, _ in options) > 1
    ]
    counts = Counter(name.keys[0] for name in names)
    unclear = [key for key in _AMBIGUOUS if counts[key] > 1 and key not in known]
    columns = {field: column for field, (_, column) in best.items()}
    others = {
        field: tuple(column for _, column in sorted(options)[1:])
        for field, options in claims.items()
        if len(options) > 1
    }
    taken = {*columns.values(), *(c for more in others.values() for c in more)}
    return Match(
        layout=layout,
        label=_label(layout, columns, counts),
        row=row,
        height=height,
        columns=columns,
        headers={field: " ".join(names[c].label.split()) for field, c in columns.items()},
        keys=frozenset(k for name in names for k in (*name.keys, *name.cells) if k),
        missing=tuple(
            " atau ".join(layout.official(f) for f in group)
            for group in layout.required
            if not any(f in claims for f in group)
        ),
        duplicated=tuple(sorted({layout.official(f) for f in twice} | set(unclear))),
        extra=tuple(
            " ".join(name.label.split())
            for c, name in enumerate(names)
            if c not in taken and name.label.strip()
        ),
        others=others,
    )


def _label(layout: Layout, columns: dict[str, int], keys: Counter[str]) -> str:
    if layout.table != "pegawai":
        return layout.label
    if not {"eselon_id", "eselon_nama"} & columns.keys():
        return DATA_ASN_LAMA
    return DATA_ASN if "PNSID" in keys else DATA_ASN_RINGKAS
