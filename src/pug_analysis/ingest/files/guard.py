"""What is looked at before a parser sees a file: kind, size, and traps (promise P20).

A spreadsheet of a few kilobytes can unpack to gigabytes or claim a cell in the last row and
column of a sheet, and parsers of spreadsheets die of both in ways that cannot be caught.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import Final, Literal

from pug_analysis.ingest.files.cell_range import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, find_far_cell
from pug_analysis.ingest.values.refused import Refused

FileKind = Literal["xlsx", "xlsb", "ods", "xls", "parquet", "html", "mhtml", "text"]

MAX_FILE_BYTES: Final = 50 * 2**20
MAX_PAGE_BYTES: Final = 200 * 2**20
MAX_UNPACKED_BYTES: Final = 300 * 2**20
MAX_RATIO: Final = 100
#: Small parts of an honest workbook may be very repetitive; they cannot hurt.
RATIO_FREE_BYTES: Final = 2**20

#: What a damaged archive makes the standard library say.
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError,
    NotImplementedError, ValueError, OverflowError, IndexError,
)  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How files begin whose kind only their whole content tells.
PACKED: Final = (b"PK\x03\x04", _OLE)
_HTML = re.compile(rb"<\s*(html|table|!doctype\s+html|head|body)", re.IGNORECASE)
_MHTML = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_MHTML_KIND = re.compile(rb"^Content-Type:\s*(multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_XML_2003 = re.compile(rb"<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_FLAT_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
#: How files begin that hold no table we read, and what they are.
_KNOWN: Final = (
    (b"%PDF", "PDF"), (b"{\\rtf", "dokumen RTF"), (b"\x89PNG", "gambar"), (b"\xff\xd8\xff", "gambar"),
    (b"GIF8", "gambar"), (b"MZ", "program"), (b"\x7fELF", "program"),
    (b"\x1f\x8b", "arsip gzip: keluarkan isinya"), (b"BZh", "arsip bzip2: keluarkan isinya"),
    (b"\xfd7zXZ", "arsip xz: keluarkan isinya"), (b"(\xb5/\xfd", "arsip zstd: keluarkan isinya"),
    (b"7z\xbc\xaf", "arsip 7z: keluarkan isinya"), (b"Rar!", "arsip RAR: keluarkan isinya"),
    (b"SQLite format 3", "basis data SQLite"), (b"\0\1\0\0Standard ", "basis data Access"),
)  # fmt: skip
#: The same of zip archives, by a part.
_KNOWN_ZIP: Final = (
    ("word/document.xml", "dokumen Word"), ("ppt/presentation.xml", "PowerPoint"),
    ("Index/Document.iwa", "Apple Numbers: ekspor sebagai .xlsx"),
    ("Index.zip", "Apple Numbers: ekspor sebagai .xlsx"),
)  # fmt: skip
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
#: What is said of a sheet with cells too far to the right.
FAR_COLUMN: Final = f"ada isi sesudah kolom ke-{MAX_COLUMNS}; hapus kolom-kolom itu, lalu simpan"
_FAR_ROW: Final = f"lebih dari {MAX_ROWS} baris atau {MAX_CELLS} sel"
#: What makes a part a sheet, whatever it is called.
_SHEET_PART = re.compile(rb"<[^<>]{0,80}sheetData")


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
    return _sniff_text(data[:4096])


def _sniff_text(start: bytes) -> FileKind:
    marked = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if marked:
        start = start.decode("utf-16", "replace").encode("utf-8")
    for sign, what in _KNOWN:
        if start.startswith(sign):
            raise Refused("BERKAS-BUKAN-TABEL", rincian=what)
    if _XML_2003.search(start):
        what = "Lembar Kerja XML 2003: buka di Excel, simpan .xlsx"
        raise Refused("BERKAS-BUKAN-TABEL", rincian=what)
    if _FLAT_ODS in start and start.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        raise Refused(
            "BERKAS-BUKAN-TABEL", rincian="OpenDocument datar (.fods): simpan sebagai .ods"
        )
    if _MHTML.search(start) and _MHTML_KIND.search(start):
        return "mhtml"
    if _HTML.search(start):
        return "html"
    if marked:
        return "text"
    strange = sum(b < 9 or 13 < b < 32 for b in start)
    if strange > len(start) // 20:
        wide = max(start[::2].count(0), start[1::2].count(0)) * 3 > len(start)
        what = "mungkin teks UTF-16 tanpa tanda urutan bita: simpan sebagai UTF-8" if wide else ""
        raise Refused("BERKAS-BUKAN-TABEL", rincian=what if any(start) else "hanya bita nol")
    return "text"


def _sniff_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except _DAMAGE:
        raise Refused("BERKAS-RUSAK") from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    what = next((what for part, what in _KNOWN_ZIP if part in names), "arsip zip: keluarkan isinya")
    raise Refused("BERKAS-BUKAN-TABEL", rincian=what)


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook after all checks of size and content.

    Only parts that are XML or binary sheets come with their content; the others are empty.

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
    except _DAMAGE:
        raise Refused("BERKAS-RUSAK") from None
    for name, content in parts.items():
        xml = name.endswith((".xml", ".rels"))
        if xml and _DTD.search(content):
            raise Refused("BERKAS-BERBAHAYA", rincian="bagian berkas memuat DOCTYPE atau ENTITY")
        if xml and name.startswith("xl/") and b"\0" in content:
            raise Refused("BERKAS-BERBAHAYA", rincian="bagian berkas bukan UTF-8")
        if _SHEET_PART.search(content):
            _check_range(content)
        if not xml and not name.endswith(".bin"):
            parts[name] = b""
    return parts


def check_size(size: int, kind: FileKind | None) -> None:
    """Refuse a file that is too large before it is read.

    Parameters
    ----------
    size : bytes
    kind : by its beginning; None for archives, of which only the whole content tells

    Raises
    ------
    Refused
        if an archive has more than 50 MB or a page more than 200 MB.
    """
    if kind is None and size > MAX_FILE_BYTES:
        raise Refused("BERKAS-TERLALU-BESAR", rincian="lebih dari 50 MB")
    if kind in ("html", "mhtml") and size > MAX_PAGE_BYTES:
        raise Refused("BERKAS-TERLALU-BESAR", rincian="lebih dari 200 MB")


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if sum(m.file_size for m in members) > MAX_UNPACKED_BYTES:
        raise Refused("BERKAS-TERLALU-BESAR", rincian="isi terbuka lebih dari 300 MB")
    for m in members:
        if m.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * m.compress_size):
            raise Refused("BERKAS-BERBAHAYA", rincian="pemampatan lebih dari 100 banding 1")


def check_extent(rows: int, columns: int) -> None:
    """Refuse a sheet whose last row and column are too far: the parser makes room for all cells.

    Raises
    ------
    Refused
        if it has too many columns, rows, or rows times columns.
    """
    if columns > MAX_COLUMNS:
        raise Refused("BERKAS-TERLALU-BESAR", rincian=FAR_COLUMN)
    if rows > MAX_ROWS or rows * columns > MAX_CELLS:
        raise Refused("BERKAS-TERLALU-BESAR", rincian=_FAR_ROW)


def _check_range(sheet: bytes) -> None:
    far = find_far_cell(sheet)
    if far == "rusak":
        raise Refused("BERKAS-RUSAK")
    if far == "kolom":
        raise Refused("BERKAS-TERLALU-BESAR", rincian=FAR_COLUMN)
    if far == "baris":
        raise Refused("BERKAS-TERLALU-BESAR", rincian=_FAR_ROW)
