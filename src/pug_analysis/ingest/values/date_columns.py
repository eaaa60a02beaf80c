"""Date columns of a sheet: what they show together, and their dates as it was decided."""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.values.cells import Coded, note_values
from pug_analysis.ingest.values.date_order import DateCells, count_order, is_day_first
from pug_analysis.ingest.values.dates import Parsed, move, parse_date, swap
from pug_analysis.ingest.values.sheet_evidence import PLAIN_FORMS, DateForm, Decided, Evidence

#: Plain forms of dates that are texts.
_WRITTEN: Final = ("iso", "dmy-", "dmy/")


def count_forms(coded: Coded, parsed: list[Parsed]) -> Counter[DateForm]:
    """Return how many rows of a column are written in each plain form."""
    counts = np.bincount(coded.codes, minlength=len(parsed)).tolist() if len(coded.codes) else []
    forms: Counter[DateForm] = Counter()
    for p, n in zip(parsed, counts, strict=False):
        if p.form in PLAIN_FORMS and n:
            forms[p.form] += int(n)
    return forms


def parse_columns(
    columns: dict[str, Coded], *, year: int, births: frozenset[str] = frozenset(),
    date1904: bool = False,
) -> dict[str, list[Parsed]]:  # fmt: skip
    """Return every distinct cell of date columns as a date.

    Parameters
    ----------
    columns : coded date columns by field
    year : report year
    births : fields that are birth dates
    date1904 : whether serial numbers count from 1904
    """
    return {
        f: [parse_date(v, year=year, birth=f in births, date1904=date1904) for v in c.values]
        for f, c in columns.items()
    }


def weigh_dates(
    columns: dict[str, Coded],
    parsed: dict[str, list[Parsed]],
    *,
    nips: pd.DataFrame | None = None,
    births: frozenset[str] = frozenset(),
) -> Evidence:
    """Return what date columns show of the way in which dates are written.

    Parameters
    ----------
    columns, parsed : date columns, and their distinct cells as dates
    nips : ``lahir, angkat, pppk`` by row, as the NIPs say; None where rows belong to nobody
    births : fields that are birth dates
    """
    first: set[str] = set()
    second: dict[str, frozenset[str]] = {}
    order = {}
    for field, coded in columns.items():
        cells = _cells(coded, parsed[field])
        texts = np.array([p.group[:3] == "dmy" for p in parsed[field]] or [False])
        texts &= np.bincount(coded.codes, minlength=len(texts)) > 0
        _, month, day = cells.parts.T
        if (texts & is_day_first(month, day)).any():
            first.add(field)
        turned = np.flatnonzero(texts & is_day_first(day, month)).tolist()
        if turned:
            second[field] = frozenset(str(coded.values[i]) for i in turned)
        order[field] = count_order(cells, field, nips, birth=field in births)
    forms = {f: count_forms(c, parsed[f]) for f, c in columns.items()}
    return Evidence(
        forms=forms, day_first=frozenset(first), month_first=second,
        order={f: counts for f, counts in order.items() if counts},
    )  # fmt: skip


def _cells(coded: Coded, parsed: list[Parsed]) -> DateCells:
    return DateCells(
        coded.codes,
        np.array([p.date or "NaT" for p in parsed] or ["NaT"], "datetime64[D]"),
        np.array([p.parts or (0, 0, 0) for p in parsed] or [(0, 0, 0)]),
        np.array([p.group for p in parsed] or [""], dtype=object),
        np.array([p.late for p in parsed] or [False]),
    )


def read_dates(
    columns: dict[str, Coded],
    index: pd.Index,
    parsed: dict[str, list[Parsed]],
    *,
    decided: Decided,
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return the date columns of one sheet as dates, and the findings.

    Plain forms other than the column's usual one are mended with a finding, and so are columns in
    which the month comes first and clocks that stand for the next midnight.

    Parameters
    ----------
    columns : coded date columns by field
    index : row addresses
    parsed : their distinct cells as dates
    decided : the usual form of each column
    """
    frame, notes = {}, []
    for field, coded in columns.items():
        usual = decided.forms.get(field)
        read = [_as_decided(p, field, decided) for p in parsed[field]]
        codes = [
            (*p.codes, "TGL-BENTUK") if p.form in _WRITTEN and p.form != usual and p.date
            else p.codes
            for p in read
        ]  # fmt: skip
        values = np.array([p.date or "NaT" for p in read] or ["NaT"], "datetime64[D]")
        frame[field] = pd.Series(values.astype("datetime64[ns]")[coded.codes], index)
        notes.append(note_values(coded, index, field, codes))
    return pd.DataFrame(frame, index=index), notes


def _as_decided(parsed: Parsed, field: str, decided: Decided) -> Parsed:
    if parsed.group and parsed.group in decided.month_first.get(field, ()):
        parsed = swap(parsed)
    return move(parsed, 1, False) if parsed.late and decided.late.get(field) else parsed
