"""The tables of ``data/processed/<periode>``: written, read whole, or read some people at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
    schema = pa.Table.from_pandas(_without_rows(TABLES[name]), preserve_index=False).schema
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in parts:
            writer.write_table(feather.read_table(part).cast(schema))


class StoredTables(Mapping[str, pd.DataFrame]):
    """The processed tables of a period, each read when it is asked for, all of one build.

    Parameters
    ----------
    folder : of a built period
    periode : the period, for messages
    specs : the tables

    Raises
    ------
    DataError
        when a table is asked for, if it is missing, damaged or has other columns than the schema
        allows, or if the period was built anew since.
    """

    def __init__(self, folder: Path, periode: Periode, specs: Iterable[Table]) -> None:
        self._folder, self._periode = folder, periode
        self._specs = {spec.name: spec for spec in specs}
        self._origin = (folder / ORIGIN_FILE).read_bytes()

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Read a table."""
        table = _read_table(self._folder, self._specs[name], self._periode)
        if (self._folder / ORIGIN_FILE).read_bytes() != self._origin:
            raise DataError(
                f"Data olahan {describe_periode(self._periode)} baru saja dibuat ulang."
                " Buka kembali datanya, atau ulangi perintah ini."
            )
        return table

    def __iter__(self) -> Iterator[str]:
        """Name the tables."""
        return iter(self._specs)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self._specs)

    def check(self) -> None:
        """Refuse a table that is missing or has other columns; only the ends of files are read."""
        for spec in self._specs.values():
            _check_columns(self._folder, spec, self._periode)


def load_processed(workspace: Path, periode: Periode) -> StoredTables:
    """Open every processed table of a period by name, with ``neraca`` and ``temuan``.

    Raises
    ------
    DataError
        if the period was not built, or a table is missing, damaged, or has other columns than the
        schema allows.
    UsageError
        as :func:`check_periode`.
    """
    tables = StoredTables(_open_processed(workspace, periode), periode, _SPECS)
    tables.check()
    return tables


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
    total = sum(_check_columns(folder, s, periode) for s in people)
    parts = max(1, -(-total // rows))
    edges = [f"{k * 16**ID_LENGTH // parts:0{ID_LENGTH}x}" for k in range(1, parts)]
    for low, high in zip(["", *edges], [*edges, None], strict=True):
        where = [(_ID, ">=", low), *([(_ID, "<", high)] if high else [])]
        yield {
            spec.name: _read_table(folder, spec, periode, filters=where if spec in people else None)
            if spec in people or not low
            else _without_rows(spec)
            for spec in _SPECS
        }


def _without_rows(spec: Table) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in spec.dtypes.items()})


def _open_processed(workspace: Path, periode: Periode) -> Path:
    check_periode(periode)
    folder = processed_folder(workspace, periode)
    if not (folder / ORIGIN_FILE).is_file():
        raise DataError(
            f"Data olahan {describe_periode(periode)} belum ada."
            f" Jalankan: pug-analysis build {periode.typed}"
        )
    return folder


def _check_columns(folder: Path, spec: Table, periode: Periode) -> int:
    """Return how many rows a table has, from the end of its file."""
    with _reading(spec, periode):
        found = pq.read_metadata(folder / f"{spec.name}.parquet")
    _compare_columns(found.schema.names, spec, periode)
    return found.num_rows


def _read_table(folder: Path, spec: Table, periode: Periode, *, filters=None) -> pd.DataFrame:
    with _reading(spec, periode):
        frame = pd.read_parquet(folder / f"{spec.name}.parquet", filters=filters)
    _compare_columns(list(frame), spec, periode)
    return frame.astype(spec.dtypes)


@contextmanager
def _reading(spec: Table, periode: Periode) -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowException):
        raise DataError(
            f"Tabel {spec.name} {describe_periode(periode)} hilang atau rusak."
            f" Jalankan ulang: pug-analysis build {periode.typed}"
        ) from None


def _compare_columns(names: list[str], spec: Table, periode: Periode) -> None:
    if names != list(spec.dtypes):
        raise DataError(
            f"Tabel {spec.name} {describe_periode(periode)} tidak sesuai skema."
            f" Jalankan ulang: pug-analysis build {periode.typed}"
        )
