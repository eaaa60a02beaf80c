"""Every text that a finished file holds, whatever it is wrapped in.

Archives are opened, workbooks read cell by cell, pictures down to their text chunks, data addresses
and base64 decoded, markup removed. What cannot be opened is an error: a gate that skips is open.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from pug_analysis.report.gate.pdf_text import DamagedPdfError, read_pdf
from pug_analysis.report.gate.workbook_cells import bare_sheet, read_cells

_DEPTH: Final = 6
_LIMIT: Final = 100_000_000
PNG: Final = b"\x89PNG\r\n\x1a\n"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP: Final = b"\x1f\x8b"
_PDF: Final = b"%PDF-"
_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)

_DATA_URI: Final = re.compile(r"data:([^,\s\"'<>()]{0,200}),([^\s\"'<>]*)", re.IGNORECASE)
_BASE64: Final = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,}={0,2}(?![A-Za-z0-9+/=])")
_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-9a-fA-F]{2,6})[ \t\n]?")
#: Tags inside a word or number that a reader does not see; those of a workbook's runs too.
_INLINE_TAG: Final = re.compile(
    r"<!--.*?-->|</?(?:a|abbr|b|bdi|bdo|big|charset|cite|code|color|data|del|dfn|em|family|font|i"
    r"|ins|kbd|label|mark|outline|q|r|rFont|rPr|s|samp|scheme|shadow|small|span|strike|strong|sub"
    r"|sup|sz|t|time|tspan|tt|u|var|vertAlign|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(r"<[^<>]*>")
#: Codes in the header of a printed sheet: &L for left, &"Arial" for a font.
_PRINT_CODE: Final = re.compile(r"&(?:[A-Z]|\d+|\"[^\"]*\")")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_HEX_STRING: Final = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")


class Unreadable(Exception):  # noqa: N818  it is no error of the program
    """A layer that cannot be opened; the text says what it is, never what is in it."""


@dataclass(frozen=True, slots=True)
class FileText:
    """A text, and whether it is about the file (author, comment) rather than in it."""

    text: str
    meta: bool = False


def read_layers(data: bytes, *, depth: int = 0) -> Iterator[FileText]:
    """Yield every text of a file, told by its first bytes rather than by its name.

    Parameters
    ----------
    data : content of the file
    depth : how many wrappings it was taken out of

    Raises
    ------
    Unreadable
        if a layer is damaged, encrypted, too large, nested too deep, or of an unknown kind.
    """
    if depth > _DEPTH:
        raise Unreadable("terlalu banyak lapis")
    if len(data) > _LIMIT:
        raise Unreadable("terlalu besar")
    if data.startswith(PNG):
        yield from _png_layers(data, depth=depth)
    elif data.startswith(_ZIP):
        yield from _zip_layers(data, depth=depth)
    elif data.startswith(_GZIP):
        yield FileText(data[:512].decode("latin-1"), meta=True)
        yield from read_layers(_gunzip(data), depth=depth + 1)
    elif data.startswith(_PDF):
        yield from _pdf_layers(data, depth=depth)
    else:
        yield from text_layers(_decode_text(data), depth=depth)


def text_layers(text: str, *, depth: int = 0) -> Iterator[FileText]:
    """Yield a text, what its reader sees of it, and what is encoded within it.

    Raises
    ------
    Unreadable
        as :func:`read_layers`.
    """
    if text[:1] in ("{", "["):
        yield from _json_layers(text, depth=depth)
    plain, inside = _take_out_encoded(html.unescape(text))
    for data in inside:
        yield from read_layers(data, depth=depth + 1)
    yield FileText(plain)
    if "<" in text:
        bare = _DATA_URI.sub(" ", text)
        bare = html.unescape(_TAG.sub(" ", _INLINE_TAG.sub("", bare)))
        yield FileText(bare)
    if _PERCENT.search(plain):
        yield FileText(unquote(plain))
    if "\\" in plain and _ESCAPE.search(plain):
        yield FileText(_ESCAPE.sub(_character, plain))


def _take_out_encoded(text: str) -> tuple[str, list[bytes]]:
    """Return a text without its data addresses and base64, and what those decode to."""
    inside: list[bytes] = []

    def take_uri(match: re.Match[str]) -> str:
        kind, body = match[1].lower(), match[2]
        if kind.endswith(";base64"):
            data = _from_base64(unquote(body))
            if data is None:
                return match[0]
            inside.append(data)
        else:
            inside.append(unquote(body).encode())
        return " "

    def take_base64(match: re.Match[str]) -> str:
        data = _from_base64(match[0])
        if data is None or not _means_something(data):
            return match[0]
        inside.append(data)
        return " "

    if "data:" in text.lower():
        text = _DATA_URI.sub(take_uri, text)
    return _BASE64.sub(take_base64, text), inside


def _from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        return None


def _means_something(data: bytes) -> bool:
    """Whether decoded bytes are a file of a known kind or text, not the chance of a digest."""
    if data.startswith((PNG, *_ZIP, _GZIP, _PDF)):
        return True
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return all(c.isprintable() or c in "\t\r\n\ufeff" for c in text)


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2] or match[3], 16)
    return chr(number) if number < 0x110000 else " "


def _json_layers(text: str, *, depth: int) -> Iterator[FileText]:
    """Yield the strings of a JSON text, lines that belong together joined."""
    try:
        content = json.loads(text)
    except ValueError:
        return
    strings = list(_walk(content))
    # Lines of one output are a list; a page is one string. Both are read as what they are.
    for part in strings:
        if "<" in part:
            yield from text_layers(part, depth=depth + 1)
    joined = "\n".join(strings)
    if joined[:1] in ("{", "["):
        joined = " " + joined
    yield from text_layers(joined, depth=depth + 1)


def _walk(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _walk(item)
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            yield "".join(value)
        for item in value:
            yield from _walk(item)
    elif value is not None:
        yield str(value)


def _zip_layers(data: bytes, *, depth: int) -> Iterator[FileText]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _LIMIT:
                raise Unreadable("terlalu besar")
            yield FileText(archive.comment.decode("latin-1"), meta=True)
            parts = {}
            for member in members:
                yield FileText(member.filename)
                yield FileText((member.comment + b" " + member.extra).decode("latin-1"), meta=True)
                if member.flag_bits & 1:
                    raise Unreadable("terkunci sandi")
                if not member.is_dir():
                    parts[member.filename] = archive.read(member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError):
        raise Unreadable("arsip rusak") from None
    if "[Content_Types].xml" in parts:
        yield FileText("\n".join(read_cells(parts)))
        parts = {name: bare_sheet(part) for name, part in parts.items()}
    for name, part in parts.items():
        meta = name.startswith("docProps/")
        for layer in read_layers(part, depth=depth + 1):
            yield FileText(layer.text, meta=layer.meta or meta)
            if b"headerFooter" in part:
                yield FileText(_PRINT_CODE.sub(" ", layer.text))


def _png_layers(data: bytes, *, depth: int) -> Iterator[FileText]:
    """Yield every chunk except the pixels, and whatever stands after the last one."""
    place = len(PNG)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if kind not in (b"IDAT", b"IHDR", b"PLTE", b"tRNS", b"IEND"):
            yield FileText(body.decode("utf-8", errors="replace"), meta=True)
            yield FileText(_narrow(body), meta=True)
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield FileText(_inflate_somewhere(body), meta=True)
        place += 12 + length
        if kind == b"IEND":
            if data[place:]:
                yield from read_layers(data[place:], depth=depth + 1)
            return
    raise Unreadable("gambar rusak")


def _inflate_somewhere(body: bytes) -> str:
    """Return the compressed text of a chunk: it begins at the first byte from which it inflates."""
    for start in (number for number, byte in enumerate(body) if byte == 0x78):
        try:
            return zlib.decompressobj().decompress(body[start:], _LIMIT).decode("utf-8", "replace")
        except zlib.error:
            continue
    return ""


def _pdf_layers(data: bytes, *, depth: int) -> Iterator[FileText]:
    """Yield what a PDF says on its pages, about itself, and in what is attached to it."""
    bare = _STREAM.sub(b" ", data)
    yield FileText(_narrow(bare), meta=True)
    for match in _HEX_STRING.finditer(bare):
        digits = b"".join(match[1].split())
        yield FileText(_narrow(bytes.fromhex(digits[: len(digits) // 2 * 2].decode())), meta=True)
    try:
        read = read_pdf(data)
    except DamagedPdfError as problem:
        raise Unreadable(str(problem)) from None
    yield FileText("\n".join(read.pages))
    yield FileText("\n".join(read.strings), meta=True)
    for attached in read.attached:
        yield from read_layers(attached, depth=depth + 1)
    for stream in read.streams:
        # Letters that are written as numbers stand in the text of the pages already.
        yield FileText(_narrow(_HEX_STRING.sub(b" ", stream)), meta=True)


def _narrow(data: bytes) -> str:
    """Return Latin letters that stand in two bytes each, or in one."""
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        data = data.replace(mark, b" ")
    return data.replace(b"\0", b"").decode("latin-1")


def _gunzip(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            return stream.read(_LIMIT + 1)
    except (OSError, EOFError, zlib.error):
        raise Unreadable("arsip rusak") from None


def _decode_text(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data:
        half = data[1::2].count(0), data[0::2].count(0)
        if max(half) < len(data) // 4:
            raise Unreadable("jenis berkas tidak dikenal")
        return data.decode("utf-16-le" if half[0] >= half[1] else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
