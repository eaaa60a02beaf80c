"""Reading what another office sent: each file once, its digest, then its text, then its rows.

Nothing is guessed or repaired: an export is written by a program, so that whatever that program
would not have written is a sign that somebody else did. Values are not repeated in messages; they
may tell of people.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pug_analysis.stats.survival.risk_table_csv import MARK

#: Larger than any honest file: all of Indonesia's civil servants in one agency.
LARGEST_BYTES: Final = 256 * 1024 * 1024
LARGEST_TEXT: Final = 1024 * 1024
#: No count of one agency has more digits; sums of many still fit into 64 bits.
_COUNT: Final = re.compile(r"(?:0|[1-9][0-9]{0,10})")
#: No cell that this program writes is longer.
_LONGEST: Final = 10_000
SIGN: Final = "sha256:"


class FlawError(Exception):
    """Something that the program of an agency would not have written.

    Attributes
    ----------
    file : name of the file within the export
    what : what is wrong with it, in Indonesian, without a value of it
    """

    def __init__(self, file: str, what: str) -> None:
        super().__init__(f"{file}: {what}")
        self.file, self.what = file, what


def read_once(path: Path, *, largest: int = LARGEST_BYTES) -> bytes:
    """Read a file of at most so many bytes.

    Raises
    ------
    FlawError
        if it is no file, cannot be read, or is larger.
    """
    try:
        if not path.is_file():
            raise FlawError(path.name, "tidak ada")
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise FlawError(path.name, f"tidak dapat dibaca ({type(error).__name__})") from None
    if len(content) > largest:
        raise FlawError(path.name, f"lebih besar daripada {largest // 1024 // 1024} MB")
    return content


def sign(content: bytes) -> str:
    """Digest of a file; said to be one, its digits are taken for no telephone number."""
    return SIGN + hashlib.sha256(content).hexdigest()


def parse_object(file: str, content: bytes) -> dict[str, Any]:
    """Read a JSON object of texts, whole numbers, lists and objects, each key once.

    Raises
    ------
    FlawError
        if it is anything else.
    """

    def refuse(_: str) -> Any:
        raise ValueError

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError
        return found

    try:
        told = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=once,
            parse_constant=refuse,
            parse_float=refuse,
        )
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise FlawError(file, "rusak: bukan JSON yang ditulis program ini")
    return told


def parse_table(
    file: str, content: bytes, *, columns: Sequence[str], whole: Collection[str]
) -> pd.DataFrame:
    """Read a table of these columns in this order.

    Parameters
    ----------
    whole : the columns of whole numbers from 0; all others are text

    Raises
    ------
    FlawError
        if bytes, columns, rows or numbers are others.
    """
    return _parse(file, _decode(file, content), columns=columns, whole=whole, first=1)


def parse_risk_table(
    file: str, content: bytes, *, columns: Sequence[str], whole: Collection[str]
) -> tuple[dict[str, Any], pd.DataFrame]:
    """Read what the first line of a risk table says, and its rows, see :func:`parse_table`."""
    line, _, body = _decode(file, content).partition("\n")
    if not line.startswith(MARK):
        raise FlawError(file, "baris pertamanya bukan keterangan tabel risiko")
    about = parse_object(file, line.removeprefix(MARK).encode("utf-8"))
    return about, _parse(file, body, columns=columns, whole=whole, first=2)


def _decode(file: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise FlawError(file, "bukan teks UTF-8") from None
    if not text.endswith("\n"):
        raise FlawError(file, "terpotong: baris terakhirnya tidak utuh")
    return text


def _parse(
    file: str, text: str, *, columns: Sequence[str], whole: Collection[str], first: int
) -> pd.DataFrame:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise FlawError(file, "bukan CSV yang ditulis program ini") from None
    # The reader's own limit belongs to the whole process, and reading raw files raises it.
    if any(len(cell) > _LONGEST for row in rows for cell in row):
        raise FlawError(file, "bukan CSV yang ditulis program ini: sel terlalu panjang")
    if not rows or rows[0] != list(columns):
        raise FlawError(file, f"kolomnya bukan {', '.join(columns)}")
    numbers = [columns.index(name) for name in columns if name in whole]
    for line, row in enumerate(rows[1:], first + 1):
        if len(row) != len(columns):
            raise FlawError(file, f"baris {line} tidak berisi {len(columns)} kolom")
        for place in numbers:
            if not _COUNT.fullmatch(row[place]):
                raise FlawError(
                    file, f"baris {line}, kolom {columns[place]}: bukan bilangan bulat dari 0"
                )
    table = pd.DataFrame(rows[1:], columns=list(columns), dtype=object)
    return table.astype({name: "int64" for name in columns if name in whole})
