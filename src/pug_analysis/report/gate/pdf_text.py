"""What a PDF says: on its pages, about itself, and in what is attached to it.

Letters on a page are numbers of shapes; pypdf turns them back into letters. Shapes of letters and
pictures themselves are not read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

#: Streams that hold shapes or pixels: their bytes say anything by chance.
_SHAPES: Final = ("/FontFile", "/FontFile2", "/FontFile3")


class DamagedPdfError(Exception):
    """The PDF cannot be read to its end; the text says why, never what is in it."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """What :func:`read_pdf` found.

    ``pages`` in their order, ``strings`` of all other objects, the bytes of ``attached`` files and
    of all other ``streams``.
    """

    pages: tuple[str, ...]
    strings: tuple[str, ...]
    attached: tuple[bytes, ...]
    streams: tuple[bytes, ...]


def read_pdf(data: bytes) -> PdfText:
    """Read every page and every object of a PDF.

    Parameters
    ----------
    data : content of the file

    Raises
    ------
    DamagedPdfError
        if it is encrypted, has no page, or any part of it cannot be read.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=True)
        if reader.is_encrypted:
            raise DamagedPdfError("terkunci sandi")
        pages = tuple(page.extract_text() for page in reader.pages)
        objects = [reader.get_object(number) for number in _numbers(reader)]
        found = PdfText(
            pages,
            tuple(text for one in [*objects, reader.trailer] for text in _strings(one)),
            tuple(_streams(objects, attached=True)),
            tuple(_streams(objects, attached=False)),
        )
    except DamagedPdfError:
        raise
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
        raise DamagedPdfError("PDF rusak") from None
    except (NotImplementedError, RecursionError, MemoryError):
        raise DamagedPdfError("jenis PDF tidak dikenal") from None
    if not found.pages:
        raise DamagedPdfError("PDF rusak")
    return found


def _numbers(reader: Any) -> list[int]:
    """Return the number of every object, within an object stream or not."""
    plain = {number for table in reader.xref.values() for number in table}
    return sorted(plain | set(reader.xref_objStm))


def _strings(value: Any) -> Iterator[str]:
    """Yield the texts in an object; what it points at is an object of its own."""
    from pypdf.generic import ByteStringObject, TextStringObject

    if isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield value.decode("latin-1")


def _streams(objects: list[Any], *, attached: bool) -> Iterator[bytes]:
    """Yield the bytes of every stream that is neither shapes nor pixels."""
    from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

    shapes = {
        part.idnum
        for one in objects
        if isinstance(one, DictionaryObject)
        for name in _SHAPES
        if isinstance(part := one.raw_get(name) if name in one else None, IndirectObject)
    }
    for one in objects:
        if not isinstance(one, StreamObject) or one.get("/Subtype") == "/Image":
            continue
        if one.indirect_reference is not None and one.indirect_reference.idnum in shapes:
            continue
        if (one.get("/Type") == "/EmbeddedFile") == attached:
            yield one.get_data()
