"""What is refused before a parser sees it; the traps themselves are in test_catalogue."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest

from pug_analysis.ingest.files.guard import read_parts, sniff
from pug_analysis.ingest.values.refused import Refused


def archive(how: int = zipfile.ZIP_STORED, /, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/"), content, compress_type=how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"PAR1...", "parquet"), (b"<html><table>", "html"), (b"a;b\n1;2", "text"),
     ("a;b".encode("utf-16"), "text"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "xls")],
)  # fmt: skip
def test_kinds_by_first_bytes(data, kind):
    assert sniff(data) == kind


def test_zips_that_are_no_workbooks():
    with pytest.raises(Refused, match="BERKAS-BUKAN-TABEL"):
        sniff(archive(a=b"x"))
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        sniff(archive(a=b"x")[:30])


def test_large_file_is_refused():
    with pytest.raises(Refused, match="BERKAS-TERLALU-BESAR"):
        read_parts(b"PK" + b"0" * (50 * 2**20))


def test_small_repetitive_parts_pass():
    parts = read_parts(archive(zipfile.ZIP_DEFLATED, a__b_xml=b"<x/>" * 1000))
    assert set(parts) == {"a/b_xml"}


FAR = [
    b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    b"<row\tr='1'><c\tr='XFD1'><v>1</v></c></row>",
    b'<row r = "1"><c r\n=\t"XFD1"><v>1</v></c></row>',
    b'<row r="1"><c r="&#88;FD1"><v>1</v></c></row>',
    b'<row r="1"><c r="&#x58;&#70;D1"><v>1</v></c></row>',
    b'<row r="&#50;000001"/>',
    b'<x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>',
    b'<row r="1"><c t="n" r="XFD1"><v>1</v></c></row>',
    b'<row r="1"><c x=">" r="xfd1"><v>1</v></c></row>',
    b'<row r="1">' + b"<c><v>1</v></c>" * 201 + b"</row>",
    b'<row r="1"><c r="GR1"><v>1</v></c><c><v>1</v></c></row>',
    b'<row r="1048576"/><row/>',
    b'<row r="200000"><c r="GR200000"><v>1</v></c></row><row/><row><c r="GR200002"><v>1</v></c></row>',
    b"<row/>" * 1_048_577,
    b'<row r="0001048577"/>',
    b'<row r="1"><c r="A99999999999999999999"><v>1</v></c></row>',
]


@pytest.mark.parametrize("rows", FAR, ids=range(len(FAR)))
@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/lain/lembar.dat"])
def test_far_cells_in_any_spelling(rows, name):
    xml = b'<worksheet xmlns:x="u"><sheetData>' + rows + b"</sheetData></worksheet>"
    with pytest.raises(Refused, match="BERKAS-TERLALU-BESAR"):
        read_parts(archive(**{name: xml}))


def test_odd_spelling_inside_the_limits_passes():
    xml = b"<worksheet><sheetData><row r='200000'><c r='GR200000'/></row></sheetData></worksheet>"
    assert read_parts(archive(**{"xl/worksheets/sheet1.xml": xml}))


def test_sheets_that_cannot_be_told():
    name = "xl/worksheets/sheet1.xml"
    wide = '<?xml version="1.0" encoding="UTF-16"?><sheetData><row r="1048576"/></sheetData>'
    with pytest.raises(Refused, match="BERKAS-BERBAHAYA"):
        read_parts(archive(**{name: wide.encode("utf-16")}))
    for xml in (b"<sheetData><row r='1'><c r='?1'/></row></sheetData>", b"<sheetData><row>"):
        with pytest.raises(Refused, match="BERKAS-RUSAK"):
            read_parts(archive(**{name: xml}))


@pytest.mark.parametrize(
    ("data", "what"),
    [(b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>',
      "Lembar Kerja XML 2003: buka di Excel, simpan .xlsx"),
     (b'\xef\xbb\xbf<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Lembar Kerja XML 2003"),
     ('<?xml version="1.0"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"/>'.encode("utf-16"), "Lembar Kerja XML 2003"),
     (b'<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><table:table>', ".fods"),
     (b"\x1f\x8b\x08\0\0", "gzip"), (b"Rar!\x1a\7", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"%PDF-1.7", "PDF"),
     (b"\0\1\0\0Standard ACE DB", "Access"), (b"SQLite format 3\0", "SQLite"), (b"\xff\xd8\xff\xe0", "gambar"),
     ("NIP;NAMA\n1;2\n".encode("utf-16-le"), "UTF-16"), (bytes(4096), "nol"),
     (archive(word__document="x", word__document_xml=b"x"), "arsip zip"),
     (archive(**{"word/document.xml": b"x"}), "Word"), (archive(**{"PNS.csv": b"x"}), "arsip zip"),
     (archive(**{"Index/Document.iwa": b"x"}), "Numbers")],
)  # fmt: skip
def test_what_is_no_table_is_named(data, what):
    with pytest.raises(Refused, match="BERKAS-BUKAN-TABEL") as verdict:
        sniff(data)
    assert what in verdict.value.rincian


@pytest.mark.parametrize(
    "data",
    [b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", b"From: <Saved>\nmime-version: 1.0\ncontent-type: text/html\n"],
)  # fmt: skip
def test_web_archives_by_their_first_lines(data):
    assert sniff(data) == "mhtml"


def test_a_web_page_in_utf16_is_a_page():
    assert sniff("<html><table>".encode("utf-16")) == "html"


@pytest.mark.parametrize("place", range(0, 100, 7))
@pytest.mark.parametrize(
    "how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damaged_archives_are_refused(how, place):
    """One byte is turned over: the archive is refused, or what was hit does not matter."""
    good = archive(
        how, **{"xl/workbook.xml": b"<workbook/>" * 50, "xl/a.xml": bytes(range(256)) * 9}
    )
    data = bytearray(good)
    data[30 + (len(good) - 60) * place // 100] ^= 0xFF
    with contextlib.suppress(Refused):
        assert read_parts(bytes(data))
