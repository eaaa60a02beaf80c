"""Risk tables as CSV files that come back exactly: values, dtypes, causes and start."""

from __future__ import annotations

import json
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from pug_analysis.stats.survival.risk_table import COUNTS, RiskTable, name_dtype

#: The first line of a file, followed by what CSV cannot hold, as JSON.
MARK = "# risk_table "
#: What this release of pandas makes of text.
_TEXT = pd.Series(["text"]).dtype


def write_csv(table: RiskTable, path: str | PathLike[str]) -> None:
    r"""Write the increments of a risk table as CSV (UTF-8, ``\n``).

    The first line is ``# risk_table`` with by, strata, causes, start and dtypes as JSON; then come
    the header and the rows. Weighted counts are written with all their digits.

    Parameters
    ----------
    table : RiskTable
    path : where to write; an existing file is replaced
    """
    groups = table.by + table.strata
    kinds = {name: _describe(table.increments[name]) for name in groups}
    about = {
        "by": table.by,
        "strata": table.strata,
        "causes": table.causes,
        "start": table.start,
        "counts": str(table.increments["n_enter"].dtype),
        "groups": kinds,
    }
    line = MARK + json.dumps(about, ensure_ascii=True) + "\n"
    body = table.increments.to_csv(index=False, lineterminator="\n")
    Path(path).write_bytes((line + body).encode("utf-8"))


def read_csv(path: str | PathLike[str]) -> RiskTable:
    """Read a risk table that `write_csv` wrote.

    Raises
    ------
    ValueError
        if the file does not begin as a risk table does.
    """
    with Path(path).open(encoding="utf-8", newline="") as file:
        line = file.readline()
        if not line.startswith(MARK):
            raise ValueError(f"the first line must begin with {MARK!r}, but did not")
        about = json.loads(line.removeprefix(MARK))
        rows = pd.read_csv(file, dtype=str, keep_default_na=False, na_filter=False)
    for name, kind in about["groups"].items():
        rows[name] = _restore(rows[name], kind)
    rows["time"] = rows["time"].astype("int64")
    # Through Python's own float(): exact, which pandas' fast parser is not.
    number = int if about["counts"].startswith("int") else float
    for name in COUNTS:
        rows[name] = pd.Series(map(number, rows[name]), dtype=about["counts"], index=rows.index)
    return RiskTable(
        rows, tuple(about["by"]), tuple(about["strata"]), tuple(about["causes"]), about["start"]
    )


def _describe(column: pd.Series) -> dict[str, Any]:
    """Say what dtype a group column has, and of which kind its values are."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        values = pd.api.types.infer_dtype(column, skipna=False)
        return {"dtype": name_dtype(column.dtype), "values": values}
    names = column.cat.categories
    return {
        "dtype": "category",
        "values": pd.api.types.infer_dtype(names, skipna=False),
        "index": name_dtype(names.dtype),
        "categories": names.tolist(),
        "ordered": bool(column.cat.ordered),
    }


def _read_dtype(name: str, values: str) -> Any:
    return _TEXT if name == "object" and values in ("string", "empty") else name


def _restore(text: pd.Series, kind: dict[str, Any]) -> pd.Series:
    turns: dict[str, Callable[[str], object]] = {"integer": int, "boolean": "True".__eq__}
    turn = turns.get(kind["values"], str)
    values = [turn(value) for value in text]
    if kind["dtype"] != "category":
        return pd.Series(values, dtype=_read_dtype(kind["dtype"], kind["values"]), index=text.index)
    names = pd.Index(kind["categories"], dtype=_read_dtype(kind["index"], kind["values"]))
    return pd.Series(pd.Categorical(values, categories=names, ordered=kind["ordered"]))
