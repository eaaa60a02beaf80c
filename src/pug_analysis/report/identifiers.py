"""The last gate: no staged file may hold a number in the form of a NIP or a NIK.

Only released outputs reach a page, but a cell can make such an output by hand. So every finished
file is read once more as its reader would: markup removed, archives opened, pictures down to their
text. What is found is never told, only in which file it stands.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pug_analysis.errors import ReportError

_GAP: Final = r"[\s.,'’\-/]{0,3}"
#: Birth date, month of appointment (or year, 2 and contract number), sex, sequence.
_NIP: Final = re.compile(
    r"(?<!\d)(?:19[4-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"
    rf"{_GAP}(?:19|20)\d{{2}}(?:0[1-9]|1[0-2]|2[1-9]){_GAP}[12]{_GAP}\d{{3}}(?!\d)"
)
#: Sixteen digits by themselves; the digits of a share such as 0,1234567890123456 are not meant.
_NIK: Final = re.compile(r"(?<![\w])(?<!\d[.,])[1-9]\d{15}(?!\w)")
#: A NIP or NIK that became a number: 1.98503152010012E+17.
_AS_FLOAT: Final = re.compile(r"(?<![\d.,])[1-9][.,]\d{9,}[eE]\+?1[57](?!\d)")

_PICTURE: Final = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]*)")
_SHA256: Final = re.compile(r"(?<!\w)[0-9a-f]{64}(?!\w)")
_INLINE_TAG: Final = re.compile(
    r"<!--.*?-->|</?(?:a|abbr|b|code|del|em|font|i|ins|mark|s|small|span|strong|sub|sup|t|u|wbr|r)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(r"<[^<>]*>")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LONG_NUMBER: Final = re.compile(rf"{_NIP.pattern}|\d{{9,}}")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_INFLATE_LIMIT: Final = 1_000_000


def holds_identifier(text: str) -> bool:
    """Tell whether a text, with or without its markup, holds a NIP-like or NIK-like number.

    Examples
    --------
    >>> holds_identifier("19990131 202012 1 999"), holds_identifier("1.234.567 dari 31.12.2025")
    (True, False)
    """
    text = _SHA256.sub(" ", _PICTURE.sub(_keep_what_is_no_picture, text))
    bare = _TAG.sub(" ", _INLINE_TAG.sub("", text))
    for form in (text, bare):
        plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", html.unescape(form)))
        if any(pattern.search(plain) for pattern in (_NIP, _NIK, _AS_FLOAT)):
            return True
    return False


def hide_numbers(text: str) -> str:
    """Replace every number of nine digits or more, so that a message names no person.

    Examples
    --------
    >>> hide_numbers("baris 12: 19990131 202012 1 999")
    'baris 12: (angka disembunyikan)'
    """
    return _LONG_NUMBER.sub("(angka disembunyikan)", text)


def check_identifiers(folder: Path) -> None:
    """Refuse a staged report in which any file, or its name, holds such a number.

    Parameters
    ----------
    folder : staged report, complete

    Raises
    ------
    ReportError
        naming the files, never the numbers.
    """
    bad = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if holds_identifier(path.stem) or any(holds_identifier(t) for t in _read_texts(path)):
            bad.append(f"- {hide_numbers(name)}")
    if bad:
        lines = "\n".join(bad)
        raise ReportError(
            "Laporan tidak diterbitkan; laporan terakhir tidak berubah. Berkas berikut memuat "
            f"angka berbentuk NIP atau NIK:\n{lines}\n"
            "Periksa keluaran notebook, pug.toml, dan nama berkas di data/raw."
        )


def _read_texts(path: Path) -> Iterator[str]:
    """Yield what a reader or a program can find in a file, as texts."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                yield name
                yield book.read(name).decode("utf-8", errors="replace")
        return
    data = path.read_bytes()
    if path.suffix == ".png":
        yield from _png_texts(data)
        return
    text = data.decode("utf-8", errors="replace")
    yield text
    for match in _PICTURE.finditer(text):
        yield from _png_texts(_decode(match[1]))


def _keep_what_is_no_picture(match: re.Match[str]) -> str:
    return " " if _decode(match[1]).startswith(_PNG) else match[0]


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""


def _png_texts(data: bytes) -> Iterator[str]:
    """Yield every chunk except the pixels, and whatever stands after the last one."""
    place = len(_PNG)
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if kind != b"IDAT":
            yield body.decode("utf-8", errors="replace")
        if kind in (b"zTXt", b"iTXt"):
            yield _inflate(body)
        place += 12 + length
        if kind == b"IEND":
            yield data[place:].decode("utf-8", errors="replace")
            return


def _inflate(body: bytes) -> str:
    """Return the compressed text of a chunk: it begins at the first byte from which it inflates."""
    for start in (number for number, byte in enumerate(body) if byte == 0x78):
        try:
            text = zlib.decompressobj().decompress(body[start:], _INFLATE_LIMIT)
        except zlib.error:
            continue
        return text.decode("utf-8", errors="replace")
    return ""
