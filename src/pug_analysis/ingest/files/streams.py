"""csv and parquet files of any size, read block by block.

What a file means does not depend on the size of the blocks: the reference is
:mod:`~pug_analysis.ingest.files.raw_file`, which reads whole files.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import itertools
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pug_analysis.ingest.files.plain_text import (
    CHUNK,
    CTRL_Z,
    FIELD_LIMIT,
    SEPARATOR_SIGNS,
    check_swallowed,
    check_zeros,
    find_separator,
    find_swallowed,
    to_sheet,
)
from pug_analysis.ingest.files.sheets import Sheet
from pug_analysis.ingest.layouts.headers import HEAD_ROWS, MAX_HEIGHT
from pug_analysis.ingest.values.refused import Refused

if TYPE_CHECKING:
    from typing_extensions import Buffer

#: The header lies in the first block.
_FEWEST_ROWS: Final = HEAD_ROWS + MAX_HEIGHT


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is read block by block: digest, size, codes of findings, head, and its blocks."""

    sha256: str
    size: int
    codes: tuple[str, ...]
    head: Sheet
    stream: Callable[[], Iterator[Sheet]]


@dataclass(frozen=True, slots=True)
class _Scan:
    sha256: str
    encoding: str
    end: int
    codes: tuple[str, ...]


def open_text(path: Path, *, rows: int) -> Opened:
    """Return a csv file in blocks.

    Parameters
    ----------
    path : file
    rows : records of a block

    Raises
    ------
    Refused
        as :func:`~pug_analysis.ingest.files.plain_text.read_csv_sheet`; what lies further on is refused when
        the stream comes to it.
    """
    state = _stat(path)
    scan = _scan_text(path)
    with _open_text(path, scan) as text:
        separator = find_separator(text.read(SEPARATOR_SIGNS))
    with _open_text(path, scan) as text:
        head = next(_read_records(text, separator, rows=_FEWEST_ROWS))

    def stream() -> Iterator[Sheet]:
        with _open_text(path, scan) as text:
            yield from _read_records(text, separator, rows=max(rows, _FEWEST_ROWS))
        if _stat(path) != state:
            raise Refused("BERKAS-BERUBAH")

    return Opened(scan.sha256, state[0], scan.codes, head, stream)


def _stat(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        raise Refused("BERKAS-TERKUNCI") from None
    return found.st_size, found.st_mtime_ns


def _scan_text(path: Path) -> _Scan:
    """Find out digest and encoding, as :func:`~pug_analysis.ingest.files.plain_text.decode` does."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        start = stream.read(2)
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        end = path.stat().st_size
        if not _decodes(path, "utf-16", end, digest):
            raise Refused("BERKAS-RUSAK")
        return _Scan(digest.hexdigest(), "utf-16", end, ())
    end = _end_of_text(path)
    if _decodes(path, "utf-8-sig", end, digest):
        return _Scan(digest.hexdigest(), "utf-8-sig", end, ())
    if _decodes(path, "cp1252", end, hashlib.sha256()):
        return _Scan(digest.hexdigest(), "cp1252", end, ("TEKS-CP1252",))
    raise Refused("BERKAS-RUSAK")


def _end_of_text(path: Path) -> int:
    """Return the length of a file without the marks of its end at its end."""
    with path.open("rb") as stream:
        end = stream.seek(0, os.SEEK_END)
        while end:
            start = max(end - CHUNK, 0)
            stream.seek(start)
            data = stream.read(end - start).rstrip(CTRL_Z)
            if data:
                return start + len(data)
            end = start
    return 0


def _decodes(path: Path, encoding: str, end: int, digest: hashlib._Hash) -> bool:
    """Whether a file is text of an encoding up to its end; all bytes go into the digest."""
    decoder = codecs.getincrementaldecoder(encoding)()
    good, done = True, 0
    with path.open("rb") as stream:
        while data := stream.read(CHUNK):
            digest.update(data)
            if encoding != "utf-16":
                check_zeros(data)
            try:
                if good:
                    decoder.decode(data[: max(end - done, 0)])
            except UnicodeDecodeError:
                good = False
            done += len(data)
    try:
        if good:
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        good = False
    return good


class _Until(io.RawIOBase):
    """The bytes of a file up to a place."""

    def __init__(self, path: Path, end: int) -> None:
        self._stream = path.open("rb", buffering=0)
        self._left = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        n = self._stream.readinto(memoryview(buffer)[: self._left]) or 0
        self._left -= n
        return n

    def close(self) -> None:
        self._stream.close()
        super().close()


def _open_text(path: Path, scan: _Scan) -> io.TextIOWrapper:
    buffer = io.BufferedReader(_Until(path, scan.end), CHUNK)
    return io.TextIOWrapper(buffer, encoding=scan.encoding, newline="")


@dataclass(slots=True)
class _Lines:
    """The records of a csv text, and the number of lines that were read."""

    text: io.TextIOWrapper
    separator: str
    count: int = 0

    def __iter__(self) -> Iterator[list[str]]:
        """Yield what ``csv.reader`` yields; where nothing is quoted a line is simply split."""
        source, separator = iter(self.text), self.separator
        for line in source:
            if '"' not in line and len(line) < FIELD_LIMIT:
                self.count += 1
                bare = line.rstrip("\r\n")
                yield bare.split(separator) if bare else []
                continue
            reader = csv.reader(itertools.chain((line,), source), delimiter=separator, strict=True)
            try:
                record = next(reader)
            except csv.Error:
                near = self.count + reader.line_num
                raise Refused("KUTIP-TERBUKA", rincian=f"dekat baris {near}") from None
            self.count += reader.line_num
            yield record


def _read_records(text: io.TextIOWrapper, separator: str, *, rows: int) -> Iterator[Sheet]:
    csv.field_size_limit(FIELD_LIMIT)
    lines = _Lines(text, separator)
    source = iter(lines)
    sizes: Counter[int] = Counter()
    swallowed: list[tuple[int, int]] = []
    ahead: list[list[str]] = []
    done, folded = 0, False
    while True:
        read, known, before = lines.count, len(ahead), folded
        records = [*ahead, *itertools.islice(source, rows - len(ahead))]
        ahead = list(itertools.islice(source, 1))
        folded = lines.count - read > len(records) - known + len(ahead)
        if folded or before:
            # Of equal ones the first is told, so one of each size is enough.
            most = max((n for _, n in swallowed), default=0)
            for number, n in find_swallowed(records, separator, first=done):
                if n > most:
                    swallowed.append((number, n))
                    most = n
        sheet = to_sheet(records, first=done, more=bool(ahead))
        sizes.update(map(len, records))
        done += len(records)
        yield sheet
        if not ahead:
            break
    check_swallowed(swallowed, sizes)


def open_parquet(path: Path, *, rows: int) -> Opened:
    """Return a parquet file in blocks; its first row is the header.

    Parameters
    ----------
    path : file
    rows : rows of a block

    Raises
    ------
    Refused
        if the file is damaged.
    """
    state = _stat(path)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()

    def read(n: int) -> Iterator[Sheet]:
        try:
            with pq.ParquetFile(path) as table:
                yield from _read_batches(table, rows=max(n, _FEWEST_ROWS))
        except (pa.ArrowException, OSError, ValueError, OverflowError):
            raise Refused("BERKAS-RUSAK") from None

    def stream() -> Iterator[Sheet]:
        yield from read(rows)
        if _stat(path) != state:
            raise Refused("BERKAS-BERUBAH")

    return Opened(sha256, state[0], (), next(read(_FEWEST_ROWS)), stream)


def _read_batches(table: pq.ParquetFile, *, rows: int) -> Iterator[Sheet]:
    names, total = table.schema_arrow.names, table.metadata.num_rows
    gaps = _columns_with_gaps(table)
    done = 0
    ahead = [[name] for name in names]
    for batch in table.iter_batches(batch_size=rows):
        columns = []
        for head, column, gap in zip(ahead, batch.columns, gaps, strict=True):
            cells = column.cast(pa.float64(), safe=False) if gap else column
            values = cells.to_pandas(date_as_object=True).astype(object).to_numpy()
            columns.append(np.concatenate([np.array(head, dtype=object), values]))
        n_rows = batch.num_rows + (done == 0)
        ahead = [[]] * len(names)
        yield Sheet("", n_rows, tuple(columns), first=done, more=done + n_rows < total + 1)
        done += n_rows
    if not done:
        yield Sheet("", 1, tuple(np.array(head, dtype=object) for head in ahead))


def _columns_with_gaps(table: pq.ParquetFile) -> list[bool]:
    """Return per column whether it holds whole numbers and gaps: pandas reads those as decimals."""
    found = []
    for name, kind in zip(table.schema_arrow.names, table.schema_arrow.types, strict=True):
        gap = pa.types.is_integer(kind) and any(
            batch.column(0).null_count for batch in table.iter_batches(columns=[name])
        )
        found.append(gap)
    return found
