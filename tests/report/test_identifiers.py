"""The last gate: numbers of people, in every form of file that is published. All are invented."""

from __future__ import annotations

import base64
import json
import struct
import zlib

import pytest
import xlsxwriter

from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.report import run_report
from pug_analysis.report.identifiers import check_identifiers, hide_numbers, holds_identifier

NIP = "199901312020121999"
NIK = "6107993101990001"


def add_chunk(png: bytes, kind: bytes, data: bytes) -> bytes:
    chunk = struct.pack(">I", len(data)) + kind + data
    chunk += struct.pack(">I", zlib.crc32(kind + data))
    return png[:-12] + chunk + png[-12:]


@pytest.mark.parametrize(
    "text",
    [
        NIP,
        f"a{NIP}b",
        "19990131 202012 1 999",
        "19990131.202012.1.999",
        "'19990131'202012'1'999",
        "<td>1999<b>0131</b>2020<span class='x'>12</span>1999</td>",
        "<p>19990131<br>202012 1 999</p>",
        "1999&#48;1312020121999",
        "1999\u200b01312020121999",
        "１９９９０１３１２０２０１２１９９９",
        f"data:image/png;base64,{NIP}",
        f"NIK: {NIK}.",
        "<v>1.99901312020122E+17</v>",
    ],
)
def test_numbers_of_people_are_seen(text):
    assert holds_identifier(text)


@pytest.mark.parametrize(
    "text",
    [
        "1.234.567 orang, keadaan 31 Desember 2025",
        "<th>2021</th><th>2022</th><th>2023</th><th>2024</th>",
        "<v>0.1234567890123456</v>",
        "0,1234567890123456",
        "6107993101990001234567",
        "1990" * 16,
        NIP + "ab" * 23,
        "2025-12-31T23:59:59+00:00",
    ],
)
def test_other_numbers_and_digests_are_not(text):
    assert not holds_identifier(text)


def test_a_number_is_hidden_and_a_count_is_not():
    for text in ("1.200 baris", "2023 2024 2025"):
        assert hide_numbers(text) == text
    for number in (NIP, NIK, "19990131 202012 1 999"):
        assert hide_numbers(f"a {number} b") == "a (angka disembunyikan) b"


def test_every_kind_of_file_is_read(tmp_path, toys):
    picture = toys.png()
    pictures = {
        "teks.png": add_chunk(picture, b"tEXt", f"Title\0{NIP}".encode()),
        "padat.png": add_chunk(picture, b"zTXt", b"Title\0\0" + zlib.compress(NIP.encode())),
        "ekor.png": picture + NIP.encode(),
    }
    (tmp_path / "gambar").mkdir()
    for name, data in pictures.items():
        (tmp_path / "gambar" / name).write_bytes(data)
    shown = base64.b64encode(pictures["padat.png"]).decode()
    (tmp_path / "a.html").write_text(f'<img src="data:image/png;base64,{shown}">')
    (tmp_path / "b.csv").write_text(f"a;b\n1;{NIK}\n")
    (tmp_path / "manifest.json").write_text(json.dumps({"berkas": f"{NIP}.xlsx"}))
    with xlsxwriter.Workbook(tmp_path / "tabel.xlsx") as book:
        book.add_worksheet("Isi").write_string(0, 0, NIP)
    with xlsxwriter.Workbook(tmp_path / "angka.xlsx") as book:
        book.add_worksheet("Isi").write_number(0, 0, int(NIP))
    (tmp_path / f"{NIP}.csv").write_text("a\n1\n")
    with pytest.raises(ReportError, match="angka berbentuk NIP atau NIK") as caught:
        check_identifiers(tmp_path)
    message = str(caught.value)
    names = [line[2:] for line in message.splitlines() if line.startswith("- ")]
    assert names == [
        "(angka disembunyikan).csv", "a.html", "angka.xlsx", "b.csv", "gambar/ekor.png",
        "gambar/padat.png", "gambar/teks.png", "manifest.json", "tabel.xlsx",
    ]  # fmt: skip
    assert NIP[:8] not in message


def test_pixels_and_digests_give_no_alarm(tmp_path, toys):
    (tmp_path / "a.png").write_bytes(toys.png(300, 300))
    shown = base64.b64encode(toys.png()).decode()
    (tmp_path / "a.html").write_text(f'<img src="data:image/png;base64,{shown}">')
    (tmp_path / "manifest.json").write_text(json.dumps({"a": NIP + "0" * 46}))
    check_identifiers(tmp_path)


@pytest.mark.notebook
def test_an_output_made_by_hand_with_a_number_in_it_is_not_published(workspace, toys):
    shown = toys.show({"kind": "text"}, "<p>19990131 <b>202012</b> 1 999</p>")
    cells = [toys.markdown("# J"), toys.code(toys.DEFAULTS, "parameters"), toys.code(shown)]
    toys.write_notebook(workspace / "notebooks" / "01_a.ipynb", cells)
    with pytest.raises(ReportError, match=r"\n- 01_a\.html\n") as caught:
        run_report(workspace, 2025, edition="internal", config=Config())
    assert "1999" not in str(caught.value)
    assert not (workspace / "reports" / "2025" / "internal").exists()
