"""Checks of the columns of spells, and their translation into numbers that can be counted."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

#: Rows that are looked at first for which groups there are.
FIRST_ROWS = 1 << 16


def as_names(names: str | Sequence[str]) -> tuple[str, ...]:
    """Give column names as a tuple; one name may stand alone."""
    return (names,) if isinstance(names, str) else tuple(names)


def check_names(
    spells: pd.DataFrame,
    groups: tuple[str, ...],
    others: tuple[str | None, ...],
    reserved: tuple[str, ...],
) -> None:
    """Refuse an empty table, missing or doubled columns, and names that the risk table uses.

    Raises
    ------
    ValueError
        with the names that are wrong.
    """
    wanted = [name for name in (*groups, *others) if name is not None]
    missing = [name for name in wanted if name not in spells.columns]
    if missing:
        raise ValueError(f"spells must have the columns {wanted!r}, but lacked {missing!r}")
    doubled = sorted({str(name) for name in spells.columns[spells.columns.duplicated()]})
    if len(set(groups)) < len(groups) or set(doubled) & set(wanted):
        raise ValueError(f"columns must be named once, but were {[*groups, *doubled]!r}")
    taken = [name for name in groups if name in reserved]
    if taken:
        raise ValueError(f"group columns must not be called {reserved!r}, but were {taken!r}")
    if spells.empty:
        raise ValueError("spells must have at least one row, but was empty")


def whole_months(column: pd.Series) -> np.ndarray:
    """Turn a column of months into int64; whole numbers kept as floats are fine.

    Raises
    ------
    ValueError
        if the column is not numeric, or a month is missing, negative or not whole.
    """
    months = _numbers(column, "whole months")
    if months.dtype.kind == "f" and (months != np.floor(months)).any():
        count = int((months != np.floor(months)).sum())
        raise ValueError(f"{column.name!r} must be whole months, but was not in {count} rows")
    _check_not_negative(months, column.name)
    return months.astype("int64", copy=False)


def frequencies(column: pd.Series) -> np.ndarray:
    """Turn a column of weights into float64.

    Raises
    ------
    ValueError
        if the column is not numeric, or a weight is missing, infinite or negative.
    """
    weights = _numbers(column, "numbers").astype("float64")
    _check_not_negative(weights, column.name)
    return weights


def cause_codes(column: pd.Series) -> tuple[np.ndarray, tuple[str, ...]]:
    """Code the causes: 0 for censored, else 1 + the place of the cause among the sorted names.

    Raises
    ------
    ValueError
        if a cause is neither text nor missing: the 0 of a 0/1 column must not become an event.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, names = column.cat.codes.to_numpy(), list(column.cat.categories)
    else:
        codes, found = pd.factorize(column, use_na_sentinel=True)
        names = list(found)
    wrong = sorted({type(name).__name__ for name in names if not isinstance(name, str)})
    if wrong:
        raise ValueError(
            f'{column.name!r} must be text, "" or missing for censored, but was {", ".join(wrong)}'
        )
    causes = tuple(sorted(name for name in names if name != ""))
    place = {name: i for i, name in enumerate(causes, 1)}
    lookup = [place.get(name, 0) for name in names]
    if lookup == list(range(1, len(names) + 1)):  # missing is -1, and all others are in order
        return codes + 1, causes
    return np.array([*lookup, 0])[codes], causes


def group_codes(spells: pd.DataFrame, columns: tuple[str, ...]) -> tuple[np.ndarray, pd.DataFrame]:
    """Number the combinations of the group columns.

    Returns
    -------
    codes : shape (n_rows,), whole numbers
    labels : DataFrame whose row i holds the values of combination i, in their own dtypes

    Raises
    ------
    ValueError
        if a value is missing, a column mixes kinds, or a category has nobody.
    """
    places, levels = [], []
    for column in columns:
        place, values = _levels(spells[column])
        places.append(place)
        levels.append(values)
    codes, present = _combine(places, [len(values) for values in levels], len(spells))
    labels = {}
    for column, values in zip(reversed(columns), reversed(levels), strict=True):
        labels[column] = values.take(present % len(values))
        present = present // len(values)
    index = pd.RangeIndex(present.size)
    return codes, pd.DataFrame({name: labels[name] for name in columns}, index=index)


def _levels(
    column: pd.Series,
) -> tuple[np.ndarray, pd.Index | np.ndarray | pd.api.extensions.ExtensionArray]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        place, values = column.cat.codes.to_numpy(), column.cat.categories
        values = pd.Categorical.from_codes(np.arange(len(values)), dtype=column.dtype)
    else:
        place, values = pd.factorize(column, use_na_sentinel=True)
    if (place < 0).any():
        missing = int((place < 0).sum())
        raise ValueError(f"{column.name!r} must not be missing, but was in {missing} rows")
    unused = len(values) - _occurring(place, len(values)).size
    if unused:
        raise ValueError(
            f"every category of {column.name!r} must have people, but {unused} had none "
            "(Series.cat.remove_unused_categories takes them away)"
        )
    kind = pd.api.types.infer_dtype(values, skipna=False)
    if kind not in {"string", "integer", "boolean", "categorical"}:
        raise ValueError(
            f"{column.name!r} must be text, whole numbers, booleans or categories, but was {kind}"
        )
    return place, values


def _combine(places: list[np.ndarray], sizes: list[int], n: int) -> tuple[np.ndarray, np.ndarray]:
    """Number the combinations that occur; also give their places among all combinations."""
    cells = math.prod(sizes)
    kind = next((k for k in ("int8", "int16", "int32") if cells <= np.iinfo(k).max), "int64")
    codes = np.zeros(n, dtype=kind)
    for place, size in zip(places, sizes, strict=True):
        codes *= size
        codes += place.astype(kind, copy=False)
    present = _occurring(codes, cells)
    if present.size == cells:
        return codes, present
    return np.searchsorted(present, codes), present


def _occurring(codes: np.ndarray, size: int) -> np.ndarray:
    """Those of the numbers below ``size`` that occur, rising."""
    if size > codes.size:
        return np.unique(codes)
    # The first rows mostly show them all: then the others need not be asked.
    for rows in (codes[:FIRST_ROWS], codes):
        present = np.flatnonzero(np.bincount(rows, minlength=size))
        if present.size == size:
            break
    return present


def _check_not_negative(numbers: np.ndarray, name: object) -> None:
    if numbers.size and numbers.min() < 0:
        count = int((numbers < 0).sum())
        raise ValueError(f"{name!r} must be 0 or more, but was negative in {count} rows")


def _numbers(column: pd.Series, what: str) -> np.ndarray:
    numeric = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    if not numeric or pd.api.types.is_complex_dtype(column):
        raise ValueError(f"{column.name!r} must be {what}, but was {column.dtype}")
    if pd.api.types.is_integer_dtype(column) and not column.hasnans:
        return column.to_numpy(dtype="int64")
    numbers = column.to_numpy(dtype="float64", na_value=np.nan)
    lost = int((~np.isfinite(numbers)).sum())
    if lost:
        raise ValueError(
            f"{column.name!r} must be {what}, but was missing or infinite in {lost} rows"
        )
    return numbers
