"""Find the header row of a sheet and map its columns to the fields of a layout."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from difflib import get_close_matches
from typing import Final

from pug_analysis.config import Config
from pug_analysis.errors import UsageError
from pug_analysis.ingest.cells import shape
from pug_analysis.ingest.layouts import (
    DATA_ASN,
    DATA_ASN_LAMA,
    DATA_ASN_RINGKAS,
    LAYOUTS,
    Layout,
    header_key,
)

#: The header is looked for in the first rows only.
HEAD_ROWS: Final = 30

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
        if ``data.kolom`` names a layout or an official header that does not exist.
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
                f" tetapi tertulis {table!r}."
            )
        official = {header_key(f.official): f.name for f in LAYOUTS[table].fields}
        for wanted, header in mapping.items():
            if header_key(wanted) not in official:
                allowed = ", ".join(f.official for f in LAYOUTS[table].fields)
                raise UsageError(
                    f"pug.toml: data.kolom.{table} tidak mengenal {wanted!r};"
                    f" yang dikenal: {allowed}."
                )
            lookup[table][header_key(header)] = (official[header_key(wanted)], 0)
    return lookup


def find_header(head: list[list[str]], lookup: Lookup) -> Match | None:
    """Return the best header among the first rows of a sheet, or None.

    A header may be one row, or two rows of merged cells (a group above, the column below). A
    layout is recognised when at least half of its required groups, and two columns, are there.
    The header with the most mapped columns wins, then the shorter and the upper one. Once a
    header is complete, only the next row may still beat it.

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
        for height in (1, 2):
            if row + height > len(head):
                continue
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
    """Return a header fit to be shown: one that holds long numbers is shown by its shape."""
    flat = " ".join(text.split())[:60]
    return shape(flat) if sum(c.isdigit() for c in flat) > 4 or "@" in flat else flat


def _names(rows: list[list[str]]) -> list[tuple[str, str, str]]:
    """Return per column (group and column, column, label) of a one- or two-row header."""
    if len(rows) == 1:
        return [(header_key(c), header_key(c), c) for c in rows[0]]
    width = max(len(r) for r in rows)
    upper, lower = ([*r, *[""] * (width - len(r))] for r in rows)
    names, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        if not below.strip():
            names.append((header_key(above), header_key(above), above))
        else:
            names.append((header_key(f"{group} {below}"), header_key(below), below))
    return names


def _match(
    layout: Layout,
    names: list[tuple[str, str, str]],
    known: dict[str, tuple[str, int]],
    row: int,
    height: int,
) -> Match | None:
    claims: dict[str, list[tuple[int, int]]] = {}
    used: set[int] = set()
    for column, (full, short, _) in enumerate(names):
        hit = known.get(full) or known.get(short)
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
    counts = Counter(full for full, _, _ in names)
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
        headers={field: " ".join(names[c][2].split()) for field, c in columns.items()},
        keys=frozenset(k for full, short, _ in names for k in (full, short) if k),
        missing=tuple(
            " atau ".join(layout.official(f) for f in group)
            for group in layout.required
            if not any(f in claims for f in group)
        ),
        duplicated=tuple(sorted({layout.official(f) for f in twice} | set(unclear))),
        extra=tuple(
            " ".join(label.split())
            for c, (_, _, label) in enumerate(names)
            if c not in taken and label.strip()
        ),
        others=others,
    )


def _label(layout: Layout, columns: dict[str, int], keys: Counter[str]) -> str:
    if layout.table != "pegawai":
        return layout.label
    if not {"eselon_id", "eselon_nama"} & columns.keys():
        return DATA_ASN_LAMA
    return DATA_ASN if "PNSID" in keys else DATA_ASN_RINGKAS
