"""Numbers quoted from released tables, each with the place that it was taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

import pandas as pd

ReleasedTables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Kutipan:
    """A number as released: what it is, its value, and where it stands."""

    arti: str
    nilai: float
    tabel: str
    baris: str
    kolom: str


def quote(tables: ReleasedTables, name: str, column: str, meaning: str, **row: str) -> Kutipan:
    """Take one number from a released table.

    Parameters
    ----------
    tables : of :func:`pug_analysis.release.terbitan.read_released`
    name, column : of the table and its column
    meaning : what the number is, for the table of quoted numbers
    row : values of text columns that name the row

    Raises
    ------
    KeyError
        if not exactly one row has these values.
    """
    frame = tables[name]
    chosen = frame.loc[(frame[list(row)].astype(str) == pd.Series(row)).all(axis=1), column]
    if len(chosen) != 1:
        raise KeyError(f"{name}: {len(chosen)} rows of {row}")
    value = chosen.iloc[0]
    shown = float("nan") if pd.isna(value) or isinstance(value, str) else float(value)
    key = "; ".join(f"{k}={v}" for k, v in row.items())
    return Kutipan(meaning, shown, name, key, column)


def released_p(frame: pd.DataFrame, column: str) -> pd.Series:
    """P-values of a column; missing where an edition gives a class of them, or none at all."""
    if column not in frame:
        return pd.Series(float("nan"), index=frame.index)
    return pd.to_numeric(frame[column], errors="coerce").astype(float)


def is_told(*quoted: Kutipan) -> bool:
    """Whether the edition tells all of some numbers."""
    return not any(isnan(one.nilai) for one in quoted)


def has_rows(tables: ReleasedTables, name: str) -> bool:
    """Whether the report has a table with something in it."""
    return name in tables and not tables[name].empty
