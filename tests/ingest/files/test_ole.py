"""Streams of compound files."""

from __future__ import annotations

import struct

import pytest

from pug_analysis.ingest.files.ole import read_stream
from pug_analysis.ingest.values.refused import Refused

from ..conftest import write_ole


def test_a_stream_is_read_whole():
    stream = bytes(range(256)) * 3000
    assert read_stream(write_ole(stream), ("Workbook",)) == stream


def test_the_first_name_that_is_there_is_read():
    data = write_ole(b"x" * 4096, name="BOOK")
    assert read_stream(data, ("Workbook", "Book")) == b"x" * 4096
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        read_stream(data, ("WordDocument",))


def test_small_streams_lie_in_the_root():
    # The stream of 4096 bytes becomes the root's; a stream of 70 bytes starts at its second block.
    data = bytearray(write_ole(bytes(64) + b"a" * 64 + b"b" * 6 + bytes(3962)))
    folder, table = 512 * 9, 512 * 10
    struct.pack_into("<II", data, folder + 116, 0, 4096)
    struct.pack_into("<II", data, folder + 128 + 116, 1, 70)
    data += struct.pack("<128I", 0xFFFFFFFF, 2, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)
    struct.pack_into("<I", data, table + 4 * 10, 0xFFFFFFFE)
    struct.pack_into("<II", data, 60, 10, 1)
    assert read_stream(bytes(data), ("Workbook",)) == b"a" * 64 + b"b" * 6


@pytest.mark.parametrize("place", [30, 44, 48, 76, 512 * 10])
def test_damage_is_refused(place):
    data = bytearray(write_ole(b"x" * 4096))
    data[place : place + 2] = b"\x01\x7f" if place != 512 * 10 else b"\0\0"
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        read_stream(bytes(data), ("Workbook",))
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        read_stream(bytes(data[: place + 1]), ("Workbook",))
