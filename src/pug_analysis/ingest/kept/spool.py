"""Typed rows on disk, apart by owner, until all files are read.

Whoever's row it is goes to one of some buckets by the first digits of the pseudonym, so that the
buckets in their order hold the people in the order of the finished tables. The office's registers,
small and not of people alone, have a bucket of their own at the end. The folder holds personal
data: it is private and lives no longer than the build.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa

from pug_analysis.ingest.layouts.known import LAYOUTS
from pug_analysis.ingest.people.everybody import list_births, list_names, list_units
from pug_analysis.ingest.people.keyed_digests import keyed_digest
from pug_analysis.ingest.people.twins import drop_names
from pug_analysis.ingest.reading.blocks import Block

_OPTIONS: Final = pa.ipc.IpcWriteOptions(compression="lz4")
#: pandas writes text as the one or the other, depending on its release.
_TYPES: Final = {pa.string(): pd.StringDtype(), pa.large_string(): pd.StringDtype(),
                 pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}  # fmt: skip
_ADDRESS: Final = "alamat"
_NOTES: Final = pa.schema(
    [(_ADDRESS, pa.int64()), ("field", pa.string()), ("kode", pa.string()), ("bentuk", pa.string())]
)


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder of typed blocks.

    Attributes
    ----------
    folder : private folder
    buckets : number of buckets of people
    key : secret key of the workspace
    """

    folder: Path
    buckets: int
    key: bytes

    def keep(self, number: int, block: Block) -> None:
        """Write a block of the sheet of a number."""
        place = len(list(self.folder.glob(f"{number:012d}-*.baris")))
        stem = self.folder / f"{number:012d}-{place:06d}"
        owners = self._find_owners(block)
        own = LAYOUTS[block.table].register
        rows = np.full(len(block.frame), self.buckets) if own else (
            owners.loc[block.frame.index].to_numpy() if len(block.frame) else np.array([], "int64")
        )  # fmt: skip
        if own:
            owners.loc[block.frame.index] = self.buckets
        # Of names nothing is needed later but what list_names keeps.
        frame = drop_names(block.frame).rename_axis(_ADDRESS).reset_index()
        self._write(frame, rows, stem.with_suffix(".baris"), {"table": block.table})
        owner = owners.reindex(block.notes["alamat"])
        elsewhere = block.notes["alamat"].to_numpy() % self.buckets
        found = np.where(owner.isna(), elsewhere, owner.fillna(0)).astype("int64")
        self._write(block.notes, found, stem.with_suffix(".temuan"), {}, schema=_NOTES)
        aside = block.aside.rename("nip").rename_axis(_ADDRESS).reset_index()
        places = owners.loc[block.aside.index].to_numpy()
        self._write(aside, places, stem.with_suffix(".sisih"), {})
        for kind, table in (
            ("nama", list_names(block, self.key)),
            ("unit", list_units(block)),
            ("hari", list_births(block)),
        ):
            if table is not None:
                table.to_feather(f"{stem}.{kind}", compression="lz4")

    def forget(self, first: int, last: int) -> None:
        """Drop all blocks of the sheets of some numbers, both ends inside."""
        for path in self.folder.glob("*-*"):
            if first <= int(path.name.partition("-")[0]) <= last:
                path.unlink()

    def _find_owners(self, block: Block) -> pd.Series:
        """Return the bucket of every row and of every record put aside, by address."""
        nips = pd.concat([block.frame["nip"], block.aside])
        codes, known = pd.factorize(nips)
        places = np.fromiter((find_bucket(n, self.key, self.buckets) for n in known), "int64")
        spread = nips.index.to_numpy(dtype="int64") % self.buckets
        places = np.append(places, 0)[codes]
        return pd.Series(np.where(places < 0, spread, places), nips.index)

    def _write(
        self,
        frame: pd.DataFrame,
        places: np.ndarray,
        path: Path,
        labels: dict[str, str],
        *,
        schema: pa.Schema | None = None,
    ) -> None:
        """Write rows in the order of their buckets, one batch per bucket."""
        order = np.argsort(places, kind="stable")
        table = pa.Table.from_pandas(frame.iloc[order], schema, preserve_index=False)
        table = table.replace_schema_metadata({"isi": json.dumps(labels)}).combine_chunks()
        ends = np.searchsorted(places[order], np.arange(self.buckets + 2))
        with pa.ipc.new_file(path, table.schema, options=_OPTIONS) as writer:
            for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
                for batch in table.slice(start, end - start).to_batches() or [
                    pa.RecordBatch.from_pylist([], schema=table.schema)
                ]:
                    writer.write_batch(batch)

    def read(self, bucket: int) -> tuple[dict[str, pd.DataFrame], pd.Series, list[pd.DataFrame]]:
        """Return the rows of a bucket by table, the NIPs put aside, and the findings."""
        rows: dict[str, list[pa.RecordBatch]] = {}
        for path in self.list("baris"):
            with pa.OSFile(str(path)) as file, pa.ipc.open_file(file) as reader:
                table = json.loads(reader.schema.metadata[b"isi"])["table"]
                if LAYOUTS[table].register == (bucket == self.buckets):
                    rows.setdefault(table, []).append(reader.get_batch(bucket))
        frames = {table: _to_pandas(batches) for table, batches in rows.items()}
        aside = _to_pandas(self._batches("sisih", bucket))["nip"]
        notes = _to_pandas(self._batches("temuan", bucket), index=False)
        return frames, aside, [notes.astype({"field": object, "kode": object, "bentuk": object})]

    def _batches(self, kind: str, bucket: int) -> list[pa.RecordBatch]:
        found = []
        for path in self.list(kind):
            with pa.OSFile(str(path)) as file, pa.ipc.open_file(file) as reader:
                found.append(reader.get_batch(bucket))
        return found

    def list(self, kind: str) -> list[Path]:
        """Return the files of a kind in the order of sheets and rows."""
        return sorted(self.folder.glob(f"*.{kind}"))


def find_bucket(nip: str, key: bytes, buckets: int) -> int:
    """Return the bucket of a NIP, -1 where there is no NIP."""
    if not nip:
        return -1
    start = keyed_digest(key)(nip.encode("ascii"))[:4]
    return int.from_bytes(start, "big") * buckets >> 32


def _to_pandas(batches: Iterable[pa.RecordBatch], *, index: bool = True) -> pd.DataFrame:
    table = pa.Table.from_batches([b.replace_schema_metadata(None) for b in batches])
    frame = table.to_pandas(types_mapper=_TYPES.get)
    frame[_ADDRESS] = frame[_ADDRESS].astype("int64")
    return frame.set_index(_ADDRESS).rename_axis(None) if index else frame
