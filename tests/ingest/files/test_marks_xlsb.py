"""Marks of xlsb sheets. No library at hand writes such workbooks, so the records are written here."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from pug_analysis.ingest.files.marks_xlsb import mark_xlsb
from pug_analysis.ingest.files.workbook import read_workbook
from pug_analysis.ingest.values.refused import Refused

RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
    ' Target="worksheets/sheet1.bin"/></Relationships>'
)


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body) & 0x7F | 0x80, len(body) >> 7]) + body


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def row(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    head = struct.pack("<IIHBB", number, 0, 255, 0, 0x10 if hidden else 0) + bytes(5)
    return record(0, head) + b"".join(cells)


def cell(column: int, value: str) -> bytes:
    """Return a text, or the error of a cell or of a formula."""
    place = struct.pack("<II", column, 0)
    if value == "#N/A":
        return record(3, place + b"\x2a")
    if value == "#REF!":
        return record(11, place + b"\x17" + bytes(10))
    return record(6, place + text(value))


def sheet(*rows: bytes, columns: bytes = b"", merged: bytes = b"") -> bytes:
    extent = record(148, struct.pack("<4I", 0, 9, 0, 9))
    return (
        record(129)
        + extent
        + columns
        + record(145)
        + b"".join(rows)
        + record(146)
        + merged
        + record(130)
    )


def parts(content: bytes) -> dict[str, bytes]:
    name = struct.pack("<II", 0, 1) + text("r1") + text("Data")
    book = record(131) + record(143) + record(156, name) + record(144) + record(132)
    return {
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": RELS.encode(),
        "xl/worksheets/sheet1.bin": content,
    }


def test_errors_what_is_hidden_and_merged():
    found = mark_xlsb(
        parts(
            sheet(
                row(0, cell(0, "a")),
                row(1, cell(0, "b"), cell(1, "#N/A"), hidden=True),
                row(3, cell(2, "#REF!")),
                row(4, hidden=True),
                columns=record(60, struct.pack("<IIIIH", 1, 2, 9, 0, 1))
                + record(60, struct.pack("<IIIIH", 4, 4, 9, 0, 0)),
                merged=record(176, struct.pack("<4I", 1, 3, 0, 0)),
            )
        )
    )["Data"]
    assert found.special == {(1, 1): "#N/A", (3, 2): "#REF!"}
    assert (found.hidden_rows, found.hidden_columns) == (1, {1, 2})
    assert found.merged == (((1, 0), (3, 0)),)


def test_a_whole_workbook_is_read_with_its_marks():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts(sheet(row(0, cell(0, "a"), cell(1, "#N/A")))).items():
            archive.writestr(name, content)
    (found,), _ = read_workbook(out.getvalue(), "xlsb")
    assert found.row(0) == ["a", "#N/A"]


@pytest.mark.parametrize(("number", "column"), [(0, 200), (1_048_576, 0), (400_000, 150)])
def test_far_cells_are_refused(number, column):
    with pytest.raises(Refused, match="BERKAS-TERLALU-BESAR"):
        mark_xlsb(parts(sheet(row(number, cell(column, "a")))))


def test_damage():
    whole = parts(sheet(row(0, cell(0, "a"))))
    for name in whole:
        with pytest.raises(Refused, match="BERKAS-RUSAK"):
            mark_xlsb(
                whole
                | {name: whole[name][:-3] if name.endswith(".rels") else whole[name][:9] + b"\xff"}
            )
