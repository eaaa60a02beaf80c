"""What is looked at before a parser sees a file: kind, size, and traps (promise P20).

A spreadsheet of a few kilobytes can unpack to gigabytes or claim a cell in the last row and
column of a sheet, and parsers of spreadsheets die of both in ways that cannot be caught.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final, Literal

from pug_analysis.ingest.cellrange import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, find_far_cell

FileKind = Literal["xlsx", "xlsb", "ods", "xls", "parquet", "html", "text"]

MAX_FILE_BYTES: Final = 50 * 2**20
MAX_UNPACKED_BYTES: Final = 300 * 2**20
MAX_RATIO: Final = 100
#: Small parts of an honest workbook may be very repetitive; they cannot hurt.
RATIO_FREE_BYTES: Final = 2**20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How files begin whose kind only their whole content tells.
PACKED: Final = (b"PK\x03\x04", _OLE)
_HTML = re.compile(rb"<\s*(html|table|!doctype\s+html|head|body)", re.IGNORECASE)
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
#: What makes a part a sheet, whatever it is called.
_SHEET_PART = re.compile(rb"<[^<>]{0,80}sheetData")


class Refused(Exception):  # noqa: N818 - a verdict on a file, not a fault of the program
    """A file that cannot be used: the code of the finding, the sheet, and details."""

    def __init__(self, kode: str, *, lembar: str = "", rincian: str = "") -> None:
        super().__init__(kode)
        self.kode = kode
        self.lembar = lembar
        self.rincian = rincian


def sniff(data: bytes) -> FileKind:
    """Return what a file is by its first bytes, whatever its name says.

    Raises
    ------
    Refused
        if the file is empty, locked by a password, damaged, or no table at all.
    """
    if not data:
        raise Refused("BERKAS-KOSONG")
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"PK\x03\x04"):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("BERKAS-SANDI")
        return "xls"
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if _HTML.search(start):
        return "html"
    if start.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8", b"GIF8", b"MZ", b"\x7fELF")):
        raise Refused("BERKAS-BUKAN-TABEL")
    strange = sum(b < 9 or 13 < b < 32 for b in start)
    if strange > len(start) // 20:
        raise Refused("BERKAS-BUKAN-TABEL")
    return "text"


def _sniff_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        raise Refused("BERKAS-RUSAK") from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    raise Refused("BERKAS-BUKAN-TABEL")


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook after all checks of size and content.

    Only parts that are XML come with their content; the others are empty.

    Raises
    ------
    Refused
        if the file or what it unpacks to is too large, a part is packed more than 100:1 or
        damaged, a part declares a document type, or a sheet has more than 200 columns
        or 40 million cells.
    """
    if len(data) > MAX_FILE_BYTES:
        raise Refused("BERKAS-TERLALU-BESAR", rincian="lebih dari 50 MB")
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members)
            for member in members:
                with archive.open(member) as part:
                    content = part.read(member.file_size + 1)
                parts[member.filename] = content
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise Refused("BERKAS-RUSAK") from None
    for name, content in parts.items():
        xml = name.endswith((".xml", ".rels"))
        if xml and _DTD.search(content):
            raise Refused("BERKAS-BERBAHAYA", rincian="bagian berkas memuat DOCTYPE atau ENTITY")
        if xml and name.startswith("xl/") and b"\0" in content:
            raise Refused("BERKAS-BERBAHAYA", rincian="bagian berkas bukan UTF-8")
        if _SHEET_PART.search(content):
            _check_range(content)
        if not xml:
            parts[name] = b""
    return parts


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if sum(m.file_size for m in members) > MAX_UNPACKED_BYTES:
        raise Refused("BERKAS-TERLALU-BESAR", rincian="isi terbuka lebih dari 300 MB")
    for m in members:
        if m.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * m.compress_size):
            raise Refused("BERKAS-BERBAHAYA", rincian="pemampatan lebih dari 100 banding 1")


def _check_range(sheet: bytes) -> None:
    far = find_far_cell(sheet)
    if far == "rusak":
        raise Refused("BERKAS-RUSAK")
    if far == "kolom":
        raise Refused("BERKAS-TERLALU-BESAR", rincian=f"ada sel sesudah kolom ke-{MAX_COLUMNS}")
    if far == "baris":
        raise Refused(
            "BERKAS-TERLALU-BESAR", rincian=f"lebih dari {MAX_ROWS} baris atau {MAX_CELLS} sel"
        )
