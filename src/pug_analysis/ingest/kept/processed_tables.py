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
from pug_analysis.ingest.kept.processed_folder import (
    ID_LENGTH,
    ORIGIN_FILE,
    check_periode,
    describe_periode,
    processed_folder,
)
from pug_analysis.ingest.tables.schema import SPECS, TABLES, Table
from pug_analysis.terms.kalender import Periode

_ID: Final = "pegawai_id"


def write_parts(parts: Sequence[Path], name: str, path: Path) -> None:
    """Write a table as parquet from its parts in order, one row group for each.

    Parameters
    ----------
    parts : feather files with the columns of the table
    name : name of the table
    path : file to write
    """
    schema = pa.Table.from_pandas(TABLES[name].without_rows(), preserve_index=False).schema
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
    between : of people, only those whose ids are not below the first and are below the second; what
        belongs to nobody is with those who have no lower bound ("")

    Raises
    ------
    DataError
        when a table is asked for, if it is missing, damaged or has other columns than the schema
        allows, or if the period was built anew since.
    """

    def __init__(
        self,
        folder: Path,
        periode: Periode,
        specs: Iterable[Table],
        between: tuple[str, str | None] = ("", None),
    ) -> None:
        self._folder, self._periode, self._between = folder, periode, between
        self._specs = {spec.name: spec for spec in specs}
        self._origin = (folder / ORIGIN_FILE).read_bytes()

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Read a table."""
        spec, (low, high) = self._specs[name], self._between
        if _ID not in spec.dtypes and low:
            return spec.without_rows()
        bounds = [(_ID, ">=", low)] if low else []
        bounds += [(_ID, "<", high)] if high else []
        table = _read_table(
            self._folder, spec, self._periode, filters=bounds if _ID in spec.dtypes else []
        )
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

    def count_rows(self) -> dict[str, int]:
        """Count the rows of whole tables from the ends of the files; refuse one with other columns."""
        return {
            name: _check_columns(self._folder, spec, self._periode)
            for name, spec in self._specs.items()
        }


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
    tables = StoredTables(_open_processed(workspace, periode), periode, SPECS)
    tables.count_rows()  # or refuse
    return tables


def load_parts(workspace: Path, periode: Periode, *, rows: int) -> list[StoredTables]:
    """Open the processed tables of a period for some people at a time, in the order of their ids.

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
    counted = StoredTables(folder, periode, SPECS).count_rows()
    total = sum(counted[spec.name] for spec in SPECS if _ID in spec.dtypes)
    parts = max(1, -(-total // rows))
    edges = ["", *(f"{k * 16**ID_LENGTH // parts:0{ID_LENGTH}x}" for k in range(1, parts))]
    return [
        StoredTables(folder, periode, SPECS, between)
        for between in zip(edges, [*edges[1:], None], strict=True)
    ]


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


def _read_table(
    folder: Path, spec: Table, periode: Periode, *, filters: Sequence[tuple[str, str, str]]
) -> pd.DataFrame:
    with _reading(spec, periode):
        frame = pd.read_parquet(folder / f"{spec.name}.parquet", filters=list(filters) or None)
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
