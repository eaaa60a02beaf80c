"""Read one raw file: any format, as sheets of raw cells."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pug_analysis.ingest.files.guard import PACKED, FileKind, check_size, sniff
from pug_analysis.ingest.files.html_table import read_archive, read_html
from pug_analysis.ingest.files.plain_text import read_csv_sheet
from pug_analysis.ingest.files.raw_folder import check_file
from pug_analysis.ingest.files.sheets import Sheet
from pug_analysis.ingest.files.streams import open_parquet, open_text
from pug_analysis.ingest.files.workbook import read_workbook
from pug_analysis.ingest.values.refused import Refused

#: What is looked at to tell the kind of a file.
_START: Final = 4096

_SUFFIXES: Final[dict[FileKind, tuple[str, ...]]] = {
    "xlsx": (".xlsx", ".xlsm"),
    "xlsb": (".xlsb",),
    "ods": (".ods",),
    "xls": (".xls",),
    "parquet": (".parquet",),
    "html": (".html", ".htm"),
    "mhtml": (".mht", ".mhtml"),
    "text": (".csv", ".txt", ".tsv"),
}


@dataclass(frozen=True, slots=True)
class RawFile:
    """A raw file: name, digest, size, sheets, and codes of findings about it as a whole.

    Of a file that is read block by block, ``sheets`` holds the first rows of its only sheet, and
    ``stream`` gives its blocks from the beginning, as often as it is called.
    """

    name: str
    sha256: str
    size: int
    sheets: tuple[Sheet, ...]
    codes: tuple[str, ...]
    stream: Callable[[], Iterator[Sheet]] | None = None

    def blocks(self, sheet: Sheet) -> Callable[[], Iterator[Sheet]]:
        """Return what gives the blocks of one of the sheets."""
        return self.stream or (lambda: iter((sheet,)))


def read_bytes(path: Path) -> bytes:
    """Return the content of a file that nobody changes meanwhile.

    Raises
    ------
    Refused
        if it is no file or a hollow one, cannot be opened, or changes while it is read.
    """
    before = check_file(path)
    try:
        data = path.read_bytes()
        after = path.stat()
    except OSError:
        raise Refused("BERKAS-TERKUNCI") from None
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or len(data) != after.st_size:
        raise Refused("BERKAS-BERUBAH")
    return data


def open_file(path: Path, *, rows: int | None = None) -> RawFile:
    """Return the sheets of a file.

    Parameters
    ----------
    path : file
    rows : csv and parquet files are read in blocks of so many rows; None for whole files

    Raises
    ------
    Refused
        with the code of the finding, if nothing of the file can be used.
    """
    size = check_file(path).st_size
    try:
        with path.open("rb") as stream:
            start = stream.read(_START)
    except OSError:
        raise Refused("BERKAS-TERKUNCI") from None
    # Of an archive the beginning does not tell what it is; all else is refused by it.
    kind = None if start.startswith(PACKED) else sniff(start)
    check_size(size, kind)
    if rows is None or kind not in ("text", "parquet"):
        return parse_file(path.name, read_bytes(path))
    opened = open_text(path, rows=rows) if kind == "text" else open_parquet(path, rows=rows)
    codes = [*opened.codes, *_judge_suffix(path.name, kind)]
    return RawFile(
        path.name, opened.sha256, opened.size, (opened.head,), tuple(codes), opened.stream
    )


def _judge_suffix(name: str, kind: FileKind) -> list[str]:
    return [] if name.lower().endswith(_SUFFIXES[kind]) else ["BERKAS-SALAH-AKHIRAN"]


def parse_file(name: str, data: bytes) -> RawFile:
    """Return the sheets of a file.

    Parameters
    ----------
    name : file name, used for the suffix and in findings
    data : content

    Raises
    ------
    Refused
        with the code of the finding, if nothing of the file can be used.
    """
    kind = sniff(data)
    codes: list[str] = []
    if kind in ("xlsx", "xlsb", "ods", "xls"):
        sheets, codes = read_workbook(data, kind)
    elif kind == "parquet":
        sheets = [_read_parquet(data)]
    elif kind == "mhtml":
        sheets, codes = read_archive(data)
    else:
        sheet, codes = read_csv_sheet(data) if kind == "text" else read_html(data)
        sheets = [sheet]
    codes = [*codes, *_judge_suffix(name, kind)]
    return RawFile(name, hashlib.sha256(data).hexdigest(), len(data), tuple(sheets), tuple(codes))


def _read_parquet(data: bytes) -> Sheet:
    """Return a parquet file as a sheet whose first row is the header."""
    try:
        table = pq.read_table(io.BytesIO(data))
        columns = [_with_header(name, table.column(i)) for i, name in enumerate(table.column_names)]
    # Texts and days that cannot be are found when they are taken out; the last two are Python's.
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        raise Refused("BERKAS-RUSAK") from None
    return Sheet("", table.num_rows + 1, tuple(columns))


def _with_header(name: str, values: pa.ChunkedArray) -> np.ndarray:
    column = np.empty(len(values) + 1, dtype=object)
    column[0] = name
    column[1:] = values.to_pandas(date_as_object=True).astype(object).to_numpy()
    return column
