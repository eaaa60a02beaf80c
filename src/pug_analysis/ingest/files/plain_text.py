"""Text files: csv in any of the shapes that offices produce."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

import numpy as np

from pug_analysis.ingest.files.sheets import Records, Sheet
from pug_analysis.ingest.values.refused import Refused

_SEPARATORS: Final = (";", ",", "\t", "|")
#: Addresses and titles can be long; a field beyond this is a quote that was never closed.
FIELD_LIMIT: Final = 1_000_000
#: So many signs of a text are looked at to find its separator.
SEPARATOR_SIGNS: Final = 200_000
#: So many bytes of a text are looked at together.
CHUNK: Final = 2**22
CTRL_Z = b"\x1a"


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file and the codes of findings; UTF-16 and UTF-8 by their marks.

    >>> decode("é".encode("cp1252"))
    ('é', ['TEKS-CP1252'])
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError:
            raise Refused("BERKAS-RUSAK") from None
    check_zeros(data)
    data = data.rstrip(CTRL_Z)
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), ["TEKS-CP1252"]
    except UnicodeDecodeError:
        raise Refused("BERKAS-RUSAK") from None


def check_zeros(data: bytes) -> None:
    """Refuse a text with a piece of which a twentieth are zero bytes: a write that never ended."""
    for start in range(0, len(data), CHUNK):
        piece = data[start : start + CHUNK]
        if piece.count(0) * 20 > len(piece):
            raise Refused("BERKAS-RUSAK", rincian="banyak bita nol di antara teks")


def read_csv_sheet(data: bytes) -> tuple[Sheet, list[str]]:
    """Return a csv file as one sheet; record ``i`` is row ``i + 1``, as a spreadsheet shows it.

    Raises
    ------
    Refused
        if the text has no separator, or a quote that is never closed swallows lines.
    """
    text, codes = decode(data)
    separator = find_separator(text)
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        records = list(reader)
    except csv.Error:
        raise Refused("KUTIP-TERBUKA", rincian=f"dekat baris {reader.line_num}") from None
    swallowed = find_swallowed(records, separator) if reader.line_num > len(records) else []
    sheet = to_sheet(records)
    check_swallowed(swallowed, Counter(map(len, records)))
    return sheet, codes


def to_sheet(records: list[list[str]], *, first: int = 0, more: bool = False) -> Sheet:
    """Return records as a sheet.

    Parameters
    ----------
    records : of the file, or of a block of it
    first : records before them
    more : whether further ones follow
    """
    counts = np.array([len(r) for r in records], dtype="int64")
    return Sheet("", len(records), Records(records), field_counts=counts, first=first, more=more)


def find_separator(text: str) -> str:
    """Return the separator of a csv text, of which the beginning is enough.

    Raises
    ------
    Refused
        if there is none.
    """
    lines = [line for line in text[:SEPARATOR_SIGNS].splitlines() if line.strip()][:60]
    scores = (
        {s: sorted(line.count(s) for line in lines)[len(lines) // 2] for s in _SEPARATORS}
        if lines
        else {}
    )
    best = max(_SEPARATORS, key=lambda s: scores.get(s, 0))
    if not scores.get(best):
        best = max(_SEPARATORS, key=lambda s: max((line.count(s) for line in lines), default=0))
        if not any(best in line for line in lines):
            raise Refused("BERKAS-BUKAN-TABEL")
    return best


def find_swallowed(
    records: list[list[str]], separator: str, *, first: int = 0
) -> list[tuple[int, int]]:
    """Return (number, separators) of records with a field that holds line breaks and separators.

    Parameters
    ----------
    records : of the file, or of a block of it
    separator : of the file
    first : records before them
    """
    found = []
    for number, record in enumerate(records, first + 1):
        most = max((f.count(separator) for f in record if "\n" in f), default=0)
        if most:
            found.append((number, most))
    return found


def check_swallowed(found: list[tuple[int, int]], sizes: Counter[int]) -> None:
    """Refuse a field that holds a line break and then most of another record.

    Parameters
    ----------
    found : records from :func:`find_swallowed`, in order
    sizes : records of the file by number of fields
    """
    usual = max(sizes, key=lambda n: (sizes[n], -n), default=0)
    for number, separators in found:
        if separators >= max(2, (usual - 1) // 2):
            raise Refused("KUTIP-TERBUKA", rincian=f"baris {number}")
