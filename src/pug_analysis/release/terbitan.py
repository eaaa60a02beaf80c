"""What the other pages of a report released, for the page that sums them up.

``pug-analysis report`` runs a notebook whose metadata says ``"pug": {"sesudah": true}`` after all
others and gives it a private folder with their released tables and key figures. Whatever stands
there has passed disclosure control: a page made from it alone can neither disagree with the others
nor tell more than they do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from pug_analysis.errors import DataError

#: File of the key figures, beside one ``<name>.json`` per table; no table can have this name.
HEADLINES: Final = "angka pokok.json"


def write_released(
    folder: Path, tables: Iterable[Mapping[str, Any]], headlines: Sequence[Mapping[str, Any]]
) -> None:
    """Write payloads of released tables and key figures, one file a table.

    Parameters
    ----------
    folder : private and empty
    tables : payloads, see :func:`pug_analysis.release.tables.release_table`
    headlines : payloads of key figures, with ``halaman``, the notebook that showed each
    """
    for table in tables:
        _write(folder / f"{table['name']}.json", table)
    _write(folder / HEADLINES, headlines)


def read_released(folder: str | Path) -> MappingProxyType[str, pd.DataFrame]:
    """Read the released tables of the other pages.

    Parameters
    ----------
    folder : as given by the parameter ``tabel``

    Returns
    -------
    Name of the table to a DataFrame with its released columns and rows, in alphabetical order.
    Counts, shares and numbers are as released: missing where nothing may or can be told, and the
    text ``*`` where a count is hidden (such a column is of objects). ``frame.attrs`` holds
    ``title``, ``labels`` and ``kinds`` by column, and ``notes``.

    Raises
    ------
    DataError
        if there is no such folder: the page was not run by ``pug-analysis report``.
    """
    found = sorted(p for p in _open(folder).glob("*.json") if p.name != HEADLINES)
    return MappingProxyType({path.stem: _frame(path) for path in found})


def read_headlines(folder: str | Path) -> pd.DataFrame:
    """Read the key figures of the other pages: ``halaman, label, value, note``, in their order.

    Raises
    ------
    DataError
        as :func:`read_released`.
    """
    rows = json.loads((_open(folder) / HEADLINES).read_text(encoding="utf-8"))
    return pd.DataFrame(rows, columns=["halaman", "label", "value", "note"], dtype="string")


def _open(folder: str | Path) -> Path:
    if not str(folder) or not (Path(folder) / HEADLINES).is_file():
        raise DataError(
            "Tabel halaman lain tidak ada. Halaman ini disusun dari tabel yang sudah dirilis; jalankan"
            " pug-analysis report, yang menjalankannya sesudah semua halaman lain."
        )
    return Path(folder)


def _frame(path: Path) -> pd.DataFrame:
    table = json.loads(path.read_text(encoding="utf-8"))
    columns = table["columns"]
    frame = pd.DataFrame(table["rows"], columns=[c["name"] for c in columns], dtype=object)
    for column in columns:
        values = frame[column["name"]]
        if column["kind"] == "text":
            frame[column["name"]] = values.astype("string")
        elif not values.map(type).eq(str).any():
            whole = column["kind"] == "count"
            frame[column["name"]] = values.astype("Int64" if whole else "float64")
    frame.attrs = {
        "title": table["title"],
        "labels": {c["name"]: c["label"] for c in columns},
        "kinds": {c["name"]: c["kind"] for c in columns},
        "notes": list(table["notes"]),
    }
    return frame


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), encoding="utf-8")
