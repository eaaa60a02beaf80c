"""Fifty-one ways in which a file tells of a person, each planted alone, and clean files beside.

The channels are those that were seen in reports made with the usual tools. Two are declared to be
missed: initials, and a plain hash of a NIP. All people are invented.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
import xlsxwriter

from pug_analysis.errors import ReportError
from pug_analysis.ingest.kept.processed_folder import make_ids, read_key
from pug_analysis.ingest.people.fingerprints import read_fingerprints
from pug_analysis.report.gate.layers import FileText
from pug_analysis.report.gate.leaks import check_leaks, collect_secrets, find_days, find_leaks
from pug_analysis.terms.kalender import Periode

NIP = "198503152010012003"
NAME = "Siti Aminah Rekaan"
BIRTH = date(1985, 3, 15)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def page(inner: str) -> bytes:
    return f'<!DOCTYPE html><html lang="id"><body><p>Halaman</p>{inner}</body></html>'.encode()


def chunk(kind: bytes, data: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + crc


def picture(extra: bytes = b"", tail: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"\0\x80\x80" * 2))
    return b"\x89PNG\r\n\x1a\n" + head + extra + rows + chunk(b"IEND", b"") + tail


def pdf(text: str = "Jumlah", *more: bytes) -> bytes:
    """One page with a line of text, and other objects, written by hand."""
    line = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = (
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources <</Font <</F1 4 0 R>>>>>>",
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        stream(zlib.compress(line), b"/Filter /FlateDecode"),
        *more,
    )
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(data))
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d %b>>\nstream\n%b\nendstream" % (len(data), entries, data)


def workbook(fill: Callable) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Isi")
        sheet.write(0, 0, "Jumlah")
        fill(book, sheet)
    return data.getvalue()


def with_part(name: str, text: str) -> bytes:
    data = io.BytesIO(workbook(lambda book, sheet: None))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(name, text)
    return data.getvalue()


def hidden_sheet(book, sheet):
    other = book.add_worksheet("Lain")
    other.write(0, 0, NAME)
    other.very_hidden()


def hidden_row(book, sheet):
    sheet.write(3, 0, "Siti")
    sheet.write(3, 1, "Aminah")
    sheet.write(3, 2, "Rekaan")
    sheet.set_row(3, None, None, {"hidden": True})


def rich(book, sheet):
    bold = book.add_format({"bold": True})
    sheet.write_rich_string(2, 0, "Si", bold, "ti Ami", "nah", bold, " Rekaan")


def dated(book, sheet):
    sheet.write_datetime(2, 0, BIRTH, book.add_format({"num_format": "dd/mm/yyyy"}))


def archive(name: str, data: bytes, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr(name, data)
        box.comment = comment
    return out.getvalue()


def notebook(output: dict, **metadata) -> bytes:
    cell = {"cell_type": "code", "source": [], "outputs": [output], "metadata": {}}
    return json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4}).encode()


def b64(data: bytes | str) -> str:
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


CSV = f"nama;jumlah\r\n{NAME};1\r\n"

#: What is planted: name of the channel -> name of the file and its content.
CHANNELS: dict[str, tuple[str, bytes]] = {
    # pages
    "html text": ("a.html", page(f"<p>{NAME}</p>")),
    "html attribute": ("a.html", page(f'<p title="{NAME}">x</p>')),
    "html alternative text": ("a.html", page(f'<img alt="Grafik {NIP}" src="">')),
    "html data attribute": ("a.html", page(f'<p data-orang="{NIP}">x</p>')),
    "html comment": ("a.html", page(f"<!-- {NAME} -->")),
    "html split by tags": ("a.html", page("Si<b>ti</b> Ami<span class='x'>nah</span> Re<i>kaan</i>")),
    "html in neighbouring cells": ("a.html", page("<td>Siti</td><td>Aminah</td><td>Rekaan</td>")),
    "html number split by tags": ("a.html", page("<td>1985<b>0315</b>2010<span>01</span>2003</td>")),
    "html character references": ("a.html", page("&#83;iti&nbsp;&#x41;minah Rekaan")),
    "html style": ("a.html", page(f"<style>p::after {{ content: '{NAME}' }}</style>")),
    "html escapes in style": ("a.html", page(r"<style>p::after{content:'\53 iti Aminah Rekaan'}</style>")),
    "html embedded json": ("a.html", page(r"<i data-x='{\u0022a\u0022:\u0022\u0053iti Aminah Rekaan\u0022}'></i>")),
    "html inline svg": ("a.html", page(f'<svg><g id="siti-aminah-rekaan"><metadata>{NAME}</metadata></g></svg>')),
    "html link": ("a.html", page(f'<a href="daftar/{quote(NAME)}.html">x</a>')),
    "data address base64 csv": ("a.html", page(f'<a download href="data:text/csv;base64,{b64(CSV)}">x</a>')),
    "data address url-encoded svg": ("a.html", page(f"<img alt='x' src='data:image/svg+xml,{quote(f'<svg><text>{NAME}</text></svg>')}'>")),
    "data address workbook": ("a.html", page(f'<a href="data:application/vnd.ms-excel;base64,{b64(workbook(lambda b, s: s.write(1, 0, NAME)))}">x</a>')),
    "data address picture": ("a.html", page(f'<img alt="x" src="data:image/png;base64,{b64(picture(chunk(b"zTXt", b"a" + bytes(2) + zlib.compress(NAME.encode()))))}">')),
    # letters
    "zero width": ("a.html", page("Si\u200bti Ami\u00adnah Re\ufeffkaan")),
    "full width": ("a.html", page(f"<p>{NIP.translate(WIDE)}</p>")),
    "other case, accent and title": ("a.html", page("Hj. SITI AMÍNAH RÉKAAN, S.Pd., M.Si.")),
    "name written backwards": ("a.html", page("REKAAN, Siti Aminah")),
    "name without spaces": ("a.csv", b"akun;n\r\nsitiaminahrekaan;1\r\n"),
    # numbers
    "NIP with spaces": ("a.html", page("19850315 201001 2 003")),
    "NIP with dots": ("a.csv", b"nip;n\r\n1985.0315.2010.01.2.003;1\r\n"),
    "NIP without its last digits": ("a.csv", b"nip;n\r\n198503152010012;1\r\n"),
    "NIP as a float": ("a.csv", b"nip;n\r\n1,98503E+17;1\r\n"),
    "NIK": ("a.html", page("<p>NIK 6107995503850001</p>")),
    "telephone and e-mail": ("a.html", page("<p>0812 3456 7890, siti@contoh.invalid</p>")),
    "path of a user": ("manifest.json", json.dumps({"a": "C:\\Users\\siti\\Data"}).encode()),
    "pseudonym": ("a.csv", b"<pegawai_id>"),
    # dates
    "birth date, numbers": ("a.html", page("<p>15-03-1985</p>")),
    "birth date, two digits": ("a.csv", b"lahir;n\r\n15/3/85;1\r\n"),
    "birth date, words": ("a.html", page("<p>lahir 15 Maret 1985</p>")),
    # workbooks
    "xlsx hidden sheet": ("tabel.xlsx", workbook(hidden_sheet)),
    "xlsx hidden row": ("tabel.xlsx", workbook(hidden_row)),
    "xlsx comment": ("tabel.xlsx", workbook(lambda b, s: s.write_comment("A1", NAME))),
    "xlsx defined name": ("tabel.xlsx", workbook(lambda b, s: b.define_name("Siti_Aminah_Rekaan", "=Isi!$A$1"))),
    "xlsx author": ("tabel.xlsx", workbook(lambda b, s: b.set_properties({"author": NAME}))),
    "xlsx runs of one text": ("tabel.xlsx", workbook(rich)),
    "xlsx NIP as number": ("tabel.xlsx", workbook(lambda b, s: s.write_number(1, 0, int(NIP)))),
    "xlsx date as serial": ("tabel.xlsx", workbook(dated)),
    "xlsx pivot cache": ("tabel.xlsx", with_part("xl/pivotCache/pivotCacheRecords1.xml", f'<r><s v="{NAME}"/></r>')),
    # other files
    "csv utf-16": ("a.csv", CSV.encode("utf-16")),
    "png text, plain and compressed": ("a.png", picture(chunk(b"iTXt", b"Author" + b"\0\1\0\0\0" + zlib.compress(NAME.encode())))),
    "png after its end": ("a.png", picture(tail=NAME.encode())),
    "zip in a zip, gzip in it": ("a.zip", archive("b.zip", archive("c.gz", gzip.compress(CSV.encode(), mtime=0)))),
    "file name": ("laporan_siti_aminah_rekaan.html", page("")),
    "notebook, lines and hidden twin": ("a.ipynb", notebook({"output_type": "execute_result", "data": {"text/html": "<p>x</p>", "text/plain": ["nama  Siti ", "Aminah Rekaan"]}})),
    # declared limits
    "initials": ("a.html", page("<p>S. A. R.</p>")),
    "hash of a NIP": ("a.csv", hashlib.sha256(NIP.encode()).hexdigest().encode()),
}  # fmt: skip
MISSED = {"initials", "hash of a NIP"}

#: More of the same, beyond the fifty-one.
MORE: dict[str, tuple[str, bytes]] = {
    "html title": ("a.html", b"<title>" + NAME.encode() + b"</title>"),
    "csv utf-8 with mark": ("a.csv", CSV.encode("utf-8-sig")),
    "csv utf-16 without mark": ("a.csv", CSV.encode("utf-16-le")),
    "birth date iso": ("a.csv", b"1985-03-15"),
    "birth date compact": ("a.csv", b"a;19850315;b"),
    "birth date dots": ("a.html", page("15.3.1985")),
    "birth date short month": ("a.html", page("15 Mar. 85")),
    "xlsx sheet name": ("tabel.xlsx", workbook(lambda b, s: b.add_worksheet(NAME))),
    "xlsx header": ("tabel.xlsx", workbook(lambda b, s: s.set_header(f"&L{NAME}"))),
    "xlsx custom part": ("tabel.xlsx", with_part("customXml/item1.xml", f"<a>{NAME}</a>")),
    "xlsx text, other person's serial 1904": ("tabel.xlsx", workbook(lambda b, s: s.write(1, 0, "1979-11-05"))),
    "xlsx serial without format": ("tabel.xlsx", workbook(lambda b, s: s.write_number(1, 0, 31121))),
    "xlsx NIP as rounded number": ("tabel.xlsx", workbook(lambda b, s: s.write_number(1, 0, 198503152010012000))),
    "png plain text": ("a.png", picture(chunk(b"tEXt", b"Author\0" + NAME.encode()))),
    "png exif": ("a.png", picture(chunk(b"eXIf", NAME.encode("utf-16-le")))),
    "zip comment": ("a.zip", archive("a.csv", b"a", NAME.encode())),
    "zip member name": ("a.zip", archive("siti_aminah_rekaan.csv", b"a")),
    "notebook metadata": ("a.ipynb", notebook({}, papermill={"parameters": {"nip": NIP}})),
    "notebook number": ("a.ipynb", notebook({"data": {"application/json": {"nip": int(NIP)}}})),
    "notebook attachment": ("a.ipynb", notebook({}, widgets={"a": {"image/svg+xml": f"<svg><text>{NAME}</text></svg>"}})),
    "json key": ("manifest.json", json.dumps({NAME: 1}).encode()),
    "log": ("a.log", f"KeyError: '{NIP}'".encode()),
    "svg": ("a.svg", b"<svg><text>Siti</text><text>Aminah</text><text>Rekaan</text></svg>"),
    "pdf page": ("a.pdf", pdf(NAME)),
    "pdf page, one word a line": ("a.pdf", pdf("Siti) Tj 0 -14 Td (Aminah) Tj 0 -14 Td (Rekaan")),
    "pdf author": ("a.pdf", pdf("x", f"<</Author ({NAME})>>".encode())),
    "pdf alternative text": ("a.pdf", pdf("x", f"<</Alt <FEFF{NAME.encode('utf-16-be').hex()}>>>".encode())),
    "pdf attachment in another encoding": ("a.pdf", pdf("x", stream(CSV.encode("utf-16"), b"/Type /EmbeddedFile"))),
    "pdf attachment that is packed": ("a.pdf", pdf("x", stream(archive("b.csv", CSV.encode()), b"/Type /EmbeddedFile"))),
    "pdf description": ("a.pdf", pdf("x", stream(zlib.compress(NAME.encode()), b"/Filter /FlateDecode"))),
    "pdf link to this machine": ("a.pdf", pdf("x", b"<</S /URI /URI (file:///srv/a)>>")),
    "pdf information": ("a.pdf", b"%PDF-1.4\n1 0 obj <</Author (Siti Aminah Rekaan)>> endobj"),
    "pdf utf-16": ("a.pdf", b"%PDF-1.4\n<</Title (" + NAME.encode("utf-16") + b")>>"),
    "pdf stream": ("a.pdf", b"%PDF-1.4\nstream\n" + zlib.compress(NAME.encode()) + b"\nendstream"),
    "second person": ("a.html", page("Zzkanari Sembilan")),
    "path of the workspace": ("a.html", b"<workspace>"),
}  # fmt: skip


@pytest.fixture
def secrets(workspace):
    people = read_fingerprints(workspace, Periode(2025), key=read_key(workspace))
    return collect_secrets(people, workspace=workspace)


def plant(folder: Path, workspace: Path, name: str, data: bytes) -> None:
    folder.mkdir()
    if data == b"<pegawai_id>":
        data = make_ids([NIP], read_key(workspace))[NIP].encode()
    if data == b"<workspace>":
        data = page(f"<p>{workspace}</p>")
    (folder / name).write_bytes(data)


def is_found(folder: Path, secrets) -> str:
    try:
        check_leaks(folder, secrets)
    except ReportError as error:
        return str(error)
    return ""


def test_there_are_fifty_one():
    assert len(CHANNELS) == 51


@pytest.mark.parametrize("channel", [*CHANNELS, *MORE])
def test_a_planted_person_is_found_and_only_the_file_is_named(channel, workspace, secrets):
    name, data = (CHANNELS | MORE)[channel]
    folder = workspace / "terbit"
    plant(folder, workspace, name, data)
    (folder / "bersih.csv").write_bytes(b"golongan;n\r\nIII/a;1.234\r\n")
    message = is_found(folder, secrets)
    assert bool(message) == (channel not in MISSED)
    for text in (NIP, NIP[:8], "siti", "aminah", "zzkanari", "maret", "1985", "bersih", "0812"):
        assert text not in message.lower()
    if message:
        shown = "(nama berkas disembunyikan)" if "siti" in name else name
        lines = [line for line in message.splitlines() if line.startswith("- ")]
        assert [line.partition(" (")[0] for line in lines] == [f"- {shown}".partition(" (")[0]]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 bukan arsip",
        b"\x1f\x8b rusak",
        pdf()[:400],
        picture()[:40],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 4,
        archive("a.bin", b"\0\xff" + bytes(range(256)) * 9),
    ],
)
def test_what_cannot_be_read_is_refused(data, workspace, secrets):
    folder = workspace / "terbit"
    plant(folder, workspace, "a.xlsx", data)
    assert "a.xlsx (tidak dapat diperiksa" in is_found(folder, secrets)


def test_a_locked_or_deeply_nested_archive_is_refused(workspace, secrets):
    deep = b"a"
    for _ in range(9):
        deep = archive("a.zip", deep)
    locked = bytearray(archive("a.csv", b"abc"))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    for number, data in enumerate((deep, bytes(locked))):
        folder = workspace / f"terbit{number}"
        plant(folder, workspace, "a.zip", data)
        assert "tidak dapat diperiksa" in is_found(folder, secrets)


def test_name_of_the_user_or_machine_counts_only_where_a_file_tells_of_itself(workspace, secrets):
    from dataclasses import replace

    owned = replace(secrets, owners=("budi-pc",))
    assert find_leaks([FileText("Dibuat di Budi-PC")], owned) == set()
    assert find_leaks([FileText("Dibuat di Budi-PC", meta=True)], owned) == {"komputer"}


CLEAN = [
    ("a.html", page("<p>Siti dan Aminah</p><p>Rekaan kegiatan 31 Desember 2025, 1.234 orang</p>")),
    ("a.html", page("<td>1985</td><td>2003</td><td>15/3</td>")),
    ("a.csv", b"\xef\xbb\xbfn;p\r\n31121;0,199901312020121\r\n"),
    ("tabel.xlsx", workbook(lambda b, s: s.write_number(1, 0, 31121, b.add_format({"num_format": "#,##0"})))),
    ("a.png", picture()),
    ("a.pdf", pdf("31 Desember 2025, 1.234 orang")),
    ("manifest.json", json.dumps({"a": "ab" * 32, "b": "199901312020121999" + "0" * 46, "c": "1.15.85", "d": "a7e15b19850315c4"}).encode()),
    ("a.html", page(f'<img alt="x" src="data:image/png;base64,{b64(picture())}">')),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), CLEAN)
def test_what_only_resembles_gives_no_alarm(name, data, workspace, secrets):
    folder = workspace / "terbit"
    plant(folder, workspace, name, data)
    check_leaks(folder, secrets)


def test_days_are_read_in_the_usual_spellings():
    for text in ("1985-03-15", "15-03-1985", "15/3/1985", "15.03.1985", "15/3/85", "19850315",
                 "15 maret 1985", "15 mar 85", "15-mar-1985", "1985-03-15t00:00:00"):  # fmt: skip
        assert BIRTH in set(find_days(text)), text
    for text in ("115-03-1985", "7.17.85", "2.15.3.85", "15/3/19850", "0,19850315", "31-02-1985"):
        assert BIRTH not in set(find_days(text)), text


def test_five_hundred_rows_of_text_take_no_time(workspace, secrets):
    """A whole report against 20,000 people is measured in benchmarks/gate.py."""
    text = "Badan Kepegawaian;Pembina Utama Muda;1.234;12,5\r\n" * 500
    start = time.process_time()
    assert find_leaks([FileText(text)], secrets) == set()
    assert time.process_time() - start < 1
