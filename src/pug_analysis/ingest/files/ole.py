"""The streams of an OLE compound file, the container of ``.xls``."""

from __future__ import annotations

import struct
from typing import Final

from pug_analysis.ingest.values.refused import Refused

_END: Final = 0xFFFFFFFA


def read_stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """Return the first stream with one of the names.

    Parameters
    ----------
    data : content of the file
    names : names of the stream, the preferred one first

    Raises
    ------
    Refused
        if the container is damaged or has no such stream.
    """
    try:
        found = _Container(data).find(names)
    except (struct.error, IndexError, ValueError):
        found = None
    if found is None:
        raise Refused("BERKAS-RUSAK")
    return found


class _Container:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = 1 << struct.unpack_from("<H", data, 30)[0]
        self.small = 1 << struct.unpack_from("<H", data, 32)[0]
        n_fat, first_directory = struct.unpack_from("<II", data, 44)
        self.cutoff, first_small = struct.unpack_from("<II", data, 56)
        first_more = struct.unpack_from("<I", data, 68)[0]
        if self.size not in (512, 4096) or self.small > self.size or n_fat > len(data):
            raise ValueError("sectors must have 512 or 4096 bytes")
        places = list(struct.unpack_from("<109I", data, 76))
        seen: set[int] = set()
        while first_more < _END and first_more not in seen:
            seen.add(first_more)
            block = self._sector(first_more)
            *more, first_more = struct.unpack(f"<{self.size // 4}I", block)
            places += more
        self.fat = [
            n
            for place in places[:n_fat]
            for n in struct.unpack(f"<{self.size // 4}I", self._sector(place))
        ]
        self.entries = self._read_entries(self._chain(first_directory))
        table = self._chain(first_small) if first_small < _END else b""
        self.small_fat = struct.unpack(f"<{len(table) // 4}I", table)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        block = self.data[start : start + self.size]
        if not block:
            raise ValueError("a sector must lie inside the file")
        return block.ljust(self.size, b"\0")

    def _chain(self, first: int) -> bytes:
        parts, seen = [], set()
        while first < _END:
            if first in seen:
                raise ValueError("sectors must not follow each other in a circle")
            seen.add(first)
            parts.append(self._sector(first))
            first = self.fat[first]
        return b"".join(parts)

    @staticmethod
    def _read_entries(directory: bytes) -> list[tuple[str, int, int]]:
        entries = []
        for at in range(0, len(directory) - 127, 128):
            length = struct.unpack_from("<H", directory, at + 64)[0]
            name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", directory, at + 116)
            entries.append((name, first, size))
        return entries

    def find(self, names: tuple[str, ...]) -> bytes | None:
        for wanted in names:
            for name, first, size in self.entries:
                if name.lower() == wanted.lower():
                    return self._read(first, size)
        return None

    def _read(self, first: int, size: int) -> bytes:
        if size >= self.cutoff:
            return self._chain(first)[:size]
        root = self._chain(self.entries[0][1])
        parts, seen = [], set()
        while first < _END and first not in seen:
            seen.add(first)
            parts.append(root[first * self.small : (first + 1) * self.small])
            first = self.small_fat[first]
        return b"".join(parts)[:size]
