"""The tables of ``data/processed/<periode>``: written, read whole, or read some people at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import feather

from pug_analysis.errors import DataError
from pug_analysis.ingest.schema import NERACA, TABLES, TEMUAN_TABEL, Table
from pug_analysis.ingest.store import (
    ID_LENGTH,
    ORIGIN_FILE,
    check_periode,
    describe_periode,
    processed_folder,
)
from pug_analysis.terms.kalender import Periode

_ID: Final = "pegawai_id"
_SPECS: Final = (*TABLES.values(), NERACA, TEMUAN_TABEL)


def write_parts(parts: Sequence[Path], name: str, path: Path) -> None:
    """Write a table as parquet from its parts in order, one row group for each.

    Parameters
    ----------
    parts : feather files with the columns of the table
    name : name of the table
    path : file to write
    """
    empty = pd.DataFrame({c: pd.Series(dtype=d) for c, d in TABLES[name].dtypes.items()})
    schema = pa.Table.from_pandas(empty, preserve_index=False).schema
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in parts:
            writer.write_table(feather.read_table(part).cast(schema))


class StoredTables(Mapping[str, pd.DataFrame]):
    """The processed tables of a folder, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Read a table."""
        return pd.read_parquet(self._folder / f"{name}.parquet").astype(TABLES[name].dtypes)

    def __iter__(self) -> Iterator[str]:
        """Name the tables."""
        return iter(TABLES)

    def __len__(self) -> int:
        """Count the tables."""
        return len(TABLES)


def load_processed(workspace: Path, periode: Periode) -> dict[str, pd.DataFrame]:
    """Return every processed table of a period by name, with ``neraca`` and ``temuan``.

    Raises
    ------
    DataError
        if the period was not built, or a table is missing, damaged, or has other columns than the
        schema allows.
    UsageError
        as :func:`check_periode`.
    """
    folder = _open_processed(workspace, periode)
    return {s.name: _read_table(folder, s, periode) for s in _SPECS}


def load_parts(
    workspace: Path, periode: Periode, *, rows: int
) -> Iterator[dict[str, pd.DataFrame]]:
    """Yield the processed tables of a period for some people at a time, in the order of their ids.

    Tables without people are in the first part only, and so are rows that belong to nobody.

    Parameters
    ----------
    workspace, periode : as :func:`load_processed`
    rows : rows of all tables together in one part, more or less

    Raises
    ------
    DataError, UsageError
        as :func:`load_processed`.
    """
    folder = _open_processed(workspace, periode)
    people = [s for s in _SPECS if _ID in s.dtypes]
    total = sum(len(_read_table(folder, s, periode, columns=[])) for s in people)
    parts = max(1, -(-total // rows))
    edges = [f"{k * 16**ID_LENGTH // parts:0{ID_LENGTH}x}" for k in range(1, parts)]
    for low, high in zip(["", *edges], [*edges, None], strict=True):
        where = [(_ID, ">=", low), *([(_ID, "<", high)] if high else [])]
        tables = {}
        for spec in _SPECS:
            mine = spec in people
            table = _read_table(folder, spec, periode, filters=where if mine else None)
            tables[spec.name] = table if mine or not low else table[:0]
        yield tables


def _open_processed(workspace: Path, periode: Periode) -> Path:
    check_periode(periode)
    folder = processed_folder(workspace, periode)
    if not (folder / ORIGIN_FILE).is_file():
        raise DataError(
            f"Data olahan {describe_periode(periode)} belum ada."
            f" Jalankan: pug-analysis build {periode.typed}"
        )
    return folder


def _read_table(
    folder: Path, spec: Table, periode: Periode, *, columns: list[str] | None = None, filters=None
) -> pd.DataFrame:
    whose, command = describe_periode(periode), f"pug-analysis build {periode.typed}"
    try:
        path = folder / f"{spec.name}.parquet"
        frame = pd.read_parquet(path, columns=columns, filters=filters)
    except (OSError, pa.ArrowException):
        raise DataError(
            f"Tabel {spec.name} {whose} hilang atau rusak. Jalankan ulang: {command}"
        ) from None
    if columns is not None:
        return frame
    if list(frame) != list(spec.dtypes):
        raise DataError(f"Tabel {spec.name} {whose} tidak sesuai skema. Jalankan ulang: {command}")
    return frame.astype(spec.dtypes)
