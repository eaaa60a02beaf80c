"""A table of numbers becomes a released table: formatted once, escaped, with its rows beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pug_analysis.release import disclosure, small_counts
from pug_analysis.release.disclosure_public import hide_ends
from pug_analysis.release.display import Released, template
from pug_analysis.release.ledger import Release, ledger_entry
from pug_analysis.release.numbers import (
    NOL,
    TIDAK_TERSEDIA,
    bilangan,
    desimal,
    kelas_p,
    nilai_p,
    persen,
)
from pug_analysis.release.teks import Kind, say

#: Decimals that a page shows; a protected table holds no more of them in its files either.
_SHOWN_DIGITS = {"share": 3, "points": 3, "number": 2}


@dataclass(frozen=True, slots=True)
class Column:
    """A column to show: its name in the table of numbers, its Indonesian label, how it is written."""

    name: str
    label: str
    kind: Kind


def release_table(
    frame: pd.DataFrame,
    *,
    name: str,
    title: str,
    columns: Sequence[Column],
    terms: Release | None = None,
    notes: Sequence[str] = (),
    row_header: int = 0,
    file_only: bool = False,
    on_page: pd.Series | None = None,
) -> Released:
    """Make a released table.

    Parameters
    ----------
    frame : table of numbers, one row per line, in printed order
    name : stable name: ``tabel/<name>.csv`` and the sheet of the workbook
    title : caption
    columns : columns to show and to release; others stay inside
    terms : tier, edition, and what the counts count; counts are protected here if they must be
    notes : lines under the table
    row_header : place of the column that names the line
    file_only : a long table: the page names its file, CSV and workbook hold it
    on_page : which rows the page shows, where a table is long; CSV and workbook hold all

    Raises
    ------
    KeyError
        if a column is not in the table.
    """
    kept = frame[[c.name for c in columns]]
    if terms is not None and terms.protects:
        kept = _protect(kept, columns, terms)
    elif terms is not None and terms.public:
        sizes = {name: size for name, size in terms.public.items() if size}
        hidden = hide_ends(frame, sizes, where=_public_rows(kept, terms), edition=terms.edition)
        kept = hidden[[c.name for c in columns]]
    meaning, note = _sign(columns, terms)
    notes = (*notes, *note)
    shown = kept if on_page is None else kept.loc[on_page.to_numpy()]
    if on_page is not None:
        notes = (*notes, say("tabel_lengkap", jumlah=bilangan(len(kept)), nama=name))
    texts = [[_format(value, c.kind) for value in shown[c.name]] for c in columns]
    first = shown.iloc[:, 0].astype(str)
    rows = [
        {
            "cells": cells,
            "repeat": row_header > 0 and repeat,
            "first": row_header > 0 and not repeat,
        }
        for cells, repeat in zip(zip(*texts, strict=True), first.eq(first.shift()), strict=True)
    ]
    html = template("table.html.j2").render(
        name=name, title=title, columns=columns, rows=rows, notes=notes, row_header=row_header,
        masked=meaning,
    )  # fmt: skip
    if file_only:
        html = template("file.html.j2").render(name=name, title=title, n_rows=bilangan(len(frame)))
    payload: dict[str, Any] = {
        "kind": "table",
        "name": name,
        "title": title,
        "columns": [
            {"name": c.name, "label": c.label, "kind": _stored_kind(c.kind, kept[c.name])}
            for c in columns
        ],
        "rows": [[_plain(v, c.kind) for v, c in zip(row, columns, strict=True)]
                 for row in kept.itertuples(index=False)],
        "notes": list(notes),
    }  # fmt: skip
    if terms is not None:
        payload["rilis"] = ledger_entry(terms, counts=_people(columns))
    return Released(html, payload)


def _sign(columns: Sequence[Column], terms: Release | None) -> tuple[str, tuple[str, ...]]:
    """What ``*`` means in a table, and the note that says it, where there can be one."""
    if terms is None or not disclosure.is_protected(terms.edition) or not _people(columns):
        return _meaning("sedikit"), ()
    if not terms.protects and not terms.public:
        return _meaning("sedikit"), ()
    among_public = "pejabat" if terms.protects else "ujung"
    case = among_public if terms.public else "sedikit"
    meaning = _meaning(case)
    note = say(
        "tanda_catatan",
        case,
        tanda=small_counts.MASKED,
        arti=meaning,
        terkecil=str(small_counts.SMALLEST),
        kelipatan=str(small_counts.STEP),
    )
    return meaning, (note,)


def _meaning(case: str) -> str:
    return say("tanda_arti", case, terbanyak=str(small_counts.SMALLEST - 1))


def _public_rows(kept: pd.DataFrame, terms: Release) -> pd.Series:
    rows = pd.Series(True, index=kept.index)
    for name, values in terms.public_rows.items():
        rows &= kept[name].isin(list(values))
    return rows


def _people(columns: Sequence[Column]) -> list[str]:
    return [c.name for c in columns if c.kind == "count"]


def _protect(kept: pd.DataFrame, columns: Sequence[Column], terms: Release) -> pd.DataFrame:
    """Hide and round counts of people; leave no more decimals in the files than on the page."""
    counts = [name for name in _people(columns) if name not in terms.exact_columns]
    rows = _public_rows(kept, terms)
    for name, size in terms.public.items():
        group = kept[size].astype(object) if size in kept else pd.Series(pd.NA, index=kept.index)
        nobody = kept[name].eq(0).fillna(value=False) & group.ne(0).fillna(value=True) & rows
        kept = kept.assign(**{name: kept[name].astype(object).mask(nobody, small_counts.MASKED)})
    kept = disclosure.mask_counts(kept, counts, edition=terms.edition)
    for column in columns:
        if column.kind in _SHOWN_DIGITS:
            values = kept[column.name].astype(float).round(_SHOWN_DIGITS[column.kind])
            kept = kept.assign(**{column.name: values})
        elif column.kind == "p":
            values = kept[column.name].astype(float)
            if terms.recomputed:
                kept = kept.assign(**{column.name: values.map(disclosure.significant)})
            else:
                words = values.astype(object).map(kelas_p, na_action="ignore")
                kept = kept.assign(**{column.name: words})
    return kept


def _format(value: Any, kind: Kind) -> str:
    if kind == "text":
        return "" if pd.isna(value) else str(value)
    if isinstance(value, str) and (value == small_counts.MASKED or kind == "p"):
        return value
    if pd.isna(value):
        return TIDAK_TERSEDIA
    number = float(value)
    if kind in ("count", "whole"):
        return bilangan(number) if number else NOL
    if kind == "share":
        return persen(number)
    if kind == "points":
        return desimal(100 * number)
    return nilai_p(number) if kind == "p" else desimal(number, digits=2)


def _stored_kind(kind: Kind, values: pd.Series) -> str:
    if kind == "p" and values.map(type).eq(str).any():
        return "text"
    return {"points": "share", "p": "number", "whole": "count"}.get(kind, kind)


def _plain(value: Any, kind: Kind) -> object:
    if pd.isna(value):
        return "" if kind == "text" else None
    if kind == "text" or (isinstance(value, str) and (value == small_counts.MASKED or kind == "p")):
        return str(value)
    return int(value) if kind in ("count", "whole") else float(value)
